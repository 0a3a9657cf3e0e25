package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// base is the project as an earlier commit has it. What its settings say of the
// form of the report does not count.
type base struct {
	*project
	commit *gitrepo.Tree
}

// reach finds the base, and reads what it says specifications are judged by. The
// error is an *unreachable where further history or objects would help.
func (c *comparison) reach(ctx context.Context) error {
	flag := c.o.since.ref
	repo, err := gitrepo.Open(ctx, c.p.files.Dir(), c.o.env.Environ)
	if err != nil {
		return noRepository(flag, c.p.files.Dir(), err)
	}
	c.repo = repo
	id, err := repo.Commit(ctx, flag)
	var ref *gitrepo.RefError
	switch {
	case errors.As(err, &ref) && ref.Missing && repo.Shallow():
		return cutOff(flag, fmt.Sprintf("--since %q cannot be found", flag))
	case errors.As(err, &ref):
		return badRef(ref)
	case err != nil:
		return fmt.Errorf("look up --since %q: %w", flag, err)
	}
	if !c.o.since.exact {
		if id, err = c.parting(ctx, id); err != nil {
			return err
		}
	}
	return c.openBase(ctx, id)
}

// parting is the commit in which the history parted from the one named.
func (c *comparison) parting(ctx context.Context, named string) (string, error) {
	flag := c.o.since.ref
	id, err := c.repo.MergeBase(ctx, named)
	const exact = "--exact-base compares with the commit itself"
	switch {
	case errors.Is(err, gitrepo.ErrUnrelated) && c.repo.Shallow():
		return "", cutOff("", fmt.Sprintf("where the history parted from --since %q cannot be found", flag))
	case errors.Is(err, gitrepo.ErrUnrelated):
		return "", usagef(exact, "--since %q and what is checked out have no commit in common", flag)
	case errors.Is(err, gitrepo.ErrUnborn):
		return "", usagef(exact, "--since %q has nothing to be compared with: the branch that is checked out has no commit yet", flag)
	case err != nil:
		return "", fmt.Errorf("find where the history parted from --since %q: %w", flag, err)
	}
	return id, nil
}

// openBase reads settings, frameworks and packs of the commit id.
func (c *comparison) openBase(ctx context.Context, id string) error {
	tree, err := c.repo.Tree(ctx, id)
	var missing *gitrepo.MissingError
	if errors.As(err, &missing) {
		return notFetched(c.o.since.ref, id, missing)
	}
	if err != nil {
		return fmt.Errorf("read --since %q: %w", c.o.since.ref, err)
	}
	quiet := *c.o.env
	quiet.Err = io.Discard // what there is to warn of is said of the files themselves
	b := &base{project: &project{env: &quiet, files: c.p.files, tree: workspace.OfTree(tree)}, commit: tree}
	if err = b.configure(c.o.flags); err == nil {
		err = b.load()
	}
	if errors.As(err, &missing) {
		return notFetched(c.o.since.ref, id, missing)
	}
	if err != nil {
		return &unreachable{
			reason: fmt.Sprintf("what --since %q says specifications are judged by cannot be used: %s", c.o.since.ref, strings.ReplaceAll(err.Error(), "\n", "; ")),
			hint:   "specifications are judged by what is in force here",
		}
	}
	c.base, c.since.Base = b, id
	return nil
}

// noRepository says why there is no history to ask.
func noRepository(flag, dir string, err error) error {
	const without = "without --since every specification is checked, and no git is needed"
	switch {
	case errors.Is(err, gitrepo.ErrNoGit):
		return hinted{err: fmt.Errorf("git is needed to look up --since %q, and is not on the PATH", flag), hint: "install git; " + without}
	case errors.Is(err, gitrepo.ErrNoRepository):
		return hinted{err: fmt.Errorf("--since %q cannot be looked up: %q is in no git repository", flag, dir), hint: without}
	case errors.Is(err, gitrepo.ErrBare):
		return hinted{err: fmt.Errorf("--since %q cannot be looked up: %q is a bare git repository, which has no files to compare", flag, dir), hint: "run this in a clone"}
	case errors.Is(err, gitrepo.ErrNoWorkTree):
		return hinted{err: fmt.Errorf("--since %q cannot be looked up: %q is not among the files of its git repository", flag, dir), hint: "run this where the files are"}
	}
	err = fmt.Errorf("open the git repository for --since %q: %w", flag, err)
	if strings.Contains(err.Error(), "dubious ownership") {
		return hinted{err: err, hint: fmt.Sprintf("it belongs to somebody else; if you trust them: git config --global --add safe.directory %q", dir)}
	}
	return err
}

func badRef(ref *gitrepo.RefError) error {
	hint := "name a branch, a tag or a commit, such as origin/main"
	if ref.Missing {
		hint = "git branch --all and git tag list what can be named; git fetch brings what is new"
	}
	return usagef(hint, "--since %q %s", ref.Ref, ref.Reason)
}

// cutOff says that a clone is shallow, and what would help.
func cutOff(ref, what string) error {
	return &unreachable{
		reason: what + ": this clone is shallow, its history was cut off when it was made",
		hint:   "run this first: " + fetchCommand(ref),
	}
}

// plainRef is a revision that needs no quotes in any shell and is a name, not an
// expression.
var plainRef = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_]*([./-][A-Za-z0-9_]+)*$`)

// commitID is a commit written as its id, and wholeID as all of it.
var (
	commitID = regexp.MustCompile(`^[0-9a-f]{7,64}$`)
	wholeID  = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)
)

// versionTag is a name that ends in a version, as that of a tag does. Branches and
// tags are fetched by other words, and which of them is meant cannot be asked.
var versionTag = regexp.MustCompile(`(^|[/-])v?[0-9]+(\.[0-9]+)*$`)

// fetchCommand is what to type so that a revision can be found.
func fetchCommand(ref string) string {
	const all = "git fetch --unshallow origin"
	branch, remote := strings.CutPrefix(ref, "origin/")
	switch {
	case wholeID.MatchString(ref): // the branch that holds it may not be fetched otherwise
		return all + " " + ref
	case !plainRef.MatchString(ref), commitID.MatchString(ref), ref == "HEAD":
		return all
	case remote:
		return fmt.Sprintf("%s +refs/heads/%s:refs/remotes/origin/%s", all, branch, branch)
	case versionTag.MatchString(ref) && !strings.HasPrefix(ref, "refs/"):
		return fmt.Sprintf("%s tag %s", all, ref)
	}
	return fmt.Sprintf("%s %s:%s", all, ref, ref)
}

// notFetched says that a part of the base was left out of the clone.
func notFetched(flag, id string, missing *gitrepo.MissingError) *unreachable {
	return &unreachable{
		reason: fmt.Sprintf("--since %q cannot be read: %s; this clone left out what it did not need", flag, missing),
		hint:   "run this first, which fetches what is missing: git diff --stat " + id,
	}
}
