package framework

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

func parseText(t *testing.T, text string) (*Framework, finding.List) {
	t.Helper()
	doc, found := yamldoc.Parse("frameworks/x.yaml", []byte(text), yamldoc.Options{})
	if doc == nil {
		t.Fatalf("not read at all: %v", found)
	}
	return Parse(doc)
}

const small = `id: trust-x
edition: "1"
title: Ours
source: Our own
mark: local
pillars:
- number: "A"
  title: All
  items:
  - {number: "A1", title: First}
`

func TestParse(t *testing.T) {
	got, found := parseText(t, small)
	want := &Framework{
		ID: "trust-x", Edition: "1", Title: "Ours", Source: "Our own", Mark: Local,
		Pillars: []Pillar{{Number: "A", Title: "All", Items: []Item{{Number: "A1", Title: "First"}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" || len(found) > 0 {
		t.Errorf("Parse (-want +got):\n%s\n%v", diff, found)
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	tests := []struct {
		name, old, new string
		want           string // the finding
		usable         bool   // a framework comes back all the same
	}{
		{"edition as a number", `edition: "1"`, `edition: 1`, "2:10: error[S103]: `edition` is the number 1, want a text", false},
		{"no id", "id: trust-x\n", "", "1:1: error[S102]: `id` is missing", false},
		{"id in capitals", "trust-x", "Trust X", `1:5: error[S105]: ` + "`id`" + ` is "Trust X", want small letters, digits and hyphens, beginning with a letter, such as "mpf"`, false},
		{"unknown key", "source:", "sauce:", "4:1: error[S101]: `sauce` is not a key of the format", true},
		{"unknown mark", "local", "ours", "5:7: error[S104]: `mark` is \"ours\", want one of seen, inferred, local", true},
		{"number twice", "title: First}", "title: First}\n  - {number: A1, title: Again}", "11:14: error[S109]: `pillars[1].items[2].number` is \"A1\", which stands further up already", true},
		{"pillar twice", "title: First}", "title: First}\n- {number: A, title: Again, items: []}", "11:12: error[S109]: `pillars[2].number` is \"A\", which stands further up already", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(small, test.old, test.new, 1)
			if text == small {
				t.Fatal("the change changes nothing")
			}
			f, found := parseText(t, text)
			if (f != nil) != test.usable {
				t.Errorf("framework %v, want usable %t", f, test.usable)
			}
			if !slices.ContainsFunc(found, func(f finding.Finding) bool { return f.String() == "frameworks/x.yaml:"+test.want }) {
				t.Errorf("found\n%v\nwant %s", found, test.want)
			}
		})
	}
}

// Parse and the published schema say yes and no to the same files. Only one
// thing is beyond the schema: that no number stands twice.
func TestParseAgreesWithSchema(t *testing.T) {
	const rounds = 2000
	schema := compileSchema(t, "../../schema/framework.schema.json")
	rng := rand.New(rand.NewSource(1))
	var seeds []any
	for _, text := range []string{small, strings.Replace(small, "mark:", "note: Ours too\nmark:", 1)} {
		doc, _ := yamldoc.Parse("seed.yaml", []byte(text), yamldoc.Options{})
		seeds = append(seeds, doc.Root().Plain())
	}
	files, _ := filepath.Glob(filepath.Join(filesDir, "*.yaml"))
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := yamldoc.Parse(file, data, yamldoc.Options{})
		seeds = append(seeds, doc.Root().Plain())
	}
	good, bad := 0, 0
	for i := range rounds {
		mutant := mutate(rng, seeds[i%len(seeds)])
		for range rng.Intn(2) {
			mutant = mutate(rng, mutant)
		}
		text := asYAML(t, mutant)
		doc, refused := yamldoc.Parse("mutant.yaml", text, yamldoc.Options{})
		if doc == nil || refused.AtLeast(finding.Error) {
			continue // refused before any schema is asked
		}
		_, found := Parse(doc)
		found = slices.DeleteFunc(found, func(f finding.Finding) bool { return f.Code == decode.CodeRepeated })
		err := schema.Validate(doc.Root().Plain())
		if (err == nil) != (len(found) == 0) {
			t.Fatalf("round %d: the schema says %v, Parse says %v, of\n%s", i, err, found, text)
		}
		if err == nil {
			good++
		} else {
			bad++
		}
	}
	if good < rounds/20 || bad < rounds/2 {
		t.Errorf("%d mutants were good and %d bad: the mutations no longer tell anything", good, bad)
	}
}

func compileSchema(t *testing.T, file string) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// asYAML writes v as JSON, which is YAML, with the final newline that is wanted.
func asYAML(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return append(data, '\n')
}

// strange are values to put in the place of others.
var strange = []any{
	nil, true, json.Number("7"), json.Number("1.10"), "", " ", "A1", "1.10", "x-", "ä", "Trust", "seen", "local", "mpf",
	strings.Repeat("a", 33), strings.Repeat("a", 64), strings.Repeat("é", 65), []any{}, map[string]any{}, []any{"x"}, map[string]any{"number": "Z9", "title": "Z"},
}

// mutate returns a copy of v that differs in one place.
func mutate(rng *rand.Rand, v any) any {
	return change(rng, v, rng.Intn(count(v)))
}

func count(v any) int {
	n := 1
	switch v := v.(type) {
	case map[string]any:
		for _, c := range v {
			n += count(c)
		}
	case []any:
		for _, c := range v {
			n += count(c)
		}
	}
	return n
}

// change copies v; at is the number of the value below v that is to differ.
func change(rng *rand.Rand, v any, at int) any {
	if at == 0 {
		return differ(rng, v)
	}
	at--
	switch v := v.(type) {
	case map[string]any:
		m := maps.Clone(v)
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if n := count(v[k]); at < n {
				m[k] = change(rng, v[k], at)
				return m
			} else {
				at -= n
			}
		}
	case []any:
		l := slices.Clone(v)
		for i := range v {
			if n := count(v[i]); at < n {
				l[i] = change(rng, v[i], at)
				return l
			} else {
				at -= n
			}
		}
	}
	return v
}

// differ returns something else than v: an odd value, or v with a part more or less.
func differ(rng *rand.Rand, v any) any {
	if rng.Intn(3) == 0 {
		return strange[rng.Intn(len(strange))]
	}
	switch v := v.(type) {
	case map[string]any:
		m := maps.Clone(v)
		keys := slices.Sorted(maps.Keys(v))
		if len(keys) > 0 {
			delete(m, keys[rng.Intn(len(keys))])
		}
		if rng.Intn(2) == 0 {
			m[[]string{"id", "note", "number", "nomber", "title"}[rng.Intn(5)]] = strange[rng.Intn(len(strange))]
		}
		return m
	case []any:
		if len(v) == 0 || rng.Intn(2) == 0 {
			return append(slices.Clone(v), strange[rng.Intn(len(strange))])
		}
		return slices.Delete(slices.Clone(v), 0, 1)
	case string:
		return []string{v + "-", v + " x", "A" + v, strings.ToUpper(v), v + "0", fmt.Sprint(len(v))}[rng.Intn(6)]
	}
	return strange[rng.Intn(len(strange))]
}
