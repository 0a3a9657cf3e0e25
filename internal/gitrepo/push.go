package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// PushError is a push that git could not do, or that the other side refused. As
// git was told to push all or nothing, nothing has changed there, unless the
// connection broke after the end.
type PushError struct {
	Remote string
	Status int    // git's own
	Said   string // the line of git's that says most; all of them were passed on
}

// Error names the remote and the reason that git gives.
func (e *PushError) Error() string {
	if e.Said == "" {
		return fmt.Sprintf("push to %q: git ended with status %d", e.Remote, e.Status)
	}
	return fmt.Sprintf("push to %q: git says: %s", e.Remote, e.Said)
}

// Push runs git push, because the user asked for it: all of the refs or none. A
// refspec is REF:REF with both the same, such as refs/heads/main:refs/heads/main,
// or REF alone. Branches of the other side move forward only, and a tag there
// must be absent, or be this one already. What git says goes to out as it comes.
// Git runs in the user's environment, so that their keys, agents and helpers
// work; the hooks of the repository are not run. A failure is a *PushError.
func (s *Store) Push(ctx context.Context, out io.Writer, remote string, refspecs ...string) error {
	if s.git == nil {
		return ErrNoGit
	}
	args, err := pushArguments(s.GitDir(), remote, refspecs)
	if err != nil {
		return err
	}
	secret, err := s.secret(ctx, remote)
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, s.git.program, args...)
	cmd.Dir, cmd.Env = s.GitDir(), pushEnvironment(s.environ)
	if root, _, ok := s.WorkTree(); ok { // what a remote with a relative path is relative to
		cmd.Dir = root
	}
	cmd.WaitDelay = 2 * time.Second
	said := &bounded{most: maxOutput}
	passed := secret.hide(out)
	both := io.MultiWriter(passed, said)
	cmd.Stdout, cmd.Stderr = both, both // one value, so that only one of them writes at a time
	err = cmd.Run()
	passed.flush()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &exit):
		return &PushError{Remote: remote, Status: exit.ExitCode(), Said: secret.without(telling(said.String()))}
	case err != nil:
		return fmt.Errorf("run git push: %w", err)
	}
	return nil
}

// pushArguments returns what git is run with. Whatever the configuration says,
// nothing is pushed that was not named.
func pushArguments(gitDir, remote string, refspecs []string) ([]string, error) {
	if remote == "" || remote[0] == '-' || strings.ContainsAny(remote, "\x00\n\r") {
		return nil, fmt.Errorf("%q cannot be the name of a remote repository", remote)
	}
	if len(refspecs) == 0 {
		return nil, errors.New("nothing was named that is to be pushed")
	}
	args := []string{
		"--no-pager", "--no-replace-objects", "--literal-pathspecs",
		"-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false", "-c", "protocol.ext.allow=never",
		"--git-dir=" + gitDir, "push", "--atomic", "--no-follow-tags", "--recurse-submodules=no",
	}
	var specs []string
	for _, spec := range refspecs {
		from, to, both := strings.Cut(spec, ":")
		if both && from != to {
			return nil, fmt.Errorf("%q would push a ref under another name", spec)
		}
		if err := checkRef(from); err != nil {
			return nil, err
		}
		if strings.HasPrefix(from, "refs/tags/") {
			args = append(args, "--force-with-lease="+from+":")
		}
		specs = append(specs, from+":"+from)
	}
	return append(append(args, "--end-of-options", remote), specs...), nil
}

// misleading are the variables that lead git to another repository, or change
// what this one says.
var misleading = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
	"GIT_NAMESPACE", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_REPLACE_REF_BASE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
	"GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_LITERAL_PATHSPECS", "GIT_INTERNAL_SUPER_PREFIX",
}

// pushEnvironment returns the user's environment without what misleads git.
func pushEnvironment(environ []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return slices.Contains(misleading, strings.ToUpper(name))
	})
}

// telling returns the line of what git says that tells most: the first refusal of a
// ref that was not refused for the sake of another, else what git broke off with, else the last line. A refusal of one of several
// makes git break off, too.
func telling(said string) string {
	last, fatal, along := "", "", ""
	for line := range strings.Lines(said) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "! [") {
			if line = strings.Join(strings.Fields(line), " "); !strings.HasSuffix(line, "(atomic push failure)") {
				return line
			}
			along = line // it was refused because another ref was
		}
		if text, ok := strings.CutPrefix(line, "fatal: "); ok && fatal == "" {
			fatal = text
		}
		if line != "" {
			last = line
		}
	}
	switch {
	case along != "":
		return along
	case fatal != "":
		return fatal
	}
	return last
}
