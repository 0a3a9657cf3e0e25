package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// interviewed begins a specification with answers typed at a terminal. It returns
// the exit status, what was said, and what was written, "" if nothing was.
func interviewed(t *testing.T, typed string, args ...string) (status int, said, written string) {
	t.Helper()
	env, out, errOut := world(t, 1)
	env.In, env.InTerminal = strings.NewReader(typed), true
	status = run(env, append([]string{"new"}, args...)...)
	if out.Len() > 0 {
		t.Errorf("standard output holds %q, want nothing", out)
	}
	files, err := filepath.Glob(filepath.Join(env.Dir, "specs", "[^a]*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		written += filepath.Base(file) + "\n" + string(data)
	}
	return status, errOut.String(), written
}

func TestInterview(t *testing.T) {
	status, said, written := interviewed(t, "Wound care: adults\n\nJ. Smith\nExample Trust\nFew can.\n\nNursing, Podiatry ,\n")
	if status != exitOK {
		t.Fatalf("exit status %d:\n%s", status, said)
	}
	wantSaid := `7 questions. Press Enter to leave one open, Ctrl-C to stop and write nothing.
Title: what the area is called: Id: its short name, in lower-case letters and hyphens [wound-care-adults]: ` +
		`Author: the name of one; more are added in the file: Organisation: where the author works: Need: what can too few people do today: ` +
		`Population: whose care depends on it: Professions: those that share the need, with commas between them: ` +
		`specs/wound-care-adults.yaml was written, at the stage proposal
still to be written in it: 10 texts marked TODO
credctl: hint: write on in it, then run credctl validate specs/wound-care-adults.yaml
`
	if diff := cmp.Diff(wantSaid, strings.ReplaceAll(said, `\`, "/")); diff != "" {
		t.Errorf("said (-want +got):\n%s", diff)
	}
	for _, want := range []string{
		"wound-care-adults.yaml\n", "\ntitle: \"Wound care: adults\"\n", "\n- id: smith-j\n  name: J. Smith\n  organisation: Example Trust\n",
		"\n    statement: Few can.\n", "TODO: say whose care depends on it", "\n    - Nursing\n    - Podiatry\n",
	} {
		if !strings.Contains(written, want) {
			t.Errorf("%q is not in what was written:\n%s", want, written)
		}
	}
}

// An answer that the format does not take is asked for again, with what is wrong.
func TestInterviewAsksAgain(t *testing.T) {
	status, said, written := interviewed(t, "\n\nWound Care\narea-0\nwound-care\n\x00\nSmith\n\nA\u200bb\nFew.\n\n\n")
	if status != exitOK {
		t.Fatalf("exit status %d:\n%s", status, said)
	}
	for _, want := range []string{
		"  the id cannot be left open: the file is named after it\n",
		"  `id` is \"Wound Care\", want lower-case letters", "  did you mean \"wound-care\"?\n",
		"  the id \"area-0\" is taken: specs/area-0.yaml is there already\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q was not said:\n%s", want, said)
		}
	}
	if n := strings.Count(said, "Author: "); n != 2 {
		t.Errorf("the author was asked for %d times, want 2: a name cannot hold a control character\n%s", n, said)
	}
	if n := strings.Count(said, "Need: "); n != 2 {
		t.Errorf("the need was asked for %d times, want 2: a text cannot hold what nobody sees\n%s", n, said)
	}
	if !strings.Contains(written, "statement: Few.\n") || !strings.Contains(written, "name: Smith\n") {
		t.Errorf("the second answers are not in what was written:\n%s", written)
	}
}

// What flags answer is not asked.
func TestInterviewAsksTheRest(t *testing.T) {
	_, said, written := interviewed(t, "\nFew can.\n", "wound-care", "--title", "Wounds", "--author", "J. Smith", "--population", "Adults", "--profession", "Nursing")
	if !strings.HasPrefix(said, "2 questions.") || !strings.Contains(written, "statement: Few can.") {
		t.Errorf("said:\n%s\nwritten:\n%s", said, written)
	}
	_, said, written = interviewed(t, "", "wound-care", "--yes")
	if strings.Contains(said, "?") || strings.Contains(said, "question") || written == "" {
		t.Errorf("said with --yes:\n%s\nwritten:\n%s", said, written)
	}
}

// Whoever breaks off writes nothing.
func TestInterviewBrokenOff(t *testing.T) {
	for name, typed := range map[string]string{
		"at once": "", "half-way": "Wound care\n\nJ. Smith\n", "an answer without end": strings.Repeat("x", 100_000) + "\n",
	} {
		status, said, written := interviewed(t, typed)
		if status != exitFailure || written != "" || !strings.Contains(said, "nothing was written") {
			t.Errorf("%s: exit status %d, want %d and nothing written:\n%s\n%s", name, status, exitFailure, said, written)
		}
	}
}

// silent is a terminal at which nobody types.
type silent struct{ asked chan struct{} }

func (s silent) Read([]byte) (int, error) {
	close(s.asked)
	select {}
}

func TestInterviewInterrupted(t *testing.T) {
	env, _, errOut := world(t, 0)
	nobody := silent{make(chan struct{})}
	env.In, env.InTerminal = nobody, true
	ctx, interrupt := context.WithCancel(context.Background())
	go func() {
		<-nobody.asked
		interrupt()
	}()
	if status := Run(ctx, env, []string{"new", "wound-care"}); status != exitFailure {
		t.Errorf("exit status %d, want %d", status, exitFailure)
	}
	if !strings.Contains(errOut.String(), "credctl: error: interrupted: nothing was written") {
		t.Errorf("said:\n%s", errOut)
	}
	if entries, _ := os.ReadDir(filepath.Join(env.Dir, "specs")); len(entries) > 0 {
		t.Errorf("something was written: %v", entries)
	}
}

func TestCreateOverwritesNothing(t *testing.T) {
	env, _, _ := world(t, 1)
	p, err := (&sharedFlags{}).open(env, newAdvance(env).Flags(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer p.close()
	if err := p.create("specs/area-0.yaml", []byte("x")); err == nil || !strings.Contains(err.Error(), "is there already") {
		t.Errorf("error is %v", err)
	}
	outside := t.TempDir()
	if err := os.RemoveAll(filepath.Join(env.Dir, "specs")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(env.Dir, "specs")); err != nil {
		t.Skip(err)
	}
	if err := p.create("specs/new.yaml", []byte("x")); err == nil {
		t.Error("a file was written through a link that leads out of the repository")
	}
	if entries, _ := os.ReadDir(outside); len(entries) > 0 {
		t.Errorf("outside lies %v", entries)
	}
}
