package report

import (
	"io"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/validate"
)

// sampleCompared is a run in which everything is there that a run may have: it was
// compared with another, something was passed over, something not checked.
func sampleCompared() Report {
	r := sampleMany()
	for i := range r.Result.Findings {
		f := &r.Result.Findings[i]
		f.Known = f.Code == "E401" || f.Code == "Y104"
		f.Fingerprint = finding.Fingerprint{byte(len(f.Code)), f.Code[0], 7}
		if f.Code == "Y107" {
			f.Edits = []finding.Edit{{Pos: samplePos(4, 1), End: samplePos(4, 2), New: "  "}}
		}
	}
	passed := finding.Finding{
		File: "specs/cabling.yaml", Pos: samplePos(8, 5), End: samplePos(8, 9), Pointer: "/domains/0/capabilities/0/title",
		Code: "W003", Severity: finding.Warning, Message: "`title` is in the third person",
	}
	r.Result.Suppressed = []validate.Suppressed{{Finding: passed, Ignore: validate.Ignore{
		Pos: samplePos(8, 1), End: samplePos(8, 40), Code: "W003", Reason: "agreed with the | authors", Until: "2027-01-31",
	}}}
	r.Since = &Since{Ref: "origin/main", Base: strings.Repeat("ab", 20)}
	r.FailOnNew = true
	r.Unchecked = []string{`"specs/lost.yaml" cannot be read: permission is missing`}
	r.Notices = []string{"the packs of this run are those of the base"}
	r.Pages = samplePages()
	return r
}

func samplePages() []finding.Page {
	return []finding.Page{
		{Code: "E401", Title: "A capability is mapped to nothing", Why: "Readers compare areas by it.\nIt is the\nmeasure.", Help: "add what it serves:\n\n- one item\n- or several,\n  each on a line\n\nand no more"},
		{Code: "W001", Title: "A word that few know", Why: "Not all readers know it.", Help: "say it in other words, such as `cable`"},
		{Code: "W003", Title: "Written in the third person", Why: "It reads badly.", Help: "write it as a title"},
	}
}

// sampleFlood has more findings than any format shows, on a few files.
func sampleFlood(n int) Report {
	var l finding.List
	for i := range n {
		l = append(l, finding.Finding{
			File: []string{"specs/a.yaml", "specs/b.yaml", "specs/c.yaml"}[i%3], Pos: samplePos(1+i, 1), End: samplePos(1+i, 3),
			Code: "X101", Severity: finding.Severity(1 + i%3), Message: "a finding", Help: "a way out",
		})
	}
	l.Sort()
	return Report{Result: validate.Result{Findings: l}, Checked: 3, Version: "1.2.3"}
}

// samples are runs of every kind; each format is held to all of them.
func samples() map[string]Report {
	return map[string]Report{
		"many": sampleMany(), "one": sampleOne(), "compared": sampleCompared(), "nothing": {Version: "1.2.3"},
		"clean":   {Version: "1.2.3", Checked: 1, Result: validate.Result{Verdicts: []validate.Verdict{sampleVerdict()}}},
		"failure": {Version: "1.2.3", Failure: "read specs/\x1b.yaml: \u202eno such file\n::error::two lines"},
	}
}

// nasty are texts that mean something to some reader of some format.
var nasty = []string{
	"::error::x", "\n::stop-commands::x\r::debug::", "##[error]x ##vso[task.setvariable]y", "%0A::error::x", "]]>", "]]&gt;<x>",
	"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "<!-- -->", "&lt;&#0;", "| a | b |", "`code` and ``more`` ` odd", "```\nfence",
	"@everyone and @team/all, #12, GH-7, !5, &3, https://example.org/x www.example.org a@example.org 0123456789abcdef",
	"[text](https://example.org) ![x](y) [a]: b <https://example.org>", "**bold** _em_ ~~gone~~ $x^2$ :tada: \\| \\`", "# head", "- item", "1. item", "> quote", "---", "===",
	"\x00\x1b[31m\x07\u009b", "\u202e\u2066\u200b\ufeff\u00ad", "\xff\xfe\xc3(", "a\u0301\u0301\u0301\u0301\u0301", "\ufffe\uffff\U0010ffff\ud7ff",
	"{{.}}", "{0} {1}", "javascript:alert(1)", "../../etc/passwd", "C:\\x\\y", "a b\tc", "", " ", strings.Repeat("x", 1<<17), strings.Repeat("| `@a` <b> ", 200),
}

