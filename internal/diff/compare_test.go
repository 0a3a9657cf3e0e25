package diff_test

import (
	"os"
	"testing"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// decode reads a specification that has to be well formed.
func decode(t testing.TB, name, text string) *spec.Specification {
	t.Helper()
	doc, found := yamldoc.Parse(name, []byte(text), yamldoc.Options{})
	if doc == nil {
		t.Fatalf("%s: %v", name, found)
	}
	s, more := spec.Decode(doc)
	if found = append(found, more...); found.AtLeast(finding.Error) {
		t.Fatalf("%s: %v", name, found)
	}
	return s
}

// full is a specification that uses every key.
func full(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("../spec/testdata/full.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestATextAgainstItselfIsEmpty(t *testing.T) {
	c := diff.Compare(decode(t, "a", full(t)), decode(t, "b", full(t)))
	if len(c.Changes) > 0 || len(c.Findings) > 0 || c.Class != diff.Same || !c.OK() {
		t.Errorf("%+v", c)
	}
}
