// Package export writes an edition of a specification in the formats that programs of
// the field read: one file a format. Values in, bytes out; the same edition makes the
// same bytes.
package export

import (
	"github.com/advancing-practice/credctl/internal/edition"
)

// Format is one machine format.
type Format struct {
	Name  string // as it is asked for, such as "case"
	File  string // what stands behind the id and version in the name of its file, such as ".case.json"
	Words string // what it is for, in words
	Write func(e *edition.Edition) ([]byte, error)
}

// Formats are all machine formats, in the order in which they are listed.
func Formats() []Format { return nil }
