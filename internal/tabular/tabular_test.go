package tabular

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// wide writes text as Excel does under "Unicode text".
func wide(text string, order binary.AppendByteOrder) []byte {
	var data []byte
	for _, unit := range utf16.Encode([]rune("\ufeff" + text)) {
		data = order.AppendUint16(data, unit)
	}
	return data
}

func TestRead(t *testing.T) {
	rows := []Row{{1, []string{"Domain", "Text"}}, {2, []string{"A", "café, then tea; or both"}}}
	for name, tc := range map[string]struct {
		data []byte
		want Table
	}{
		"commas":               {[]byte("Domain,Text\nA,\"café, then tea; or both\"\n"), Table{Encoding: "UTF-8", Delimiter: ',', Rows: rows}},
		"semicolons with mark": {[]byte("\ufeffDomain;Text\r\nA;\"café, then tea; or both\"\r\n"), Table{Encoding: "UTF-8", Delimiter: ';', Rows: rows}},
		"tabs":                 {[]byte("Domain\tText\nA\tcafé, then tea; or both"), Table{Encoding: "UTF-8", Delimiter: '\t', Rows: rows}},
		"little UTF-16":        {wide("Domain\tText\r\nA\tcafé, then tea; or both\r\n", binary.LittleEndian), Table{Encoding: "UTF-16", Delimiter: '\t', Rows: rows}},
		"big UTF-16":           {wide("Domain\tText\r\nA\tcafé, then tea; or both\r\n", binary.BigEndian), Table{Encoding: "UTF-16", Delimiter: '\t', Rows: rows}},
		"old Mac":              {[]byte("Domain\tText\rA\tcafé, then tea; or both\r"), Table{Encoding: "UTF-8", Delimiter: '\t', Rows: rows}},
		"declared": {[]byte("sep=;\nDomain;Text\n"),
			Table{Encoding: "UTF-8", Delimiter: ';', Rows: []Row{{2, []string{"Domain", "Text"}}}}},
		"blank rows and cells of many lines": {[]byte("Domain,Text\n\n,\nA,\"one\n\ntwo\"\n\n\nB,three,more\n"),
			Table{Encoding: "UTF-8", Delimiter: ',', Rows: []Row{
				{1, []string{"Domain", "Text"}}, {4, []string{"A", "one\n\ntwo"}}, {7, []string{"B", "three", "more"}}}}},
		"one column": {[]byte("Statement\nListens\n"),
			Table{Encoding: "UTF-8", Delimiter: ',', Rows: []Row{{1, []string{"Statement"}}, {2, []string{"Listens"}}}}},
		"marks in the middle": {[]byte("a;b\n5\" tube;\"quoted\"\n"),
			Table{Encoding: "UTF-8", Delimiter: ';', Rows: []Row{{1, []string{"a", "b"}}, {2, []string{"5\" tube", "quoted"}}},
				Notes: []string{"line 2 has a quotation mark in the middle of a cell that does not begin with one; such marks are read as they stand"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read(tc.data)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestOlderEncoding(t *testing.T) {
	got, err := Read([]byte("Domain;Text\nA;caf\xe9 \x93so\x94 \x96 100 \x80\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got.Encoding != "Windows-1252" || len(got.Notes) != 1 || got.Rows[1].Cells[1] != "café “so” – 100 €" {
		t.Errorf("got %+v", got)
	}
}

func TestRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		data []byte
		want string
	}{
		"empty":           {nil, "empty"},
		"only delimiters": {[]byte(",,\n,,\n"), "empty"},
		"workbook":        {[]byte("PK\x03\x04rest"), `choose Save As and "CSV UTF-8"`},
		"pdf":             {[]byte("%PDF-1.4"), "a PDF"},
		"null bytes":      {[]byte("a\x00,\x00b\x00"), "null bytes"},
		"odd UTF-16":      {[]byte("\xff\xfea\x00b"), "cut off"},
		"unclosed":        {[]byte("a,b\n\"c,d\ne,f\n"), "begins in line 2"},
		"after closing":   {[]byte("a,b\n\"c\" d,e\n"), "line 2"},
		"too large":       {make([]byte, MaxBytes+1), "empty"},
		"too long":        {[]byte("a,b\n" + strings.Repeat("x,y\n", maxRows)), "rows"},
		"too wide":        {[]byte(strings.Repeat("a,", maxColumns) + "a\n"), "columns"},
		"cell too long":   {[]byte("a,b\n\"" + strings.Repeat("x", maxCell+1) + "\",c\n"), "row 2, column A"},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "too large" {
				for i := range tc.data {
					tc.data[i] = 'x'
				}
				tc.want = "larger than"
			}
			if _, err := Read(tc.data); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want one with %q", err, tc.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(filepath.FromSlash("../../testdata/import/*.csv"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("a;b\n\n\"c\nd\";e\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := Read(data)
		if err != nil {
			return
		}
		last := 0
		for _, row := range table.Rows {
			if row.Number <= last || strings.TrimSpace(strings.Join(row.Cells, "")) == "" {
				t.Fatalf("row %d after %d: %q", row.Number, last, row.Cells)
			}
			last = row.Number
		}
		if last == 0 {
			t.Fatal("a table without rows")
		}
	})
}
