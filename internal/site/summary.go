package site

import (
	"encoding/json"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/matrix"
	"github.com/advancing-practice/credctl/internal/standing"
)

// Summary is what the pages about the whole catalogue say of one specification. It is
// kept when the specification itself is let go.
type Summary struct {
	ID, Title, Version, Unread, Next string
	State                            standing.State
	Text                             string           // that a reader may search for
	About                            string           // the summary of the text
	Newest                           *edition.Edition // in force; nil where none is
	Provided                         *edition.Edition // whose CASE package is provided
	Source                           *matrix.Source   // the text that stands in the matrix; nil: none can be read
	InForce                          string           // the version; "" where there is none
	Present                          bool             // a text is in preparation
	Versions                         []Line
	Refused                          []Refused
	documents                        []json.RawMessage
}

// Line is one version of a Summary.
type Line struct {
	Version, Words, Tag, Tagged, Page, Changes, SHA256, Commit, Reason, Newer string
	Standing                                                                  standing.State
	Published                                                                 bool
	Updated                                                                   string // RFC 3339
	Files                                                                     []Listed
}

// Listed is a file of a version.
type Listed struct {
	Name, SHA256 string
	Offered      bool // it lies beside the page of the version
}

// Summarise keeps of a specification what the pages about the whole catalogue need. Its
// own Pages must have been made.
func Summarise(s *Specification) Summary {
	sum := Summary{
		ID: s.ID, Title: s.title(), Version: s.Version, Unread: s.Unread, Next: s.Next, State: s.State,
		Present: s.Present != nil || s.Unread != "", Refused: s.Refused, documents: s.documents,
	}
	if v := s.newest(); v != nil {
		sum.Newest, sum.InForce = v.Edition, v.Version()
	}
	if v := s.provided(); v != nil {
		sum.Provided = v.Edition
	}
	for i := range s.Versions {
		v := &s.Versions[i]
		line := Line{
			Version: v.Version(), Words: v.words(), Tag: v.Tag, Tagged: v.Tagged, Page: v.page(), SHA256: v.SHA256, Commit: v.Commit,
			Reason: v.Reason, Newer: v.Newer, Standing: v.State, Published: v.IsPublished(), Updated: v.Date.UTC().Format(rfc3339),
		}
		if v.Earlier != nil {
			line.Changes = v.changes()
		}
		for _, f := range v.listed() {
			line.Files = append(line.Files, Listed{f.Name, f.SHA256, f.Data != nil})
		}
		sum.Versions = append(sum.Versions, line)
	}
	sum.Text = s.ID
	if e := s.text(); e != nil {
		sum.About, sum.Text = e.Spec.Summary, searched(s.ID, e.Spec)
		sum.Source = &matrix.Source{Spec: e.Spec, File: e.Path, Standing: string(e.State)}
	}
	return sum
}

// text is the text that says what the specification is about: the version in force,
// else the highest, else the present one.
func (s *Specification) text() *edition.Edition {
	switch v := s.newest(); {
	case v != nil:
		return v.Edition
	case len(s.Versions) > 0:
		return s.Versions[0].Edition
	}
	return s.Present
}

const rfc3339 = "2006-01-02T15:04:05Z"
