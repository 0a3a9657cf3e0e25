package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Bounds of a Markdown report.
const (
	MarkdownBytes = 1 << 20 // what GitHub takes of the summary of a step, in bytes
	markdownNote  = 400     // bytes kept for saying that something is left out
	markdownCell  = 600     // characters of a text in a cell
)

// writeMarkdown writes a report for the summary of a step or a comment: counts,
// a row for each specification, and a table of findings for each that has some.
func writeMarkdown(w io.Writer, r Report) error {
	m := &markdownWriter{report: r, room: MarkdownBytes - markdownNote}
	if n := r.Options.MaxBytes; n > 0 {
		m.room = max(n-markdownNote, 0)
	}
	if r.Failure != "" {
		m.block("## The specifications were not checked\n\n")
		for line := range strings.SplitSeq(r.Failure, "\n") {
			m.block("> " + markdownText(line, annotationText) + "\n")
		}
	} else {
		m.head()
		m.overview()
		for _, f := range r.files() {
			m.file(f)
		}
		m.suppressed()
		if m.left > 0 {
			fmt.Fprintf(&m.out, "\n%s more are not shown here, because a page like this one has an end. `credctl validate` lists them all.\n", plural(m.left, "row"))
		}
	}
	_, err := io.WriteString(w, m.out.String())
	return err
}

// markdownWriter writes as long as there is room.
type markdownWriter struct {
	out    strings.Builder
	report Report
	room   int  // bytes
	full   bool // something did not fit
	left   int  // rows that there was no room for
}

// block writes text if there is room for all of it. Once there was not, nothing
// more is written.
func (m *markdownWriter) block(text string) bool {
	if m.full || len(text) > m.room {
		m.full = true
		return false
	}
	m.room -= len(text)
	m.out.WriteString(text)
	return true
}

// row is block for one of the rows that are counted.
func (m *markdownWriter) row(text string) {
	if !m.block(text) {
		m.left++
	}
}

func (m *markdownWriter) head() {
	r := m.report
	m.block(fmt.Sprintf("## %s: %s\n\n", plural(r.Checked, "specification"), countAll(r.Result.Findings)))
	verdict := r.verdictLine()
	m.block("**" + strings.ToUpper(verdict[:1]) + verdict[1:] + ".**")
	if r.compared() {
		introduced, known := countKnown(r.Result.Findings)
		m.block(fmt.Sprintf(" Since %s, %d were introduced; %d were already there.", markdownCode(short(r.Since.Ref, 100)), introduced, known))
	}
	if n := len(r.Result.Suppressed); n > 0 {
		m.block(fmt.Sprintf(" %d suppressed.", n))
	}
	m.block(" What a machine finds is not a verdict: whether a criterion is met is for reviewers to say.\n")
	m.list("Not checked:", r.Unchecked)
	m.list("To know:", r.Notices)
}

// list writes messages about the run as a whole.
func (m *markdownWriter) list(heading string, messages []string) {
	if len(messages) == 0 {
		return
	}
	m.block("\n" + heading + "\n\n")
	for _, text := range messages {
		m.row("- " + markdownText(text, annotationText) + "\n")
	}
}

// overview is one row for each specification, and for what else has findings.
func (m *markdownWriter) overview() {
	files := m.report.files()
	if len(files) == 0 {
		return
	}
	m.block("\n| Specification | Errors | Warnings | Notes | Evidence present | Evidence missing | For reviewers |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n")
	for _, f := range files {
		evidence := "| | |"
		if f.verdict != nil && f.verdict.JudgedAt != "" {
			t := f.verdict.Tally
			evidence = fmt.Sprintf("| %d | %d | %d", t.Present, t.Missing, t.ForReviewers)
		}
		m.row(fmt.Sprintf("| %s | %d | %d | %d %s |\n", markdownText(f.title(), markdownCell), f.counts.errors, f.counts.warnings, f.counts.notes, evidence))
	}
}

// file is the table of a file's findings. What blocks is in bold.
func (m *markdownWriter) file(f fileReport) {
	if len(f.found) == 0 {
		return
	}
	m.block("\n### " + markdownCode(short(f.file, 200)) + "\n\n| Line | Weight | Code | Finding |\n| ---: | --- | --- | --- |\n")
	for _, one := range f.found {
		line := ""
		if !one.Pos.IsZero() {
			line = fmt.Sprint(one.Pos.Line)
		}
		text := markdownText(one.Message, markdownCell)
		if one.Help != "" {
			text += "<br>help: " + markdownText(one.Help, markdownCell)
		}
		m.row(fmt.Sprintf("| %s | %s | %s | %s |\n", line, m.weight(one), markdownCode(short(one.Code, 100)), text))
	}
}

// weight says how much a finding weighs, and whether it was there before.
func (m *markdownWriter) weight(f finding.Finding) string {
	word := f.Severity.String()
	if m.report.blocks(f) {
		word = "**" + word + "**"
	}
	if m.report.compared() {
		if f.Known {
			return word + ", already there"
		}
		return word + ", introduced"
	}
	return word
}

// suppressed is the table of what a comment in the file suppresses.
func (m *markdownWriter) suppressed() {
	all := m.report.Result.Suppressed
	if len(all) == 0 {
		return
	}
	m.block("\n### Suppressed\n\n| Place | Code | Reason | Until |\n| --- | --- | --- | --- |\n")
	for _, s := range all {
		place := fmt.Sprintf("%s:%d", s.Finding.File, s.Finding.Pos.Line)
		m.row(fmt.Sprintf("| %s | %s | %s | %s |\n", markdownCode(short(place, 200)), markdownCode(short(s.Finding.Code, 100)),
			markdownText(s.Ignore.Reason, markdownCell), markdownText(s.Ignore.Until, 20)))
	}
}
