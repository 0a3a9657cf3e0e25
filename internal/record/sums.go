package record

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// SumsName is the name of the file that lists the files of a release.
const SumsName = "SHA256SUMS"

// Sum is one file of a release.
type Sum struct {
	SHA256 string
	Name   string // without a folder
}

// Sums are the files of a release, in the order of their names: the content of its
// SHA256SUMS, which the tag of the release holds the hash of. The lines stand in the
// message of the tag as well, as the last paragraph before the fields, so that
// whoever has the tag and one file can tell whether it is genuine.
type Sums []Sum

// maxSums is more files than a release has.
const maxSums = 1000

var sumLine = regexp.MustCompile(`^([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._+-]{0,199})$`)

// SumsOf lists files, given by name.
func SumsOf(files map[string][]byte) Sums {
	var s Sums
	for name, data := range files {
		s = append(s, Sum{Hash(data), name})
	}
	slices.SortFunc(s, func(a, b Sum) int { return strings.Compare(a.Name, b.Name) })
	return s
}

// Marshal returns the list as sha256sum reads it: a hash, two spaces and a name in
// each line.
func (s Sums) Marshal() []byte {
	var b bytes.Buffer
	for _, sum := range s {
		fmt.Fprintf(&b, "%s  %s\n", sum.SHA256, sum.Name)
	}
	return b.Bytes()
}

// Of returns the hash of a file; "" if it is not in the list.
func (s Sums) Of(name string) string {
	for _, sum := range s {
		if sum.Name == name {
			return sum.SHA256
		}
	}
	return ""
}

// Names returns the names of the files that have a hash; usually one or none.
func (s Sums) Names(sha256 string) []string {
	var names []string
	for _, sum := range s {
		if sum.SHA256 == sha256 {
			names = append(names, sum.Name)
		}
	}
	return names
}

// ParseSums reads a list in the one form that Marshal writes: whatever it takes, it
// writes with the same bytes.
func ParseSums(data []byte) (Sums, error) {
	text, ended := strings.CutSuffix(string(data), "\n")
	if !ended {
		return nil, errors.New("the list of files is empty, or its last line does not end")
	}
	var s Sums
	folded := map[string]bool{strings.ToLower(SumsName): true} // a list cannot list itself
	for line := range strings.SplitSeq(text, "\n") {
		parts := sumLine.FindStringSubmatch(line)
		switch {
		case parts == nil:
			return nil, fmt.Errorf("line %d is %.100q, want a SHA-256, two spaces and the name of a file", len(s)+1, line)
		case len(s) > 0 && parts[2] <= s[len(s)-1].Name:
			return nil, fmt.Errorf("line %d names %q behind %q, want the names in order, each once", len(s)+1, parts[2], s[len(s)-1].Name)
		case folded[strings.ToLower(parts[2])]:
			return nil, fmt.Errorf("line %d names %q, which stands there already in other letters: to some file systems they are one", len(s)+1, parts[2])
		case len(s) == maxSums:
			return nil, fmt.Errorf("there are more than %d files", maxSums)
		}
		s, folded[strings.ToLower(parts[2])] = append(s, Sum{parts[1], parts[2]}), true
	}
	return s, nil
}

// likeSum is a line that somebody could take for one of a list of files.
var likeSum = regexp.MustCompile(`^\s*[0-9A-Fa-f]{64}(\s|$)`)

// CutSums parts the message of a tag, given without the fields, from the list that is
// its last paragraph; the list is nil where there is none. It refuses what could be
// taken for such a list and is not one: a line of its kind elsewhere in the message, or
// a last paragraph that only begins like one. Whether it is the list that the tag is
// about says the hash in the field.
func CutSums(message string) (notes string, sums Sums, err error) {
	notes, last, found := message, "", false
	if at := strings.LastIndex(message, "\n\n"); at >= 0 && likeSum.MatchString(message[at+2:]) {
		notes, last, found = message[:at], message[at+2:], true
	}
	for line := range strings.SplitSeq(notes, "\n") {
		if likeSum.MatchString(line) {
			return "", nil, fmt.Errorf("the line %.100q could be taken for one of the list of files, which is the last paragraph", line)
		}
	}
	if !found {
		return message, nil, nil
	}
	sums, err = ParseSums([]byte(last + "\n"))
	return notes, sums, err
}
