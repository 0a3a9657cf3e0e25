package diff_test

import (
	"os"
	"strconv"
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

// document is a specification with these lines behind its head.
func document(t testing.TB, version, lines string) *spec.Specification {
	t.Helper()
	return decode(t, version, "format: 1\nid: wound-care\nversion: "+version+"\nstage: draft\ntitle: Wound care\n"+lines)
}

// capability is a specification with one capability of this statement.
func capability(t testing.TB, statement string) *spec.Specification {
	t.Helper()
	return document(t, "1.0.0", "domains:\n- id: A\n  title: One\n  capabilities:\n  - id: A1\n    title: First\n    statement: "+strconv.Quote(statement)+"\n")
}
