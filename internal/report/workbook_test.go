package report

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/workbook"
)

// everyWorkbook has something in each of its lists, and odd in all texts.
func everyWorkbook(odd string) *Workbook {
	entries := func(place string) []workbook.Entry {
		return []workbook.Entry{{Element: "statement 1.10" + odd, Place: place + odd, Text: "Tells" + odd, Why: []string{"because" + odd}}, {}}
	}
	return &Workbook{
		File: "modules.csv" + odd, Version: "1.2.3", Notices: []string{"Of the file: something" + odd},
		Result: &workbook.Result{
			Origin: workbook.Origin{Specification: "foot-care", Version: "1.0.0", Draft: "0123456789ab"}, Elements: 9, Covered: 3, Against: "1.1.0",
			Open: entries("row 2"), Missing: entries(""), Unknown: entries("table 2, row 3"), Revisit: entries("row 4"), Added: entries(""),
		},
	}
}

func TestWorkbookText(t *testing.T) {
	got := string(written(t, func(w io.Writer) error { return WorkbookFormats["text"](w, everyWorkbook("")) }))
	want := `Workbook of foot-care 1.0.0
A module is named for 3 of 9 outcomes, capabilities and statements.
Of the file: something

No module is named for these (2)
  - row 2: statement 1.10: Tells
    because
  - no element
`
	if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, heading := range []string{"These have no row (2)", "These rows name nothing that is known (2)", "Look at these again: version 1.1.0 changed them (2)", "These are new in version 1.1.0 (2)"} {
		if !strings.Contains(got, "\n"+heading+"\n") {
			t.Errorf("there is no heading %q in\n%s", heading, got)
		}
	}
}

// TestWorkbookIsHarmless: whatever stands in a workbook of a stranger, nothing of it is
// obeyed by a terminal or a page.
func TestWorkbookIsHarmless(t *testing.T) {
	for _, text := range nasty {
		for format, write := range WorkbookFormats {
			out := string(written(t, func(w io.Writer) error { return write(w, everyWorkbook(text)) }))
			checkHarmless(t, out)
			if format == "markdown" && (strings.Contains(out, "<script") || strings.Contains(out, "<img")) {
				t.Errorf("%.300s", out)
			}
		}
	}
}

func TestWorkbookJSONByItsSchema(t *testing.T) {
	schema := schemaFile(t, "workbook.schema.json")
	for _, odd := range []string{"", "<&>\u202e\x1b"} {
		good := written(t, func(w io.Writer) error { return writeWorkbookJSON(w, everyWorkbook(odd)) })
		if err := schema.Validate(unmarshalled(t, good)); err != nil {
			t.Error(err)
		}
	}
	empty := &Workbook{Result: &workbook.Result{}}
	good := string(written(t, func(w io.Writer) error { return writeWorkbookJSON(w, empty) }))
	if err := schema.Validate(unmarshalled(t, []byte(good))); err != nil {
		t.Error(err)
	}
	refuses(t, schema, good, map[string][2]string{
		"unknown member": {`"format": 1`, `"format": 1, "extra": 1`},
		"missing member": {`"covered": 0,`, ``},
		"null list":      {`"open": []`, `"open": null`},
		"a half":         {`"elements": 0`, `"elements": 0.5`},
	})
	data, err := os.ReadFile("../../schema/workbook.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	described, said := map[string]bool{}, map[string]bool{}
	walkSchema(t, "workbook", unmarshalled(t, data), described)
	var doc any
	if err := json.Unmarshal(written(t, func(w io.Writer) error { return writeWorkbookJSON(w, everyWorkbook("")) }), &doc); err != nil {
		t.Fatal(err)
	}
	members(doc, said)
	if diff := cmp.Diff(described, said); diff != "" {
		t.Errorf("(-described +written):\n%s", diff)
	}
}
