package gitrepo

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var configs = []string{
	"", "\n\n", "# remark\n; other\n", "[a]\nb = c\n", "[a] b = c # d\n", "[A \"B c\"]\n\tD\n", "[a.B.c] d=e", "\ufeff[a]\r\n b = c \r\n",
	"[a]\nb = \"c # d\" e ; f\n", "[a]\nb = c\\\nd\n", "[a]\nb = \\t\\n\\\\\\\"\n", "[a]\nb =\n", "[a]\nb\n", "[a]\nb", "[a]\nb = ' x  y '  \n",
	"[a \"x\\\"y\\z\"]\nb = \"  c  \"  \n", "[a]\nb = \"\"\n", "[a]\nb = c\n[a]\nb = d\n", "[a]b=c\n[d]\n", "[a]\nb = x\\\n  y\n", "[a]\nb = \" \" \n",
	"[a\n", "[a \"b\n\"]\n", "[a]\n1 = b\n", "[a]\nb c\n", "[a]\nb = \"c\n", "[a]\nb = \\x\n", "[a] ]\n", "[a b]\n", "[a \"b\" ]\nc = d\n", "[a_b]\nc = d\n", "[a]\nb_c = d\n",
	"[a \"b\"x]\n", "[a \t \"b\"]\nc=d\n", "[a]\nb\t = c\n", "b = c\n", "[]\nb = c\n", "[a]\nb = \\", "[a]\nb=c;d\n", "[a]\nb = \"c\" \"d\"\n",
}

// gitConfig is how git reads a configuration; false if it does not.
func gitConfig(t *testing.T, text string) ([]string, bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("git", "config", "--file", path, "--list", "-z")
	cmd.Env = environ()
	out, err := cmd.Output()
	var all []string
	for entry := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		if key, value, ok := strings.Cut(entry, "\n"); ok {
			all = append(all, key+"="+value)
		} else if key != "" {
			all = append(all, key+"=true")
		}
	}
	return all, err == nil
}

func TestConfigIsReadAsGitReadsIt(t *testing.T) {
	for _, text := range configs {
		want, ok := gitConfig(t, text)
		settings, err := parseConfig([]byte(text))
		if (err == nil) != ok {
			t.Errorf("%q: %v, git reads it: %v (%q)", text, err, ok, want)
			continue
		}
		var got []string
		for _, s := range settings {
			name := s.section
			if s.below != "" {
				name += "." + s.below
			}
			got = append(got, strings.TrimPrefix(name+"."+s.key, ".")+"="+s.value)
		}
		if diff := cmp.Diff(want, got); ok && diff != "" {
			t.Errorf("%q (-git +here):\n%s", text, diff)
		}
	}
}

// FuzzConfig reads anything as a configuration: what was read reads the same again.
func FuzzConfig(f *testing.F) {
	for _, text := range configs {
		f.Add(text)
	}
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\b", `\b`, "\r", "\r").Replace
	f.Fuzz(func(t *testing.T, text string) {
		settings, err := parseConfig([]byte(text))
		if err != nil {
			return
		}
		var again strings.Builder
		for _, s := range settings {
			if strings.Contains(s.value+s.below, "\r") || s.section == "" || strings.Contains(s.section, ".") { // which nobody would write
				return
			}
			again.WriteString("[" + s.section)
			if s.below != "" {
				again.WriteString(` "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s.below) + `"`)
			}
			again.WriteString("]\n" + s.key + ` = "` + quote(s.value) + "\"\n")
		}
		twice, err := parseConfig([]byte(again.String()))
		if diff := cmp.Diff(settings, twice, cmp.AllowUnexported(setting{})); err != nil || diff != "" {
			t.Errorf("%v, from %q:\n%s", err, again.String(), diff)
		}
	})
}
