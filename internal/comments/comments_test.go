package comments

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// two are comments with all that a table has trouble with.
var two = []Comment{
	{Who: "J. O'Neil, Trust B", On: "A1", Comment: "Say \"wound\"; not\n\n\"ulcer\", please", Number: 1},
	{Who: "Café – patients", On: "whole", Comment: "=1+1 is no formula", Response: "- yes\n- no", Change: "1.10", Number: 2},
}

func written(t testing.TB, list []Comment) []byte {
	t.Helper()
	data, err := Write(list)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// withoutRows are comments without where the spreadsheet shows them.
func withoutRows(list []Comment) []Comment {
	var out []Comment
	for _, c := range list {
		c.Row = 0
		out = append(out, c)
	}
	return out
}

// A table is the same after it went through any of the spreadsheet programs.
func TestReadsWhatSpreadsheetsSave(t *testing.T) {
	plain := string(written(t, two))
	body := strings.TrimPrefix(plain, "\ufeff")
	semicolons := strings.NewReplacer(
		"who,on,comment,response,change", "who;on;comment;response;change", `"J. O'Neil, Trust B",A1,`, `J. O'Neil, Trust B;A1;`, `please",,`, `please";;`,
		"patients,whole,'=1+1 is no formula,", "patients;whole;'=1+1 is no formula;", `no",1.10`, `no";1.10`).Replace(body)
	wide := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(strings.NewReplacer("; not", "; not", ";", "\t").Replace(semicolons))) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	for name, data := range map[string]string{
		"as written":        plain,
		"no mark":           body,
		"line ends":         strings.ReplaceAll(plain, "\n", "\r\n"),
		"semicolons":        "\ufeff" + semicolons,
		"declared":          "sep=;\r\n" + semicolons,
		"tabs, UTF-16":      string(wide),
		"Windows":           strings.NewReplacer("é", "\xe9", "–", "\x96").Replace(semicolons),
		"guards taken off":  strings.NewReplacer("'=1", "=1", "'-", "-").Replace(plain),
		"headings, blanks":  strings.Replace(body, "who,on", "Who , ON", 1),
		"empty rows, cells": body + ",,,,\n\n,,,,,,,\n",
	} {
		t.Run(name, func(t *testing.T) {
			s := Read("wound-care", "1.0.0-rc.1", []byte(data))
			if len(s.Problems) > 0 {
				t.Fatal(s.Problems)
			}
			if diff := cmp.Diff(two, withoutRows(s.Comments)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRefuses(t *testing.T) {
	const head = "who,on,comment,response,change\n"
	for name, tc := range map[string]struct{ data, want string }{
		"nothing":          {"", "it is empty"},
		"a workbook":       {"PK\x03\x04", "it is a workbook"},
		"no headings":      {"J. Smith,A1,Too long,,\n", `cell A1: there is a heading "j. smith", want who, on, comment`},
		"a misspelt one":   {"who,on,coment,response,change\nx,A1,y,,\n", "perhaps comment is meant"},
		"one that is new":  {"who,on,comment,response,change,date\nx,A1,y,,,\n", `cell F1: there is a heading "date"`},
		"one twice":        {"who,who,on,comment\nx,y,A1,z\n", `"who" stands twice`},
		"one missing":      {"who,comment\nx,y\n", `row 1: the heading "on" is missing`},
		"a stray cell":     {head + "x,A1,y,,,lost\n", `cell F2: it holds "lost"`},
		"nobody":           {head + ",A1,y,,\n", `cell A2: "who" is empty`},
		"no comment":       {head + "x,A1,,thanks,\n", `cell C2: "comment" is empty`},
		"too long":         {head + "x,A1," + strings.Repeat("é", MaxLong+1) + ",,\n", "has 10001 characters"},
		"too many":         {head + strings.Repeat("x,A1,y,,\n", MaxCount+1), "it has 2001 comments"},
		"too large":        {head + strings.Repeat("x", MaxBytes), "larger than 1 MB"},
		"a broken mark":    {head + "x,A1,\"y,,\n", "quotation marks do not pair"},
		"a merge":          {head + "<<<<<<< HEAD\nx,A1,y,,\n=======\nx,A1,z,,\n>>>>>>> other\n", "line 2 is a mark that git leaves"},
		"the end of one":   {head + "x,A1,y,,\n>>>>>>> other\n", "line 3 is a mark"},
		"a merge in a row": {head + "x,A1,\"y\n<<<<<<< HEAD\nz\",,\n", "line 3 is a mark"},
	} {
		t.Run(name, func(t *testing.T) {
			s := Read("wound-care", "1.0.0-rc.1", []byte(tc.data))
			var said []string
			for _, p := range s.Problems {
				said = append(said, p.String())
			}
			if got := strings.Join(said, "\n"); !strings.Contains(got, tc.want) {
				t.Errorf("problems %q, want one with %q", got, tc.want)
			}
			if !s.Open() {
				t.Error("a sheet with problems holds nothing up")
			}
		})
	}
}

// What git would take for a mark of its own cannot be written: nobody could read it.
func TestWritesNothingThatCannotBeRead(t *testing.T) {
	for _, c := range []Comment{
		{Who: "x", On: "A1", Comment: "y\n<<<<<<< z"}, {Who: ">>>>>>> x", On: "A1", Comment: "y"},
		{Who: "", On: "A1", Comment: "y"}, {Who: strings.Repeat("x", MaxShort+1), On: "A1", Comment: "y"},
	} {
		if c.Check() == nil {
			t.Errorf("%+v may be written", c)
		}
	}
	for _, c := range two {
		if err := c.Check(); err != nil {
			t.Error(err)
		}
	}
}

func TestOlderEncodingIsSaid(t *testing.T) {
	s := Read("wound-care", "1.0.0-rc.1", []byte("who,on,comment\ncaf\xe9,A1,x\n"))
	if len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "Windows-1252") {
		t.Errorf("notes %q", s.Notes)
	}
}

func TestTree(t *testing.T) {
	const head = "who,on,comment,response,change\n"
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	tree := fstest.MapFS{
		"comments/wound-care/1.2.0-rc.10.csv": file(head + "x,A1,first,,\ny,A1,second,TODO: ask,\n"),
		"comments/wound-care/1.2.0-rc.9.csv":  file(head + "x,A1,y,yes,\n"),
		"comments/wound-care/1.10.0-rc.1.csv": file(head + "x,A1,other version,,\n"),
		"comments/wound-care/1.2.0rc3.csv":    file(head + "x,A1,misspelt,yes,\n"),
		"comments/wound-care/notes.txt":       file("not a table"),
		"comments/burns/1.2.0-rc.1.csv":       file(head + "x,A1,other specification,,\n"),
	}
	sheets, err := Of(tree, "wound-care", "1.2.0", nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range sheets {
		line := s.Path
		for _, c := range s.Unanswered() {
			line += " " + c.Comment
		}
		for _, p := range s.Problems {
			line += " " + p.String()
		}
		got = append(got, line)
	}
	want := []string{
		`comments/wound-care/1.2.0rc3.csv its name is no version of a release candidate, want one such as "1.0.0-rc.1.csv"`,
		"comments/wound-care/1.2.0-rc.9.csv",
		"comments/wound-care/1.2.0-rc.10.csv first second",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if sheets[1].Open() || !sheets[2].Open() {
		t.Error("the answered one is open, or the unanswered one is not")
	}
	if sheets, err := Of(tree, "burns", "2.0.0", []string{"1.2.0"}); len(sheets) != 0 || err != nil {
		t.Errorf("on a candidate of what was released: %v, %v", sheets, err)
	}
	if sheets, err := Of(tree, "burns", "2.0.0", []string{"1.0.0"}); len(sheets) != 1 || err != nil {
		t.Errorf("on a candidate that was never released: %v, %v", sheets, err)
	}
	if sheets, err := All(tree, "mental-health"); len(sheets) != 0 || err != nil {
		t.Errorf("without comments: %v, %v", sheets, err)
	}
}

func TestMissed(t *testing.T) {
	doc, _ := yamldoc.Parse("a.yaml", []byte("domains:\n- id: A\n  capabilities:\n  - {id: A1, statements: [{id: \"1.10\"}]}\noutcomes: [{id: LO1}]\n"), yamldoc.Options{})
	s, _ := spec.Decode(doc)
	for _, on := range []string{"whole", "A1", "capability A1", "Outcome LO1", "A1, 1.10", "assessment", "target group", "A1,"} {
		if missed, _ := Missed(s, on); missed != "" {
			t.Errorf("%q: %q is said to be missing", on, missed)
		}
	}
	for on, want := range map[string]string{"A2": "A2", "outcome A1": "outcome A1", "A1, LO2": "LO2", "assesment": "assesment"} {
		if missed, _ := Missed(s, on); missed != want {
			t.Errorf("%q: %q is said to be missing, want %q", on, missed, want)
		}
	}
	if _, near := Missed(s, "assesment"); near != "assessment" {
		t.Errorf("the nearest is %q", near)
	}
}

// What can be read is the same after it was written and read again.
func FuzzRead(f *testing.F) {
	f.Add(written(f, two))
	f.Add([]byte("who;on;comment\r\nx;A1;'=1\r\n"))
	f.Add([]byte("who\ton\tcomment\nx\tA1\t\"a\nb\"\n"))
	f.Add([]byte("who,on,comment\n x ,A1,\x1b[2J\u202e\u00a0\n"))
	f.Add([]byte("who,on,comment\n'-x,''=A1,\u200b=1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := Read("wound-care", "1.0.0-rc.1", data)
		if len(s.Problems) > 0 {
			return
		}
		out, err := Write(s.Comments)
		if err != nil {
			return
		}
		again := Read("wound-care", "1.0.0-rc.1", out)
		if len(again.Problems) > 0 {
			t.Fatalf("%s in what was written:\n%s", again.Problems, out)
		}
		if diff := cmp.Diff(withoutRows(s.Comments), withoutRows(again.Comments)); diff != "" {
			t.Fatalf("(-read +written and read):\n%s", diff)
		}
		for _, c := range s.Comments {
			if err := c.Check(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
