package criteria

import (
	"fmt"
	"iter"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// collections are the names that an `at`, an `of` or a `by` may use instead of a
// JSON Pointer, each with the kind of element it stands for. "capabilities" are
// what outcomes develop: the capabilities, and the domains that have none.
var collections = []struct {
	name string
	kind spec.Kind
}{
	{"units", spec.KindUnit},
	{"activities", spec.KindActivity},
	{"domains", spec.KindDomain},
	{"capabilities", spec.KindCapability},
	{"statements", spec.KindStatement},
	{"outcomes", spec.KindOutcome},
	{"methods", spec.KindMethod},
	{"references", spec.KindReference},
	{"sections", spec.KindSection},
}

// everyText is the pattern for every text of the document.
const everyText = "/**"

// placePattern is what a pattern looks like; the published schema has it too.
const placePattern = `^(units|activities|domains|capabilities|statements|outcomes|methods|references|sections|/\*\*|(/(\*|[a-z_]+))+)$`

// place is one pattern of where a check looks.
type place struct {
	steps      []string // of a JSON Pointer; "*" is every item of a list
	texts      bool     // every text of the document
	collection int      // index into collections, or -1
}

// places are the patterns of one check, in the order of its `at`.
type places []place

// newPlaces compiles patterns. The error says in words what is wrong with one.
func newPlaces(patterns []string) (places, error) {
	all := make(places, 0, len(patterns))
	for _, pattern := range patterns {
		p, err := newPlace(pattern)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

func newPlace(pattern string) (place, error) {
	switch {
	case pattern == everyText:
		return place{texts: true, collection: -1}, nil
	case strings.HasPrefix(pattern, "/") && len(pattern) > 1:
		return place{steps: strings.Split(pattern[1:], "/"), collection: -1}, nil
	}
	if c := collectionOf(pattern); c >= 0 {
		return place{collection: c}, nil
	}
	return place{}, fmt.Errorf("%q is neither a path that begins with a slash nor the name of a collection", pattern)
}

// collectionOf returns the index of a collection by its name, or -1.
func collectionOf(name string) int {
	for i := range collections {
		if collections[i].name == name {
			return i
		}
	}
	return -1
}

// values yields every value at the places, in file order for each place. A key
// that is not there is yielded as an absent value; the items of a list that is
// not there are not yielded at all.
func (p places) values(s *Subject) iter.Seq[yamldoc.Value] {
	return func(yield func(yamldoc.Value) bool) {
		for i := range p {
			if !p[i].each(s, yield) {
				return
			}
		}
	}
}

// each calls yield for every value at p until it returns false.
func (p *place) each(s *Subject, yield func(yamldoc.Value) bool) bool {
	switch {
	case p.texts:
		return eachText(s.Doc.Root(), yield)
	case p.collection >= 0:
		for _, e := range s.collection(p.collection) {
			if !yield(e.At) {
				return false
			}
		}
		return true
	}
	return eachStep(s.Doc.Root(), p.steps, yield)
}

// eachStep follows steps from v.
func eachStep(v yamldoc.Value, steps []string, yield func(yamldoc.Value) bool) bool {
	for i, step := range steps {
		if step != "*" {
			v = v.Get(step)
			continue
		}
		for _, item := range v.Items() {
			if !eachStep(item, steps[i+1:], yield) {
				return false
			}
		}
		return true
	}
	return yield(v)
}

// eachText calls yield for every text at or below v, in file order.
func eachText(v yamldoc.Value, yield func(yamldoc.Value) bool) bool {
	switch v.Kind() {
	case yamldoc.Text:
		return yield(v)
	case yamldoc.List:
		for _, item := range v.Items() {
			if !eachText(item, yield) {
				return false
			}
		}
	case yamldoc.Map:
		for e := range v.Entries() {
			if !eachText(e.Value, yield) {
				return false
			}
		}
	}
	return true
}
