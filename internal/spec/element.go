package spec

import "github.com/advancing-practice/credctl/internal/yamldoc"

// Kind is a kind of thing that has an id in a specification.
type Kind string

// The kinds. Ids are unique per kind within a file; the same id may stand for
// things of different kinds (a domain and its only capability, say).
const (
	KindUnit       Kind = "unit"
	KindActivity   Kind = "activity"
	KindDomain     Kind = "domain"
	KindCapability Kind = "capability"
	KindStatement  Kind = "statement"
	KindOutcome    Kind = "outcome"
	KindMethod     Kind = "method"
	KindReference  Kind = "reference"
	KindSection    Kind = "section"
)

// Kinds are all kinds, in the order in which the format has them.
var Kinds = []Kind{
	KindUnit, KindActivity, KindDomain, KindCapability, KindStatement,
	KindOutcome, KindMethod, KindReference, KindSection,
}

// Element is one thing with an id. The id is as the file has it, even where a
// finding says that it is not well formed.
type Element struct {
	Kind Kind
	ID   string
	At   yamldoc.Value // the map that holds the id
}

// Link is a reference from one element to another of the same file.
type Link struct {
	From  Element // the zero Element for replaced_by; without ID where the element has none
	Field string  // the key it stands under: develops, assesses, outcomes, draws_on, replaced_by
	To    []Kind  // the kinds it may mean
	Ref   Ref
}

// Placed is a mapping together with what is mapped.
type Placed struct {
	From    Element // without ID where the element has none
	Mapping Mapping // its Item is never empty
}

// Elements returns everything of one kind that has an id, in file order. Like
// the other lists of this file it belongs to the Specification and is not to be
// changed.
func (s *Specification) Elements(k Kind) []Element { return *s.indexed().of(k) }

// Developed returns what outcomes develop: the capabilities, and the domains
// that have none, in file order.
func (s *Specification) Developed() []Element { return s.indexed().developed }

// Links returns every reference within the file, in file order.
func (s *Specification) Links() []Link { return s.indexed().links }

// Mappings returns every mapping to a framework item, in file order.
func (s *Specification) Mappings() []Placed { return s.indexed().mappings }
