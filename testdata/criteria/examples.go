// Package criteria holds the worked example of every code, one archive each:
// what fails, what passes, and the findings that are wanted. They are the tests
// of the checks and, because they are, the examples that `credctl explain`
// prints.
//
// An archive CODE.txtar opens with prose and, each on a line of its own, these
// directives where they are needed:
//
//	as: candidate   the stage that the files are judged at
//	escapes: yes    \r, \t, \u00ad and the like in the files stand for those characters
//	chop: yes       the line end behind the last line of each file is taken away
//	limit: 60       the files are read with this limit, in bytes
//
// Its files are fail.yaml and pass.yaml, or whole folders fail/ and pass/ where
// one file is not enough, a folder base/ if what is judged is the change from
// there, and want: the findings of this code in what fails. A
// file may be a fragment: findings of other codes are passed over.
package criteria

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
)

//go:embed *.txtar
var archives embed.FS

// Example is the worked example of one code.
type Example struct {
	Code  string
	As    string // the stage to judge at; "" for the one that the files say
	Limit int    // the most bytes that a file may have; 0 for the usual limit
	Fail  []File // produces exactly the findings of Want, and maybe others of other codes
	Pass  []File // produces no finding of the code
	Base  []File // what both are compared with; nil if they are judged by themselves
	Want  []string
}

// File is one file of an example. In a folder its name begins below that folder.
type File struct {
	Name string
	Data []byte
}

// Codes returns the codes that have an example, in order.
func Codes() []string {
	entries, err := archives.ReadDir(".")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	codes := make([]string, len(entries))
	for i, e := range entries {
		codes[i] = strings.TrimSuffix(e.Name(), ".txtar")
	}
	return codes
}

// Get returns the example of a code, and false if it has none.
func Get(code string) (Example, bool, error) {
	data, err := archives.ReadFile(code + ".txtar")
	if err != nil {
		return Example{}, false, nil
	}
	e, err := parse(code, data)
	return e, true, err
}

func parse(code string, data []byte) (Example, error) {
	archive := txtar.Parse(data)
	said := directives(string(archive.Comment))
	e := Example{Code: code, As: said["as"]}
	e.Limit, _ = strconv.Atoi(said["limit"])
	for _, f := range archive.Files {
		if f.Name == "want" {
			e.Want = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
			continue
		}
		var err error
		if said["escapes"] == "yes" {
			f.Data, err = unescape(f.Data)
		}
		if said["chop"] == "yes" {
			f.Data = bytes.TrimSuffix(f.Data, []byte("\n"))
		}
		if err == nil {
			err = e.add(f)
		}
		if err != nil {
			return Example{}, fmt.Errorf("example of %s: %s: %w", code, f.Name, err)
		}
	}
	return e, nil
}

// directives are the lines of a comment that say how to read the files.
func directives(comment string) map[string]string {
	said := map[string]string{}
	for line := range strings.Lines(comment) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if ok && slices.Contains([]string{"as", "escapes", "chop", "limit"}, name) {
			said[name] = value
		}
	}
	return said
}

func (e *Example) add(f txtar.File) error {
	kind, name, folder := strings.Cut(f.Name, "/")
	if !folder {
		kind, name = strings.TrimSuffix(f.Name, ".yaml"), f.Name
	}
	switch kind {
	case "fail":
		e.Fail = append(e.Fail, File{Name: name, Data: f.Data})
	case "pass":
		e.Pass = append(e.Pass, File{Name: name, Data: f.Data})
	case "base":
		e.Base = append(e.Base, File{Name: name, Data: f.Data})
	default:
		return errors.New("it is neither fail, pass, base nor want")
	}
	return nil
}

// unescape replaces the escapes of a Go string by the bytes they stand for.
func unescape(data []byte) ([]byte, error) {
	var plain []byte
	for text := string(data); text != ""; {
		r, multibyte, rest, err := strconv.UnquoteChar(text, 0)
		if err != nil {
			return nil, err
		}
		if multibyte {
			plain = utf8.AppendRune(plain, r)
		} else {
			plain = append(plain, byte(r))
		}
		text = rest
	}
	return plain, nil
}
