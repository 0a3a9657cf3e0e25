// Package spec is the credential specification as Go types, decoded from a
// document that was read strictly. It says what is well formed; what is enough
// for a stage is the business of the criteria packs.
package spec

import "github.com/advancing-practice/credctl/internal/yamldoc"

// Stage is what a specification says it is. Whether it is accepted, endorsed or
// published is never written in it: that follows from signed records.
type Stage string

// The stages, in order.
const (
	Proposal  Stage = "proposal"
	Draft     Stage = "draft"
	Candidate Stage = "candidate"
)

// Stages are all stages in order.
var Stages = []Stage{Proposal, Draft, Candidate}

// Specification is one specification file, format 1 (design: section 5). Fields
// that were not well formed are zero, except ids inside the file, which are kept
// as they stand; items of lists that are not well formed are left out. Each part
// that can be pointed at keeps the value it was read from in At.
type Specification struct {
	At            yamldoc.Value
	ID            string
	Version       string
	Stage         Stage // "" if the file does not say one of the stages
	Title         string
	Summary       string
	AlsoKnownAs   []string
	Authors       []Author
	Developer     Developer
	Provenance    Provenance
	Licence       Licence
	Frameworks    []string // "mpf@2025"
	Proposal      ProposalPart
	Scope         Scope
	TargetGroup   TargetGroup
	Entry         []string
	Level         Level
	Credits       float64 // 0: not given
	NotionalHours float64 // hours; 0: not given
	Duration      string
	Units         []Unit
	Activities    []Activity
	Domains       []Domain
	Outcomes      []Outcome
	Learning      Learning
	Assessment    Assessment
	Coverage      Coverage
	Related       []Related
	Involvement   []Involvement
	Equality      Equality
	Review        Review
	References    []Citation
	Acknowledged  string
	Sections      []Section
	Retired       []Retired

	index *index // what Elements, Links and the like return; see indexed
}

// Author is a person or body whom independence of review is measured against.
type Author struct {
	At                     yamldoc.Value
	ID, Name, Organisation string
}

// Developer is who wrote the specification, as an organisation.
type Developer struct {
	Organisation string
	Contributors []string
}

// Provenance says where the content comes from.
type Provenance struct {
	Sources      []Source
	OwnWords     bool
	Illustrative bool // made up for an example: can never become a candidate
	Notes        []string
}

// Source is a document the specification draws on.
type Source struct {
	At                                             yamldoc.Value
	Title, Publisher, Date, URL, Licence, Relation string
}

// Licence is what others may do with the specification.
type Licence struct{ ID, Holder string }

// ProposalPart answers the gateway.
type ProposalPart struct {
	At                yamldoc.Value
	Illustrative      bool
	Need              Need
	Priority          Priority
	Intervention      Intervention
	Feasibility       Feasibility
	MultiProfessional MultiProfessional
}

// Need is the workforce need.
type Need struct {
	Statement string
	RelatesTo []Relation
	Scale     string
	Evidence  []string
}

// Relation says what kind of thing the need relates to.
type Relation struct{ Kind, Description string }

// Priority says why the area matters now.
type Priority struct {
	Statement string
	Policies  []string
}

// Intervention is the type of workforce development chosen, and those that were
// considered instead.
type Intervention struct {
	Chosen     string
	Considered []Alternative
}

// Alternative is a type of intervention that was not chosen.
type Alternative struct{ Type, WhyNot string }

// Feasibility says whether development and delivery can be done and are worth it.
type Feasibility struct{ Development, Delivery, ExistingProvision, ReturnOnInvestment string }

// MultiProfessional says why the need is one of several professions.
type MultiProfessional struct {
	Statement   string
	Professions []string
}

// Scope is what the specification covers and what it leaves out.
type Scope struct{ In, Out []string }

// TargetGroup is the professions it is designed for, with what they must bring.
type TargetGroup struct{ Professions, Requirements []string }

// Level is the academic level, such as FHEQ 7.
type Level struct {
	Framework string
	Value     int
}

// Unit is a part in which the specification may be delivered.
type Unit struct {
	At       yamldoc.Value
	ID       string
	Title    string
	Credits  float64 // 0: not given
	Outcomes []Ref
}

// Activity is an entrustable professional activity.
type Activity struct {
	At                     yamldoc.Value
	ID, Title, Description string
	DrawsOn                []Ref
}

// Domain is a group of capabilities, or of statements where the document has no
// capability layer.
type Domain struct {
	At                 yamldoc.Value
	ID, Title, Summary string
	MapsTo             []Mapping
	Features           []string
	Capabilities       []Capability
	Statements         []Statement
}

// Capability is what the specification sets out to develop.
type Capability struct {
	At                   yamldoc.Value
	ID, Title, Statement string
	MapsTo               []Mapping
	Features             []string
	Statements           []Statement
}

// Statement is one line of what a practitioner knows, does or is.
type Statement struct {
	At             yamldoc.Value
	ID, Text, Kind string
	MapsTo         []Mapping
	Features       []string
}

// Mapping is a claim that something serves an item of a framework.
type Mapping struct {
	At       yamldoc.Value // the item text
	Item     string        // "mpf@2025#1.5"
	Strength string        // full, partial or ""
}

// Ref is a reference to something else in the same file, by its id.
type Ref struct {
	At yamldoc.Value
	ID string
}

// Outcome is an intended learning outcome.
type Outcome struct {
	At       yamldoc.Value
	ID, Text string
	Develops []Ref
}

// Learning is how the capabilities are learnt.
type Learning struct {
	Content, Methods []string
	Supervision      string
	Delivery         []string
}

// Assessment is how they are assessed.
type Assessment struct {
	Strategy string
	Methods  []Method
}

// Method is one way of assessing.
type Method struct {
	At                    yamldoc.Value
	ID, Type, Description string
	Assesses              []Ref
}

// Related is another specification of the repository that this one leans on or
// hands over to.
type Related struct {
	At            yamldoc.Value
	Specification string // its id
	How           string
}

// Coverage explains what of the framework the specification leaves to others.
type Coverage struct{ NotCovered []NotCovered }

// NotCovered is one framework item that is left to other provision.
type NotCovered struct {
	At                      yamldoc.Value
	Item, Reason, CoveredBy string
}

// Involvement is who was involved in the making, how and when.
type Involvement struct{ Group, How, When string }

// Equality says what was considered for equality, diversity and inclusion.
type Equality struct{ Statement string }

// Review says when the document is looked at again. No interval is the Centre's.
type Review struct{ LastReviewed, ReviewIn, Owner string }

// Citation is one entry of the reference list.
type Citation struct {
	At                yamldoc.Value
	ID, Citation, URL string
}

// Section is whatever else the document says.
type Section struct {
	At                yamldoc.Value
	ID, Heading, Body string
}

// Retired is a tombstone: an id that is never used again.
type Retired struct {
	At         yamldoc.Value
	ID, Since  string
	ReplacedBy []Ref
}
