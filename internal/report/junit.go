package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
)

// The JUnit document: what the readers of Jenkins and of GitLab both take. Neither
// times nor the number of what is skipped are written: the first would differ
// from run to run, and Jenkins does not know the second here.
type junitSuites struct {
	XMLName  xml.Name     `xml:"testsuites"`
	Name     string       `xml:"name,attr"`
	Tests    int          `xml:"tests,attr"`
	Failures int          `xml:"failures,attr"`
	Errors   int          `xml:"errors,attr"`
	Suites   []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	File     string      `xml:"file,attr,omitempty"`
	Cases    []junitCase `xml:"testcase"`
	Out      string      `xml:"system-out,omitempty"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitProblem `xml:"failure"`
	Error   *junitProblem `xml:"error"`
	Skipped *junitSkipped `xml:"skipped"`
}

type junitProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

// writeJUnit writes a report as JUnit XML: a suite for each file, and in it a
// test for each code that found something. A test fails if findings of its code
// block, and is skipped if they do not; one that passes says that a file has no
// findings, never that a criterion is met.
func writeJUnit(w io.Writer, r Report) error {
	doc := junitSuites{Name: "credctl", Suites: []junitSuite{}}
	if run := r.junitRun(); len(run.Cases) > 0 || run.Out != "" {
		doc.add(run)
	}
	if r.Failure == "" {
		pages := r.pagesByCode()
		for _, f := range r.files() {
			doc.add(r.junitFile(f, pages))
		}
	}
	return encodeXML(w, doc)
}

// add adds a suite and counts its tests.
func (d *junitSuites) add(s junitSuite) {
	s.Tests = len(s.Cases)
	for _, c := range s.Cases {
		switch {
		case c.Error != nil:
			s.Errors++
		case c.Failure != nil:
			s.Failures++
		}
	}
	d.Tests, d.Failures, d.Errors = d.Tests+s.Tests, d.Failures+s.Failures, d.Errors+s.Errors
	d.Suites = append(d.Suites, s)
}

// junitRun is the suite about the run as a whole: empty if all went well.
func (r Report) junitRun() junitSuite {
	run := junitSuite{Name: "credctl"}
	broke := func(name, kind, text string) {
		run.Cases = append(run.Cases, junitCase{Name: name, Class: "credctl", Error: &junitProblem{
			Message: short(text, annotationText), Type: kind, Text: junitLines(strings.Split(text, "\n")),
		}})
	}
	if r.Failure != "" {
		broke("credctl does its work", "failure", r.Failure)
		return run
	}
	for i, text := range r.Unchecked {
		broke(fmt.Sprintf("everything is checked (%d)", i+1), "unchecked", text)
	}
	run.Out = junitLines(r.Notices)
	return run
}

func (r Report) junitFile(of fileReport, pages map[string]finding.Page) junitSuite {
	name := Printable(of.file)
	s := junitSuite{Name: name, File: name}
	class := strings.TrimSuffix(name, path.Ext(name)) // Jenkins would take the ending for the class
	if class == "" {
		class = name
	}
	byCode := map[string]finding.List{}
	var codes []string
	for _, f := range of.found {
		if byCode[f.Code] == nil {
			codes = append(codes, f.Code)
		}
		byCode[f.Code] = append(byCode[f.Code], f)
	}
	slices.Sort(codes)
	for _, code := range codes {
		s.Cases = append(s.Cases, r.junitCase(class, code, pages[code].Title, byCode[code]))
	}
	if len(s.Cases) == 0 {
		s.Cases = []junitCase{{Name: "no findings", Class: class}}
	}
	var suppressed []string
	for _, p := range of.suppressed {
		suppressed = append(suppressed, fmt.Sprintf("suppressed: %s; reason: %s", p.Finding, p.Ignore.Reason))
	}
	s.Out = junitLines(suppressed)
	return s
}

// junitCase is the test of one code in one file.
func (r Report) junitCase(class, code, title string, found finding.List) junitCase {
	c := junitCase{Name: sarifID(code), Class: class}
	if title != "" {
		c.Name += ": " + short(title, annotationTitle)
	}
	var lines []string
	blocking := finding.List{}
	for _, f := range found {
		line := f.String()
		if f.Help != "" {
			line += "; help: " + f.Help
		}
		if r.compared() && f.Known {
			line += " (already there)"
		}
		lines = append(lines, line)
		if r.blocks(f) {
			blocking = append(blocking, f)
		}
	}
	if len(blocking) == 0 {
		c.Skipped = &junitSkipped{strings.Join(shortAll(lines), " | ")}
		return c
	}
	message := short(blocking[0].Message, annotationText)
	if n := len(blocking) - 1; n > 0 {
		message += fmt.Sprintf(" (and %d more)", n)
	}
	c.Failure = &junitProblem{Message: message, Type: blocking[0].Severity.String(), Text: junitLines(lines)}
	return c
}

// junitLines are texts of a line each, as readers show them.
func junitLines(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return "\n" + strings.Join(shortAll(lines), "\n") + "\n"
}

func shortAll(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = lineStart(short(line, annotationText))
	}
	return out
}

// encodeXML writes v as an indented XML document with a line feed at the end.
func encodeXML(w io.Writer, v any) error {
	out, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("encode XML: %w", err)
	}
	_, err = w.Write(append([]byte(xml.Header), append(out, '\n')...))
	return err
}
