package standing_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/standing"
)

const text = `id: acute-medicine
title: Acute medicine
frameworks: [mpf@2025]
level: {framework: FHEQ, value: 7}
domains:
- {id: A, title: Assessment}
- {id: B, title: Treatment}
outcomes:
- {id: LO1, text: treat}
assessment:
  strategy: by portfolio
  methods:
  - {id: AS1, type: portfolio}
`

func TestChanged(t *testing.T) {
	for _, r := range []struct {
		name, after string
		want        []string
	}{
		{name: "layout, comments and the order of keys", after: `# a comment
title: "Acute medicine"
id: acute-medicine

level: {value: 7, framework: FHEQ}
frameworks:
- mpf@2025
domains: [{id: A, title: Assessment}, {id: B, title: Treatment}]
outcomes: [{id: LO1, text: treat}]
assessment: {methods: [{id: AS1, type: portfolio}], strategy: by portfolio}
`},
		{name: "one of each", after: `id: acute-medicine
title: Acute medicine
level: {framework: FHEQ, value: 6}
domains:
- {id: C, title: Discharge}
- {id: A, title: Assessment and diagnosis}
outcomes:
- {id: LO1, text: treat}
assessment:
  strategy: by examination
  methods:
  - {id: AS1, type: viva}
`, want: []string{"level changed", "domains C added", "domains A changed", "domains B removed",
			"assessment strategy changed", "assessment methods AS1 changed", "frameworks removed"}},
		{name: "another order", after: `id: acute-medicine
title: Acute medicine
frameworks: [mpf@2025]
level: {framework: FHEQ, value: 7}
domains:
- {id: B, title: Treatment}
- {id: A, title: Assessment}
outcomes:
- {id: LO1, text: treat}
assessment:
  strategy: by portfolio
  methods:
  - {id: AS1, type: portfolio}
`, want: []string{"domains moved"}},
		{name: "an id that stands twice", after: `id: acute-medicine
title: Acute medicine
frameworks: [mpf@2025]
level: {framework: FHEQ, value: 7}
domains:
- {id: A, title: Treatment}
- {id: A, title: Assessment}
outcomes: none
`, want: []string{"domains changed", "outcomes changed", "assessment removed"}},
		{name: "what is no specification", after: "- nothing\n", want: []string{"the whole text changed"}},
	} {
		t.Run(r.name, func(t *testing.T) {
			var got []string
			for _, p := range standing.Changed([]byte(text), []byte(r.after)) {
				got = append(got, p.Name()+" "+string(p.How))
			}
			if diff := cmp.Diff(r.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestBears: an edit reopens the criteria whose checks read it, and no others.
func TestBears(t *testing.T) {
	var pack *criteria.Pack
	for _, p := range criteria.Embedded() {
		if p.ID == "endorsement" {
			pack = p
		}
	}
	for _, r := range []struct {
		part standing.Part
		want []string
	}{
		{standing.Part{Key: "domains", ID: "A"}, []string{"4", "4.1"}},
		{standing.Part{Key: "level"}, []string{"4.1"}},
		{standing.Part{Key: "title"}, nil},
		{standing.Part{}, []string{"4", "4.1"}},
	} {
		var got []string
		bears := standing.Bears(pack, []standing.Part{r.part})
		for _, c := range pack.Criteria {
			if len(bears[c.ID]) > 0 {
				got = append(got, c.ID)
			}
		}
		if diff := cmp.Diff(r.want, got); diff != "" {
			t.Errorf("%s: %s", r.part.Name(), diff)
		}
	}
	local := &criteria.Pack{Criteria: []criteria.Criterion{{ID: "L-SENSE"}}}
	if got := standing.Bears(local, []standing.Part{{Key: "title"}}); len(got["L-SENSE"]) != 1 {
		t.Error("a criterion that no check feeds may rest on anything")
	}
}