// hostile has a nasty text wherever a text can come from a file.
func hostile(text string) Report {
	r := sampleHostile(text, 1, 3)
	r.Result.Findings[0].Edits = []finding.Edit{{Pos: samplePos(1, 1), End: samplePos(1, 2), New: text}}
	r.Result.Suppressed = []validate.Suppressed{{Finding: r.Result.Findings[0], Ignore: validate.Ignore{
		Pos: samplePos(1, 1), End: samplePos(1, 2), Code: text, Reason: text, Until: text,
	}}}
	r.Since = &Since{Ref: text, Base: "abc"}
	r.Unchecked, r.Notices = []string{text}, []string{text}
	r.Pages = []finding.Page{{Code: text, Title: text, Why: text, Help: text}}
	return r
}

// documents calls do with every document that a format must come out well of.
func documents(t *testing.T, format string, do func(t *testing.T, out []byte, r Report)) {
	for name, r := range samples() {
		t.Run(name, func(t *testing.T) {
			do(t, written(t, func(w io.Writer) error { return Formats[format](w, r) }), r)
		})
	}
	for _, text := range nasty {
		for name, r := range map[string]Report{"hostile": hostile(text), "hostile failure": {Failure: text + "x"}} {
			t.Run(name+" "+short(text, 20), func(t *testing.T) {
				do(t, written(t, func(w io.Writer) error { return Formats[format](w, r) }), r)
			})
		}
	}
}

// No format lets through what a terminal or a build server would obey; and each
// writes the same bytes again.
func TestEveryFormatIsHarmless(t *testing.T) {
	for format := range Formats {
		t.Run(format, func(t *testing.T) {
			documents(t, format, func(t *testing.T, out []byte, r Report) {
				said := string(out)
				if format == "github" {
					said = withoutCommands(said)
				}
				checkHarmless(t, said)
				if len(out) > 1<<18 {
					return
				}
				again := written(t, func(w io.Writer) error { return Formats[format](w, r) })
				if said := string(again); said != string(out) {
					t.Error("two runs differ")
				}
			})
		})
	}
}

// Whatever could not be checked, and whatever there is to know of the run, is in
// every format but those for people, for whom it goes to standard error.
func TestEveryFormatSaysWhatWasNotChecked(t *testing.T) {
	r := Report{Checked: 1, Unchecked: []string{"the left shoe"}, Notices: []string{"the right shoe"}}
	for format := range Formats {
		if format == "text" || format == "compact" || format == "json" || format == "ignore" {
			continue
		}
		out := string(written(t, func(w io.Writer) error { return Formats[format](w, r) }))
		for _, want := range append(r.Unchecked, r.Notices...) {
			if !strings.Contains(out, want) {
				t.Errorf("%s does not say %q:\n%s", format, want, out)
			}
		}
	}
}

func TestEveryFormatIsGolden(t *testing.T) {
	for format, end := range map[string]string{
		"sarif": "sarif", "github": "github.txt", "gitlab": "gitlab.json", "junit": "junit.xml", "markdown": "md", "html": "html",
	} {
		for _, name := range []string{"compared", "nothing", "failure"} {
			golden(t, name+"."+end, func(w io.Writer) error { return Formats[format](w, samples()[name]) })
		}
	}
}

func TestEveryFormatKeepsTheWriterError(t *testing.T) {
	for name, write := range Formats {
		if err := write(brokenWriter{}, sampleMany()); err != io.ErrClosedPipe {
			t.Errorf("%s: error is %v, want the writer's", name, err)
		}
	}
}

func FuzzFormats(f *testing.F) {
	for _, text := range nasty {
		f.Add(text[:min(len(text), 100)])
	}
	f.Fuzz(func(t *testing.T, text string) {
		for format, write := range Formats {
			out := string(written(t, func(w io.Writer) error { return write(w, hostile(text)) }))
			if format == "github" {
				out = withoutCommands(out)
			}
			checkHarmless(t, out)
		}
	})
}
