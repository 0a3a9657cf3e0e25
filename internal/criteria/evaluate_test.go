package criteria

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
)

func setOf(t testing.TB, packs ...*Pack) *Set {
	t.Helper()
	s, err := NewSet(packs)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEvaluateFinding(t *testing.T) {
	c := checkOf("H901", "one-of", "/licence/id")
	c.With.Values, c.Help = []string{"CC0-1.0"}, "choose one"
	found, _ := setOf(t, packOf("ours", "L-ONE", c)).Evaluate(subject(t, "a.yaml", "licence:\n  id: none\n", spec.Draft))
	want := finding.List{{
		File: "a.yaml", Pos: finding.Pos{Line: 2, Column: 7}, End: finding.Pos{Line: 2, Column: 11}, Pointer: "/licence/id",
		Code: "H901", Severity: finding.Warning, Message: "`licence.id` is \"none\", want CC0-1.0", Help: "choose one", Criterion: "ours L-ONE",
	}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A check that is off at a stage is not asked, and its criterion is then for
// reviewers. A pack shows its criteria from its own stage on.
func TestEvaluateFollowsStage(t *testing.T) {
	c := checkOf("H901", "present", "/title")
	c.Severity.Draft = finding.Off
	early, late := packOf("early", "L-ONE", c), packOf("late", "L-TWO")
	late.From = spec.Candidate
	set := setOf(t, early, late)
	for _, row := range []struct {
		stage    spec.Stage
		severity []finding.Severity
		states   []State
	}{
		{spec.Proposal, []finding.Severity{finding.Note}, []State{EvidenceMissing}},
		{spec.Draft, nil, []State{ForReviewers}},
		{spec.Candidate, []finding.Severity{finding.Error}, []State{EvidenceMissing, ForReviewers}},
	} {
		found, evidence := set.Evaluate(subject(t, "a.yaml", "id: x\n", row.stage))
		var severities []finding.Severity
		for _, f := range found {
			severities = append(severities, f.Severity)
		}
		var states []State
		for _, e := range evidence {
			states = append(states, e.State)
		}
		if diff := cmp.Diff(row.severity, severities); diff != "" {
			t.Errorf("%s: severities (-want +got):\n%s", row.stage, diff)
		}
		if diff := cmp.Diff(row.states, states); diff != "" {
			t.Errorf("%s: states (-want +got):\n%s", row.stage, diff)
		}
	}
}

// One gap is one finding, that of the weightiest check and then the lowest code;
// the evidence of every criterion concerned is missing all the same.
func TestOneGapOneFinding(t *testing.T) {
	strong := checkOf("H905", "present", "/proposal/need/statement")
	weak, other := checkOf("H901", "present", "/proposal/priority/statement"), checkOf("H906", "min-items", "/proposal/need/evidence")
	weak.Severity.Draft = finding.Note
	other.With.Min = 2
	set := setOf(t, packOf("a", "L-A", weak), packOf("b", "L-B", strong, other))
	found, evidence := set.Evaluate(subject(t, "a.yaml", "id: x\ntitle: y\n", spec.Draft))
	want := finding.List{{
		File: "a.yaml", Pos: finding.Pos{Line: 1, Column: 1}, End: found[0].End, Pointer: "/proposal",
		Code: "H905", Severity: finding.Warning, Message: "`proposal` is missing",
		Help:      "add a line \"proposal:\" and under it need.statement, need.evidence and priority.statement",
		Criterion: "b L-B", Also: []string{"H901", "H906"},
	}}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := []State{evidence[0].State, evidence[1].State}; !cmp.Equal(got, []State{EvidenceMissing, EvidenceMissing}) {
		t.Errorf("states are %v", got)
	}
	if diff := cmp.Diff([]string{"H905", "H906"}, evidence[1].Codes); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
	// What is asked for in different places is missing in different places.
	found, _ = set.Evaluate(subject(t, "a.yaml", "proposal:\n  need:\n    scale: wide\n", spec.Draft))
	if len(found) != 3 {
		t.Errorf("got %v, want three findings", found)
	}
}

// Two checks of the very same place give one finding that names just it.
func TestOneGapOfOnePlace(t *testing.T) {
	c := checkOf("H902", "present", "/outcomes")
	c.Help = "write outcomes"
	set := setOf(t, packOf("a", "L-A", checkOf("H901", "present", "/outcomes")), packOf("b", "L-B", c))
	found, _ := set.Evaluate(subject(t, "a.yaml", "id: x\n", spec.Draft))
	if len(found) != 1 || found[0].Message != "`outcomes` is missing" || !cmp.Equal(found[0].Also, []string{"H902"}) {
		t.Errorf("got %+v", found)
	}
}

// What an S finding says already makes no second finding, but the evidence is
// missing.
func TestQuietProblems(t *testing.T) {
	set := setOf(t, packOf("a", "L-A", checkOf("H901", "present", "/title")))
	found, evidence := set.Evaluate(subject(t, "a.yaml", "title: \"\"\n", spec.Draft))
	if len(found) > 0 || evidence[0].State != EvidenceMissing {
		t.Errorf("got %v, %v", found, evidence)
	}
}

func TestClaimedEvidence(t *testing.T) {
	c := checkOf("H901", "claims")
	c.With.Values = []string{"complexity", "risk"}
	_, evidence := setOf(t, packOf("a", "L-A", c)).Evaluate(subject(t, "a.yaml", claimants, spec.Draft))
	want := []Evidence{{
		Pack: "a@1.0.0", Criterion: "L-A", Title: "L-A", State: EvidencePresent,
		Claimed: []string{"complexity by capability A1 and statement 1.1", "risk by domain A and capability A1"},
	}}
	if diff := cmp.Diff(want, evidence); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// part is an asker that finds fault with characters 4 to 7 of the title.
type part struct{}

func (part) Problems(s *Subject) []Problem {
	return []Problem{{At: s.Doc.At("/title"), Message: "x", From: 4, To: 7}}
}

func TestNarrowedPlace(t *testing.T) {
	b := &bound{check: &Check{Code: "H901"}}
	for _, row := range []struct {
		text     string
		from, to int // columns
	}{
		{"title: älö abc d\n", 12, 15},
		{"title: \"älö abc d\"\n", 13, 16},
		{"title: 'älö abc d'\n", 13, 16},
	} {
		s := subject(t, "a.yaml", row.text, "")
		f := b.finding(&part{}.Problems(s)[0], finding.Note)
		if f.Pos.Column != row.from || f.End.Column != row.to {
			t.Errorf("%s: columns %d to %d, want %d to %d", strings.TrimSpace(row.text), f.Pos.Column, f.End.Column, row.from, row.to)
		}
	}
	// Where the text does not stand in the file letter for letter, the whole of it is meant.
	s := subject(t, "a.yaml", "title: \"\\u00e4l\\u00f6 abc d\"\n", "")
	if f := b.finding(&part{}.Problems(s)[0], finding.Note); f.Pos.Column != 8 {
		t.Errorf("escaped: column %d, want 8", f.Pos.Column)
	}
}

// Nothing that is read makes a check break down.
func TestEvaluateSurvives(t *testing.T) {
	set := embeddedSet(t)
	for _, text := range []string{
		"x\n", "[]\n", "{}\n", "domains: 3\noutcomes: {}\nassessment: []\n", "domains: [x, [], {id: A}, {capabilities: [1]}]\n",
		"outcomes: [{develops: x}, {develops: [1, [], {}]}]\nframeworks: [1, {}]\nretired: [x]\n",
		"coverage: {not_covered: [1, {item: }]}\ncredits: x\nnotional_hours: []\nlevel: 7\nproposal: []\n",
		"domains:\n- capabilities:\n  - maps_to: [x, {item: [1]}]\n    features: 3\n",
	} {
		for _, stage := range spec.Stages {
			set.Evaluate(subject(t, "a.yaml", text, stage))
		}
	}
}

// One Set serves several goroutines and finds the same in all of them.
func TestEvaluateFromSeveralGoroutines(t *testing.T) {
	set := embeddedSet(t)
	text := specFile(t, "mental-health.yaml")
	want, wantEvidence := set.Evaluate(subject(t, "a.yaml", text, spec.Candidate))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 3 {
				found, evidence := set.Evaluate(subject(t, "a.yaml", text, spec.Candidate))
				if !cmp.Equal(found, want) || !cmp.Equal(evidence, wantEvidence) {
					t.Error("the findings differ from run to run")
				}
			}
		})
	}
	wg.Wait()
}

// BenchmarkEvaluate asks the shipped checks of a real draft, pack by pack and all
// of them.
func BenchmarkEvaluate(b *testing.B) {
	text := specFile(b, "mental-health.yaml")
	for _, p := range Embedded() {
		b.Run(p.ID, func(b *testing.B) { benchmark(b, setOf(b, p), text) })
	}
	b.Run("all", func(b *testing.B) { benchmark(b, embeddedSet(b), text) })
}

func benchmark(b *testing.B, set *Set, text string) {
	one := subject(b, "a.yaml", text, "")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s := Subject{Doc: one.Doc, Spec: one.Spec, Stage: one.Stage, Frameworks: one.Frameworks, Today: one.Today}
		set.Evaluate(&s)
	}
}

// BenchmarkNewSet is what every start of the program pays.
func BenchmarkNewSet(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewSet(Embedded()); err != nil {
			b.Fatal(err)
		}
	}
}
