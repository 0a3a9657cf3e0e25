package config

import (
	"encoding/json"
	"math/rand"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

const schemaFile = "../../schema/settings.schema.json"

// The schema names the settings of the table, with their words and defaults.
func TestSchemaIsTheTable(t *testing.T) {
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties map[string]struct {
			Description, Type, Pattern string
			Enum                       []string
			Default                    any
			Minimum, Maximum           int
			Items                      struct{ Pattern string }
		}
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	if len(schema.Properties) != len(table) {
		t.Errorf("%d properties, want %d", len(schema.Properties), len(table))
	}
	for _, s := range Table() {
		p, ok := schema.Properties[s.Name]
		if !ok || p.Description == "" {
			t.Errorf("%s is not in the schema, or without description", s.Name)
		}
		if diff := cmp.Diff(s.words, p.Enum); diff != "" {
			t.Errorf("%s (-table +schema):\n%s", s.Name, diff)
		}
		if s.whole != [2]int{p.Minimum, p.Maximum} {
			t.Errorf("%s: bounds %d and %d, want %v", s.Name, p.Minimum, p.Maximum, s.whole)
		}
		if pattern := p.Pattern + p.Items.Pattern; s.shape != nil && s.shape.Pattern.String() != pattern {
			t.Errorf("%s: pattern %s, want %s", s.Name, pattern, s.shape.Pattern)
		}
		if want, _ := json.Marshal(s.Default); !sameJSON(t, want, p.Default) {
			t.Errorf("%s: default %v, want %s", s.Name, p.Default, want)
		}
		if s.Words == "" || s.Env != "CREDCTL_"+strings.ToUpper(s.Name) {
			t.Errorf("%s: words %q, variable %s", s.Name, s.Words, s.Env)
		}
	}
}

func sameJSON(t *testing.T, a []byte, b any) bool {
	t.Helper()
	var v any
	if err := json.Unmarshal(a, &v); err != nil {
		t.Fatal(err)
	}
	return reflect.DeepEqual(v, b)
}

// The reader and the published schema say yes and no to the same files. (A whole
// number with a fraction of zero, 262144.0, is whole to JSON Schema and not to
// us: numbers are in plain spelling.)
func TestReadingAgreesWithSchema(t *testing.T) {
	const rounds = 4000
	schema, err := jsonschema.NewCompiler().Compile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"packs", "fail_on", "format", "color", "max_bytes", "trust_root", "register_name", "register_url", "licences", "fail-on", "Packs"}
	values := []string{
		"text", "json", "auto", "always", "never", "note", "warning", "error", "off", "Error", "''", "' '", "~", "true", "1", "262143", "262144", "16777216",
		"16777217", "3.5", "-1", "[]", "{}", "[a@1.0.0]", "[a@1.0.0, b@0.1.2-rc.1]", "[a@1.0.0, a@1.0.0]", "[a]", "[A@1.0.0]", "[1]", "[a@01.0.0]", "['']", "[[a@1.0.0]]",
		"[a-b@1.0.0, a--b@1.0.0]", "[" + strings.Repeat("a", 122) + "@1.0.0]", "[" + strings.Repeat("a", 123) + "@1.0.0]",
		"https://a.example", "https://a.example/", "ftp://a.example", "[CC-BY-4.0]", "[CC BY]", "[CC0-1.0, CC0-1.0]", "' a'", "a  b",
		strings.Repeat("a1", 32), strings.Repeat("A1", 32), strings.Repeat("a", 63), strings.Repeat("a", 65),
	}
	fit := map[string][]string{
		"packs": {"[]", "[a@1.0.0]", "[a@1.0.0, b@0.1.2-rc.1]"}, "fail_on": {"note"}, "format": {"json"}, "color": {"never"}, "max_bytes": {"262144", "16777216"}, "trust_root": {strings.Repeat("a1", 32)},
		"register_name": {"one two"}, "register_url": {"https://a.example/b"}, "licences": {"[CC-BY-4.0]"},
	}
	rng := rand.New(rand.NewSource(1))
	good, bad := 0, 0
	for range rounds {
		var b strings.Builder
		b.WriteString("{")
		for _, name := range names[:5] {
			if rng.Intn(2) == 0 {
				b.WriteString(name + ": " + fit[name][rng.Intn(len(fit[name]))] + ", ")
			}
		}
		text := b.String()
		if odd := names[rng.Intn(len(names))]; rng.Intn(4) > 0 && !strings.Contains(text, odd+":") {
			text += odd + ": " + values[rng.Intn(len(values))]
		}
		text = strings.TrimSuffix(text, ", ") + "}\n"
		doc, _ := yamldoc.Parse(file, []byte(text), yamldoc.Options{})
		if doc == nil {
			t.Fatalf("not read: %s", text)
		}
		_, found := readFile(Input{File: file, Data: []byte(text)})
		err := schema.Validate(doc.Root().Plain())
		if (err == nil) != (len(found) == 0) {
			t.Fatalf("the schema says %v, the reader says %v, of\n%s", err, found, text)
		}
		if err == nil {
			good++
		} else {
			bad++
		}
	}
	if good < rounds/10 || bad < rounds/10 {
		t.Errorf("%d texts were good and %d bad: they no longer tell anything", good, bad)
	}
}
