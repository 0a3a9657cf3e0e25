package report

import (
	"fmt"
	"io"
	"strings"
)

// writeSheetMarkdown writes a sheet for the summary of a step or a comment. What
// there is no room for is counted.
func writeSheetMarkdown(w io.Writer, s sheet, o Options) error {
	m := &markdownWriter{room: MarkdownBytes - markdownNote}
	if n := o.MaxBytes; n > 0 {
		m.room = max(n-markdownNote, 0)
	}
	m.block("## " + markdownText(s.Title, markdownCell) + "\n")
	if s.Lead != "" {
		m.block("\n**" + markdownText(s.Lead, annotationText) + "**\n")
	}
	for _, text := range s.Intro {
		m.block("\n" + markdownText(text, annotationText) + "\n")
	}
	for _, section := range s.Sections {
		m.section(section)
	}
	if m.left > 0 {
		fmt.Fprintf(&m.out, "\n%s more are not shown here, because a page like this one has an end.\n", plural(m.left, "line"))
	}
	if s.Foot != "" {
		m.block("\n" + markdownText(s.Foot, annotationText) + "\n")
	}
	_, err := io.WriteString(w, m.out.String())
	return err
}

func (m *markdownWriter) section(s sheetSection) {
	if s.Heading != "" {
		level := "### "
		if s.Below {
			level = "#### "
		}
		m.block("\n" + level + markdownText(s.Heading, markdownCell) + "\n")
	}
	if s.Lead != "" {
		m.block("\n**" + markdownText(s.Lead, annotationText) + "**\n")
	}
	for _, text := range s.Text {
		m.row("\n" + markdownText(text, annotationText) + "\n")
	}
	if len(s.Items) > 0 {
		m.block("\n")
	}
	for _, item := range s.Items {
		text := markdownText(item.Text, annotationText)
		for _, more := range item.More {
			text += "<br>" + markdownText(more, annotationText)
		}
		if item.Command != "" {
			text += "<br>→ " + markdownCode(short(item.Command, markdownCell))
		}
		m.row("- " + text + "\n")
	}
	if t := s.Table; t != nil {
		m.block("\n| " + strings.Join(t.Head, " | ") + " |\n|" + strings.Repeat(" --- |", len(t.Head)) + "\n")
		for _, row := range t.Rows {
			cells := make([]string, len(row))
			for i, cell := range row {
				cells[i] = markdownText(cell, markdownCell)
			}
			m.row("| " + strings.Join(cells, " | ") + " |\n")
		}
	}
}
