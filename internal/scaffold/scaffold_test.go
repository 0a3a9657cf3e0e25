package scaffold

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/schema"
)

func made(t *testing.T, c Choice) map[string]File {
	t.Helper()
	files, err := Files(c)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("the files are not in order")
	}
	byPath := map[string]File{}
	for _, f := range files {
		if !fs.ValidPath(f.Path) {
			t.Errorf("%q is no path below a root", f.Path)
		}
		byPath[f.Path] = f
	}
	return byPath
}

var choice = Choice{Packs: []string{"gateway@1.0.0", "house@1.0.0", "our-trust@1.0.0"}, Ref: "v1.2.3"}

// Every text can be read for what it is, has nothing left to fill in, and ends as a
// text should.
func TestTextsAreWellFormed(t *testing.T) {
	for name, f := range made(t, choice) {
		if f.Keeper {
			continue
		}
		for _, left := range []string{"CREDCTL_REF", "- PACK", "\r", "\t"} {
			if bytes.Contains(f.Data, []byte(left)) {
				t.Errorf("%s holds %q", name, left)
			}
		}
		if !bytes.HasSuffix(f.Data, []byte("\n")) || bytes.HasSuffix(f.Data, []byte("\n\n")) {
			t.Errorf("%s does not end in one line break", name)
		}
		switch path.Ext(name) {
		case ".json":
			if !json.Valid(f.Data) {
				t.Errorf("%s is not JSON", name)
			}
		case ".yaml", ".yml":
			var any any
			if err := yaml.Unmarshal(f.Data, &any); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// Packs and schemas are copied to the byte; a pack that does not come with the
// program is named in the settings and left to whoever has it.
func TestCopies(t *testing.T) {
	files := made(t, choice)
	for name, of := range map[string]string{
		"criteria/gateway/1.0.0.yaml":                 "criteria/gateway/gateway-1.0.0.yaml",
		"criteria/house/1.0.0.yaml":                   "criteria/house/house-1.0.0.yaml",
		"schema/credential-specification.schema.json": "credential-specification.schema.json",
		"schema/settings.schema.json":                 "settings.schema.json",
	} {
		want, err := schema.Files.ReadFile(of)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(files[name].Data, want) {
			t.Errorf("%s is not %s", name, of)
		}
	}
	if _, there := files["criteria/our-trust/1.0.0.yaml"]; there {
		t.Error("there is a pack that nobody has")
	}
	var settings struct{ Packs []string }
	if err := yaml.Unmarshal(files[".credctl.yaml"].Data, &settings); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(choice.Packs, settings.Packs); diff != "" {
		t.Errorf("packs (-want +got):\n%s", diff)
	}
}

// What is copied does not name its schema by a path that holds in one place only.
func TestPacksNameNoSchema(t *testing.T) {
	for name, f := range made(t, Choice{Packs: []string{"curriculum@1.0.0", "endorsement@1.0.0", "gateway@1.0.0", "house@1.0.0", "wording@1.0.0"}}) {
		if strings.HasPrefix(name, "criteria/") && bytes.Contains(f.Data, []byte("$schema=")) {
			t.Errorf("%s names a schema", name)
		}
	}
}

// Editors are pointed at schemas that are there.
func TestEditorsFindTheSchemas(t *testing.T) {
	files := made(t, choice)
	var settings map[string]json.RawMessage
	var schemas map[string]string
	if err := json.Unmarshal(files[".vscode/settings.json"].Data, &settings); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(settings["yaml.schemas"], &schemas); err != nil {
		t.Fatal(err)
	}
	for name := range schemas {
		if _, there := files[strings.TrimPrefix(name, "./")]; !there {
			t.Errorf("there is no %s", name)
		}
	}
	if len(schemas) != 4 {
		t.Errorf("%d schemas are named, want 4", len(schemas))
	}
}

// The release by which the program is named stands wherever it is named.
func TestRefStandsEverywhere(t *testing.T) {
	files := made(t, choice)
	for name, want := range map[string]string{
		".github/workflows/credctl.yml": "uses: advancing-practice/credctl@v1.2.3\n",
		".gitlab-ci.yml":                "cmd/credctl@v1.2.3\n",
		".pre-commit-config.yaml":       "rev: v1.2.3\n",
	} {
		if !bytes.Contains(files[name].Data, []byte(want)) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
}

func TestRef(t *testing.T) {
	for version, want := range map[string]string{
		"1.2.3": "v1.2.3", "v1.2.3": "v1.2.3", "v0.1.0-rc.1": "v0.1.0-rc.1",
		"development build": "main", "": "main", "1.2.4-next": "main",
		"v0.0.0-20260102030405-0123456789ab": "main", "v1.2.3+dirty": "main", "1.2.3\nx": "main",
	} {
		if got := Ref(version); got != want {
			t.Errorf("Ref(%q) is %q, want %q", version, got, want)
		}
	}
}

func TestLines(t *testing.T) {
	f := File{Path: ".gitattributes", Data: []byte("# why\n* -text\n\nspecs/** text\n")}
	if diff := cmp.Diff([]string{"* -text", "specs/** text"}, f.Lines()); diff != "" {
		t.Error(diff)
	}
	f = File{Path: "x.json", Data: []byte("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n")}
	if diff := cmp.Diff([]string{`"a": {`, `  "b": 1`, "}"}, f.Lines()); diff != "" {
		t.Error(diff)
	}
}

// TestDemoEditions holds that every step of the demonstration's second life is really
// taken: a text that the candidate no longer has would leave it as it was.
func TestDemoEditions(t *testing.T) {
	for _, pair := range [][2][]string{{demoMore, {string(demoCandidate)}}, {demoAsked, {string(DemoComment())}}} {
		for i := 0; i < len(pair[0]); i += 2 {
			if n := strings.Count(pair[1][0], pair[0][i]); n != 1 {
				t.Errorf("%q stands %d times in the text before, want once", pair[0][i], n)
			}
		}
	}
}
