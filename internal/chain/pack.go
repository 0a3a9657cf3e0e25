package chain

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/advancing-practice/credctl/internal/record"
)

// packs are the editions of criteria that were read: most records of a tree answer
// the same ones.
type packs struct{ known sync.Map } // by record.PackRef: readPack

type readPack struct {
	pack     *record.Pack
	problems []Problem
}

// PackCriteria returns an edition of criteria if its bytes are those that are
// asked for; nil and why not otherwise.
func (b *Book) PackCriteria(ref record.PackRef) (*record.Pack, []Problem, error) {
	if known, ok := b.source.packs.known.Load(ref); ok {
		read := known.(readPack)
		return read.pack, read.problems, nil
	}
	shared, content := &b.source.packs.known, any(ref)
	if b.source.shelf != nil {
		if id := contentID(b.source.tree, record.CriteriaDir); id != "" {
			shared, content = &b.source.shelf.packs, shelvedPack{ref, id}
		}
	}
	if known, ok := shared.Load(content); ok {
		b.source.packs.known.Store(ref, known)
		return known.(readPack).pack, known.(readPack).problems, nil
	}
	pack, problem, err := b.source.pack(ref)
	if err != nil {
		return nil, nil, err
	}
	read := readPack{pack, list(problem)}
	shared.Store(content, read)
	b.source.packs.known.Store(ref, read)
	return read.pack, read.problems, nil
}

func (s source) pack(ref record.PackRef) (*record.Pack, *Problem, error) {
	path := ref.PackPath()
	refuse := func(reason Reason, message string, args ...any) (*record.Pack, *Problem, error) {
		return nil, &Problem{Path: path, Reason: reason, Message: fmt.Sprintf(message, args...)}, nil
	}
	if !fs.ValidPath(path) || strings.Count(path, "/") != 2 {
		return nil, nil, fmt.Errorf("%q is no name of a set of criteria", ref.Ref())
	}
	data, problem, err := s.readPath(path)
	switch {
	case err != nil:
		return nil, nil, err
	case problem != nil && problem.Reason == MissingFile:
		return refuse(PackMissing, "the criteria %s are not in %s", ref.Ref(), path)
	case problem != nil:
		return nil, problem, nil
	}
	if got := record.Hash(data); got != ref.SHA256 {
		return refuse(PackHash, "%s has the SHA-256 %s, want %s; a published set of criteria never changes", path, short(got), short(ref.SHA256))
	}
	pack, problem := parsed(path, data, record.ParsePack)
	switch {
	case problem != nil:
		return nil, problem, nil
	case pack.ID != ref.ID || pack.Version != ref.Version:
		return refuse(PackName, "%s says that it is %s@%s, want %s", path, pack.ID, pack.Version, ref.Ref())
	}
	return pack, nil, nil
}

// Criteria returns the criteria of some packs, in their order, and what is wrong
// with the packs. No id stands twice.
func (b *Book) Criteria(refs []record.PackRef) ([]record.PackCriterion, []Problem, error) {
	var all []record.PackCriterion
	var found []Problem
	in := map[string]string{}
	for _, ref := range refs {
		pack, problems, err := b.PackCriteria(ref)
		if err != nil {
			return nil, nil, err
		}
		found = append(found, problems...)
		if pack == nil {
			continue
		}
		for _, c := range pack.Criteria {
			if other, twice := in[c.ID]; twice {
				found = append(found, Problem{Path: ref.PackPath(), Reason: PackCriteria, Message: fmt.Sprintf(
					"criterion %s stands in %s and in %s; want each id once", c.ID, other, ref.Ref())})
				continue
			}
			in[c.ID] = ref.Ref()
			all = append(all, c)
		}
	}
	return all, found, nil
}
