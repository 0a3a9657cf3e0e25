package validate

import (
	"fmt"
	"maps"
	"slices"

	"github.com/advancing-practice/credctl/internal/finding"
)

// CodeYardstick is the L code of a change that could weaken its own judge.
const CodeYardstick = "L001"

// Yardstick is one thing that specifications are judged by: a pack, a framework
// or a setting.
type Yardstick struct {
	Name string // in words, such as "the framework mpf@2025"; one name a thing
	File string // where it stands; "" if it comes with the program, or is said nowhere
	Text string // what it says
}

// Changes says which yardsticks are others in head than in base: a finding each,
// at the file that brings the change.
func Changes(base, head []Yardstick) finding.List {
	before, after := byName(base), byName(head)
	names := maps.Clone(before)
	maps.Copy(names, after)
	var found finding.List
	for _, name := range slices.Sorted(maps.Keys(names)) {
		b, was := before[name]
		h, is := after[name]
		if was && is && b.Text == h.Text {
			continue
		}
		file, what := h.File, "is another here than at the base"
		switch {
		case !is:
			file, what = b.File, "is in force at the base, and not here"
		case !was:
			what = "is in force here, and not at the base"
		case h.File == "":
			file = b.File
		}
		found = append(found, finding.Finding{
			File: file, Code: CodeYardstick, Severity: finding.Warning,
			Message:     fmt.Sprintf("%s %s: what specifications are judged by changes", name, what),
			Help:        "specifications are judged by what the base says, and by what is said here as well; let somebody agree to the change itself",
			Fingerprint: fingerprint(CodeYardstick, name, b.Text, h.Text),
		})
	}
	found.Sort()
	return found
}

func byName(all []Yardstick) map[string]Yardstick {
	m := make(map[string]Yardstick, len(all))
	for _, y := range all {
		m[y.Name] = y
	}
	return m
}
