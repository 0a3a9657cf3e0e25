package decode

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

func value(t testing.TB, text string) yamldoc.Value {
	t.Helper()
	doc, found := yamldoc.Parse("a.yaml", []byte(text), yamldoc.Options{})
	if doc == nil || len(found) > 0 {
		t.Fatalf("%.80q cannot be read: %v", text, found)
	}
	return doc.Root()
}

func TestName(t *testing.T) {
	long := strings.Repeat("a", 500)
	for _, c := range []struct{ pointer, want string }{
		{"", "the file"},
		{"/title", "`title`"},
		{"/domains/1/title", "`domains[2].title`"},
		{"/domains/0/capabilities/10", "`domains[1].capabilities[11]`"},
		{"/a~1b/c~0d", "`a/b.c~d`"},
		{"/7", "`7`"},
		{"/" + long, "`" + long[:59] + "…`"},
		{"/a\x1b[31m\nb", "`a\\x1b[31m b`"},
	} {
		if got := Name(c.pointer); got != c.want {
			t.Errorf("Name(%q) is %s, want %s", c.pointer, got, c.want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{" a\n  b ", "a b"},
		{strings.Repeat("é", 60), strings.Repeat("é", 60)},
		{strings.Repeat("é", 61), strings.Repeat("é", 59) + "…"},
		{strings.Repeat("word ", 100_000), strings.Repeat("word ", 12)[:59] + "…"},
	} {
		if got := shorten(c.text); got != c.want {
			t.Errorf("shorten(%.20q…) is %q, want %q", c.text, got, c.want)
		}
	}
}

// TestOwner: a value inside something with an id is named with that id, the
// innermost one; the id itself and the file's own are not.
func TestOwner(t *testing.T) {
	item := Fields{{Name: "id", Required: true}, {Name: "text"}, {Name: "items"}}
	var r Reader
	var read func(key string, v yamldoc.Value)
	read = func(key string, v yamldoc.Value) {
		switch key {
		case "items":
			r.List(v, func(v yamldoc.Value) { r.Map(v, item, read) })
		default:
			r.Text(v)
		}
	}
	r.Map(value(t, "id: file\ntext: 1\nitems:\n- id: A\n  text: 2\n  items:\n  - {text: 3}\n  - {id: 4, text: 5}\n"), item, read)
	var got []string
	for _, f := range r.Found() {
		name, _, _ := strings.Cut(f.Message, " is ")
		got = append(got, name)
	}
	want := []string{
		"`text`", "`items[1].text` (in \"A\")", "`items[1].items[1].text` (in \"A\")", "`items[1].items[1].id` (in \"A\")",
		"`items[1].items[2].id`", "`items[1].items[2].text` (in \"4\")",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPositive(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64
	}{
		{"1", 1}, {"0.5", 0.5}, {"100000000000", 1e11}, {"0", 0}, {"-1", 0}, {"a", 0}, {"[1]", 0},
	} {
		var r Reader
		got := r.Positive(value(t, c.text+"\n"))
		if got != c.want || (got == 0) != (len(r.Found()) == 1) {
			t.Errorf("%s is read as %v with %d findings, want %v", c.text, got, len(r.Found()), c.want)
		}
	}
}

// TestTooMany: a hostile file costs neither memory nor patience, and what is not
// listed is not passed over in silence.
func TestTooMany(t *testing.T) {
	for _, n := range []int{MaxFindings - 1, MaxFindings, MaxFindings + 1, 30_000} {
		var r Reader
		r.Texts(value(t, "["+strings.Repeat("1, ", n)+"]\n"))
		found := r.Found()
		if want := min(n, MaxFindings+1); len(found) != want {
			t.Fatalf("%d slips lead to %d findings, want %d", n, len(found), want)
		}
		if last := found[len(found)-1].Code; (last == CodeTooMany) != (n > MaxFindings) {
			t.Errorf("after %d slips the last code is %s", n, last)
		}
	}
}

// TestLongValuesAreShortened holds every message and help to a length that can be
// read, whatever the file says.
func TestLongValuesAreShortened(t *testing.T) {
	long := strings.Repeat("long ", 9_000)
	fields := Fields{{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "d"}, {Name: "e"}, {Name: "f"}, {Name: "g"}}
	shape := &Shape{Match: func(string) bool { return false }, Want: "a shape", Mend: strings.ToUpper}
	short := &Shape{Match: func(string) bool { return true }, Want: "a shape", Max: 5}
	const digits = "999999999999999"
	var r Reader
	r.Map(value(t, fmt.Sprintf("a: %q\nb: %q\nc: %q\nd: %q\ne: %q\nf: %s\ng: %s\n%q: 1\n",
		long, long, long, long, long, digits, digits, strings.Repeat("x", 1000))), fields,
		func(key string, v yamldoc.Value) {
			switch key {
			case "a":
				r.Shaped(v, shape)
			case "b":
				r.Shaped(v, short)
			case "c":
				r.OneOf(v, []string{"word"})
			case "d":
				r.Whole(v, 1, 2)
			case "e":
				r.Bool(v)
			case "f":
				r.Whole(v, 1, 2)
			case "g":
				r.Text(v)
			}
		})
	if len(r.Found()) != 8 {
		t.Errorf("%d findings, want 8", len(r.Found()))
	}
	for _, f := range r.Found() {
		if len(f.Message) > 200 || len(f.Help) > 200 {
			t.Errorf("%s has %d and %d characters: %.300s", f.Code, len(f.Message), len(f.Help), f.Message+f.Help)
		}
	}
}

func TestPages(t *testing.T) {
	seen := map[string]string{}
	for i, p := range Pages() {
		if want := "S" + strconv.Itoa(101+i); p.Code != want {
			t.Errorf("page %d is of %s, want %s", i, p.Code, want)
		}
		for part, text := range map[string]string{"title": p.Title, "why": p.Why, "help": p.Help} {
			if text == "" {
				t.Errorf("%s has no %s", p.Code, part)
			}
			if other := seen[part+text]; other != "" {
				t.Errorf("%s and %s share their %s", p.Code, other, part)
			}
			seen[part+text] = p.Code
		}
		if strings.HasSuffix(p.Title, ".") || !strings.HasSuffix(p.Why, ".") || !strings.HasSuffix(p.Help, ".") {
			t.Errorf("%s: a title has no full stop, the rest has", p.Code)
		}
	}
}
