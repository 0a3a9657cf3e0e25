package verify

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// MaxMemory is the size that a memory file may have: 8 MiB, which is more than
// fifty thousand entries.
const MaxMemory = 8 << 20

// maxSeen is the highest number of a version of governance or a register entry
// that is remembered.
const maxSeen = 999_999

// isRelease reports whether a text is a version that can be published.
func isRelease(text string) bool {
	name, ok := ParseName("a/v" + text)
	return ok && !name.Candidate
}

var memoryFields = decode.Fields{{Name: "governance"}, {Name: "log"}, {Name: "withdrawn"}}

var (
	digestShape = &decode.Shape{Pattern: digest, Want: "a SHA-256 in 64 lower-case hexadecimal digits"}
	idShape     = &decode.Shape{Match: record.ValidID, Want: `the id of a specification, such as "acute-medicine"`}
	versionWant = &decode.Shape{Match: isRelease, Want: `the version of a release, such as "1.0.0"`}
)

// ParseMemory reads a memory file, YAML or JSON, strictly; every key is optional,
// and a file that says nothing remembers nothing. With findings, the Memory is not
// to be relied on.
func ParseMemory(file string, data []byte) (Memory, finding.List) {
	doc, found := yamldoc.Parse(file, data, yamldoc.Options{MaxBytes: MaxMemory})
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return f.Severity != finding.Error || f.Code == yamldoc.CodeEmpty })
	m := Memory{}
	if doc == nil || !doc.Root().Present() {
		return m, found
	}
	var r decode.Reader
	r.Map(doc.Root(), memoryFields, func(key string, v yamldoc.Value) {
		switch key {
		case "governance":
			m.Governance = readSeen(&r, v)
		case "log":
			m.Log = readSeen(&r, v)
		case "withdrawn":
			r.List(v, func(v yamldoc.Value) { m.Withdrawn = append(m.Withdrawn, readRelease(&r, v)) })
		}
	})
	return m, append(found, r.Found()...)
}

// readSeen reads hashes by number. The numbers are not known beforehand, so they
// are no fields.
func readSeen(r *decode.Reader, v yamldoc.Value) map[int]string {
	if v.Kind() != yamldoc.Map {
		r.Report(v, decode.CodeWrongKind, fmt.Sprintf("%s is %s, want numbers, each with its SHA-256", decode.Name(v.Pointer()), v.Kind()), "")
		return nil
	}
	seen := make(map[int]string, v.Len())
	for entry := range v.Entries() {
		n, err := strconv.Atoi(entry.Name)
		if err != nil || n < 1 || n > maxSeen || strconv.Itoa(n) != entry.Name {
			r.Report(entry.Key, decode.CodeWrongShape, fmt.Sprintf("%s has the key %.40q, want a whole number from 1, in quotes", decode.Name(v.Pointer()), entry.Name), "")
			continue
		}
		seen[n] = r.Shaped(entry.Value, digestShape)
	}
	return seen
}

// readRelease reads an id and a version.
func readRelease(r *decode.Reader, v yamldoc.Value) [2]string {
	if v.Kind() != yamldoc.List || v.Len() != 2 {
		r.Report(v, decode.CodeWrongKind, fmt.Sprintf("%s is %s, want an id and a version in brackets", decode.Name(v.Pointer()), v.Kind()), `for example ["acute-medicine", "1.0.0"]`)
		return [2]string{}
	}
	return [2]string{r.Shaped(v.Index(0), idShape), r.Shaped(v.Index(1), versionWant)}
}
