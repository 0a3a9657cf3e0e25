package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/intervention"
)

// heads are the features as they fit over a column of the table, on two lines.
var heads = map[intervention.Feature][2]string{
	intervention.Capabilities: {"Capabil-", "ities"},
	intervention.TargetGroup:  {"Target", "group"},
	intervention.Outcomes:     {"Learning", "outcomes"},
	intervention.Assessment:   {"Assess-", "ment"},
	intervention.OpenSource:   {"Open", "source"},
	intervention.Learning:     {"Unit of", "learning"},
	intervention.Standards:    {"Stan-", "dards"},
}

// Interventions writes the table of the types of intervention as text.
func Interventions(w io.Writer, types []intervention.Type, o Options) error {
	p := newPage(w, o)
	p.title("Types of workforce development for one area, in alphabetical order; none ranks above another")
	p.line("")
	rows := [][]string{{"Type"}, {""}}
	for _, f := range intervention.Features {
		rows[0], rows[1] = append(rows[0], heads[f][0]), append(rows[1], heads[f][1])
	}
	rows[0], rows[1] = append(rows[0], "Confi-"), append(rows[1], "dence")
	for _, t := range types {
		row := []string{t.Title}
		for _, cell := range t.Cells {
			row = append(row, cellWord(cell))
		}
		rows = append(rows, append(row, string(t.Confidence)))
	}
	p.table(rows)
	p.heading("What they are")
	for _, t := range types {
		p.wrapped("  ", t.Title+": "+t.Words)
	}
	p.heading("How to read the table")
	p.wrapped("  ", "\"Unit of learning\" and \"Standards\" ask what a document is mainly about. A \"?\" marks a cell of which it is not known whether it is a yes or a no.")
	p.heading("Where that comes from")
	p.wrapped("  ", "source: "+intervention.Source)
	p.wrapped("  ", intervention.Caveat)
	p.wrapped("  ", "Confidence: high, what is known leaves one reading that makes sense; fair, it is the likeliest of several; unsure, some cells could be the other way round.")
	return p.out.Flush()
}

// table writes rows of short words in columns.
func (p *pageWriter) table(rows [][]string) {
	wide := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, word := range row {
			wide[i] = max(wide[i], columns(word))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, word := range row {
			b.WriteString(word + strings.Repeat(" ", wide[i]-columns(word)+2))
		}
		p.line(strings.TrimRight("  "+b.String(), " "))
	}
}

func cellWord(c intervention.Cell) string {
	word := "no"
	if c.Has {
		word = "yes"
	}
	if !c.Sure {
		word += "?"
	}
	return word
}

// InterventionOf writes as text what can be read from a specification of the type
// of intervention that fits it. The name is the specification's id, or its file.
func InterventionOf(w io.Writer, name, stage string, r intervention.Reading, o Options) error {
	p := newPage(w, o)
	if stage != "" {
		name += " (" + stage + ")"
	}
	p.title(name + ": a reading aid, and no verdict; the choice is for people")
	p.heading("What the file shows")
	for _, f := range r.Found {
		p.wrapped("  ", fmt.Sprintf("%s: %s (%s)", f.Feature, f.State, f.Why))
	}
	p.heading("How the types go with that, in alphabetical order")
	for i := range r.Fits {
		p.fit(&r.Fits[i])
	}
	p.choice(r)
	p.answers(r)
	p.heading("Where that comes from")
	p.wrapped("  ", "The types and their features: "+intervention.Source+". "+intervention.Caveat+" credctl intervention prints the table.")
	return p.out.Flush()
}

func (p *pageWriter) fit(f *intervention.Fit) {
	p.wrapped("  ", fmt.Sprintf("%s: %s (confidence in the table: %s)", f.Type.Title, f.Verdict, f.Type.Confidence))
	if len(f.For) > 0 {
		p.wrapped("    agrees: ", strings.Join(f.For, ", "))
	}
	for _, against := range f.Against {
		p.wrapped("    against: ", against)
	}
	p.features("    not shown by the file: ", f.Unread)
	p.features("    not sure in the table: ", f.Unsure)
}

func (p *pageWriter) features(prefix string, features []intervention.Feature) {
	if len(features) > 0 {
		p.wrapped(prefix, strings.Join(featureWords(features), ", "))
	}
}

func featureWords(features []intervention.Feature) []string {
	words := []string{}
	for _, f := range features {
		words = append(words, string(f))
	}
	return words
}

// choice compares that with what the proposal chose.
func (p *pageWriter) choice(r intervention.Reading) {
	p.heading("What the proposal says")
	if r.Chosen == nil {
		p.wrapped("  ", "chosen: no type is named")
	} else {
		p.wrapped("  ", fmt.Sprintf("chosen: %s; as far as the file can be read, it %s", r.Chosen.Type.Title, r.Chosen.Verdict))
	}
	for _, a := range r.SetAside {
		why := "no reason is given"
		if a.WhyNot != "" {
			why = "the reason given: " + a.WhyNot
		}
		p.wrapped("  ", fmt.Sprintf("set aside: %s (%s); %s", a.Type.Title, a.Verdict, why))
	}
	if len(r.Unconsidered) > 0 {
		var titles []string
		for _, t := range r.Unconsidered {
			titles = append(titles, t.Title)
		}
		p.wrapped("  ", "not mentioned: "+strings.Join(titles, ", "))
	}
}

// answers lists what bears on the choice and cannot be weighed by a machine.
func (p *pageWriter) answers(r intervention.Reading) {
	p.heading("What a machine cannot weigh in the proposal, and people can")
	for _, a := range r.Answers {
		given := "not answered"
		if a.Given {
			given = "answered"
		}
		p.wrapped("  ", fmt.Sprintf("%s (%s): %s", a.Part, given, a.Bears))
	}
}
