package yamldoc

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
)

// cleaner looks at the bytes of a file once, from left to right, and makes the
// text that is parsed: line ends are "\n" there, and each refused character is
// replaced by one other, so that lines and columns stay what they are.
type cleaner struct {
	*report
	data   []byte
	exact  bool
	oldMac bool // the file's line ends are lone carriage returns

	out    []byte // nil as long as nothing was replaced
	copied int    // how much of data is in out

	line, lineStart    int // of the byte being looked at; line from 1
	counted, countedAt int // characters of this line up to that offset

	marks     int  // bytes that may begin a value or a line
	most      int  // how many of them a file may have
	crossed   bool // whether there are more
	spaces    bool // whether there is a space that YAML does not take for one
	crlf      bool
	markers   bool  // whether a line may be a document marker or a directive
	last      class // class and end of the last refused character, to report a run once
	lastAfter int
}

// clean reads bytes. It returns nil if the file is not worth going on with.
func clean(r *report, data []byte, opt Options) *cleaner {
	limit := opt.MaxBytes
	if limit <= 0 {
		limit = DefaultMaxBytes
	}
	if !r.isText(data, limit) {
		return nil
	}
	c := &cleaner{report: r, data: data, exact: opt.Exact, line: 1, most: limit / bytesPerMark}
	if rest, ok := bytes.CutPrefix(data, []byte("\ufeff")); ok {
		c.data = rest
		c.mild(CodeByteOrderMark, finding.Pos{Line: 1, Column: 1}, "the file begins with a byte order mark (U+FEFF), want none",
			`save it as "UTF-8", not as "UTF-8 with BOM"`)
	}
	c.oldMac = bytes.IndexByte(c.data, '\r') >= 0 && bytes.IndexByte(c.data, '\n') < 0
	c.markers = len(c.data) > 0 && mayMark(c.data)
	c.scan()
	if n := len(c.data); n > 0 && c.data[n-1] != '\n' && !(c.oldMac && c.data[n-1] == '\r') {
		c.mild(CodeFinalNewline, c.pos(n), "the last line does not end, want a line end behind it",
			"press Enter at the end of the last line")
	}
	return c
}

// bytesPerMark is how many bytes there must be for each that may begin a value
// or a line. Real specifications have 15 to 20; values far denser than this are
// what makes a parser slow and its memory large.
const bytesPerMark = 8

// isText reports whether data is small enough and text, in so far as its size
// and its first bytes tell.
func (r *report) isText(data []byte, limit int) bool {
	refuse := func(code, message, help string) bool {
		r.add(finding.Finding{Pos: finding.Pos{Line: 1, Column: 1}, Code: code, Severity: finding.Error, Message: message, Help: help})
		return false
	}
	if len(data) > limit {
		return refuse(CodeTooLarge, fmt.Sprintf("the file has more than the %d bytes it may have", limit),
			"a specification is a text of some pages: keep pictures and attachments elsewhere and name their address")
	}
	for _, kind := range []struct{ begins, name string }{
		{"PK\x03\x04", "a Word or other Office document, or a zip file"},
		{"\xd0\xcf\x11\xe0", "an older Word or other Office document"},
		{"%PDF-", "a PDF document"}, {`{\rtf`, "a document in Rich Text Format"},
	} {
		if bytes.HasPrefix(data, []byte(kind.begins)) {
			return refuse(CodeNotText, "the file is "+kind.name+", want a plain text in YAML", "write the specification in a text editor; a copy of another specification is a good beginning")
		}
	}
	if isUTF16(data) {
		return refuse(CodeUTF16, "the file is saved as UTF-16, want UTF-8", `save it again and choose the encoding "UTF-8"; Notepad calls UTF-16 "Unicode"`)
	}
	return true
}

// isUTF16 goes by the byte order mark, or by every second of the first bytes
// being zero, which no text in UTF-8 has.
func isUTF16(data []byte) bool {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return true
	}
	return len(data) >= 4 && (data[0] == 0 && data[2] == 0 && data[1] != 0 || data[1] == 0 && data[3] == 0 && data[0] != 0)
}

// mild reports what a working file may have but bytes that records judge may not.
func (c *cleaner) mild(code string, pos finding.Pos, message, help string) {
	severity := finding.Warning
	if c.exact {
		severity = finding.Error
	}
	c.add(finding.Finding{Pos: pos, End: pos, Code: code, Severity: severity, Message: message, Help: help})
}

// mayMark reports whether rest begins with what may be a document marker or a
// directive.
func mayMark(rest []byte) bool {
	return rest[0] == '%' || len(rest) > 2 && (rest[0] == '-' || rest[0] == '.') && rest[1] == rest[0] && rest[2] == rest[0]
}

// scan looks at every byte. Most bytes are plain, so it is quickest about them.
func (c *cleaner) scan() {
	data, table := c.data, &classes
	if len(data) <= c.most {
		table = &uncounted
	}
	for i := 0; i < len(data); {
		kind := table[data[i]]
		if kind == plain {
			i++
			continue
		}
		switch kind {
		case counted:
			c.marks++
		case lineEnd:
			c.endLine(i + 1)
		case dash:
			if i+1 == len(data) || data[i+1] == ' ' || data[i+1] == '\n' {
				c.marks++
			}
		default:
			i += c.special(i, kind)
			continue
		}
		if c.marks > c.most && !c.crossed {
			c.cross(i)
		}
		i++
	}
}

// endLine notes that the next line begins at start.
func (c *cleaner) endLine(start int) {
	c.marks++
	c.line++
	c.lineStart, c.counted, c.countedAt = start, 0, start
	if start < len(c.data) && c.data[start] < '0' && mayMark(c.data[start:]) {
		c.markers = true
	}
}

// cross reports that the file has too many values.
func (c *cleaner) cross(i int) {
	c.crossed = true
	c.add(finding.Finding{Pos: c.pos(i), Code: CodeTooMany, Severity: finding.Error,
		Message: fmt.Sprintf("the file has more than %d lines, items and keys, want fewer", c.most),
		Help:    "split it, or leave out what is not part of a specification"})
}

// pos returns the place of the byte at i, which is not before the last one asked
// for on the same line: each character is counted once.
func (c *cleaner) pos(i int) finding.Pos {
	if i > c.countedAt {
		c.counted += utf8.RuneCount(c.data[c.countedAt:i])
		c.countedAt = i
	}
	return finding.Pos{Line: c.line, Column: 1 + c.counted}
}

// put replaces width bytes at i in the text that is parsed.
func (c *cleaner) put(i, width int, replacement string) {
	if c.out == nil {
		c.out = make([]byte, 0, len(c.data)+len(c.data)/8)
	}
	c.out = append(c.out, c.data[c.copied:i]...)
	c.out = append(c.out, replacement...)
	c.copied = i + width
}

// text returns the text to parse: the data itself if nothing was replaced.
func (c *cleaner) text() []byte {
	if c.out == nil {
		return c.data
	}
	return append(c.out, c.data[c.copied:]...)
}
