package finding

import "fmt"

// Severity is how much a finding weighs.
type Severity int

// The severities, in rising order. Off is for packs alone: a check that is off
// at a stage is not asked there, so no finding ever carries it.
const (
	Off Severity = iota
	Note
	Warning
	Error
)

// severityNames is the closed vocabulary, by value.
var severityNames = [...]string{Off: "off", Note: "note", Warning: "warning", Error: "error"}

// String returns the severity's word: off, note, warning or error.
func (s Severity) String() string {
	if s < Off || s > Error {
		return fmt.Sprintf("severity(%d)", int(s))
	}
	return severityNames[s]
}

// ParseSeverity reads one of the words off, note, warning and error.
func ParseSeverity(word string) (Severity, bool) {
	for s, name := range severityNames {
		if name == word {
			return Severity(s), true
		}
	}
	return Off, false
}
