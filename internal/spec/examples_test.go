package spec_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/spec"
)

// TestWorkedExamples runs the worked example of every S code: what fails, what
// passes, and what is said.
func TestWorkedExamples(t *testing.T) {
	for _, page := range decode.Pages() {
		t.Run(page.Code, func(t *testing.T) {
			archive, err := os.ReadFile("../../testdata/criteria/" + page.Code + ".txtar")
			if err != nil {
				t.Fatal(err)
			}
			files := map[string]string{}
			for _, f := range txtar.Parse(archive).Files {
				files[f.Name] = string(f.Data)
			}
			if diff := cmp.Diff(files["want"], example(t, "fail.yaml", files, page.Code)); diff != "" {
				t.Errorf("fail.yaml (-want +got):\n%s", diff)
			}
			if got := example(t, "pass.yaml", files, page.Code); got != "" {
				t.Errorf("pass.yaml has\n%s", got)
			}
		})
	}
}

// example returns the findings of one code that a file of an archive has.
func example(t *testing.T, name string, files map[string]string, code string) string {
	if files[name] == "" {
		t.Fatalf("no %s", name)
	}
	_, found := spec.Decode(parse(t, name, files[name]))
	found.Sort()
	var b strings.Builder
	for _, f := range found {
		if f.Code == code {
			b.WriteString(f.String() + "\n")
		}
	}
	return b.String()
}
