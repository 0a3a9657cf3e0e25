// Package export writes an edition of a specification in the formats that programs of
// the field read. Values in, bytes out; the same edition makes the same bytes. It knows
// no file system, no clock and no way of asking anybody.
//
// # Identifiers
//
// Everything with an id in a specification has an identifier, a UUID of version 5 in
// lower case, made from the trust root of the register, the id of the specification,
// the kind of the element and its id: never from its text, its place or the version. So
// it is the same in every release for as long as the id means the same, and two
// registers never give one identifier to two things. An id is never used again for
// something else; where something takes the place of another, the file says so under
// `retired`, and the formats that can say it pass on which identifier was replaced by
// which. Items of a reference framework hang on the name, edition and number alone
// (mpf@2025#1.10), so that every register points at the same ones.
//
// A register without governance has no trust root yet, and a file in no commit no
// register: identifiers made there are of drafts, and change once there is a root.
package export

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/spec"
)

// File is a file of a format.
type File struct {
	Name string // without a folder, such as "wound-care-1.0.0.case.json"
	Data []byte
}

// Format is one machine format.
type Format struct {
	Name  string // as it is asked for, such as "case"
	Words string // what it is for, in words
	// Write makes the files of an edition, the one that matters most first. Which there
	// are depends on the edition: a package for each framework that it names, say.
	Write func(e *edition.Edition) ([]File, error)
}

// Formats are all machine formats, in the order in which they are listed.
func Formats() []Format {
	list := []Format{
		{Name: "json", Words: "everything of the specification and its standing, for programs of your own", Write: one(".json", writeJSON)},
		{Name: "csv", Words: "a flat table of capabilities, framework items, outcomes and assessment, for a spreadsheet", Write: one(".csv", writeFlat)},
		{Name: "workbook", Words: "a table for curriculum leads to fill in which module covers what; credctl workbook check reads it back", Write: writeWorkbook},
		{Name: "case", Words: "competencies as a CASE 1.1 package, with those of the frameworks that it maps to", Write: writeCASE},
		{Name: "moodle", Words: "a competency framework for the learning platform Moodle", Write: one(".moodle.csv", writeMoodle)},
		{Name: "ob3", Words: "an Open Badges 3.0 Achievement, for those who award it; it is no award itself", Write: one(".ob3.json", writeBadge)},
	}
	for i := range list {
		write := list[i].Write
		list[i].Write = func(e *edition.Edition) ([]File, error) {
			if err := unambiguous(e.Spec); err != nil {
				return nil, err
			}
			return write(e)
		}
	}
	return list
}

// unambiguous refuses a specification in which one id means two things: they would be
// one to every program.
func unambiguous(s *spec.Specification) error {
	for _, kind := range spec.Kinds {
		seen := map[string]bool{}
		for _, e := range s.Elements(kind) {
			if seen[e.ID] {
				return fmt.Errorf("two things of the kind %s have the id %q", kind, e.ID)
			}
			seen[e.ID] = true
		}
	}
	return nil
}

// one is a format of a single file.
func one(end string, write func(e *edition.Edition) ([]byte, error)) func(*edition.Edition) ([]File, error) {
	return func(e *edition.Edition) ([]File, error) {
		data, err := write(e)
		if err != nil {
			return nil, err
		}
		return []File{{Name: fileName(e, end), Data: data}}, nil
	}
}

// fileName is the name of a file of an edition.
func fileName(e *edition.Edition, end string) string {
	return e.Spec.ID + "-" + e.Version() + end
}
