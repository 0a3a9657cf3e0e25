package release

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/edition"
)

// NotesMarkdown is what is new in an edition, with a foreword where there is one.
func NotesMarkdown(e *edition.Edition, foreword string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s %s\n\n", line(e.Spec.Title), e.Version())
	if banner := e.Banner(); banner != "" {
		fmt.Fprintf(&b, "**%s**\n\n", banner)
	}
	if foreword != "" {
		b.WriteString(foreword + "\n\n")
	}
	b.WriteString(strings.Join(changes(e), "\n") + "\n")
	return []byte(b.String())
}
