package report

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/validate"
)

func TestJSON(t *testing.T) {
	schema := findingsSchema(t)
	for name, r := range map[string]Report{
		"many.json":      sampleMany(),
		"one.json":       sampleOne(),
		"nothing.json":   {Version: "1.2.3"},
		"since.json":     sampleSince(),
		"unreached.json": sampleUnreached(),
		"failure.json":   {Version: "1.2.3", Failure: "read specs/\x1b.yaml: \u202eno such file"},
	} {
		t.Run(name, func(t *testing.T) {
			write := func(w io.Writer) error { return Formats["json"](w, r) }
			golden(t, name, write)
			out := written(t, write)
			checkHarmless(t, string(out))
			if err := schema.Validate(unmarshalled(t, out)); err != nil {
				t.Errorf("the schema refuses it: %v", err)
			}
		})
	}
}

// What the program never writes, its schema refuses: otherwise the schema would
// prove nothing.
func TestSchemaRefuses(t *testing.T) {
	schema := findingsSchema(t)
	good := string(written(t, func(w io.Writer) error { return writeJSON(w, sampleMany()) }))
	for name, change := range map[string][2]string{
		"unknown member":       {`"format": 1`, `"format": 1, "extra": 1`},
		"other format":         {`"format": 1`, `"format": 2`},
		"null list":            {`"also": []`, `"also": null`},
		"unknown severity":     {`"severity": "note"`, `"severity": "off"`},
		"missing member":       {`"pointer": "",`, ``},
		"negative number":      {`"line": 7`, `"line": -7`},
		"a verdict":            {`"state": "evidence present"`, `"state": "met"`},
		"error and findings":   {`"format": 1`, `"format": 1, "error": "x"`},
		"findings left out":    {`"findings": [`, `"specifications": [`},
		"member of a finding":  {`"also": []`, `"also": [], "note": ""`},
		"member of a criteria": {`"claimed": []`, `"claimed": [], "note": ""`},
	} {
		t.Run(name, func(t *testing.T) {
			bad := strings.Replace(good, change[0], change[1], 1)
			if bad == good {
				t.Fatalf("%s is not in the sample", change[0])
			}
			if schema.Validate(unmarshalled(t, []byte(bad))) == nil {
				t.Errorf("the schema lets %s pass", change[1])
			}
		})
	}
}

func TestSchemaDescribesEveryMember(t *testing.T) {
	var walk func(at string, v any)
	walk = func(at string, v any) {
		m, ok := v.(map[string]any)
		if !ok {
			return
		}
		if properties, ok := m["properties"].(map[string]any); ok {
			if m["additionalProperties"] != false {
				t.Errorf("%s lets unknown members pass", at)
			}
			for name, p := range properties {
				if p, ok := p.(map[string]any); !ok || p["description"] == nil {
					t.Errorf("%s/%s has no description", at, name)
				}
			}
		}
		for name, child := range m {
			walk(at+"/"+name, child)
		}
	}
	walk("", unmarshalled(t, schemaBytes(t)))
}

func TestJSONIgnoresOptions(t *testing.T) {
	plain, wishes := sampleMany(), sampleMany()
	wishes.Options = Options{Color: true, Quiet: true, Summary: true, Width: 40}
	a := written(t, func(w io.Writer) error { return writeJSON(w, plain) })
	b := written(t, func(w io.Writer) error { return writeJSON(w, wishes) })
	if !bytes.Equal(a, b) {
		t.Error("JSON depends on options for people")
	}
}

// Escaping changes how a text is written, never what it says.
func TestJSONKeepsValues(t *testing.T) {
	text := "<&>\u202e\x1b\x7f\u009b\U000e0041##[x 電纜 \\u202e \\"
	r := sampleHostile(text, 1, 2)
	var doc struct {
		Findings []struct{ Message string }
	}
	out := written(t, func(w io.Writer) error { return writeJSON(w, r) })
	if err := json.Unmarshal(out, &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Findings[0].Message != text {
		t.Errorf("message is %q, want %q", doc.Findings[0].Message, text)
	}
	if !bytes.Contains(out, []byte("<&>")) {
		t.Error("escaped as for HTML")
	}
}

func TestFailureIsADocument(t *testing.T) {
	schema := findingsSchema(t)
	for _, message := range []string{"internal error", "", "read specs/a.yaml: \xff"} {
		out := written(t, func(w io.Writer) error { return Failure(w, "json", "1.2.3", message) })
		if err := schema.Validate(unmarshalled(t, out)); err != nil {
			t.Errorf("the schema refuses it: %v", err)
		}
		if bytes.Contains(out, []byte("findings")) {
			t.Errorf("a broken run shows findings:\n%s", out)
		}
	}
}

func TestFormatsAnswerFailures(t *testing.T) {
	for name, write := range Formats {
		var buf bytes.Buffer
		r := Report{Failure: "the disk is gone", Result: validate.Result{Findings: sampleFindings()}}
		if err := write(&buf, r); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if strings.Contains(buf.String(), "E401") {
			t.Errorf("%s: a broken run shows findings:\n%s", name, buf.String())
		}
	}
}

func schemaBytes(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../schema/findings.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func findingsSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("findings.schema.json", unmarshalled(t, schemaBytes(t))); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("findings.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func unmarshalled(t *testing.T, data []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v in:\n%s", err, data)
	}
	return v
}
