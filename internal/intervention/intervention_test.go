package intervention

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// The types are those of the format, in alphabetical order, and each row has as
// many ticks as the page that was read still tells.
func TestTable(t *testing.T) {
	ticks := map[string]int{
		"area-specific-pathway": 5, "capability-framework": 2, "credential-specification": 6, "module": 4, "standards-of-practice": 1,
	}
	var ids []string
	for _, row := range Types() {
		ids = append(ids, row.ID)
		has, unsure := 0, 0
		for _, cell := range row.Cells {
			if cell.Has {
				has++
			}
			if !cell.Sure {
				unsure++
			}
		}
		if has != ticks[row.ID] {
			t.Errorf("%s has %d ticks, want %d", row.ID, has, ticks[row.ID])
		}
		if (unsure > 0) != (row.Confidence == Unsure) {
			t.Errorf("%s: %d cells are unsure, and the row is %s", row.ID, unsure, row.Confidence)
		}
		if focus := row.Cells[5].Has == row.Cells[6].Has && row.ID != "capability-framework"; focus {
			t.Errorf("%s: a type has one focus", row.ID)
		}
	}
	if !slices.IsSorted(ids) || len(ids) != len(ticks) {
		t.Errorf("the types are %v", ids)
	}
}

func decode(t *testing.T, text string) *spec.Specification {
	t.Helper()
	doc, found := yamldoc.Parse("x.yaml", []byte(text), yamldoc.Options{})
	if doc == nil {
		t.Fatal(found)
	}
	s, found := spec.Decode(doc)
	for _, f := range found {
		if !strings.Contains(f.Message, "missing") {
			t.Fatal(f)
		}
	}
	return s
}

const full = `
stage: candidate
licence: {id: CC-BY-4.0, holder: x}
target_group: {professions: [Nursing, Podiatry]}
units: [{id: U1, title: All of it}]
domains: [{id: A, title: A, capabilities: [{id: A1, title: Assess}]}]
outcomes: [{id: LO1, text: Assess.}]
assessment: {methods: [{id: AS1, type: observed practice}]}
proposal:
  intervention: {chosen: credential-specification, considered: [{type: module, why_not: Too short.}, {type: capability-framework}]}
`

func verdicts(r Reading) map[string]Verdict {
	all := map[string]Verdict{}
	for _, fit := range r.Fits {
		all[fit.Type.ID] = fit.Verdict
	}
	return all
}

func TestFullText(t *testing.T) {
	r := Read(decode(t, full))
	want := map[string]Verdict{
		"area-specific-pathway": DoesNotFit, "capability-framework": DoesNotFit, "credential-specification": Fits,
		"module": DoesNotFit, "standards-of-practice": DoesNotFit,
	}
	if diff := cmp.Diff(want, verdicts(r)); diff != "" {
		t.Errorf("verdicts (-want +got):\n%s", diff)
	}
	// What speaks against a pathway is the licence alone; what is unsure of a module
	// speaks neither way.
	if diff := cmp.Diff([]string{"it does not have publication as open source; here: the licence is CC-BY-4.0"}, r.Fits[0].Against); diff != "" {
		t.Error(diff)
	}
	if len(r.Fits[3].Unsure) != 2 || len(r.Fits[3].Unread) != 0 || len(r.Fits[3].Against) != 1 {
		t.Errorf("module: %+v", r.Fits[3])
	}
	if r.Chosen == nil || r.Chosen.Type.ID != "credential-specification" {
		t.Errorf("chosen is %+v", r.Chosen)
	}
	var aside, unconsidered []string
	for _, a := range r.SetAside {
		aside = append(aside, a.Type.ID+": "+a.WhyNot)
	}
	for _, u := range r.Unconsidered {
		unconsidered = append(unconsidered, u.ID)
	}
	if diff := cmp.Diff([]string{"capability-framework: ", "module: Too short."}, aside); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"area-specific-pathway", "standards-of-practice"}, unconsidered); diff != "" {
		t.Error(diff)
	}
}

// A proposal has hardly any features, and nothing is read into that.
func TestProposalTellsLittle(t *testing.T) {
	r := Read(decode(t, "stage: proposal\n"))
	for _, f := range r.Found {
		if f.State != Unknown {
			t.Errorf("%s is %s of an empty proposal: %s", f.Feature, f.State, f.Why)
		}
	}
	for id, verdict := range verdicts(r) {
		if verdict != MayFit {
			t.Errorf("%s: %s", id, verdict)
		}
	}
	if r.Chosen != nil || len(r.Unconsidered) != 5 {
		t.Errorf("chosen %+v, unconsidered %d", r.Chosen, len(r.Unconsidered))
	}
}

// What a candidate lacks speaks against the types that have it; a draft may still
// get it. A text that is still to come is not there.
func TestWithoutAssessment(t *testing.T) {
	text := strings.Replace(full, "{methods: [{id: AS1, type: observed practice}]}", "{strategy: 'TODO: say how'}", 1)
	fit := Read(decode(t, text)).Fits[2]
	if fit.Verdict != DoesNotFit || len(fit.Against) != 1 || !strings.Contains(fit.Against[0], "assessment") {
		t.Errorf("candidate: %+v", fit)
	}
	fit = Read(decode(t, strings.Replace(text, "candidate", "draft", 1))).Fits[2]
	if fit.Verdict != MayFit || !slices.Equal(fit.Unread, []Feature{Assessment}) {
		t.Errorf("draft: %+v", fit)
	}
	framework := Read(decode(t, text)).Fits[1]
	if !slices.Contains(framework.For, "without an assessment strategy") {
		t.Errorf("framework: %+v", framework)
	}
}

func TestLicences(t *testing.T) {
	for id, want := range map[string]State{
		"CC-BY-4.0": Present, "cc-by-sa-4.0": Present, "CC0-1.0": Present, "OGL-UK-3.0": Present,
		"CC-BY-NC-4.0": Absent, "CC-BY-ND-4.0": Absent, "": Unknown, "TODO: choose": Unknown, "ask us": Unknown, "CC": Unknown,
	} {
		s := &spec.Specification{Licence: spec.Licence{ID: id}}
		if got := openOf(s); got.State != want {
			t.Errorf("%q: %s (%s), want %s", id, got.State, got.Why, want)
		}
	}
}

// Nothing that is said claims more than can be told.
func TestNoVerdictOnCriteria(t *testing.T) {
	r := Read(decode(t, full))
	var all []string
	for _, fit := range r.Fits {
		all = append(append(all, fit.Against...), fit.For...)
	}
	for _, answer := range r.Answers {
		all = append(all, answer.Bears)
	}
	for _, text := range all {
		if strings.Contains(text, "criteri") || strings.Contains(text, "is met") {
			t.Errorf("%q speaks of criteria", text)
		}
	}
}
