package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/scaffold"
	"github.com/advancing-practice/credctl/internal/sshkey"
)

// desk is a repository with people who work at it.
type desk struct {
	t     *testing.T
	world *recordtest.World
	dir   string // the repository
	keys  string
	state string
	env   []string
}

// newDesk makes a repository of wound-care as a candidate, with a round that asks
// lee-m and okafor-a, unless it is changed before.
func newDesk(t *testing.T, edit func(w *recordtest.World)) *desk {
	t.Helper()
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		if os.Getenv("REQUIRE_PROGRAMS") != "" {
			t.Fatal(err)
		}
		t.Skip("ssh-keygen is needed")
	}
	w := recordtest.New()
	w.Files[woundCare] = scaffold.DemoCandidate()
	if edit != nil {
		edit(w)
	} else {
		openRound(w)
	}
	root := t.TempDir()
	d := &desk{t: t, world: w, dir: filepath.Join(root, "area"), keys: filepath.Join(root, "keys"), state: filepath.Join(root, "state")}
	d.env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + root, "XDG_STATE_HOME=" + d.state, "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=T. Tester", "GIT_AUTHOR_EMAIL=t@example.org", "GIT_COMMITTER_NAME=T. Tester", "GIT_COMMITTER_EMAIL=t@example.org",
	}
	for _, dir := range []string{d.dir, d.keys} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range w.Governance().People {
		if _, err := sshkey.WriteKey(d.keys, p.ID, w.Signer(p.ID)); err != nil {
			t.Fatal(err)
		}
	}
	d.git("init", "--quiet", "--initial-branch=main")
	d.commit()
	return d
}

func openRound(w *recordtest.World) {
	w.Open(record.Endorsement, w.Subject("wound-care"), []string{"lee-m", "okafor-a"}, nil)
}

// commit commits the world as it is.
func (d *desk) commit() {
	d.t.Helper()
	for name, data := range d.world.Files {
		path := filepath.Join(d.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			d.t.Fatal(err)
		}
		writeFile(d.t, path, string(data))
	}
	d.git("add", "--all")
	d.git("commit", "--quiet", "--message", "As it is")
}

func (d *desk) git(args ...string) string {
	d.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = d.dir, d.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		d.t.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// run runs credctl with answers typed at a terminal; typed may be nil for none.
func (d *desk) run(ctx context.Context, dir string, typed io.Reader, args ...string) (status int, said string) {
	d.t.Helper()
	var out, errOut bytes.Buffer
	env := &Env{
		In: strings.NewReader(""), Out: &out, Err: &errOut, Dir: dir, Environ: d.env,
		Now: func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) },
	}
	if typed != nil {
		env.In, env.InTerminal = typed, true
	}
	status = Run(ctx, env, args)
	if out.Len() > 0 {
		d.t.Errorf("standard output holds %q, want nothing", out.String())
	}
	return status, errOut.String()
}

// review reviews wound-care as somebody who types lines.
func (d *desk) review(person string, typed []string, args ...string) (status int, said string) {
	d.t.Helper()
	head := d.git("rev-parse", "HEAD") + d.git("--no-optional-locks", "status", "--porcelain")
	status, said = d.run(context.Background(), d.dir, strings.NewReader(strings.Join(typed, "\n")+"\n"),
		append([]string{"review", "wound-care", "--key", filepath.Join(d.keys, person)}, args...)...)
	if is := d.git("rev-parse", "HEAD") + d.git("--no-optional-locks", "status", "--porcelain"); is != head {
		d.t.Errorf("what is checked out was %q and is %q", head, is)
	}
	d.git("fsck", "--strict", "--no-dangling")
	return status, said
}

// filed returns somebody's record from its branch; nil if there is none.
func (d *desk) filed(person string) *record.Review {
	d.t.Helper()
	s := d.world.Subject("wound-care")
	branch := ledger.ReviewBranch(s, person)
	if d.git("for-each-ref", "refs/heads/"+branch) == "" {
		return nil
	}
	r, found := record.ParseReview(person, []byte(d.git("show", branch+":"+s.ReviewPath(person))))
	if len(found) > 0 {
		d.t.Fatal(found)
	}
	return r
}

// kept are the names of the files in which answers are kept.
func (d *desk) kept() []string {
	files, err := filepath.Glob(filepath.Join(d.state, "credctl", "reviews", "*"))
	if err != nil {
		d.t.Fatal(err)
	}
	return files
}

func wantSaid(t *testing.T, said string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(said, part) {
			t.Errorf("%q was not said:\n%s", part, said)
		}
	}
}
