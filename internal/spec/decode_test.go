package spec_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// head is what every specification has to say.
const head = "format: 1\nid: example\nversion: 0.1.0\nstage: draft\ntitle: Example\n"

// decoded reads a text that must be YAML.
func decoded(t *testing.T, text string) (*spec.Specification, finding.List) {
	t.Helper()
	return spec.Decode(parse(t, "a.yaml", text))
}

// wellFormed reads a text that must be a specification.
func wellFormed(t *testing.T, text string) *spec.Specification {
	t.Helper()
	s, found := decoded(t, text)
	if len(found) > 0 {
		t.Fatalf("not well formed:\n%s", lines(found))
	}
	return s
}

// TestEveryFieldIsRead reads the fullest possible specification and looks for
// anything that stayed zero.
func TestEveryFieldIsRead(t *testing.T) {
	s := wellFormed(t, string(specifications(t)["testdata/full.yaml"]))
	filled := map[string]bool{}
	fill(filled, "Specification", reflect.ValueOf(*s))
	for path, ok := range filled {
		if !ok && path != "Specification.Provenance.Illustrative" { // no candidate may have it
			t.Errorf("%s is zero everywhere", path)
		}
	}
	if len(filled) < 100 {
		t.Errorf("only %d fields seen", len(filled))
	}
}

// fill notes for every field whether it is other than zero in any place.
func fill(filled map[string]bool, path string, v reflect.Value) {
	switch {
	case v.Type() == reflect.TypeFor[yamldoc.Value]():
		filled[path] = filled[path] || v.Interface().(yamldoc.Value).Present()
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				fill(filled, path+"."+f.Name, v.Field(i))
			}
		}
	case v.Kind() == reflect.Slice:
		filled[path] = filled[path] || v.Len() > 0
		for i := range v.Len() {
			fill(filled, path+"[]", v.Index(i))
		}
	default:
		filled[path] = filled[path] || !v.IsZero()
	}
}

