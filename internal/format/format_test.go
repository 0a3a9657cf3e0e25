package format

import (
	"bytes"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
	"github.com/advancing-practice/credctl/testdata/bench/corpus"
	"github.com/advancing-practice/credctl/testdata/criteria"
)

var update = flag.Bool("update", false, "rewrite what the golden cases expect")

// sources is every specification and every piece of one that the repository has,
// by name.
func sources(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, pattern := range []string{
		"specs/*.yaml", "testdata/hostile/*", "testdata/script/files/*.yaml",
		"schema/frameworks/*.yaml", "schema/criteria/*/*.yaml",
	} {
		files, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(pattern)))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all[filepath.ToSlash(file)] = data
		}
	}
	for _, code := range criteria.Codes() {
		e, _, err := criteria.Get(code)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range slices.Concat(e.Fail, e.Pass) {
			all[code+"/"+f.Name+"/"+fmt.Sprint(len(all))] = f.Data
		}
	}
	for n := range 3 {
		all[corpus.Name(n)] = corpus.Specification(n)
	}
	return all
}

// laidOut holds Source to all it promises for one text, and returns what it made
// of it; nil if the text cannot be read.
func laidOut(t testing.TB, name string, data []byte) []byte {
	t.Helper()
	out, found, err := Source(name, data, Options{})
	var unsupported *UnsupportedError
	switch {
	case errors.As(err, &unsupported):
		return nil
	case err != nil:
		t.Fatalf("%s: %v\n%s", name, err, data)
	case found != nil:
		if !found.AtLeast(finding.Error) || out != nil {
			t.Fatalf("%s: there is a text although %v stands in the way", name, found)
		}
		return nil
	}
	before, _ := yamldoc.Parse(name, data, yamldoc.Options{})
	after, found := yamldoc.Parse(name, out, yamldoc.Options{MaxBytes: 2 * (len(data) + len(out) + yamldoc.DefaultMaxBytes), Exact: true})
	if found.AtLeast(finding.Error) {
		t.Fatalf("%s: what comes out cannot be read: %v\n%s", name, found, out)
	}
	if a, b := before.Root().Plain(), after.Root().Plain(); !reflect.DeepEqual(a, b) {
		t.Fatalf("%s: values differ: %s\n%s\n---\n%s", name, gocmp.Diff(a, b), data, out)
	}
	if a, b := plainRemarks(data), plainRemarks(out); !slices.Equal(a, b) {
		t.Fatalf("%s: lines that begin with # differ: %s\n%s\n---\n%s", name, gocmp.Diff(a, b), data, out)
	}
	if a, b := ordersAbout(before), ordersAbout(after); !slices.Equal(a, b) {
		t.Fatalf("%s: orders to credctl are about something else: %s\n%s\n---\n%s", name, gocmp.Diff(a, b), data, out)
	}
	again, _, err := Source(name, out, Options{MaxBytes: 2*len(out) + yamldoc.DefaultMaxBytes})
	if err != nil || !bytes.Equal(out, again) {
		t.Fatalf("%s: running twice changes something: %v\n%s\nfrom\n%s", name, err, gocmp.Diff(string(out), string(again)), data)
	}
	return out
}

// ordersAbout returns, sorted, every order to credctl and what it is about.
func ordersAbout(doc *yamldoc.Document) []string {
	var all []string
	for _, c := range doc.Comments(func(text []byte) bool { return directive.Match(append([]byte("#"), text...)) }) {
		about := "nothing"
		if c.About.Present() {
			about = "value " + c.About.Pointer()
		}
		all = append(all, fmt.Sprintf("%s: %s, trailing %v", c.Text, about, c.Trailing))
	}
	slices.Sort(all)
	return all
}

