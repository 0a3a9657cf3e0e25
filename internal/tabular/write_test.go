package tabular

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// written is a table of rows as the program writes it.
func written(t testing.TB, rows ...[]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out)
	for _, cells := range rows {
		w.Row(cells...)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestNoFormulas starts from what spreadsheets obey and looks at what a plain reader of
// CSV finds in the file: no cell begins with a sign that makes it a formula.
func TestNoFormulas(t *testing.T) {
	for _, text := range []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\r\n=1", "＝1+1", "＋1", "－1", "＠x",
		" =1", "\u200b=1", "\ufeff=1", "\u00a0-1", "\u202e=1", `=HYPERLINK("https://example.org";"x")`, "=cmd|' /C calc'!A0",
		"'=1", "''=1", "- item\n- item",
	} {
		data := written(t, []string{text, "b"})
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte(mark)))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if cell := rows[0][0]; !strings.HasPrefix(cell, guard) {
			t.Errorf("%q is written as %q", text, cell)
		} else if got, want := Plain(cell), strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"); got != want {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
	for _, text := range []string{"", "a=1", "1-2", "'tis", "’=1", "wound care", "é", "\x00 is written"} {
		if got := Safe(text); strings.HasPrefix(got, guard) != strings.HasPrefix(text, guard) {
			t.Errorf("%q is written as %q", text, got)
		}
	}
}

func TestWriteRead(t *testing.T) {
	data := written(t, []string{"Element", "Text"}, []string{"statement 1.10", "says \"so\", then\nstops; or – not"}, []string{"outcome LO1", "-5 °C"})
	want := "\ufeffElement,Text\nstatement 1.10,\"says \"\"so\"\", then\nstops; or – not\"\noutcome LO1,'-5 °C\n"
	if diff := cmp.Diff(want, string(data)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	table, err := Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if table.Encoding != "UTF-8" || table.Delimiter != ',' || len(table.Rows) != 3 || Plain(table.Rows[2].Cells[1]) != "-5 °C" {
		t.Errorf("read back as %+v", table)
	}
}

type refusing struct{}

func (refusing) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteFails(t *testing.T) {
	w := NewWriter(refusing{})
	w.Row("a")
	w.Row("b")
	if err := w.Flush(); err == nil || err.Error() != "no space left" {
		t.Errorf("error %v", err)
	}
}

func FuzzSafe(f *testing.F) {
	for _, text := range []string{"=1", "'=1", "\t", " '-", "\x80=", "plain", "a\r\nb", "\x00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		safe := Safe(text)
		if obeyed(safe) && !strings.HasPrefix(safe, guard) {
			t.Fatalf("%q is written as %q", text, safe)
		}
		plain := Plain(safe)
		if Safe(plain) != safe {
			t.Fatalf("%q, %q, %q", text, safe, plain)
		}
		if len(safe) > maxCell || strings.TrimSpace(safe) == "" {
			return
		}
		table, err := Read(written(t, []string{"a", "b"}, []string{plain, "b"}))
		if err != nil {
			t.Fatal(err)
		}
		if last := table.Rows[len(table.Rows)-1].Cells; table.Delimiter == ',' && last[0] != safe {
			t.Fatalf("%q is read back as %q", safe, last[0])
		}
	})
}
