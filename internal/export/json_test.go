package export

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/schema"
)

// editionSchema is the contract of the format json, with that of specifications, which
// it refers to.
func editionSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	const at = "https://github.com/advancing-practice/credctl/schema/"
	for _, name := range []string{"edition.schema.json", "credential-specification.schema.json"} {
		data, err := schema.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(at+name, value); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile(at + "edition.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestJSONIsAsPromised(t *testing.T) {
	s := editionSchema(t)
	all := editions(t)
	all["nobody knows"] = &edition.Edition{Spec: minimal(t).Spec, SHA256: minimal(t).SHA256, Path: "x.yaml"} // a file in no commit
	for name, e := range all {
		if err := judge(t, s, written(t, "json", e)[0].Data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestJSONSchemaRefuses: the schema says what must be there, and lists everything that
// is.
func TestJSONSchemaRefuses(t *testing.T) {
	s := editionSchema(t)
	var good map[string]any
	if err := json.Unmarshal(written(t, "json", full(t))[0].Data, &good); err != nil {
		t.Fatal(err)
	}
	for name := range good {
		bad := maps.Clone(good)
		delete(bad, name)
		if judge(t, s, marshalled(t, bad)) == nil {
			t.Errorf("a document without %s is taken", name)
		}
	}
	for name, change := range map[string]func(d map[string]any){
		"a further member":    func(d map[string]any) { d["more"] = 1 },
		"no state":            func(d map[string]any) { d["standing"].(map[string]any)["state"] = "endorsed by us" },
		"no specification":    func(d map[string]any) { d["specification"] = map[string]any{"title": "x"} },
		"identifiers of ours": func(d map[string]any) { d["identifiers"].([]any)[0].(map[string]any)["identifier"] = "mpf-1.10" },
		"lists that are null": func(d map[string]any) { d["frameworks"] = nil },
	} {
		bad := maps.Clone(good)
		bad["standing"] = maps.Clone(good["standing"].(map[string]any))
		bad["identifiers"] = []any{maps.Clone(good["identifiers"].([]any)[0].(map[string]any))}
		change(bad)
		if judge(t, s, marshalled(t, bad)) == nil {
			t.Errorf("%s: is taken", name)
		}
	}
}

// TestJSONHasTheWholeFile: the values are those of the file, every one.
func TestJSONHasTheWholeFile(t *testing.T) {
	for name, e := range editions(t) {
		got, err := jsonschema.UnmarshalJSON(bytes.NewReader(written(t, "json", e)[0].Data))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(e.Spec.At.Plain(), got.(map[string]any)["specification"]); diff != "" {
			t.Errorf("%s (-file +document):\n%s", name, diff)
		}
	}
}

// TestJSONKeepsTheOrder: keys stand in the order of the format, whatever the order of
// the file.
func TestJSONKeepsTheOrder(t *testing.T) {
	e := editionOf(t, `title: Turned round
domains:
- title: One
  capabilities: [{maps_to: [{strength: full, item: "mpf@2025#1.10"}], title: A capability, id: A1}]
  id: A
stage: draft
version: 0.1.0
id: turned
format: 1
`)
	got, err := specificationJSON(e.Spec)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"format":1,"id":"turned","version":"0.1.0","stage":"draft","title":"Turned round",` +
		`"domains":[{"id":"A","title":"One","capabilities":[{"id":"A1","title":"A capability","maps_to":[{"item":"mpf@2025#1.10","strength":"full"}]}]}]}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestJSONIdentifiers: everything with an id has an identifier, and so has what was
// replaced.
func TestJSONIdentifiers(t *testing.T) {
	e := full(t)
	e.Changes.Changes = []diff.Change{{What: diff.Renamed, Kind: spec.KindMethod, Was: "AS9", ID: "AS1"}}
	var d editionJSON
	if err := json.Unmarshal(written(t, "json", e)[0].Data, &d); err != nil {
		t.Fatal(err)
	}
	want := 1
	for _, kind := range spec.Kinds {
		want += len(e.Spec.Elements(kind))
	}
	if len(d.Identifiers) != want {
		t.Errorf("%d identifiers, want %d", len(d.Identifiers), want)
	}
	var gone []string
	for _, r := range d.Replaced {
		gone = append(gone, string(r.Kind)+" "+r.ID+" since "+r.Since+" by "+r.By[0].ID)
	}
	if !slices.Equal(gone, []string{"capability A9 since 1.2.0 by A1", "method AS9 since 1.4.0 by AS1"}) {
		t.Errorf("replaced: %v", gone)
	}
}

// TestJSONIsSafeInAPage: the bytes can stand in a script of a page, whatever is in them.
func TestJSONIsSafeInAPage(t *testing.T) {
	for _, f := range []string{"json", "case", "ob3"} {
		if text := string(written(t, f, hostile(t))[0].Data); strings.ContainsAny(text, "<>&\u2028\u2029\a\x1b") {
			t.Errorf("%s has signs that end a script or that a terminal obeys", f)
		}
	}
}

func TestJSONGolden(t *testing.T) {
	golden(t, "minimal.json", written(t, "json", minimal(t))[0].Data)
	e := full(t)
	e.Frameworks = nil // long, and tested elsewhere
	golden(t, "full.json", written(t, "json", e)[0].Data)
}
