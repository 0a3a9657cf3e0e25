package yamldoc

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/finding"
)

// special deals with a byte that is not plain and returns how many bytes it
// took. The first byte of a character beyond ASCII is looked at more closely.
func (c *cleaner) special(i int, kind class) int {
	r, width := rune(c.data[i]), 1
	if kind == wide {
		r, width = utf8.DecodeRune(c.data[i:])
		kind = classify(r)
		if r == utf8.RuneError && width == 1 {
			r, kind = rune(c.data[i]), notUTF8
		}
	}
	switch kind {
	case plain:
	case hardSpace:
		c.spaces = true
	case carriage:
		c.carriage(i)
	default:
		c.refuse(i, width, r, kind)
	}
	return width
}

// carriage deals with a carriage return: before a line end it belongs to it, in
// a file without any other line ends it is one, anywhere else it is refused.
func (c *cleaner) carriage(i int) {
	switch {
	case i+1 < len(c.data) && c.data[i+1] == '\n':
		if !c.crlf {
			c.crlf = true
			c.mild(CodeCRLF, c.pos(i), "the lines end in CR LF as on Windows, want LF alone",
				`choose "LF" as the line ends if the editor offers it; otherwise leave it, nothing else is lost`)
		}
		c.put(i, 1, "")
	case c.oldMac:
		if c.count[CodeCarriageReturn] == 0 {
			c.refuse(i, 1, '\r', carriage)
		} else {
			c.put(i, 1, "\n")
		}
		c.endLine(i + 1)
	default:
		c.refuse(i, 1, '\r', carriage)
	}
}

// gone is parsed in place of a character that the text is better without, so that
// columns stay what they are; it is taken out of the values afterwards.
const gone = "\ufdef"

// refused says of each class of refused characters how it is reported and what
// is parsed in its place.
var refused = [classCount]struct {
	code, message, help, instead string
	severity                     finding.Severity
}{
	tab: {CodeTab, "a tab stands here, want spaces", "replace it by spaces, two for each step of indentation; most editors can do it for the whole file", " ", finding.Error},
	carriage: {CodeCarriageReturn, "a carriage return (U+000D) stands here without a line feed behind it, want lines that end in LF",
		`choose "LF" as the line ends in the editor`, " ", finding.Error},
	control:   {CodeControl, "the control character %s stands here, want none", "delete it; it cannot be seen, so delete the characters around it too and type them again", gone, finding.Error},
	separator: {CodeLineSeparator, "%s stands here, which some programs take for the end of a line, want an ordinary line end or a space", "replace it by a space, or press Enter there", " ", finding.Error},
	direction: {CodeDirection, "%s stands here, which changes the order in which the text is shown, want none", "delete it; it cannot be seen, so delete the characters around it too and type them again", gone, finding.Error},
	invisible: {CodeInvisible, "the invisible character %s stands here, want none",
		"delete it; it often comes from Word or a web page, and pasting as plain text does not always remove it", gone, finding.Error},
	private: {CodePrivate, "the character %s stands here, which has no meaning of its own, want one that everybody sees the same way", `type the sign that is meant, for example "- " for a bullet`, "\ufffd", finding.Error},
	lost:    {CodeLost, "%s stands here: another character was lost when the text was converted", "type the character that was meant", "", finding.Warning},
	notUTF8: {CodeNotUTF8, "the byte 0x%02X is not UTF-8", `save the file again with the encoding "UTF-8"`, "\ufffd", finding.Error},
}

// refuse reports the character at i and has another one parsed in its place. A
// run of characters of one class is one place, and so one finding.
func (c *cleaner) refuse(i, width int, r rune, kind class) {
	what := &refused[kind]
	if what.instead != "" {
		instead := what.instead
		if r == '\v' || r == '\f' {
			instead = " "
		}
		if kind == carriage && c.oldMac {
			instead = "\n"
		}
		c.put(i, width, instead)
		c.spaces = c.spaces || instead == gone
	}
	goesOn := c.last == kind && c.lastAfter == i
	c.last, c.lastAfter = kind, i+width
	if goesOn || c.full(what.code) {
		return
	}
	message, help := what.message, what.help
	switch kind {
	case tab:
		if len(bytes.Trim(c.data[c.lineStart:i], " \t")) == 0 {
			message, c.tabbed = "a tab stands in the indentation, want spaces", true
		}
	case carriage:
	case notUTF8:
		message = fmt.Sprintf(message, r)
		if meant := older(byte(r)); meant != 0 {
			message += fmt.Sprintf("; in files from older programs it stands for %q", meant)
		}
	default:
		message = fmt.Sprintf(message, called(r))
	}
	if kind == carriage && c.oldMac {
		message = "the lines end in CR alone (U+000D), want LF"
	}
	pos := c.pos(i)
	end := finding.Pos{Line: pos.Line, Column: pos.Column + c.run(i, width, kind)}
	f := finding.Finding{Pos: pos, End: end, Code: what.code, Severity: what.severity, Message: message, Help: help}
	if instead, ok := instead(c.data[i:], end.Column-pos.Column); ok {
		f.Edits = []finding.Edit{{Pos: pos, End: end, New: instead}}
	}
	c.add(f)
}

// instead returns what can only have been meant by the first n characters of
// data, which are refused and of one class.
func instead(data []byte, n int) (string, bool) {
	var meant strings.Builder
	for range n {
		r, size := utf8.DecodeRune(data)
		data = data[size:]
		switch {
		case r == 0x1e: // what Word writes for a hyphen that does not break
			meant.WriteByte('-')
		case r == 0x1f: // what Word writes for a hyphen that shows at a line's end only
		case r == 0x200c || r == 0x200d: // joins letters or signs: whoever wrote it may mean something
			return "", false
		case r < utf8.RuneSelf || classify(r) != invisible:
			return "", false
		}
	}
	return meant.String(), true
}

// run counts how many characters of the same class stand in a row from i.
func (c *cleaner) run(i, width int, kind class) int {
	n := 1
	for i += width; i < len(c.data); i += width {
		r, size := utf8.DecodeRune(c.data[i:])
		width = size
		same := classes[c.data[i]] == kind
		if classes[c.data[i]] == wide {
			same = kind == notUTF8 && r == utf8.RuneError && size == 1 || size > 1 && classify(r) == kind
		}
		if !same || kind == carriage {
			break
		}
		n++
	}
	return n
}
