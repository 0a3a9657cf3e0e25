package cli

import (
	"bytes"
	"context"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
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

// forgeWorld is a repository with a release that is tagged and has its files, and a
// server that has git and release pages behind one address.
type forgeWorld struct {
	*upstream
	pages   *forgetest.Server
	bare    string // the repository on the server
	address string
	extra   []string // variables of the environment
}

const pageToken = "sesame-0123456789"

// releaseFiles are those of wound-care 1.0.0.
var releaseFiles = map[string][]byte{
	"NOTES.md": []byte("# Wound care 1.0.0\n\nWhat is new.\n"), "wound-care-1.0.0.html": []byte("<p>wound care</p>\n"), "wound-care-1.0.0.csv": []byte("a,b\n"),
}

// newForgeWorld makes one on a kind of host.
func newForgeWorld(t *testing.T, kind string) *forgeWorld {
	t.Helper()
	u, s := newUpstream(t)
	u.environ = slices.DeleteFunc(u.environ, func(v string) bool { return strings.HasPrefix(v, "GIT_ALLOW_PROTOCOL=") })
	u.Review(s, "okafor-a", nil)
	u.Review(s, "lee-m", nil)
	u.Decide(record.Endorse, s, nil)
	u.Decide(record.Publish, s, nil)
	commit := u.commit("Publish 1.0.0")
	w := &forgeWorld{upstream: u}
	w.tagFiles(commit, "1.0.0", releaseFiles, nil)
	w.serve(kind)
	return w
}

// tagFiles writes the files of a release beside the repository, and tags a commit with
// them.
func (w *forgeWorld) tagFiles(commit, version string, files map[string][]byte, edit func(*recordtest.TagText)) {
	w.t.Helper()
	sums := record.SumsOf(files)
	dir := filepath.Join(w.dir, "dist", wound, version)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		w.t.Fatal(err)
	}
	for name, data := range files {
		w.file(filepath.Join(dir, name), data)
	}
	w.file(filepath.Join(dir, record.SumsName), sums.Marshal())
	raw := w.Tag(commit, wound, version, "rowe-e", func(t *recordtest.TagText) {
		t.Message = wound + " " + version + ": Wound care\n\nWhat is new.\n\n" + strings.TrimSuffix(string(sums.Marshal()), "\n")
		t.Trailers = append(t.Trailers, "Credctl-Sums-Sha256: "+record.Hash(sums.Marshal()))
		if edit != nil {
			edit(t)
		}
	})
	object := w.gitWith(w.dir, raw, "hash-object", "-t", "tag", "-w", "--stdin")
	w.git(w.dir, "update-ref", "refs/tags/"+record.TagName(wound, version), object)
}

func (w *forgeWorld) file(path string, data []byte) {
	w.t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// serve puts an empty repository and its pages behind one address, which becomes the
// remote origin.
func (w *forgeWorld) serve(kind string) {
	root := w.t.TempDir()
	w.pages = &forgetest.Server{Kind: kind, Project: "trust/specs", Token: pageToken}
	w.bare = filepath.Join(root, "trust", "specs.git")
	w.git("", "init", "--quiet", "--bare", "--initial-branch=main", w.bare)
	w.git(w.bare, "config", "http.receivepack", "true")
	w.pages.Tag = func(name string) string {
		id, _, _ := strings.Cut(w.git(w.bare, "for-each-ref", "--format=%(objectname) %(refname)", "refs/tags/"+name), " ")
		return id
	}
	backend := &cgi.Handler{
		Path: filepath.Join(w.git("", "--exec-path"), "git-http-backend"), Stderr: &bytes.Buffer{},
		Env: append([]string{"GIT_PROJECT_ROOT=" + root, "GIT_HTTP_EXPORT_ALL=1"}, w.environ...),
	}
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			w.pages.ServeHTTP(rw, r)
			return
		}
		backend.ServeHTTP(rw, r)
	}))
	w.t.Cleanup(server.Close)
	w.pages.Base, w.address = server.URL, server.URL+"/trust/specs.git"
	w.git(w.dir, "remote", "add", "origin", w.address)
	w.extra = []string{"GH_TOKEN=" + pageToken, "GITLAB_TOKEN=" + pageToken, "GITEA_TOKEN=" + pageToken}
}

// publishedRun is what a run came to.
type publishedRun struct {
	status    int
	out, said string
}

// publish runs the command; args stand behind the tag.
func (w *forgeWorld) publish(tag string, args ...string) publishedRun {
	w.t.Helper()
	out, said := new(bytes.Buffer), new(bytes.Buffer)
	env := &Env{
		In: strings.NewReader(""), Out: out, Err: said, Dir: w.dir, Environ: append(slices.Clone(w.environ), w.extra...), Now: time.Now,
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
	root := record.Hash(w.Files[record.GovernancePath(1)])
	status := run(env, append([]string{"publish", tag, "--trust-root", root, "--forge", w.pages.Kind}, args...)...)
	for _, text := range []string{out.String(), said.String()} {
		if strings.Contains(text, pageToken) {
			w.t.Errorf("the token is shown:\n%s", text)
		}
	}
	return publishedRun{status, out.String(), said.String()}
}

// want fails unless the run came to a status, and said all of these.
func (p publishedRun) want(t *testing.T, status int, says ...string) {
	t.Helper()
	if p.status != status {
		t.Errorf("status %d, want %d:\n%s%s", p.status, status, p.out, p.said)
	}
	for _, text := range says {
		if !strings.Contains(p.out+p.said, text) {
			t.Errorf("it does not say %q:\n%s%s", text, p.out, p.said)
		}
	}
}

// refs are those of a repository.
func (w *forgeWorld) refs(dir string) string {
	w.t.Helper()
	return w.git(dir, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags")
}

// whole asks that the server has tag, branch and page.
func (w *forgeWorld) whole() {
	w.t.Helper()
	if here, there := w.refs(w.dir), w.refs(w.bare); here != there {
		w.t.Errorf("here there is\n%s\nand there\n%s", here, there)
	}
	p := w.pages.Page(release100)
	if p == nil || p.Draft || p.Prerelease || p.Title != "wound-care 1.0.0: Wound care" || p.Body != string(releaseFiles["NOTES.md"]) {
		w.t.Fatalf("%+v", p)
	}
	for name, data := range releaseFiles {
		if p.Assets[name] != string(data) {
			w.t.Errorf("%s is %q", name, p.Assets[name])
		}
	}
	if len(p.Assets) != len(releaseFiles)+1 || p.Assets[record.SumsName] == "" || w.pages.Pages() != 1 {
		w.t.Errorf("%d files, %d pages", len(p.Assets), w.pages.Pages())
	}
}
