package gitrepo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
)

// ErrNoRemote says that a repository knows no remote of a name.
var ErrNoRemote = errors.New("there is no remote of that name")

// RemoteAddress returns the address that a push to a remote goes to, as git's
// configuration rewrites it. It may hold a password: it is not for printing.
func (s *Store) RemoteAddress(ctx context.Context, remote string) (string, error) {
	if s.git == nil {
		return "", ErrNoGit
	}
	if remote == "" || remote[0] == '-' || strings.ContainsAny(remote, "\x00\n\r") {
		return "", ErrNoRemote
	}
	// It reads the configuration, and runs nothing that stands there.
	out, err := s.git.run(ctx, "remote", "get-url", "--push", "--all", "--end-of-options", remote)
	var said *gitError
	switch {
	case errors.As(err, &said):
		return "", ErrNoRemote
	case err != nil:
		return "", err
	}
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) > 1 {
		return "", fmt.Errorf("the remote %s has %d addresses to push to, want one", remote, len(lines))
	}
	return lines[0], nil
}

// RemoteError is a remote that could not be asked.
type RemoteError struct {
	Remote string
	Said   string // the line of git's that says most, without a password
}

// Error names the remote and the reason that git gives.
func (e *RemoteError) Error() string {
	return fmt.Sprintf("ask the remote %q: git says: %s", e.Remote, e.Said)
}

// RemoteRefs asks a remote, over the network, what some of its refs point at; those
// that it does not have are not in the result. Git runs in the user's environment, as
// with Push. A failure is a *RemoteError.
func (s *Store) RemoteRefs(ctx context.Context, out io.Writer, remote string, refs ...string) (map[string]string, error) {
	if s.git == nil {
		return nil, ErrNoGit
	}
	for _, ref := range refs {
		if err := checkRef(ref); err != nil {
			return nil, err
		}
	}
	secret, err := s.secret(ctx, remote)
	if err != nil {
		return nil, err
	}
	args := []string{
		"--no-pager", "--no-replace-objects", "-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false", "-c", "protocol.ext.allow=never",
		"--git-dir=" + s.GitDir(), "ls-remote", "--quiet", "--end-of-options", remote,
	}
	cmd := exec.CommandContext(ctx, s.git.program, append(args, refs...)...)
	cmd.Dir, cmd.Env = s.GitDir(), pushEnvironment(s.environ)
	if root, _, ok := s.WorkTree(); ok {
		cmd.Dir = root
	}
	cmd.WaitDelay = 2 * time.Second
	listed, said := &bounded{most: maxOutput}, &bounded{most: maxStderr}
	passed := secret.hide(out)
	cmd.Stdout, cmd.Stderr = listed, io.MultiWriter(passed, said)
	err = cmd.Run()
	passed.flush()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &exit):
		return nil, &RemoteError{Remote: remote, Said: secret.without(telling(said.String()))}
	case err != nil:
		return nil, fmt.Errorf("run git ls-remote: %w", err)
	}
	found := map[string]string{}
	for line := range strings.Lines(listed.String()) {
		id, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		for _, ref := range refs {
			if ok && name == ref { // git matches the ends of names, too
				found[ref] = id
			}
		}
	}
	return found, nil
}

// Contains reports whether a commit is another one, or has it in its history. Both
// are full ids. It is false where either is not here.
func (s *Store) Contains(ctx context.Context, commit, ancestor string) (bool, error) {
	if s.git == nil {
		return false, ErrNoGit
	}
	for _, id := range []string{commit, ancestor} {
		if kind, _, err := s.Object(id); err != nil || kind != "commit" {
			return false, ctx.Err()
		}
	}
	// It reads the history, and runs nothing that the configuration names.
	_, err := s.git.run(ctx, "merge-base", "--is-ancestor", ancestor, commit)
	var said *gitError
	if errors.As(err, &said) && said.status == 1 {
		return false, nil
	}
	return err == nil, err
}

// secret is what must not be shown of the address of a remote.
type secret struct{ parts []string }

// userinfo is what stands before the host of an address.
var userinfo = regexp.MustCompile(`://([^/@\s]*(?:@[^/@\s]*)*)@`)

// secret finds what an address of a remote hides: the password, and a user's name that
// may be a token.
func (s *Store) secret(ctx context.Context, remote string) (secret, error) {
	address := remote // git takes an address in place of a name
	if known, err := s.RemoteAddress(ctx, remote); err == nil {
		address = known
	} else if !errors.Is(err, ErrNoRemote) {
		return secret{}, err
	}
	var found secret
	parts := userinfo.FindStringSubmatch(address)
	if parts == nil || strings.HasPrefix(address, "ssh:") {
		return found, nil
	}
	user, password, has := strings.Cut(parts[1], ":")
	if !has {
		password = user // a token may stand in place of the name
	}
	for _, part := range []string{parts[1], password} {
		if part != "" && part != "git" {
			found.parts = append(found.parts, part)
		}
	}
	return found, nil
}

// without is a text in which nothing secret stands.
func (s secret) without(text string) string {
	for _, part := range s.parts {
		text = strings.ReplaceAll(text, part, "***")
	}
	return text
}

// hide returns a writer that passes whole lines on, without what is secret.
func (s secret) hide(to io.Writer) *hiding { return &hiding{to: to, secret: s} }

type hiding struct {
	to     io.Writer
	secret secret
	rest   []byte
}

func (h *hiding) Write(data []byte) (int, error) {
	if len(h.secret.parts) == 0 {
		return h.to.Write(data)
	}
	h.rest = append(h.rest, data...)
	at := bytes.LastIndexAny(h.rest, "\n\r") + 1
	if at == 0 {
		return len(data), nil
	}
	line := h.secret.without(string(h.rest[:at]))
	h.rest = append([]byte(nil), h.rest[at:]...)
	if _, err := io.WriteString(h.to, line); err != nil {
		return 0, err
	}
	return len(data), nil
}

// flush passes on what is left of a line that never ended.
func (h *hiding) flush() {
	if len(h.rest) > 0 {
		_, _ = io.WriteString(h.to, h.secret.without(string(h.rest))) // nothing rests on it
		h.rest = nil
	}
}
