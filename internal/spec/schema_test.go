package spec_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/schema"
)

const schemaURL = "https://github.com/advancing-practice/credctl/schema/credential-specification.schema.json"

// compiled is the published schema, ready to judge.
func compiled(t testing.TB, published []byte) *jsonschema.Schema {
	t.Helper()
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(published))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaURL, parsed); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(schemaURL)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemaIsDraft7(t *testing.T) {
	s := compiled(t, schema.CredentialSpecification)
	if s.DraftVersion != 7 || s.ID != schemaURL {
		t.Errorf("draft %d, id %s; want draft 7, %s", s.DraftVersion, s.ID, schemaURL)
	}
}

// node is a schema as far as this test looks at it.
type node struct {
	Ref                  string `json:"$ref"`
	Description          string
	Type                 string
	AdditionalProperties *bool
	Required             []string
	Properties           *ordered
	Items                *node
	Definitions          map[string]*node
	Pattern              string
	PatternErrorMessage  string
}

// ordered are properties in the order of the schema.
type ordered struct {
	names []string
	of    map[string]*node
}

func (o *ordered) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &o.of); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		o.names = append(o.names, name.(string))
		if err := d.Decode(new(json.RawMessage)); err != nil {
			return err
		}
	}
	return nil
}

// walker visits every place of the format that the schema describes.
type walker struct {
	t       *testing.T
	root    *node
	objects map[string]*node // by pattern, as in spec.Group
}

// walk visits the schema of the place at. A description beside a $ref is what an
// editor shows, so it belongs to the place and not to the definition.
func (w *walker) walk(at string, n *node) {
	for n.Ref != "" {
		name, found := strings.CutPrefix(n.Ref, "#/definitions/")
		if n = w.root.Definitions[name]; !found || n == nil {
			w.t.Fatalf("%s: no definition for %s", at, name)
		}
	}
	if n.Pattern != "" && n.PatternErrorMessage == "" {
		w.t.Errorf("%s has a pattern and no words for it", at)
	}
	switch n.Type {
	case "object":
		w.object(at, n)
	case "array":
		if n.Items == nil {
			w.t.Errorf("%s says nothing of its items", at)
			return
		}
		w.walk(at+"/*", n.Items)
	case "string", "integer", "number", "boolean":
	default:
		w.t.Errorf("%s has type %q", at, n.Type)
	}
}

func (w *walker) object(at string, n *node) {
	w.objects[at] = n
	if n.AdditionalProperties == nil || *n.AdditionalProperties {
		w.t.Errorf("%q lets unknown keys through", at)
	}
	if n.Description == "" {
		w.t.Errorf("%q is not described", at)
	}
	for _, name := range n.Properties.names {
		p := n.Properties.of[name]
		if d := p.Description; d == "" || !strings.HasSuffix(d, ".") {
			w.t.Errorf("%s/%s has the description %q, want a sentence", at, name, d)
		}
		w.walk(at+"/"+name, p)
	}
}

// TestSchemaHasTheKeysOfTheDecoder holds keys, their order and which of them are
// required equal, at every place of the format; and every property is described.
func TestSchemaHasTheKeysOfTheDecoder(t *testing.T) {
	var root node
	if err := json.Unmarshal(schema.CredentialSpecification, &root); err != nil {
		t.Fatal(err)
	}
	w := &walker{t: t, root: &root, objects: map[string]*node{}}
	w.walk("", &root)
	for _, g := range spec.Groups() {
		for _, at := range g.At {
			n := w.objects[at]
			if n == nil {
				t.Errorf("the schema has no keys at %q", at)
				continue
			}
			delete(w.objects, at)
			if diff := cmp.Diff(g.Fields.Names(), n.Properties.names); diff != "" {
				t.Errorf("keys at %q (-decoder +schema):\n%s", at, diff)
			}
			var required []string
			for _, f := range g.Fields {
				if f.Required {
					required = append(required, f.Name)
				}
			}
			if diff := cmp.Diff(required, n.Required); diff != "" {
				t.Errorf("required keys at %q (-decoder +schema):\n%s", at, diff)
			}
		}
	}
	for at := range w.objects {
		t.Errorf("the decoder has no keys at %q", at)
	}
	for name, d := range root.Definitions {
		if d.Description == "" {
			t.Errorf("definition %s is not described", name)
		}
		if !strings.Contains(string(schema.CredentialSpecification), fmt.Sprintf("%q", "#/definitions/"+name)) {
			t.Errorf("definition %s is used by nothing", name)
		}
	}
}

// TestFullUsesEveryKey makes sure that what the other tests start from leaves
// nothing out.
func TestFullUsesEveryKey(t *testing.T) {
	full := specifications(t)["testdata/full.yaml"]
	used := map[string][]string{}
	collect(used, "", parse(t, "full.yaml", string(full)).Root().Plain())
	for _, g := range spec.Groups() {
		var keys []string
		for _, at := range g.At {
			keys = append(keys, used[at]...)
		}
		for _, name := range g.Fields.Names() {
			if !slices.Contains(keys, name) {
				t.Errorf("full.yaml does not use %q at %q", name, g.At[0])
			}
		}
	}
}

// collect notes which keys stand at which places.
func collect(used map[string][]string, at string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			used[at] = append(used[at], name)
			collect(used, at+"/"+name, value)
		}
	case []any:
		for _, item := range v {
			collect(used, at+"/*", item)
		}
	}
}
