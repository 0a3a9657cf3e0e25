package sshkey

import (
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/advancing-practice/credctl/internal/sshsig"
	"golang.org/x/crypto/ssh"
)

// maxFile is the size of the largest key file that is read, in bytes.
const maxFile = 32 << 10

// readFile reads a key from its file, public or private; of a private one, only
// the public half, which lies open in it. Path is then the private file if there
// is one, since every ssh-keygen can sign with that.
func readFile(path string) (Candidate, error) {
	data, err := readSmall(path)
	if errors.Is(err, ErrNotFound) && isFile(path+".pub") { // the private one lives in an agent
		return readFile(path + ".pub")
	}
	if err != nil {
		return Candidate{}, err
	}
	if !strings.HasPrefix(data, "-----BEGIN") {
		key, comment, err := sshsig.ParseAuthorizedKey(data)
		if err != nil {
			return Candidate{}, fmt.Errorf("%s: %w", path, err)
		}
		if secret, ok := strings.CutSuffix(path, ".pub"); ok && isFile(secret) {
			path = secret
		}
		return Candidate{Key: key, Comment: comment, Path: path}, nil
	}
	return readPrivate(path, data)
}

// readPrivate reads the public half of a private key, from the key itself if it
// lies open there, else from the file beside it.
func readPrivate(path, data string) (Candidate, error) {
	key, err := openHalf(data)
	line, _ := readSmall(path + ".pub")
	beside, comment, errBeside := sshsig.ParseAuthorizedKey(line)
	if errors.Is(err, errOldForm) && line != "" {
		key, err = beside, errBeside
	}
	if err != nil {
		return Candidate{}, fmt.Errorf("%s: %w", path, err)
	}
	if beside != key {
		comment = ""
	}
	return Candidate{Key: key, Comment: comment, Path: path}, nil
}

// errOldForm is a private key in a form that keeps its public half locked away.
var errOldForm = errors.New("the public half of this private key cannot be read; write it beside the key with " +
	"ssh-keygen -y -f KEY > KEY.pub")

// openHalf returns the public half of a private key in OpenSSH's form. What is
// secret comes after it and is not looked at.
func openHalf(data string) (sshsig.Key, error) {
	block, _ := pem.Decode([]byte(data))
	if block == nil || block.Type != "OPENSSH PRIVATE KEY" {
		return sshsig.Key{}, errOldForm
	}
	body, ok := strings.CutPrefix(string(block.Bytes), "openssh-key-v1\x00")
	var form struct {
		Cipher, Derivation, Options string
		Keys                        uint32
		Public                      []byte
		Rest                        []byte `ssh:"rest"`
	}
	if !ok || ssh.Unmarshal([]byte(body), &form) != nil || form.Keys != 1 {
		return sshsig.Key{}, errOldForm
	}
	return wireKey(form.Public)
}

// readSmall reads a small plain file. A pipe or a device is not waited for.
func readSmall(path string) (string, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w: there is no file %s", ErrNotFound, path)
	}
	if err != nil {
		return "", fmt.Errorf("read key: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxFile {
		return "", fmt.Errorf("%s is not a key: %w", path, sshsig.ErrKeyForm)
	}
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("read key: %w", err)
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFile))
	if err != nil {
		return "", fmt.Errorf("read key: %w", err)
	}
	return string(data), nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
