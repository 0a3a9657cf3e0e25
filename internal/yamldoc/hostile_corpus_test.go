package yamldoc

import (
	"fmt"
	"strings"
)

// hostileDocument is one document of the corpus and the codes it must have.
type hostileDocument struct {
	name  string
	codes string
	make  func() []byte
}

// small is a document given by its text.
func small(name, codes, text string) hostileDocument {
	return hostileDocument{name, codes, func() []byte { return []byte(text) }}
}

// full is a document of as many bytes as a file may have: begin, the unit over
// and over, end.
func full(name, codes, begin, unit, end string) hostileDocument {
	return hostileDocument{name, codes, func() []byte {
		n := (DefaultMaxBytes - len(begin) - len(end)) / len(unit)
		return []byte(begin + strings.Repeat(unit, n) + end)
	}}
}

// numbered is a document of as many bytes as a file may have and of numbered lines.
func numbered(name, codes, begin, format, end string) hostileDocument {
	return hostileDocument{name, codes, func() []byte {
		var b strings.Builder
		b.WriteString(begin)
		for i := 0; ; i++ {
			line := fmt.Sprintf(format, i)
			if b.Len()+len(line)+len(end) > DefaultMaxBytes {
				b.WriteString(end)
				return []byte(b.String())
			}
			b.WriteString(line)
		}
	}}
}

// hostile is the corpus.
func hostile() []hostileDocument {
	var all []hostileDocument
	for _, group := range [][]hostileDocument{hostileBytes, hostileStructure, hostileSyntax, hostileFloods, hostileMasses} {
		all = append(all, group...)
	}
	return all
}

var hostileBytes = []hostileDocument{
	small("empty", "Y301", ""),
	small("newline", "Y301", "\n"),
	small("remark", "Y301", "# nothing\n"),
	small("marker-only", "Y301", "---\n"),
	small("null-byte", "Y110", "a: x\x00y\n"),
	small("escape-sequence", "Y110 Y204", "a: \x1b]0;owned\x07\n"),
	small("c1", "Y110", "a: x\u009by\n"),
	small("delete", "Y110", "a: x\x7fy\n"),
	small("utf16-le", "Y103", "\xff\xfea\x00:\x00 \x001\x00\n\x00"),
	small("utf16-be", "Y103", "\xfe\xff\x00a\x00:\x00 \x001\x00\n"),
	small("utf16-without-mark", "Y103", "a\x00:\x00 \x001\x00\n\x00"),
	small("latin-1", "Y104", "a: caf\xe9\n"),
	small("overlong", "Y104", "a: \xc0\xaf\n"),
	small("surrogate", "Y104", "a: \xed\xa0\x80\n"),
	small("truncated", "Y104", "a: \xe2\x82\n"),
	small("byte-order-mark", "Y105", "\ufeffa: x\n"),
	small("byte-order-mark-twice", "Y105 Y113", "\ufeff\ufeffa: x\n"),
	small("crlf", "Y106", "a: x\r\nb: y\r\n"),
	small("carriage-return", "Y107", "a: x\ry\nb: z\n"),
	small("old-mac", "Y107", "a: x\rb: y\r"),
	small("no-final-newline", "Y108", "a: x"),
	small("tab-indentation", "Y109", "a:\n\tb: x\n"),
	small("tab-mixed", "Y109", "a:\n\tb: x\n    c: y\n"),
	small("next-line", "Y111 Y201", "a: x\u0085b: y\n"),
	small("line-separator", "Y111", "a: x # safe\u2028b: y\n"),
	small("paragraph-separator", "Y111", "a: x\u2029---\n"),
	small("bidi-override", "Y112", "a: \u202eevil\u202c\n"),
	small("bidi-isolate", "Y112", "a: \u2067evil\u2069\n"),
	small("zero-width-id", "Y113", "i\u200bd: a\u200db\n"),
	small("tag-characters", "Y113", "a: x\U000e0041\U000e0042\n"),
	small("variation-selectors", "Y113", "a: x\U000e0101\U000e0102\ufe00\n"),
	small("hangul-filler", "Y113", "a: \u3164\n"),
	small("hard-space-key", "Y114", "a:\u00a0x\nb: y\n"),
	small("full-width-indentation", "Y114", "a:\n\u3000b: x\n"),
	small("private-use", "Y115", "a: \ue000\n"),
	small("stand-in", "Y115", "a: x\ufdd0 y\n"),
	small("stand-in-and-colon", "Y115 Y201", "a: x\ufdd0 y: z\n"),
	small("zip", "Y102", "PK\x03\x04whatever"),
	small("hidden-by-escape", "Y314", "a: \"x\\u202ey\"\nb: \"\\0\\x1b\"\nc: \"\\U000E0041\"\n"),
}

