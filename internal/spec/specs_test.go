package spec_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// specifications are the real ones and the fullest possible one, by path.
func specifications(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("../../specs/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, path := range append(paths, "testdata/full.yaml") {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.ToSlash(path)] = data
	}
	if len(files) < 2 {
		t.Fatal("no real specifications found")
	}
	return files
}

// parse reads a document that must be readable.
func parse(t testing.TB, file, data string) *yamldoc.Document {
	t.Helper()
	doc, found := yamldoc.Parse(file, []byte(data), yamldoc.Options{})
	if doc == nil || len(found) > 0 {
		t.Fatalf("%s cannot be read:\n%s", file, lines(found))
	}
	return doc
}

// lines are findings as text, one a line.
func lines(found finding.List) string {
	text := ""
	for _, f := range found {
		text += f.String() + "\n"
	}
	return text
}

func TestRealSpecificationsAreWellFormed(t *testing.T) {
	for path, data := range specifications(t) {
		if _, found := spec.Decode(parse(t, path, string(data))); len(found) > 0 {
			t.Errorf("not well formed:\n%s", lines(found))
		}
	}
}
