package decode

import (
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// maxShown is how many characters of a found value a message shows.
const maxShown = 60

// name is how people are told which value is meant: its path and, inside
// something that has an id, that id: `domains[2].title` (in "B").
func (r *Reader) name(v yamldoc.Value) string { return Name(v.Pointer()) + r.owner(v) }

// owner names the innermost element with an id that v stands in. The file's own
// id does not help to find anything, nor does that of the id v itself.
func (r *Reader) owner(v yamldoc.Value) string {
	for i := len(r.within) - 1; i > 0; i-- {
		id := r.within[i].Get("id")
		if id.Text() == "" {
			continue
		}
		if id == v {
			return ""
		}
		return " (in " + quote(id.Text()) + ")"
	}
	return ""
}

// Name turns a JSON Pointer into the words for people: keys joined by dots, in
// backquotes, items counted from 1 in brackets, such as `domains[2].title`.
func Name(pointer string) string {
	if pointer == "" {
		return "the file"
	}
	return "`" + path(pointer) + "`"
}

var unescapeToken = strings.NewReplacer("~1", "/", "~0", "~")

// path is Name without the backquotes; "" for the whole file.
func path(pointer string) string {
	if pointer == "" {
		return ""
	}
	p := ""
	for token := range strings.SplitSeq(pointer[1:], "/") {
		if i, err := strconv.Atoi(token); err == nil && p != "" {
			p += "[" + strconv.Itoa(i+1) + "]"
			continue
		}
		p = join(p, unescapeToken.Replace(token))
	}
	return p
}

// join adds a key to a path. A key from a hostile file may be long or hold
// control characters.
func join(path, key string) string {
	key = strings.Trim(quote(key), `"`)
	if path == "" {
		return key
	}
	return path + "." + key
}

// quote is %q of a text that may be long or of many lines.
func quote(text string) string { return strconv.Quote(shorten(text)) }

// shorten cuts a text to what a message shows of it, white space run together.
func shorten(text string) string {
	if len(text) > 8*maxShown { // bounds the work: a text may be the whole file
		text = text[:8*maxShown]
	}
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= maxShown {
		return string(runes)
	}
	return string(runes[:maxShown-1]) + "…"
}
