package render

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/document"
)

// classParts are the classes of changes as sections, the greatest first.
var classParts = []struct {
	class     diff.Class
	id, title string
	about     string
}{
	{diff.Revision, "revisions", "Revisions", "Something that people were promised is gone, or is another. A revision asks for a new major number of the version."},
	{diff.Adjustment, "adjustments", "Adjustments", "Something was added or made clearer, and nothing is taken away. An adjustment asks for a new minor number of the version."},
	{diff.Correction, "corrections", "Corrections", "The same is said more correctly. A correction asks for a new patch number of the version."},
}

// Comparison puts what changed from one version to another together as a document. It
// has no banner: who publishes it says how the versions stand.
func Comparison(c *diff.Comparison) *document.Document {
	title := c.Title
	if title == "" {
		title = c.ID
	}
	d := &document.Document{
		Title: title + ": what changed from " + c.Before + " to " + c.After, Lang: "en-GB",
		Standing: fmt.Sprintf("%s, %s compared with %s", c.ID, c.After, c.Before),
		Intro:    comparisonIntro(c),
	}
	if len(c.Findings) > 0 {
		d.Sections = append(d.Sections, comparisonFindings(c))
	}
	n := 0
	for _, p := range classParts {
		s := document.Section{ID: p.id, Title: p.title, Blocks: []document.Block{document.Said(p.about)}}
		for i := range c.Changes {
			if ch := &c.Changes[i]; ch.Class == p.class {
				n++
				s.Parts = append(s.Parts, document.Section{
					ID: fmt.Sprintf("change-%d", n), Title: changeTitle(ch), Blocks: changeBlocks(ch), Unlisted: true,
				})
			}
		}
		if len(s.Parts) > 0 {
			d.Sections = append(d.Sections, s)
		}
	}
	d.Sections = append(d.Sections, document.Section{ID: "about", Title: "About this comparison", Blocks: []document.Block{document.Said(
		"The versions were compared field by field, by the ids of what they contain. Which class a change is of follows rules of the program that made this page, and is no statement by anybody outside of this register. Whether a change is right is for people to judge.",
	)}})
	return d
}

func comparisonIntro(c *diff.Comparison) []document.Block {
	whole := "nothing changed that anybody reads"
	if c.Class != diff.Same {
		whole = c.Class.String() + ", because of this: " + c.Reason
	}
	step := c.Step.Reason
	switch {
	case !c.Step.OK && c.Step.Least != "":
		step = "not far enough: " + step + "; raise it to " + c.Step.Least + " or higher"
	case !c.Step.OK:
		step = "not far enough: " + step
	}
	blocks := []document.Block{{Facts: []document.Fact{
		{Name: "Specification", Blocks: []document.Block{document.Para(document.Code(c.ID))}},
		{Name: "From version", Blocks: document.Cell(c.Before)},
		{Name: "To version", Blocks: document.Cell(c.After)},
		{Name: "Changes", Blocks: document.Cell(fmt.Sprint(len(c.Changes)))},
		{Name: "As a whole", Blocks: document.Cell(whole)},
		{Name: "Step of the version", Blocks: document.Cell(step)},
	}}}
	if len(c.Changes) > 0 {
		blocks = append(blocks, document.Para(document.Words("Where words changed, "),
			document.Span{Text: "words that were taken out", Removed: true}, document.Words(" and "),
			document.Span{Text: "words that were put in", Added: true}, document.Words(" are marked like this.")))
	}
	return blocks
}

func comparisonFindings(c *diff.Comparison) document.Section {
	s := document.Section{ID: "findings", Title: "What must not be"}
	var items [][]document.Block
	for _, f := range c.Findings {
		items = append(items, []document.Block{document.Para(document.Code(f.Code), document.Words(" "+f.Message+". "+f.Help))})
	}
	s.Blocks = []document.Block{document.Bullets(items...)}
	return s
}

// changeTitle says in a line what happened to what.
func changeTitle(ch *diff.Change) string {
	if ch.What == diff.Renamed {
		return string(ch.Kind) + " " + ch.Was + " is now " + ch.ID
	}
	return ch.Name + ": " + string(ch.What)
}

func changeBlocks(ch *diff.Change) []document.Block {
	var blocks []document.Block
	switch {
	case len(ch.Words) > 0:
		blocks = comparedProse(ch.Words)
	case ch.What == diff.Moved:
		blocks = append(blocks, document.Said("It stood "+ch.Before+", and stands "+ch.After+"."))
	case ch.What == diff.Renamed:
		blocks = append(blocks, document.Said("It has another id, and is the same otherwise."))
	default:
		if ch.Before != "" {
			blocks = append(blocks, comparedProse([]diff.Piece{{Text: ch.Before, Removed: true}})...)
		}
		if ch.After != "" {
			blocks = append(blocks, comparedProse([]diff.Piece{{Text: ch.After, Added: true}})...)
		}
	}
	facts := []document.Fact{{Name: "Class", Blocks: document.Cell(ch.Class.String() + ": " + ch.Reason)}}
	if len(ch.With) > 0 {
		facts = append(facts, document.Fact{Name: "With it", Blocks: document.Cell(touchedWords(ch.With))})
	}
	if len(ch.Touches) > 0 {
		facts = append(facts, document.Fact{Name: "Touches", Blocks: document.Cell(touchedWords(ch.Touches))})
	}
	return append(blocks, document.Block{Facts: facts})
}

// comparedProse is the pieces of a text in its paragraphs. A piece that goes on behind
// the end of a paragraph goes on in the next.
func comparedProse(pieces []diff.Piece) []document.Block {
	var blocks []document.Block
	var line []document.Span
	end := func() {
		if len(line) > 0 {
			blocks = append(blocks, document.Para(line...))
			line = nil
		}
	}
	for _, p := range pieces {
		for i, text := range strings.Split(p.Text, "\n") {
			if i > 0 {
				end()
			}
			if strings.TrimSpace(text) != "" || text != "" && len(line) > 0 {
				line = append(line, marked(text, p)...)
			}
		}
	}
	end()
	return blocks
}

// marked is a text of one line as spans. The white space around words that came or went
// is not marked: nobody needs to be told of it, and two words read to somebody must not
// run together.
func marked(text string, p diff.Piece) []document.Span {
	if !p.Added && !p.Removed {
		return []document.Span{document.Words(text)}
	}
	words := strings.TrimSpace(text)
	if words == "" {
		return []document.Span{document.Words(text)}
	}
	lead, _, _ := strings.Cut(text, words)
	var spans []document.Span
	if lead != "" {
		spans = append(spans, document.Words(lead))
	}
	spans = append(spans, document.Span{Text: words, Added: p.Added, Removed: p.Removed})
	return append(spans, document.Words(" "))
}

func touchedWords(list []diff.Touch) string {
	said := make([]string, len(list))
	for i, t := range list {
		said[i] = t.String()
	}
	return strings.Join(said, ", ")
}
