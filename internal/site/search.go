package site

import (
	_ "embed" // the script
	"html/template"
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
)

//go:embed search.js
var searchScript string

// searchField is shown by the script alone: without it there is nothing to search with,
// and the list is there all the same.
const searchField = template.HTML(`<search id="search" hidden>
<div class="nhsuk-form-group">
<label class="nhsuk-label" for="words">Search the catalogue</label>
<div class="nhsuk-hint" id="words-hint">By title, id, profession or capability. Only specifications that have every word stay in the list.</div>
<input class="nhsuk-input" type="search" id="words" aria-describedby="words-hint" autocomplete="off" spellcheck="false">
</div>
<p id="found" role="status"></p>
</search>`)

// searchEntry is what the script searches: a row of the index by its anchor.
type searchEntry struct {
	Row  string `json:"row"`
	Text string `json:"text"`
}

// searched is what a reader may search for to find a specification.
func searched(id string, s *spec.Specification) string {
	words := []string{id, s.Title, s.Summary}
	words = append(words, s.AlsoKnownAs...)
	words = append(words, s.TargetGroup.Professions...)
	for i := range s.Domains {
		d := &s.Domains[i]
		words = append(words, d.Title)
		for j := range d.Capabilities {
			words = append(words, d.Capabilities[j].Title)
		}
	}
	for i := range s.Activities {
		words = append(words, s.Activities[i].Title)
	}
	return strings.Join(words, " ")
}
