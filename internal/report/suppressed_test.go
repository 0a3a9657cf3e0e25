package report

import (
	"io"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/validate"
)

// sampleSuppressed is a run over one file of whose findings a comment suppresses one.
func sampleSuppressed() Report {
	r := sampleOne()
	all := r.Result.Findings
	r.Result.Findings, r.Result.Suppressed = nil, nil
	for _, f := range all {
		if f.Code == "W001" {
			r.Result.Suppressed = append(r.Result.Suppressed, validate.Suppressed{
				Finding: f, Ignore: validate.Ignore{Pos: samplePos(6, 3), Code: "W001", Reason: "the \"word\u202e", Until: "2026-12-31"},
			})
			continue
		}
		r.Result.Findings = append(r.Result.Findings, f)
	}
	evidence := append([]criteria.Evidence{}, r.Result.Verdicts[0].Evidence...)
	evidence[2].State, evidence[2].Codes = criteria.EvidenceMissing, []string{"W001", "W002"}
	verdict := r.Result.Verdicts[0]
	verdict.Evidence = evidence
	r.Result.Verdicts = []validate.Verdict{verdict}
	return r
}

func TestSuppressedIsAlwaysCounted(t *testing.T) {
	schema := findingsSchema(t)
	golden(t, "suppressed.txt", func(w io.Writer) error { return writeText(w, sampleSuppressed()) })
	golden(t, "suppressed.json", func(w io.Writer) error { return writeJSON(w, sampleSuppressed()) })
	out := written(t, func(w io.Writer) error { return writeJSON(w, sampleSuppressed()) })
	checkHarmless(t, string(out))
	if err := schema.Validate(unmarshalled(t, out)); err != nil {
		t.Errorf("the schema refuses it: %v", err)
	}
	for _, o := range []Options{{}, {Quiet: true}, {Summary: true}, {Quiet: true, Summary: true}} {
		r := sampleSuppressed()
		r.Options = o
		text := string(written(t, func(w io.Writer) error { return writeText(w, r) }))
		if !strings.HasSuffix(text, "; nothing blocks; 1 suppressed\n") {
			t.Errorf("%+v: the closing line does not count what is suppressed:\n%s", o, text)
		}
	}
}

// sampleIgnorable is a run in which some findings may be suppressed and some not.
func sampleIgnorable() Report {
	mild := criteria.Severities{Proposal: finding.Note, Draft: finding.Note, Candidate: finding.Warning}
	pack := &criteria.Pack{ID: "x", Version: "1.0.0", Criteria: []criteria.Criterion{{ID: "X", Checks: []criteria.Check{
		{Code: "W001", Kind: "absent", At: []string{"/x"}, Severity: mild},
		{Code: "W002", Kind: "absent", At: []string{"/x"}, Severity: mild},
		{Code: "E401", Kind: "absent", At: []string{"/x"}, Severity: criteria.Severities{Candidate: finding.Error}},
	}}}}
	r := sampleMany()
	r.Packs = []*criteria.Pack{pack}
	r.Result.Findings = append(r.Result.Findings,
		finding.Finding{File: "specs/cabling.yaml", Pos: samplePos(9, 31), Pointer: "/domains/0/capabilities/0/statement", Code: "W001", Severity: finding.Note},
		finding.Finding{File: "specs/cabling.yaml", Pos: samplePos(1, 1), Pointer: "/summary", Code: "W002", Severity: finding.Note},
	)
	r.Result.Findings.Sort()
	return r
}

func TestIgnore(t *testing.T) {
	golden(t, "ignore.txt", func(w io.Writer) error { return writeIgnore(w, sampleIgnorable()) })
	for name, row := range map[string]struct {
		change func(r *Report)
		want   string
	}{
		"nothing found": {func(r *Report) { r.Result = validate.Result{} }, "no finding to suppress\n"},
		"no bytes":      {func(r *Report) { r.Sources = nil }, "no finding to suppress; 11 findings may not be suppressed\n"},
		"no packs":      {func(r *Report) { r.Packs = nil }, "no finding to suppress; 11 findings may not be suppressed\n"},
		"suppressed":    {func(r *Report) { r.Result = sampleSuppressed().Result; r.Result.Findings = nil }, "no finding to suppress; 1 suppressed\n"},
		"broken off":    {func(r *Report) { r.Failure = "the disk is gone" }, ""},
	} {
		r := sampleIgnorable()
		row.change(&r)
		if got := string(written(t, func(w io.Writer) error { return writeIgnore(w, r) })); got != row.want {
			t.Errorf("%s: %q, want %q", name, got, row.want)
		}
	}
}
