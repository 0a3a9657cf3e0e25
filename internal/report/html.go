package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page and its style sheet
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/finding"
)

//go:embed html_page.tmpl
var htmlPage string

//go:embed html_style.css
var htmlStyle string

// writeHTML writes a report as one page for people who do not use the program:
// counts, a table of findings for each specification with the lines they are
// about, and what the codes mean. The page has no script, asks for nothing from
// anywhere, and forbids itself to.
//
// The template escapes whatever a file says; that it is printable besides keeps
// what cannot be seen out of the page.
func writeHTML(w io.Writer, r Report) error {
	page, err := template.New("page").Parse(htmlPage)
	if err != nil {
		return fmt.Errorf("parse the page: %w", err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, r.htmlReport()); err != nil {
		return fmt.Errorf("fill in the page: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

// The page, as values. All texts are printable.
type htmlReport struct {
	Title   string
	Style   template.CSS
	Policy  string // of the content: what the page may load, which is its own style sheet
	Version string
	Failure []string // lines; if there are any, nothing else is known

	Verdict    string
	Counts     string
	Compared   string // with what, and what that showed; "" if with nothing
	Unchecked  []string
	Notices    []string
	Files      []htmlFile
	Suppressed []htmlSuppressed
	Codes      []htmlCode
}

type htmlFile struct {
	ID, Title, Name, Stage  string
	Errors, Warnings, Notes int
	Blocking                int
	Verdict                 string
	Findings                []htmlFinding
	Judged                  bool
	Tally                   string
	Evidence                []htmlEvidence
}

type htmlFinding struct {
	Line                    int // 0: no particular place
	Weight, Class           string
	Blocks                  bool
	Before                  string // whether it was there before; "" if that is not known
	Message, Help           []phrase
	Code, CodeID, Criterion string
	Also                    string
	Excerpt                 bool
	Left, Marked, Right     string
}

type htmlEvidence struct{ Criterion, Title, State, Codes, Claimed string }

type htmlSuppressed struct {
	Place, Code, CodeID string
	Message             []phrase
	Reason, Until       string
}

type htmlCode struct {
	ID, Code, Title string
	Why, Help       []htmlBlock
}

// htmlBlock is a paragraph or a list.
type htmlBlock struct {
	Text  []phrase
	Items [][]phrase
}

func (r Report) htmlReport() htmlReport {
	sum := sha256.Sum256([]byte(htmlStyle))
	page := htmlReport{
		Style:   template.CSS(htmlStyle),
		Policy:  "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		Version: short(r.Version, 100),
	}
	if r.Failure != "" {
		page.Title = "The specifications were not checked"
		page.Failure = strings.Split(proseLines(r.Failure), "\n")
		return page
	}
	verdict := r.verdictLine()
	page.Title = "Findings in " + plural(r.Checked, "credential specification")
	page.Verdict = strings.ToUpper(verdict[:1]) + verdict[1:]
	page.Counts = countAll(r.Result.Findings).String()
	if r.compared() {
		introduced, known := countKnown(r.Result.Findings)
		page.Compared = fmt.Sprintf("Compared with %s: %d introduced since, %d already there.", short(r.Since.Ref, 100), introduced, known)
	}
	page.Unchecked, page.Notices = shortAll(r.Unchecked), shortAll(r.Notices)
	h := newHTMLWriter(r)
	for i, f := range r.files() {
		page.Files = append(page.Files, h.file(i, f))
	}
	for _, s := range r.Result.Suppressed {
		page.Suppressed = append(page.Suppressed, htmlSuppressed{
			Place: fmt.Sprintf("%s, line %d", short(s.Finding.File, 200), s.Finding.Pos.Line),
			Code:  short(s.Finding.Code, 100), CodeID: h.codeIDs[s.Finding.Code], Message: phrases(short(s.Finding.Message, annotationText)),
			Reason: short(s.Ignore.Reason, annotationText), Until: short(s.Ignore.Until, 20),
		})
	}
	page.Codes = h.codes()
	return page
}

// htmlWriter makes the values of one page.
type htmlWriter struct {
	report  Report
	titles  map[string]string // of criteria
	pages   map[string]finding.Page
	codeIDs map[string]string // the anchors of codes that are explained
	source  source
}

func newHTMLWriter(r Report) *htmlWriter {
	h := &htmlWriter{report: r, titles: criterionTitles(r.Packs), pages: r.pagesByCode(), codeIDs: map[string]string{}}
	for i, code := range r.codes() {
		if _, explained := h.pages[code]; explained {
			h.codeIDs[code] = fmt.Sprintf("code-%d", i+1)
		}
	}
	return h
}

func (h *htmlWriter) file(i int, f fileReport) htmlFile {
	out := htmlFile{
		ID: fmt.Sprintf("file-%d", i+1), Title: short(f.file, 200), Name: short(f.file, 400),
		Errors: f.counts.errors, Warnings: f.counts.warnings, Notes: f.counts.notes, Blocking: f.blocking,
		Verdict: f.counts.String(),
	}
	if f.verdict != nil {
		if f.verdict.ID != "" {
			out.Title = short(f.verdict.ID, 200)
		}
		out.Stage = stageWords(f.verdict)
		out.Judged = f.verdict.JudgedAt != ""
		out.Tally = string(appendTally(nil, f.verdict.Tally))
		for _, e := range f.verdict.Evidence {
			out.Evidence = append(out.Evidence, newHTMLEvidence(e))
		}
	}
	h.source = source{}
	if h.report.Sources != nil && len(f.found) > 0 {
		h.source.load(h.report.Sources(f.file))
	}
	for _, one := range f.found {
		out.Findings = append(out.Findings, h.finding(one))
	}
	return out
}

func (h *htmlWriter) finding(f finding.Finding) htmlFinding {
	out := htmlFinding{
		Line: f.Pos.Line, Weight: f.Severity.String(), Class: f.Severity.String(), Blocks: h.report.blocks(f),
		Message: phrases(short(f.Message, annotationText)), Help: phrases(short(f.Help, annotationText)),
		Code: short(f.Code, 100), CodeID: h.codeIDs[f.Code], Also: short(strings.Join(f.Also, ", "), 400),
		Criterion: short(f.Criterion, 200),
	}
	if title := h.titles[f.Criterion]; title != "" {
		out.Criterion += ", " + short(title, 400)
	}
	if h.report.compared() {
		out.Before = "introduced"
		if f.Known {
			out.Before = "already there"
		}
	}
	if f.Pos.IsZero() || missingFromFile(f) || h.source.starts == nil {
		return out
	}
	if x, ok := h.source.excerpt(f.Pos, f.End, usualWidth); ok {
		out.Excerpt = true
		from := min(x.from, len(x.text))
		to := min(max(x.to, from), len(x.text))
		out.Left, out.Marked, out.Right = x.text[:from], x.text[from:to], x.text[to:]
	}
	return out
}

func newHTMLEvidence(e criteria.Evidence) htmlEvidence {
	return htmlEvidence{
		Criterion: short(criterionName(e), 200), Title: short(e.Title, 400), State: string(e.State),
		Codes: short(strings.Join(e.Codes, ", "), 400), Claimed: short(strings.Join(e.Claimed, "; "), annotationText),
	}
}

// codes explains the codes of the report.
func (h *htmlWriter) codes() []htmlCode {
	var all []htmlCode
	for _, code := range h.report.codes() {
		page, explained := h.pages[code]
		if !explained {
			continue
		}
		all = append(all, htmlCode{
			ID: h.codeIDs[code], Code: short(code, 100), Title: short(page.Title, 400),
			Why: htmlBlocks(page.Why), Help: htmlBlocks(page.Help),
		})
	}
	return all
}

// htmlBlocks are the paragraphs and lists of a page of explanation.
func htmlBlocks(prose string) []htmlBlock {
	said := func(b document.Block) []phrase { return phrases(Printable(b.Text[0].Text)) }
	var blocks []htmlBlock
	for _, b := range document.Prose(prose) {
		if len(b.Items) == 0 {
			blocks = append(blocks, htmlBlock{Text: said(b)})
			continue
		}
		var list htmlBlock
		for _, item := range b.Items {
			list.Items = append(list.Items, said(item[0]))
		}
		blocks = append(blocks, list)
	}
	return blocks
}
