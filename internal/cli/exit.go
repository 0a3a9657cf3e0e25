package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"
	"syscall"

	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// The exit statuses. This is the one table of them; it is never a count.
const (
	exitOK         = 0 // nothing blocks
	exitFindings   = 1 // findings at or above --fail-on, not verified, or files that `fmt --check` would change
	exitUsage      = 2 // the command line was not understood
	exitFailure    = 3 // the tool could not do its work
	exitCannotTell = 4 // the question cannot be answered from what is here
)

// errFindings says that findings block. They have been reported already.
var errFindings = errors.New("findings block")

// errUndecided says that the question cannot be answered, and that why has been
// told already.
var errUndecided = errors.New("cannot tell")

// usageError is a command line that was not understood.
type usageError struct {
	err  error
	hint string // the way out; "" points at the command's help
}

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// usagef makes a usageError with a hint of its own; hint may be empty.
func usagef(hint, format string, args ...any) error {
	return usageError{err: fmt.Errorf(format, args...), hint: hint}
}

// hinted is an error with the way out.
type hinted struct {
	err  error
	hint string
}

func (e hinted) Error() string { return e.err.Error() }
func (e hinted) Unwrap() error { return e.err }

// cannotTell is a question that cannot be answered from what is here.
type cannotTell struct {
	err  error
	hint string // what to do so that it can; may be empty
}

func (e cannotTell) Error() string { return e.err.Error() }
func (e cannotTell) Unwrap() error { return e.err }

// brokenDown is a panic as an error.
type brokenDown struct {
	cause any
	stack []byte
}

// newBrokenDown makes an error of what recover returned, where it was returned.
func newBrokenDown(cause any) error { return brokenDown{cause: cause, stack: debug.Stack()} }

func (e brokenDown) Error() string { return fmt.Sprintf("%v: %v", validate.ErrInternal, e.cause) }
func (e brokenDown) Unwrap() error { return validate.ErrInternal }

// Run is Main in a given world.
func Run(ctx context.Context, world *Env, args []string) (status int) {
	out := &watched{to: world.Out}
	env := *world
	env.Out = out
	defer func() {
		if p := recover(); p != nil {
			status = env.fail(newBrokenDown(p))
		}
	}()
	root := NewRoot(&env)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	var usage usageError
	switch {
	case errors.Is(out.err, syscall.EPIPE): // whoever read it has heard enough, and needs no telling
		return exitFailure
	case out.err != nil:
		return env.fail(fmt.Errorf("standard output cannot be written: %w", plainReason(out.err)))
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings): // already reported
		return exitFindings
	case errors.Is(err, errUndecided):
		return exitCannotTell
	case errors.As(err, &usage):
		hint := usage.hint
		if hint == "" {
			hint = "see " + cmd.CommandPath() + " --help"
		}
		env.complain(err, hint)
		return exitUsage
	}
	var open cannotTell
	if errors.As(err, &open) {
		env.complain(err, open.hint)
		return exitCannotTell
	}
	return env.fail(err)
}

// fail tells the user why the work could not be done.
func (e *Env) fail(err error) int {
	var withHint hinted
	var broken brokenDown
	switch {
	case errors.Is(err, context.Canceled):
		e.complain(errors.New("interrupted: nothing was written"), "")
	case errors.Is(err, validate.ErrInternal):
		e.complain(err, "this is a fault of credctl; please report it with the file that caused it")
	case errors.As(err, &withHint):
		e.complain(err, withHint.hint)
	default:
		e.complain(err, e.whereLooked(err))
	}
	if errors.As(err, &broken) && e.Getenv("CREDCTL_DEBUG") != "" {
		fmt.Fprintf(e.Err, "%s\n", broken.stack)
	}
	return exitFailure
}

// whereLooked helps with a path that does not exist: it is nearly always seen
// from another folder than the user thinks.
func (e *Env) whereLooked(err error) string {
	var path *workspace.PathError
	if errors.As(err, &path) && errors.Is(path, fs.ErrNotExist) {
		return fmt.Sprintf("paths are seen from the folder you are in, %q", e.Dir)
	}
	return ""
}

// say tells the user how something went, in a line of its own.
func (e *Env) say(format string, args ...any) {
	fmt.Fprintln(e.Err, report.Printable(fmt.Sprintf(format, args...)))
}

// hint tells the user what to do next.
func (e *Env) hint(format string, args ...any) {
	fmt.Fprintf(e.Err, "credctl: hint: %s\n", report.Printable(fmt.Sprintf(format, args...)))
}

// warn tells the user of something that does not stand in the way.
func (e *Env) warn(message, hint string) { e.tell("warning", message, hint) }

// complain tells the user of an error, and of the way out where there is one.
func (e *Env) complain(err error, hint string) { e.tell("error", err.Error(), hint) }

// tell writes to standard error. What comes from files or arguments is shown with
// control characters escaped.
func (e *Env) tell(what, message, hint string) {
	for line := range strings.SplitSeq(message, "\n") {
		fmt.Fprintf(e.Err, "credctl: %s: %s\n", what, report.Printable(line))
	}
	if hint != "" {
		fmt.Fprintf(e.Err, "credctl: hint: %s\n", report.Printable(hint))
	}
}
