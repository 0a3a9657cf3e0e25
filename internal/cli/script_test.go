package cli

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts and the README expect")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"credctl": func() { os.Exit(Main()) },
	})
}

// TestScript runs every behaviour of the command line: one script each, named
// after its command.
func TestScript(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("REAL_SPECS", filepath.Join(root, "specs"))
			// A proposal without a finding, for scripts that are about something else.
			env.Setenv("WOUND_CARE", filepath.Join(root, "testdata", "script", "files", "wound-care.yaml"))
			// What authors bring along, as several programs write it.
			env.Setenv("IMPORT", filepath.Join(root, "testdata", "import"))
			// A PATH on which credctl is found, and no git.
			env.Setenv("PATH_WITHOUT_GIT", filepath.SplitList(env.Getenv("PATH"))[0])
			env.Setenv("NO_COLOR", "")
			// What scripts keep for their next run lies beside their folder, and never in
			// the cache of whoever runs the tests.
			kept, err := os.MkdirTemp("", "credctl-script-")
			if err != nil {
				return err
			}
			env.Defer(func() { os.RemoveAll(kept) })
			env.Setenv("CREDCTL_CACHE_DIR", kept)
			env.Setenv("PATH", env.Getenv("PATH")+string(os.PathListSeparator)+filepath.Join(outsideCheckers(), "bin"))
			env.Setenv("GORACE", "atexit_sleep_ms=0") // or else each run under the race detector lasts a second
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"gitinit":   gitInit,
			"status":    status,
			"expand":    expand,
			"repeat":    repeat,
			"listing":   listing,
			"trustroot": trustRoot,
			"world":     makeWorld,
			"amiss":     makeAmiss,
			"catalogue": makeCatalogue,

			"remember":  remember,
			"untouched": untouched,
			"filed":     filed,
			"verified":  verified,
			"newtext":   newText,
		},
		Condition: condition,
	})
}

// outsideCheckers is the folder that .ci/run installs programs of others in.
func outsideCheckers() string {
	if dir := os.Getenv("OUTSIDE_CHECKERS"); dir != "" {
		return dir
	}
	cache, _ := os.UserCacheDir() // without one they are not there
	return filepath.Join(cache, "credctl-ci")
}

// condition knows [root], for whom no file is unreadable, [exists:PATH], and two that
// must hold if REQUIRE_PROGRAMS is set: [sshkeygen], and [outside:PROGRAM] for one of
// others.
func condition(cond string) (bool, error) {
	if name, ok := strings.CutPrefix(cond, "outside:"); ok {
		_, err := os.Stat(filepath.Join(outsideCheckers(), "bin", name))
		if err != nil && os.Getenv("REQUIRE_PROGRAMS") != "" {
			return false, fmt.Errorf("%s is missing; .ci/run installs it", name)
		}
		return err == nil, nil
	}
	if path, ok := strings.CutPrefix(cond, "exists:"); ok {
		_, err := os.Stat(path)
		return err == nil, nil
	}
	if cond == "sshkeygen" {
		_, err := exec.LookPath("ssh-keygen")
		if err != nil && os.Getenv("REQUIRE_PROGRAMS") != "" {
			return false, fmt.Errorf("ssh-keygen is missing; it is part of OpenSSH")
		}
		return err == nil, nil
	}
	if cond == "root" {
		return os.Geteuid() == 0, nil
	}
	return false, fmt.Errorf("unknown condition %q", cond)
}

// status N PROGRAM ARGS... runs a program and asks for exactly the exit status
// N. Its output is compared as after exec.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status N program [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if err != nil {
		got = exitStatus(ts, err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d\n%s%s", got, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

func exitStatus(ts *testscript.TestScript, err error) int {
	if exit, ok := err.(*exec.ExitError); ok {
		return exit.ExitCode()
	}
	ts.Fatalf("%v", err)
	return -1
}

// gitInit [DIR] makes a git repository with a pinned identity and no settings of
// the machine.
func gitInit(ts *testscript.TestScript, neg bool, args []string) {
	dir := "."
	if len(args) > 0 {
		dir = args[0]
	}
	ts.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	ts.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		ts.Setenv("GIT_"+who+"_NAME", "T. Tester")
		ts.Setenv("GIT_"+who+"_EMAIL", "tester@example.org")
		ts.Setenv("GIT_"+who+"_DATE", "2026-01-02T03:04:05Z")
	}
	ts.Check(ts.Exec("git", "init", "--quiet", "--initial-branch=main", ts.MkAbs(dir)))
}

// expand FILE replaces Go string escapes (\t, \x1b, \u202e, \r) in a file by the
// characters they stand for, so that a script can say what cannot be shown.
func expand(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		var lines []string
		for line := range strings.SplitSeq(ts.ReadFile(name), "\n") {
			line, err := strconv.Unquote(`"` + strings.ReplaceAll(line, `"`, `\"`) + `"`)
			ts.Check(err)
			lines = append(lines, line)
		}
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(strings.Join(lines, "\n")), 0o644))
	}
}

// repeat FILE N TEXT [N TEXT...] writes each text N times into a file: for what is
// too long to stand in a script. \n in a text is a line feed.
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || len(args)%2 == 0 {
		ts.Fatalf("usage: repeat file N text [N text...]")
	}
	var b strings.Builder
	for i := 1; i < len(args); i += 2 {
		n, err := strconv.Atoi(args[i])
		ts.Check(err)
		b.WriteString(strings.Repeat(strings.ReplaceAll(args[i+1], `\n`, "\n"), n))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

// listing FILE writes into a file what lies in the script's folder: every file
// below it with its digest, git's own and those called listing-... aside.
func listing(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: listing file")
	}
	var b strings.Builder
	ts.Check(filepath.WalkDir(ts.MkAbs("."), func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case d.IsDir(), strings.HasPrefix(d.Name(), "listing-"):
			return nil
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%s %x\n", path, sha256.Sum256(data))
		return err
	}))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}