func TestDecodeReadsValues(t *testing.T) {
	s := wellFormed(t, string(specifications(t)["testdata/full.yaml"]))
	got := []any{
		s.ID, s.Version, s.Stage, s.AlsoKnownAs, s.Authors[1].Organisation, s.Provenance.Sources[1].Date,
		s.Proposal.Intervention.Considered[3], s.Level, s.Credits, s.Units[0].Credits,
		s.Domains[0].Features, s.Domains[0].Capabilities[0].MapsTo[1].Strength,
		s.Domains[0].Capabilities[0].Statements[1].ID, s.Outcomes[1].Develops[1].ID, s.Review, s.Sections[0].Body,
		s.Retired[0].ReplacedBy[0].ID,
	}
	want := []any{
		"full-example", "1.4.0-rc.1+build.7", spec.Candidate, []string{"The first title of the same document"},
		"example-university", "2022",
		spec.Alternative{Type: "standards-of-practice", WhyNot: "It teaches nothing"}, spec.Level{Framework: "FHEQ", Value: 7},
		60.0, 22.5, []string{"complexity", "uncertainty", "unpredictability", "risk"}, "partial", "1.10", "F",
		spec.Review{LastReviewed: "2026-02-28", ReviewIn: "18 months", Owner: "The clinical lead"},
		"A paragraph.\n\n- a line of a list\n- another", "A1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeNeverReturnsNil(t *testing.T) {
	for _, text := range []string{"a text\n", "- a\n- list\n", "7\n", "{}\n"} {
		doc, _ := yamldoc.Parse("a.yaml", []byte(text), yamldoc.Options{})
		if doc == nil {
			t.Fatalf("%q cannot be read", text)
		}
		s, found := spec.Decode(doc)
		if s == nil || len(found) == 0 {
			t.Errorf("%q: specification %v, %d findings; want one with findings", text, s, len(found))
		}
	}
}

// TestMessages are the words that a person reads, for one slip each.
func TestMessages(t *testing.T) {
	for _, c := range []struct{ text, message, help string }{
		{head + "level: {framework: FHEQ, value: seven}", "`level.value` is \"seven\", want a whole number", "write it in digits, without a unit"},
		{head + "level: {framework: FHEQ, value: '7'}", "`level.value` is \"7\", want a whole number", "write it without quotes: 7"},
		{head + "level: {framework: FHEQ, value: 7.5}", "`level.value` is the number 7.5, want a whole number", "write it without a fraction"},
		{head + "level: {framework: FHEQ, value: 13}", "`level.value` is 13, want a whole number from 1 to 12", ""},
		{head + "level: 7", "`level` is the number 7, want a group of keys", "give it keys of its own, indented below: framework, value"},
		{head + "credits: 0", "`credits` is 0, want a number above 0 and at most 10000", ""},
		{head + "credits: 60 credits", "`credits` is \"60 credits\", want a number", "write it in digits, without a unit"},
		{head + "titel: A", "`titel` is not a key of the format", `did you mean "title"?`},
		{head + "level: {framework: FHEQ}", "`level.value` is missing", `add a line that begins with "value:"`},
		{head + "summary:", "`summary` is empty, want a text", "write something here, or take the line out"},
		{head + "summary: ''", "`summary` is a text without words", "write something between the quotes, or take the line out"},
		{head + "summary: {a: b}", "`summary` is a group of keys, want a text", "write it as one text; if the text itself has a colon in it, put it in quotes"},
		{head + "summary: true", "`summary` is true, want a text", `put it in quotes: "true"`},
		{head + "entry: Registration", "`entry` is \"Registration\", want a list", `begin each item on a line of its own with "- "`},
		{head + "provenance: {own_words: 'yes'}", "`provenance.own_words` is \"yes\", want true or false", "write true"},
		{head + "domains:\n- {id: B, title: A, features: [risks]}", "`domains[1].features[1]` (in \"B\") is \"risks\", want one of complexity, uncertainty, unpredictability, risk", `did you mean "risk"?`},
		{head + "domains:\n- {id: B, title: A, features: [risk, risk]}", "`domains[1].features[2]` (in \"B\") is \"risk\", which the list already has, want each word once", "leave one of the two out"},
		{head + "domains:\n- {id: B}", "`domains[1].title` (in \"B\") is missing", `add a line that begins with "title:"`},
		{head + "domains:\n- {id: 1.2, title: A}", "`domains[1].id` is the number 1.2, want a text", `put it in quotes: "1.2"`},
		{head + "domains:\n- {id: LO 1, title: A}", "`domains[1].id` is \"LO 1\", want letters and digits with single dots or hyphens between them, such as \"A1\" or \"1.2\"", `did you mean "LO1"?`},
		{strings.Replace(head, "0.1.0", "0.1", 1), "`version` is the number 0.1, want a version of three numbers, such as \"0.3.0\"", ""},
		{strings.Replace(head, "draft", "review", 1), "`stage` is \"review\", want one of proposal, draft, candidate", "copy one of these words exactly, in lower case"},
		{strings.Replace(head, "draft", "Draft", 1), "`stage` is \"Draft\", want one of proposal, draft, candidate", `did you mean "draft"?`},
		{strings.Replace(head, "format: 1", "format: 2", 1), "`format` is 2, want 1", "this version of the program reads format 1 only; a file of a later format needs a later version"},
	} {
		_, found := decoded(t, c.text+"\n")
		if len(found) != 1 || found[0].Message != c.message || found[0].Help != c.help {
			t.Errorf("%s\nwant %s (%s)\ngot", c.text, c.message, c.help)
			for _, f := range found {
				t.Errorf("     %s (%s)", f.Message, f.Help)
			}
		}
	}
}

// TestPlaces are where findings stand: at the offending value, and for what is
// missing at the group that lacks it; a key that was misspelt is not missing too.
func TestPlaces(t *testing.T) {
	text := head + "domains:\n- id: A\n  titel: B\n  summary: 7\n- id: B\n"
	_, found := decoded(t, text)
	found.Sort()
	var got []string
	for _, f := range found {
		got = append(got, f.String()+" "+f.Pointer)
	}
	want := []string{
		"a.yaml:8:3: error[S101]: `domains[1].titel` (in \"A\") is not a key of the format /domains/0/titel",
		"a.yaml:9:12: error[S103]: `domains[1].summary` (in \"A\") is the number 7, want a text /domains/0/summary",
		"a.yaml:10:3: error[S102]: `domains[2].title` (in \"B\") is missing /domains/1/title",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestIDsAreKept: what refers to a badly written id is not reported as well.
func TestIDsAreKept(t *testing.T) {
	s, found := decoded(t, head+"domains:\n- {id: LO 1, title: A}\n- {id: 1.2, title: B}\n- {title: C}\n")
	if len(found) != 3 {
		t.Errorf("want 3 findings:\n%s", lines(found))
	}
	if got := ids(s.Elements(spec.KindDomain)); !cmp.Equal(got, []string{"LO 1", "1.2"}) {
		t.Errorf("domains are %q", got)
	}
}

func ids(elements []spec.Element) []string {
	var got []string
	for _, e := range elements {
		got = append(got, e.ID)
	}
	return got
}
