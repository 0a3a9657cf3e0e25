package intake

import (
	"regexp"
	"sync"
)

// pattern returns a regular expression that is compiled when it is first needed:
// most runs of the program read no document, and must not pay for it.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
