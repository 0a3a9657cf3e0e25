package cli

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/advancing-practice/credctl/internal/forgetest"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

func TestPublish(t *testing.T) {
	for _, kind := range []string{"github", "gitlab", "gitea"} {
		t.Run(kind, func(t *testing.T) {
			w := newForgeWorld(t, kind)
			before := w.refs(w.bare)
			w.publish(release100, "--dry-run").want(t, exitOK, "Would send to origin: the branch main and the tag wound-care/v1.0.0, both or neither", "wound-care-1.0.0.html", "no page of it yet")
			if w.refs(w.bare) != before || len(w.pages.Changes()) > 0 {
				t.Error("a rehearsal changed something")
			}
			p := w.publish(release100)
			p.want(t, exitOK, "Sent to origin", "attached wound-care-1.0.0.html")
			if !strings.HasPrefix(p.out, w.pages.Base) || strings.Count(p.out, "\n") != 1 {
				t.Errorf("on standard output: %q", p.out)
			}
			w.whole()
			changes := len(w.pages.Changes())
			w.publish(release100).want(t, exitOK, "no changes")
			if len(w.pages.Changes()) != changes {
				t.Errorf("%v", w.pages.Changes()[changes:])
			}
			w.whole()
		})
	}
}

// What is not verified is not sent, nor asked about.
func TestPublishRefusesWhatIsNotVerified(t *testing.T) {
	w := newForgeWorld(t, "github")
	commit := w.git(w.dir, "rev-parse", "HEAD")
	w.tagFiles(commit, "1.0.0", releaseFiles, func(t *recordtest.TagText) { t.Object = strings.Repeat("0", 39) + "1" })
	w.publish(release100).want(t, exitCannotTell, "cannot tell: ", "Nothing was sent")
	w.tagFiles(commit, "1.0.0", releaseFiles, func(t *recordtest.TagText) { t.Namespace = "endorse@credctl.v1" })
	w.publish(release100).want(t, exitFindings, "not verified: ", "Nothing was sent")
	w.publish("wound-care/v9.0.0").want(t, exitFindings, "there is no tag wound-care/v9.0.0")
	w.publish("wound-care@1.0.0").want(t, exitUsage, "did you mean wound-care/v1.0.0?")
	if len(w.pages.Requests()) > 0 || w.refs(w.bare) != "" {
		t.Error("something was sent")
	}
}

// Files that are not those of the tag are refused, by name.
func TestPublishRefusesFiles(t *testing.T) {
	dist := func(w *forgeWorld, name string) string { return filepath.Join(w.dir, "dist", wound, "1.0.0", name) }
	for name, row := range map[string]struct {
		spoil func(w *forgeWorld)
		says  string
	}{
		"altered": {func(w *forgeWorld) { w.file(dist(w, "wound-care-1.0.0.html"), []byte("<p>x</p>")) }, "wound-care-1.0.0.html was altered"},
		"missing": {func(w *forgeWorld) { os.Remove(dist(w, "wound-care-1.0.0.csv")) }, "wound-care-1.0.0.csv is missing"},
		"no list": {func(w *forgeWorld) { os.Remove(dist(w, record.SumsName)) }, "SHA256SUMS is missing"},
		"another list": {func(w *forgeWorld) {
			w.file(dist(w, record.SumsName), record.Sums{{SHA256: record.NoEntry, Name: "a"}}.Marshal())
		}, "SHA256SUMS was altered"},
		"a link":         {func(w *forgeWorld) { os.Remove(dist(w, "NOTES.md")); os.Symlink("SHA256SUMS", dist(w, "NOTES.md")) }, "NOTES.md cannot be read: it is no ordinary file"},
		"nothing at all": {func(w *forgeWorld) { os.RemoveAll(filepath.Join(w.dir, "dist")) }, "credctl release wound-care"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newForgeWorld(t, "github")
			row.spoil(w)
			w.publish(release100).want(t, exitFindings, row.says, "nothing was sent")
			if len(w.pages.Requests()) > 0 || w.refs(w.bare) != "" {
				t.Error("something was sent")
			}
			w.publish(release100, "--no-page").want(t, exitOK, "Sent to origin")
		})
	}
}