var hostileStructure = []hostileDocument{
	small("billion-laughs", "Y304 Y305", laughs()),
	small("doubling", "Y304 Y305", doubling()),
	small("self-reference", "Y304 Y305", "a: &a [*a]\n"),
	small("alias-key", "Y304 Y305", "a: &a x\n*a : y\n"),
	small("merge", "Y304 Y307", "a: &a {id: evil}\nb:\n  <<: *a\n"),
	small("merge-list", "Y304 Y307", "a: &a {x: 1}\nb: {<<: [*a, *a]}\n"),
	small("merge-tagged", "Y306", "!!merge a: {x: y}\n"),
	small("tag-python", "Y306", "a: !!python/object/apply:os.system [echo]\n"),
	small("tag-binary", "Y306", "a: !!binary aGk=\n"),
	small("tag-lone", "Y306", "a: ! 012\n"),
	small("tag-on-root", "Y306", "!x {a: b}\n"),
	small("tag-directive", "Y303 Y306", "%TAG ! tag:example.org,2000:\n---\na: !x y\n"),
	small("duplicate", "Y308", "a: 1\nb: 2\na: 3\n"),
	small("duplicate-quoted", "Y308", "a: 1\n'a': 2\n\"\\x61\": 3\n"),
	small("key-number", "Y309", "1: a\n"),
	small("key-null", "Y309", "~: a\n"),
	small("key-bool", "Y309", "true: a\n"),
	small("key-list", "Y309", "? [a, b]\n: c\n"),
	small("key-map", "Y309", "{{a: b}: c}\n"),
	small("second-document", "Y302", "a: 1\n---\na: 2\n"),
	small("second-document-within-quotes", "Y202 Y302", "a: \"x\n---\nb: y\"\n"),
	small("behind-the-end", "Y302", "a: 1\n...\nb: 2\n"),
	small("behind-flow", "Y205", "{a: 1}\nb: 2\n"),
	small("behind-scalar", "Y208", "\"a\"\nb\n"),
	small("outdented", "Y205", "  a: 1\nb: 2\n"),
	small("directive", "Y303", "%YAML 9.9\n---\na: 1\n"),
	small("numbers", "Y312", "a: 1.10\nb: 012\nc: 0x1F\nd: 1_000\ne: 1e3\nf: .inf\ng: +1\nh: .5\ni: 9007199254740993\n"),
	small("booleans", "Y313", "a: TRUE\nb: False\n"),
	small("deep-lists", "Y310", "a: "+strings.Repeat("[", 200)+strings.Repeat("]", 200)+"\n"),
	small("deep-maps", "Y310", strings.Repeat("{a: ", 30)+"b"+strings.Repeat("}", 30)+"\n"),
	small("deep-dashes", "Y310", strings.Repeat("- ", 30)+"a\n"),
	small("deep-enough", "", strings.Repeat("- ", MaxDepth)+"a\n"),
	small("shadow-of-a-key", "Y309", "a: 1\n? [a]\n: 2\nb: 3\n"),
}

var hostileSyntax = []hostileDocument{
	small("unknown-alias", "Y204", "a: *nobody\n"),
	small("swallowed-item", "Y206", "a:\n- x\n - y\n"),
	small("unclosed-quote", "Y202", "a: \"x\nb: y\n"),
	small("unclosed-bracket", "Y209", "a: [x\nb: y\n"),
	small("many-problems", "Y109 Y113 Y201 Y203 Y204 Y308 Y312",
		"a: x: y\nb: \"p\" q\nc: @z\na: 1\nd: 1.10\ne: s\u00adt\nf: u\tv\n"),
	small("two-anchors", "Y200", "a: &x &y z\n"),
	small("bad-escape", "Y211", "a: \"\\q\"\n"),
	small("wide-blank-line", "Y205", "a: |\n      \n  x\nb: y\n"),
	small("bad-indicator", "Y204", "a: |0\n  x\n"),
}

// laughs is the known way to make a few lines stand for a billion values.
func laughs() string {
	text := "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
	for i := 1; i < 10; i++ {
		text += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 8), i-1)
	}
	return text
}

// doubling makes forty levels, each twice the one before.
func doubling() string {
	text := "a0: &a0 x\n"
	for i := 1; i <= 40; i++ {
		text += fmt.Sprintf("a%d: &a%d {l: *a%d, r: *a%d}\n", i, i, i-1, i-1)
	}
	return text
}
