package criteria

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/spec"
	examples "github.com/advancing-practice/credctl/testdata/criteria"
)

// Every code of a shipped pack has a worked example: the findings of the code in
// what fails are those that are wanted, and there are none in what passes.
func TestExamples(t *testing.T) {
	set := embeddedSet(t)
	for _, page := range set.Pages() {
		t.Run(page.Code, func(t *testing.T) {
			e, known, err := examples.Get(page.Code)
			if err != nil {
				t.Fatal(err)
			}
			if !known {
				t.Fatalf("there is no testdata/criteria/%s.txtar", page.Code)
			}
			if got := judge(t, set, e.Fail, e); *update {
				rewrite(t, page.Code, got)
			} else if diff := cmp.Diff(e.Want, got); diff != "" {
				t.Errorf("what fails (-want +got):\n%s", diff)
			}
			if got := judge(t, set, e.Pass, e); len(got) > 0 {
				t.Errorf("what passes has findings: %q", got)
			}
		})
	}
}

// judge returns the findings of the example's code in files, as lines.
func judge(t *testing.T, set *Set, files []examples.File, e examples.Example) []string {
	t.Helper()
	if len(files) == 0 {
		t.Fatal("there are no files")
	}
	var lines []string
	for _, f := range files {
		found, _ := set.Evaluate(subject(t, f.Name, string(f.Data), spec.Stage(e.As)))
		for _, f := range only(found, e.Code) {
			lines = append(lines, f.String())
		}
	}
	return lines
}

// rewrite puts what was got into an example. It is read in review like code.
func rewrite(t *testing.T, code string, got []string) {
	t.Helper()
	file := filepath.Join("../../testdata/criteria", code+".txtar")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(data), "-- want --\n")
	text := head + "-- want --\n" + strings.Join(got, "\n") + "\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
