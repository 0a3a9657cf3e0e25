package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const anArea = "format: 1\nid: area-%d\nversion: 0.1.0\nstage: proposal\ntitle: An area\n"

// world is a folder with so many proposals, and an Env in it with its outputs.
func world(t *testing.T, specs int) (env *Env, out, errOut *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "specs"), 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range specs {
		file := filepath.Join(dir, "specs", fmt.Sprintf("area-%d.yaml", i))
		if err := os.WriteFile(file, fmt.Appendf(nil, anArea, i), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, errOut = new(bytes.Buffer), new(bytes.Buffer)
	return &Env{In: strings.NewReader(""), Out: out, Err: errOut, Dir: dir, Now: time.Now}, out, errOut
}

func run(env *Env, args ...string) int { return Run(context.Background(), env, args) }

// broken panics whatever is done with it.
type broken struct{}

func (broken) Read([]byte) (int, error)  { panic("a wire came loose") }
func (broken) Write([]byte) (int, error) { panic("a wire came loose") }

// A fault of the program is called so and is never taken for a clean result.
func TestPanicIsAnInternalError(t *testing.T) {
	for _, test := range []struct {
		name  string
		args  []string
		spoil func(env *Env)
	}{
		{"output", []string{"validate"}, func(env *Env) { env.Out = broken{} }},
		{"output as JSON", []string{"validate", "--format", "json"}, func(env *Env) { env.Out = broken{} }},
		{"help", []string{"--help"}, func(env *Env) { env.Out = broken{} }},
		{"input", []string{"validate", "-"}, func(env *Env) { env.In = broken{} }},
		{"input beside files", []string{"validate", "-", "specs"}, func(env *Env) { env.In = broken{} }},
		{"output of fmt", []string{"fmt"}, func(env *Env) { env.Out = broken{} }},
		{"clock", []string{"validate"}, func(env *Env) { env.Now = func() time.Time { panic("a wire came loose") } }},
	} {
		t.Run(test.name, func(t *testing.T) {
			env, _, errOut := world(t, 1)
			test.spoil(env)
			if status := run(env, test.args...); status != exitFailure {
				t.Errorf("exit status %d, want %d", status, exitFailure)
			}
			said := errOut.String()
			if !strings.Contains(said, "credctl: error: internal error") || !strings.Contains(said, "a wire came loose") || !strings.Contains(said, "credctl: hint: this is a fault of credctl") {
				t.Errorf("standard error is %q", said)
			}
			if strings.Contains(said, "goroutine") {
				t.Errorf("users are shown a stack: %q", said)
			}
		})
	}
}

// A program that asked for JSON gets JSON, even of an internal error.
func TestInternalErrorAsJSON(t *testing.T) {
	for name, spoil := range map[string]func(env *Env){
		"clock": func(env *Env) { env.Now = func() time.Time { panic("a wire came loose") } },
		"input": func(env *Env) { env.In = broken{} },
	} {
		env, out, _ := world(t, 1)
		spoil(env)
		if status := run(env, "validate", "--format", "json", "-"); status != exitFailure {
			t.Errorf("%s: exit status %d, want %d", name, status, exitFailure)
		}
		var doc map[string]any
		if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
			t.Fatalf("%s: %v in %q", name, err, out)
		}
		if said, _ := doc["error"].(string); !strings.HasPrefix(said, "internal error") || doc["summary"] != nil {
			t.Errorf("%s: document is %v", name, doc)
		}
	}
}

func TestStackOnlyWhereItIsAskedFor(t *testing.T) {
	env, _, errOut := world(t, 1)
	env.Out, env.Environ = broken{}, []string{"CREDCTL_DEBUG=1"}
	run(env, "validate")
	if said := errOut.String(); !strings.Contains(said, "goroutine") || !strings.Contains(said, "broken.Write") {
		t.Errorf("want the stack of the panic, found %q", said)
	}
}

// What could not be written was not said, whichever command said it.
func TestFailedWriteIsAFailure(t *testing.T) {
	for _, args := range [][]string{
		{}, {"help", "validate"}, {"validate", "--help"}, {"validate"}, {"validate", "--format", "json"}, {"explain"},
		{"explain", "S101"}, {"explain", "4.1"}, {"criteria"}, {"criteria", "--format", "json"}, {"config", "show"},
		{"config", "show", "--format", "json"}, {"version"}, {"fmt"}, {"completion", "bash"},
		{"completion", "zsh"}, {"completion", "fish"}, {"completion", "powershell"},
	} {
		env, _, errOut := world(t, 1)
		env.Out = failing{errors.New("the disk is full")}
		if status := run(env, args...); status != exitFailure {
			t.Errorf("%q: exit status %d, want %d", args, status, exitFailure)
		}
		if want := "credctl: error: standard output cannot be written: the disk is full\n"; errOut.String() != want {
			t.Errorf("%q: standard error is %q, want %q", args, errOut, want)
		}
	}
}

