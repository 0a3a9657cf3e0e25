package decode

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Text reads v as a text with at least one character that is not white space.
func (r *Reader) Text(v yamldoc.Value) string {
	if !r.is(v, yamldoc.Text) {
		return ""
	}
	text := v.Text()
	if strings.TrimSpace(text) == "" {
		r.empty(v)
		return ""
	}
	return text
}

func (r *Reader) empty(v yamldoc.Value) {
	if !r.full() {
		r.Report(v, CodeEmptyText, r.name(v)+" is a text without words", "write something between the quotes, or take the line out")
	}
}

// OneOf reads v as one of a closed list of words.
func (r *Reader) OneOf(v yamldoc.Value, words []string) string {
	text := v.Text()
	switch {
	case v.Kind() != yamldoc.Text:
		r.wrongKind(v, "one of "+strings.Join(words, ", "), "", "")
	case slices.Contains(words, text):
		return text
	case strings.TrimSpace(text) == "":
		r.empty(v)
	default:
		r.unknownWord(v, words)
	}
	return ""
}

func (r *Reader) unknownWord(v yamldoc.Value, words []string) {
	if r.full() {
		return
	}
	help, instead, lower := "copy one of these words exactly, in lower case", "", strings.ToLower(v.Text())
	if near := nearest.Word(lower, words); near != "" {
		help = fmt.Sprintf("did you mean %q?", near)
	}
	if slices.Contains(words, lower) {
		instead = lower
	}
	r.reportFixable(v, CodeUnknownWord, fmt.Sprintf("%s is %s, want one of %s", r.name(v), quote(v.Text()), strings.Join(words, ", ")), help, instead)
}

// Words reads v as a list of words from a closed list of at most 64, none of
// them twice.
func (r *Reader) Words(v yamldoc.Value, words []string) []string {
	if !r.is(v, yamldoc.List) {
		return nil
	}
	var read []string
	var seen uint64
	for _, item := range v.Items() {
		word := r.OneOf(item, words)
		if word == "" {
			continue
		}
		bit := uint64(1) << slices.Index(words, word)
		if seen&bit != 0 {
			r.repeated(item)
			continue
		}
		seen |= bit
		read = append(read, word)
	}
	return read
}

func (r *Reader) repeated(v yamldoc.Value) {
	if !r.full() {
		r.Report(v, CodeRepeated, fmt.Sprintf("%s is %s, which the list already has, want each word once", r.name(v), quote(v.Text())), "leave one of the two out")
	}
}

// Bool reads v as true or false.
func (r *Reader) Bool(v yamldoc.Value) bool {
	return r.is(v, yamldoc.Bool) && v.Plain() == true
}
