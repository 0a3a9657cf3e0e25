package cli

import (
	"context"

	"github.com/advancing-practice/credctl/internal/workspace"
)

// readStdin returns what standard input has to give, but no more than limit+1
// bytes. It can be interrupted: whoever forgot to send anything, and presses
// Ctrl-C, is not waited for.
func (e *Env) readStdin(ctx context.Context, limit int) ([]byte, error) {
	type result struct {
		data []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		var got result
		defer func() {
			if p := recover(); p != nil {
				got.err = newBrokenDown(p)
			}
			done <- got
		}()
		got.data, got.err = workspace.ReadAtMost(e.In, limit)
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case got := <-done:
		return got.data, got.err
	}
}
