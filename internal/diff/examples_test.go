package diff_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/diff"
	examples "github.com/advancing-practice/credctl/testdata/criteria"
)

// TestWorkedExamples runs the worked example of every code of this package.
func TestWorkedExamples(t *testing.T) {
	for _, page := range diff.Pages() {
		t.Run(page.Code, func(t *testing.T) {
			e, ok, err := examples.Get(page.Code)
			if !ok || err != nil {
				t.Fatalf("there is no example, or it cannot be read: %v", err)
			}
			before := decode(t, e.Base[0].Name, string(e.Base[0].Data))
			codes := func(f examples.File) (lines []string) {
				for _, found := range diff.Compare(before, decode(t, f.Name, string(f.Data))).Findings {
					if found.Code == page.Code {
						lines = append(lines, found.String())
					}
				}
				return lines
			}
			if diff := cmp.Diff(e.Want, codes(e.Fail[0])); diff != "" {
				t.Errorf("what fails (-want +got):\n%s", diff)
			}
			if got := codes(e.Pass[0]); got != nil {
				t.Errorf("what passes has %q", got)
			}
		})
	}
}
