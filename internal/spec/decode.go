package spec

import (
	"unicode"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Format is the number of the format that this package reads.
const Format = 1

// The greatest numbers that are taken at their word; far above any programme, so
// that only slips of the keyboard are caught.
const (
	maxCredits  = 10_000
	maxHours    = 100_000
	lowestLevel = 1
	topLevel    = 12 // the highest that any British framework of qualifications has
)

// Decode reads a document as a specification. Every S finding about a
// specification comes from here; the Specification is never nil.
func Decode(doc *yamldoc.Document) (*Specification, finding.List) {
	s := &Specification{At: doc.Root()}
	r := &reader{}
	if s.At.Present() { // that a file is empty was said when it was read
		r.file(s)
	}
	s.index = newIndex(s)
	return s, r.Found()
}

// reader reads the parts of a specification, one method each.
type reader struct{ decode.Reader }

func (r *reader) file(s *Specification) {
	r.Map(s.At, fileFields, func(key string, v yamldoc.Value) {
		switch key {
		case "format":
			r.Format(v, Format)
		case "id":
			s.ID = r.Shaped(v, &slug)
		case "version":
			s.Version = r.Shaped(v, &version)
		case "stage":
			s.Stage = Stage(r.OneOf(v, stageWords))
		case "title":
			s.Title = r.Text(v)
		case "also_known_as":
			s.AlsoKnownAs = r.Texts(v)
		case "summary":
			s.Summary = r.Text(v)
		case "authors":
			s.Authors = list(r, v, (*reader).author)
		case "developer":
			s.Developer = r.developer(v)
		case "provenance":
			s.Provenance = r.provenance(v)
		case "licence":
			s.Licence = r.licence(v)
		case "frameworks":
			s.Frameworks = r.Texts(v)
		case "proposal":
			s.Proposal = r.proposal(v)
		default:
			r.curriculum(s, key, v)
		}
	})
}

// curriculum reads the keys that say what is learnt, how and by whom.
func (r *reader) curriculum(s *Specification, key string, v yamldoc.Value) {
	switch key {
	case "scope":
		s.Scope = r.scope(v)
	case "target_group":
		s.TargetGroup = r.targetGroup(v)
	case "entry":
		s.Entry = r.Texts(v)
	case "level":
		s.Level = r.level(v)
	case "credits":
		s.Credits = r.PositiveUpTo(v, maxCredits)
	case "notional_hours":
		s.NotionalHours = r.PositiveUpTo(v, maxHours)
	case "duration":
		s.Duration = r.Text(v)
	case "units":
		s.Units = list(r, v, (*reader).unit)
	case "activities":
		s.Activities = list(r, v, (*reader).activity)
	case "domains":
		s.Domains = list(r, v, (*reader).domain)
	case "outcomes":
		s.Outcomes = list(r, v, (*reader).outcome)
	case "learning":
		s.Learning = r.learning(v)
	case "assessment":
		s.Assessment = r.assessment(v)
	default:
		r.upkeep(s, key, v)
	}
}

// upkeep reads the keys that say what stands behind the document, and the rest.
func (r *reader) upkeep(s *Specification, key string, v yamldoc.Value) {
	switch key {
	case "coverage":
		s.Coverage = r.coverage(v)
	case "related":
		s.Related = list(r, v, (*reader).related)
	case "involvement":
		s.Involvement = list(r, v, (*reader).involvement)
	case "equality":
		s.Equality = r.equality(v)
	case "review":
		s.Review = r.review(v)
	case "references":
		s.References = list(r, v, (*reader).citation)
	case "acknowledgements":
		s.Acknowledged = r.Text(v)
	case "sections":
		s.Sections = list(r, v, (*reader).section)
	case "retired":
		s.Retired = list(r, v, (*reader).retired)
	}
}

// list reads a list of groups of keys. An item that is none is left out; the
// item's own reading says so.
func list[T any](r *reader, v yamldoc.Value, item func(*reader, yamldoc.Value) T) []T {
	var items []T
	if v.Kind() == yamldoc.List {
		items = make([]T, 0, min(v.Len(), 64)) // more only for what turns out to be well formed
	}
	r.List(v, func(v yamldoc.Value) {
		t := item(r, v)
		if v.Kind() == yamldoc.Map {
			items = append(items, t)
		}
	})
	return items
}

// refs reads a list of references to ids of the same file. Whether they lead
// anywhere is not asked here.
func (r *reader) refs(v yamldoc.Value) []Ref {
	refs := make([]Ref, 0, min(v.Len(), 64))
	r.List(v, func(v yamldoc.Value) {
		if id := r.Text(v); id != "" {
			refs = append(refs, Ref{At: v, ID: id})
		}
	})
	return refs
}

func isSpace(r rune) bool { return unicode.IsSpace(r) }
