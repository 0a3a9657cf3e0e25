package cli

import (
	"context"
	"strings"

	"github.com/advancing-practice/credctl/internal/ledger"
)

// mostHistory is how many commits are read to find out whether a branch holds one.
const mostHistory = 50000

// gatherBranch finds a branch that holds the commit which is to be tagged. A tag on a
// commit that no branch holds would part from the register: the entry that publishes
// would be in nobody's history, and its number would be given again. The branches that
// records are put forward on are none of these: they are yet to be taken in, and may
// be taken in by another commit.
func (r *releasing) gatherBranch(ctx context.Context) error {
	r.in.Commit, r.in.Tags = r.commit, r.candidate || r.entry != nil && !r.entry.Pending()
	if !r.in.Tags {
		return nil
	}
	refs, err := r.store.Refs("refs/heads/", "refs/remotes/")
	if err != nil {
		return r.unread(err)
	}
	branch, _, err := r.store.Head()
	r.in.Detached = err == nil && branch == "" && r.ref == "HEAD"
	var names, tips []string
	for _, ref := range refs {
		if releasePutForward(ref.Name) {
			continue
		}
		name := strings.TrimPrefix(strings.TrimPrefix(ref.Name, "refs/heads/"), "refs/remotes/")
		if name == branch { // it is the one that people think of
			names, tips = append([]string{name}, names...), append([]string{ref.ID}, tips...)
			continue
		}
		names, tips = append(names, name), append(tips, ref.ID)
	}
	seen, left := map[string]bool{}, mostHistory
	for i, tip := range tips {
		found, err := r.holds(ctx, tip, seen, &left)
		if err != nil {
			return err
		}
		if found {
			r.in.Branch = names[i]
			return nil
		}
	}
	return nil
}

// releasePutForward reports whether a branch, here or on a remote, is one that this program
// makes for what is put forward.
func releasePutForward(ref string) bool {
	name, here := strings.CutPrefix(ref, "refs/heads/")
	if !here {
		_, name, _ = strings.Cut(strings.TrimPrefix(ref, "refs/remotes/"), "/")
	}
	return strings.HasPrefix(name, ledger.Branches+"/")
}

// holds reports whether the commit that was read is a commit or one of those before it.
// What was seen already is not looked at again.
func (r *releasing) holds(ctx context.Context, tip string, seen map[string]bool, left *int) (bool, error) {
	next := []string{tip}
	for len(next) > 0 {
		id := next[0]
		next = next[1:]
		switch {
		case id == r.commit:
			return true, nil
		case seen[id]:
			continue
		case *left == 0:
			return false, nil
		}
		seen[id], *left = true, *left-1
		if err := ctx.Err(); err != nil {
			return false, err
		}
		_, raw, err := r.store.Object(id)
		if err != nil {
			continue // a shallow clone ends here
		}
		header, _, _ := strings.Cut(string(raw), "\n\n")
		for line := range strings.SplitSeq(header, "\n") {
			if parent, is := strings.CutPrefix(line, "parent "); is {
				next = append(next, parent)
			}
		}
	}
	return false, nil
}
