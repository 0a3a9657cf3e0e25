package yamldoc

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/advancing-practice/credctl/internal/finding"
)

var update = flag.Bool("update", false, "rewrite what the tests compare with")

// example is the worked example of one code: testdata/criteria/CODE.txtar.
type example struct {
	path       string
	archive    *txtar.Archive
	directives map[string]string
}

func readExample(t *testing.T, code string) example {
	t.Helper()
	e := example{path: filepath.Join("..", "..", "testdata", "criteria", code+".txtar"), directives: map[string]string{}}
	var err error
	if e.archive, err = txtar.ParseFile(e.path); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(e.archive.Comment)) {
		if name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.Contains(name, " ") {
			e.directives[name] = value
		}
	}
	return e
}

// file returns one file of the example as its directives say.
func (e example) file(t *testing.T, name string) []byte {
	t.Helper()
	for _, f := range e.archive.Files {
		if f.Name != name {
			continue
		}
		data := string(f.Data)
		if e.directives["escapes"] == "yes" {
			data = unescaped(t, data)
		}
		if e.directives["chop"] == "yes" {
			data = strings.TrimSuffix(data, "\n")
		}
		return []byte(data)
	}
	t.Fatalf("%s has no %s", e.path, name)
	return nil
}

// unescaped replaces Go's escape sequences by the bytes they stand for.
func unescaped(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	for len(text) > 0 {
		r, multibyte, rest, err := strconv.UnquoteChar(text, 0)
		if err != nil {
			t.Fatal(err)
		}
		if text = rest; multibyte {
			b.WriteRune(r)
		} else {
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

// of returns the findings of one code in the form of the archive.
func of(code string, found finding.List) string {
	var b strings.Builder
	for _, f := range found {
		if f.Code == code {
			b.WriteString(f.String() + "\n")
		}
	}
	return b.String()
}

// TestExamples holds every code to its worked example.
func TestExamples(t *testing.T) {
	for _, page := range Pages() {
		t.Run(page.Code, func(t *testing.T) {
			e := readExample(t, page.Code)
			limit, _ := strconv.Atoi(e.directives["limit"])
			_, found := Parse("fail.yaml", e.file(t, "fail.yaml"), Options{MaxBytes: limit})
			got := of(page.Code, found)
			if *update {
				for i := range e.archive.Files {
					if f := &e.archive.Files[i]; f.Name == "want" {
						f.Data = []byte(got)
					}
				}
				if err := os.WriteFile(e.path, txtar.Format(e.archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			var want []byte
			for _, f := range e.archive.Files {
				if f.Name == "want" {
					want = f.Data
				}
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("the failing example (- want, + got):\n%s", diff)
			}
			if got == "" {
				t.Error("the failing example does not fail")
			}
			doc, found := Parse("pass.yaml", e.file(t, "pass.yaml"), Options{MaxBytes: limit})
			if doc == nil || len(found) > 0 {
				t.Errorf("the passing example: %v", found)
			}
		})
	}
}

// TestPages asks that every code has a page, in order, that nothing in it is
// empty and that no two give the same reason.
func TestPages(t *testing.T) {
	source, err := os.ReadFile("codes.go")
	if err != nil {
		t.Fatal(err)
	}
	whys := map[string]string{}
	last := ""
	for _, p := range Pages() {
		if p.Code <= last {
			t.Errorf("%s comes after %s", p.Code, last)
		}
		last = p.Code
		if p.Title == "" || p.Why == "" || p.Help == "" {
			t.Errorf("%s is not complete", p.Code)
		}
		if other, ok := whys[p.Why]; ok {
			t.Errorf("%s and %s give the same reason", other, p.Code)
		}
		whys[p.Why] = p.Code
		if !bytes.Contains(source, []byte(`"`+p.Code+`"`)) {
			t.Errorf("%s is no code", p.Code)
		}
	}
	if n := bytes.Count(source, []byte(`= "Y`)); n != len(whys) {
		t.Errorf("%d codes, %d pages", n, len(whys))
	}
}
