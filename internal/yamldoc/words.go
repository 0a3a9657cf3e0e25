package yamldoc

import "strings"

// longestShown is how many characters of a text a message shows.
const longestShown = 40

// shorten returns a text as a message shows it: no longer than fits in a line.
func shorten(text string) string {
	n := 0
	for i := range text {
		if n++; n > longestShown {
			return text[:i] + "…"
		}
	}
	return text
}

// inQuotes returns text in the quotes that YAML needs for it, or "" where it is
// too long to be shown.
func inQuotes(text string) string {
	if shorten(text) != text {
		return ""
	}
	if strings.ContainsAny(text, `"\`) {
		return "'" + strings.ReplaceAll(text, "'", "''") + "'"
	}
	return `"` + text + `"`
}
