package report

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// gitlabSchema is what GitLab asks of a code quality report, put down from its
// documentation: nobody publishes a schema for it.
const gitlabSchema = `{"type": "array", "items": {
  "type": "object", "required": ["description", "check_name", "fingerprint", "severity", "location"], "additionalProperties": false,
  "properties": {
    "description": {"type": "string", "minLength": 1}, "check_name": {"type": "string", "minLength": 1},
    "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
    "location": {"type": "object", "required": ["path", "lines"], "additionalProperties": false, "properties": {
      "path": {"type": "string", "minLength": 1},
      "lines": {"type": "object", "required": ["begin"], "additionalProperties": false, "properties": {"begin": {"type": "integer", "minimum": 1}}}}}}}}`

func TestGitLab(t *testing.T) {
	schema := compiled(t, unmarshalled(t, []byte(gitlabSchema)))
	documents(t, "gitlab", func(t *testing.T, out []byte, r Report) {
		if err := schema.Validate(unmarshalled(t, out)); err != nil {
			t.Errorf("GitLab would refuse it: %v", err)
		}
		if bytes.HasPrefix(out, []byte("\ufeff")) {
			t.Error("there is a byte order mark")
		}
	})
	good := string(written(t, func(w io.Writer) error { return writeGitLab(w, sampleMany()) }))
	for was, is := range map[string]string{
		`"severity": "major"`: `"severity": "error"`, `"begin": 7`: `"begin": 0`, `"check_name"`: `"check"`, `"path": "specs/gone.yaml"`: `"path": ""`,
	} {
		bad := strings.Replace(good, was, is, 1)
		if bad == good {
			t.Fatalf("%s is not in the sample", was)
		}
		if schema.Validate(unmarshalled(t, []byte(bad))) == nil {
			t.Errorf("the schema lets %s pass", is)
		}
	}
}

// GitLab shows two entries of one fingerprint as one.
func TestGitLabFingerprintsAreUnique(t *testing.T) {
	r := sampleFlood(300) // of the same code and message
	r.Unchecked = []string{"one", "two", "two"}
	var entries []gitlabEntry
	if err := json.Unmarshal(written(t, func(w io.Writer) error { return writeGitLab(w, r) }), &entries); err != nil {
		t.Fatal(err)
	}
	met := map[string]bool{}
	for _, e := range entries {
		if met[e.Fingerprint] {
			t.Fatalf("the fingerprint %s is there twice", e.Fingerprint)
		}
		met[e.Fingerprint] = true
	}
	if len(met) != 303 {
		t.Errorf("%d entries, want 303", len(met))
	}
}

func compiled(t *testing.T, schema any) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", schema); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}
