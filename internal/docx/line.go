package docx

import (
	"strings"
)

// line gathers the text of one paragraph from its runs. Word splits a sentence
// into many, wherever somebody once stopped typing.
type line struct {
	reader *reader
	at     Place
	text   strings.Builder
}

// signs are what single elements of a run stand for.
var signs = map[string]string{
	"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}

// unread are the elements that are listed and not read, by their names or the
// last word of them. Their words, if any, go into the list.
var unread = map[string]string{
	"drawing": "a picture or drawing", "pict": "a picture or drawing", "object": "an embedded object",
	"oMath": "an equation", "oMathPara": "an equation", "sym": "a sign from a symbol font",
	"ruby": "a text with a reading above it", "contentPart": "a drawing by hand",
	"del": "a tracked deletion", "moveFrom": "a tracked move; the words now stand elsewhere",
	"subDoc": "a link to a document that is part of this one",
}

// read takes in what stands below a paragraph or a wrapper within it.
func (l *line) read(e *element) {
	for _, c := range e.children {
		l.take(c)
	}
}

func (l *line) take(e *element) {
	short := e.name[strings.LastIndexByte(e.name, '/')+1:]
	sign, isSign := signs[e.name]
	what, isUnread := unread[short]
	switch {
	case e.name == "pPr", e.name == "rPr", e.name == "sdtPr", e.name == "sdtEndPr":
	case e.name == "t":
		l.text.Write(e.text)
	case isSign:
		l.text.WriteString(sign)
	case short == "AlternateContent":
		l.read(chosen(e))
	case isUnread:
		l.unread(e, what)
	case e.name == "r" && e.child("rPr").on("vanish"):
		l.remark("hidden text", e.words())
	case e.name == "hyperlink":
		l.read(e)
		if e.attr("id") != "" { // a link out of the document; one within it has an anchor alone
			l.reader.remark(l.at, "a link; its words are read, its address is not", "", true)
		}
	case e.name == "ins":
		l.reader.remark(l.at, "a tracked insertion; it is read as if accepted", "", true)
		l.read(e)
	case !l.mark(e):
		l.read(e)
	}
}

// mark remarks on an element that points at something outside the line, and
// reports whether it was one.
func (l *line) mark(e *element) bool {
	id := e.attr("id")
	switch e.name {
	case "commentReference":
		l.remark("a comment", once(l.reader.comments, id))
	case "footnoteReference":
		l.remark("a footnote", once(l.reader.feet, id))
	case "endnoteReference":
		l.remark("an endnote", once(l.reader.ends, id))
	case "instrText", "fldData": // the command behind a field, whose result is read
	default:
		return false
	}
	return true
}

// once returns the words of a note the first time it is pointed at.
func once(notes map[string]string, id string) string {
	words := notes[id]
	delete(notes, id)
	return words
}

func (l *line) remark(what, text string) { l.reader.remark(l.at, what, text, false) }

// unread remarks on what is not read, with its words.
func (l *line) unread(e *element, what string) {
	text := e.words()
	switch {
	case e.holds("txbxContent") && text != "":
		what = "a text box"
	case e.name == "sym":
		text = e.attr("char")
	case (e.name == "drawing" || e.name == "pict") && text == "":
		text = e.description()
	}
	if e.name == "del" && text == "" {
		return // only formatting was deleted
	}
	l.remark(what, text)
}

// holds reports whether an element of a name, whatever its vocabulary, stands
// below e.
func (e *element) holds(name string) bool {
	for _, c := range e.children {
		if c.name == name || strings.HasSuffix(c.name, "/"+name) || c.holds(name) {
			return true
		}
	}
	return false
}

// description returns the words that an author gave to a picture for those who
// do not see it.
func (e *element) description() string {
	for _, c := range e.children {
		if strings.HasSuffix(c.name, "/docPr") {
			return c.attr("descr")
		}
		if text := c.description(); text != "" {
			return text
		}
	}
	return ""
}
