package yamldoc

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// scalar looks at a scalar: a number and a truth value must be spelt the way
// they read back, quotes must not bring in what the bytes may not hold.
func (w *walker) scalar(n, parent *yaml.Node) {
	switch n.Style {
	case 0:
	case yaml.DoubleQuotedStyle:
		w.escapes(n)
		return
	default:
		return
	}
	switch n.Tag {
	case "!!str":
		w.plainText(n, parent)
	case "!!int", "!!float":
		if !canonical(n.Value) {
			w.number(n)
		}
	case "!!bool":
		if lower := strings.ToLower(n.Value); lower != n.Value {
			w.refuse(n, CodeBool, func() (string, string) {
				return fmt.Sprintf("%q may be read as a text or as true or false, want %s", n.Value, lower),
					fmt.Sprintf("write %s, or %q if it is a text", lower, n.Value)
			})
			n.Value = lower
		}
	case "!!merge":
		n.Tag = "!!str"
	}
}

// mostDigits is how many digits every program keeps of a number.
const mostDigits = 15

// canonical reports whether a number is spelt the one way in which every program
// writes it again: no sign but a minus, no needless zeros, no exponent.
func canonical(s string) bool {
	if s == "-0" {
		return false
	}
	s = strings.TrimPrefix(s, "-")
	whole, fraction, pointed := strings.Cut(s, ".")
	if len(whole)+len(fraction) > mostDigits || !digits(whole) || len(whole) > 1 && whole[0] == '0' {
		return false
	}
	if pointed {
		return digits(fraction) && fraction[len(fraction)-1] != '0'
	}
	return true
}

// digits reports whether s is one or more of 0 to 9.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// number refuses a number that does not read back as it is spelt. It is a text
// from then on, because that is what is meant most often.
func (w *walker) number(n *yaml.Node) {
	w.refuse(n, CodeNumber, func() (message, help string) {
		spelt, read := shorten(n.Value), readsAs(n)
		help = fmt.Sprintf("put it in quotes: %q", spelt)
		if canonical(read) {
			help += ", or write " + read + " if the number is meant"
		}
		if len(n.Value) > mostDigits && canonical(n.Value[:1]) {
			return fmt.Sprintf("the number %s has more than the %d digits that every program keeps, want fewer or quotes", spelt, mostDigits), help
		}
		return fmt.Sprintf("without quotes %s is read as %s, want it in quotes or written as it is read", spelt, read), help
	})
	n.Tag = "!!str"
}

