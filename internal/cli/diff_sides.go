package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/verify"
	"github.com/advancing-practice/credctl/internal/workspace"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// diffSide is one of the two texts that are compared.
type diffSide struct {
	arg    string // as it was asked for; "" where nobody named it
	name   string // for people: a tag, a file, or a file of a commit
	sha256 string
	spec   *spec.Specification
}

func (s *diffSide) reported() report.ComparedSide {
	return report.ComparedSide{Name: s.name, Version: s.spec.Version, SHA256: s.sha256}
}

// sides reads what the arguments mean, the earlier first.
func (o *diffOptions) sides(ctx context.Context, args []string) (from, to *diffSide, err error) {
	if len(args) == 2 {
		if from, err = o.side(ctx, args[0]); err != nil {
			return nil, nil, err
		}
		to, err = o.side(ctx, args[1])
		return from, to, err
	}
	if tag, is := diffTag(args[0]); is {
		if from, err = o.side(ctx, args[0]); err != nil {
			return nil, nil, err
		}
		to, err = o.present(ctx, tag.ID)
		return from, to, err
	}
	if to, err = o.side(ctx, args[0]); err != nil {
		return nil, nil, err
	}
	from, err = o.last(ctx, to.spec.ID)
	return from, to, err
}

// diffComparable refuses to compare two specifications.
func diffComparable(from, to *diffSide) error {
	if from.spec.ID == to.spec.ID {
		return nil
	}
	return usagef("name two versions of one specification",
		"%s is %s and %s is %s: these are two specifications, and not two versions of one", from.name, from.spec.ID, to.name, to.spec.ID)
}

// diffWrongWay refuses two versions that were named the later one first.
func diffWrongWay(c *diff.Comparison, from, to *diffSide) error {
	if from.arg == "" || to.arg == "" || c.Step.Declared != "back" {
		return nil
	}
	return usagef("the earlier one comes first: credctl diff "+to.arg+" "+from.arg,
		"%s has version %s, which is later than version %s of %s", from.name, c.Before, c.After, to.name)
}

// diffTag takes the name of a release's tag apart.
func diffTag(arg string) (verify.Name, bool) {
	return verify.ParseName(strings.TrimPrefix(arg, tagPrefix))
}

// side reads what one argument means.
func (o *diffOptions) side(ctx context.Context, arg string) (*diffSide, error) {
	var s *diffSide
	var err error
	_, isTag := diffTag(arg)
	switch {
	case isTag:
		s, err = o.tagged(ctx, strings.TrimPrefix(arg, tagPrefix))
	case strings.HasSuffix(arg, ".yaml"), strings.HasSuffix(arg, ".yml"):
		s, err = o.file(arg)
	case record.ValidID(arg):
		s, err = o.present(ctx, arg)
	default:
		return nil, o.noSide(ctx, arg)
	}
	if err != nil {
		return nil, err
	}
	s.arg = arg
	return s, nil
}

// tagged reads the text of a release from the commit that its tag is on. Whether the
// release holds is another question.
func (o *diffOptions) tagged(ctx context.Context, name string) (*diffSide, error) {
	office, err := openOffice(ctx, o.env, o.env.Dir, tagPrefix+name)
	if err != nil {
		return nil, err
	}
	defer office.store.Close()
	tag, _ := verify.ParseName(name)
	s, err := office.side(tag.ID, "the tag "+name)
	if err == nil && s.spec.Version != tag.Version {
		return nil, fmt.Errorf("the tag %s is on a commit that has version %s of %s", name, s.spec.Version, tag.ID)
	}
	return s, err
}

// side is the text of a specification as the commit has it.
func (o *office) side(id, name string) (*diffSide, error) {
	t, err := o.text(id)
	if err != nil {
		return nil, err
	}
	text, err := decoded(t.path, t.data)
	if err != nil {
		return nil, err
	}
	return &diffSide{name: name, sha256: t.SHA256, spec: text}, nil
}

