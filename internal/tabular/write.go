package tabular

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark says of a file that it is UTF-8. Without it Excel takes a CSV for the encoding
// of the machine and breaks every dash, quotation mark and accent; LibreOffice,
// Numbers, Google Sheets and the usual libraries pass over it.
const mark = "\ufeff"

// Writer writes a table as a CSV that a spreadsheet program opens by itself: UTF-8
// that says so, commas, a line feed behind each row, every cell as Safe makes it.
type Writer struct {
	to    *csv.Writer
	out   io.Writer
	begun bool
	err   error
}

// NewWriter writes to w.
func NewWriter(w io.Writer) *Writer { return &Writer{to: csv.NewWriter(w), out: w} }

// Row writes one row. What went wrong is told by Flush, and nothing is written after it.
func (w *Writer) Row(cells ...string) {
	if !w.begun {
		w.begun = true
		_, w.err = io.WriteString(w.out, mark)
	}
	if w.err != nil {
		return
	}
	safe := make([]string, len(cells))
	for i, cell := range cells {
		safe[i] = Safe(cell)
	}
	w.err = w.to.Write(safe)
}

// Flush writes what is still to be written, and tells what went wrong.
func (w *Writer) Flush() error {
	w.to.Flush()
	if w.err == nil {
		w.err = w.to.Error()
	}
	return w.err
}

// guard in front of a cell says to people and to spreadsheet programs that it is text.
const guard = "'"

// Safe returns a cell that no spreadsheet program takes for a formula: in front of what
// it could take for one stands an apostrophe. Plain takes it off again. Ends of lines
// are line feeds, and characters that no text has are written as Go escapes.
//
// A cell alone cannot be made safe from a program that splits lines at another sign
// than the comma, as Excel does where the decimal comma is used: there the file is to
// be opened by Data, From Text/CSV.
func Safe(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(visible(text), "\r\n", "\n"), "\r", "\n")
	if obeyed(text) {
		return guard + text
	}
	return text
}

// Plain returns the text of a cell as it was before Safe, whether the program that the
// table went through kept the apostrophe or took it off.
func Plain(cell string) string {
	if text, guarded := strings.CutPrefix(cell, guard); guarded && obeyed(text) {
		return text
	}
	return cell
}

// obeyed reports whether a program could take a cell for a formula, or its guard for
// ours. What stands in front and is not seen does not count: programs pass over it.
func obeyed(text string) bool {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\n") {
		return true
	}
	text = strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
	text = strings.TrimLeft(text, guard)
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("=+-@＝＋－＠", first) && text != ""
}

// visible writes the characters that no text has as escapes, such as \x00.
func visible(text string) string {
	odd := func(r rune) bool { return unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' }
	if utf8.ValidString(text) && strings.IndexFunc(text, odd) < 0 {
		return text
	}
	var b strings.Builder
	for at, r := range text {
		_, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, text[at])
		case odd(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
