package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"runtime"
)

// BuildID returns what tells the running program from every other build of it: a
// verdict is worth nothing to a program with other checks. It is the id that
// Go's linker writes into a program, which changes with anything that goes into
// it, be it committed or not, and is the same wherever one build is copied to;
// or, where a program was built without one, the digest of its file.
func BuildID() (string, error) {
	name := "/proc/self/exe" // the file that runs, even if another lies in its place by now
	if runtime.GOOS != "linux" {
		var err error
		if name, err = os.Executable(); err != nil {
			return "", err
		}
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return buildID(f)
}

// The two forms in which the linker writes its id: a note of ELF files, of
// which the size of the name, the size of the id and the kind stand before the
// name; and, elsewhere, a text between marks.
var (
	noteName  = []byte("Go\x00\x00")
	textStart = []byte("\xff Go build ID: \"")
	textEnd   = []byte("\"\n \xff")
)

// headSize is how far into a program the id is looked for, as Go's own tools do.
const headSize = 32 << 10

func buildID(program io.ReadSeeker) (string, error) {
	head := make([]byte, headSize)
	n, err := io.ReadFull(program, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", err
	}
	head = head[:n]
	if id := noteID(head); id != "" {
		return id, nil
	}
	if _, rest, ok := bytes.Cut(head, textStart); ok {
		if id, _, ok := bytes.Cut(rest, textEnd); ok && plausible(id) {
			return string(id), nil
		}
	}
	if _, err := program.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.Copy(h, program); err != nil {
		return "", err
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil)), nil
}

// noteID finds the note of the linker in the head of an ELF file. Of either byte
// order: the numbers are small, so that one of their bytes says all.
func noteID(head []byte) string {
	if !bytes.HasPrefix(head, []byte("\x7fELF")) {
		return ""
	}
	for at := 0; ; {
		i := bytes.Index(head[at:], noteName)
		if i < 0 {
			return ""
		}
		at += i + len(noteName)
		if at < len(noteName)+12 {
			continue
		}
		sizes := head[at-len(noteName)-12 : at-len(noteName)]
		size := int(sizes[4]) | int(sizes[7])
		if kind := sizes[8] | sizes[11]; kind == 4 && at+size <= len(head) && plausible(head[at:at+size]) {
			return string(head[at : at+size])
		}
	}
}

// plausible reports whether an id looks like Go's: four digests in letters and
// digits, with slashes between them. Builders that want the same bytes always
// put a word of their own in its place, which says nothing.
func plausible(id []byte) bool {
	const leastSize = 40
	if bytes.Count(id, []byte("/")) != 3 {
		return false
	}
	notInID := func(r rune) bool {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !letter && r != '/' && r != '-' && r != '_'
	}
	return len(id) >= leastSize && bytes.IndexFunc(id, notInID) < 0
}
