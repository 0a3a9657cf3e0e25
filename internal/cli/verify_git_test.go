package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/verify"
)

// upstream is a world of people and keys in a real repository. What the world does
// is written to the work tree with commit.
type upstream struct {
	*recordtest.World
	t       *testing.T
	dir     string
	environ []string
}

const wound = "wound-care"

// newUpstream makes a repository in which a round on wound-care 1.0.0 is open.
func newUpstream(t *testing.T) (*upstream, record.Subject) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("REQUIRE_PROGRAMS") != "" {
			t.Fatal("git is missing")
		}
		t.Skip("git is not installed")
	}
	home := t.TempDir()
	u := &upstream{World: recordtest.New(), t: t, dir: filepath.Join(t.TempDir(), "upstream"), environ: []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "LOCALAPPDATA=" + home, "GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=T. Tester", "GIT_AUTHOR_EMAIL=t@example.org", "GIT_COMMITTER_NAME=T. Tester", "GIT_COMMITTER_EMAIL=t@example.org",
		"GIT_AUTHOR_DATE=2026-01-02T03:04:05Z", "GIT_COMMITTER_DATE=2026-01-02T03:04:05Z", "GIT_ALLOW_PROTOCOL=file",
	}}
	u.git("", "init", "--quiet", "--initial-branch=main", u.dir)
	u.git(u.dir, "config", "uploadpack.allowFilter", "true")
	s := u.Spec(wound, "1.0.0", "candidate", "smith-j", "khan-r")
	u.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, nil)
	u.commit("Open the round")
	return u, s
}

// publishedUpstream is one in which wound-care 1.0.0 was released.
func publishedUpstream(t *testing.T) *upstream {
	t.Helper()
	u, s := newUpstream(t)
	u.Review(s, "okafor-a", nil)
	u.Review(s, "lee-m", nil)
	u.release(s)
	return u
}

// git runs git in a folder and returns what it writes.
func (u *upstream) git(dir string, args ...string) string {
	u.t.Helper()
	return u.gitWith(dir, nil, args...)
}

func (u *upstream) gitWith(dir string, stdin []byte, args ...string) string {
	u.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env, cmd.Stdin = dir, u.environ, bytes.NewReader(stdin)
	said := new(bytes.Buffer)
	cmd.Stderr = said
	out, err := cmd.Output()
	if err != nil {
		u.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, said)
	}
	return strings.TrimSpace(string(out))
}

// commit commits all files of the world to what is checked out.
func (u *upstream) commit(message string) string {
	u.t.Helper()
	for name, data := range u.Files {
		path := filepath.Join(u.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			u.t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			u.t.Fatal(err)
		}
	}
	u.git(u.dir, "add", "--all")
	u.git(u.dir, "commit", "--quiet", "--allow-empty", "--message", message)
	return u.git(u.dir, "rev-parse", "HEAD")
}

// release has a text endorsed, published and tagged, and returns the tag's id.
func (u *upstream) release(s record.Subject) string {
	u.t.Helper()
	u.Decide(record.Endorse, s, nil)
	u.Decide(record.Publish, s, nil)
	return u.tag(u.commit("Publish "+s.Version), s.Version)
}

func (u *upstream) tag(commit, version string) string {
	u.t.Helper()
	object := u.gitWith(u.dir, u.Tag(commit, wound, version, "rowe-e", nil), "hash-object", "-t", "tag", "-w", "--stdin")
	u.git(u.dir, "update-ref", "refs/tags/"+record.TagName(wound, version), object)
	return object
}

// clone clones the upstream and returns the folder.
func (u *upstream) clone(args ...string) string {
	u.t.Helper()
	dir := filepath.Join(u.t.TempDir(), "clone")
	u.git("", slices.Concat([]string{"clone", "--quiet"}, args, []string{"file://" + filepath.ToSlash(u.dir), dir})...)
	return dir
}

