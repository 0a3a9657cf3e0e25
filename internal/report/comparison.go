package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/finding"
)

// Comparison is what `credctl diff` found, and how the two sides are called.
type Comparison struct {
	*diff.Comparison
	From, To ComparedSide
	Version  string // of this program
	Options  Options
}

// ComparedSide is one of two texts that were compared.
type ComparedSide struct {
	Name    string // as people name it: a tag, a commit or a file
	Version string
	SHA256  string
}

// ComparisonFormats are the formats of `credctl diff` that are written here, by name.
var ComparisonFormats = map[string]func(w io.Writer, c *Comparison) error{
	"json":     writeComparisonJSON,
	"markdown": writeComparisonMarkdown,
	"text":     writeComparisonText,
}

// comparisonNote says whose judgement the classes are.
const comparisonNote = "Which class a change is of follows rules of this program, and is no statement by anybody outside of this register. Whether a change is right is for people to judge."

// classHeadings are the headings of the changes of a class, the greatest class first.
var classHeadings = []struct {
	class diff.Class
	one   string
	many  string
	about string
}{
	{diff.Revision, "Revision", "Revisions", "something that people were promised is gone, or is another: the major number"},
	{diff.Adjustment, "Adjustment", "Adjustments", "something was added or made clearer, and nothing is taken away: the minor number"},
	{diff.Correction, "Correction", "Corrections", "the same is said more correctly: the patch number"},
}

// changesOf are the changes of a class.
func changesOf(c *diff.Comparison, class diff.Class) []*diff.Change {
	var list []*diff.Change
	for i := range c.Changes {
		if c.Changes[i].Class == class {
			list = append(list, &c.Changes[i])
		}
	}
	return list
}

func headingOf(one, many string, n int) string {
	if n == 1 {
		return "1 " + strings.ToLower(one)
	}
	return fmt.Sprintf("%d %s", n, strings.ToLower(many))
}

// wholeSaid is what all the changes come to, in a sentence or two.
func wholeSaid(c *diff.Comparison) string {
	if c.Class == diff.Same {
		return "Nothing changed that anybody reads."
	}
	article := "a"
	if c.Class == diff.Adjustment {
		article = "an"
	}
	var counts []string
	for _, h := range classHeadings {
		if n := len(changesOf(c, h.class)); n > 0 {
			counts = append(counts, headingOf(h.one, h.many, n))
		}
	}
	return fmt.Sprintf("As a whole it is %s %s (%s), because of this: %s.", article, c.Class, strings.Join(counts, ", "), c.Reason)
}

// stepSaid is whether the version goes far enough, in a sentence.
func stepSaid(s *diff.Step) string {
	if s.OK {
		return "The version goes far enough: " + s.Reason + "."
	}
	said := "The version does not go far enough: " + s.Reason
	if s.Declared == "back" {
		said = "The version goes back: " + s.Reason
	}
	if s.Least != "" {
		said += "; raise it to " + s.Least + " or higher"
	}
	return said + "."
}

// touchedSaid names what a change bears on, kind by kind.
func touchedSaid(list []diff.Touch) string {
	var said []string
	for i := 0; i < len(list); {
		j := i
		var ids []string
		for ; j < len(list) && list[j].Kind == list[i].Kind; j++ {
			ids = append(ids, list[j].ID)
		}
		kind := string(list[i].Kind)
		if len(ids) > 1 {
			kind = pluralKind(kind)
		}
		said = append(said, kind+" "+strings.Join(ids, ", "))
		i = j
	}
	return strings.Join(said, "; ")
}

func pluralKind(kind string) string {
	for _, end := range []string{"capability", "activity"} {
		if kind == end {
			return strings.TrimSuffix(kind, "y") + "ies"
		}
	}
	return kind + "s"
}

// changeHeadline says in a line what happened to what.
func changeHeadline(ch *diff.Change) string {
	switch {
	case ch.What == diff.Renamed:
		return string(ch.Kind) + " " + ch.Was + " has another id: " + ch.ID
	case ch.What == diff.Moved:
		return ch.Name + " was moved: it stood " + ch.Before + " and stands " + ch.After
	}
	return ch.Name + " was " + string(ch.What)
}

func writeComparisonText(w io.Writer, c *Comparison) error {
	p := newPage(w, c.Options)
	p.title(comparisonTitle(c.Comparison))
	p.wrapped("  from ", sideSaid(c.From))
	p.wrapped("  to   ", sideSaid(c.To))
	p.line("")
	p.wrapped("", wholeSaid(c.Comparison))
	p.wrapped("", stepSaid(&c.Step))
	p.comparisonFindings(c.Findings)
	marked := false
	for _, h := range classHeadings {
		list := changesOf(c.Comparison, h.class)
		if len(list) == 0 {
			continue
		}
		p.heading(h.many + " (" + h.about + ")")
		for _, ch := range list {
			p.change(ch)
			marked = marked || len(ch.Words) > 0
		}
	}
	if len(c.Changes) > 0 {
		p.line("")
		if marked {
			p.wrapped("", "Words that were taken out stand in [-these-] brackets, words that were put in stand in {+these+}.")
		}
		p.wrapped("", comparisonNote)
	}
	return p.out.Flush()
}

