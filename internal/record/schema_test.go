package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
	"github.com/advancing-practice/credctl/schema"
)

// mutants is how many changed files of each form are judged.
const mutants = 400

// TestReadersAndSchemasAgree changes files at random, always in the same way, and
// holds what the reader says of their form to what the published schema says. The
// rules that no schema can say are left out on both sides.
func TestReadersAndSchemasAgree(t *testing.T) {
	t.Parallel()
	pairs := map[string]func([]byte) finding.List{
		"governance": verdict((*reader).governance), "round": verdict((*reader).round), "review": verdict((*reader).review),
		"register": verdict((*reader).entry), "enrolment": verdict((*reader).enrolment),
	}
	for _, name := range slices.Sorted(maps.Keys(pairs)) {
		t.Run(name, func(t *testing.T) {
			judge := compiled(t, name)
			judged, valid := 0, 0
			for i, file := range wellFormed[name] {
				rng := rand.New(rand.NewPCG(uint64(i), 7))
				for range mutants / len(wellFormed[name]) {
					root, done := mutant(t, rng, file)
					ok := agree(t, done, root, pairs[name], judge)
					judged++
					if ok {
						valid++
					}
				}
			}
			t.Logf("%d judged, %d of them valid", judged, valid)
			if judged < mutants*9/10 || valid < judged/5 || valid > judged*9/10 {
				t.Errorf("%d judged, %d of them valid: too few of one sort", judged, valid)
			}
		})
	}
}

func verdict[T any](form func(*reader, yamldoc.Value, *T)) func([]byte) finding.List {
	return func(data []byte) finding.List {
		_, found := read("a.yaml", data, form, nil)
		return found
	}
}

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	name += ".schema.json"
	data, err := schema.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, value); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// agree judges one file both ways. JSON is YAML, so the same bytes go to both. It
// reports whether the file is valid.
func agree(t *testing.T, done []string, root any, verdict func([]byte) finding.List, judge *jsonschema.Schema) bool {
	t.Helper()
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(root); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	found, invalid := verdict(text.Bytes()), judge.Validate(value)
	if (len(found) > 0) != (invalid != nil) {
		t.Errorf("%v\nreader: %v\nschema: %v\n%s", done, found, invalid, text.Bytes())
	}
	return len(found) == 0
}

// mutant reads a file as plain values and changes one or two of them.
func mutant(t *testing.T, rng *rand.Rand, file []byte) (any, []string) {
	t.Helper()
	doc, found := yamldoc.Parse("a.yaml", file, yamldoc.Options{})
	if len(found) > 0 {
		t.Fatal(found)
	}
	var done []string
	root := doc.Root().Plain()
	for range 1 + rng.IntN(2) {
		all := changes(root, nil)
		done = append(done, all[rng.IntN(len(all))](rng))
	}
	return root, done
}

// others are values to put in the place of another: some that are right in many
// places, and some that are nearly.
var others = []any{
	nil, "", " ", "a b", "a\nb", true, json.Number("0"), json.Number("1"), json.Number("2"), json.Number("0.5"), json.Number("-1"),
	json.Number("999999"), json.Number("1000000"), []any{}, []any{"a"}, map[string]any{}, "con", "com7", "com10", "a-b", "a--b", "A", "-a",
	strings.Repeat("a", 64), strings.Repeat("a", 65), strings.Repeat("0", 64), strings.Repeat("0", 63), strings.Repeat("F", 64), strings.Repeat("g", 64),
	"1.0.0", "1.0", "01.0.0", "1.0.0-rc.1", "1.0.0+a", "1." + strings.Repeat("1", 28) + ".0", "1." + strings.Repeat("1", 29) + ".0",
	"2026-02-28", "2026-13-01", "2026-1-1", "2026-01-32", "4.1", "4.", "L-1", "L1", "L-", "1-L", strings.Repeat("4", 40), strings.Repeat("4", 41),
	"ssh-ed25519 AAAA", "ssh-ed25519  AAAA", "ssh-ed25519 AAAA me", "é é", "declaration/2", "declaration/02", "consent/1", "consent/",
	"open", "accept", "decline", "endorse", "publish", "withdraw", "gateway", "retired", "academic", "meets", "revise-and-resubmit",
	EntryForm, ReviewForm, "credctl/register/v2", "\u3000", "\u00a0x",
}

