package render

import "github.com/advancing-practice/credctl/internal/edition"

// Markdown writes an edition as Markdown.
func Markdown(e *edition.Edition) ([]byte, error) { return []byte("# " + e.Spec.Title + "\n"), nil }
