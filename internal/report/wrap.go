package report

import "strings"

// wrap breaks prose into lines of at most width columns; a word that is longer
// has a line of its own. What it returns is printable.
func wrap(prose string, width int) []string {
	var lines []string
	var line strings.Builder
	filled := 0
	for _, word := range strings.Fields(prose) {
		word = Printable(word)
		wide := columns(word)
		if filled > 0 && filled+1+wide > width {
			lines = append(lines, line.String())
			line.Reset()
			filled = 0
		}
		if filled > 0 {
			line.WriteByte(' ')
			filled++
		} else {
			word = lineStart(word)
		}
		line.WriteString(word)
		filled += wide
	}
	if filled > 0 {
		lines = append(lines, line.String())
	}
	return lines
}

// paragraphs wraps prose that may have blank lines between paragraphs and lists
// with "- "; a blank line is "".
func paragraphs(prose string, width int) []string {
	var lines []string
	var open []string
	closeBlock := func() {
		for i, line := range wrap(strings.Join(open, " "), width-2) {
			if i > 0 && strings.HasPrefix(open[0], "- ") {
				line = "  " + line
			}
			lines = append(lines, line)
		}
		open = open[:0]
	}
	for raw := range strings.SplitSeq(strings.TrimSpace(prose), "\n") {
		raw = strings.TrimSpace(raw)
		if raw == "" || strings.HasPrefix(raw, "- ") {
			closeBlock()
		}
		if raw == "" {
			lines = append(lines, "")
			continue
		}
		open = append(open, raw)
	}
	closeBlock()
	return lines
}
