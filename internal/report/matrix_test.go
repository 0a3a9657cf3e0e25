package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/matrix"
	"github.com/advancing-practice/credctl/internal/spec"
)

// A matrix of many items and of long and hostile names fits into 80 columns, and no
// item is left out.
func TestMatrixFitsTheTerminal(t *testing.T) {
	f := &framework.Framework{ID: "fw", Edition: "1", Title: "A framework"}
	for p := range 3 {
		pillar := framework.Pillar{Number: fmt.Sprint(p + 1), Title: "Pillar"}
		for i := range 40 {
			pillar.Items = append(pillar.Items, framework.Item{Number: fmt.Sprintf("%d.%d", p+1, i+1), Title: "Item"})
		}
		f.Pillars = append(f.Pillars, pillar)
	}
	var all []matrix.Source
	for i := range 12 {
		all = append(all, matrix.Source{Spec: &spec.Specification{
			ID: fmt.Sprintf("area-%d-\x1b[2J-%s", i, strings.Repeat("界", 20)), Stage: spec.Draft, Frameworks: []string{"fw@1"},
		}})
	}
	m := matrix.Of(framework.NewRegistry(f), f, all)
	var out bytes.Buffer
	if err := WriteMatrix(&out, Matrix{Matrices: []*matrix.Matrix{m}, From: "a test"}); err != nil {
		t.Fatal(err)
	}
	cells := 0
	for line := range strings.SplitSeq(out.String(), "\n") {
		if wide := columns(line); wide > matrixWidth {
			t.Errorf("%d columns: %s", wide, line)
		}
		if strings.Contains(line, "\x1b") {
			t.Errorf("a terminal would obey %q", line)
		}
		if strings.HasPrefix(line, "area-") {
			cells += strings.Count(line[len("area-"):], ".")
		}
	}
	if cells != 12*120 {
		t.Errorf("%d cells are shown, want 12 rows of 120", cells)
	}
}