// Whatever refuses the push: the other side and this one are as they were.
func TestPublishRefusedPush(t *testing.T) {
	hook := "#!/bin/sh\nwhile read old new ref; do case $ref in %s) echo 'GL-HOOK-ERR: protected'; exit 1;; esac; done\n"
	for name, row := range map[string]struct {
		spoil func(w *forgeWorld)
		says  []string
	}{
		"a protected branch": {func(w *forgeWorld) {
			os.WriteFile(filepath.Join(w.bare, "hooks", "pre-receive"), fmt.Appendf(nil, hook, "refs/heads/main"), 0o755)
		}, []string{"origin is as it was", "a rule of the host refuses it"}},
		"a protected tag": {func(w *forgeWorld) {
			os.WriteFile(filepath.Join(w.bare, "hooks", "update"), []byte("#!/bin/sh\ncase $1 in refs/tags/*) echo no; exit 1;; esac\n"), 0o755)
		}, []string{"origin is as it was", "a rule of the host refuses it"}},
		"another tag": {func(w *forgeWorld) {
			w.git(w.dir, "push", "--quiet", "origin", "HEAD~1:refs/tags/"+release100)
		}, []string{"origin has another tag wound-care/v1.0.0 already", "nothing was sent"}},
		"a branch that went on": {func(w *forgeWorld) {
			other := w.gitWith(w.dir, nil, "commit-tree", "-m", "other", "HEAD^{tree}")
			w.git(w.dir, "push", "--quiet", "origin", other+":refs/heads/main")
			w.git(w.dir, "gc", "--quiet", "--prune=now")
		}, []string{"main of origin has commits that are not here", "git fetch origin, then git merge origin/main"}},
		"no remote": {func(w *forgeWorld) { w.git(w.dir, "remote", "rename", "origin", "other") }, []string{`no remote "origin"`, "git remote -v"}},
		"nobody there": {func(w *forgeWorld) {
			w.git(w.dir, "remote", "set-url", "origin", strings.Replace(w.address, "trust/specs", "trust/none", 1))
		}, []string{"nothing was sent"}},
		"a folder":       {func(w *forgeWorld) { w.git(w.dir, "remote", "set-url", "origin", w.bare) }, []string{"it is a folder", "--no-page"}},
		"no branch":      {func(w *forgeWorld) { w.git(w.dir, "switch", "--quiet", "--detach") }, []string{"no branch is checked out", "--branch main"}},
		"another branch": {func(w *forgeWorld) { w.git(w.dir, "switch", "--quiet", "--create", "older", "HEAD~1") }, []string{"the branch older does not have the commit", "git branch --contains"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newForgeWorld(t, "github")
			row.spoil(w)
			here, there := w.refs(w.dir), w.refs(w.bare)
			w.publish(release100).want(t, exitFailure, row.says...)
			if w.refs(w.dir) != here || w.refs(w.bare) != there || len(w.pages.Changes()) > 0 {
				t.Errorf("something changed:\n%s\n%s\n%v", w.refs(w.dir), w.refs(w.bare), w.pages.Changes())
			}
		})
	}
}

// Where the branch was taken in by the host's own way, and went on, the tag is sent
// alone, also by somebody who has no branch checked out.
func TestPublishTagAlone(t *testing.T) {
	w := newForgeWorld(t, "github")
	w.git(w.dir, "push", "--quiet", "origin", "main")
	w.git(w.dir, "commit", "--quiet", "--allow-empty", "--message", "later")
	w.git(w.dir, "push", "--quiet", "origin", "main")
	w.git(w.dir, "reset", "--quiet", "--hard", "HEAD~1")
	w.publish(release100).want(t, exitOK, "Sent to origin: the tag wound-care/v1.0.0.")
	if strings.Contains(w.refs(w.bare), w.git(w.dir, "rev-parse", "HEAD")+"\nrefs/heads") {
		t.Error("the branch was moved back")
	}
}

// What the host refuses is found out before anything is sent.
func TestPublishAsksTheHostFirst(t *testing.T) {
	w := newForgeWorld(t, "gitlab")
	w.pages.Token = "another"
	w.publish(release100).want(t, exitFailure, "401 Unauthorized", "the token in GITLAB_TOKEN is wrong, has expired or was revoked", "nothing was sent")
	w.extra = nil
	w.publish(release100).want(t, exitFailure, "there is no token for 127.0.0.1", "set GITLAB_TOKEN")
	w.publish(release100, "--dry-run").want(t, exitOK, "was not asked", "Would send")
	w.extra = []string{"GITLAB_TOKEN=a b"}
	w.publish(release100).want(t, exitFailure, "characters that no token has")
	w.publish(release100, "--forge", "sourceforge").want(t, exitUsage, "sourceforge")
	if w.refs(w.bare) != "" || len(w.pages.Changes()) > 0 {
		t.Error("something was sent")
	}
}

