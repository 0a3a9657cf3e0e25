package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/advancing-practice/credctl/internal/comments"
)

// TestCommentsAtOnce: of several who add a comment at the same moment to a table that
// is not there yet, nobody's is lost.
func TestCommentsAtOnce(t *testing.T) {
	const people = 16
	dir := t.TempDir()
	env := &Env{
		In: bytes.NewReader(nil), Out: io.Discard, Dir: dir, Now: time.Now,
		Environ: []string{
			"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
			"GIT_AUTHOR_NAME=T", "GIT_AUTHOR_EMAIL=t@example.org", "GIT_COMMITTER_NAME=T", "GIT_COMMITTER_EMAIL=t@example.org",
		},
	}
	if err := os.Mkdir(filepath.Join(dir, "specs"), 0o755); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, "specs", "wound-care.yaml"), "format: 1\nid: wound-care\nversion: 1.0.0-rc.1\nstage: draft\ntitle: Wound care\n")
	for _, args := range [][]string{{"init", "--quiet"}, {"add", "."}, {"commit", "--quiet", "-m", "A draft"}, {"tag", "-a", "-m", "For comment", "wound-care/v1.0.0-rc.1"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir, cmd.Env = dir, env.Environ
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, said)
		}
	}
	type end struct {
		status int
		said   string
	}
	done := make(chan end)
	for i := range people {
		go func() {
			own := *env
			var said bytes.Buffer
			own.Err = &said
			status := Run(t.Context(), &own, []string{"comments", "add", "wound-care", "1.0.0-rc.1", "--who", fmt.Sprint("person ", i), "--on", "whole", "--comment", "Clear"})
			done <- end{status, said.String()}
		}()
	}
	for range people {
		if e := <-done; e.status != exitOK {
			t.Errorf("status %d: %s", e.status, e.said)
		}
	}
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(comments.Path("wound-care", "1.0.0-rc.1"))))
	if err != nil {
		t.Fatal(err)
	}
	s := comments.Read("wound-care", "1.0.0-rc.1", data)
	who := map[string]bool{}
	for _, c := range s.Comments {
		who[c.Who] = true
	}
	if len(who) != people || len(s.Comments) != people || len(s.Problems) > 0 {
		t.Errorf("%d people added %d comments, %v:\n%s", len(who), len(s.Comments), s.Problems, data)
	}
}
