package sshkey

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/advancing-practice/credctl/internal/sshsig"
)

// Sign returns a signature over message, made by ssh-keygen with the key, or with
// the agent that holds it. ssh-keygen asks for the passphrase itself. What comes
// back was checked: it is by this key, for this namespace, over these bytes.
//
// ssh-keygen gets the message as a file in a folder of its own, as git hands it
// over, and not on its standard input: where a desktop is running it would then
// look for a window to ask for the passphrase in, though somebody sits at the
// terminal, and without either take the message for the passphrase.
func (t *Tool) Sign(ctx context.Context, c Candidate, namespace string, message []byte) (signature []byte, err error) {
	switch {
	case c.Problem != nil:
		return nil, c.Problem
	case c.Key == sshsig.Key{}:
		return nil, fmt.Errorf("%w: none was chosen", ErrNotFound)
	case t.keygen == "":
		signature, err = t.signInAgent(ctx, c, namespace, message)
	default:
		signature, err = t.signInKeygen(ctx, c, namespace, message)
	}
	if err != nil {
		return nil, err
	}
	if err := checkMade(signature, c, namespace, message); err != nil {
		return nil, err
	}
	return signature, nil
}

// signInKeygen runs ssh-keygen in a folder that nobody else can read, and that is
// gone afterwards.
func (t *Tool) signInKeygen(ctx context.Context, c Candidate, namespace string, message []byte) (signature []byte, err error) {
	dir, err := os.MkdirTemp("", "credctl-sign-")
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	text, path := filepath.Join(dir, "message"), c.Path
	if err := os.WriteFile(text, message, 0o600); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	if path == "" {
		path = filepath.Join(dir, "key.pub")
		if err := os.WriteFile(path, []byte(c.Key.String()+"\n"), 0o600); err != nil {
			return nil, fmt.Errorf("sign: %w", err)
		}
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	if _, err := t.run(ctx, t.Err, dir, t.keygen, "-q", "-Y", "sign", "-n", namespace, "-f", path, text); err != nil {
		return nil, notSigned(c, err)
	}
	made, err := readSmall(text + ".sig")
	if err != nil {
		return nil, notSigned(c, err)
	}
	return bytes.ReplaceAll([]byte(made), []byte("\r\n"), []byte("\n")), nil
}

// checkMade holds what a program made to what was asked of it.
func checkMade(made []byte, c Candidate, namespace string, message []byte) error {
	signature, err := sshsig.Parse(made)
	if err != nil {
		return notSigned(c, err)
	}
	if got := signature.Key(); got != c.Key {
		return fmt.Errorf("%w with %s: the private key in %s is another one, %s",
			ErrNotSigned, c.Key.Fingerprint(), c.where(), got.Fingerprint())
	}
	if err := signature.Check(message, namespace); err != nil {
		return notSigned(c, err)
	}
	return nil
}

// notSigned says which key did not sign and, where ssh-keygen's words are known,
// why in ours.
func notSigned(c Candidate, err error) error {
	var status *statusError
	if !errors.As(err, &status) {
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return fmt.Errorf("%w with %s: %w", ErrNotSigned, c.Key.Fingerprint(), err)
	}
	switch said := status.stderr; {
	case strings.Contains(said, "incorrect passphrase"):
		return fmt.Errorf("%w with %s: %w", ErrNotSigned, c.where(), ErrPassphrase)
	case strings.Contains(said, "No private key found"), c.Path == "" && strings.Contains(said, "load"):
		return fmt.Errorf("%w with %s: %w; add its private half to ssh-agent (ssh-add), or name its file",
			ErrNotSigned, c.where(), ErrNoSecret)
	}
	return fmt.Errorf("%w with %s: ssh-keygen: %w", ErrNotSigned, c.where(), err)
}

// where names a key to the person who owns it.
func (c Candidate) where() string {
	if c.Path != "" {
		return c.Path
	}
	return c.Key.Fingerprint()
}