// changes lists the ways to change one thing below v, in a fixed order; each says
// what it did.
func changes(v any, to []func(*rand.Rand) string) []func(*rand.Rand) string {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			to = append(changes(v[key], to),
				func(rng *rand.Rand) string {
					v[key] = others[rng.IntN(len(others))]
					return fmt.Sprint(key, " = ", v[key])
				},
				func(*rand.Rand) string { return fmt.Sprint(key, " right ", right(v, key)) },
				func(*rand.Rand) string { return fmt.Sprint(key, " right ", right(v, key)) },
				func(*rand.Rand) string { delete(v, key); return "without " + key })
		}
		to = append(to, func(rng *rand.Rand) string {
			key := []string{"note", "reason", "endorsement", "records", "round_sha256", "staff", "else", "id"}[rng.IntN(8)]
			v[key] = others[rng.IntN(len(others))]
			return "with " + key
		})
	case []any:
		for i, item := range v {
			to = append(changes(item, to), func(rng *rand.Rand) string { v[i] = others[rng.IntN(len(others))]; return fmt.Sprint(i, " = ", v[i]) })
		}
	}
	return to
}

// right puts another value that may stand under a key, where one is known.
func right(m map[string]any, key string) bool {
	value, ok := map[string]any{
		"id": strings.Repeat("a", 64), "sha256": NoEntry, "previous": NoEntry, "round_sha256": NoEntry, "spec_sha256": NoEntry,
		"serial": json.Number("999999"), "seq": json.Number("1"), "governance_serial": json.Number("7"), "reviewers": json.Number("1"),
		"note": "a\nb", "reason": "a\nb", "name": "x", "path": "x", "carried_from": nil, "respond_by": nil, "date": "2026-02-28",
		"roles": []any{"staff"}, "organisations": []any{}, "keys": []any{}, "packs": []any{}, "authors": []any{"b", "a"},
		"criterion": "L-A1", "outcome": "not-applicable", "overall": "decline", "status": "retired", "wording": "declaration/2",
		"version": "10.20.30", "people": []any{}, "outcomes": []any{}, "conflicts": []any{}, "released": []any{}, "academic": json.Number("0"),
	}[key]
	if _, isList := m[key].([]any); ok && !(key == "reviewers" && isList) {
		m[key] = value
	}
	return ok
}

// wellFormed are files of each form that use every key.
var wellFormed = map[string][][]byte{
	"governance": {(&Governance{
		Serial: 2, Previous: Hash(nil), OfficerThreshold: 2, Packs: somePacks, GatewayPacks: somePacks,
		Policy:        Policy{Reviewers: 2, OfRole: []RoleCount{{Clinical, 1}, {Academic, 0}}, Endorsers: 2, Openers: 1},
		GatewayPolicy: Policy{Reviewers: 1},
		People:        []Person{somebody},
	}).Marshal()},
	"round": {(&Round{
		Kind: Gateway, SpecSHA256: Hash(nil), Packs: somePacks, Authors: []string{"a"}, Reviewers: []string{"b"},
		Released: []Release{{Reviewer: "c", Reason: "ill"}}, RespondBy: "2026-12-20", GovernanceSerial: 1,
	}).Marshal()},
	"review": {(&Review{
		Spec: Subject{ID: "a", Version: "1.0.0", SHA256: Hash(nil)}, RoundSHA256: Hash(nil), Packs: somePacks,
		Governance: GovernanceRef{Serial: 1, SHA256: Hash(nil)}, Reviewer: "b",
		Declaration: Declaration{Wording: DeclarationWording, Authors: []string{"a"}, Conflicts: []string{"a friend"}},
		Outcomes:    []Answer{{Criterion: "4.1", Outcome: Meets, Note: "yes"}},
		Overall:     OverallAccept, CarriedFrom: Hash(nil), Date: "2026-11-22",
	}).Marshal()},
	"register":  entries(),
	"enrolment": {(&Enrolment{Person: somebody, Consent: ConsentWording, Date: "2026-11-22"}).Marshal()},
}

var (
	somePacks = []PackRef{{ID: "endorsement", Version: "1.0.0", SHA256: Hash(nil)}}
	somebody  = Person{
		ID: "okafor-a", Name: "A. Okafor", Roles: []Role{Clinical, Staff}, Organisations: []string{"trust-b"},
		Keys: []Key{{Key: "ssh-ed25519 AAAA", Status: Active}},
	}
)

func entries() [][]byte {
	var files [][]byte
	for _, act := range actWords {
		e := Entry{
			Seq: 2, Previous: Hash(nil), Kind: Act(act), SpecID: "a", SpecVersion: "1.0.0", SpecPath: "specs/a.yaml", SpecSHA256: Hash(nil),
			Governance: GovernanceRef{Serial: 1, SHA256: Hash(nil)}, RoundSHA256: Hash(nil), Endorsement: 1, Reason: "wrong",
			Records: []Listed{{Path: "reviews/a/1.0.0/a/b.yaml", SHA256: Hash(nil)}},
		}
		files = append(files, e.Marshal())
	}
	return files
}
