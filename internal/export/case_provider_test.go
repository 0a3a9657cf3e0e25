package export

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// served are the files of a provider of the fullest specification and its frameworks.
func served(t testing.TB) map[string][]byte {
	t.Helper()
	e := full(t)
	var packages [][]byte
	for _, file := range written(t, "case", e) {
		packages = append(packages, file.Data)
	}
	files, err := CASEProvider(e.Register, packages...)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string][]byte{}
	for _, f := range files {
		if by[f.Name] != nil {
			t.Errorf("%s is there twice", f.Name)
		}
		by[f.Name] = f.Data
	}
	return by
}

// TestProviderServesWhatPackagesName: every address of a document or an item that a
// package or a document names is that of a file.
func TestProviderServesWhatPackagesName(t *testing.T) {
	files, root := served(t), full(t).Register.URL+"/"
	elsewhere := root + caseRoot + "CFDocuments/" + Identifier(full(t).Register, "mental-health", "", "") // a specification that is not here
	seen := 0
	for name, data := range files {
		for line := range strings.Lines(string(data)) {
			_, address, ok := strings.Cut(line, `"uri": "`)
			address, _, _ = strings.Cut(address, `"`)
			if path, ours := strings.CutPrefix(address, root); ok && ours && address != elsewhere {
				class := strings.Split(strings.TrimPrefix(path, caseRoot), "/")[0]
				if slices.Contains([]string{"CFPackages", "CFDocuments", "CFItems"}, class) {
					seen++
					if files[path] == nil {
						t.Errorf("%s names %s, which is not there", name, path)
					}
				}
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d addresses were looked at", seen)
	}
}

// TestProviderObjects: each object by itself is what the package has, with the link that
// it has there besides.
func TestProviderObjects(t *testing.T) {
	schemas, data := map[string]*jsonschema.Schema{}, fixture(t, "case/case-v1p1-cfpackage.json")
	for _, part := range []string{"", "#/$defs/CFPckgDocument", "#/$defs/CFPckgItem", "#/$defs/LinkURI"} {
		schemas[part] = official(t, data, part)
	}
	for name, data := range served(t) {
		part, link := "", ""
		switch {
		case strings.Contains(name, "/CFPackages/"):
		case strings.HasSuffix(name, "/CFDocuments/index.json"):
			continue
		case strings.Contains(name, "/CFDocuments/"):
			part, link = "#/$defs/CFPckgDocument", "CFPackageURI"
		case strings.Contains(name, "/CFItems/"):
			part, link = "#/$defs/CFPckgItem", "CFDocumentURI"
		default:
			t.Errorf("what is %s?", name)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if link != "" {
			if err := schemas["#/$defs/LinkURI"].Validate(value.(map[string]any)[link]); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			delete(value.(map[string]any), link)
		}
		if err := schemas[part].Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestProviderLists: the list has a document for each package.
func TestProviderLists(t *testing.T) {
	var list struct {
		Documents []servedDocument `json:"CFDocuments"`
	}
	files := served(t)
	if err := json.Unmarshal(files[caseRoot+"CFDocuments/index.json"], &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Documents) != 3 || list.Documents[0].Title != "A specification that uses every key" || list.Documents[0].Package.Identifier != list.Documents[0].Identifier {
		t.Errorf("got %+v", list.Documents)
	}
	if _, err := CASEProvider(full(t).Register, []byte("{")); err == nil {
		t.Error("what is no package is taken")
	}
}
