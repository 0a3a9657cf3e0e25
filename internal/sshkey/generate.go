package sshkey

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/advancing-practice/credctl/internal/sshsig"
	"golang.org/x/crypto/ssh"
)

// Generate makes an Ed25519 key at path, with its public half beside it in
// path.pub, and never writes over a file (ErrExists). ssh-keygen asks for the
// passphrase; without a terminal the error is ErrNoTerminal and says what to type,
// unless NoPassphrase is set.
func (t *Tool) Generate(ctx context.Context, path, comment string, terminal bool) (Candidate, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return Candidate{}, fmt.Errorf("make a key: %w", err)
	}
	switch {
	case t.keygen == "":
		return Candidate{}, ErrNoKeygen
	case strings.ContainsFunc(comment, func(r rune) bool { return !unicode.IsPrint(r) }):
		return Candidate{}, fmt.Errorf("make a key: the comment %q is not one line of text", comment)
	case !terminal && !t.NoPassphrase:
		return Candidate{}, fmt.Errorf("%w; in a terminal, type: ssh-keygen -t ed25519 -f %s", ErrNoTerminal, path)
	}
	for _, file := range []string{path, path + ".pub"} {
		if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
			return Candidate{}, fmt.Errorf("make a key: %s: %w", file, errors.Join(err, ErrExists))
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return Candidate{}, fmt.Errorf("make a key: %w", err)
	}
	args := []string{"-q", "-t", "ed25519", "-C", comment, "-f", path}
	if t.NoPassphrase {
		args = append(args, "-N", "")
	}
	if _, err := t.run(ctx, t.Err, "", t.keygen, args...); err != nil {
		return Candidate{}, fmt.Errorf("make a key: ssh-keygen: %w", err)
	}
	return readFile(path + ".pub")
}

// NewKey returns an Ed25519 key that lives in this process and nowhere else.
func NewKey() (crypto.Signer, sshsig.Key, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, sshsig.Key{}, fmt.Errorf("make a throw-away key: %w", err)
	}
	key, err := sshsig.KeyOf(public)
	return private, key, err
}

// WriteKey writes a throw-away key to dir/name, in OpenSSH's form and without a
// passphrase, readable by its owner alone, and its public half to dir/name.pub. It
// returns the path of the first, and never writes over a file (ErrExists).
func WriteKey(dir, name string, signer crypto.Signer) (path string, err error) {
	if name != filepath.Base(name) || name == "." || name == ".." {
		return "", fmt.Errorf("write key: %q is not the name of a file", name)
	}
	key, err := sshsig.KeyOf(signer.Public())
	if err != nil {
		return "", fmt.Errorf("write key: %w", err)
	}
	block, err := ssh.MarshalPrivateKey(signer, name)
	if err != nil {
		return "", fmt.Errorf("write key: %w", err)
	}
	path = filepath.Join(dir, name)
	if err := writeNew(path, pem.EncodeToMemory(block), 0o600); err != nil {
		return "", err
	}
	if err := writeNew(path+".pub", []byte(key.String()+" "+name+"\n"), 0o644); err != nil {
		return "", errors.Join(err, os.Remove(path))
	}
	return path, nil
}

// writeNew writes a file that is not there yet, whole or not at all.
func writeNew(path string, data []byte, mode fs.FileMode) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write key: %s: %w", path, ErrExists)
	}
	if err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	_, err = file.Write(data)
	if err := errors.Join(err, file.Close()); err != nil {
		return errors.Join(fmt.Errorf("write key: %w", err), os.Remove(path))
	}
	return nil
}
