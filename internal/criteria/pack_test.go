package criteria

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

const smallPack = `pack: ours
version: 1.0.0
set: house
from: draft
title: Ours
criteria:
- id: L-ONE
  mandatory: false
  mark: local
  kind: all-of
  title: One
  question: Is there one?
  source: {document: Our own rule}
  points:
  - {id: i, text: The first, mark: local}
  checks:
  - code: H901
    kind: matches
    at: [/title]
    with: {pattern: "[a-z]+", want: small letters}
    point: i
    title: The title is not in small letters
    why: Because.
    help: write it in small letters
    severity: {proposal: "off", draft: note, candidate: warning}
- id: L-TWO
  mandatory: false
  mark: local
  kind: all-of
  title: Two
  question: Are there two?
  source: {document: Our own rule}
`

func parsePack(t *testing.T, text string) (*Pack, finding.List) {
	t.Helper()
	doc, found := yamldoc.Parse("pack.yaml", []byte(text), yamldoc.Options{})
	if doc == nil || len(found) > 0 {
		t.Fatalf("cannot be read: %v", found)
	}
	return ParsePack(doc)
}

func TestParsePack(t *testing.T) {
	p, found := parsePack(t, smallPack)
	if len(found) > 0 {
		t.Fatal(found)
	}
	want := &Pack{
		ID: "ours", Version: "1.0.0", Set: House, From: "draft", Title: "Ours",
		Criteria: []Criterion{
			{
				ID: "L-ONE", Mark: "local", Kind: AllOf, Title: "One", Question: "Is there one?",
				Source: Source{Document: "Our own rule"},
				Points: []Point{{ID: "i", Text: "The first", Mark: "local"}},
				Checks: []Check{{
					Code: "H901", Kind: "matches", Title: "The title is not in small letters", Why: "Because.",
					Help: "write it in small letters", Point: "i", At: []string{"/title"},
					With:     Params{Pattern: "[a-z]+", Want: "small letters"},
					Severity: Severities{finding.Off, finding.Note, finding.Warning},
				}},
			},
			{ID: "L-TWO", Mark: "local", Kind: AllOf, Title: "Two", Question: "Are there two?", Source: Source{Document: "Our own rule"}},
		},
	}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestParsePackRefuses(t *testing.T) {
	for _, row := range []struct{ name, old, new, want string }{
		{"an unknown kind", "kind: matches", "kind: match", "18:11: error[S104]: `criteria[1].checks[1].kind` is \"match\", which is no kind of check"},
		{"a parameter that the kind does not take", "want: small letters", "want: small letters, min: 1", "error[S101]"},
		{"a parameter that is missing", `with: {pattern: "[a-z]+", want: small letters}`, `with: {pattern: "[a-z]+"}`, "error[S102]: `criteria[1].checks[1].with.want` is missing, and a check of kind matches needs it"},
		{"all parameters missing", `    with: {pattern: "[a-z]+", want: small letters}` + "\n", "", "error[S102]: `criteria[1].checks[1].with.pattern` is missing"},
		{"no place", "    at: [/title]\n", "", "error[S102]: `criteria[1].checks[1].at` is missing, and a check of kind matches needs it"},
		{"a place that is none", "at: [/title]", "at: [title]", "error[S105]: `criteria[1].checks[1].at[1]`"},
		{"parameters of a kind without", "kind: matches", "kind: present", "error[S101]: `criteria[1].checks[1].with` is given, but a check of kind present takes nothing"},
		{"a bad expression", `"[a-z]+"`, `"([a-z]+"`, "20:11: error[S105]: check H901 cannot be used: the expression cannot be read"},
		{"a criterion twice", "id: L-TWO", "id: L-ONE", "26:7: error[S109]: `criteria[2].id` is \"L-ONE\", which line 7 has already"},
		{"a missing severity", "draft: note, ", "", "error[S102]"},
		{"an unknown severity", "draft: note", "draft: fatal", "error[S104]"},
		{"a number that was not seen", "id: L-TWO", `id: "4.2"`, "28:9: error[S104]: `criteria[2].mark` is \"local\", want \"seen\", because \"4.2\" is an official number"},
		{"an unknown point", "point: i", "point: ii", "error[S104]: `criteria[1].checks[1].point` is \"ii\", but the criterion has no such point"},
		{"a version that is none", "version: 1.0.0", `version: "1.0"`, "error[S105]"},
	} {
		t.Run(row.name, func(t *testing.T) {
			text := strings.Replace(smallPack, row.old, row.new, 1)
			if text == smallPack {
				t.Fatalf("%q is not in the pack", row.old)
			}
			p, found := parsePack(t, text)
			if p != nil || len(found) == 0 {
				t.Fatalf("was accepted: %+v", p)
			}
			if !strings.Contains(found[0].String(), row.want) {
				t.Errorf("got %v, want %s", found, row.want)
			}
		})
	}
}

func TestParsePackRefusesOfficialNumbers(t *testing.T) {
	seen := strings.Replace(strings.Replace(smallPack, "id: L-TWO\n  mandatory: false\n  mark: local", "id: \"4.2\"\n  mandatory: false\n  mark: seen", 1), "set: house", "set: endorsement", 1)
	if _, found := parsePack(t, seen); len(found) != 1 || !strings.Contains(found[0].String(), "error[S102]: `criteria[2].source.code` is missing, and an official number needs it") {
		t.Errorf("without a source: %v", found)
	}
	house := strings.Replace(seen, "set: endorsement", "set: house", 1)
	if _, found := parsePack(t, house); len(found) != 1 || !strings.Contains(found[0].String(), "house packs have no official numbers") {
		t.Errorf("in a house pack: %v", found)
	}
}

func TestParsePackRefusesRepeats(t *testing.T) {
	at := strings.Index(smallPack, "  - code: H901")
	end := strings.Index(smallPack, "- id: L-TWO")
	text := smallPack[:end] + smallPack[at:end] + smallPack[end:]
	_, found := parsePack(t, text)
	if len(found) != 2 || !strings.Contains(found[0].String(), "`criteria[1].checks[2].code` is \"H901\", which line 17 has already") ||
		!strings.Contains(found[1].String(), "`criteria[1].checks[2].why` is \"Because.\"") {
		t.Errorf("got %v", found)
	}
}

// Every page of the shipped packs has a why of its own.
func TestNoTwoWhysAreTheSame(t *testing.T) {
	whys := map[string]string{}
	for _, page := range embeddedSet(t).Pages() {
		why := strings.ToLower(strings.Join(strings.Fields(page.Why), " "))
		if other, taken := whys[why]; taken {
			t.Errorf("%s and %s have the same why: %s", other, page.Code, page.Why)
		}
		whys[why] = page.Code
	}
}

// What the packs say never claims that a criterion is met.
func TestPacksNeverSayMet(t *testing.T) {
	met := regexp.MustCompile(`(?i)criteri(on|a) (is|are|was|were) (met|satisfied|fulfilled)|meets? (the )?criteri`)
	for _, p := range Embedded() {
		for _, c := range p.Criteria {
			for _, check := range c.Checks {
				if text := check.Title + check.Why + check.Help; met.MatchString(text) {
					t.Errorf("%s: %s", check.Code, text)
				}
			}
		}
	}
}

// Official numbers are only those that were seen, in the two official packs.
func TestOfficialNumbers(t *testing.T) {
	want := map[string]string{"1": "gateway", "1.1": "gateway", "2": "gateway", "3": "gateway", "4": "endorsement", "4.1": "endorsement"}
	got := map[string]string{}
	for _, p := range Embedded() {
		for _, c := range p.Criteria {
			if c.ID[0] >= '0' && c.ID[0] <= '9' {
				got[c.ID] = p.ID
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Severity follows stage and set. The exceptions are those that the packs'
// entries state.
func TestSeverityFollowsStage(t *testing.T) {
	harder := map[string]bool{
		"H101": true, "H102": true, "H103": true, "H111": true, "H112": true, "H113": true, // a broken thread cannot be taught or assessed
	}
	for _, p := range Embedded() {
		for _, c := range p.Criteria {
			for _, check := range c.Checks {
				s := check.Severity
				switch check.Code[0] {
				case 'R':
					if s != (Severities{finding.Error, finding.Error, finding.Error}) {
						t.Errorf("%s: %v, want error at all stages", check.Code, s)
					}
				case 'G':
					if s != (Severities{finding.Warning, finding.Error, finding.Error}) {
						t.Errorf("%s: %v, want warning, error, error", check.Code, s)
					}
				case 'E':
					if s.Proposal != finding.Off || s.Draft != finding.Warning || s.Candidate < finding.Warning {
						t.Errorf("%s: %v, want off, warning, error", check.Code, s)
					}
				case 'H':
					if strings.HasPrefix(check.Code, "H1") && s.Candidate > finding.Warning && !harder[check.Code] {
						t.Errorf("%s: %v, want warning at most", check.Code, s)
					}
				}
			}
		}
	}
}
