package yamldoc

import "testing"

// Every value says how it is written and where its bytes are.
func TestStyleAndExtent(t *testing.T) {
	text := "plain: ä b\nempty:\nsingle: 'it''s'\ndouble: \"a # b\"   # remark\nlist:\n- [é, x]\nliteral: |\n  one\n\nfolded: >-\n  two\n"
	doc, found := Parse("a.yaml", []byte("\ufeff"+text), Options{})
	if len(found) != 1 {
		t.Fatal(found)
	}
	if string(doc.Source()) != text {
		t.Errorf("source is %q", doc.Source())
	}
	for _, test := range []struct {
		at    string
		style Style
		want  string
	}{
		{"/plain", Plain, "ä b"},
		{"/empty", Plain, ""},
		{"/nowhere", Plain, ""},
		{"/single", SingleQuoted, "'it''s'"},
		{"/double", DoubleQuoted, `"a # b"`},
		{"/list", Block, "- [é, x]"},
		{"/list/0", Flow, "[é, x]"},
		{"/list/0/1", Plain, "x"},
		{"/literal", Literal, "|\n  one"},
		{"/folded", Folded, ">-\n  two"},
	} {
		v := doc.At(test.at)
		start, end := v.Extent()
		if got := string(doc.Source()[start:end]); got != test.want || v.Style() != test.style {
			t.Errorf("%s: found %q in style %d, want %q in style %d", test.at, got, v.Style(), test.want, test.style)
		}
	}
}
