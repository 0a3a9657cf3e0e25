package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestReadme holds every block of the README to what the program does, and runs
// every command that it shows. With -update, the output shown and the generated
// tables are rewritten.
func TestReadme(t *testing.T) {
	r := &reader{page: readPage(t), parent: t, scratches: map[string]string{}}
	for _, b := range r.page.blocks {
		what := b.language
		if b.directive != "" {
			what = b.directive + " " + b.argument
		}
		t.Run(fmt.Sprintf("line %d, %s", b.first, what), func(t *testing.T) { r.hold(t, b) })
	}
	for _, s := range r.page.spans {
		if words := strings.Fields(s.text); isCommand(words) {
			t.Run(fmt.Sprintf("line %d, %s", s.line+1, s.text), func(t *testing.T) {
				if status := r.do(t, s.section, words); status > exitFindings {
					t.Errorf("exit status %d, want 0 or 1", status)
				}
			})
		}
	}
	if *update {
		r.page.write(t)
	}
}

// reader does what the README says.
type reader struct {
	page      *readmePage
	parent    *testing.T
	scratches map[string]string // by section
}

// hold holds one block to what the program does.
func (r *reader) hold(t *testing.T, b *block) {
	switch {
	case b.directive == "generated":
		generate, known := generated[b.argument]
		if !known {
			t.Fatalf("nothing generates %q", b.argument)
		}
		r.expect(t, b, "\n"+generate(t)+"\n")
	case b.directive == "last finding of" && b.language == "json":
		r.expect(t, b, r.lastFinding(t, b))
	case (b.directive == "file" || b.directive == "clean file") && b.language == "yaml":
		r.file(t, b)
	case b.directive == "file" && b.language == "csv": // what a command nearby reads
	case b.directive == "world" && b.language == "console":
		r.expect(t, b, r.inWorld(t, b))
	case b.directive == "typed" && b.language == "sh":
		holdTyped(t, b.body)
	case b.directive != "":
		t.Errorf("the comment says %q of a block of %q, which means nothing here", b.directive, b.language)
	case b.language == "console":
		r.expect(t, b, r.console(t, b))
	case b.language == "sh" || b.language == "powershell":
		r.script(t, b)
	default:
		t.Errorf("a block of %q without a comment that says what it is: no test knows it", b.language)
	}
}

// expect compares the body of a block with what it should be.
func (r *reader) expect(t *testing.T, b *block, want string) {
	t.Helper()
	if *update {
		b.body = want
	}
	if diff := cmp.Diff(want, b.body); diff != "" {
		t.Errorf("the README shows something else (-want +README); go test -update rewrites it:\n%s", diff)
	}
}

// console runs the commands of a session, and returns the session as it went. A
// status other than 0 has to be shown, by echo.
func (r *reader) console(t *testing.T, b *block) string {
	return session(t, b, func(words []string) (string, int) { return r.program(t, b.section, words) })
}

// session is what a terminal shows of commands that are run one after another.
func session(t *testing.T, b *block, run func(words []string) (out string, status int)) string {
	var session strings.Builder
	status := exitOK
	unshown := ""
	for line := range strings.Lines(b.body) {
		line, isInput := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "$ ")
		if !isInput {
			continue
		}
		fmt.Fprintf(&session, "$ %s\n", line)
		if line == "echo $?" {
			fmt.Fprintln(&session, status)
			unshown = ""
			continue
		}
		if unshown != "" {
			break
		}
		var out string
		out, status = run(strings.Fields(line))
		session.WriteString(out)
		if status != exitOK {
			unshown = line
		}
	}
	if unshown != "" {
		t.Errorf("%s: exit status %d, which the README does not show; add $ echo $?", unshown, status)
	}
	if session.Len() == 0 {
		t.Error("a session without a command")
	}
	return session.String()
}

var exitComment = regexp.MustCompile(`^exit ([0-9])$`)

// script runs commands that are shown without output. A comment "# exit N" says
// how one ends; otherwise it ends with 0.
func (r *reader) script(t *testing.T, b *block) {
	for line := range strings.Lines(b.body) {
		line, said, _ := strings.Cut(strings.TrimSpace(line), "# ")
		want := exitOK
		if exit := exitComment.FindStringSubmatch(said); exit != nil {
			want, _ = strconv.Atoi(exit[1])
		}
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if status := r.do(t, b.section, words); status != want {
			t.Errorf("%s: exit status %d, want %d", line, status, want)
		}
	}
}

