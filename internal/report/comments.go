package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/tabular"
)

// Comments are the comments on release candidates of a specification.
type Comments struct {
	ID         string
	Sheets     []*comments.Sheet
	Unanswered bool // show only those that nobody answered
}

// CommentFormats are the formats of `credctl comments list`, by name.
var CommentFormats = map[string]func(w io.Writer, c Comments) error{
	"csv": writeCommentsCSV, "json": writeCommentsJSON, "text": writeCommentsText,
}

// of are the comments of a sheet that are shown.
func (c Comments) of(s *comments.Sheet) []comments.Comment {
	if c.Unanswered {
		return s.Unanswered()
	}
	return s.Comments
}

func writeCommentsText(w io.Writer, c Comments) error {
	p := newPage(w, Options{Width: matrixWidth})
	all, open := 0, 0
	for _, s := range c.Sheets {
		all, open = all+len(s.Comments), open+len(s.Unanswered())
		if s.Version == "" {
			continue
		}
		p.title(fmt.Sprintf("%s %s: %s, %d not answered", s.ID, s.Version, plural(len(s.Comments), "comment"), len(s.Unanswered())))
		for _, comment := range c.of(s) {
			p.wrapped(fmt.Sprintf("  %d. ", comment.Number), fmt.Sprintf("%s, on %s:", comment.Who, comment.On))
			p.commentText("     ", comment.Comment)
			switch {
			case comment.Answered():
				p.commentText("     answer: ", comment.Response)
			default:
				p.line("     not answered")
			}
			if comment.Change != "" {
				p.commentText("     change: ", comment.Change)
			}
		}
		p.line("")
	}
	p.line(fmt.Sprintf("%s on release candidates of %s, %d not answered", plural(all, "comment"), Printable(c.ID), open))
	return p.out.Flush()
}

// commentText writes the paragraphs of a text behind a prefix.
func (p *pageWriter) commentText(prefix, text string) {
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) != "" {
			p.wrapped(prefix, line)
			prefix = strings.Repeat(" ", len(prefix))
		}
	}
}

type commentJSON struct {
	Version  string `json:"version"`
	Number   int    `json:"number"`
	Who      string `json:"who"`
	On       string `json:"on"`
	Comment  string `json:"comment"`
	Response string `json:"response"`
	Change   string `json:"change"`
	Answered bool   `json:"answered"`
}

type commentsJSON struct {
	ID         string               `json:"id"`
	Comments   []commentJSON        `json:"comments"`
	Unanswered int                  `json:"unanswered"`
	Problems   []commentProblemJSON `json:"problems"`
}

type commentProblemJSON struct {
	File    string `json:"file"`
	Message string `json:"message"`
}

func writeCommentsJSON(w io.Writer, c Comments) error {
	out := commentsJSON{ID: c.ID, Comments: []commentJSON{}, Problems: []commentProblemJSON{}}
	for _, s := range c.Sheets {
		out.Unanswered += len(s.Unanswered())
		for _, comment := range c.of(s) {
			out.Comments = append(out.Comments, commentJSON{
				s.Version, comment.Number, comment.Who, comment.On, comment.Comment, comment.Response, comment.Change, comment.Answered(),
			})
		}
		for _, p := range s.Problems {
			out.Problems = append(out.Problems, commentProblemJSON{s.Path, p.String()})
		}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(out)
}

func writeCommentsCSV(w io.Writer, c Comments) error {
	out := tabular.NewWriter(w)
	out.Row(append([]string{"version", "number"}, comments.Columns...)...)
	for _, s := range c.Sheets {
		for _, comment := range c.of(s) {
			out.Row(s.Version, fmt.Sprint(comment.Number), comment.Who, comment.On, comment.Comment, comment.Response, comment.Change)
		}
	}
	return out.Flush()
}