type failing struct{ err error }

func (w failing) Write([]byte) (int, error) { return 0, w.err }

// Whoever stops reading, as head does, has heard enough: a failure, and no word.
func TestReaderThatWentAway(t *testing.T) {
	env, _, errOut := world(t, 1)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	env.Out = w
	if status := run(env, "validate"); status != exitFailure {
		t.Errorf("exit status %d, want %d", status, exitFailure)
	}
	if errOut.Len() > 0 && !strings.Contains(errOut.String(), "standard output") {
		t.Errorf("standard error is %q", errOut)
	}
}

// A line that counts is for those who wait at a terminal for many files. It is
// gone when the work is done.
func TestProgress(t *testing.T) {
	for _, test := range []struct {
		name     string
		terminal bool
		specs    int
		want     bool
	}{
		{"many files at a terminal", true, manyFiles, true},
		{"many files elsewhere", false, manyFiles, false},
		{"few files at a terminal", true, manyFiles - 1, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			env, out, errOut := world(t, test.specs)
			env.ErrTerminal = test.terminal
			if status := run(env, "validate", "--quiet"); status != exitOK {
				t.Fatalf("exit status %d, want %d\n%s", status, exitOK, errOut)
			}
			said := errOut.String()
			if got := strings.Contains(said, "\rchecked 100 of 200"); got != test.want {
				t.Errorf("standard error is %q", said)
			}
			if test.want && !strings.HasSuffix(said, " \r") {
				t.Errorf("the line is left standing: %q", said)
			}
			if !test.want && said != "" {
				t.Errorf("standard error is %q, want nothing", said)
			}
			if strings.Contains(out.String(), "\r") {
				t.Errorf("the line is in the report: %q", out)
			}
		})
	}
}

// Colour goes to terminals. First counts what was asked for, then NO_COLOR, then
// what forces it.
func TestColour(t *testing.T) {
	for _, test := range []struct {
		args     []string
		environ  []string
		terminal bool
		want     bool
	}{
		{nil, nil, true, true},
		{nil, nil, false, false},
		{nil, []string{"NO_COLOR=1"}, true, false},
		{nil, []string{"NO_COLOR="}, true, true},
		{nil, []string{"TERM=dumb"}, true, false},
		{nil, []string{"CLICOLOR=0"}, true, false},
		{nil, []string{"CLICOLOR_FORCE=1"}, false, true},
		{nil, []string{"FORCE_COLOR=1"}, false, true},
		{nil, []string{"FORCE_COLOR=1", "NO_COLOR=1"}, false, false},
		{[]string{"--color", "never"}, []string{"FORCE_COLOR=1"}, true, false},
		{[]string{"--color", "always"}, []string{"NO_COLOR=1"}, false, true},
		{[]string{"--color", "auto"}, nil, true, true},
		{nil, []string{"CREDCTL_COLOR=always"}, false, true},
		{[]string{"--format", "json"}, nil, true, false},
		{[]string{"--output-file", "report.txt"}, nil, true, false},
	} {
		env, out, errOut := world(t, 1)
		env.Environ, env.OutTerminal = test.environ, test.terminal
		run(env, append([]string{"validate"}, test.args...)...)
		text := out.String()
		if file, err := os.ReadFile(filepath.Join(env.Dir, "report.txt")); err == nil {
			text = string(file)
		}
		if got := strings.Contains(text, "\x1b["); got != test.want || text == "" {
			t.Errorf("%q with %q, at a terminal %v: coloured %v, want %v\n%s%s", test.args, test.environ, test.terminal, got, test.want, text, errOut)
		}
	}
}

// Two runs at a time do not disturb each other: nothing is kept between them.
func TestRunsShareNothing(t *testing.T) {
	env, out, _ := world(t, 3)
	run(env, "validate", "--as", "candidate")
	want := out.String()
	results := make(chan string)
	for range 4 {
		go func() {
			var mine bytes.Buffer
			own := *env
			own.Out, own.Err = &mine, io.Discard
			Run(context.Background(), &own, []string{"validate", "--as", "candidate"})
			results <- mine.String()
		}()
	}
	for range 4 {
		if got := <-results; got != want {
			t.Errorf("found %q, want %q", got, want)
		}
	}
}
