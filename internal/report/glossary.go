package report

import (
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/glossary"
)

// Glossary lists terms as text, a line each, in the order given.
func Glossary(w io.Writer, entries []glossary.Entry, o Options) error {
	p := newPage(w, o)
	wide := 0
	for i := range entries {
		wide = max(wide, columns(entries[i].Term))
	}
	for i := range entries {
		e := &entries[i]
		p.line(p.ink.bold(e.Term) + strings.Repeat(" ", wide-columns(e.Term)) + "  " + e.Short)
	}
	return p.out.Flush()
}

// Term writes the page of one term as text.
func Term(w io.Writer, e glossary.Entry, o Options) error {
	p := newPage(w, o)
	p.title(e.Term + ": " + e.Short)
	p.prose("What it means here", e.Meaning)
	p.heading("Where that comes from")
	p.wrapped("  ", markWords[e.Mark])
	if e.Source != "" {
		p.wrapped("  ", "source: "+e.Source)
		p.wrapped("  ", "The wording is ours.")
	}
	if len(e.See) > 0 {
		p.heading("See also")
		p.wrapped("  ", strings.Join(e.See, ", "))
	}
	return p.out.Flush()
}

// jsonTerm is a term as JSON.
type jsonTerm struct {
	Term    string   `json:"term"`
	Also    []string `json:"also"`
	Short   string   `json:"short"`
	Meaning string   `json:"meaning"`
	Mark    string   `json:"mark"`
	Source  string   `json:"source"`
	See     []string `json:"see"`
}

func newJSONTerm(e glossary.Entry) jsonTerm {
	return jsonTerm{e.Term, list(e.Also), e.Short, e.Meaning, string(e.Mark), e.Source, list(e.See)}
}

// GlossaryJSON writes terms as JSON, in the order given.
func GlossaryJSON(w io.Writer, entries []glossary.Entry) error {
	terms := make([]jsonTerm, 0, len(entries))
	for _, e := range entries {
		terms = append(terms, newJSONTerm(e))
	}
	return encode(w, terms)
}

// TermJSON writes the page of one term as JSON.
func TermJSON(w io.Writer, e glossary.Entry) error { return encode(w, newJSONTerm(e)) }
