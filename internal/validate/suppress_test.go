package validate_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/yamldoc"
	"github.com/advancing-practice/credctl/testdata/bench/corpus"
)

// ran checks one text on a day.
func ran(t *testing.T, text, today string, as spec.Stage) validate.Result {
	t.Helper()
	in := input(t, map[string]string{"specs/a.yaml": text}, "specs/a.yaml")
	in.Today, in.As = today, as
	res, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// said is the code and the line of every finding, first those that are left, then
// those that are suppressed. Only the codes W001, W004 and those of comments count.
func said(res validate.Result) []string {
	var all []string
	keep := func(f finding.Finding, mark string) {
		if f.Code == "W001" || f.Code == "W004" || f.Code[0] == 'I' {
			all = append(all, fmt.Sprintf("%s%s:%d", mark, f.Code, f.Pos.Line))
		}
	}
	for _, f := range res.Findings {
		keep(f, "")
	}
	for _, s := range res.Suppressed {
		keep(s.Finding, "-")
	}
	return all
}

const twoVerbs = `summary: Credentialed practitioners lead.
learning:
  supervision: Supervisors credential their learners.
`

func TestSuppression(t *testing.T) {
	for name, row := range map[string]struct {
		text string
		want []string
	}{
		"nothing":        {proposal("a") + twoVerbs, []string{"W001:6", "W001:8"}},
		"the whole file": {"# credctl: ignore W001 reason=\"so\"\n" + proposal("a") + twoVerbs, []string{"-W001:7", "-W001:9"}},
		"one of two":     {proposal("a") + "# credctl: ignore W001 reason=\"so\"\n" + twoVerbs, []string{"W001:9", "-W001:7"}},
		"a group of keys": {
			proposal("a") + strings.Replace(twoVerbs, "learning", "# credctl: ignore W001 reason=\"so\"\nlearning", 1),
			[]string{"W001:6", "-W001:9"},
		},
		"another code is left": {
			proposal("a") + "# credctl: ignore W004 reason=\"so\"\n" + twoVerbs, []string{"I004:6", "W001:7", "W001:9"},
		},
		"a block text": {
			proposal("a") + "# credctl: ignore W001 reason=\"so\"\nsummary: |\n  They lead.\n\n  # credctl: ignore W001 reason=\"text\"\n  Credentialed practitioners lead.\n",
			[]string{"-W001:11"},
		},
		"an item": {
			proposal("a") + "outcomes:\n- {id: LO1, text: Credentialed people lead}\n# credctl: ignore W001 reason=\"so\"\n- id: LO2\n  text: Credentialed people lead\n- {id: LO3, text: Credentialed people lead}\n",
			[]string{"W001:7", "W001:11", "-W001:10"},
		},
		"two comments, each with its own": {
			"# credctl: ignore W001 reason=\"so\"\n" + proposal("a") + "# credctl: ignore W001 reason=\"here\"\n" + twoVerbs,
			[]string{"-W001:8", "-W001:10"},
		},
		"on its last day":    {"# credctl: ignore W001 reason=\"so\" until=2026-11-22\n" + proposal("a") + twoVerbs, []string{"-W001:7", "-W001:9"}},
		"on the day after":   {"# credctl: ignore W001 reason=\"so\" until=2026-11-21\n" + proposal("a") + twoVerbs, []string{"I005:1", "W001:7", "W001:9"}},
		"run out and unused": {"# credctl: ignore W001 reason=\"so\" until=2026-11-21\n" + proposal("a"), []string{"I004:1"}},
		"run out, but not the other": {
			"# credctl: ignore W001 reason=\"so\"\n" + proposal("a") + "# credctl: ignore W001 reason=\"here\" until=2026-11-21\n" + twoVerbs,
			[]string{"I005:7", "-W001:8", "-W001:10"},
		},
		"no reason":       {proposal("a") + "# credctl: ignore W001\n" + twoVerbs, []string{"I002:6", "W001:7", "W001:9"}},
		"not its stage":   {proposal("a") + "# credctl: ignore H019 reason=\"so\"\nsummary: They lead.\n", nil},
		"its code's list": {proposal("a") + "# credctl: ignore W01 reason=\"so\"\n" + twoVerbs, []string{"I003:6", "W001:7", "W001:9"}},
		"not a specification": {
			"# credctl: ignore W001 reason=\"so\"\n- 1\n# credctl: ignore\n- 2\n", []string{"I001:3"},
		},
		"lines of Windows": {
			strings.ReplaceAll("\ufeff# credctl: ignore W001 reason=\"é\"\n"+proposal("a")+twoVerbs, "\n", "\r\n"), []string{"-W001:7", "-W001:9"},
		},
	} {
		if diff := cmp.Diff(row.want, said(ran(t, row.text, "2026-11-22", ""))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestNearestCommentSuppresses(t *testing.T) {
	res := ran(t, "# credctl: ignore W001 reason=\"all\"\n"+proposal("a")+"# credctl: ignore W001 reason=\"here\"\n"+twoVerbs, "2026-11-22", "")
	var reasons []string
	for _, s := range res.Suppressed {
		reasons = append(reasons, s.Ignore.Reason)
	}
	if diff := cmp.Diff([]string{"here", "all"}, reasons); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What a comment makes disappear from the findings does not become evidence.
func TestSuppressionIsNoEvidence(t *testing.T) {
	plain := ran(t, proposal("a")+twoVerbs, "2026-11-22", "")
	with := ran(t, "# credctl: ignore W001 reason=\"so\"\n"+proposal("a")+twoVerbs, "2026-11-22", "")
	if len(with.Suppressed) != 2 {
		t.Fatalf("%d findings are suppressed, want 2", len(with.Suppressed))
	}
	if diff := cmp.Diff(plain.Verdicts, with.Verdicts); diff != "" {
		t.Errorf("(-plain +suppressed):\n%s", diff)
	}
}

// What blocks endorsement, or weighs error now, is never suppressed.
func TestWhatMayNotBeSuppressed(t *testing.T) {
	text := proposal("a") + twoVerbs
	for _, as := range spec.Stages {
		in := input(t, nil)
		for _, f := range ran(t, text, "2026-11-22", as).Findings {
			comment := fmt.Sprintf("# credctl: ignore %s reason=\"so\"\n", f.Code)
			res := ran(t, comment+text, "2026-11-22", as)
			_, check, _, isCheck := in.Criteria.Check(f.Code)
			blocks := !isCheck || check.Severity.Candidate == finding.Error
			for _, s := range res.Suppressed {
				if blocks || s.Finding.Severity == finding.Error {
					t.Errorf("%s: %s is suppressed", as, s.Finding)
				}
				for _, also := range s.Finding.Also {
					if _, c, _, ok := in.Criteria.Check(also); !ok || c.Severity.Candidate == finding.Error {
						t.Errorf("%s: %s is suppressed, and with it %s", as, s.Finding, also)
					}
				}
			}
			refused := slices.ContainsFunc(res.Findings, func(f finding.Finding) bool { return f.Code == validate.CodeNotAllowed })
			if blocks && !refused {
				t.Errorf("%s: a comment that names %s is not refused", as, f.Code)
			}
		}
	}
}

// withChecks checks a text at a stage against a pack of those checks alone, and
// returns what is left and what is suppressed.
func withChecks(t *testing.T, text string, as spec.Stage, checks ...criteria.Check) []string {
	t.Helper()
	pack := &criteria.Pack{ID: "x", Version: "1.0.0", Set: criteria.House, From: spec.Proposal, Criteria: []criteria.Criterion{{ID: "X-ONE", Checks: checks}}}
	set, err := criteria.NewSet([]*criteria.Pack{pack})
	if err != nil {
		t.Fatal(err)
	}
	in := input(t, map[string]string{"specs/a.yaml": text}, "specs/a.yaml")
	in.Criteria, in.As = set, as
	res, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range res.Findings {
		got = append(got, fmt.Sprintf("%s[%s]: %s", f.Severity, f.Code, f.Message))
	}
	for _, s := range res.Suppressed {
		got = append(got, fmt.Sprintf("suppressed %s[%s]", s.Finding.Severity, s.Finding.Code))
	}
	return got
}

// A check that weighs more now than on a candidate.
func TestErrorsAreNotSuppressed(t *testing.T) {
	check := criteria.Check{
		Code: "X101", Kind: "absent", At: []string{"/summary"},
		Severity: criteria.Severities{Proposal: finding.Error, Draft: finding.Warning, Candidate: finding.Warning},
	}
	text := "# credctl: ignore X101 reason=\"so\"\n" + proposal("a") + "summary: This is here.\n"
	want := []string{
		"error[I006]: the finding X101 in line 7 may not be suppressed: it weighs error at this stage",
		"error[X101]: `summary` is there, want nothing",
	}
	got := withChecks(t, text, spec.Proposal, check)
	if len(got) == 2 {
		want[1] = got[1] // the words are not what this is about
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("on a proposal (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"suppressed warning[X101]"}, withChecks(t, text, spec.Draft, check)); diff != "" {
		t.Errorf("on a draft (-want +got):\n%s", diff)
	}
}

// A gap that two checks ask about, one of which blocks endorsement, stays, whichever
// of the two the finding is named after.
func TestWhatBlocksIsNotSuppressedBesideAnother(t *testing.T) {
	mild := criteria.Severities{Proposal: finding.Warning, Draft: finding.Warning, Candidate: finding.Warning}
	blocking := criteria.Severities{Proposal: finding.Note, Draft: finding.Note, Candidate: finding.Error}
	one := criteria.Check{Code: "X101", Kind: "present", At: []string{"/summary"}, Severity: mild}
	two := criteria.Check{Code: "X102", Kind: "present", At: []string{"/summary"}, Severity: blocking}
	three := criteria.Check{Code: "X103", Kind: "present", At: []string{"/summary"}, Severity: mild}
	for name, row := range map[string]struct {
		checks []criteria.Check
		code   string
		want   string
	}{
		"its own code":     {[]criteria.Check{one, two}, "X101", "error[I006]: the finding X101 in line 2 may not be suppressed: it stands for X102 as well, which blocks endorsement"},
		"the blocking one": {[]criteria.Check{one, two}, "X102", "error[I006]: X102 may not be suppressed: it blocks endorsement"},
		"none that blocks": {[]criteria.Check{one, three}, "X101", "suppressed warning[X101]"},
		"not its own code": {[]criteria.Check{one, three}, "X103", "warning[I004]: there is no finding X103 in this file, so the comment suppresses nothing"},
	} {
		got := withChecks(t, "# credctl: ignore "+row.code+" reason=\"so\"\n"+proposal("a"), spec.Draft, row.checks...)
		if !slices.Contains(got, row.want) {
			t.Errorf("%s: %q, want %q among them", name, got, row.want)
		}
	}
}

// The second item is not the twelfth.
func TestCommentsEndWithTheirItem(t *testing.T) {
	text := proposal("a") + "outcomes:\n- {id: LO0, text: They lead}\n# credctl: ignore W001 reason=\"so\"\n- {id: LO1, text: Credentialed people lead}\n"
	for i := 2; i < 12; i++ {
		text += fmt.Sprintf("- {id: LO%d, text: Credentialed people lead}\n", i)
	}
	if res := ran(t, text, "2026-11-22", ""); len(res.Suppressed) != 1 {
		t.Errorf("%d findings are suppressed, want 1", len(res.Suppressed))
	}
}

func TestCodesOfPacksNotInForceAreLeftAlone(t *testing.T) {
	in := input(t, map[string]string{"specs/a.yaml": proposal("a") + "# credctl: ignore W001 reason=\"so\"\n" + twoVerbs}, "specs/a.yaml")
	set, err := criteria.NewSet(criteria.Always())
	if err != nil {
		t.Fatal(err)
	}
	in.Criteria = set
	res, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if got := said(res); len(got) > 0 {
		t.Errorf("%v, want nothing", got)
	}
}

// The same memo says something else on another day, and is not changed by that.
func TestRememberedCommentsRunOut(t *testing.T) {
	in := input(t, map[string]string{"specs/a.yaml": "# credctl: ignore W001 reason=\"so\" until=2026-11-30\n" + proposal("a") + twoVerbs}, "specs/a.yaml")
	in.Memory = &memory{memos: map[string]validate.Memo{}}
	for _, row := range []struct {
		today string
		want  []string
	}{
		{"2026-11-30", []string{"-W001:7", "-W001:9"}}, {"2026-12-01", []string{"I005:1", "W001:7", "W001:9"}},
		{"2026-11-30", []string{"-W001:7", "-W001:9"}}, {"", []string{"-W001:7", "-W001:9"}},
	} {
		in.Today = row.today
		res, err := validate.Run(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(row.want, said(res)); diff != "" {
			t.Errorf("on %s (-want +got):\n%s", row.today, diff)
		}
		for _, f := range res.Findings {
			if f.Fingerprint.IsZero() {
				t.Errorf("%s has no fingerprint", f)
			}
		}
	}
}

// The fingerprint of a finding about a comment tells comments apart, and survives
// lines that move.
func TestFingerprintsOfComments(t *testing.T) {
	print := func(text string) finding.Fingerprint {
		for _, f := range ran(t, text, "2026-11-22", "").Findings {
			if f.Code[0] == 'I' {
				return f.Fingerprint
			}
		}
		t.Fatalf("nothing is said about the comment in:\n%s", text)
		return finding.Fingerprint{}
	}
	for _, comment := range []string{"W001 reason=\"so\"", "W001 reason=\"so\" until=2020-01-01", "E401 reason=\"so\"", "W001 reason=so"} {
		text := proposal("a") + "scope:\n  # credctl: ignore " + comment + "\n  in:\n  - care\n"
		if strings.Contains(comment, "until") {
			text += "# credctl: ignore " + comment + "\n" + twoVerbs
		}
		first := print(text)
		if moved := print("# moved\n\n" + text); moved != first {
			t.Errorf("%s: it does not survive moved lines", comment)
		}
		if other := print(strings.ReplaceAll(text, "so", "other")); other == first {
			t.Errorf("%s: it is that of another comment as well", comment)
		}
	}
}

// A file of nothing but comments costs no more than its size says, and its findings
// flood nobody.
func TestManyComments(t *testing.T) {
	one := "# credctl: ignore W001 reason=\"so\"\n"
	text := strings.Repeat(one, 7000) + proposal("a") + twoVerbs + "sections:\n" + strings.Repeat("- {id: s, heading: h, body: Credentialed}\n", 100)
	res := ran(t, text[:min(len(text), yamldoc.DefaultMaxBytes)], "2026-11-22", "")
	count := map[string]int{}
	for _, f := range res.Findings {
		count[f.Code]++
	}
	if count["I001"] != 1 || count["W001"] != 0 || len(res.Suppressed) < 2 {
		t.Errorf("%v, and %d suppressed", count, len(res.Suppressed))
	}
}

// A comment changes nothing but what it suppresses: every other finding stays, a
// line further down where it must.
func TestSuppressionChangesNoOtherFinding(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for round := range 30 {
		data := spoilt(random, corpus.Specification(round))
		plain := ran(t, string(data), "2026-11-22", spec.Draft)
		if len(plain.Findings) == 0 {
			t.Fatal("no finding to suppress")
		}
		picked := plain.Findings[random.Intn(len(plain.Findings))]
		doc, _ := yamldoc.Parse("a.yaml", data, yamldoc.Options{})
		at, _, ok := doc.At(picked.Pointer).CommentPlace()
		if !ok {
			t.Fatalf("no place for a comment on %s", picked)
		}
		lines := bytes.SplitAfter(data, []byte("\n"))
		comment := strings.Repeat(" ", at.Column-1) + fmt.Sprintf("# credctl: ignore %s reason=\"so\"\n", picked.Code)
		lines[at.Line-1] = append([]byte(comment), lines[at.Line-1]...)
		with := ran(t, string(bytes.Join(lines, nil)), "2026-11-22", spec.Draft)

		var all finding.List
		for _, f := range with.Findings {
			if f.Code != validate.CodeNotAllowed {
				all = append(all, f)
			}
		}
		gone := 0
		for _, s := range with.Suppressed {
			if s.Finding.Code != picked.Code {
				t.Errorf("%s is suppressed by a comment that names %s", s.Finding, picked.Code)
			}
			all = append(all, s.Finding)
			gone++
		}
		if may := validate.MayIgnore(input(t, nil).Criteria, &picked); may != (gone > 0) || len(with.Findings)+gone != len(plain.Findings)+btoi(!may) {
			t.Errorf("%s: %d suppressed, may be: %v; %d findings, before %d", picked, gone, may, len(with.Findings), len(plain.Findings))
		}
		all.Sort()
		for i := range all {
			all[i].Pos.Line -= btoi(all[i].Pos.Line > at.Line)
			all[i].End.Line -= btoi(all[i].End.Line > at.Line)
		}
		ignoreLines := cmpopts.IgnoreFields(finding.Finding{}, "Pos", "End", "Message")
		if diff := cmp.Diff(plain.Findings, all, ignoreLines); diff != "" {
			t.Errorf("suppressing %s (-before +after):\n%s", picked, diff)
		}
		if diff := cmp.Diff(plain.Verdicts, with.Verdicts); diff != "" {
			t.Errorf("suppressing %s changes evidence:\n%s", picked, diff)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// spoilt is a specification with some things against it.
func spoilt(random *rand.Rand, data []byte) []byte {
	for _, slip := range [][2]string{
		{"summary: ", "summary: Credentialed "}, {"statement: ", "statement: Credentialed "}, {"licence:", "license:"}, {"review:", "reviewed:"},
	} {
		if random.Intn(3) > 0 {
			data = bytes.Replace(data, []byte(slip[0]), []byte(slip[1]), 1+random.Intn(4))
		}
	}
	return append(data, "acknowledgements: Credentialed people\n"...)
}