// answer is what matters of the JSON of a verdict.
type answer struct {
	status  int
	Outcome string
	Error   string
	Reasons []struct{ Reason, Message, Command string }
	Notes   []string
	Relied  struct {
		Register struct {
			Entry  int
			Newest int `json:"newest_seen"`
		}
	} `json:"relied_on"`
	said string // on standard error
}

// verify runs the program in a folder, with variables of the environment added by
// NAME=value before the arguments.
func (u *upstream) verify(dir, tag string, args ...string) answer {
	u.t.Helper()
	environ := slices.Clone(u.environ)
	for len(args) > 0 && strings.Contains(args[0], "=") {
		environ, args = append(environ, args[0]), args[1:]
	}
	out, errOut := new(bytes.Buffer), new(bytes.Buffer)
	env := &Env{In: strings.NewReader(""), Out: out, Err: errOut, Dir: dir, Environ: environ, Now: time.Now}
	root := record.Hash(u.Files[record.GovernancePath(1)])
	a := answer{status: run(env, append([]string{"verify", tag, "--trust-root", root, "--format", "json"}, args...)...)}
	if err := json.Unmarshal(out.Bytes(), &a); err != nil {
		u.t.Fatalf("%v in %q, %s", err, out, errOut)
	}
	a.said = errOut.String()
	return a
}

// want fails unless the answer is so, and for that reason; none for "".
func (a answer) want(t *testing.T, status int, reason string) {
	t.Helper()
	outcome := map[int]string{exitOK: "verified", exitFindings: "not verified", exitCannotTell: "cannot tell"}[status]
	first := ""
	if len(a.Reasons) > 0 {
		first = a.Reasons[0].Reason
	}
	if a.status != status || a.Outcome != outcome || first != reason {
		t.Errorf("status %d, %s for %q, want %d for %q: %+v %s", a.status, a.Outcome, first, status, reason, a, a.said)
	}
}

const release100 = "wound-care/v1.0.0"

// However records came to the main branch, they count: what is signed is in files.
func TestVerifyAfterEveryKindOfMerge(t *testing.T) {
	kinds := map[string]func(u *upstream, branch string){
		"merge": func(u *upstream, branch string) { u.git(u.dir, "merge", "--quiet", "--no-ff", "--no-edit", branch) },
		"squash": func(u *upstream, branch string) {
			u.git(u.dir, "merge", "--quiet", "--squash", branch)
			u.git(u.dir, "commit", "--quiet", "--message", "Squashed")
		},
		"rebase": func(u *upstream, branch string) {
			u.git(u.dir, "rebase", "--quiet", "main", branch)
			u.git(u.dir, "checkout", "--quiet", "main")
			u.git(u.dir, "merge", "--quiet", "--ff-only", branch)
		},
		"cherry-pick": func(u *upstream, branch string) { u.git(u.dir, "cherry-pick", branch) },
		"fork": func(u *upstream, branch string) {
			fork := u.clone("--branch", branch)
			u.git(u.dir, "branch", "--quiet", "-D", branch)
			u.git(u.dir, "pull", "--quiet", "--no-rebase", "--no-edit", fork, branch)
		},
	}
	for name, bring := range kinds {
		t.Run(name, func(t *testing.T) {
			u, s := newUpstream(t)
			for _, person := range []string{"okafor-a", "lee-m"} {
				u.git(u.dir, "checkout", "--quiet", "-b", person)
				u.Review(s, person, nil)
				u.commit("review by " + person)
				u.git(u.dir, "checkout", "--quiet", "main")
				u.git(u.dir, "commit", "--quiet", "--allow-empty", "--message", "Something else meanwhile")
				bring(u, person)
			}
			u.release(s)
			u.verify(u.dir, release100).want(t, exitOK, "")
			u.verify(u.clone("--bare", "--depth", "1", "--branch", release100), release100).want(t, exitOK, "")
		})
	}
}

