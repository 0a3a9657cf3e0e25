package cli

import (
	"path/filepath"
	"runtime"
	"testing"
)

// Memories lie where a system wants programs to keep what must not be lost, and
// nowhere if the environment does not say.
func TestUserState(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the paths are those of other systems")
	}
	for _, test := range []struct {
		system  string
		environ map[string]string
		want    string
	}{
		{"linux", map[string]string{"XDG_STATE_HOME": "/s", "HOME": "/h"}, "/s"},
		{"linux", map[string]string{"XDG_STATE_HOME": "relative", "HOME": "/h"}, "/h/.local/state"},
		{"darwin", map[string]string{"HOME": "/h"}, "/h/.local/state"},
		{"linux", map[string]string{"HOME": "relative"}, ""},
		{"linux", nil, ""},
		{"windows", map[string]string{"LOCALAPPDATA": "/a", "HOME": "/h"}, "/a"},
		{"windows", map[string]string{"HOME": "/h"}, ""},
	} {
		got := userStateOn(test.system, func(name string) string { return test.environ[name] })
		if got != filepath.FromSlash(test.want) {
			t.Errorf("%s, %v: %q, want %q", test.system, test.environ, got, test.want)
		}
	}
}

func TestShellWord(t *testing.T) {
	for text, want := range map[string]string{
		"../a b": "'../a b'", "/x/y-z.git": "/x/y-z.git", "it's": `'it'\''s'`, "-x": "'-x'", "": "''", "$(x)": "'$(x)'",
	} {
		if got := shellWord(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
