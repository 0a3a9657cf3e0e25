package verify

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// Memory is what a reader has seen under one trust root. Whoever shows an older or
// a different register later is found out by it.
type Memory struct {
	Governance map[int]string // SHA-256 of governance by serial
	Log        map[int]string // SHA-256 of register entries by number
	Withdrawn  [][2]string    // id and version of releases that were withdrawn
}

// newest returns the highest number that was seen; 0 if none.
func newest(seen map[int]string) int {
	most := 0
	for n := range seen {
		most = max(most, n)
	}
	return most
}

// SawWithdrawn reports whether a release was seen to be withdrawn.
func (m *Memory) SawWithdrawn(id, version string) bool {
	return m != nil && slices.Contains(m.Withdrawn, [2]string{id, version})
}

// Learn returns what is known when both memories are put together. Nothing is
// forgotten; where they differ, what m has seen stands.
func (m Memory) Learn(more Memory) Memory {
	together := func(old, more map[int]string) map[int]string {
		all := maps.Clone(more)
		if all == nil {
			all = map[int]string{}
		}
		maps.Copy(all, old)
		return all
	}
	withdrawn := append(slices.Clone(m.Withdrawn), more.Withdrawn...)
	slices.SortFunc(withdrawn, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return Memory{
		Governance: together(m.Governance, more.Governance),
		Log:        together(m.Log, more.Log),
		Withdrawn:  slices.Compact(withdrawn),
	}
}

// MarshalJSON returns m as a memory file in JSON, for those who keep it so.
func (m Memory) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Governance map[int]string `json:"governance,omitempty"`
		Log        map[int]string `json:"log,omitempty"`
		Withdrawn  [][2]string    `json:"withdrawn,omitempty"`
	}{m.Governance, m.Log, m.Withdrawn})
}

// memoryHead opens a memory file.
const memoryHead = `# What credctl verify has seen under one trust root, which the file is named by.
# Without it, an older or a different register could be shown later without
# anybody noticing.
`

// Marshal returns m as a memory file: YAML, in one order, with a line feed at the
// end. ParseMemory reads it back.
func (m Memory) Marshal() []byte {
	var b bytes.Buffer
	b.WriteString(memoryHead)
	hashes := func(name string, seen map[int]string) {
		if len(seen) == 0 {
			return
		}
		fmt.Fprintf(&b, "%s:\n", name)
		for _, n := range slices.Sorted(maps.Keys(seen)) {
			fmt.Fprintf(&b, "  %q: %q\n", fmt.Sprint(n), seen[n])
		}
	}
	hashes("governance", m.Governance)
	hashes("log", m.Log)
	if len(m.Withdrawn) > 0 {
		b.WriteString("withdrawn:\n")
		for _, release := range m.Withdrawn {
			fmt.Fprintf(&b, "- [%q, %q]\n", release[0], release[1])
		}
	}
	return b.Bytes()
}
