package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
)

// mostPlaces are the places of one text that are listed.
const mostPlaces = 50

// similar is the section of capabilities that say nearly the same.
func (c *Catalogue) similar() document.Section {
	s := document.Section{ID: "alike", Title: "Capabilities of different specifications that say nearly the same"}
	s.Blocks = []document.Block{document.Said(c.Similar.Note())}
	if len(c.Similar.Alike) == 0 {
		s.Blocks = append(s.Blocks, document.Said(fmt.Sprintf("There is none among %s that were compared.", counted(c.Similar.Compared, "capability", "capabilities"))))
		return s
	}
	t := &document.Table{
		Caption: fmt.Sprintf("Found among %s", counted(c.Similar.Compared, "capability", "capabilities")),
		Head:    []string{"Words in both", "Where", "The words"},
	}
	for _, a := range c.Similar.Alike {
		var places [][]document.Block
		for i, p := range a.Places {
			if i == mostPlaces {
				places = append(places, document.Cell(fmt.Sprintf("and %d more", len(a.Places)-i)))
				break
			}
			places = append(places, []document.Block{document.Para(c.link(p.Specification), document.Words(" "+p.Name()+", "), document.Code(p.At()))})
		}
		t.Rows = append(t.Rows, document.Row{Cells: [][]document.Block{
			document.Cell(strconv.Itoa(a.Percent) + "% of " + a.Of()), {document.Bullets(places...)}, document.Cell(strings.Join(a.Words, ", ")),
		}})
	}
	s.Blocks = append(s.Blocks, document.Block{Table: t})
	if c.Similar.Cut {
		s.Blocks = append(s.Blocks, document.Said("There is more that is alike than could be listed here."))
	}
	return s
}

// counted says how many there are of something.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
