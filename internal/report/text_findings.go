package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
)

// findings writes every finding, or with Quiet those that block. Of a comparison
// the introduced ones stand first, and both parts have a heading.
func (t *textWriter) findings() {
	t.explained = map[string]bool{}
	t.titles = criterionTitles(t.report.Packs)
	if !t.report.compared() {
		t.findingsOf("", func(finding.Finding) bool { return true })
		return
	}
	since := t.report.Since
	t.findingsOf(fmt.Sprintf("introduced since %s (%s):", Printable(since.Ref), Printable(since.Base[:min(12, len(since.Base))])),
		func(f finding.Finding) bool { return !f.Known })
	t.findingsOf("already there:", func(f finding.Finding) bool { return f.Known })
}

// findingsOf writes those findings that are of a part, under its heading.
func (t *textWriter) findingsOf(heading string, of func(f finding.Finding) bool) {
	for _, f := range t.report.Result.Findings {
		if !of(f) || t.report.Options.Quiet && !t.report.blocks(f) {
			continue
		}
		t.gap()
		if heading != "" {
			t.printf("%s\n\n", t.ink.bold(lineStart(heading)))
			heading = ""
		}
		t.finding(f)
	}
}

// notices writes what there is to know of the run as a whole.
func (t *textWriter) notices() {
	for _, notice := range t.report.Notices {
		t.wrote = true
		for i, line := range wrap(notice, t.report.Options.width()-len("notice: ")) {
			label := t.ink.bold("notice:")
			if i > 0 {
				label = "       "
			}
			t.printf("%s %s\n", label, line)
		}
	}
}

// finding writes one finding: the line that editors and log matchers read, the
// place in the source, and what there is to know about it.
func (t *textWriter) finding(f finding.Finding) {
	t.headline(f)
	t.excerpt(f)
	if f.Help != "" {
		t.labelled("help", f.Help)
	}
	if f.Criterion != "" {
		criterion := f.Criterion
		if title := t.titles[f.Criterion]; title != "" {
			criterion += ", " + title
		}
		t.labelled("criterion", criterion)
	}
	if len(f.Also) > 0 {
		t.labelled("also asked by", strings.Join(f.Also, ", "))
	}
	if f.Code != "" && !t.explained[f.Code] {
		t.explained[f.Code] = true
		more := "credctl explain " + f.Code
		if len(f.Edits) > 0 {
			more += "; credctl fix mends this"
		}
		t.labelled("more", more)
	}
}

// headline writes path:line:col: severity[CODE]: message, in one line however
// long it is.
func (t *textWriter) headline(f finding.Finding) {
	place := Printable(f.File) + ":"
	if !f.Pos.IsZero() {
		place += fmt.Sprintf("%d:%d:", f.Pos.Line, f.Pos.Column)
	}
	t.printf("%s %s%s: %s\n", t.ink.bold(lineStart(place)), t.ink.severity(f.Severity, f.Severity.String()),
		t.ink.dim("["+Printable(f.Code)+"]"), Printable(f.Message))
}

// excerpt writes the line of the finding with carets under its place, if the
// bytes are at hand.
func (t *textWriter) excerpt(f finding.Finding) {
	if f.Pos.IsZero() || t.report.Sources == nil || missingFromFile(f) {
		return
	}
	if t.file != f.File || t.source.starts == nil {
		t.file = f.File
		t.source.load(t.report.Sources(f.File))
	}
	number := strconv.Itoa(f.Pos.Line)
	gutter := "  " + number + " | "
	x, ok := t.source.excerpt(f.Pos, f.End, t.report.Options.width()-len(gutter))
	if !ok {
		return
	}
	t.printf("%s\n", strings.TrimRight(t.ink.dim("  "+number+" |")+" "+x.text, " "))
	t.printf("%s %s%s\n", t.ink.dim("  "+strings.Repeat(" ", len(number))+" |"),
		strings.Repeat(" ", x.indent), t.ink.severity(f.Severity, strings.Repeat("^", x.caret)))
}

// missingFromFile reports whether f is about something that the file lacks as a
// whole. It stands at the file's first key, which has nothing to do with it, so
// that line is not shown. What is lacking further in stands further right.
func missingFromFile(f finding.Finding) bool {
	return f.End == f.Pos && f.Pos.Column == 1
}

// labelled writes prose under a finding, wrapped behind its label.
func (t *textWriter) labelled(label, prose string) {
	for i, line := range wrap(prose, t.report.Options.width()-len(label)-4) {
		if i == 0 {
			t.printf("  %s %s\n", t.ink.dim(label+":"), line)
			continue
		}
		t.printf("  %s%s\n", strings.Repeat(" ", len(label)+2), line)
	}
}
