package criteria

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

const schemaFile = "../../schema/criteria-pack.schema.json"

// mutants is how many changed packs are judged in all.
const mutants = 4000

// packSchema compiles the published schema.
func packSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("pack.json", value); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("pack.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The schema speaks of every kind of check and of its parameters, and of nothing
// else.
func TestSchemaKnowsEveryKind(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	type rule struct {
		If struct {
			Properties struct{ Kind struct{ Const string } }
		}
		Then struct {
			Required   []string
			Properties struct{ With json.RawMessage }
		}
	}
	var s struct {
		Definitions struct {
			Check struct {
				Properties struct{ Kind struct{ Enum []string } }
				AllOf      []rule
			}
			Place struct{ Pattern string }
		}
	}
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	check := s.Definitions.Check
	if diff := cmp.Diff(Kinds(), check.Properties.Kind.Enum); diff != "" {
		t.Errorf("kinds (-program +schema):\n%s", diff)
	}
	if s.Definitions.Place.Pattern != placePattern {
		t.Errorf("the pattern of places is %s in the schema, %s here", s.Definitions.Place.Pattern, placePattern)
	}
	for _, r := range check.AllOf {
		k := kinds[r.If.Properties.Kind.Const]
		var with struct {
			PropertyNames struct{ Enum []string }
			Required      []string
		}
		if len(k.params) == 0 {
			if string(r.Then.Properties.With) != "false" {
				t.Errorf("%s takes nothing, the schema says %s", r.If.Properties.Kind.Const, r.Then.Properties.With)
			}
			continue
		}
		if err := json.Unmarshal(r.Then.Properties.With, &with); err != nil {
			t.Fatal(err)
		}
		needs := append(slices.Clone(with.Required), slices.DeleteFunc(slices.Clone(r.Then.Required), func(n string) bool { return n == "with" })...)
		slices.Sort(needs)
		wanted := slices.Sorted(slices.Values(k.needs))
		if !slices.Equal(with.PropertyNames.Enum, k.params) || !slices.Equal(needs, wanted) {
			t.Errorf("%s: the schema has %v and needs %v, the program %v and %v",
				r.If.Properties.Kind.Const, with.PropertyNames.Enum, needs, k.params, wanted)
		}
	}
}

// Packs that were changed at random get the same verdict from the schema and
// from the reading of a pack, as far as a schema can say.
func TestReaderAndSchemaAgree(t *testing.T) {
	judge := packSchema(t)
	files, err := filepath.Glob(filepath.Join(packDir, "*", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no packs: %v", err)
	}
	rng := rand.New(rand.NewPCG(20260630, 1))
	var valid, invalid int
	codes := map[string]int{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := yamldoc.Parse(file, data, yamldoc.Options{})
		origin := sample(doc.Root().Plain())
		for range mutants / len(files) {
			root := mutate(rng, clone(origin))
			found, refused := judgeBoth(t, judge, file, root)
			if (len(found) > 0) != refused {
				t.Fatalf("reader %v, schema refuses %v:\n%s", found, refused, encode(t, root))
			}
			if refused {
				invalid++
			} else {
				valid++
			}
			for _, code := range found {
				codes[code]++
			}
		}
	}
	if valid < mutants/20 || invalid < mutants/4 {
		t.Errorf("%d valid and %d invalid packs: too few of one sort", valid, invalid)
	}
	for _, code := range []string{"S101", "S102", "S103", "S104", "S105", "S106", "S108"} {
		if codes[code] == 0 {
			t.Errorf("no mutation led to %s", code)
		}
	}
}

// sample keeps the first three items of every list: enough of every part.
func sample(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			v[k] = sample(x)
		}
	case []any:
		if len(v) > 3 {
			v = v[:3]
		}
		for i, x := range v {
			v[i] = sample(x)
		}
		return v
	}
	return v
}

func judgeBoth(t *testing.T, judge *jsonschema.Schema, file string, root any) (codes []string, refused bool) {
	t.Helper()
	text := encode(t, root)
	doc, unread := yamldoc.Parse(file, text, yamldoc.Options{})
	if doc == nil || len(unread) > 0 {
		t.Fatalf("cannot be read: %v\n%s", unread, text)
	}
	p := packReader{}
	p.read(doc.Root())
	for _, f := range p.r.Found() {
		codes = append(codes, f.Code)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return codes, judge.Validate(value) != nil
}

// encode writes JSON, which is YAML in flow style, so that the same bytes go to
// both judges.
func encode(t *testing.T, root any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(root); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func clone(v any) any {
	switch v := v.(type) {
	case map[string]any:
		m := make(map[string]any, len(v))
		for k, x := range v {
			m[k] = clone(x)
		}
		return m
	case []any:
		l := make([]any, len(v))
		for i, x := range v {
			l[i] = clone(x)
		}
		return l
	}
	return v
}

// spoilers are what a mutation may write instead of a value: something of every
// kind, and words that are right somewhere.
var spoilers = []any{
	nil, "", " ", "a b", "off", "note", "seen", "local", "house", "draft", "all-of", "L-X", "4.1", "E999", "i", "1.0.0", "outcomes",
	"/outcomes/*/text", "/**", "outcome", "present", "covers", "matches", "min-items", "claims", json.Number("0"), json.Number("7"),
	json.Number("-1"), json.Number("0.5"), true, false,
}

var keys = []string{
	"pack", "id", "mark", "kind", "at", "with", "point", "note", "edition", "code", "checks", "guidance", "min", "max", "values", "of",
	"by", "through", "via", "to", "when", "terms", "strict", "verbs", "ratio", "pattern", "want", "skip", "oddity",
}

// mutate changes one or two places of a tree.
func mutate(rng *rand.Rand, root any) any {
	if rng.IntN(8) == 0 {
		return misnumber(rng, root)
	}
	for range 1 + rng.IntN(2) {
		root = change(rng, root, 0)
	}
	return root
}

// misnumber changes every number below v.
func misnumber(rng *rand.Rand, v any) any {
	switch x := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			x[k] = misnumber(rng, x[k])
		}
	case []any:
		for i := range x {
			x[i] = misnumber(rng, x[i])
		}
	case json.Number:
		return json.Number([]string{"-1", "0", "0.5", "1000001", "1000000"}[rng.IntN(5)])
	}
	return v
}

// change walks down at random and changes what it arrives at.
func change(rng *rand.Rand, v any, depth int) any {
	switch x := v.(type) {
	case map[string]any:
		if len(x) > 0 && (depth < 2 || rng.IntN(3) > 0) {
			key := pickKey(rng, x)
			x[key] = change(rng, x[key], depth+1)
			return x
		}
		switch rng.IntN(3) {
		case 0:
			x[keys[rng.IntN(len(keys))]] = spoilers[rng.IntN(len(spoilers))]
		case 1:
			if len(x) > 0 {
				delete(x, pickKey(rng, x))
			}
		default:
			return spoilers[rng.IntN(len(spoilers))]
		}
		return x
	case []any:
		if len(x) > 0 && rng.IntN(4) > 0 {
			i := rng.IntN(len(x))
			x[i] = change(rng, x[i], depth+1)
			return x
		}
		if rng.IntN(2) == 0 {
			return append(x, spoilers[rng.IntN(len(spoilers))])
		}
		return []any{}
	}
	return spoilers[rng.IntN(len(spoilers))]
}

func pickKey(rng *rand.Rand, m map[string]any) string {
	all := slices.Sorted(maps.Keys(m))
	return all[rng.IntN(len(all))]
}
