package spec

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// The keys that hold references.
const (
	fieldOutcomes   = "outcomes"
	fieldDrawsOn    = "draws_on"
	fieldDevelops   = "develops"
	fieldAssesses   = "assesses"
	fieldReplacedBy = "replaced_by"
)

// What references may mean, by the key they stand under.
var (
	toOutcomes  = []Kind{KindOutcome}
	toDeveloped = []Kind{KindCapability, KindDomain}
	toAssessed  = []Kind{KindOutcome, KindCapability, KindDomain}
)

// index is a specification seen as lists of what has an id and what refers to it.
type index struct {
	units, activities, domains, capabilities, statements []Element
	outcomes, methods, references, sections, none        []Element

	developed []Element
	links     []Link
	mappings  []Placed
}

// indexed returns the index, which Decode has built; that of a Specification made
// otherwise is built here.
func (s *Specification) indexed() *index {
	if s.index == nil {
		s.index = newIndex(s)
	}
	return s.index
}

// of returns the list of a kind.
func (x *index) of(k Kind) *[]Element {
	switch k {
	case KindUnit:
		return &x.units
	case KindActivity:
		return &x.activities
	case KindDomain:
		return &x.domains
	case KindCapability:
		return &x.capabilities
	case KindStatement:
		return &x.statements
	case KindOutcome:
		return &x.outcomes
	case KindMethod:
		return &x.methods
	case KindReference:
		return &x.references
	case KindSection:
		return &x.sections
	}
	return &x.none
}

func newIndex(s *Specification) *index {
	x := &index{}
	x.reserve(s)
	for i := range s.Units {
		u := &s.Units[i]
		x.refer(x.add(KindUnit, u.ID, u.At), fieldOutcomes, toOutcomes, u.Outcomes)
	}
	for i := range s.Activities {
		a := &s.Activities[i]
		x.refer(x.add(KindActivity, a.ID, a.At), fieldDrawsOn, toDeveloped, a.DrawsOn)
	}
	x.addDomains(s.Domains)
	for i := range s.Outcomes {
		o := &s.Outcomes[i]
		x.refer(x.add(KindOutcome, o.ID, o.At), fieldDevelops, toDeveloped, o.Develops)
	}
	for i := range s.Assessment.Methods {
		m := &s.Assessment.Methods[i]
		x.refer(x.add(KindMethod, m.ID, m.At), fieldAssesses, toAssessed, m.Assesses)
	}
	for i := range s.References {
		x.add(KindReference, s.References[i].ID, s.References[i].At)
	}
	for i := range s.Sections {
		x.add(KindSection, s.Sections[i].ID, s.Sections[i].At)
	}
	for i := range s.Retired {
		x.refer(Element{}, fieldReplacedBy, Kinds, s.Retired[i].ReplacedBy)
	}
	x.sort()
	return x
}

// reserve makes room for everything at once: growing the lists step by step would
// cost as much as the rest of decoding.
func (x *index) reserve(s *Specification) {
	links, mappings, capabilities, statements := 0, 0, 0, 0
	for i := range s.Units {
		links += len(s.Units[i].Outcomes)
	}
	for i := range s.Activities {
		links += len(s.Activities[i].DrawsOn)
	}
	for i := range s.Outcomes {
		links += len(s.Outcomes[i].Develops)
	}
	for i := range s.Assessment.Methods {
		links += len(s.Assessment.Methods[i].Assesses)
	}
	for i := range s.Retired {
		links += len(s.Retired[i].ReplacedBy)
	}
	for i := range s.Domains {
		d := &s.Domains[i]
		capabilities += len(d.Capabilities)
		statements += len(d.Statements)
		mappings += len(d.MapsTo) + countMappings(d.Statements)
		for j := range d.Capabilities {
			c := &d.Capabilities[j]
			statements += len(c.Statements)
			mappings += len(c.MapsTo) + countMappings(c.Statements)
		}
	}
	x.links = make([]Link, 0, links)
	x.mappings = make([]Placed, 0, mappings)
	x.domains = make([]Element, 0, len(s.Domains))
	x.capabilities = make([]Element, 0, capabilities)
	x.statements = make([]Element, 0, statements)
	x.outcomes = make([]Element, 0, len(s.Outcomes))
	x.developed = make([]Element, 0, capabilities+len(s.Domains))
}

func countMappings(statements []Statement) int {
	n := 0
	for i := range statements {
		n += len(statements[i].MapsTo)
	}
	return n
}

func (x *index) addDomains(domains []Domain) {
	for i := range domains {
		d := &domains[i]
		e := x.add(KindDomain, d.ID, d.At)
		x.place(e, d.MapsTo)
		if len(d.Capabilities) == 0 && e.ID != "" {
			x.developed = append(x.developed, e)
		}
		for j := range d.Capabilities {
			c := &d.Capabilities[j]
			e := x.add(KindCapability, c.ID, c.At)
			x.place(e, c.MapsTo)
			if e.ID != "" {
				x.developed = append(x.developed, e)
			}
			x.addStatements(c.Statements)
		}
		x.addStatements(d.Statements)
	}
}

func (x *index) addStatements(statements []Statement) {
	for i := range statements {
		s := &statements[i]
		x.place(x.add(KindStatement, s.ID, s.At), s.MapsTo)
	}
}

// add notes an element unless it has no id, and returns it.
func (x *index) add(k Kind, id string, at yamldoc.Value) Element {
	e := Element{Kind: k, ID: id, At: at}
	if id != "" {
		list := x.of(k)
		*list = append(*list, e)
	}
	return e
}

func (x *index) refer(from Element, field string, to []Kind, refs []Ref) {
	for _, ref := range refs {
		x.links = append(x.links, Link{From: from, Field: field, To: to, Ref: ref})
	}
}

func (x *index) place(from Element, mappings []Mapping) {
	for _, m := range mappings {
		if m.Item != "" {
			x.mappings = append(x.mappings, Placed{From: from, Mapping: m})
		}
	}
}

// sort puts the lists into file order. As a rule they are in it already: a file
// has its keys in the format's order.
func (x *index) sort() {
	for _, k := range Kinds {
		sortByPlace(*x.of(k), func(e *Element) yamldoc.Value { return e.At })
	}
	sortByPlace(x.developed, func(e *Element) yamldoc.Value { return e.At })
	sortByPlace(x.links, func(l *Link) yamldoc.Value { return l.Ref.At })
	sortByPlace(x.mappings, func(p *Placed) yamldoc.Value { return p.Mapping.At })
}

func sortByPlace[T any](list []T, at func(*T) yamldoc.Value) {
	for i := 1; i < len(list); i++ {
		if at(&list[i]).Pos().Compare(at(&list[i-1]).Pos()) < 0 {
			slices.SortStableFunc(list, func(a, b T) int { return at(&a).Pos().Compare(at(&b).Pos()) })
			return
		}
	}
}
