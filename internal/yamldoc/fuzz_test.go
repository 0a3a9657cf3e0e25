package yamldoc

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// FuzzParse holds Parse to what its callers rely on, whatever the bytes.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"../../specs/*.yaml", "../../testdata/hostile/*", "../../testdata/criteria/Y*.txtar"} {
		files, err := filepath.Glob(filepath.FromSlash(pattern))
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data[:min(len(data), 2000)]) // the longer a seed, the slower every step from it
		}
	}
	f.Fuzz(oneFuzz)
}

// oneFuzz checks one input.
func oneFuzz(t *testing.T, data []byte) {
	doc, found := Parse("f.yaml", data, Options{})
	checkFindings(t, data, found)
	again, foundAgain := Parse("f.yaml", data, Options{})
	if !reflect.DeepEqual(found, foundAgain) {
		t.Fatalf("two runs differ:\n%s", cmp.Diff(found, foundAgain))
	}
	if doc == nil {
		if len(found) == 0 {
			t.Fatal("neither a document nor a finding")
		}
		return
	}
	plain := doc.Root().Plain()
	if !reflect.DeepEqual(plain, again.Root().Plain()) {
		t.Fatalf("two runs differ:\n%s", cmp.Diff(plain, again.Root().Plain()))
	}
	if _, err := json.Marshal(plain); err != nil {
		t.Fatalf("Plain is no JSON: %v", err)
	}
	checkPlaces(t, doc, doc.Root(), len(found) == 0)
	if len(found) == 0 {
		checkValues(t, doc, plain)
	}
}

// checkFindings asks that every finding has a known code and a place in the file.
func checkFindings(t *testing.T, data []byte, found finding.List) {
	t.Helper()
	known := map[string]bool{}
	for _, p := range Pages() {
		known[p.Code] = true
	}
	shown := &Document{data: []byte(strings.TrimPrefix(string(data), "\ufeff"))}
	shown.oldMac = !strings.Contains(string(data), "\n")
	lines := 1 + strings.Count(string(data), "\n") + strings.Count(string(data), "\r")
	for _, f := range found {
		if !known[f.Code] {
			t.Errorf("unknown code: %s", f)
		}
		if !utf8.ValidString(f.Message) || strings.Contains(f.Message, "\n") {
			t.Errorf("message: %q", f.Message)
		}
		if f.Pos.Line < 1 || f.Pos.Line > lines || f.Pos.Column < 1 {
			t.Errorf("place: %s", f)
		}
		line := utf8.RuneCountInString(shown.Line(f.Pos.Line))
		if f.Code != CodeTooLarge && f.Pos.Column > line+1 {
			t.Errorf("column beyond the %d characters of its line: %s", line, f)
		}
		if !f.End.IsZero() && f.End.Compare(f.Pos) < 0 {
			t.Errorf("ends at %v, before it begins: %s", f.End, f)
		}
	}
}

// checkPlaces asks of every value that it lies within the one it belongs to, and
// that the text between its place and its end reads as that value (in a clean
// document: a mended value is not what stands there).
func checkPlaces(t *testing.T, doc *Document, v Value, clean bool) {
	t.Helper()
	if back := doc.At(v.Pointer()); back.Pos() != v.Pos() {
		t.Errorf("%q leads from %v to %v", v.Pointer(), v.Pos(), back.Pos())
	}
	start, end := doc.at(v.Pos()), v.end()
	if end < start || end > len(doc.text) {
		t.Fatalf("%q: from %d to %d", v.Pointer(), start, end)
	}
	for e := range v.Entries() {
		checkPlaces(t, doc, e.Value, clean)
		if e.Key.Pos().Compare(v.Pos()) < 0 || e.Value.end() > end {
			t.Errorf("%q ends at %d, its value under %q at %d", v.Pointer(), end, e.Name, e.Value.end())
		}
	}
	for i, item := range v.Items() {
		checkPlaces(t, doc, item, clean)
		if item.end() > end {
			t.Errorf("%q ends at %d, its item %d at %d", v.Pointer(), end, i, item.end())
		}
	}
	if !clean || v.node.Kind != yaml.ScalarNode || strings.HasSuffix(v.Text(), ":") {
		return
	}
	source := string(doc.text[start:end])
	var n yaml.Node
	if err := yaml.Unmarshal([]byte("- "+strings.ReplaceAll(source, "\n", "\n ")), &n); err != nil || len(n.Content) == 0 || len(n.Content[0].Content) == 0 {
		return // not a value that can stand by itself
	}
	if v.node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return
	}
	if got := n.Content[0].Content[0]; got.Kind != yaml.ScalarNode || got.Value != v.Text() {
		t.Errorf("%q from %v to %v is %q, which reads as %q, not %q", v.Pointer(), v.Pos(), v.End(), source, got.Value, v.Text())
	}
}

// checkValues asks that an accepted document holds what the parser itself makes
// of the bytes, and that nothing would be found wrong with it by the reader of
// broken texts.
func checkValues(t *testing.T, doc *Document, plain any) {
	t.Helper()
	var want any
	if err := yaml.Unmarshal(doc.data, &want); err != nil {
		t.Errorf("accepted, but the parser says %v", err)
	}
	if !same(plain, want) {
		t.Errorf("values differ:\n%s", cmp.Diff(fmt.Sprintf("%#v", want), fmt.Sprintf("%#v", plain)))
	}
	r := newReport("f.yaml")
	newSketch(r, doc.text).read()
	if r.count[CodeBracket]+r.count[CodeUnclosedQuote] > 0 {
		return // the parser lets quotes and brackets go on without any indentation
	}
	if strings.Contains(string(doc.text), "\n|") || strings.Contains(string(doc.text), "\n>") {
		return // and block texts begin without any
	}
	for _, f := range r.found {
		t.Errorf("accepted, yet: %s", f)
	}
}

// same compares Plain with what the parser decodes, in which dates are times and
// numbers are numbers.
func same(plain, want any) bool {
	switch want := want.(type) {
	case map[string]any:
		got, ok := plain.(map[string]any)
		if !ok || len(got) != len(want) {
			return false
		}
		for k := range want {
			if v, ok := got[k]; !ok || !same(v, want[k]) {
				return false
			}
		}
		return true
	case map[any]any: // a key that looks like a date
		got, ok := plain.(map[string]any)
		return ok && len(got) == len(want)
	case []any:
		got, ok := plain.([]any)
		if !ok || len(got) != len(want) {
			return false
		}
		for i := range want {
			if !same(got[i], want[i]) {
				return false
			}
		}
		return true
	case time.Time:
		_, ok := plain.(string)
		return ok
	case int:
		return plain == json.Number(strconv.Itoa(want))
	case float64:
		return plain == json.Number(strconv.FormatFloat(want, 'f', -1, 64))
	}
	return plain == want
}
