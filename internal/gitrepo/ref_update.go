package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// MovedError says that a ref does not point at what it was expected to: somebody
// else was faster.
type MovedError struct {
	Ref   string // such as refs/heads/main
	Want  string // the id it should have pointed at; "" for a ref that should be absent
	Found string // the id it points at; "" for one that is absent
}

// Error says what was found and what was wanted.
func (e *MovedError) Error() string {
	switch {
	case e.Want == "":
		return fmt.Sprintf("%s is there already, at %s: somebody else was faster", sayRef(e.Ref), e.Found)
	case e.Found == "":
		return fmt.Sprintf("%s is gone, want it at %s: somebody else was faster", sayRef(e.Ref), e.Want)
	}
	return fmt.Sprintf("%s is at %s, want %s: somebody else was faster", sayRef(e.Ref), e.Found, e.Want)
}

// CheckedOutError says that a branch is what a work tree shows. Moving it would
// make git report differences there that nobody made.
type CheckedOutError struct {
	Branch string
	Where  string // the folder of git's that says so
}

// Error names the branch and the way out.
func (e *CheckedOutError) Error() string {
	return fmt.Sprintf("branch %q is checked out (says %s), and credctl moves no branch that is; switch to another one first", e.Branch, e.Where)
}

// UpdateBranch makes a branch point at a commit, if it points at expect now; ""
// is for a branch that must be absent. The error is a *MovedError, a
// *LockedError or a *CheckedOutError where one of these is the reason.
func (s *Store) UpdateBranch(ctx context.Context, branch, to, expect string) error {
	w, err := s.writer()
	if err != nil {
		return err
	}
	defer w.close()
	kind, data, err := s.Object(to)
	switch {
	case err != nil:
		return err
	case kind != "commit":
		return fmt.Errorf("object %s is a %s, want a commit", to, kind)
	}
	ref := "refs/heads/" + branch
	if err := w.check(ctx, ref, expect); err != nil {
		return err
	}
	who, err := signedBy(data, "committer")
	if err != nil {
		return err
	}
	return w.update(ctx, refChange{ref: ref, to: to, expect: expect, who: who, why: "credctl: moved to a commit"})
}

// DeleteBranch removes a branch that points at expect.
func (s *Store) DeleteBranch(ctx context.Context, branch, expect string) error {
	w, err := s.writer()
	if err != nil {
		return err
	}
	defer w.close()
	ref := "refs/heads/" + branch
	if err := w.check(ctx, ref, expect); err != nil {
		return err
	}
	return w.remove(ctx, ref, expect)
}

// packedRefs is the file that holds the refs which have none of their own.
const packedRefs = "packed-refs"

// refChange is what is to become of a ref.
type refChange struct {
	ref, to, expect string
	who, why        string // for the log: "Name <mail> seconds zone", and one line
}

// check returns an error if a change cannot be made whatever the others do.
func (w *writer) check(ctx context.Context, ref, expect string) error {
	if err := checkRef(ref); err != nil {
		return err
	}
	if expect != "" && !isStrictID(expect) {
		return fmt.Errorf("%q is no id of a commit", expect)
	}
	found, err := w.value(ref)
	switch {
	case err != nil:
		return err
	case found != expect:
		return &MovedError{Ref: ref, Want: expect, Found: found}
	case found == "":
		if err := w.taken(ref); err != nil {
			return err
		}
	}
	return w.checkedOut(ctx, ref)
}

// lockChecked locks a ref and checks then: what was true before may not be now.
func (w *writer) lockChecked(ctx context.Context, ref, expect string) (*lock, error) {
	if err := checkRef(ref); err != nil {
		return nil, err
	}
	held, err := w.lock(ctx, ref)
	if err != nil {
		if other := w.fileOnTheWay(ref); other != "" {
			return nil, besideError(ref, other)
		}
		return nil, err
	}
	if err := w.check(ctx, ref, expect); err != nil {
		held.release()
		return nil, err
	}
	return held, nil
}

// update makes a ref point at another id, by git's own protocol: lock, compare,
// write, rename.
func (w *writer) update(ctx context.Context, c refChange) error {
	logs := w.logs(ctx, c.ref) // which takes a while to find out, and so is not for under the lock
	held, err := w.lockChecked(ctx, c.ref, c.expect)
	if err != nil {
		return err
	}
	w.log(c, logs) // before the lock is given back, as git does: the order of entries is that of the changes
	if err := held.commit(c.to + "\n"); err != nil {
		return err
	}
	w.dirty(path.Dir(c.ref))
	if err := w.flush(); err != nil {
		return fmt.Errorf("%s was moved to %s, but a power cut now could undo that: %w", sayRef(c.ref), c.to, err)
	}
	return nil
}

// remove removes a ref, from packed-refs first: else it would come back in
// between with what it pointed at long ago.
func (w *writer) remove(ctx context.Context, ref, expect string) error {
	if expect == "" {
		return fmt.Errorf("%s cannot be deleted by somebody who expects it to be absent", sayRef(ref))
	}
	held, err := w.lockChecked(ctx, ref, expect)
	if err != nil {
		return err
	}
	defer held.release()
	if err := w.unpack(ctx, ref); err != nil {
		return err
	}
	if err := w.root.Remove(ref); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete %s: %w", sayRef(ref), err)
	}
	_ = w.root.Remove("logs/" + ref) // as git does; what is left of a log does no harm
	w.dirty(path.Dir(ref))
	if err := w.flush(); err != nil {
		return err
	}
	held.release()
	for _, folder := range []string{path.Dir(ref), path.Dir("logs/" + ref)} {
		w.prune(folder)
	}
	return nil
}

// prune removes folders of refs that are empty now, up to refs/heads itself.
func (w *writer) prune(folder string) {
	for strings.Count(strings.TrimPrefix(folder, "logs/"), "/") > 1 {
		if w.root.Remove(folder) != nil { // not empty
			return
		}
		folder = path.Dir(folder)
	}
}

// unpack takes a ref out of packed-refs, if it is in there.
func (w *writer) unpack(ctx context.Context, ref string) error {
	if packed, err := w.store.packedRefs(); err != nil || packed[ref] == "" {
		return err // whoever packs a ref prunes it afterwards, and for that needs the lock that is ours
	}
	if at, err := w.root.Lstat(packedRefs); err == nil && !at.Mode().IsRegular() {
		return fmt.Errorf("%s is no ordinary file, and would become one", w.path(packedRefs))
	}
	held, err := w.lock(ctx, packedRefs)
	if err != nil {
		return err
	}
	defer held.release()
	data, err := readSmall(w.path(packedRefs))
	if err != nil {
		return fmt.Errorf("delete %s: %w", sayRef(ref), err)
	}
	w.dirty(".")
	return held.commit(withoutRef(string(data), ref))
}

// withoutRef returns packed-refs without the line of a ref, and without the line
// after it that says what a tag leads to.
func withoutRef(packed, ref string) string {
	var rest strings.Builder
	skipping := false
	for line := range strings.Lines(packed) {
		_, name, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		skipping = name == ref && line[0] != '#' || skipping && line[0] == '^'
		if !skipping {
			rest.WriteString(line)
		}
	}
	return rest.String()
}
