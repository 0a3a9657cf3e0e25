package criteria

import (
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// memo is what checks gather from a subject once and share.
type memo struct {
	mappings  []mapped
	explained []mapped
	resolved  bool
	ids       *idIndex
	prose     *prose
	todos     answer
}

// answer is what is known of a question that is asked once.
type answer int

const (
	unknown answer = iota
	none
	some
)

// mapped is a reference to a framework item with what became of it. From is the
// zero Element for an item that coverage explains.
type mapped struct {
	from spec.Element
	ref  spec.Mapping
	res  framework.Resolution
}

// mappings returns every mapping of an element to a framework item, in file
// order.
func (s *Subject) mappings() []mapped {
	s.resolve()
	return s.seen.mappings
}

// explained returns every framework item that coverage.not_covered names.
func (s *Subject) explained() []mapped {
	s.resolve()
	return s.seen.explained
}

func (s *Subject) resolve() {
	if s.seen.resolved {
		return
	}
	s.seen.resolved = true
	placed := s.Spec.Mappings()
	s.seen.mappings = make([]mapped, len(placed))
	for i := range placed {
		m := placed[i].Mapping
		s.seen.mappings[i] = mapped{placed[i].From, m, s.Frameworks.Resolve(m.Item, s.Spec.Frameworks)}
	}
	for i := range s.Spec.Coverage.NotCovered {
		n := &s.Spec.Coverage.NotCovered[i]
		if n.Item != "" {
			m := spec.Mapping{At: n.At.Get("item"), Item: n.Item}
			s.seen.explained = append(s.seen.explained, mapped{ref: m, res: s.Frameworks.Resolve(n.Item, s.Spec.Frameworks)})
		}
	}
}

// collection returns the elements of a collection by its index, in file order.
func (s *Subject) collection(i int) []spec.Element {
	if collections[i].kind == spec.KindCapability {
		return s.Spec.Developed()
	}
	return s.Spec.Elements(collections[i].kind)
}

// idIndex says which kinds of element have an id.
type idIndex struct {
	kinds    map[string]kindSet
	repeated []spec.Element // every further element with an id that its kind has already
}

// kindSet is a set of kinds of element: the bit of a kind is its index in
// collections.
type kindSet uint16

// bareDomain is a domain without capabilities. Other domains are not developed
// themselves, so that a domain and its only capability may share an id.
const bareDomain kindSet = 1 << 15

// kindBit is the set of one kind.
func kindBit(k spec.Kind) kindSet {
	for i := range collections {
		if collections[i].kind == k {
			return 1 << i
		}
	}
	return 0
}

// ids returns the index of all ids of the file.
func (s *Subject) ids() *idIndex {
	if s.seen.ids != nil {
		return s.seen.ids
	}
	n := 0
	for i := range collections {
		n += len(s.Spec.Elements(collections[i].kind))
	}
	index := &idIndex{kinds: make(map[string]kindSet, n)}
	s.seen.ids = index
	for i := range collections {
		for _, e := range s.Spec.Elements(collections[i].kind) {
			had := index.kinds[e.ID]
			if had&(1<<i) != 0 {
				index.repeated = append(index.repeated, e)
				continue
			}
			index.kinds[e.ID] = had | 1<<i
		}
	}
	for _, e := range s.Spec.Developed() {
		if e.Kind == spec.KindDomain {
			index.kinds[e.ID] |= bareDomain
		}
	}
	return index
}

// targets returns what a reference within the file can mean: the kinds that have
// an element of its id, among those that may stand there. Only replaced_by means
// domains that have capabilities.
func (s *Subject) targets(l *spec.Link) kindSet {
	var may kindSet
	for _, k := range l.To {
		if bit := kindBit(k); k == spec.KindDomain && l.Field != "replaced_by" {
			may |= bareDomain
		} else {
			may |= bit
		}
	}
	return s.ids().kinds[l.Ref.ID] & may
}