// plainRemarks returns, sorted, every line that begins with #, whether it is a
// remark or part of a text: neither may get lost.
func plainRemarks(data []byte) []string {
	var all []string
	for line := range strings.SplitSeq(string(data), "\n") {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	slices.SortFunc(all, cmp.Compare)
	return all
}

// Whatever the repository holds comes through with values and remarks as they were.
func TestEverySource(t *testing.T) {
	done := 0
	for name, data := range sources(t) {
		if laidOut(t, name, data) != nil {
			done++
		}
	}
	if done < 150 {
		t.Errorf("%d texts were laid out, want nearly all of them", done)
	}
}

// The specifications of this repository show the canonical layout.
func TestSpecificationsAreCanonical(t *testing.T) {
	files, err := filepath.Glob("../../specs/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no specifications: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(string(data), string(laidOut(t, file, data))); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// Each case is a text as somebody may write it and as it comes out.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(archive.Files) == 1 {
				archive.Files = append(archive.Files, txtar.File{Name: "want.yaml"})
			}
			in, want := archive.Files[0].Data, &archive.Files[1].Data
			got := laidOut(t, "in.yaml", in)
			if got == nil {
				t.Fatal("it is not laid out")
			}
			if *update {
				*want = got
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := gocmp.Diff(string(*want), string(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Where a file ends in the middle of a line, the line end that is added becomes no
// part of the last text.
func TestMissingLineEnd(t *testing.T) {
	for in, want := range map[string]string{
		"a: x":                        "a: x\n",
		"a: \"x\"  # y":               "a: \"x\"  # y\n",
		"a:":                          "a:\n",
		"- ":                          "-\n",
		"a: |":                        "a: |\n",
		"a: |\n  x":                   "a: |-\n  x\n",
		"a: >+\n  x":                  "a: >-\n  x\n",
		"a: |-\n  x":                  "a: |-\n  x\n",
		"a: |#2\n    x":               "a: |- #2\n  x\n",
		"a: |2+  # y\n  x":            "a: |2-  # y\n  x\n",
		"a: |+\n  x\n\n  ":            "a: |+\n  x\n\n",
		"a: |\n  x\n    ":             "a: |-\n  x\n    \n",
		"title: |\n  x\nid: |\n    y": "id: |-\n  y\ntitle: |\n  x\n",
		"a: x\r\nb: y":                "a: x\nb: y\n",
		"\ufeffa: x\n# y":             "a: x\n# y\n",
	} {
		if got := laidOut(t, "in.yaml", []byte(in)); string(got) != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// What is not laid out is named, with its place.
func TestUnsupported(t *testing.T) {
	for in, want := range map[string]string{
		"a: 1\n? b\n: 2\n": `f.yaml:2:1: a key written this way is not laid out, want "key: value", without "?"`,
		"- ? b\n  : 2\n":   `f.yaml:1:3: a key written this way is not laid out, want "key: value", without "?"`,
	} {
		out, found, err := Source("f.yaml", []byte(in), Options{})
		var unsupported *UnsupportedError
		if out != nil || found != nil || !errors.As(err, &unsupported) || err.Error() != want {
			t.Errorf("%q: found %q, %v, %v", in, out, found, err)
		}
	}
}

// Source does not trust itself: a text that says something else is noticed.
func TestSameContent(t *testing.T) {
	read := func(text string) document {
		doc, found := parse("f.yaml", []byte(text), Options{})
		if found != nil {
			t.Fatal(found)
		}
		return document{text: []byte(text), doc: doc}
	}
	const text = "# one\na: 1  # two\nb: [x, {c: 'y # no'}]\nd: |  # three\n  # no\n\n# four\n...\n# five\n"
	a := read(text)
	if diff := gocmp.Diff([]string{"# one", "# two", "# three", "# four", "# five"}, remarks(a)); diff != "" {
		t.Error(diff)
	}
	for from, to := range map[string]string{
		"a: 1": "a: '1'", "a: 1 ": "b2: 1 ", "[x, ": "[", "[x": "[z", "c: 'y": "e: 'y", "  # no\n": "  # no\n\n  .\n",
		"# one\n": "", "  # two": "", "  # three": "", "# four": "# for", "# five\n": "", "\n...": " # x\n...",
	} {
		changed := strings.Replace(text, from, to, 1)
		if changed == text {
			t.Fatalf("%q is not in the text", from)
		}
		if err := sameContent(a, read(changed)); !errors.Is(err, ErrChanged) {
			t.Errorf("%q instead of %q: error is %v, want that something changed", to, from, err)
		}
	}
	if err := sameContent(a, read("d: |\n  # no\n# three\n# one # two\nb:\n- x\n- c: \"y # no\"\na: 1\n")); !errors.Is(err, ErrChanged) {
		t.Errorf("error is %v, want that remarks ran together", err)
	}
	if err := sameContent(a, read("d: |\n  # no\n# three\n# two\n# one\nb:\n- x\n- c: \"y # no\"\n# five\na: 1\n# four\n")); err != nil {
		t.Errorf("error is %v, want none: only the layout differs", err)
	}
}
