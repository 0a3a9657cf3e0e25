// Package cli is the command line: one file a command, the exit statuses in one
// place, and Env, through which the world comes in. It holds no rule of the
// domain; it asks the packages below and hands on what they say.
package cli

import (
	"context"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// Env is the world a command runs in: streams, folder, environment, time. A
// command reaches nothing of it by any other way.
type Env struct {
	In  io.Reader
	Out io.Writer // what was asked for
	Err io.Writer // everything else

	InTerminal  bool // In is a terminal: somebody is there to answer
	OutTerminal bool // Out is a terminal
	ErrTerminal bool // Err is a terminal

	Dir     string   // the working directory, absolute
	Environ []string // KEY=value
	Now     func() time.Time
	Sleep   func(ctx context.Context, d time.Duration) error // waits; nil: as long as it says
}

// Main runs the program in the real world and returns its exit status.
func Main() int {
	tuneCollector(os.Environ())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop)   // a second interrupt ends the program at once
	signal.Ignore(syscall.SIGPIPE) // a reader that went away is a failed write, with our exit status
	cobra.MousetrapHelpText, cobra.MousetrapDisplayDuration = doubleClicked, 0
	dir, err := os.Getwd()
	if err != nil {
		dir = "."
	}
	env := &Env{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTerminal:  term.IsTerminal(int(os.Stdin.Fd())),
		OutTerminal: isTerminal(os.Stdout),
		ErrTerminal: isTerminal(os.Stderr),
		Dir:         dir, Environ: os.Environ(), Now: time.Now,
	}
	return Run(ctx, env, os.Args[1:])
}

// isTerminal reports whether f is a terminal that understands colours.
func isTerminal(f *os.File) bool {
	return term.IsTerminal(int(f.Fd())) && understandsColour(f)
}

// doubleClicked is what somebody reads on Windows who opened the program like a
// document: without it a window would flash and be gone.
const doubleClicked = `credctl is used from a terminal window.

Put your specification beside credctl, hold Shift, right-click into the folder,
choose "Open in Terminal" or "Open PowerShell window here", and type

    .\credctl validate myfile.yaml

`

// softLimit is how much memory a run may use before the garbage collector
// starts, in bytes. A run is short, so collecting earlier costs time and gains
// nothing. A run that holds more than half of it may use more; see limitFor.
const softLimit = 128 << 20

// tuneCollector sets the garbage collector for a short-lived program, unless the
// user's environment already says how.
func tuneCollector(environ []string) {
	if lookup(environ, "GOGC") != "" || lookup(environ, "GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(softLimit)
	followHeap()
}

// followHeap sets the limit anew after each collection, by what is still held then: a
// run that holds more than the limit would do little but collect. (A cleanup runs once
// what it was added to was collected, and nobody holds that.)
func followHeap() {
	runtime.AddCleanup(new([1]*int), func(struct{}) {
		held := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(held)
		debug.SetMemoryLimit(limitFor(int64(held[0].Value.Uint64())))
		followHeap()
	}, struct{}{})
}

// limitFor is how much memory a run may use that holds so many bytes: twice as much,
// and what does not lie on the heap, as the collector does by itself.
func limitFor(held int64) int64 { return max(softLimit, 2*held+softLimit/4) }

// Getenv returns a variable of the environment, "" if it is not set.
func (e *Env) Getenv(name string) string { return lookup(e.Environ, name) }

// today is the day, as dates are compared with it.
func (e *Env) today() string { return e.Now().UTC().Format(time.DateOnly) }

// path returns a path given by the user, seen from the working directory.
func (e *Env) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(e.Dir, name)
}
