package report

import (
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/diff"
)

func writeComparisonMarkdown(w io.Writer, c *Comparison) error {
	m := &comparisonMarkdown{markdownWriter{room: MarkdownBytes - markdownNote}}
	if n := c.Options.MaxBytes; n > 0 {
		m.room = max(n-markdownNote, 0)
	}
	m.block("## " + markdownText(comparisonTitle(c.Comparison), markdownCell) + "\n")
	m.block("\nFrom version " + markdownCode(c.From.Version) + " (" + markdownCode(c.From.Name) + ") to version " +
		markdownCode(c.To.Version) + " (" + markdownCode(c.To.Name) + ").\n")
	m.block("\n**" + markdownText(stepSaid(&c.Step), annotationText) + "**\n")
	if len(c.Findings) > 0 {
		m.block("\n### What must not be\n\n")
		for _, f := range c.Findings {
			m.row("- " + markdownText(f.Code+": "+f.Message, annotationText) + "<br>" + markdownText(f.Help, annotationText) + "\n")
		}
	}
	m.changes(c.Comparison)
	_, err := io.WriteString(w, m.end()+"\n"+markdownText(comparisonNote, annotationText)+"\n")
	return err
}

// comparisonMarkdown writes a comparison as Markdown.
type comparisonMarkdown struct{ markdownWriter }

func (m *comparisonMarkdown) end() string {
	if m.left > 0 {
		m.out.WriteString("\n" + plural(m.left, "change") + " more are not shown here, because a page like this one has an end.\n")
	}
	return m.out.String()
}

func (m *comparisonMarkdown) changes(c *diff.Comparison) {
	m.block("\n" + markdownText(wholeSaid(c), annotationText) + "\n")
	for _, h := range classHeadings {
		list := changesOf(c, h.class)
		if len(list) == 0 {
			continue
		}
		m.block("\n### " + h.many + "\n\n" + markdownText(strings.ToUpper(h.about[:1])+h.about[1:]+".", annotationText) + "\n\n")
		for _, ch := range list {
			m.row("- " + strings.Join(markdownChange(ch), "<br>") + "\n")
		}
	}
}

// markdownChange are the lines of a change.
func markdownChange(ch *diff.Change) []string {
	lines := []string{"**" + markdownText(changeHeadline(ch), markdownCell) + "**"}
	switch {
	case len(ch.Words) > 0:
		lines = append(lines, markdownPieces(ch.Words))
	case ch.What == diff.Moved, ch.What == diff.Renamed:
	default:
		var pieces []diff.Piece
		if ch.Before != "" {
			pieces = append(pieces, diff.Piece{Text: ch.Before, Removed: true})
		}
		if ch.After != "" {
			pieces = append(pieces, diff.Piece{Text: ch.After, Added: true})
		}
		if len(pieces) > 0 {
			lines = append(lines, markdownPieces(pieces))
		}
	}
	if len(ch.With) > 0 {
		lines = append(lines, "with it: "+markdownTouched(ch.With))
	}
	lines = append(lines, "why: "+markdownText(ch.Reason, annotationText))
	if len(ch.Touches) > 0 {
		lines = append(lines, "touches: "+markdownTouched(ch.Touches))
	}
	return lines
}

// markdownPieces are the words of a text, what was taken out struck through and what
// was put in underlined by elements that forges show.
func markdownPieces(pieces []diff.Piece) string {
	var all []string
	for _, piece := range shortened(pieces) {
		text := markdownText(strings.Join(pieceWords(piece, len(pieces) > 1), " "), annotationText)
		switch {
		case text == "":
			continue
		case piece.Added:
			text = "<ins>" + text + "</ins>"
		case piece.Removed:
			text = "<del>" + text + "</del>"
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

// markdownTouched names what a change bears on.
func markdownTouched(list []diff.Touch) string {
	said := make([]string, len(list))
	for i, t := range list {
		said[i] = markdownText(string(t.Kind), markdownCell) + " " + markdownCode(t.ID)
	}
	return strings.Join(said, ", ")
}
