package record_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/schema"
)

func TestParsePack(t *testing.T) {
	const small = "pack: house\nversion: 1.2.0\nx: [1]\ncriteria:\n- {id: L-A, mandatory: true, y: z, title: A whole}\n- {id: \"4.1\", mandatory: false}\n"
	want := &record.Pack{ID: "house", Version: "1.2.0", Criteria: []record.PackCriterion{{ID: "L-A", Mandatory: true, Title: "A whole"}, {ID: "4.1"}}}
	again(t, want, []byte(small), record.ParsePack)
	refuses(t, "pack", []byte(small), record.ParsePack, []refusal{
		{"no name", "pack: house\n", "", "S102", "`pack`"},
		{"a criterion without an id", "id: L-A, ", "", "S102", "`criteria[1].id`"},
		{"a criterion twice", "L-A", `"4.1"`, "S109", ""},
		{"a word for true", "true", "yes", "S103", ""},
		{"no criteria", "criteria:", "others:", "S102", ""},
		{"an anchor", "x: [1]", "x: &a [1]", "Y304", ""},
	})
	for _, ref := range []string{"gateway@1.0.0", "endorsement@1.0.0", "house@1.0.0"} {
		data, _ := schema.Pack(ref)
		pack, found := record.ParsePack("a.yaml", data)
		if len(found) > 0 || pack.ID+"@"+pack.Version != ref || len(pack.Criteria) != strings.Count(string(data), "\n- id: ") {
			t.Errorf("%s: %+v %v", ref, pack, found)
		}
	}
}

func TestParseSpec(t *testing.T) {
	const small = "format: 1\nid: a\nversion: 1.0.0-rc.1\nstage: candidate\nx: y\nauthors: [{id: smith-j, name: J. Smith}, {id: khan-r}]\n"
	again(t, &record.Spec{ID: "a", Version: "1.0.0-rc.1", Stage: "candidate", Authors: []string{"smith-j", "khan-r"}}, []byte(small), record.ParseSpec)
	refuses(t, "specification", []byte(small), record.ParseSpec, []refusal{
		{"no id", "id: a\n", "", "S102", "`id`"},
		{"no stage", "stage: candidate\n", "", "S102", "`stage`"},
		{"a version of two numbers", "1.0.0-rc.1", "v1.0", "S105", ""},
		{"a version with a needless zero", "rc.1", "rc.01", "S105", ""},
		{"authors without ids", "{id: khan-r}", "{name: R. Khan}", "S102", "`authors[2].id`"},
		{"authors that are names", "{id: khan-r}", "R. Khan", "S102", ""},
		{"an author who is a device", "khan-r", "nul", "S105", ""},
		{"CR LF", "\n", "\r\n", "Y106", ""},
	})
	files, err := filepath.Glob("../../specs/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if spec, found := record.ParseSpec(file, data); len(found) > 0 || record.SpecPath(spec.ID) != "specs/"+filepath.Base(file) {
			t.Errorf("%s: %+v %v", file, spec, found)
		}
	}
}

func TestLookup(t *testing.T) {
	g := governance()
	if p, ok := g.Person("okafor-a"); !ok || !p.Has(record.Clinical) || p.Has(record.Staff) {
		t.Errorf("%+v, %t", p, ok)
	}
	if p, ok := g.Person("nobody"); ok {
		t.Errorf("%+v", p)
	}
	type owner struct {
		Person string
		Status record.KeyStatus
		OK     bool
	}
	for key, want := range map[string]owner{
		keyA: {"okafor-a", record.Active, true}, keyB: {"okafor-a", record.Compromised, true}, keyA + " ": {}, "": {},
	} {
		var got owner
		if got.Person, got.Status, got.OK = g.KeyOwner(key); got != want {
			t.Errorf("%q belongs to %+v, want %+v", key, got, want)
		}
	}
	if diff := cmp.Diff(g.GatewayPacks, g.PacksFor(record.Gateway)) + cmp.Diff(g.Packs, g.PacksFor(record.Endorsement)); diff != "" {
		t.Error(diff)
	}
	if g.PolicyFor(record.Gateway).Reviewers != 1 || g.PolicyFor(record.Endorsement).Reviewers != 2 {
		t.Error("the policies are those of the other kind")
	}
}

// TestNames: where things lie is part of the contract.
func TestNames(t *testing.T) {
	s := record.Subject{ID: "acute-medicine", Version: "1.0.0", SHA256: hashA}
	for got, want := range map[string]string{
		record.GovernancePath(1):     "governance/0001.yaml",
		record.EntryPath(12):         "register/0012.yaml",
		record.SpecPath(s.ID):        "specs/acute-medicine.yaml",
		pack.PackPath():              "criteria/endorsement/1.0.0.yaml",
		s.RoundPath(2):               "rounds/acute-medicine/1.0.0/a1a1a1a1a1a1a1a1/2.yaml",
		s.ReviewPath("okafor-a"):     "reviews/acute-medicine/1.0.0/a1a1a1a1a1a1a1a1/okafor-a.yaml",
		record.TagName("a", "1.0.0"): "a/v1.0.0",
		record.SignaturePath("register/0002.yaml", "rowe-e"):           "register/0002.rowe-e.sig",
		record.ReviewSignaturePath("reviews/a/1.0.0/a1/okafor-a.yaml"): "reviews/a/1.0.0/a1/okafor-a.sig",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
