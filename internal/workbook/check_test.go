package workbook

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

const text = `format: 1
id: foot-care
version: 1.0.0
stage: candidate
title: Foot care
domains:
- id: A
  title: Feet
  capabilities:
  - id: A1
    title: Looks at feet
    statement: Looks at feet.
    maps_to: [{item: "mpf@2025#1.1", strength: full}]
    statements:
    - {id: "1.1", text: Sees a foot}
    - {id: "1.10", text: Tells a foot from a hand}
- id: B
  title: Shoes
  statements:
  - {id: "2.1", text: Knows shoes}
outcomes:
- {id: LO1, text: Judge a foot, develops: [A1, B]}
assessment:
  methods:
  - {id: AS1, type: viva, assesses: [LO1]}
  - {id: AS2, type: observation, assesses: [A1]}
`

func editionOf(t *testing.T, text string) *edition.Edition {
	t.Helper()
	doc, found := yamldoc.Parse("specs/foot-care.yaml", []byte(text), yamldoc.Options{})
	s, more := spec.Decode(doc)
	if found = append(found, more...); found.AtLeast(finding.Error) {
		t.Fatal(found)
	}
	return &edition.Edition{Spec: s, SHA256: strings.Repeat("0123456789abcdef", 4), Tag: "foot-care/v" + s.Version}
}

func versionOf(t *testing.T, text string) Version {
	e := editionOf(t, text)
	return Version{Rows: Rows(e), Spec: e.Spec, Identifier: func(kind spec.Kind, id string) string { return strings.ToLower("id-" + string(kind) + "-" + id) }}
}

