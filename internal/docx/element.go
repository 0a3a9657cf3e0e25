package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// element is an XML element. Those of WordprocessingML, in either of the two
// editions of the standard, have bare names; those of any other vocabulary have
// the last word of it in front, such as "math/oMath".
type element struct {
	name     string
	attrs    []xml.Attr
	children []*element
	text     []byte // of an element whose words count: w:t and the like
}

// parse reads one part. No entity is ever followed: the decoder knows none but
// the five of XML, and a document type is refused.
func parse(data []byte) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	top := &element{}
	open := []*element{top}
	count := 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errors.New("its XML is broken; save it again in Word")
		}
		last := open[len(open)-1]
		switch token := token.(type) {
		case xml.Directive:
			return nil, errors.New("it declares a document type, which no Word document does")
		case xml.StartElement:
			if count++; count > maxElements {
				return nil, fmt.Errorf("it has more than %d elements", maxElements)
			}
			if len(open) > maxDepth {
				return nil, fmt.Errorf("it nests elements more than %d deep", maxDepth)
			}
			e := &element{name: nameOf(token.Name), attrs: token.Attr}
			last.children = append(last.children, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if holdsWords(last.name) {
				last.text = append(last.text, token...)
			}
		}
	}
	if len(top.children) != 1 {
		return nil, errors.New("it has no root element")
	}
	return top.children[0], nil
}

// holdsWords reports whether the character data of an element are words: that of
// all others is white space between elements.
func holdsWords(name string) bool {
	return name == "t" || name == "delText" || name == "math/t"
}

func nameOf(n xml.Name) string {
	switch n.Space {
	case "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main":
		return n.Local
	}
	space := strings.TrimSuffix(n.Space, "/main")
	return space[strings.LastIndexByte(space, '/')+1:] + "/" + n.Local
}

// child returns the first child of a name. It and the other methods may be asked
// of nil, which has nothing.
func (e *element) child(name string) *element {
	if e == nil {
		return nil
	}
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// at returns the element that a path of names leads to.
func (e *element) at(names ...string) *element {
	for _, name := range names {
		e = e.child(name)
	}
	return e
}

// attr returns the attribute of a local name, "" if there is none.
func (e *element) attr(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// val returns the attribute val of a child, as most settings are written.
func (e *element) val(child string) string { return e.child(child).attr("val") }

// number returns the attribute val of a child as a number.
func (e *element) number(child string) (int, bool) {
	n, err := strconv.Atoi(e.val(child))
	return n, err == nil
}

// on reports whether a child switches something on: it is there and does not say no.
func (e *element) on(child string) bool {
	c := e.child(child)
	if c == nil {
		return false
	}
	switch c.attr("val") {
	case "0", "false", "off":
		return false
	}
	return true
}

// words returns all words below e, paragraphs and cells apart by a space.
func (e *element) words() string {
	var b strings.Builder
	e.gather(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (e *element) gather(b *strings.Builder) {
	if e == nil {
		return
	}
	for _, c := range e.children {
		switch {
		case holdsWords(c.name):
			b.Write(c.text)
		case c.name == "tab", c.name == "br", c.name == "cr", c.name == "noBreakHyphen":
			b.WriteString(signs[c.name])
		case strings.HasSuffix(c.name, "/Fallback"): // says what its neighbour says
		default:
			c.gather(b)
			if c.name == "p" {
				b.WriteByte(' ')
			}
		}
	}
}
