package report

import (
	"encoding/json"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
)

func readSARIF(t *testing.T, r Report) sarifRun {
	t.Helper()
	var log sarifLog
	if err := json.Unmarshal(written(t, func(w io.Writer) error { return writeSARIF(w, r) }), &log); err != nil {
		t.Fatal(err)
	}
	if len(log.Runs) != 1 {
		t.Fatalf("%d runs, want 1", len(log.Runs))
	}
	return log.Runs[0]
}

// GitHub takes a document of 25,000 results and no more; what weighs least is
// left out, and the document says so.
func TestSARIFLimits(t *testing.T) {
	run := readSARIF(t, sampleFlood(26_000))
	if len(run.Results) != 25_000 {
		t.Fatalf("%d results, want 25000", len(run.Results))
	}
	counts := map[string]int{}
	for _, res := range run.Results {
		counts[res.Level]++
	}
	if counts["error"] != 8666 || counts["warning"] != 8667 {
		t.Errorf("results are %v, want every error and every warning", counts)
	}
	said := run.Invocations[0].Notifications
	if want := "1000 findings of the least weight left out, because no more than 25000 are taken"; len(said) != 1 || said[0].Message.Text != want {
		t.Errorf("notifications are %v, want %q", said, want)
	}
}

// No text is empty, rules describe themselves within the limits, and whoever
// shows a message makes no link of it.
func TestSARIFTexts(t *testing.T) {
	r := hostile(strings.Repeat("[x](https://example.org) ", 500))
	run := readSARIF(t, r)
	for _, rule := range run.Tool.Driver.Rules {
		if n := utf8.RuneCountInString(rule.Full.Text); n > 1024 || n == 0 {
			t.Errorf("the full description has %d characters, want 1 to 1024", n)
		}
		if rule.Properties == nil || len(rule.Properties.Tags) > 10 {
			t.Errorf("tags are %v", rule.Properties)
		}
	}
	out := written(t, func(w io.Writer) error { return writeSARIF(w, r) })
	var v any
	if err := json.Unmarshal(out, &v); err != nil {
		t.Fatal(err)
	}
	each(v, func(text string) {
		if text == "" {
			t.Error("there is an empty text")
		}
		if at := strings.Index(text, "]("); at > 0 && text[at-1] != '\\' && !strings.HasPrefix(text, "[x](https://example.org) [x](https") {
			t.Errorf("a link: %q", text)
		}
	})
	if strings.Contains(run.Results[0].Message.Text, "x](") {
		t.Errorf("the message has a link: %q", run.Results[0].Message.Text[:40])
	}
}

// each calls do for every text in a JSON value.
func each(v any, do func(string)) {
	switch v := v.(type) {
	case string:
		do(v)
	case []any:
		for _, child := range v {
			each(child, do)
		}
	case map[string]any:
		for _, child := range v {
			each(child, do)
		}
	}
}

// A finding keeps its fingerprint when lines move and files are renamed, and two
// of one fingerprint are told apart.
func TestSARIFFingerprints(t *testing.T) {
	r := sampleFlood(3)
	for i := range r.Result.Findings {
		r.Result.Findings[i].File = "specs/a.yaml"
		r.Result.Findings[i].Fingerprint = finding.Fingerprint{1, 2}
	}
	for i, res := range readSARIF(t, r).Results {
		if want := "01020000000000000000000000000000:" + string(rune('1'+i)); res.Fingerprints.Primary != want {
			t.Errorf("fingerprint %d is %s, want %s", i, res.Fingerprints.Primary, want)
		}
	}
	one := sampleFlood(1)
	before := readSARIF(t, one).Results[0].Fingerprints
	one.Result.Findings[0].Pos.Line, one.Result.Findings[0].File = 99, "specs/renamed.yaml"
	if after := readSARIF(t, one).Results[0].Fingerprints; after != before {
		t.Errorf("the fingerprint was %v and is %v", before, after)
	}
}

func TestSARIFOfAComparedRun(t *testing.T) {
	r := sampleCompared()
	for _, res := range readSARIF(t, r).Results {
		known := res.RuleID == "E401" || res.RuleID == "Y104"
		want := map[bool]string{true: "unchanged", false: "new"}[known]
		if res.Baseline != want {
			t.Errorf("%s is %q, want %q", res.RuleID, res.Baseline, want)
		}
		if n := len(*res.Suppressions); n != map[bool]int{true: 1, false: 0}[res.RuleID == "W003"] {
			t.Errorf("%s has %d suppressions", res.RuleID, n)
		}
	}
	r.Since.Base = "" // which could not be reached: then nothing is known of what is new
	r.Result.Suppressed = nil
	for _, res := range readSARIF(t, r).Results {
		if res.Baseline != "" || res.Suppressions != nil {
			t.Errorf("%s: baseline %q, suppressions %v, want neither", res.RuleID, res.Baseline, res.Suppressions)
		}
	}
}

func TestURIPath(t *testing.T) {
	for file, want := range map[string]string{
		"specs/a-b_c.yaml": "specs/a-b_c.yaml", "a b.yaml": "a%20b.yaml", "a:b": "a%3Ab", "é#?%": "%C3%A9%23%3F%25", "\xff\n": "%FF%0A", "": "-", "-": "-",
	} {
		if got := uriPath(file); got != want {
			t.Errorf("uriPath(%q) is %q, want %q", file, got, want)
		}
	}
}