// Wherever the host stops working, what is sent stays, and a second run completes it.
func TestPublishGoesOn(t *testing.T) {
	first := newForgeWorld(t, "github")
	first.publish(release100).want(t, exitOK)
	for n := 1; n < len(first.pages.Requests()); n += 2 {
		w := newForgeWorld(t, "github")
		count := 0
		w.pages.Fault = func(*http.Request) *forgetest.Fault {
			if count++; count > n {
				return &forgetest.Fault{Status: 502, Done: count%2 == 0, Body: pageToken}
			}
			return nil
		}
		w.publish(release100).want(t, exitFailure, "is on origin, and its release page is not complete", "run this again")
		w.pages.Mend()
		w.publish(release100).want(t, exitOK)
		w.whole()
	}
}

// A release candidate that staff signed is marked as a draft; one that nobody signed
// is not sent.
func TestPublishCandidate(t *testing.T) {
	const candidate = "wound-care/v1.1.0-rc.1"
	files := map[string][]byte{"wound-care-1.1.0-rc.1.html": []byte("draft")}
	for _, kind := range []string{"github", "gitlab"} {
		w := newForgeWorld(t, kind)
		w.Spec(wound, "1.1.0-rc.1", "candidate", "smith-j", "khan-r")
		commit := w.commit("Draft 1.1.0")
		w.tagFiles(commit, "1.1.0-rc.1", files, func(t *recordtest.TagText) { t.Trailers = t.Trailers[2:] })
		w.publish(candidate).want(t, exitOK)
		p := w.pages.Page(candidate)
		if p == nil || p.Prerelease != (kind == "github") || !strings.Contains(p.Title, "not endorsed") || !strings.Contains(p.Body, "Nobody has endorsed it") {
			t.Errorf("%+v", p)
		}
		w.tagFiles(commit, "1.1.0-rc.1", files, func(t *recordtest.TagText) { t.Trailers = t.Trailers[2:]; t.Name = "wound-care/v1.0.0" })
		w.publish(candidate).want(t, exitFindings, "Nothing was sent")
	}
}

// The password of a remote's address is shown nowhere, whatever goes wrong.
func TestPublishHidesThePassword(t *testing.T) {
	w := newForgeWorld(t, "github")
	const password = "open-sesame-42"
	for _, address := range []string{
		strings.Replace(w.address, "http://", "http://user:"+password+"@", 1),
		strings.Replace(w.address, "http://", "http://"+password+"@", 1),
		"http://user:" + password + "@127.0.0.1:1/trust/specs.git",
		"http://user:" + password + "@nowhere.invalid/trust/specs.git",
		"http://user:" + password + "@127.0.0.1:x/%zz",
		"https://user:" + password + "@127.0.0.1:1/",
	} {
		w.git(w.dir, "remote", "set-url", "origin", address)
		for _, args := range [][]string{{}, {"--no-page"}, {"--dry-run"}} {
			if p := w.publish(release100, args...); strings.Contains(p.out+p.said, password) {
				t.Errorf("%s %v:\n%s%s", address, args, p.out, p.said)
			}
		}
	}
}

// An interface that was named and is of another project is found out before a page is
// made for a tag that is not there.
func TestPublishOtherProject(t *testing.T) {
	w := newForgeWorld(t, "github")
	w.pages.Tag = func(string) string { return strings.Repeat("0", 40) }
	w.publish(release100).want(t, exitFailure, "shows another tag wound-care/v1.0.0")
	w.pages.Tag = func(string) string { return "" }
	w.publish(release100).want(t, exitFailure, "does not show the tag")
	if len(w.pages.Changes()) > 0 {
		t.Errorf("%v", w.pages.Changes())
	}
}

// An interruption after the push does not say that nothing was done.
func TestPublishInterrupted(t *testing.T) {
	w := newForgeWorld(t, "github")
	ctx, cancel := context.WithCancel(t.Context())
	w.pages.Fault = func(r *http.Request) *forgetest.Fault {
		if r.Method == http.MethodPost {
			cancel()
			return &forgetest.Fault{Cut: true}
		}
		return nil
	}
	said := new(bytes.Buffer)
	env := &Env{In: strings.NewReader(""), Out: said, Err: said, Dir: w.dir, Environ: append(slices.Clone(w.environ), w.extra...), Now: time.Now}
	status := Run(ctx, env, []string{"publish", release100, "--trust-root", record.Hash(w.Files[record.GovernancePath(1)]), "--forge", "github"})
	if status != exitFailure || !strings.Contains(said.String(), "interrupted: wound-care/v1.0.0 is on origin, and its release page is not complete") || strings.Contains(said.String(), "nothing was written") {
		t.Errorf("%d\n%s", status, said)
	}
	w.pages.Mend()
	w.publish(release100).want(t, exitOK)
	w.whole()
}
