package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestInterrupted(t *testing.T) {
	env, out, errOut := world(t, 1)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if status := Run(ctx, env, []string{"validate"}); status != exitFailure {
		t.Errorf("exit status %d, want %d", status, exitFailure)
	}
	if want := "credctl: error: interrupted: nothing was written\n"; errOut.String() != want || out.Len() > 0 {
		t.Errorf("standard error is %q, want %q; standard output is %q", errOut, want, out)
	}
}

// An interrupted run does not claim that nothing was written.
func TestInterruptedRewriting(t *testing.T) {
	env, _, errOut := world(t, 0)
	writeTwo(t, env, "id: a\nformat: 1\n")
	ctx, cancel := context.WithCancel(context.Background())
	env.Err = io.MultiWriter(errOut, canceling{cancel})
	if status := Run(ctx, env, []string{"fmt", "--write"}); status != exitFailure {
		t.Errorf("exit status %d, want %d", status, exitFailure)
	}
	want := "credctl: note: specs/a.yaml was rewritten\ncredctl: error: interrupted: the files named above were rewritten, no others\n"
	if errOut.String() != want {
		t.Errorf("standard error is %q, want %q", errOut, want)
	}
}

func TestInterruptedMending(t *testing.T) {
	env, out, errOut := world(t, 0)
	writeTwo(t, env, "id: a\r\n")
	ctx, cancel := context.WithCancel(context.Background())
	env.Out = io.MultiWriter(out, canceling{cancel})
	if status := Run(ctx, env, []string{"fix"}); status != exitFailure {
		t.Errorf("exit status %d, want %d", status, exitFailure)
	}
	want := "specs/a.yaml: mended Y106 in 1 place: Windows line ends\ncredctl: error: interrupted: the files named above were mended, no others\n"
	if got := out.String() + errOut.String(); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// Whoever waits for standard input, to which nothing comes, can be interrupted.
func TestInterruptedWaiting(t *testing.T) {
	for _, command := range []string{"validate", "fmt", "fix", "intervention"} {
		t.Run(command, func(t *testing.T) {
			env, _, errOut := world(t, 0)
			silent, w := io.Pipe()
			defer w.Close()
			ctx, cancel := context.WithCancel(context.Background())
			env.In = waiting{cancel, silent}
			if status := Run(ctx, env, []string{command, "-"}); status != exitFailure {
				t.Errorf("exit status %d, want %d", status, exitFailure)
			}
			if want := "credctl: error: interrupted: nothing was written\n"; errOut.String() != want {
				t.Errorf("standard error is %q, want %q", errOut, want)
			}
		})
	}
}

// waiting cancels as soon as anything is read, and goes on reading.
type waiting struct {
	cancel func()
	io.Reader
}

func (r waiting) Read(data []byte) (int, error) {
	r.cancel()
	return r.Reader.Read(data)
}

// writeTwo writes two specifications that say the same.
func writeTwo(t *testing.T, env *Env, text string) {
	t.Helper()
	for _, name := range []string{"a", "b"} {
		if err := os.WriteFile(filepath.Join(env.Dir, "specs", name+".yaml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// canceling cancels as soon as anything is written.
type canceling struct{ cancel func() }

func (w canceling) Write(data []byte) (int, error) {
	w.cancel()
	return len(data), nil
}
