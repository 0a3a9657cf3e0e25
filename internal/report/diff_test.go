package report

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// git turns every text into the other by the diff between them.
func TestDiffIsWhatGitTakes(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Fatal("git is needed to run the tests")
	}
	long := strings.Repeat("the same\n", 40)
	for _, test := range []struct{ name, before, after string }{
		{"a.yaml", "a\nb\nc\n", "c\na\nb\n"},
		{"a.yaml", "a\nb", "a\nb\n"},
		{"a.yaml", "a\r\nb\r\n", "a\nb\n"},
		{"a.yaml", "\ufeffa\nb", "b\na\n"},
		{"a.yaml", "first\n" + long + "last\n", "last\n" + long + "first\n"},
		{"specs/of two words.yaml", "a\n", "b\n"},
		{"specs/ärzte.yaml", "a\n", "b\n"},
		{`specs/"quoted".yaml`, "--- a\n", "+++ b\n"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, filepath.FromSlash(test.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(test.before), 0o644); err != nil {
			t.Skipf("no file can have that name here: %v", err)
		}
		var made bytes.Buffer
		if err := Diff(&made, test.name, []byte(test.before), []byte(test.after), Options{}); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(git, "apply", "-")
		cmd.Dir, cmd.Stdin = dir, bytes.NewReader(made.Bytes())
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: git does not take it: %v %s\n%s", test.name, err, out, made.Bytes())
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != test.after {
			t.Errorf("%s: git made %q of %q, want %q (%v)", test.name, got, test.before, test.after, err)
		}
	}
}

func TestDiffOfNothing(t *testing.T) {
	var made bytes.Buffer
	if err := Diff(&made, "a.yaml", []byte("a\n"), []byte("a\n"), Options{Color: true}); err != nil || made.Len() > 0 {
		t.Errorf("found %q (%v), want nothing", made.Bytes(), err)
	}
}

// Colour is put around lines, and nothing else is changed.
func TestDiffInColour(t *testing.T) {
	var plain, coloured bytes.Buffer
	before, after := []byte("a\nb\nc"), []byte("b\nc\nd\n")
	if err := Diff(&plain, "a.yaml", before, after, Options{}); err != nil {
		t.Fatal(err)
	}
	if err := Diff(&coloured, "a.yaml", before, after, Options{Color: true}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(coloured.String(), codeRed+"-a"+codeOff+"\n") || !strings.Contains(coloured.String(), codeGreen+"+d"+codeOff+"\n") {
		t.Errorf("found %q", coloured.String())
	}
	bare := coloured.String()
	for _, code := range []string{codeOff, codeBold, codeRed, codeGreen, codeCyan} {
		bare = strings.ReplaceAll(bare, code, "")
	}
	if bare != plain.String() {
		t.Errorf("without colour it is %q, want %q", bare, plain.String())
	}
}
