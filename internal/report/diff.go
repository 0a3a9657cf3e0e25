package report

import (
	"bufio"
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode"

	"github.com/rogpeppe/go-internal/diff"
)

// Diff writes what has to be done to a file's bytes before to get those after, as
// a unified diff that `git apply` and `patch -p1` take; nothing if they are the
// same. Apart from colour it holds the bytes as they are.
func Diff(w io.Writer, file string, before, after []byte, options Options) error {
	made := diff.Diff("a", before, "b", after)
	if len(made) == 0 {
		return nil
	}
	out, pen := bufio.NewWriter(w), ink(options.Color)
	out.WriteString(pen.bold("--- "+diffName("a/", file)) + "\n")
	out.WriteString(pen.bold("+++ "+diffName("b/", file)) + "\n")
	for range 3 { // the library's own head, which cannot name every file
		_, made, _ = bytes.Cut(made, []byte{'\n'})
	}
	for line := range strings.Lines(string(made)) {
		text, end := strings.CutSuffix(line, "\n")
		out.WriteString(pen.change(text))
		if end {
			out.WriteByte('\n')
		}
	}
	return out.Flush()
}

// change colours a line of a diff.
func (on ink) change(line string) string {
	switch {
	case strings.HasPrefix(line, "@@"):
		return on.paint(codeCyan, line)
	case strings.HasPrefix(line, "-"):
		return on.paint(codeRed, line)
	case strings.HasPrefix(line, "+"):
		return on.paint(codeGreen, line)
	}
	return line
}

// diffName is the name of a file in the head of a diff, as git writes it: in
// quotes where it holds what could be misread, and with a tab behind it where a
// space could end it.
func diffName(prefix, file string) string {
	name := prefix + strings.TrimLeft(file, "/")
	switch {
	case strings.ContainsFunc(name, func(c rune) bool { return c == '"' || c == '\\' || unicode.IsControl(c) }):
		return strconv.Quote(name)
	case strings.Contains(name, " "):
		return name + "\t"
	}
	return name
}
