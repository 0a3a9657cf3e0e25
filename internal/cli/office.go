package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/workspace"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// office is a repository as those see it who keep its records: one commit, read
// once. Decisions rest on nothing else, least of all on the files beside it.
type office struct {
	env    *Env
	store  *gitrepo.Store
	ref    string // as it was asked for
	commit string
	tree   *gitrepo.Tree
	book   *chain.Book
}

// refFlag is the flag of every command that reads a commit.
type refFlag struct{ ref string }

func (r *refFlag) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&r.ref, "ref", "HEAD", "read the commit `REV`, a branch, tag or commit")
}

// open opens the repository of the working directory at the commit asked for.
func (r *refFlag) open(ctx context.Context, env *Env) (*office, error) {
	return openOffice(ctx, env, env.Dir, r.ref)
}

// openOffice opens the repository that dir lies in, and reads governance and
// register of a commit.
func openOffice(ctx context.Context, env *Env, dir, ref string) (*office, error) {
	store, err := gitrepo.OpenStore(ctx, dir, env.Environ)
	if err != nil {
		return nil, noStore(dir, err)
	}
	o := &office{env: env, store: store, ref: ref}
	if o.commit, err = store.Resolve(ctx, ref); err != nil {
		return nil, o.noCommit(err)
	}
	if o.tree, err = store.Tree(ctx, o.commit); err != nil {
		return nil, o.unread(err)
	}
	if o.book, err = chain.Read(ctx, o.tree); err != nil {
		return nil, o.unread(err)
	}
	return o, nil
}

// noStore says why no repository can be read.
func noStore(dir string, err error) error {
	var unsupported *gitrepo.UnsupportedError
	switch {
	case errors.As(err, &unsupported):
		return cannotTell{err: unsupported}
	case errors.Is(err, gitrepo.ErrNoRepository):
		return hinted{err: fmt.Errorf("%q is in no git repository", dir), hint: "records are kept in git: run this in a clone of the repository"}
	case errors.Is(err, fs.ErrNotExist) && !isThere(dir):
		return hinted{err: fmt.Errorf("there is no folder %q", dir), hint: "paths are seen from the folder you are in"}
	case strings.Contains(err.Error(), "dubious ownership"):
		return hinted{err: err, hint: fmt.Sprintf("it belongs to somebody else; if you trust them: git config --global --add safe.directory %q", dir)}
	}
	return fmt.Errorf("open the git repository: %w", err)
}

func isThere(dir string) bool {
	_, err := os.Stat(dir)
	return err == nil
}

// noCommit says why there is no commit to read.
func (o *office) noCommit(err error) error {
	var ref *gitrepo.RefError
	switch {
	case errors.Is(err, gitrepo.ErrUnborn), o.ref == "HEAD" && errors.As(err, &ref) && ref.Missing:
		return hinted{err: errors.New("there is no commit yet"), hint: "commit the specifications first: git add . && git commit"}
	case errors.As(err, &ref) && ref.Missing && strings.HasPrefix(o.ref, tagPrefix):
		return o.noTag(strings.TrimPrefix(o.ref, tagPrefix))
	case errors.As(err, &ref) && ref.Missing && o.store.Shallow():
		return cannotTell{err: fmt.Errorf("--ref %q cannot be found: this clone is shallow, its history was cut off when it was made", o.ref), hint: "run this first: git fetch --unshallow origin"}
	case errors.As(err, &ref):
		hint := "name a branch, a tag or a commit, such as origin/main"
		if near := nearest.Word(o.ref, tagNames(o.store)); near != "" {
			hint = "did you mean " + near + "?"
		}
		return usagef(hint, "--ref %q %s", o.ref, ref.Reason)
	}
	return fmt.Errorf("look up --ref %q: %w", o.ref, err)
}

// noTag says that there is no such tag. A clone does not always have all of them.
func (o *office) noTag(name string) error {
	hint := "there may be more tags where this clone came from: git fetch --tags origin"
	if near := nearest.Word(name, tagNames(o.store)); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return usagef(hint, "the tag %q is not in this clone", name)
}

// unread says why a commit cannot be read: an object that is not here is no fault
// of anybody, and nothing follows from it.
func (o *office) unread(err error) error {
	var missing *gitrepo.MissingError
	if errors.As(err, &missing) {
		return cannotTell{err: fmt.Errorf("read %s: %w; this clone left it out", o.ref, err), hint: fetchEverything}
	}
	return fmt.Errorf("read %s: %w", o.ref, err)
}

// fetchEverything is the way out where a clone left something out.
const fetchEverything = "fetch everything: git fetch --refetch --no-filter origin, or clone anew without --filter"

