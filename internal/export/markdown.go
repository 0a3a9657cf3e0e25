package export

import (
	"regexp"
	"strings"
)

// markdown is a text of a specification as one line of Markdown that says the same and
// marks nothing up.
func markdown(text string) string {
	var out strings.Builder
	for _, r := range oneLine(text) {
		if strings.ContainsRune("\\`*_[]<>#|~&", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return lineStart.ReplaceAllString(out.String(), `${1}\${2}`)
}

// lineStart is what begins a list or a line where a line begins.
var lineStart = regexp.MustCompile(`^([0-9]*)([-+=.)])`)

// markdownList is a heading and a list of texts; nothing where there are none.
func markdownList(heading string, texts []string) []string {
	if len(texts) == 0 {
		return nil
	}
	var lines []string
	for _, text := range texts {
		lines = append(lines, "- "+markdown(text))
	}
	return []string{heading + ":", strings.Join(lines, "\n")}
}