// Who a commit says that it is by, and what its message claims, is no evidence.
func TestVerifyTakesNoCommitForARecord(t *testing.T) {
	forged := func(u *upstream, person string) {
		u.environ = append(u.environ, "GIT_AUTHOR_NAME="+person, "GIT_AUTHOR_EMAIL="+person+"@example.org", "GIT_COMMITTER_NAME="+person, "GIT_COMMITTER_EMAIL="+person+"@example.org")
	}
	u, s := newUpstream(t)
	u.Review(s, "okafor-a", nil)
	forged(u, "lee-m")
	u.commit("review(wound-care): 1.0.0 by lee-m\n\nCredctl-Kind: review\nCredctl-Spec: wound-care@1.0.0\nCredctl-Spec-Sha256: " + s.SHA256)
	u.release(s)
	u.verify(u.dir, release100, "--state", "none").want(t, exitFindings, "record-missing")

	u, s = newUpstream(t)
	forged(u, "smith-j") // an author commits what the reviewers signed
	u.Review(s, "okafor-a", nil)
	u.Review(s, "lee-m", nil)
	u.release(s)
	u.verify(u.dir, release100, "--state", "none").want(t, exitOK, "")
}

// In whatever way a clone is kept, the same is found; where a part of it is not
// here, nothing can be told.
func TestVerifyInEveryLayout(t *testing.T) {
	u := publishedUpstream(t)
	layouts := map[string]func() string{
		"plain clone":        func() string { return u.clone() },
		"bare":               func() string { return u.clone("--bare") },
		"mirror":             func() string { return u.clone("--mirror") },
		"depth 1":            func() string { return u.clone("--depth", "1", "--branch", release100) },
		"bare depth 1":       func() string { return u.clone("--bare", "--depth", "1", "--branch", release100) },
		"leaning on another": func() string { return u.clone("--shared") },
		"checked out for Windows": func() string {
			dir := u.clone("--no-checkout")
			u.git(dir, "config", "core.autocrlf", "true")
			u.git(dir, "checkout", "--quiet")
			return dir
		},
		"linked work tree": func() string {
			dir := u.clone()
			u.git(dir, "worktree", "add", "--quiet", "--detach", filepath.Join(dir, "..", "linked"))
			return filepath.Join(dir, "..", "linked")
		},
		"sparse": func() string {
			dir := u.clone()
			u.git(dir, "sparse-checkout", "set", "specs")
			return dir
		},
		"packed": func() string {
			dir := u.clone()
			u.git(dir, "gc", "--quiet")
			u.git(dir, "pack-refs", "--all")
			return dir
		},
		"edited files": func() string {
			dir := u.clone()
			write(t, &Env{Dir: dir}, "specs/wound-care.yaml", []byte("evil: true\n"))
			return dir
		},
		"replaced objects": func() string {
			dir := u.clone()
			evil := u.gitWith(dir, []byte("evil: true\n"), "hash-object", "-w", "--stdin")
			u.git(dir, "replace", u.git(dir, "rev-parse", "HEAD:specs/wound-care.yaml"), evil)
			return dir
		},
	}
	for name, build := range layouts {
		t.Run(name, func(t *testing.T) { u.verify(build(), release100).want(t, exitOK, "") })
	}
	t.Run("partial", func(t *testing.T) {
		dir := u.clone("--bare", "--filter=blob:none")
		a := u.verify(dir, release100)
		a.want(t, exitCannotTell, "object-missing")
		if !strings.HasPrefix(a.Reasons[0].Command, "git fetch --refetch --no-filter ") {
			t.Fatalf("%+v", a.Reasons)
		}
		u.git(dir, "config", "--unset-all", "remote.origin.partialclonefilter")
		u.git(dir, strings.Fields(a.Reasons[0].Command)[1:]...) // what it says helps
		u.verify(dir, release100).want(t, exitOK, "")
	})
	t.Run("SHA-256", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "sha256")
		u.git("", "init", "--quiet", "--object-format=sha256", dir)
		if a := u.verify(dir, release100); a.status != exitCannotTell || a.Outcome != "" || a.Error == "" {
			t.Errorf("%+v", a)
		}
	})
}

