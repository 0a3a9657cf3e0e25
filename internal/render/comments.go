package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/document"
)

// Comments is the document of what was said of the release candidates of a
// specification, and of what became of it.
func Comments(id string, sheets []*comments.Sheet) document.Document {
	d := document.Document{
		Title: "Comments on release candidates of " + id, Lang: "en-GB",
		Intro: []document.Block{document.Said("What people said of drafts that were put out for comment, and what was answered. " +
			"A release candidate is a draft and is not endorsed. Those who commented are named as the table of comments names them.")},
	}
	for _, s := range sheets {
		section := document.Section{ID: "candidate-" + anchorOf(s.Version), Title: id + " " + s.Version}
		open := len(s.Unanswered())
		section.Blocks = append(section.Blocks, document.Said(fmt.Sprintf("%s; %s.", counted(len(s.Comments), "comment", "comments"), unanswered(open))))
		if len(s.Comments) > 0 {
			section.Blocks = append(section.Blocks, document.Block{Table: commentTable(s)})
		}
		d.Sections = append(d.Sections, section)
	}
	if len(sheets) == 0 {
		d.Intro = append(d.Intro, document.Said("There is no comment."))
	}
	return d
}

func unanswered(n int) string {
	switch n {
	case 0:
		return "all are answered"
	case 1:
		return "1 is not answered yet"
	}
	return strconv.Itoa(n) + " are not answered yet"
}

func commentTable(s *comments.Sheet) *document.Table {
	t := &document.Table{
		Caption: "Comments on " + s.ID + " " + s.Version,
		Head:    []string{"Number", "Who", "On", "Comment", "Response", "Change"},
	}
	for _, c := range s.Comments {
		response := document.Prose(c.Response)
		if !c.Answered() {
			response = document.Cell("not answered yet")
		}
		t.Rows = append(t.Rows, document.Row{
			ID: "comment-" + anchorOf(s.Version) + "-" + strconv.Itoa(c.Number),
			Cells: [][]document.Block{
				document.Cell(strconv.Itoa(c.Number)), document.Cell(c.Who), document.Cell(c.On), document.Prose(c.Comment), response, document.Prose(c.Change),
			},
		})
	}
	return t
}

// anchorOf writes a version so that it can stand in an anchor.
func anchorOf(version string) string { return strings.ReplaceAll(version, ".", "-") }
