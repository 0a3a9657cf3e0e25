package cli

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/scaffold"
	"github.com/advancing-practice/credctl/internal/sshkey"
)

// lives are how far wound-care can have come in a world, each step with all that
// lie before it.
var lives = []struct {
	stage string
	step  func(w *recordtest.World)
}{
	{"governed", func(w *recordtest.World) { w.Files[woundCare] = scaffold.DemoProposal() }},
	{"gateway", func(w *recordtest.World) { w.Open(record.Gateway, w.Subject("wound-care"), []string{"lee-m"}, nil) }},
	{"accepted", func(w *recordtest.World) {
		w.Review(w.Subject("wound-care"), "lee-m", nil)
		w.Decide(record.Accept, w.Subject("wound-care"), nil)
	}},
	{"candidate", func(w *recordtest.World) { w.Files[woundCare] = scaffold.DemoCandidate() }},
	{"open", func(w *recordtest.World) {
		w.Open(record.Endorsement, w.Subject("wound-care"), []string{"lee-m", "okafor-a"}, nil)
	}},
	{"reviewed", func(w *recordtest.World) {
		w.Review(w.Subject("wound-care"), "lee-m", nil)
		w.Review(w.Subject("wound-care"), "okafor-a", nil)
	}},
	{"endorsed", func(w *recordtest.World) { w.Decide(record.Endorse, w.Subject("wound-care"), nil) }},
	{"published", func(w *recordtest.World) { w.Decide(record.Publish, w.Subject("wound-care"), nil) }},
}

const woundCare = "specs/wound-care.yaml"

// makeWorld STAGE [DIR [openers=N]] is `world` in scripts. It makes a git repository (in ".", if there is no DIR) in which
// wound-care has come as far as STAGE: governed, gateway, accepted, candidate, open,
// reviewed, endorsed or published (with its tag). The keys of its people lie in
// $WORK/keys, named after them: officers ng-t, patel-s, quinn-d; staff rowe-e,
// shah-k, quinn-d; reviewers lee-m and ahmed-z (academic), okafor-a and brown-p
// (clinical); authors smith-j, khan-r. HOME is an empty folder, and $TRUST_ROOT the
// hash of the first version of governance. With openers=N a second version of
// governance asks that N staff sign the opening of a round.
func makeWorld(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 3 {
		ts.Fatalf("usage: world STAGE [dir [openers=N]]")
	}
	last := slices.IndexFunc(lives, func(l struct {
		stage string
		step  func(w *recordtest.World)
	}) bool {
		return l.stage == args[0]
	})
	if last < 0 {
		ts.Fatalf("world knows no stage %q", args[0])
	}
	dir := "."
	if len(args) > 1 {
		dir = args[1]
	}
	w := recordtest.New()
	for _, life := range lives[:last+1] {
		life.step(w)
	}
	if len(args) == 3 {
		n, err := strconv.Atoi(strings.TrimPrefix(args[2], "openers="))
		ts.Check(err)
		w.Govern(func(g *record.Governance) { g.Policy.Openers = n })
	}
	gitInit(ts, false, []string{dir})
	dir = ts.MkAbs(dir)
	commitWorld(ts, w, dir)
	if args[0] == "published" {
		commit := strings.TrimSpace(git(ts, dir, nil, "rev-parse", "HEAD"))
		raw := w.Tag(commit, "wound-care", "1.0.0", "rowe-e", nil)
		id := strings.TrimSpace(git(ts, dir, raw, "hash-object", "-t", "tag", "-w", "--stdin"))
		git(ts, dir, nil, "update-ref", "refs/tags/"+record.TagName("wound-care", "1.0.0"), id)
	}
	writeKeys(ts, w)
	ts.Setenv("TRUST_ROOT", record.Hash(w.Files[record.GovernancePath(1)]))
}

// commitWorld writes the files of a world into a repository, and commits them.
func commitWorld(ts *testscript.TestScript, w *recordtest.World, dir string) {
	for name, data := range w.Files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		ts.Check(os.MkdirAll(filepath.Dir(path), 0o755))
		ts.Check(os.WriteFile(path, data, 0o644))
	}
	ts.Check(os.WriteFile(filepath.Join(dir, ".gitattributes"), []byte("* -text\nspecs/** text eol=lf\n"), 0o644))
	git(ts, dir, nil, "add", ".gitattributes", "criteria", "governance", "specs")
	for _, folder := range []string{"register", "rounds", "reviews"} {
		if _, err := os.Stat(filepath.Join(dir, folder)); err == nil {
			git(ts, dir, nil, "add", folder)
		}
	}
	git(ts, dir, nil, "commit", "--quiet", "--message", "All that was recorded so far")
}

// writeKeys writes the keys of everybody in a world, and sets HOME aside.
func writeKeys(ts *testscript.TestScript, w *recordtest.World) {
	keys, home := ts.MkAbs(filepath.Join(ts.Getenv("WORK"), "keys")), filepath.Join(ts.Getenv("WORK"), "home")
	ts.Check(os.MkdirAll(keys, 0o700))
	ts.Check(os.MkdirAll(home, 0o700))
	ts.Setenv("HOME", home)
	for _, person := range w.Governance().People {
		if _, err := sshkey.WriteKey(keys, person.ID, w.Signer(person.ID)); !errors.Is(err, sshkey.ErrExists) { // those of another world are the same
			ts.Check(err)
		}
	}
}

// git runs git in a folder and returns what it writes.
func git(ts *testscript.TestScript, dir string, stdin []byte, args ...string) string {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(stdin)
	for _, name := range []string{"PATH", "HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_COMMITTER_DATE"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	said := &bytes.Buffer{}
	cmd.Stderr = said
	out, err := cmd.Output()
	if err != nil {
		ts.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, said)
	}
	return string(out)
}

// trustRoot DIR sets CREDCTL_TRUST_ROOT to the hash of the first version of
// governance in a repository, as somebody does who knows it from elsewhere.
func trustRoot(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: trustroot dir")
	}
	ts.Setenv("CREDCTL_TRUST_ROOT", record.Hash([]byte(ts.ReadFile(filepath.Join(args[0], record.GovernancePath(1))))))
}
