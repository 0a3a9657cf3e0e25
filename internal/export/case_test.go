package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
)

// fixture reads a file that others publish and that is no part of this repository: it
// lies beside it. Without it a test is skipped, unless REQUIRE_PROGRAMS is set.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "fixtures", filepath.FromSlash(name)))
	if err != nil {
		if os.Getenv("REQUIRE_PROGRAMS") != "" {
			t.Fatalf("%s is required and is not beside this repository, in shared/fixtures", name)
		}
		t.Skipf("%s is not beside this repository, in shared/fixtures", name)
	}
	return data
}

// official compiles a schema that somebody else published, or a part of it.
func official(t testing.TB, data []byte, part string) *jsonschema.Schema {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	id := value.(map[string]any)["$id"].(string)
	if err := c.AddResource(id, value); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(id + part)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// judge holds a document to a schema.
func judge(t testing.TB, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(value)
}

func TestCASEIsValid(t *testing.T) {
	schema := official(t, fixture(t, "case/case-v1p1-cfpackage.json"), "")
	for name, e := range editions(t) {
		for _, file := range written(t, "case", e) {
			if err := judge(t, schema, file.Data); err != nil {
				t.Errorf("%s: %s: %v", name, file.Name, err)
			}
		}
	}
	withdrawn := full(t)
	withdrawn.State, withdrawn.Reason, withdrawn.Register = standing.Withdrawn, "a mistake", edition.Register{}
	for _, file := range written(t, "case", withdrawn) {
		if err := judge(t, schema, file.Data); err != nil {
			t.Errorf("%s, without a register: %v", file.Name, err)
		}
	}
}

// TestCASESchemaRefuses: the official schema is strict enough to find what is amiss.
func TestCASESchemaRefuses(t *testing.T) {
	schema := official(t, fixture(t, "case/case-v1p1-cfpackage.json"), "")
	good := string(written(t, "case", full(t))[0].Data)
	for name, change := range map[string][2]string{
		"an identifier in capitals is one": {`"identifier": "`, `"identifier": "NOT-A-UUID`},
		"a member it does not know":        {`"caseVersion"`, `"caseversion"`},
		"an association of no known type":  {`"isRelatedTo"`, `"relatesTo"`},
		"a date without a time":            {`"lastChangeDateTime": "2026-05-04T23:30:00Z"`, `"lastChangeDateTime": "2026-05-04"`},
		"a status date with a time":        {`"statusStartDate": "2026-05-04"`, `"statusStartDate": "2026-05-04T23:30:00Z"`},
		"a kind of item without its code":  {`"hierarchyCode"`, `"code"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Fatalf("%s: %q does not stand in the package", name, change[0])
		}
		if err := judge(t, schema, []byte(bad)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// casePackages are the packages of an edition, as they are read back.
func casePackages(t testing.TB, e *edition.Edition) []casePackage {
	t.Helper()
	var list []casePackage
	for _, file := range written(t, "case", e) {
		var p casePackage
		if err := json.Unmarshal(file.Data, &p); err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
	return list
}

// TestCASEHangsTogether: every item has one parent and its place there; nothing points
// at what is in none of the packages; and no identifier is used twice.
func TestCASEHangsTogether(t *testing.T) {
	for name, e := range editions(t) {
		all, packages := map[string]bool{}, casePackages(t, e)
		for _, p := range packages {
			for _, id := range caseIdentifiers(p) {
				if all[id] {
					t.Errorf("%s: %s stands twice", name, id)
				}
				all[id] = true
			}
		}
		all[Identifier(e.Register, "mental-health", "", "")] = true // of the specification that it is related to
		for _, p := range packages {
			checkCASETree(t, name, p)
			for _, a := range p.Associations {
				for _, end := range []caseNode{a.Origin, a.Destination} {
					if !all[end.Identifier] || !strings.HasSuffix(end.URI, end.Identifier) {
						t.Errorf("%s: %s of %s points at %q, which is nowhere", name, a.Type, a.Identifier, end.URI)
					}
				}
			}
		}
	}
}

func caseIdentifiers(p casePackage) []string {
	list := []string{p.Document.Identifier}
	for _, i := range p.Items {
		list = append(list, i.Identifier)
	}
	for _, a := range p.Associations {
		list = append(list, a.Identifier)
	}
	return list
}

// checkCASETree asks that following isChildOf leads from each item to the document, and
// that the children of each are numbered from 1.
func checkCASETree(t *testing.T, name string, p casePackage) {
	t.Helper()
	parent, places := map[string]string{}, map[string][]int{}
	for _, a := range p.Associations {
		if a.Type != "isChildOf" {
			continue
		}
		if parent[a.Origin.Identifier] != "" {
			t.Errorf("%s: %s has two parents", name, a.Origin.Title)
		}
		parent[a.Origin.Identifier] = a.Destination.Identifier
		places[a.Destination.Identifier] = append(places[a.Destination.Identifier], a.Sequence)
	}
	for _, item := range p.Items {
		at := item.Identifier
		for range 5 {
			if at != p.Document.Identifier {
				at = parent[at]
			}
		}
		if at != p.Document.Identifier {
			t.Errorf("%s: %s does not lead to the document", name, item.HumanCodingScheme)
		}
	}
	for id, list := range places {
		for i, place := range list {
			if place != i+1 {
				t.Errorf("%s: the children of %s have the places %v", name, id, list)
			}
		}
	}
}

// TestCASEMapsTo: a mapping points at the item of the framework's own package, and 1.1
// and 1.10 are two.
func TestCASEMapsTo(t *testing.T) {
	packages := casePackages(t, full(t))
	titles := map[string]string{}
	for _, p := range packages[1:] {
		for _, i := range p.Items {
			titles[i.Identifier] = p.Document.Version + " " + i.HumanCodingScheme
		}
	}
	var got []string
	for _, a := range packages[0].Associations {
		if to := titles[a.Destination.Identifier]; to != "" {
			strength := ""
			if s, ok := a.Extensions.(map[string]any); ok {
				strength = " " + s["strength"].(string)
			}
			got = append(got, a.Type+" "+a.Origin.Title+" > "+to+strength)
		}
	}
	want := []string{
		"isRelatedTo A A domain with capabilities > 2025 1.1 partial",
		"isRelatedTo A1 A capability > 2025 1.5 full",
		"isRelatedTo A1 A capability > 2025 1.6 partial",
		"isRelatedTo 1.1 Knows something. > 2025 1.7 full",
		"isRelatedTo 1.10 Does something. > 2025 1.10",
		"isRelatedTo 1.10 Does something. > 2017 1.10 partial",
		"isRelatedTo 6.1 A statement directly under a domain. > 2025 2.8 full",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestCASERetired: what was replaced is there, with what replaced it; what nothing
// replaced is told in words, since its kind is not known.
func TestCASERetired(t *testing.T) {
	e := full(t)
	e.Changes.Changes = []diff.Change{{What: diff.Renamed, Kind: spec.KindOutcome, Was: "LO9", ID: "LO1"}}
	p := casePackages(t, e)[0]
	for _, want := range []struct{ old, by string }{
		{Identifier(e.Register, "full-example", spec.KindCapability, "A9"), Identifier(e.Register, "full-example", spec.KindCapability, "A1")},
		{Identifier(e.Register, "full-example", spec.KindOutcome, "LO9"), Identifier(e.Register, "full-example", spec.KindOutcome, "LO1")},
	} {
		if !slices.ContainsFunc(p.Items, func(i caseItem) bool { return i.Identifier == want.old && i.Extensions != nil }) {
			t.Errorf("%s is no item that says it was retired", want.old)
		}
		if !slices.ContainsFunc(p.Associations, func(a caseAssociation) bool {
			return a.Type == "replacedBy" && a.Origin.Identifier == want.old && a.Destination.Identifier == want.by &&
				strings.Count(a.Origin.Title, "9") == 1 // its id is said once
		}) {
			t.Errorf("%s is not replaced by %s", want.old, want.by)
		}
	}
	if !strings.Contains(p.Document.Notes, "B2 was retired in version 1.3.0.") {
		t.Errorf("the notes do not speak of B2: %s", p.Document.Notes)
	}
}

// TestCASEKeepsIdentifiers: another text, another order, another version: everything
// that is the same still has its identifier.
func TestCASEKeepsIdentifiers(t *testing.T) {
	before := full(t)
	after := editionOf(t, strings.NewReplacer(
		"version: 1.4.0", "version: 2.0.0", "Knows something.", "Knows something else.", "title: A capability", "title: Another title",
	).Replace(fullText(t)))
	after.Register = before.Register
	slices.Reverse(after.Spec.Domains)
	ids := func(e *edition.Edition) []string {
		list := caseIdentifiers(casePackages(t, e)[0])
		slices.Sort(list)
		return list
	}
	if !slices.Equal(ids(before), ids(after)) {
		t.Errorf("identifiers changed with what is no part of the meaning")
	}
	after.Spec.Domains[0].Statements[0].ID = "6.2"
	if slices.Equal(ids(before), ids(after)) {
		t.Error("another id has the same identifier")
	}
}

func TestCASEAdoption(t *testing.T) {
	for state, want := range map[standing.State]string{
		"": "Draft", standing.Proposed: "Draft", standing.Candidate: "Draft", standing.Reviewed: "Draft",
		standing.Endorsed: "Pending Implementation", standing.Published: "Implemented",
		standing.Superseded: "Retired", standing.Withdrawn: "Retired",
	} {
		e := full(t)
		e.State = state
		d := casePackages(t, e)[0].Document
		if d.AdoptionStatus != want || (d.StatusStartDate != "") != (state == standing.Published) {
			t.Errorf("%s is %s since %q, want %s", state, d.AdoptionStatus, d.StatusStartDate, want)
		}
	}
}

// TestCASENeedsADate: a file in no commit has none, and none is made up.
func TestCASENeedsADate(t *testing.T) {
	e := full(t)
	e.Date = time.Time{}
	if _, err := format(t, "case").Write(e); !errors.Is(err, ErrUndated) {
		t.Errorf("got %v", err)
	}
}

// TestFrameworkCASE: both editions, in every register, with the same identifiers.
func TestFrameworkCASE(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("", 3600))
	for _, f := range framework.Embedded() {
		one, err := FrameworkCASE(f, edition.Register{Root: "1", URL: "https://one.example"}, at)
		if err != nil {
			t.Fatal(err)
		}
		two, err := FrameworkCASE(f, edition.Register{Root: "2"}, at)
		if err != nil {
			t.Fatal(err)
		}
		var a, b casePackage
		if err := errors.Join(json.Unmarshal(one, &a), json.Unmarshal(two, &b)); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(caseIdentifiers(a), caseIdentifiers(b)) {
			t.Errorf("%s has other identifiers in another register", f.Ref())
		}
		if !strings.Contains(a.Document.Description, "not the framework's wording") || a.Document.LastChange != "2026-01-02T02:04:05Z" {
			t.Errorf("%s: %+v", f.Ref(), a.Document)
		}
	}
}

func TestCASEGolden(t *testing.T) {
	golden(t, "minimal.case.json", written(t, "case", minimal(t))[0].Data)
	e := editionOf(t, `format: 1
id: feet
version: 0.2.0
stage: draft
title: Feet
licence: {id: CC0-1.0, holder: Example}
frameworks: [mpf@2025]
level: {framework: FHEQ, value: 7}
domains:
- id: A
  title: Looking
  capabilities:
  - {id: A1, title: Assessment, statement: Assesses feet., maps_to: [{item: "mpf@2025#1.10", strength: partial}]}
outcomes: [{id: LO1, text: Assess a foot., develops: [A1]}]
`)
	golden(t, "small.case.json", written(t, "case", e)[0].Data)
}
