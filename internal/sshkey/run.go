package sshkey

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
	"unicode"
)

// The most that is kept of what a program says.
const (
	maxOutput = 1 << 20
	maxStderr = 4 << 10
)

// grace is how long a program that was told to stop may take: ssh-keygen needs it
// to let the terminal show what is typed again.
const grace = 2 * time.Second

// run runs a program in a folder and returns what it writes. Its complaints go to
// said. That it ends with another status than 0 is a *statusError.
func (t *Tool) run(ctx context.Context, said io.Writer, dir, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir, cmd.Env = dir, t.environ
	if program == t.keygen {
		cmd.Stdin = t.In
	}
	cmd.WaitDelay = grace
	cmd.Cancel = func() error {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			return cmd.Process.Kill() // Windows knows no interrupt
		}
		return nil
	}
	out, kept := &bounded{most: maxOutput}, &bounded{most: maxStderr}
	cmd.Stdout, cmd.Stderr = out, kept
	if said != nil {
		cmd.Stderr = io.MultiWriter(said, kept)
	}
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.As(err, &exit):
		return "", &statusError{status: exit.ExitCode(), stderr: kept.String()}
	case err != nil:
		return "", fmt.Errorf("run %s: %w", program, err)
	}
	return out.String(), nil
}

// statusError is a program that could not do what it was asked for.
type statusError struct {
	status int
	stderr string
}

// Error returns the last line that the program wrote, which is the reason.
func (e *statusError) Error() string {
	lines := strings.FieldsFunc(e.stderr, func(r rune) bool { return r == '\n' || r == '\r' })
	if len(lines) == 0 {
		return fmt.Sprintf("it ended with status %d", e.status)
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, lines[len(lines)-1])
}

// bounded keeps the first bytes that are written to it.
type bounded struct {
	bytes.Buffer
	most int
}

func (b *bounded) Write(data []byte) (int, error) {
	b.Buffer.Write(data[:min(len(data), b.most-b.Len())])
	return len(data), nil
}
