package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
)

// What GitHub takes of annotations.
const (
	annotationsOfAKind = 10   // in a step; more are dropped without a word
	annotationTitle    = 250  // characters, of 255
	annotationText     = 4000 // characters; ours, of 64 KiB
	filesNamed         = 5    // of those that hold what is not annotated; ours
)

// writeGitHub writes a report as commands of GitHub Actions, which show findings
// as annotations in a pull request: the worst first, no more of a kind than are
// taken, and then a line about all of them. No other line can begin with "::".
func writeGitHub(w io.Writer, r Report) error {
	g := &githubWriter{out: bufio.NewWriter(w), report: r, left: map[string]int{
		"error": annotationsOfAKind, "warning": annotationsOfAKind, "notice": annotationsOfAKind,
	}}
	if r.Failure != "" {
		g.annotate(annotation{kind: "error", title: "credctl could not do its work", text: proseLines(r.Failure)})
		return g.out.Flush()
	}
	for _, text := range r.Unchecked {
		g.annotate(annotation{kind: "error", title: "Not checked", text: short(text, annotationText)})
	}
	for _, text := range r.Notices {
		g.annotate(annotation{kind: "warning", title: "credctl", text: short(text, annotationText)})
	}
	pages := r.pagesByCode()
	var rest finding.List
	for _, f := range r.worstFirst() {
		if !g.annotate(r.annotation(f, pages[f.Code])) {
			rest = append(rest, f)
		}
	}
	g.closing(rest)
	return g.out.Flush()
}

// githubWriter writes annotations as long as they are taken. Errors of the
// io.Writer are kept by out and come to light at its Flush.
type githubWriter struct {
	out    *bufio.Writer
	report Report
	left   map[string]int // annotations that are still taken, by kind
}

// annotation is one command. What is 0 or "" is left out.
type annotation struct {
	kind, title, file                string
	line, endLine, column, endColumn int
	text                             string
}

// annotation makes the annotation of a finding. What was there before and does
// not block for that reason is not put forward as an error.
func (r Report) annotation(f finding.Finding, page finding.Page) annotation {
	a := annotation{kind: f.Severity.String(), title: f.Code, text: short(f.Message, annotationText)}
	if page.Title != "" {
		a.title += ": " + page.Title
	}
	a.title = short(a.title, annotationTitle)
	if f.Severity == finding.Note || f.Known && r.FailOnNew {
		a.kind = "notice"
	}
	if r.compared() && f.Known {
		a.text += " (already there)"
	}
	if f.Help != "" {
		a.text += "\nhelp: " + short(f.Help, annotationText)
	}
	if f.File == "-" {
		return a // standard input is no file of the pull request
	}
	a.file = Printable(f.File)
	a.line, a.endLine, a.column, a.endColumn = annotated(f.Pos, f.End)
	return a
}

// annotated is a place as GitHub takes it: columns only within one line. A value
// that ends with its line's end does not reach into the next.
func annotated(pos, end finding.Pos) (line, endLine, column, endColumn int) {
	if pos.IsZero() {
		return 0, 0, 0, 0
	}
	if end.Compare(pos) < 0 {
		end = pos
	}
	if end.Line > pos.Line && end.Column <= 1 {
		end.Line, end.Column = end.Line-1, 0
	}
	if end.Line > pos.Line || end.Column == 0 {
		return pos.Line, end.Line, 0, 0
	}
	return pos.Line, end.Line, pos.Column, end.Column
}

// annotate writes an annotation, unless no more of its kind are taken.
func (g *githubWriter) annotate(a annotation) bool {
	if g.left[a.kind] == 0 {
		return false
	}
	g.left[a.kind]--
	fmt.Fprintln(g.out, a.command())
	return true
}

// command writes an annotation byte for byte as @actions/core does.
func (a annotation) command() string {
	var properties []string
	add := func(name, value string) {
		if value != "" && value != "0" {
			properties = append(properties, name+"="+propertyEscapes.Replace(value))
		}
	}
	add("title", a.title)
	add("file", a.file)
	add("line", strconv.Itoa(a.line))
	add("endLine", strconv.Itoa(a.endLine))
	add("col", strconv.Itoa(a.column))
	add("endColumn", strconv.Itoa(a.endColumn))
	head := a.kind
	if len(properties) > 0 {
		head += " " + strings.Join(properties, ",")
	}
	return "::" + head + "::" + dataEscapes.Replace(a.text)
}

// How @actions/core escapes the text and the properties of a command.
var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// closing is one line on all of it: what was found, what blocks, and what is not
// annotated and where that is.
func (g *githubWriter) closing(rest finding.List) {
	r := g.report
	fmt.Fprintf(g.out, "%s: %s; %s", plural(r.Checked, "specification"), countAll(r.Result.Findings), r.verdictLine())
	if r.compared() {
		introduced, known := countKnown(r.Result.Findings)
		fmt.Fprintf(g.out, "; %d introduced since %s, %d already there", introduced, short(r.Since.Ref, 100), known)
	}
	if n := len(r.Result.Suppressed); n > 0 {
		fmt.Fprintf(g.out, "; %d suppressed", n)
	}
	if len(rest) > 0 {
		fmt.Fprintf(g.out, "; not annotated, because GitHub takes %d of a kind: %s in %s; credctl validate lists them all",
			annotationsOfAKind, countAll(rest), mostOf(rest))
	}
	fmt.Fprintln(g.out)
}

// mostOf names the files that most of the findings are in.
func mostOf(l finding.List) string {
	in := map[string]int{}
	var files []string
	for _, f := range l {
		if in[f.File]++; in[f.File] == 1 {
			files = append(files, f.File)
		}
	}
	slices.SortStableFunc(files, func(a, b string) int {
		if in[a] != in[b] {
			return in[b] - in[a]
		}
		return strings.Compare(a, b)
	})
	var named []string
	for _, file := range files[:min(filesNamed, len(files))] {
		named = append(named, fmt.Sprintf("%s (%d)", short(file, 200), in[file]))
	}
	if n := len(files) - len(named); n > 0 {
		named = append(named, "and "+plural(n, "other file"))
	}
	return strings.Join(named, ", ")
}
