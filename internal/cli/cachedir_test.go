package cli

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/validate"
)

// What is reported is the same, byte for byte, whether it was worked out or
// recalled: for the real specifications and for what slips of the hand make of
// them.
func TestReportIsTheSameWithACache(t *testing.T) {
	env, out, errOut := world(t, 2)
	rng := rand.New(rand.NewPCG(1, 2))
	real, err := filepath.Glob("../../specs/*.yaml")
	if err != nil || len(real) == 0 {
		t.Fatalf("no specifications (%v)", err)
	}
	for i, file := range real {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		write(t, env, "specs/"+filepath.Base(file), text)
		write(t, env, fmt.Sprintf("specs/slip-%d.yaml", i), slip(rng, text))
	}
	write(t, env, "specs/none.yaml", []byte("\xff\xfe"))
	write(t, env, "specs/list.yaml", []byte("- a\n"))
	kept := t.TempDir()
	for _, args := range [][]string{
		{}, {"--summary"}, {"--quiet"}, {"--format", "json"}, {"--as", "candidate"}, {"--as", "candidate", "--format", "json"},
		{"--as", "draft", "specs/slip-0.yaml"}, {"--pack", "gateway@1.0.0"},
	} {
		args = append([]string{"validate"}, args...)
		report := func(more ...string) string {
			out.Reset()
			errOut.Reset()
			status := run(env, append(args, more...)...)
			return fmt.Sprintf("%d\n%s%s", status, out, errOut)
		}
		want := report("--no-cache")
		for _, what := range []string{"first", "second", "third"} {
			if got := report("--cache-dir", kept); got != want {
				t.Errorf("%q: the %s run with a cache says\n%s\nwant\n%s", args, what, got, want)
			}
		}
		env.Environ = []string{"CREDCTL_DEBUG=1"}
		if got := report("--cache-dir", kept); !strings.Contains(got, "parsed 0;") {
			t.Errorf("%q: nothing was recalled:\n%s", args, got)
		}
		env.Environ = nil
	}
}

func write(t *testing.T, env *Env, name string, text []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(env.Dir, filepath.FromSlash(name)), text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// slip leaves out some lines of a text and spoils others.
func slip(rng *rand.Rand, text []byte) []byte {
	lines := bytes.SplitAfter(text, []byte("\n"))
	for range 1 + rng.IntN(12) {
		i := rng.IntN(len(lines))
		switch rng.IntN(3) {
		case 0:
			lines[i] = nil
		case 1:
			lines[i] = append([]byte("  "), lines[i]...)
		case 2:
			lines[i] = bytes.Replace(lines[i], []byte(":"), []byte("x: "), 1)
		}
	}
	return bytes.Join(lines, nil)
}

// Whatever a run is given that a verdict rests on must be told to the cache (see
// remember), or stale verdicts come out.
func TestEveryInputIsToldToTheCache(t *testing.T) {
	told := []string{"Criteria", "Frameworks", "As", "Reading", "TallyOnly", "Today"} // Criteria and Frameworks by their files, Today by itself
	restsNot := []string{"Files", "Others", "Loose", "Strays", "Read", "Skim", "Looked", "Progress", "Memory", "Looks"}
	for field := range reflect.TypeFor[validate.Input]().Fields() {
		if !slices.Contains(told, field.Name) && !slices.Contains(restsNot, field.Name) {
			t.Errorf("validate.Input has the field %s: tell the cache of it, or say here that no verdict rests on it", field.Name)
		}
	}
}

func TestUserCache(t *testing.T) {
	abs := func(path string) string { return filepath.Join(t.TempDir(), path) }
	home, xdg := abs("home"), abs("xdg")
	for _, test := range []struct {
		system  string
		environ []string
		want    string
	}{
		{"linux", []string{"HOME=" + home}, filepath.Join(home, ".cache", "credctl")},
		{"linux", []string{"HOME=" + home, "XDG_CACHE_HOME=" + xdg}, filepath.Join(xdg, "credctl")},
		{"linux", []string{"HOME=" + home, "XDG_CACHE_HOME=not/absolute"}, filepath.Join(home, ".cache", "credctl")},
		{"linux", []string{"HOME=here"}, ""},
		{"linux", nil, ""},
		{"darwin", []string{"HOME=" + home, "XDG_CACHE_HOME=" + xdg}, filepath.Join(home, "Library", "Caches", "credctl")},
		{"windows", []string{"LocalAppData=" + home, "HOME=" + xdg}, filepath.Join(home, "credctl")},
		{"windows", []string{"LOCALAPPDATA=" + home}, filepath.Join(home, "credctl")},
		{"windows", []string{"HOME=" + home}, ""},
	} {
		env := &Env{Environ: test.environ}
		if got := userCache(test.system, env.Getenv); got != test.want {
			t.Errorf("%s with %q: %q, want %q", test.system, test.environ, got, test.want)
		}
	}
}

func TestWithout(t *testing.T) {
	got := strings.Join(without([]string{"a", "b", "c", "d"}, []string{"-", "b", "bb", "d", "e"}), " ")
	if got != "a c" {
		t.Errorf("found %q, want \"a c\"", got)
	}
}