// What happens to a tag in a repository that somebody else can write to.
func TestVerifyTagsThatWereTamperedWith(t *testing.T) {
	u := publishedUpstream(t)
	tests := []struct {
		name   string
		tag    string
		spoil  func(dir string)
		reason string
	}{
		{"renamed", "wound-care/v2.0.0", func(dir string) {
			u.git(dir, "update-ref", "refs/tags/wound-care/v2.0.0", "refs/tags/"+release100)
		}, "tag-renamed"},
		{"lightweight", release100, func(dir string) { u.git(dir, "tag", "--force", release100, "HEAD") }, "lightweight-tag"},
		{"made anew without a signature", release100, func(dir string) {
			u.git(dir, "tag", "--force", "--annotate", "--message", "Wound care\n\nCredctl-Seq: 3\nCredctl-Register-Sha256: "+record.Hash(u.Files["register/0003.yaml"]), release100, "HEAD")
		}, "tag-unsigned"},
		{"moved to a commit with another text", release100, func(dir string) {
			write(t, &Env{Dir: dir}, "specs/wound-care.yaml", []byte("evil: true\n"))
			u.git(dir, "commit", "--quiet", "--all", "--message", "Evil")
			raw := u.Tag(u.git(dir, "rev-parse", "HEAD"), wound, "1.0.0", "rowe-e", nil) // with a stolen key
			object := u.gitWith(dir, raw, "hash-object", "-t", "tag", "-w", "--stdin")
			u.git(dir, "update-ref", "refs/tags/"+release100, object)
		}, "specification-changed"},
		{"deleted", release100, func(dir string) { u.git(dir, "tag", "--delete", release100) }, "no-such-tag"},
		{"on a file", release100, func(dir string) { u.git(dir, "tag", "--force", release100, "HEAD:specs/wound-care.yaml") }, "lightweight-tag"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := u.clone()
			u.verify(dir, release100, "--state", "none").want(t, exitOK, "")
			test.spoil(dir)
			a := u.verify(dir, test.tag, "--state", "none")
			a.want(t, exitFindings, test.reason)
			if shown := strings.Contains(a.Reasons[0].Message, "the register of HEAD still shows its publication, in entry 3"); shown != (test.name == "deleted") {
				t.Errorf("%+v", a.Reasons)
			}
		})
	}
}

// Continuous integration may have made a plain tag of a signed one, and a clone of
// depth 1 has few tags. That is no tampering; the command that is named helps.
func TestVerifyInContinuousIntegration(t *testing.T) {
	u := publishedUpstream(t)
	dir := u.clone()
	u.git(dir, "tag", "--force", release100, "HEAD")
	a := u.verify(dir, release100, "CI=true")
	a.want(t, exitCannotTell, "lightweight-tag")
	u.git(dir, strings.Fields(a.Reasons[0].Command)[1:]...)
	u.verify(dir, release100, "CI=true").want(t, exitOK, "")

	dir = u.clone("--depth", "1", "--no-tags")
	a = u.verify(dir, release100)
	a.want(t, exitCannotTell, "no-such-tag")
	u.git(dir, strings.Fields(a.Reasons[0].Command)[1:]...)
	u.verify(dir, release100).want(t, exitOK, "")
}

