package sshkey

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/sshsig"
)

// Candidate is a key that a person may want to sign with.
type Candidate struct {
	Key     sshsig.Key
	Path    string // of the private key, or of the public one if that is all there is; "" if only in the agent
	Comment string
	From    string // where it was found: "--key", "git's user.signingkey", "ssh-agent", "~/.ssh/id_ed25519.pub"
	Agent   bool   // an agent holds it
	// Problem says why it may not sign. Key is then no key.
	Problem error
}

// Wish is where to look for keys.
type Wish struct {
	Flag          string   // a path, a public key or a fingerprint ("SHA256:…"); "" if the person named none
	GitSigningKey string   // git's user.signingkey, as it is
	Home          string   // the person's home folder; "" if there is none
	Dir           string   // what paths are relative to; "" is the working directory
	Environ       []string // where to look for an agent; nil is as the tool was found
}

// Where keys are found.
const (
	fromFlag  = "--key"
	fromGit   = "git's user.signingkey"
	fromAgent = "ssh-agent"
)

// Candidates returns the keys that a person may want to sign with, the likeliest
// first, each once: the one named, else git's own, those of the agent, those in
// ~/.ssh. Whoever names one gets that one or an error (ErrNotFound, or one of
// sshsig). Of the others, those that may not sign come last and say why. None at
// all is no error.
func (t *Tool) Candidates(ctx context.Context, w Wish) ([]Candidate, error) {
	asked := *t
	if w.Environ != nil {
		asked.environ = plainWords(w.Environ)
	}
	lines, err := asked.agentLines(ctx)
	if err != nil {
		return nil, err
	}
	held := inAgent(lines)
	if w.Flag != "" && !strings.HasPrefix(w.Flag, "SHA256:") {
		named, err := w.named(w.Flag)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", fromFlag, err)
		}
		named.From = fromFlag
		return unique([]Candidate{named}, held, w.inHome())[:1], nil
	}
	found := unique(w.ofGit(), held, w.inHome())
	if w.Flag == "" {
		return found, nil
	}
	for _, c := range found {
		if c.Key.Fingerprint() == w.Flag {
			c.From = fromFlag
			return []Candidate{c}, nil
		}
	}
	return nil, fmt.Errorf("%s: %w: neither the agent nor ~/.ssh holds %s", fromFlag, ErrNotFound, w.Flag)
}

// unique joins lists of candidates. The first of a key stays, and learns from the
// later ones where its file is and whether an agent holds it.
func unique(lists ...[]Candidate) []Candidate {
	var able, unable []Candidate
	at := map[sshsig.Key]int{}
	for _, c := range slices.Concat(lists...) {
		i, seen := at[c.Key]
		switch {
		case c.Problem != nil:
			unable = append(unable, c)
		case !seen:
			at[c.Key] = len(able)
			able = append(able, c)
		default:
			known := &able[i]
			known.Agent = known.Agent || c.Agent
			if known.Path == "" {
				known.Path = c.Path
			}
			if known.Comment == "" {
				known.Comment = c.Comment
			}
		}
	}
	return append(able, unable...)
}

// named reads a key as people and git name it: a path, or the public key itself.
func (w Wish) named(name string) (Candidate, error) {
	literal, isLiteral := strings.CutPrefix(name, "key::")
	for _, kind := range []string{"ssh-", "ecdsa-", "sk-"} {
		isLiteral = isLiteral || strings.HasPrefix(name, kind) && strings.Contains(name, " ")
	}
	if isLiteral {
		key, comment, err := sshsig.ParseAuthorizedKey(literal)
		return Candidate{Key: key, Comment: comment}, err
	}
	return readFile(w.path(name))
}

// path makes a path absolute, as git does.
func (w Wish) path(name string) string {
	if below, ok := strings.CutPrefix(filepath.ToSlash(name), "~/"); ok && w.Home != "" {
		return filepath.Join(w.Home, filepath.FromSlash(below))
	}
	if w.Dir != "" && !filepath.IsAbs(name) {
		return filepath.Join(w.Dir, name)
	}
	return name
}

// ofGit returns the key that git signs with. It may be a key of another kind of
// program, and then nothing is found.
func (w Wish) ofGit() []Candidate {
	if w.GitSigningKey == "" {
		return nil
	}
	c, err := w.named(w.GitSigningKey)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	c.From, c.Problem = fromGit, err
	return []Candidate{c}
}

// inAgent reads what an agent lists. Certificates stand there beside their keys,
// and are passed over.
func inAgent(lines []string) []Candidate {
	var found []Candidate
	for _, line := range lines {
		key, comment, err := sshsig.ParseAuthorizedKey(line)
		if err == nil || errors.Is(err, sshsig.ErrWeakKey) {
			found = append(found, Candidate{Key: key, Comment: comment, From: fromAgent, Agent: true, Problem: err})
		}
	}
	return found
}

// usual are the names that ssh-keygen gives to keys, the best kind first.
var usual = []string{"id_ed25519.pub", "id_ed25519_sk.pub", "id_ecdsa.pub", "id_ecdsa_sk.pub", "id_rsa.pub"}

// maxKeys is how many files of ~/.ssh are looked at.
const maxKeys = 100

// inHome returns the keys in ~/.ssh: those with usual names, then others, of which
// both halves are there. A public half alone may be somebody else's.
func (w Wish) inHome() []Candidate {
	if w.Home == "" {
		return nil
	}
	folder := filepath.Join(w.Home, ".ssh")
	entries, _ := os.ReadDir(folder) // sorted; none if it cannot be read
	names := slices.Clone(usual)
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasSuffix(name, ".pub") && !slices.Contains(names, name) && len(names) < maxKeys {
			names = append(names, name)
		}
	}
	var found []Candidate
	for _, name := range names {
		path := filepath.Join(folder, name)
		if !isFile(strings.TrimSuffix(path, ".pub")) {
			continue
		}
		c, err := readFile(path)
		if errors.Is(err, ErrNotFound) {
			c, err = readFile(strings.TrimSuffix(path, ".pub")) // the private half holds both
		}
		if err == nil || errors.Is(err, sshsig.ErrWeakKey) || errors.Is(err, sshsig.ErrKeyKind) && slices.Contains(usual, name) {
			c.From, c.Problem = "~/.ssh/"+name, err
			found = append(found, c)
		}
	}
	return found
}
