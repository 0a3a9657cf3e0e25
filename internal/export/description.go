package export

import (
	"html"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
)

// description is a short text as HTML, for programs that want it so in one field: only
// paragraphs and lists, and everything from a specification escaped.
type description struct{ strings.Builder }

func (d *description) para(text string) {
	d.WriteString("<p>" + html.EscapeString(text) + "</p>")
}

// prose adds a text of a specification.
func (d *description) prose(text string) { d.blocks(document.Prose(text)) }

func (d *description) blocks(list []document.Block) {
	for _, b := range list {
		if len(b.Items) == 0 {
			d.para(words(b))
			continue
		}
		d.WriteString("<ul>")
		for _, item := range b.Items {
			d.WriteString("<li>")
			for _, inner := range item {
				d.WriteString(html.EscapeString(words(inner)))
			}
			d.WriteString("</li>")
		}
		d.WriteString("</ul>")
	}
}

// list adds lines under a heading; nothing where there are none.
func (d *description) list(heading string, lines []string) {
	if len(lines) == 0 {
		return
	}
	d.para(heading + ":")
	d.WriteString("<ul>")
	for _, line := range lines {
		d.WriteString("<li>" + html.EscapeString(line) + "</li>")
	}
	d.WriteString("</ul>")
}

func words(b document.Block) string {
	var text strings.Builder
	for _, s := range b.Text {
		text.WriteString(s.Text)
	}
	return text.String()
}
