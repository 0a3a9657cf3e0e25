package sshkey

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshsig"
)

// FuzzOpenHalf reads whatever lies where a private key should.
func FuzzOpenHalf(f *testing.F) {
	signer, made, err := NewKey()
	if err != nil {
		f.Fatal(err)
	}
	path, err := WriteKey(f.TempDir(), "key", signer)
	if err != nil {
		f.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Clean(path))
	if err != nil {
		f.Fatal(err)
	}
	if key, err := openHalf(string(data)); err != nil || key != made {
		f.Fatalf("the public half is %v, want %v (%v)", key, made, err)
	}
	f.Add(string(data))
	f.Add("-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----\n")
	f.Add("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n")
	f.Fuzz(func(t *testing.T, data string) {
		key, err := openHalf(data)
		if err != nil {
			return
		}
		if again, err := sshsig.ParseKey(key.String()); err != nil || again != key {
			t.Errorf("%q holds no key: %v", data, err)
		}
	})
}
