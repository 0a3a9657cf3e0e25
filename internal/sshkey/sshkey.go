// Package sshkey finds a person's SSH keys, makes new ones and signs with them, by
// running ssh-keygen and ssh-add, which know passphrases, agents and security keys.
// What they sign is checked before it is handed on. It never reads the secret part
// of a person's key, asks for no passphrase itself, and knows nothing of what is
// signed or of who may sign it.
package sshkey

import (
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
)

// What callers may want to tell apart. The errors of this package wrap one of
// these, or one of sshsig, and say more.
var (
	// ErrNoKeygen is that ssh-keygen is not installed.
	ErrNoKeygen = errors.New("ssh-keygen is not installed; it is part of OpenSSH (package openssh-client, " +
		"on Windows the optional feature OpenSSH Client)")
	// ErrNotFound is a key that was named and is not there.
	ErrNotFound = errors.New("no such key")
	// ErrNoSecret is a key of which only the public half was found.
	ErrNoSecret = errors.New("only the public half of the key is here")
	// ErrPassphrase is that no or a wrong passphrase was given.
	ErrPassphrase = errors.New("the passphrase was not right, or nobody could be asked for it")
	// ErrNotSigned is that ssh-keygen or the agent did not sign.
	ErrNotSigned = errors.New("no signature was made")
	// ErrExists is that a key would be written over a file.
	ErrExists = errors.New("it is there already, and a key is never written over")
	// ErrNoTerminal is that a passphrase has to be asked for, and nobody is there.
	ErrNoTerminal = errors.New("a new key needs a passphrase, and there is no terminal to ask for it")
)

// Tool runs OpenSSH's programs in the user's environment.
type Tool struct {
	// In is the terminal that somebody sits at, nil if there is none: ssh-keygen
	// asks there for a passphrase.
	In io.Reader
	// Err is where ssh-keygen says what it wants to say to that person, such as
	// that the security key is to be touched. Nil leaves that out.
	Err io.Writer
	// NoPassphrase lets Generate make keys without one, which whoever reads the
	// file can sign with.
	NoPassphrase bool

	keygen  string // path of ssh-keygen; "" if only an agent is there
	add     string // path of ssh-add; "" if it is missing
	environ []string
}

// Find finds OpenSSH's programs. Where ssh-keygen is missing and environ names an
// agent, the tool asks the agent itself, and cannot make keys; with neither the
// error is ErrNoKeygen.
func Find(environ []string) (*Tool, error) {
	t := &Tool{environ: plainWords(environ)}
	if add, err := exec.LookPath("ssh-add"); err == nil {
		t.add = add
	}
	keygen, err := exec.LookPath("ssh-keygen")
	switch {
	case err == nil:
		t.keygen = keygen
	case t.socket() == "":
		return nil, ErrNoKeygen
	}
	return t, nil
}

// plainWords returns the environment as it is, but for the language: what the
// programs say is read.
func plainWords(environ []string) []string {
	return append(slices.Clone(environ), "LC_ALL=C")
}

// socket returns where the environment says that the agent listens; "" if it does
// not say.
func (t *Tool) socket() string {
	at := ""
	for _, entry := range t.environ {
		if value, ok := strings.CutPrefix(entry, "SSH_AUTH_SOCK="); ok {
			at = value
		}
	}
	return at
}
