package cli

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/render"
)

// releaseNotes are the notes of a release, as Markdown: what staff want to say, and
// everything that changed since the release before. Nothing of that is written by hand.
func releaseNotes(e *edition.Edition, foreword string) []byte {
	d := &document.Document{Lang: "en-GB"}
	switch {
	case e.Changes != nil:
		d = render.Comparison(e.Changes)
	case e.Previous != "":
		d.Intro = document.Prose("What changed since release " + e.Previous + " cannot be told from what is here.")
	default:
		d.Intro = document.Prose("It is the first release.")
	}
	d.Title = fmt.Sprintf("%s %s", e.Spec.Title, e.Version())
	d.Banner, d.Standing = e.Banner(), render.Standing(e)
	d.Intro = append(document.Prose(foreword), d.Intro...)
	return render.MarkdownOf(d)
}