// present reads the text of a specification that was named by its id: the file as it
// lies in the folder, or with --ref as the commit has it.
func (o *diffOptions) present(ctx context.Context, id string) (*diffSide, error) {
	if o.ref == "" {
		return o.inFolder(id)
	}
	office, err := openOffice(ctx, o.env, o.env.Dir, o.ref)
	if err != nil {
		return nil, err
	}
	defer office.store.Close()
	return office.side(id, record.SpecPath(id)+" of "+o.ref)
}

// inFolder reads the file of a specification of the repository.
func (o *diffOptions) inFolder(id string) (*diffSide, error) {
	p, err := openSettings(o.env, pflag.NewFlagSet("", pflag.ContinueOnError), nil)
	if err != nil {
		return nil, err
	}
	defer p.close()
	if err := p.list(); err != nil {
		return nil, err
	}
	path, err := p.specification(id)
	if err != nil {
		return nil, err
	}
	data, err := p.tree.Read(path, p.settings.MaxBytes)
	if err != nil {
		return nil, err
	}
	return newDiffSide(path, data)
}

// file reads any file.
func (o *diffOptions) file(arg string) (*diffSide, error) {
	files, err := workspace.OpenFor(o.env.Dir, []string{arg})
	if err != nil {
		return nil, err
	}
	defer files.Close()
	data, err := files.ReadGiven(arg, yamldoc.DefaultMaxBytes)
	if err != nil {
		return nil, err
	}
	return newDiffSide(arg, data)
}

func newDiffSide(path string, data []byte) (*diffSide, error) {
	text, err := decoded(path, data)
	if err != nil {
		return nil, err
	}
	return &diffSide{name: path, sha256: record.Hash(data), spec: text}, nil
}

// last is the last release of a specification: by the register, or where that says
// nothing, by the tags that are here.
func (o *diffOptions) last(ctx context.Context, id string) (*diffSide, error) {
	office, err := openOffice(ctx, o.env, o.env.Dir, cmp.Or(o.ref, "HEAD"))
	if err != nil {
		return nil, err
	}
	defer office.store.Close()
	if released := standing.Releases(office.book.Entries(id)); len(released) > 0 {
		last := standing.Newest(released)
		tag := record.TagName(id, last.Version)
		data, err := office.published(ctx, last.Text)
		if err != nil {
			return nil, office.unread(err)
		}
		if data == nil {
			return nil, cannotTell{err: fmt.Errorf("the last release of %s is %s, and its text is not here", id, last.Version), hint: "git fetch --tags origin"}
		}
		s, err := newDiffSide(record.SpecPath(id), data)
		if err == nil {
			s.name = "the release " + tag
		}
		return s, err
	}
	var tagged []standing.Release
	for _, name := range tagNames(office.store) {
		if n, is := verify.ParseName(name); is && n.ID == id && !n.Candidate {
			tagged = append(tagged, standing.Release{Version: n.Version})
		}
	}
	if len(tagged) == 0 {
		return nil, usagef("name the earlier version as well: a tag, or a file", "no version of %s is released here, so there is nothing to compare it with", id)
	}
	return o.tagged(ctx, record.TagName(id, standing.Newest(tagged).Version))
}

// noSide says that an argument means nothing, and what was probably meant.
func (o *diffOptions) noSide(ctx context.Context, arg string) error {
	hint := "name a tag such as wound-care/v1.0.0, the id of a specification, or a file that ends in .yaml"
	if store, err := gitrepo.OpenStore(ctx, o.env.Dir, o.env.Environ); err == nil {
		defer store.Close()
		if near := nearest.Word(arg, tagNames(store)); near != "" {
			hint = "did you mean " + near + "?"
		}
	}
	return usagef(hint, "%q is neither a tag of a release nor a specification", arg)
}

// complete lets a shell complete tags and ids.
func (o *diffOptions) complete(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 1 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	words, _ := completeIDs(o.env)(cmd, nil, typed)
	if store, err := gitrepo.OpenStore(cmd.Context(), o.env.Dir, o.env.Environ); err == nil {
		defer store.Close()
		for _, name := range tagNames(store) {
			if _, is := verify.ParseName(name); is {
				words = append(words, name)
			}
		}
	}
	return words, cobra.ShellCompDirectiveDefault
}