// governance is the version of governance in force.
func (o *office) governance() (*chain.Serial, error) {
	if broken := o.book.Problems; len(broken) > 0 {
		if broken[0].Unclear {
			return nil, cannotTell{err: errors.New(broken[0].Message), hint: fetchEverything}
		}
		return nil, hinted{
			err:  fmt.Errorf("the chain of governance and register is broken at %s: %s", broken[0].Path, broken[0].Message),
			hint: "nothing can be recorded on it; compare with a clone that was verified, and see git log -- " + broken[0].Path,
		}
	}
	if s := o.book.InForce(); s != nil {
		return s, nil
	}
	if len(o.book.Governance) > 0 {
		return nil, hinted{err: fmt.Errorf("governance version 1 lacks %s", counted(o.book.Governance[0].Missing, "signature")), hint: "officers sign it with: credctl sign"}
	}
	return nil, hinted{err: errors.New("this repository has no governance: nobody is known who may review or decide"), hint: "officers begin it with: credctl governance init"}
}

// person finds somebody in governance.
func (o *office) person(id string) (record.Person, error) {
	s, err := o.governance()
	if err != nil {
		return record.Person{}, err
	}
	if p, ok := s.Person(id); ok {
		return p, nil
	}
	return record.Person{}, usagef(nearestPerson(id, &s.Governance), "governance version %d knows no %q", s.Serial, id)
}

// nearestPerson is the way out for somebody who named a person that is not there.
func nearestPerson(id string, g *record.Governance) string {
	var ids []string
	for _, p := range g.People {
		ids = append(ids, p.ID)
	}
	if near := nearest.Word(id, ids); near != "" {
		return "did you mean " + near + "?"
	}
	return "credctl governance show lists who is known"
}

// judged is the text of a specification that records are about.
type judged struct {
	record.Subject
	path string
	data []byte
	spec *record.Spec
}

// text returns the specification that an argument means, as the commit has it.
func (o *office) text(arg string) (*judged, error) {
	id := specID(arg)
	path := record.SpecPath(id)
	data, err := fs.ReadFile(o.tree, path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return nil, o.noText(arg, id)
	}
	if err != nil {
		return nil, o.unread(err)
	}
	spec, found := record.ParseSpec(path, data)
	if err := unusable(path, found); err != nil {
		return nil, hinted{err: err, hint: "mend it first: credctl validate " + path}
	}
	subject := record.Subject{ID: spec.ID, Version: spec.Version, SHA256: record.Hash(data)}
	if spec.ID != id {
		return nil, hinted{err: fmt.Errorf("%s says its id is %q, want %q as the file is named", path, spec.ID, id), hint: "credctl validate " + path}
	}
	return &judged{Subject: subject, path: path, data: data, spec: spec}, nil
}

// noText says that there is no such specification in the commit, and what is near.
func (o *office) noText(arg, id string) error {
	ids := o.specIDs()
	err := fmt.Errorf("there is no specification %q in %s", arg, o.ref)
	hint := o.notCommitted(id)
	near := nearest.Word(id, ids)
	if strings.Contains(arg, "/v") { // as the tag of a release has it
		near = cmp.Or(nearest.Word(arg, tagNames(o.store)), near)
	}
	if near != "" {
		hint = "did you mean " + near + "?"
	}
	return usageError{err: err, hint: hint}
}

// notCommitted is the way out for somebody who named a specification that the commit
// does not have: it lies beside it, or it is another that was meant.
func (o *office) notCommitted(id string) string {
	if files := o.beside(); files != nil && record.ValidID(id) {
		defer files.close()
		if files.compare(record.SpecPath(id), nil) != report.FileAbsent {
			return "only what is committed counts: git add " + record.SpecPath(id) + " && git commit"
		}
	}
	return "credctl status lists the specifications that there are"
}

// specIDs are the ids of the specifications of the commit, as their files are
// named.
func (o *office) specIDs() []string {
	entries, err := fs.ReadDir(o.tree, record.SpecsDir)
	if err != nil {
		return nil
	}
	var ids []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && e.Type().IsRegular() {
			ids = append(ids, id)
		}
	}
	return ids
}

// project is the commit as specifications are validated in it: by its own
// settings, frameworks and packs.
func (o *office) project() (*project, error) {
	p := &project{env: o.env, tree: workspace.OfTree(o.tree)}
	if err := p.configure(pflag.NewFlagSet("", pflag.ContinueOnError)); err != nil {
		return nil, err
	}
	return p, p.load()
}

// findings are what validation has to say of a text as the commit has it, judged as
// at a stage; evidence comes with them.
func (o *office) findings(ctx context.Context, t *judged, as spec.Stage) (validate.Result, *project, error) {
	p, err := o.project()
	if err != nil {
		return validate.Result{}, nil, err
	}
	result, err := validate.Run(ctx, validate.Input{
		Files: []string{t.path}, Others: without(p.listing.Specifications, []string{t.path}),
		Read:     func(file string) ([]byte, error) { return p.tree.Read(file, p.settings.MaxBytes) },
		Criteria: p.set, Frameworks: p.frameworks, As: as,
		Reading: yamldoc.Options{MaxBytes: p.settings.MaxBytes}, Today: o.env.today(),
	})
	return result, p, err
}