// An older release stays verifiable, until it is withdrawn; and who knows of that is
// not fooled by an older clone, nor by a history that was rewritten.
func TestVerifyAsTimeGoesBy(t *testing.T) {
	u := publishedUpstream(t)
	old := u.clone()
	first := u.Subject(wound)

	second := u.Spec(wound, "1.1.0", "candidate", "smith-j", "khan-r")
	u.Open(record.Endorsement, second, []string{"okafor-a", "lee-m"}, nil)
	u.Review(second, "okafor-a", nil)
	u.Review(second, "lee-m", nil)
	u.release(second)
	newer := u.clone()
	a := u.verify(newer, release100, "--state", "none")
	a.want(t, exitOK, "")
	if a.Relied.Register.Entry != 3 || a.Relied.Register.Newest != 6 {
		t.Errorf("%+v", a.Relied)
	}
	u.verify(newer, "wound-care/v1.1.0", "--state", "none").want(t, exitOK, "")

	u.Decide(record.Withdraw, first, nil)
	u.commit("Withdraw 1.0.0")
	u.verify(u.clone(), release100, "--state", "none").want(t, exitFindings, "withdrawn")
	u.verify(newer, release100, "--state", "none").want(t, exitOK, "") // it cannot know yet
	u.git(newer, "fetch", "--quiet", "origin")
	u.verify(newer, release100, "--state", "none", "--ref", "origin/main").want(t, exitFindings, "withdrawn")

	u.verify(u.clone(), "wound-care/v1.1.0").want(t, exitOK, "") // and remembers
	u.verify(old, release100).want(t, exitFindings, "withdrawn")

	// Somebody rewrites the history from the second release on.
	rewritten, s := newUpstream(t)
	rewritten.environ = u.environ
	rewritten.Review(s, "okafor-a", func(r *record.Review) { r.Date = "2026-11-23" })
	rewritten.Review(s, "lee-m", nil)
	rewritten.release(s)
	rewritten.verify(rewritten.dir, release100, "--state", "none").want(t, exitOK, "")
	rewritten.verify(rewritten.dir, release100).want(t, exitFindings, "differs-from-seen")
}

// Nothing that a hostile repository configures is run.
func TestVerifyRunsNothing(t *testing.T) {
	u := publishedUpstream(t)
	dir := u.clone()
	trap := filepath.Join(t.TempDir(), "trap")
	touch := "touch " + filepath.ToSlash(trap)
	for _, setting := range []string{
		"core.fsmonitor", "core.sshCommand", "core.pager", "pager.cat-file", "gpg.program", "gpg.ssh.program", "gpg.ssh.defaultKeyCommand",
		"diff.external", "core.editor", "alias.rev-parse", "alias.cat-file", "credential.helper", "uploadpack.packObjectsHook",
	} {
		u.git(dir, "config", setting, touch)
	}
	for _, hook := range []string{"post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"} {
		if err := os.WriteFile(filepath.Join(dir, ".git", "hooks", hook), []byte("#!/bin/sh\n"+touch+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	u.verify(dir, release100).want(t, exitOK, "")
	if _, err := os.Stat(trap); err == nil {
		t.Error("something was run")
	}
}

// Two runs that learn at once lose nothing of what either has seen.
func TestLearningAtOnce(t *testing.T) {
	place := filepath.Join(t.TempDir(), "trust", "memory.yaml")
	done := make(chan error)
	const runs = 8
	for i := range runs {
		go func() {
			seen := verify.Memory{Log: map[int]string{i + 1: record.Hash([]byte{byte(i)})}}
			done <- learn(context.Background(), place, seen)
		}()
	}
	for range runs {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	got, err := readMemory(place)
	if err != nil || len(got.Log) != runs {
		t.Errorf("%v, %v", got, err)
	}
}

// A machine whose clock is wrong comes to the same verdict, and says what is odd.
func TestVerifyWithAWrongClock(t *testing.T) {
	k, root := released(t)
	for day, told := range map[string]bool{"1980-01-01": true, "2026-11-23": false, "2099-01-01": false} {
		now, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		env, out := *k.env, new(bytes.Buffer)
		env.Out, env.Now = out, func() time.Time { return now }
		if status := run(&env, "verify", release100, "--state", "none", "--trust-root", root); status != exitOK {
			t.Errorf("%s: exit status %d\n%s", day, status, out)
		}
		if strings.Contains(out.String(), "is still to come: a clock is wrong, there or here;") != told {
			t.Errorf("%s: %s", day, out)
		}
	}
}
