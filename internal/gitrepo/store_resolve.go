package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// Resolve returns the full id of the commit that rev names: anything that git
// rev-parse takes for a single object, tags followed to what they name. The error
// is a *RefError where the fault is the revision's. A name of a ref and a full id
// are looked up here, by git's rules; for the rest git is asked.
func (s *Store) Resolve(ctx context.Context, rev string) (commit string, err error) {
	if reason := unusable(rev); reason != "" {
		return "", &RefError{Ref: rev, Reason: reason}
	}
	id, err := s.lookUp(rev)
	if err != nil {
		return "", err
	}
	if id == "" {
		if s.git == nil {
			return "", &RefError{Ref: rev, Missing: true,
				Reason: "names nothing that is here; without git, which is not installed, only full ids, branches and tags are understood"}
		}
		if id, err = s.git.revParse(ctx, sha1Hash, rev); err != nil {
			return "", err
		}
	}
	return peel(s.objects, sha1Hash, rev, id)
}

// rules are how git completes the name of a ref, in the order it tries them.
var rules = []string{"%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s", "refs/remotes/%s/HEAD"}

// lookUp returns the id of a full id or a ref; "" if rev is neither.
func (s *Store) lookUp(rev string) (string, error) {
	if sha1Hash.isID(rev) {
		return strings.ToLower(rev), nil
	}
	for _, rule := range rules {
		name := fmt.Sprintf(rule, rev)
		if !strings.HasPrefix(name, "refs/") && name != "HEAD" || !validRef(name) {
			continue
		}
		id, last, err := s.follow(name)
		switch {
		case err == nil:
			return id, nil
		case errors.Is(err, errAbsent) && name == "HEAD" && last != name:
			return "", &RefError{Ref: rev, Reason: "names no commit yet: nothing was committed on " + strings.TrimPrefix(last, "refs/heads/"), Missing: true}
		case !errors.Is(err, errAbsent):
			return "", err
		}
	}
	return "", nil
}

// configKey is the name of a setting: section, perhaps a subsection, and key.
var configKey = regexp.MustCompile(`^[A-Za-z0-9-]+(\.[^\n\x00]*)?\.[A-Za-z][A-Za-z0-9-]*$`)

// Config returns what git says of a setting, "" if it is not set: includes and
// scopes are git's business. Of the settings that credctl itself sets when running
// git (core.hooksPath, core.fsmonitor, protocol.ext.allow, safe.bareRepository) it
// returns those. The error is ErrNoGit where git is not installed.
func (s *Store) Config(ctx context.Context, key string) (string, error) {
	if s.git == nil {
		return "", ErrNoGit
	}
	if !configKey.MatchString(key) || strings.HasPrefix(key, "-") {
		return "", fmt.Errorf("%q is no name of a setting of git", key)
	}
	out, err := s.git.run(ctx, "config", "-z", "--includes", "--get", key)
	var said *gitError
	if errors.As(err, &said) && said.status == 1 && said.stderr == "" {
		return "", nil
	}
	return strings.TrimSuffix(out, "\x00"), err
}
