package gitrepo

import (
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"slices"
	"sync"
)

// Past is the history behind a commit along first parents, read as far as it is
// asked for and no commit twice. It is safe for use by several goroutines.
type Past struct {
	store *Store
	most  int

	mu    sync.Mutex
	next  string // the commit that was not read yet; "": there is none
	trees []*Tree
	cut   bool // more commits were made than are here, or than may be read
}

// Past returns the history behind a commit, of which at most so many commits are
// read, the commit itself among them. Through a history that is long, looking for a
// file costs about as much as reading its folder in so many commits.
func (s *Store) Past(commit string, most int) *Past {
	return &Past{store: s, most: most, next: commit}
}

// Contents hands what a file held to each, the newest first and nothing twice in a
// row, until each returns false. cut reports whether there may be older contents
// which were not looked at. Where a commit has no such file nothing is handed over.
func (p *Past) Contents(ctx context.Context, name string, each func(data []byte) bool) (cut bool, err error) {
	last := ""
	for i := 0; ctx.Err() == nil; i++ {
		tree, err := p.tree(i)
		if tree == nil || err != nil {
			return p.cut, err
		}
		if _, err := fs.ReadDir(tree, path.Dir(name)); err != nil && isMissing(err) {
			return true, nil
		}
		id, ok, err := tree.blob(name)
		if err != nil {
			return false, err
		}
		if !ok || id == last {
			continue
		}
		last = id
		_, data, err := p.store.objects.get(hex.EncodeToString([]byte(id)), maxBlob)
		switch {
		case isMissing(err):
			continue // left out when the repository was cloned
		case err != nil:
			return false, err
		case !each(data):
			return false, nil
		}
	}
	return false, ctx.Err()
}

func isMissing(err error) bool {
	var missing *MissingError
	return errors.As(err, &missing)
}

// tree returns the tree of the ith commit; nil behind the last one.
func (p *Past) tree(i int) (*Tree, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.trees) <= i {
		switch {
		case p.next == "":
			return nil, nil
		case len(p.trees) == p.most:
			p.cut = true
			return nil, nil
		}
		_, data, err := p.store.objects.get(p.next, maxOutput)
		if isMissing(err) { // a shallow clone ends here
			p.cut, p.next = true, ""
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		root, err := rootOf(p.store.objects, sha1Hash, p.next)
		if err != nil {
			return nil, err
		}
		p.trees = append(p.trees, newTree(p.store.objects, sha1Hash, root))
		p.next = firstParent(data)
	}
	return p.trees[i], nil
}

// firstParent returns the first parent that a commit, which was found to be well
// formed, names; "" if it has none.
func firstParent(commit []byte) string {
	all, _ := fields(commit)
	if i := slices.IndexFunc(all, func(f field) bool { return f.name == "parent" }); i >= 0 {
		return all[i].value
	}
	return ""
}