func comparisonTitle(c *diff.Comparison) string {
	title := c.Title
	if title == "" {
		title = c.ID
	}
	return title + ": what changed from " + c.Before + " to " + c.After
}

func sideSaid(s ComparedSide) string { return fmt.Sprintf("version %s, %s", s.Version, s.Name) }

func (p *pageWriter) comparisonFindings(list finding.List) {
	if len(list) == 0 {
		return
	}
	p.heading("What must not be")
	for _, f := range list {
		for i, line := range wrap(f.String(), p.width-2) {
			if i == 0 {
				line = p.ink.severity(f.Severity, line)
			}
			p.line("  " + line)
		}
		p.wrapped("    help: ", f.Help)
		p.line("    -> credctl explain " + f.Code)
	}
}

// change writes one change: what happened, the text before and after, and why it is of
// its class.
func (p *pageWriter) change(ch *diff.Change) {
	for i, line := range wrap(changeHeadline(ch), p.width-4) {
		if i == 0 {
			p.line("- " + p.ink.bold(line))
			continue
		}
		p.line("  " + p.ink.bold(line))
	}
	switch {
	case len(ch.Words) > 0:
		p.words("    ", ch.Words)
	case ch.What == diff.Moved, ch.What == diff.Renamed:
	default:
		if ch.Before != "" {
			p.words("    ", []diff.Piece{{Text: ch.Before, Removed: true}})
		}
		if ch.After != "" {
			p.words("    ", []diff.Piece{{Text: ch.After, Added: true}})
		}
	}
	if len(ch.With) > 0 {
		p.wrapped("    with it: ", touchedSaid(ch.With))
	}
	p.wrapped("    why: ", ch.Reason)
	if len(ch.Touches) > 0 {
		p.wrapped("    touches: ", touchedSaid(ch.Touches))
	}
}

// Of words that did not change so many are shown beside those that did.
const (
	contextWords = 8
	longRun      = 3 * contextWords
)

// leftOut stands for words that did not change.
const leftOut = "(...)"

// inked is a word on its way to a line.
type inked struct {
	text string
	code string // the colour; "" for none
}

// words writes the pieces of a text, with what was taken out and put in marked in
// signs and, where there is colour, in colour.
func (p *pageWriter) words(indent string, pieces []diff.Piece) {
	room := p.width - columns(indent)
	line, filled := indent, 0
	for _, w := range markedWords(pieces) {
		wide := columns(w.text)
		if filled > 0 && filled+1+wide > room {
			p.line(line)
			line, filled = indent, 0
		}
		if filled > 0 {
			line += " "
			filled++
		} else {
			w.text = lineStart(w.text)
		}
		if w.code != "" {
			w.text = p.ink.paint(w.code, w.text)
		}
		line += w.text
		filled += wide
	}
	if filled > 0 {
		p.line(line)
	}
}

// markedWords are the words of pieces, printable, in the signs of what became of them.
func markedWords(pieces []diff.Piece) []inked {
	var all []inked
	for i, piece := range shortened(pieces) {
		words := pieceWords(piece, i > 0 || len(pieces) > 1)
		if len(words) == 0 {
			continue
		}
		open, end, code := "", "", ""
		switch {
		case piece.Added:
			open, end, code = "{+", "+}", codeGreen
		case piece.Removed:
			open, end, code = "[-", "-]", codeRed
		}
		words[0] = open + words[0]
		words[len(words)-1] += end
		for _, w := range words {
			all = append(all, inked{w, code})
		}
	}
	return all
}

// pieceWords are the words of a piece; where a paragraph ends, a sign says so if the
// piece changed, as nothing else would show it.
func pieceWords(piece diff.Piece, compared bool) []string {
	text := piece.Text
	if compared && (piece.Added || piece.Removed) {
		text = strings.ReplaceAll(text, "\n\n", " ¶ ")
		text = strings.ReplaceAll(text, "\n", " ¶ ")
	}
	words := strings.Fields(text)
	for i := range words {
		words[i] = Printable(words[i])
	}
	return words
}

// shortened leaves out the middle of long runs of words that did not change.
func shortened(pieces []diff.Piece) []diff.Piece {
	short := make([]diff.Piece, len(pieces))
	for i, piece := range pieces {
		words := strings.Fields(piece.Text)
		if !piece.Added && !piece.Removed && len(words) > longRun {
			var kept []string
			if i > 0 {
				kept = append(kept, words[:contextWords]...)
			}
			kept = append(kept, leftOut)
			if i < len(pieces)-1 {
				kept = append(kept, words[len(words)-contextWords:]...)
			}
			piece.Text = strings.Join(kept, " ")
		}
		short[i] = piece
	}
	return short
}
