package gitrepo

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// MissingError says that an object which the repository speaks of is not here: it
// was left out when the repository was cloned, or is lost.
type MissingError struct{ ID string }

// Error names the object.
func (e *MissingError) Error() string {
	return fmt.Sprintf("object %s is not here: it was not fetched, or is lost", e.ID)
}

// ObjectMissing reports true, so that a caller can tell this error without
// importing the package.
func (e *MissingError) ObjectMissing() bool { return true }

// batch is one git that hands out objects, started when the first is asked for.
// source says why there is this beside a library.
type batch struct {
	git *git
	ctx context.Context // ends the process

	mu   sync.Mutex
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
	said *bounded
}

func newBatch(ctx context.Context, g *git) *batch { return &batch{git: g, ctx: ctx} }

// get returns what kind of object id, in hexadecimal, is and what it holds. Of
// one with more than limit bytes it returns limit+1. The error is a *MissingError
// if the object is not here.
func (b *batch) get(id string, limit int) (kind string, data []byte, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.start(); err != nil {
		return "", nil, err
	}
	kind, data, err = b.ask(id, limit)
	var missing *MissingError
	if err != nil && !errors.As(err, &missing) {
		b.stop() // what comes next from it would be out of step
		switch text := strings.TrimSpace(b.said.String()); {
		case strings.Contains(text, "from promisor remote"): // which git would fetch it from, were it let
			err = &MissingError{ID: id}
		case text != "":
			err = &gitError{command: "cat-file", stderr: text}
		}
		if b.ctx.Err() != nil {
			err = b.ctx.Err()
		}
	}
	return kind, data, err
}

func (b *batch) start() (err error) {
	if b.cmd != nil {
		return nil
	}
	cmd := b.git.command(b.ctx, "cat-file", "--batch")
	b.said = &bounded{most: maxStderr}
	cmd.Stderr = b.said
	if b.in, err = cmd.StdinPipe(); err != nil {
		return fmt.Errorf("run git cat-file: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("run git cat-file: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("run git cat-file: %w", err)
	}
	b.cmd, b.out = cmd, bufio.NewReaderSize(out, 64<<10)
	return nil
}

func (b *batch) ask(id string, limit int) (string, []byte, error) {
	if _, err := io.WriteString(b.in, id+"\n"); err != nil {
		return "", nil, fmt.Errorf("ask git for object %s: %w", id, err)
	}
	line, err := b.out.ReadString('\n')
	if err != nil {
		return "", nil, fmt.Errorf("read object %s: %w", id, err)
	}
	fields := strings.Fields(line)
	if len(fields) == 2 && fields[1] == "missing" {
		return "", nil, &MissingError{ID: id}
	}
	if len(fields) != 3 || fields[0] != id {
		return "", nil, fmt.Errorf("read object %s: git answers %q", id, strings.TrimSpace(line))
	}
	size, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil {
		return "", nil, fmt.Errorf("read object %s: its size is %q", id, fields[2])
	}
	data := make([]byte, min(size, int64(limit)+1))
	if _, err := io.ReadFull(b.out, data); err != nil {
		return "", nil, fmt.Errorf("read object %s: %w", id, err)
	}
	if int64(len(data)) < size {
		b.stop() // rather than read what nobody wants, however much it is
		return fields[1], data, nil
	}
	if _, err := b.out.Discard(1); err != nil {
		return "", nil, fmt.Errorf("read object %s: %w", id, err)
	}
	return fields[1], data, nil
}

// stop ends the process; the next question starts another.
func (b *batch) stop() error {
	if b.cmd == nil {
		return nil
	}
	b.in.Close()
	_ = b.cmd.Process.Kill() // it may have ended already
	_ = b.cmd.Wait()         // with the status of a killed process
	b.cmd = nil
	return nil
}

func (b *batch) close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.stop()
}
