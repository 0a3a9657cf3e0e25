package docx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shown writes blocks as people would note them down, one a line.
func shown(blocks []Block) string {
	var b strings.Builder
	names := map[Kind]string{Paragraph: "text", Title: "title", Heading: "heading", Item: "item", Table: "table"}
	for _, block := range blocks {
		what := names[block.Kind]
		if block.Level > 0 {
			what = fmt.Sprintf("%s %d", what, block.Level)
		}
		fmt.Fprintf(&b, "%s: %s: %s%q\n", block.At, what, block.Label, block.Text)
		for _, row := range block.Rows {
			for _, c := range row.Cells {
				fmt.Fprintf(&b, "  %s: %q", c.At, c.Text())
				if c.Span > 1 {
					fmt.Fprintf(&b, " span %d", c.Span)
				}
				if c.Continues {
					b.WriteString(" continues")
				}
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}

func remarks(all []Remark) string {
	var b strings.Builder
	for _, r := range all {
		fmt.Fprintf(&b, "%s: %s: %q\n", r.At, r.What, r.Text)
	}
	return b.String()
}

func TestReadsWhatWordWrites(t *testing.T) {
	doc, err := Read(ownDocument(t))
	if err != nil {
		t.Fatal(err)
	}
	want := `paragraph 1: title: "Sleep at night\nadvanced practice framework"
paragraph 3: heading 1: "Introduction"
paragraph 4: text: "Poor sleep wears people down and their families."
paragraph 5: heading 1: "Domain A: Finding out what keeps people awake"
paragraph 6: text: "What belongs together here is the first conver\u00adsation."
paragraph 7: heading 2: "Capability A1: Taking a sleep history"
paragraph 8: text: "Take a history that covers night and day."
paragraph 9: item 1: 1."Listen to the person and to whoever shares the night with them"
paragraph 10: item 2: 1.1"Ask about work in shifts"
paragraph 11: item 2: 1.2"Ask about medicines"
paragraph 12: item 1: 2."Tell tired‑ness from sleepiness"
paragraph 13: text: "Mapping to the framework: MPF 1.4, 1.5"
paragraph 14: heading 2: "Capability A2: Weighing what was found"
paragraph 15: item 1: a)"Explain what a diary can show and what it cannot"
paragraph 16: item 1: b)"Use a published scale with care"
paragraph 17: text: "Maps to: 1.6; 1.8 to 1.10"
paragraph 18: heading 1: "Domain B: Helping"
table 1: table: ""
  table 1, row 1, column A: "Capability"
  table 1, row 1, column B: "No."
  table 1, row 1, column C: "Statement"
  table 1, row 1, column D: "MPF"
  table 1, row 2, column A: "B1 Advising"
  table 1, row 2, column B: "B1.1"
  table 1, row 2, column C: "Agree one change at a time"
  table 1, row 2, column D: "1.5"
  table 1, row 3, column A: "" continues
  table 1, row 3, column B: "B1.2"
  table 1, row 3, column C: "Say when to come back"
  table 1, row 3, column D: "1.3"
  table 1, row 4, column A: "B2 Treating" span 2
  table 1, row 4, column C: "Offer talking treatment before tablets"
  table 1, row 4, column D: "1.7"
paragraph 34: text: ""
paragraph 35: heading 1: "Entry requirements"
paragraph 36: item 1: "Registered and in practice for three years"
paragraph 37: item 1: "Works where people are looked after at night"
paragraph 38: heading 1: "How nights are covered"
paragraph 39: text: "Somebody is there."
`
	if diff := cmp.Diff(want, shown(doc.Blocks)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
	want = `paragraph 2: an entry of the table of contents: "Introduction 1"
paragraph 4: a tracked insertion; it is read as if accepted: ""
paragraph 4: a tracked deletion: "very quickly"
paragraph 4: a footnote: "As agreed by the working group."
paragraph 8: a comment: "Is this the right word?"
paragraph 16: a link; its words are read, its address is not: ""
paragraph 34: a text box: "A note in a box"
paragraph 34: an equation: "a+b"
the whole document: a footer, which stands on every page: "Draft for discussion"
`
	if diff := cmp.Diff(want, remarks(doc.Remarks)); diff != "" {
		t.Errorf("remarks (-want +got):\n%s", diff)
	}
}