func TestRows(t *testing.T) {
	var got []string
	for _, r := range Rows(editionOf(t, text)) {
		got = append(got, strings.Join([]string{
			r.Name(), r.PartOf, r.Text, strings.Join(r.Items, ", "), strings.Join(r.Linked, ", "), strings.Join(r.Assessed, " + "),
		}, " | "))
	}
	want := []string{
		"outcome LO1 |  | Judge a foot |  | capability A1, domain B | AS1: viva",
		"capability A1 | domain A: Feet | Looks at feet: Looks at feet. | mpf@2025#1.1 (full) | outcome LO1 | AS2: observation + AS1: viva, through outcome LO1",
		"statement 1.1 | capability A1: Looks at feet | Sees a foot |  |  | AS2: observation, through capability A1 + AS1: viva, through outcome LO1",
		"statement 1.10 | capability A1: Looks at feet | Tells a foot from a hand |  |  | AS2: observation, through capability A1 + AS1: viva, through outcome LO1",
		"statement 2.1 | domain B: Shoes | Knows shoes |  |  | AS1: viva, through outcome LO1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// filledIn is a workbook in which every element of a version has a module.
func filledIn(t *testing.T, v Version) *Filled {
	f := &Filled{Origin: Origin{Specification: v.Spec.ID, Version: v.Spec.Version}}
	for _, r := range v.Rows {
		f.Rows = append(f.Rows, FilledRow{Place: "row of " + r.Name(), Element: r.Name(), MadeFrom: f.Origin.String(), Module: "M1"})
	}
	return f
}

// shown are entries in short.
func shown(entries []Entry) []string {
	var all []string
	for _, e := range entries {
		all = append(all, strings.Join(append([]string{e.Element}, e.Why...), "; "))
	}
	return all
}

// TestCheck starts from a workbook with nothing open and changes one thing.
func TestCheck(t *testing.T) {
	for name, tc := range map[string]struct {
		change                 func(f *Filled)
		open, missing, unknown []string
	}{
		"nothing":                 {func(f *Filled) {}, nil, nil, nil},
		"no module":               {func(f *Filled) { f.Rows[0].Module = "" }, []string{"outcome LO1"}, nil, nil},
		"a dash":                  {func(f *Filled) { f.Rows[0].Module = "–" }, []string{`outcome LO1; the module is "–"`}, nil, nil},
		"not applicable":          {func(f *Filled) { f.Rows[0].Module = "N/A." }, []string{`outcome LO1; the module is "N/A."`}, nil, nil},
		"to be written":           {func(f *Filled) { f.Rows[0].Module = "TODO: ask Jo" }, []string{`outcome LO1; the module is "TODO: ask Jo"`}, nil, nil},
		"a module that begins so": {func(f *Filled) { f.Rows[0].Module = "No. 3" }, nil, nil, nil},
		"other columns do not count": {func(f *Filled) {
			f.Rows[0] = FilledRow{Element: "outcome LO1", MadeFrom: f.Rows[0].MadeFrom, Evidence: "x", ModuleOutcome: "y", ModuleAssessed: "z"}
		}, []string{"outcome LO1"}, nil, nil},
		"a second row without one": {func(f *Filled) { f.Rows = append(f.Rows, f.Rows[0]); f.Rows[0].Module = "" }, nil, nil, nil},
		"a row gone":               {func(f *Filled) { f.Rows = f.Rows[1:] }, nil, []string{"outcome LO1"}, nil},
		"1.10 became 1.1":          {func(f *Filled) { f.Rows[3].Element = "statement 1.1" }, nil, []string{"statement 1.10"}, nil},
		"another kind":             {func(f *Filled) { f.Rows[1].Element = "statement A1" }, nil, []string{"capability A1"}, []string{"statement A1; there is capability A1"}},
		"a slip":                   {func(f *Filled) { f.Rows[1].Element = "capabilty A1" }, nil, []string{"capability A1"}, []string{"capabilty A1; did you mean capability A1?"}},
		"capitals":                 {func(f *Filled) { f.Rows[1].Element = "CAPABILITY A1" }, nil, nil, nil},
		"nothing known":            {func(f *Filled) { f.Rows[1].Element = "capability Z9" }, nil, []string{"capability A1"}, []string{"capability Z9; version 1.0.0 has no such element"}},
		"no name":                  {func(f *Filled) { f.Rows[1].Element = "" }, nil, []string{"capability A1"}, []string{"; it does not say which element it is of"}},
		"no name, an identifier":   {func(f *Filled) { f.Rows[1].Element, f.Rows[1].Identifier = "", "ID-capability-a1" }, nil, nil, nil},
		"two different things":     {func(f *Filled) { f.Rows[1].Identifier = "id-outcome-lo1" }, nil, []string{"capability A1"}, []string{"capability A1; its identifier is that of outcome LO1"}},
		"another identifier":       {func(f *Filled) { f.Rows[0].Identifier = "of-another-register" }, nil, nil, nil},
		"another version":          {func(f *Filled) { f.Rows[0].MadeFrom = "foot-care/v0.9.0" }, nil, []string{"outcome LO1"}, []string{"outcome LO1; it was made from foot-care/v0.9.0, most rows from foot-care/v1.0.0"}},
		"another specification":    {func(f *Filled) { f.Rows[0].MadeFrom = "hand-care/v1.0.0" }, nil, []string{"outcome LO1"}, []string{"outcome LO1; it was made from hand-care/v1.0.0, most rows from foot-care/v1.0.0"}},
		"no version":               {func(f *Filled) { f.Rows[0].MadeFrom = "" }, nil, []string{"outcome LO1"}, []string{"outcome LO1; it does not say which version it was made from"}},
	} {
		t.Run(name, func(t *testing.T) {
			v := versionOf(t, text)
			f := filledIn(t, v)
			tc.change(f)
			r := Check(f, v, nil, nil)
			got := [][]string{shown(r.Open), shown(r.Missing), shown(r.Unknown)}
			if diff := cmp.Diff([][]string{tc.open, tc.missing, tc.unknown}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if r.Elements != 5 || r.Covered != 5-len(tc.open)-len(tc.missing) || r.Clean() != (len(tc.open)+len(tc.missing)+len(tc.unknown) == 0) {
				t.Errorf("%+v", r)
			}
		})
	}
}

// TestRevisit starts from two versions that are the same and changes one thing.
func TestRevisit(t *testing.T) {
	for name, tc := range map[string]struct {
		from, to string
		want     []string
		added    []string
	}{
		"nothing":   {"1.0.0", "1.0.1", nil, nil},
		"a text":    {"Judge a foot", "Judge both feet and the walk", []string{"outcome LO1; text reworded (revision)"}, nil},
		"a mapping": {`strength: full`, `strength: partial`, []string{"capability A1; maps to, strength changed (revision)"}, nil},
		"one gone":  {"    - {id: \"1.10\", text: Tells a foot from a hand}\n", "", []string{"statement 1.10; it is gone"}, nil},
		"one new":   {"- {id: LO1,", "- {id: LO2, text: Teach it, develops: [A1]}\n- {id: LO1,", nil, []string{"outcome LO2"}},
		"renamed":   {`id: "1.10"`, `id: "1.9"`, []string{"statement 1.10; it is now called statement 1.9"}, nil},
		"replaced":  {"- {id: LO1, text: Judge a foot, develops: [A1, B]}\nassessment:\n  methods:\n  - {id: AS1, type: viva, assesses: [LO1]}", "- {id: LO7, text: Something else entirely that nobody can mistake for the earlier one, develops: [A1, B]}\nretired: [{id: LO1, since: 2.0.0, replaced_by: [LO7]}]\nassessment:\n  methods:\n  - {id: AS1, type: viva, assesses: [LO7]}", []string{"outcome LO1; it is gone, replaced by LO7"}, []string{"outcome LO7"}},
	} {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(strings.Replace(text, tc.from, tc.to, 1), "version: 1.0.0", "version: 2.0.0", 1)
			before, after := versionOf(t, text), versionOf(t, changed)
			r := Check(filledIn(t, before), before, &after, diff.Compare(before.Spec, after.Spec))
			var own []string // what happened to others is left to another test
			for _, e := range r.Revisit {
				var why []string
				for _, w := range e.Why {
					if !strings.HasSuffix(w, "which bears on it") {
						why = append(why, w)
					}
				}
				if len(why) > 0 {
					own = append(own, shown([]Entry{{Element: e.Element, Why: why}})...)
				}
				if e.Place != "row of "+e.Element {
					t.Errorf("%s is at %q", e.Element, e.Place)
				}
			}
			if diff := cmp.Diff([][]string{tc.want, tc.added}, [][]string{own, shown(r.Added)}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if len(r.Open)+len(r.Missing)+len(r.Unknown) > 0 {
				t.Errorf("%+v", r)
			}
		})
	}
}

// TestNewRowsOfANewerVersion: who has added the rows of a newer version is not told that
// they are missing, nor that they are unknown.
func TestNewRowsOfANewerVersion(t *testing.T) {
	changed := strings.NewReplacer("- {id: LO1,", "- {id: LO2, text: Teach it, develops: [A1]}\n- {id: LO1,", "version: 1.0.0", "version: 1.1.0").Replace(text)
	before, after := versionOf(t, text), versionOf(t, changed)
	f := filledIn(t, before)
	f.Rows = append(f.Rows, FilledRow{Place: "row 9", Element: "outcome LO2", MadeFrom: f.Origin.String(), Module: "M2"})
	r := Check(f, before, &after, diff.Compare(before.Spec, after.Spec))
	if len(r.Added)+len(r.Unknown) > 0 {
		t.Errorf("%+v", r)
	}
	f.Rows[len(f.Rows)-1].MadeFrom = "foot-care/v1.1.0"
	if r := Check(f, before, &after, diff.Compare(before.Spec, after.Spec)); len(r.Added)+len(r.Unknown) > 0 {
		t.Errorf("%+v", r)
	}
	if r := Check(f, before, nil, nil); len(r.Unknown) != 1 {
		t.Errorf("%+v", r)
	}
}
