package gitrepo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// The most that is kept of what git says; more is a fault of the question.
const (
	maxOutput = 1 << 20
	maxStderr = 4 << 10
)

// safe are the options of every git that is run. Objects are what they say they
// are, nothing is locked, and nothing that the repository's configuration names
// is run. A bare repository that somebody put among the files is not entered.
var safe = []string{
	"--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs",
	"-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false", "-c", "protocol.ext.allow=never",
	"-c", "safe.bareRepository=explicit",
}

// git is the program, run in one folder.
type git struct {
	program string
	dir     string
	environ []string
	options []string // besides safe
}

func newGit(dir string, environ []string) (*git, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return nil, ErrNoGit
	}
	return &git{program: program, dir: dir, environ: environment(environ)}, nil
}

// kept are the variables of git that are left as they are: where the user's own
// configuration lies, which may say whom to trust, and where git itself does.
var kept = []string{
	"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT",
	"GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM",
}

// environment returns environ without what would lead git elsewhere (another
// repository, index or store of objects, as hooks have it set), and with what
// keeps it from asking, translating and fetching.
func environment(environ []string) []string {
	var clean []string
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		name = strings.ToUpper(name)
		own := strings.HasPrefix(name, "GIT_") && !slices.Contains(kept, name) &&
			!strings.HasPrefix(name, "GIT_CONFIG_KEY_") && !strings.HasPrefix(name, "GIT_CONFIG_VALUE_")
		if !own && name != "LC_ALL" && name != "LANGUAGE" {
			clean = append(clean, entry)
		}
	}
	return append(clean, "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1",
		"GIT_ALLOW_PROTOCOL=none", "GIT_GRAFT_FILE="+os.DevNull)
}

// command prepares a git that ctx ends. Only these commands are run, because no
// configuration makes them run anything: rev-parse, cat-file and config --get; and,
// where there is no configuration yet but the user's own, init and reset.
func (g *git) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, g.program, slices.Concat(safe, g.options, args)...)
	cmd.Dir, cmd.Env = g.dir, g.environ
	cmd.WaitDelay = 2 * time.Second
	return cmd
}

// run returns what git writes. That it ends with another status than 0 is a
// *gitError.
func (g *git) run(ctx context.Context, args ...string) (string, error) {
	cmd := g.command(ctx, args...)
	out, said := &bounded{most: maxOutput}, &bounded{most: maxStderr}
	cmd.Stdout, cmd.Stderr = out, said
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.As(err, &exit):
		return "", &gitError{command: args[0], status: exit.ExitCode(), stderr: said.String()}
	case err != nil:
		return "", fmt.Errorf("run git %s: %w", args[0], err)
	case out.full:
		return "", fmt.Errorf("git %s says more than %d bytes", args[0], maxOutput)
	}
	return out.String(), nil
}

// gitError is a git that could not do what it was asked for.
type gitError struct {
	command string
	status  int
	stderr  string
}

// Error returns the first line that git wrote.
func (e *gitError) Error() string {
	line, _, _ := strings.Cut(strings.TrimSpace(e.stderr), "\n")
	line = strings.TrimPrefix(line, "fatal: ")
	if line == "" {
		return fmt.Sprintf("git %s ended with status %d", e.command, e.status)
	}
	return fmt.Sprintf("git %s: %s", e.command, line)
}

// with returns g with further options.
func (g *git) with(options ...string) *git {
	own := *g
	own.options = slices.Concat(g.options, options)
	return &own
}

// bounded keeps the first bytes that are written to it.
type bounded struct {
	bytes.Buffer
	most int
	full bool
}

func (b *bounded) Write(data []byte) (int, error) {
	room := b.most - b.Len()
	if len(data) > room {
		b.full = true
		b.Buffer.Write(data[:max(0, room)])
		return len(data), nil
	}
	return b.Buffer.Write(data)
}
