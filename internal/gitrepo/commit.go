package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// RefError says in plain words why a revision names no commit that is here.
type RefError struct {
	Ref     string // as it was given
	Reason  string // completes "REF ...": `names a tree, ...`
	Missing bool   // nothing of that name is here; further history may have it
}

// Error returns the revision and the reason.
func (e *RefError) Error() string { return fmt.Sprintf("%q %s", e.Ref, e.Reason) }

// The reasons why there is no merge base.
var (
	ErrUnborn    = errors.New("there is no commit yet")
	ErrUnrelated = errors.New("they have no commit in common")
)

// Commit returns the full id of the commit that ref names: anything that git
// rev-parse takes for a single object, tags followed to what they name. The error
// is a *RefError where the fault is the revision's.
func (r *Repository) Commit(ctx context.Context, ref string) (string, error) {
	if reason := unusable(ref); reason != "" {
		return "", &RefError{Ref: ref, Reason: reason}
	}
	id, err := r.git.revParse(ctx, r.hash, ref)
	if err != nil {
		return "", err
	}
	return peel(r.objects, r.hash, ref, id)
}

// revParse asks git for the object that a revision names.
func (g *git) revParse(ctx context.Context, h hash, ref string) (string, error) {
	out, err := g.run(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", ref)
	var said *gitError
	if errors.As(err, &said) {
		return "", notFound(ref, said)
	}
	if err != nil {
		return "", err
	}
	id := strings.TrimSpace(out)
	if !h.isID(id) {
		return "", &RefError{Ref: ref, Reason: "names no single commit"}
	}
	return id, nil
}

// unusable says what is wrong with a revision that git need not be asked about.
func unusable(ref string) string {
	switch {
	case strings.TrimSpace(ref) == "":
		return "is empty, want a branch, a tag or a commit"
	case strings.HasPrefix(ref, "-"):
		return "begins with a hyphen, want a branch, a tag or a commit"
	case strings.ContainsAny(ref, "\x00\n"):
		return "holds characters that no revision has"
	}
	return ""
}

// notFound says why git found no single object.
func notFound(ref string, said *gitError) error {
	switch {
	case strings.Contains(said.stderr, "ambiguous"):
		return &RefError{Ref: ref, Reason: "is short for several objects; write more of it"}
	case strings.Contains(ref, ".."):
		return &RefError{Ref: ref, Reason: "names a range of commits, want a single one"}
	}
	return &RefError{Ref: ref, Reason: "names nothing that is here", Missing: true}
}

// maxTags bounds how many tags may name one another.
const maxTags = 32

// peel follows tags to a commit.
func peel(objects source, h hash, ref, id string) (string, error) {
	what := "names"
	for range maxTags {
		kind, data, err := objects.get(id, maxOutput)
		var missing *MissingError
		switch {
		case errors.As(err, &missing):
			return "", &RefError{Ref: ref, Reason: fmt.Sprintf("is %s, which is not here", id), Missing: true}
		case err != nil:
			return "", err
		case kind == "commit":
			return id, nil
		case kind == "tree":
			return "", &RefError{Ref: ref, Reason: what + " a tree (the content of a folder), want a commit"}
		case kind == "blob":
			return "", &RefError{Ref: ref, Reason: what + " a blob (the content of a file), want a commit"}
		}
		target, ok := header(data, "object")
		if !ok || !h.isID(target) {
			return "", &RefError{Ref: ref, Reason: "names a tag that cannot be read"}
		}
		id, what = target, "names a tag of"
	}
	return "", &RefError{Ref: ref, Reason: "names a tag of a tag of a tag, and so on, want a commit"}
}

// header returns the value of the first line of an object, which must have the
// given name.
func header(data []byte, name string) (string, bool) {
	line, _, _ := strings.Cut(string(data), "\n")
	return strings.CutPrefix(line, name+" ")
}

// MergeBase returns the commit in which the history of a commit and that of HEAD
// parted. The error is ErrUnborn or ErrUnrelated where there is none.
func (r *Repository) MergeBase(ctx context.Context, commit string) (string, error) {
	var said *gitError
	// The symmetric difference comes with its lower end: the merge bases, best first.
	out, err := r.git.run(ctx, "rev-parse", "--revs-only", commit+"...HEAD")
	if errors.As(err, &said) {
		if _, headErr := r.git.run(ctx, "rev-parse", "--verify", "--quiet", "HEAD"); errors.As(headErr, &said) {
			return "", ErrUnborn
		}
	}
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(out) {
		if id, base := strings.CutPrefix(strings.TrimSpace(line), "^"); base && r.hash.isID(id) {
			return id, nil
		}
	}
	if !strings.Contains(out, "\n") {
		return "", ErrUnborn
	}
	return "", ErrUnrelated
}