// readsAs returns how programs would write the number n again.
func readsAs(n *yaml.Node) string {
	var whole int64
	if n.Tag == "!!int" && n.Decode(&whole) == nil {
		return strconv.FormatInt(whole, 10)
	}
	var number float64
	if n.Decode(&number) != nil {
		return "a number"
	}
	switch {
	case math.IsInf(number, 0):
		return "infinity"
	case math.IsNaN(number):
		return "no number at all"
	case number != 0 && (math.Abs(number) >= 1e15 || math.Abs(number) < 1e-6):
		return strconv.FormatFloat(number, 'g', 6, 64)
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}

// escapes refuses characters that a backslash in double quotes brings in and
// that would be refused if they stood in the file.
func (w *walker) escapes(n *yaml.Node) {
	i := 0
	for i < len(n.Value) && classes[n.Value[i]] <= dash { // nearly all texts, quickly
		i++
	}
	more := strings.IndexFunc(n.Value[i:], hidden)
	if more < 0 {
		return
	}
	i += more
	r := w.refuse(n, CodeEscape, func() (string, string) {
		r, _ := utf8.DecodeRuneInString(n.Value[i:])
		return fmt.Sprintf("a backslash in these quotes makes the character %s, want none that cannot be seen", called(r)),
			`delete it; for a backslash that is meant as such write \\, or use single quotes`
	})
	r.place = w.doc.escape
	n.Value = strings.Map(visible, n.Value)
}

// hidden reports whether r may not stand in a text. A line end may.
func hidden(r rune) bool {
	if r < utf8.RuneSelf {
		return r != '\n' && (classes[r] == control || classes[r] == tab || classes[r] == carriage)
	}
	kind := classify(r)
	return kind != plain && kind != hardSpace && kind != lost
}

// visible takes hidden characters out of a text.
func visible(r rune) rune {
	if hidden(r) {
		return -1
	}
	return r
}

// escape finds the first escape sequence that makes a hidden character in the
// double quotes that begin at or behind at.
func (d *Document) escape(at int) (start, end int) {
	for at = d.content(at) + 1; at < len(d.text) && d.text[at] != '"'; at++ {
		if d.text[at] != '\\' || at+1 == len(d.text) {
			continue
		}
		r, size := unescape(d.text[at:])
		if hidden(r) {
			return at, min(at+size, len(d.text))
		}
		at += size - 1
	}
	return at, min(at+1, len(d.text))
}

// unescape returns the character that an escape sequence makes, as far as it
// matters whether it is hidden, and how many bytes it has.
func unescape(sequence []byte) (r rune, size int) {
	switch sequence[1] {
	case 'x':
		size = 4
	case 'u':
		size = 6
	case 'U':
		size = 10
	default:
		if i := strings.IndexByte("0abtvfreNLP\t", sequence[1]); i >= 0 {
			return []rune{0, 7, 8, 9, 11, 12, 13, 27, 0x85, 0x2028, 0x2029, 9}[i], 2
		}
		return 'x', 2
	}
	if len(sequence) < size {
		return 'x', 2
	}
	n, err := strconv.ParseUint(string(sequence[2:size]), 16, 32)
	if err != nil {
		return 'x', 2
	}
	return rune(n), size
}

// plainText warns where a "#" cut a text off, and refuses a list item that YAML
// takes for more of the text above.
func (w *walker) plainText(n, parent *yaml.Node) {
	if c := n.LineComment; len(c) > 1 && c[1] >= '0' && c[1] <= '9' {
		w.cutOff(n)
	}
	if parent != nil && parent.Kind == yaml.SequenceNode && strings.Contains(n.Value, " - ") {
		w.swallowed(n)
	}
}

func (w *walker) cutOff(n *yaml.Node) {
	word, _, _ := strings.Cut(n.LineComment, " ")
	r := w.refuse(n, CodeCutOff, func() (string, string) {
		return fmt.Sprintf("the text ends before %q: a # behind a space begins a remark, which is not part of the text", shorten(word)),
			"put the whole text in quotes; if a remark is meant, put a space behind the #"
	})
	r.finding.Severity = finding.Warning
	r.place = func(int) (int, int) {
		start := Value{doc: w.doc, node: n}.end()
		for start < len(w.doc.text) && w.doc.text[start] != '#' {
			start++
		}
		return start, min(start+len(word), len(w.doc.text))
	}
	delete(w.doc.refused, n)
}

// swallowed refuses a line of n that begins with a dash and lies between the
// dash of n's own item and n itself.
func (w *walker) swallowed(n *yaml.Node) {
	d := w.doc
	first := finding.Pos{Line: n.Line, Column: n.Column}
	line := d.placed().line(n.Line)
	dashAt := strings.LastIndexByte(string(line[:min(len(line), max(0, n.Column-1))]), '-')
	end := d.placed().pos(Value{doc: d, node: n}.end())
	for number := first.Line + 1; dashAt >= 0 && number <= end.Line; number++ {
		line := d.placed().line(number)
		indent := len(line) - len(strings.TrimLeft(string(line), " "))
		if indent+1 >= n.Column || indent <= dashAt || !strings.HasPrefix(string(line[indent:]), "- ") {
			continue
		}
		start := d.at(finding.Pos{Line: number, Column: indent + 1})
		r := w.refuse(n, CodeMisaligned, func() (string, string) {
			return fmt.Sprintf("this dash is in column %d and so part of the text above, want it in column %d like that of the item before it", indent+1, dashAt+1),
				"give all dashes of a list the same indentation"
		})
		r.place = func(int) (int, int) { return start, start + 1 }
	}
}
