package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/verify"
)

// commentsCandidate is a release candidate that has a tag.
type commentsCandidate struct {
	env  *Env
	name verify.Name
	text *spec.Specification // nil: it cannot be read
}

// String names it as people do.
func (c *commentsCandidate) String() string { return c.name.ID + " " + c.name.Version }

func (c *commentsCandidate) path() string { return comments.Path(c.name.ID, c.name.Version) }

// commentsArgs takes an id and a version, or a tag.
func commentsArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 1 || len(args) == 2 {
		return nil
	}
	return usagef("such as "+cmd.CommandPath()+" wound-care 1.0.0-rc.1", "%s takes an id and a version, or a tag, found %s", cmd.CommandPath(), counted(len(args), "argument"))
}

// commentsTag is the name of the tag that arguments mean; version is "" where they name
// a specification alone.
func commentsTag(args []string) (id, version string) {
	last := strings.TrimPrefix(args[len(args)-1], tagPrefix)
	if id, version, ok := strings.Cut(last, "/v"); ok && id != "" {
		return id, version
	}
	if len(args) == 2 {
		return specID(args[0]), strings.TrimPrefix(last, "v")
	}
	return specID(args[0]), ""
}

// findCandidate finds the release candidate that arguments mean.
func findCandidate(ctx context.Context, env *Env, args []string) (*commentsCandidate, error) {
	id, version := commentsTag(args)
	ref := refFlag{ref: "HEAD"}
	o, err := ref.open(ctx, env)
	if err != nil {
		return nil, err
	}
	defer o.store.Close()
	candidates, err := o.candidates(id)
	if err != nil {
		return nil, err
	}
	name, is := verify.ParseName(id + "/v" + version)
	if !is || !name.Candidate || !slices.Contains(candidates, version) {
		return nil, o.noCandidate(args[0], id, version, candidates)
	}
	c := &commentsCandidate{env: env, name: name}
	at, err := openOffice(ctx, env, env.Dir, tagPrefix+id+"/v"+version)
	if err != nil {
		return nil, err
	}
	defer at.store.Close()
	t, err := at.text(id)
	if err != nil {
		return nil, err
	}
	if t.Version != version {
		return nil, fmt.Errorf("the tag %s/v%s is on a commit that has version %s of %s", id, version, t.Version, id)
	}
	c.text, _ = decoded(t.path, t.data) // what it has that cannot be read is no matter here
	return c, nil
}

// candidates are the versions of the release candidates of a specification that have a
// tag.
func (o *office) candidates(id string) ([]string, error) {
	refs, err := o.store.Refs(tagPrefix + id + "/")
	if err != nil {
		return nil, fmt.Errorf("list tags: %w", err)
	}
	var versions []string
	for _, r := range refs {
		if name, ok := verify.ParseName(strings.TrimPrefix(r.Name, tagPrefix)); ok && name.Candidate && name.ID == id {
			versions = append(versions, name.Version)
		}
	}
	return versions, nil
}

// noCandidate says that there is no such release candidate, and what is near.
func (o *office) noCandidate(arg, id, version string, have []string) error {
	switch {
	case len(have) == 0 && !slices.Contains(o.specIDs(), id):
		return o.noText(arg, id)
	case len(have) == 0:
		return usagef("credctl release makes the tag of a version such as 1.0.0-rc.1; fetch those of others with git fetch --tags", "%s has no release candidate here", id)
	case version == "":
		return usagef("it has "+strings.Join(have, ", "), "it is not said which release candidate of %s is meant", id)
	}
	if near := nearest.Word(version, have); near != "" {
		return usagef("did you mean "+near+"?", "%s has no release candidate %q", id, version)
	}
	return usagef("it has "+strings.Join(have, ", "), "%s has no release candidate %q", id, version)
}

// warnOfAim warns where a comment is on something that the candidate does not have.
func (c *commentsCandidate) warnOfAim(on string) {
	if c.text == nil {
		return
	}
	missed, near := comments.Missed(c.text, on)
	if missed == "" {
		return
	}
	hint := "an id in it, a part of the file such as assessment, or whole"
	if near != "" {
		hint = "did you mean " + near + "?"
	}
	c.env.warn(fmt.Sprintf("%s has nothing that is called %q; the comment is kept as it is", c, missed), hint)
}

// change changes the table of a candidate in the work tree, whole or not at all. Two
// runs wait for each other, so that each sees what the other wrote; and what somebody
// saved in the meantime survives.
func (c *commentsCandidate) change(ctx context.Context, change func(*comments.Sheet) error) error {
	p, err := openSettings(c.env, (&cobra.Command{}).Flags(), nil)
	if err != nil {
		return err
	}
	defer p.close()
	root, err := os.OpenRoot(p.files.Dir())
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(c.path())), 0o755); err != nil {
		return fmt.Errorf("the folder of %s cannot be made: %w", c.path(), plainReason(err))
	}
	lock := c.path() + ".lock"
	if err := lockWithin(ctx, root, lock); err != nil {
		return err
	}
	defer root.Remove(filepath.FromSlash(lock))
	before, err := commentsBytes(root, c.path())
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", c.path(), plainlyMissing(err))
	}
	after, err := c.changed(before, change)
	switch {
	case err != nil || after == nil:
		return err
	case before == nil:
		return p.create(c.path(), after)
	}
	return p.rewrite(c.path(), before, after)
}

// changed is a table as it is to be written; nil: nothing of it changed, however it is
// laid out. Before is nil where there is none.
func (c *commentsCandidate) changed(before []byte, change func(*comments.Sheet) error) ([]byte, error) {
	sheet := &comments.Sheet{ID: c.name.ID, Version: c.name.Version, Path: c.path()}
	if before != nil {
		sheet = comments.Read(c.name.ID, c.name.Version, before)
	}
	if err := commentsWhole(sheet); err != nil {
		return nil, err
	}
	was := slices.Clone(sheet.Comments)
	if err := change(sheet); err != nil || slices.Equal(sheet.Comments, was) {
		return nil, err
	}
	after, err := comments.Write(sheet.Comments)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", c.path(), err)
	}
	for _, note := range sheet.Notes {
		c.env.warn(c.path()+": "+note, "")
	}
	return after, nil
}

// commentsBytes are the bytes of a table; nil: there is none.
func commentsBytes(root *os.Root, file string) ([]byte, error) {
	f, err := root.Open(filepath.FromSlash(file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && !info.Mode().IsRegular() {
		return nil, errors.New("it is no file")
	}
	data, err := io.ReadAll(io.LimitReader(f, comments.MaxBytes+1))
	if data == nil {
		data = []byte{}
	}
	return data, err
}

// commentsWhole refuses a table of which writing would lose something.
func commentsWhole(s *comments.Sheet) error {
	if len(s.Problems) == 0 {
		return nil
	}
	const most = 5
	said := s.Path + " was left as it is, because it cannot be read whole:"
	for _, p := range s.Problems[:min(len(s.Problems), most)] {
		said += "\n  " + p.String()
	}
	if more := len(s.Problems) - most; more > 0 {
		said += fmt.Sprintf("\n  and %d more", more)
	}
	return hinted{err: errors.New(said), hint: "mend it in a spreadsheet and save it as CSV UTF-8; its columns are " + strings.Join(comments.Columns, ", ")}
}
