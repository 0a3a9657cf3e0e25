package cache

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

const anID = "QrfHy4M-3eZYANWuOPRv/pZFmtdHGUv_qa39-9wDH/Ja9xQNceByhTGnjs7IzV/SBr_yFpzLSQpsq9iOnwF"

func TestBuildID(t *testing.T) {
	note := "\x04\x00\x00\x00" + string(rune(len(anID))) + "\x00\x00\x00\x04\x00\x00\x00Go\x00\x00" + anID
	for name, test := range map[string]struct{ program, want string }{
		"elf":          {"\x7fELF" + strings.Repeat("\x00", 900) + note + "more", anID},
		"marked":       {"MZ" + strings.Repeat("\x00", 900) + "\xff Go build ID: \"" + anID + "\"\n \xff", anID},
		"none":         {"\x7fELF" + strings.Repeat("\x00", 900), "sha256:"},
		"a fixed word": {"MZ\xff Go build ID: \"redacted\"\n \xff", "sha256:"},
		"cut off":      {"\x7fELF" + note[:len(note)-1], "sha256:"},
		"nothing":      {"", ""},
	} {
		got, err := buildID(strings.NewReader(test.program))
		if (err == nil) != (test.want != "") || !strings.HasPrefix(got, test.want) || test.want == anID && got != anID {
			t.Errorf("%s: %q (%v), want %q", name, got, err, test.want)
		}
	}
}

// What is found is what Go's own tool finds.
func TestBuildIDIsTheLinkers(t *testing.T) {
	got, err := BuildID()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	want, err := exec.Command("go", "tool", "buildid", program).Output()
	if err != nil {
		t.Fatal(err)
	}
	if id := string(bytes.TrimSpace(want)); got != id && !strings.HasPrefix(got, "sha256:") {
		t.Errorf("BuildID is %q, want %q", got, id)
	}
}
