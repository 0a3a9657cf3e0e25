// Package intake turns what authors have in tables and Word documents into the
// domains, capabilities, statements, mappings and other parts of a specification.
// It guesses what columns and headings mean, says what it guessed, and lists what
// it did not understand with its place: every word of the source is either in the
// draft or in the report. It reads no files, and what a specification needs
// besides it does not know.
package intake

import (
	"errors"
	"slices"

	"github.com/advancing-practice/credctl/internal/framework"
)

// ErrNothing says that a source has no domain, capability or statement in it.
// What was found all the same is in the draft's report.
var ErrNothing = errors.New("no domain, capability or statement was found")

// Options are what people say about a source beforehand.
type Options struct {
	Columns    []Choice            // what columns of a table mean
	Headings   []Choice            // what headings of a document mean
	Frameworks *framework.Registry // those that mappings may name
	Framework  string              // the one that numbers without a name belong to, such as "mpf@2025"
}

// Choice says what a column or a heading means.
type Choice struct {
	Role string // one of ColumnRoles or HeadingRoles
	Of   string // a column by its letters or the words above it; a heading by its words
}

// Draft is what was made of a source.
type Draft struct {
	Title   Text
	Domains []*Domain
	Report  Report

	frameworks []string          // that the mappings are to
	fields     map[string][]Text // what belongs to other keys, by role
	sections   []section
}

// Text is a text with its place in the source.
type Text struct {
	Value string
	At    string // such as "row 7, column C" or "paragraph 12"
}

// Domain is a domain of the draft.
type Domain struct {
	node
	Title        string
	Summary      []string // paragraphs
	Capabilities []*Capability
	Statements   []*Statement
}

// Capability is a capability of the draft.
type Capability struct {
	node
	Title      string
	Statement  []string // paragraphs
	Statements []*Statement
}

// Statement is a statement of the draft.
type Statement struct {
	node
	Text, Kind string
}

// node is what all three have.
type node struct {
	ID      string
	At      string   // where it begins in the source
	Guesses []string // what of it was guessed
	MapsTo  []Mapping

	strength string // of all mappings, where the source says so
}

func (n *node) guess(what string) {
	if !slices.Contains(n.Guesses, what) {
		n.Guesses = append(n.Guesses, what)
	}
}

// Mapping is a mapping to an item of a framework.
type Mapping struct{ Item, Note string }

type section struct {
	heading, at string
	body        []string // paragraphs
}

// intake is one source being taken in.
type intake struct {
	options Options
	draft   *Draft
	ids     map[string]map[string]bool // those given so far, by kind
	domain  *Domain
	current *Capability // of domain; nil where statements belong to the domain itself
}

func newIntake(options Options) *intake {
	if options.Framework == "" {
		options.Framework = Newest(options.Frameworks, "mpf")
	}
	return &intake{
		options: options,
		draft:   &Draft{fields: map[string][]Text{}},
		ids:     map[string]map[string]bool{},
	}
}

// done returns the draft, with an error if there is nothing in it.
func (in *intake) done() (*Draft, error) {
	in.draft.Report.count(in.draft)
	if len(in.draft.Domains) == 0 {
		return in.draft, ErrNothing
	}
	return in.draft, nil
}

// left lists words of the source that are not in the draft.
func (in *intake) left(at, what, text string) {
	in.draft.Report.Left = append(in.draft.Report.Left, Item{At: at, What: what, Text: text})
}

// doubt lists something that is in the draft and that people should look at.
func (in *intake) doubt(at, what, text string) {
	in.draft.Report.Doubts = append(in.draft.Report.Doubts, Item{At: at, What: what, Text: text})
}

func (in *intake) understood(what string) {
	in.draft.Report.Understood = append(in.draft.Report.Understood, what)
}

// uses takes down that mappings are to a framework.
func (d *Draft) uses(ref string) {
	if !slices.Contains(d.frameworks, ref) {
		d.frameworks = append(d.frameworks, ref)
		slices.Sort(d.frameworks)
	}
}

// Overrule takes the title ("title") or the workforce need ("need") of the source
// out of the draft, as somebody said another; why goes into the report.
func (d *Draft) Overrule(part, why string) {
	texts := d.fields[part]
	if delete(d.fields, part); part == "title" && d.Title.Value != "" {
		texts = []Text{d.Title}
		d.Title = Text{}
	}
	for _, text := range texts {
		d.Report.Left = append(d.Report.Left, Item{At: text.At, What: why, Text: text.Value})
	}
}
