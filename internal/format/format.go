// Package format rewrites the source of a specification in its canonical layout,
// line by line. Keys come in the order of the format, each level is indented by
// two spaces, lists not at all below their key, and blank lines stand singly. It
// moves and indents lines and never writes a value anew, so that every scalar
// keeps its quotes and its line breaks; every remark (a YAML comment) and every
// blank line stays with what it belongs to.
//
// What the keys mean it does not know; their order it takes from package spec. It
// does not trust itself: before it hands out a text, it reads it again and
// compares values and remarks with those before.
//
// What is left as it is: something in brackets over several lines, but for its
// indentation and the spaces at the ends of its lines; something in brackets with
// a key without a value or without brackets of its own; the line breaks and the
// relative indentation of every text.
package format

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Options say how a file is read.
type Options struct {
	MaxBytes int // the most bytes it may have; 0 means yamldoc.DefaultMaxBytes
}

// ErrChanged says that the text in canonical layout would not say the same as the
// one before. That is a fault of this program.
var ErrChanged = errors.New("the layout would change what the file says")

// UnsupportedError says that a file uses a way of writing that is not laid out.
type UnsupportedError struct {
	File string
	Pos  finding.Pos
	What string // what stands there, and what to write instead
}

// Error returns place and reason.
func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Pos.Line, e.Pos.Column, e.What)
}

// Source returns data in canonical layout. A file that cannot be read as it
// stands is not laid out: then the findings that stand in the way are returned,
// and nothing else. Line ends, a byte order mark and a missing final newline do
// not stand in the way; they are mended.
//
// The error is an *UnsupportedError, or one that wraps ErrChanged.
func Source(file string, data []byte, opt Options) ([]byte, finding.List, error) {
	before := document{text: data}
	var found finding.List
	if before.doc, found = parse(file, data, opt); found.AtLeast(finding.Error) {
		return nil, found, nil
	}
	if mended := mend(data); !bytes.Equal(mended, data) {
		before.text = mended
		if before.doc, found = parse(file, mended, opt); found.AtLeast(finding.Error) {
			return nil, found, nil // such as a second byte order mark behind the first
		}
	}
	t, err := read(file, before)
	if err != nil {
		return nil, nil, err
	}
	laidOut := write(t)
	after := document{text: laidOut}
	opt.MaxBytes = max(opt.MaxBytes, yamldoc.DefaultMaxBytes) + len(laidOut) // indenting may make it longer
	if after.doc, found = parse(file, after.text, opt); found.AtLeast(finding.Error) {
		return nil, nil, fmt.Errorf("%w: it would not be readable any more: %s", ErrChanged, found[0])
	}
	if err := sameContent(before, after); err != nil {
		return nil, nil, err
	}
	return laidOut, nil, nil
}

// mend takes away a byte order mark and the first half of Windows line ends.
func mend(data []byte) []byte {
	return bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
}

// document is a text and what was read from it.
type document struct {
	text []byte
	doc  *yamldoc.Document
}

// behind is what stands behind the document: its end marker and remarks.
func (d document) behind() []byte { return d.text[len(d.doc.Source()):] }

// parse reads a file. Without a Document there is a finding that says why.
func parse(file string, data []byte, opt Options) (*yamldoc.Document, finding.List) {
	return yamldoc.Parse(file, data, yamldoc.Options{MaxBytes: opt.MaxBytes})
}
