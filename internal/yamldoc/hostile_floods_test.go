package yamldoc

import (
	"bytes"
	"strings"
)

// hostileFloods are documents of as many bytes as a file may have that are made
// of as many values as possible: they are refused before they are parsed.
var hostileFloods = []hostileDocument{
	full("flood-brackets", "Y311", "", "[", "\n"),
	full("flood-braces", "Y311", "", "{", "\n"),
	full("flood-items", "Y311", "[", "a,", "]\n"),
	full("flood-keys-of-nothing", "Y311", "{", "a,", "}\n"),
	full("flood-empty-lists", "Y311", "[", "[],", "]\n"),
	full("flood-nested-lists", "Y311", "[", strings.Repeat("[", 24)+strings.Repeat("]", 24)+",", "]\n"),
	full("flood-dashes", "Y311", "", "- ", "\n"),
	full("flood-dash-lines", "Y311", "", "-\n", ""),
	full("flood-remarked-dashes", "Y311", "", "- #\n", ""),
	full("flood-question-marks", "Y311", "", "? ", "\n"),
	full("flood-colons", "Y311", "", ":\n", ""),
	full("flood-keys", "Y311", "", "a:\n", ""),
	full("flood-newlines", "Y311", "", "\n", "a: x\n"),
	full("flood-remarks", "Y311", "", "#\n", "a: x\n"),
	full("flood-documents", "Y311", "", "---\n", ""),
	full("flood-timestamps", "Y311", "[", "2001-1,", "]\n"),
}

// hostileMasses are documents of as many bytes as a file may have that stay just
// below the limits.
var hostileMasses = []hostileDocument{
	{"too-large", "Y101", func() []byte { return bytes.Repeat([]byte("a"), DefaultMaxBytes+1) }},
	numbered("key-flood", "", "", "key%07d: x%03[1]d\n", ""),
	full("duplicate-flood", "Y308", "", "same-key-again: x\n", ""),
	full("bad-number-flood", "Y312", "", "- 0000000000001.10\n", ""),
	full("colon-flood", "Y201", "", "- a: b: c ddddddddddddddddddddddddddddddd\n", ""),
	full("colon-flood-in-a-line", "Y201", "a: ", "bbbbbbbbbbbbb: ", "c\n"),
	full("quote-flood", "Y202", "", "- \"aaaaaaaaaaaaaaaaa\n", ""),
	full("behind-quote-flood", "Y203", "", "- \"aaaaaaaaaa\" bbbbbbb\n", ""),
	full("bracket-flood", "Y209", "", "a: [bbbbbbbbbbbbbbbbbbbbbbbbb\n", ""),
	full("soft-hyphen-flood", "Y113", "a: ", "x\u00ad", "\n"),
	full("bad-byte-flood", "Y104", "a: ", "x\xff", "\n"),
	full("control-flood", "Y110", "a: ", "x\x01", "\n"),
	full("tab-flood", "Y109", "a: ", "x\t", "x\n"),
	full("hard-space-flood", "Y114", "a:", "\u00a0", "x\n"),
	full("emoji-line", "", "a: ", "😀", "\n"),
	full("emoji-line-of-problems", "Y201", "a: ", "😀😀😀😀: ", "b\n"),
	full("long-word", "", "a: ", "x", "\n"),
	full("long-number", "", "a: ", "1", "\n"),
	full("long-key", "Y214", "", "k", ": x\n"),
	full("long-quote", "", "a: \"", "x ", "\"\n"),
	full("long-escapes", "", "a: \"", "\\n", "\"\n"),
	full("bad-escapes", "Y211", "a: \"", "\\q", "\"\n"),
	full("long-remark", "", "# ", "x", "\na: x\n"),
	full("long-spaces", "", "a: x", " ", "y\n"),
	full("long-literal", "", "a: |\n", " xxxxxxxxxxxxxxx\n", ""),
	full("literal-of-blanks", "Y205", "a: |\n", "                \n", "  x\n"),
	full("long-flow-line", "", "a: [", "x000000000, ", "x]\n"),
	full("bad-flow-line", "Y210", "a: [", "\"x00000000\" \"y\", ", "x]\n"),
	full("bad-numbers-in-a-line", "Y312", "a: [é, ", "000000001.10, ", "x]\n"),
	full("remarks-of-words", "", "a: x\n", "# xxxxxxxxxxxxxxxxx\n", ""),
	numbered("tag-directives", "Y303", "", "%%TAG !%d! tag:example.org\n", "---\na: x\n"),
	numbered("anchors", "Y304", "", "- &anchor%06d x\n", ""),
	full("aliases", "Y304 Y305", "- &a x\n", "- *a # xxxxxxxxxxxxxx\n", ""),
	full("tags", "Y306", "", "- !tag xxxxxxxxxxxxxxx\n", ""),
	full("lone-tags", "Y306", "", "- ! xxxxxxxxxxxxxxxxxx\n", ""),
	full("cut-off-flood", "Y213", "", "- xxxxxxxxxxxxxx #1\n", ""),
	full("swallowed-flood", "Y206", "- - x\n", "   - yyyyyyyyyyyyyyyyyyy\n", ""),
	{"staircase-of-brackets", "Y205 Y209", staircase},
	{"deep-dash-lines", "Y310", deepDashLines},
	full("crlf-flood", "Y106", "", "- xxxxxxxxxxxxxxxx\r\n", ""),
}

// staircase opens a bracket in every line, each a step further in.
func staircase() []byte {
	var b bytes.Buffer
	for i := 0; b.Len()+i+10 < DefaultMaxBytes; i++ {
		b.WriteString(strings.Repeat(" ", i) + "a: [\n")
	}
	return b.Bytes()
}

// deepDashLines is a list far too deep, and a flood of items in its depth.
func deepDashLines() []byte {
	var b bytes.Buffer
	b.WriteString(strings.Repeat("- ", 1000) + "a\n")
	for b.Len()+2100 < DefaultMaxBytes {
		b.WriteString(strings.Repeat(" ", 1998) + "- a\n")
	}
	return b.Bytes()
}
