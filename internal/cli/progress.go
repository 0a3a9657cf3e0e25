package cli

import (
	"fmt"
	"strings"
	"sync"
)

// manyFiles is from how many files on a run shows how far it is: fewer are done
// before anybody has read the line.
const manyFiles = 200

// progress returns what is to be called after each of total files, and what is
// to be called at the end, which leaves no trace of the line. A line that counts, after
// a word such as "checked", appears on a terminal only.
func (e *Env) progress(word string, total int) (step, done func()) {
	if !e.ErrTerminal || total < manyFiles {
		return nil, func() {}
	}
	var mu sync.Mutex
	count, every, shown := 0, max(1, total/50), 0
	step = func() {
		mu.Lock()
		defer mu.Unlock()
		if count++; count%every == 0 {
			shown, _ = fmt.Fprintf(e.Err, "\r%s %d of %d", word, count, total)
		}
	}
	return step, func() { fmt.Fprintf(e.Err, "\r%s\r", strings.Repeat(" ", shown)) }
}
