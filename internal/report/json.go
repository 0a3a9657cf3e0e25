package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
)

// jsonFormat is the edition of the JSON document. Members may be added under the
// same number; none is removed or given another meaning.
const jsonFormat = 1

// The JSON document; schema/findings.schema.json is its contract. Lists are
// never null.
type jsonDocument struct {
	Format int      `json:"format"`
	Tool   jsonTool `json:"tool"`
	Error  string   `json:"error,omitempty"`
	*jsonResult
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonResult struct {
	Summary        jsonSummary         `json:"summary"`
	Since          *jsonSince          `json:"since,omitempty"`
	Notices        []string            `json:"notices,omitempty"`
	Unchecked      []string            `json:"unchecked"`
	Findings       []jsonFinding       `json:"findings"`
	Suppressed     []jsonSuppressed    `json:"suppressed"`
	Specifications []jsonSpecification `json:"specifications"`
}

type jsonSummary struct {
	Specifications int    `json:"specifications"`
	Errors         int    `json:"errors"`
	Warnings       int    `json:"warnings"`
	Notes          int    `json:"notes"`
	Suppressed     int    `json:"suppressed"`
	Blocking       int    `json:"blocking"`
	FailOn         string `json:"fail_on"`
}

type jsonSince struct {
	Ref          string `json:"ref"`
	Base         string `json:"base"`
	Introduced   *int   `json:"introduced,omitempty"`
	AlreadyThere *int   `json:"already_there,omitempty"`
	FailOnNew    bool   `json:"fail_on_new"`
}

type jsonFinding struct {
	File      string   `json:"file"`
	Line      int      `json:"line"`
	Column    int      `json:"column"`
	EndLine   int      `json:"end_line"`
	EndColumn int      `json:"end_column"`
	Pointer   string   `json:"pointer"`
	Code      string   `json:"code"`
	Severity  string   `json:"severity"`
	Message   string   `json:"message"`
	Help      string   `json:"help"`
	Criterion string   `json:"criterion"`
	Also      []string `json:"also"`

	Introduced *bool `json:"introduced,omitempty"`
}

type jsonSuppressed struct {
	Finding jsonFinding `json:"finding"`
	Reason  string      `json:"reason"`
	Until   string      `json:"until"`
	Line    int         `json:"line"`
}

type jsonSpecification struct {
	File     string         `json:"file"`
	ID       string         `json:"id"`
	Stage    string         `json:"stage"`
	JudgedAt string         `json:"judged_at"`
	Criteria []jsonEvidence `json:"criteria"`
}

type jsonEvidence struct {
	Pack      string   `json:"pack"`
	Criterion string   `json:"criterion"`
	Title     string   `json:"title"`
	Mandatory bool     `json:"mandatory"`
	State     string   `json:"state"`
	Codes     []string `json:"codes"`
	Claimed   []string `json:"claimed"`
}

// writeJSON writes a report for programs. It is complete whatever the Options.
func writeJSON(w io.Writer, r Report) error {
	doc := jsonDocument{Format: jsonFormat, Tool: jsonTool{"credctl", r.Version}, Error: r.Failure}
	if r.Failure == "" {
		doc.jsonResult = newJSONResult(r)
	}
	return encode(w, doc)
}

func newJSONResult(r Report) *jsonResult {
	c := countAll(r.Result.Findings)
	res := &jsonResult{
		Summary: jsonSummary{
			Specifications: r.Checked,
			Errors:         c.errors, Warnings: c.warnings, Notes: c.notes,
			Suppressed: len(r.Result.Suppressed),
			Blocking:   r.Blocking(), FailOn: r.failOn().String(),
		},
		Since: newJSONSince(r), Notices: r.Notices,
		Unchecked:      append([]string{}, r.Unchecked...),
		Findings:       make([]jsonFinding, 0, len(r.Result.Findings)),
		Suppressed:     make([]jsonSuppressed, 0, len(r.Result.Suppressed)),
		Specifications: make([]jsonSpecification, 0, len(r.Result.Verdicts)),
	}
	for _, f := range r.Result.Findings {
		j := newJSONFinding(f)
		if r.compared() {
			introduced := !f.Known
			j.Introduced = &introduced
		}
		res.Findings = append(res.Findings, j)
	}
	for _, s := range r.Result.Suppressed {
		res.Suppressed = append(res.Suppressed, jsonSuppressed{newJSONFinding(s.Finding), s.Ignore.Reason, s.Ignore.Until, s.Ignore.Pos.Line})
	}
	for _, v := range r.Result.Verdicts {
		s := jsonSpecification{
			File: v.File, ID: v.ID, Stage: string(v.Stage), JudgedAt: string(v.JudgedAt),
			Criteria: make([]jsonEvidence, 0, len(v.Evidence)),
		}
		for _, e := range v.Evidence {
			s.Criteria = append(s.Criteria, newJSONEvidence(e))
		}
		res.Specifications = append(res.Specifications, s)
	}
	return res
}

// newJSONSince says what was compared; nil if nothing was to be.
func newJSONSince(r Report) *jsonSince {
	if r.Since == nil {
		return nil
	}
	s := &jsonSince{Ref: r.Since.Ref, Base: r.Since.Base, FailOnNew: r.FailOnNew}
	if r.compared() {
		introduced, known := countKnown(r.Result.Findings)
		s.Introduced, s.AlreadyThere = &introduced, &known
	}
	return s
}

func newJSONFinding(f finding.Finding) jsonFinding {
	end := f.End
	if end.IsZero() {
		end = f.Pos
	}
	return jsonFinding{
		File: f.File, Line: f.Pos.Line, Column: f.Pos.Column, EndLine: end.Line, EndColumn: end.Column,
		Pointer: f.Pointer, Code: f.Code, Severity: f.Severity.String(),
		Message: f.Message, Help: f.Help, Criterion: f.Criterion, Also: list(f.Also),
	}
}

func newJSONEvidence(e criteria.Evidence) jsonEvidence {
	return jsonEvidence{
		Pack: e.Pack, Criterion: e.Criterion, Title: e.Title, Mandatory: e.Mandatory,
		State: string(e.State), Codes: list(e.Codes), Claimed: list(e.Claimed),
	}
}

// list is l, and never null in JSON.
func list(l []string) []string {
	if l == nil {
		return []string{}
	}
	return l
}

// encode writes v as indented UTF-8 JSON with a line feed at the end.
func encode(w io.Writer, v any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("encode JSON: %w", err)
	}
	_, err := w.Write(harmless(buf.Bytes()))
	return err
}

// harmless rewrites characters of a JSON text that a terminal or a build server
// would obey, or a reader could not see, as \u escapes: the values stay the same.
// Outside strings there are none of them but the line feeds.
func harmless(text []byte) []byte {
	s := string(text)
	var b bytes.Buffer
	done := 0
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if r != '\n' && (hidden(r) || obeyed(s, at)) {
			b.WriteString(s[done:at])
			b.WriteString(jsonEscape(r))
			done = at + size
		}
		at += size
	}
	if done == 0 {
		return text
	}
	b.WriteString(s[done:])
	return b.Bytes()
}

// jsonEscape is r as JSON writes what it will not write plainly: in UTF-16.
func jsonEscape(r rune) string {
	if r <= 0xffff {
		return fmt.Sprintf(`\u%04x`, r)
	}
	high, low := utf16.EncodeRune(r)
	return fmt.Sprintf(`\u%04x\u%04x`, high, low)
}