// file holds an example file to what it is for. One that is not called clean is
// there to be found fault with.
func (r *reader) file(t *testing.T, b *block) {
	args, want := []string{"validate", "--fail-on", "note", b.argument}, exitFindings
	switch pack, isPack := strings.CutPrefix(b.argument, "criteria/"); {
	case b.directive == "clean file":
		want = exitOK
	case isPack:
		ref := path.Dir(pack) + "@" + strings.TrimSuffix(path.Base(pack), ".yaml")
		args, want = []string{"criteria", "--pack", ref}, exitOK
	case b.argument == ".credctl.yaml":
		args, want = []string{"criteria"}, exitOK
	}
	out, status := r.program(t, b.section, append([]string{"credctl"}, args...))
	if status != want {
		t.Errorf("credctl %s: exit status %d, want %d\n%s", strings.Join(args, " "), status, want, out)
	}
}

// lastFinding is the last finding of a command that reports as JSON.
func (r *reader) lastFinding(t *testing.T, b *block) string {
	out, _ := r.program(t, b.section, strings.Fields(b.argument))
	var document struct{ Findings []json.RawMessage }
	if err := json.Unmarshal([]byte(out), &document); err != nil || len(document.Findings) == 0 {
		t.Fatalf("%s has no finding (%v):\n%s", b.argument, err, out)
	}
	var finding bytes.Buffer
	if err := json.Indent(&finding, document.Findings[len(document.Findings)-1], "", "  "); err != nil {
		t.Fatal(err)
	}
	return finding.String() + "\n"
}

// program runs credctl, however it is called, in the scratch copy of a section,
// and returns what a terminal would show.
func (r *reader) program(t *testing.T, section string, words []string) (out string, status int) {
	t.Helper()
	args, isProgram := ownArgs(words)
	if !isProgram {
		t.Fatalf("no test knows the command %q", strings.Join(words, " "))
	}
	for _, arg := range args {
		if strings.ContainsAny(arg, "\"'|<>;&$*`") {
			t.Fatalf("%s: the test has no shell, so it cannot tell what %s means", strings.Join(words, " "), arg)
		}
	}
	var shown bytes.Buffer
	env := &Env{
		In: strings.NewReader(""), Out: &shown, Err: &shown, Dir: r.scratch(section),
		Now: func() time.Time { return time.Date(2027, time.January, 2, 3, 4, 5, 0, time.UTC) },
	}
	status = Run(context.Background(), env, args)
	return shown.String(), status
}

// ownArgs returns the arguments of credctl, if that is what words call.
func ownArgs(words []string) ([]string, bool) {
	switch {
	case len(words) > 0 && (words[0] == "credctl" || words[0] == "./credctl" || words[0] == `.\credctl`):
		return words[1:], true
	case len(words) > 2 && words[0] == "go" && words[1] == "run" && words[2] == "./cmd/credctl":
		return words[3:], true
	}
	return nil, false
}

// scratch is a copy of the repository for the commands of a section: the
// specifications, and the files that the README shows. Settings and packs that
// it shows hold in their own section only.
func (r *reader) scratch(section string) string {
	if dir, made := r.scratches[section]; made {
		return dir
	}
	dir := r.parent.TempDir()
	r.scratches[section] = dir
	must := func(err error) {
		if err != nil {
			r.parent.Fatal(err)
		}
	}
	must(os.Mkdir(filepath.Join(dir, ".git"), 0o755))
	must(os.CopyFS(filepath.Join(dir, "specs"), os.DirFS(filepath.Join(repository, "specs"))))
	for _, b := range r.page.blocks {
		if b.directive != "file" && b.directive != "clean file" {
			continue
		}
		everywhere := path.Base(b.argument) == b.argument && b.argument != ".credctl.yaml"
		if everywhere || b.section == section {
			name := filepath.Join(dir, filepath.FromSlash(b.argument))
			must(os.MkdirAll(filepath.Dir(name), 0o755))
			must(os.WriteFile(name, []byte(b.body), 0o644))
		}
	}
	return dir
}
