package forge_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/forge"
	"github.com/advancing-practice/credctl/internal/forgetest"
	"github.com/advancing-practice/credctl/internal/record"
)

const (
	tag    = "older-people/v1.2.0"
	object = "89abcdef0123456789abcdef0123456789abcdef"
	token  = "sesame-0123456789"
)

// world is a host and somebody who publishes there.
type world struct {
	t      *testing.T
	server *forgetest.Server
	host   forge.Host
	now    time.Time
	slept  time.Duration
	did    []string
}

// on makes a host of a kind, and opens a project there.
func on(t *testing.T, kind forge.Kind) *world {
	t.Helper()
	w := &world{t: t, now: time.Unix(1795000000, 0)}
	w.server = &forgetest.Server{Kind: string(kind), Project: "trust/specs", Token: token, Tag: func(name string) string {
		if name == tag {
			return object
		}
		return ""
	}}
	if kind == forge.GitLab {
		w.server.Project = "trust/education/specs"
	}
	listening := httptest.NewServer(w.server)
	t.Cleanup(listening.Close)
	w.server.Base = listening.URL
	remote, err := forge.ParseRemote(listening.URL + "/" + w.server.Project + ".git")
	if err != nil {
		t.Fatal(err)
	}
	place, err := forge.Locate(remote, forge.Asked{Kind: kind}, func(name string) string {
		if slices.Contains(forge.TokenVariables(kind, remote.Host), name) {
			return token
		}
		return ""
	})
	if err != nil {
		t.Fatal(err)
	}
	w.host = w.open(place)
	return w
}

func (w *world) open(place forge.Place) forge.Host {
	w.t.Helper()
	h, err := forge.Open(place, forge.Options{Agent: "credctl/test", Now: func() time.Time { return w.now }, Sleep: w.sleep})
	if err != nil {
		w.t.Fatal(err)
	}
	return h
}

// sleep lets time pass at once.
func (w *world) sleep(ctx context.Context, d time.Duration) error {
	w.slept += d
	w.now = w.now.Add(d)
	return ctx.Err()
}

// files are those of the release: one of them empty, one large.
var files = map[string]string{"SHA256SUMS": "sums", "a-1.2.0.html": "<p>a</p>", "empty.csv": "", "large.pdf": strings.Repeat("x", 300000)}

func toSend() (list []forge.File) {
	for _, name := range []string{"SHA256SUMS", "a-1.2.0.html", "empty.csv", "large.pdf"} {
		data := []byte(files[name])
		list = append(list, forge.File{Name: name, Size: int64(len(data)), SHA256: record.Hash(data), Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(data)), nil
		}})
	}
	return list
}

var wanted = forge.Page{Tag: tag, Title: "Older people 1.2.0", Body: "What is new.\n\n- much\n", Package: "older-people", Version: "1.2.0"}

func (w *world) complete() (forge.Done, error) {
	w.t.Helper()
	return forge.Complete(w.t.Context(), w.host, wanted, toSend(), func(did string) { w.did = append(w.did, did) }, w.sleep)
}

// whole asks that the host has all of the release, once, and shows it.
func (w *world) whole() {
	w.t.Helper()
	p := w.server.Page(tag)
	if p == nil {
		w.t.Fatal("there is no page")
	}
	want := &forgetest.Page{Title: wanted.Title, Body: wanted.Body, Assets: files}
	if diff := cmp.Diff(want, p); diff != "" {
		w.t.Errorf("the page (-want +got):\n%s", diff)
	}
	if n := w.server.Pages(); n != 1 {
		w.t.Errorf("there are %d pages", n)
	}
}

var kinds = []forge.Kind{forge.GitHub, forge.GitLab, forge.Gitea}

func onEach(t *testing.T, test func(t *testing.T, w *world)) {
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) { test(t, on(t, kind)) })
	}
}

// A page is made with its files; a second time nothing is changed.
func TestComplete(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		if err := w.host.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		if id, err := w.host.Tagged(t.Context(), tag); err != nil || id != object {
			t.Errorf("the tag is %q, %v", id, err)
		}
		done, err := w.complete()
		if err != nil || !done.Changed || !strings.HasPrefix(done.URL, w.server.Base+"/trust/") {
			t.Fatalf("%+v, %v", done, err)
		}
		w.whole()
		before := len(w.server.Changes())
		done, err = w.complete()
		if err != nil || done.Changed || done.URL == "" {
			t.Errorf("a second time: %+v, %v", done, err)
		}
		if after := w.server.Changes(); len(after) != before {
			t.Errorf("a second time it changed %v", after[before:])
		}
	})
}

// A tag with a slash is one name for each host.
func TestSlashIsEscaped(t *testing.T) {
	for kind, want := range map[forge.Kind]string{
		forge.GitHub: "GET /api/v3/repos/trust/specs/releases/tags/older-people%2Fv1.2.0",
		forge.GitLab: "GET /api/v4/projects/trust%2Feducation%2Fspecs/releases/older-people%2Fv1.2.0",
		forge.Gitea:  "GET /api/v1/repos/trust/specs/releases/tags/older-people%2Fv1.2.0",
	} {
		w := on(t, kind)
		if _, err := w.host.Find(t.Context(), tag); err != nil {
			t.Fatal(err)
		}
		if got := w.server.Requests()[0]; got != want {
			t.Errorf("%s was asked for %s, want %s", kind, got, want)
		}
	}
}

// Wherever it breaks off, whether the request was carried out or not, to run it again
// completes the page, and never makes a second one.
func TestResumesWhereverItBrokeOff(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		first := on(t, forge.Kind(w.server.Kind))
		if _, err := first.complete(); err != nil {
			t.Fatal(err)
		}
		steps := len(first.server.Requests())
		for n := range steps {
			for _, fault := range []forgetest.Fault{{Status: 403, Body: "{}"}, {Status: 403, Body: "{}", Done: true}, {Cut: true, Done: true}} {
				w := on(t, forge.Kind(w.server.Kind))
				count := 0
				w.server.Fault = func(*http.Request) *forgetest.Fault {
					if count++; count > n { // from here on nothing works
						return &fault
					}
					return nil
				}
				if _, err := w.complete(); err == nil {
					t.Errorf("step %d broke off, and nobody was told", n)
				}
				w.server.Mend()
				if _, err := w.complete(); err != nil {
					t.Errorf("after step %d (%+v): %v", n, fault, err)
				}
				w.whole()
			}
		}
		t.Logf("%d steps", steps)
	})
}

// A single answer that gets lost does not keep a run from its end.
func TestOneAnswerLost(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		first := on(t, forge.Kind(w.server.Kind))
		if _, err := first.complete(); err != nil {
			t.Fatal(err)
		}
		for n := range len(first.server.Requests()) {
			for _, fault := range []forgetest.Fault{{Status: 502}, {Status: 503, Done: true}, {Status: 429, Header: map[string]string{"Retry-After": "7"}}, {Cut: true}, {Cut: true, Done: true}} {
				w := on(t, forge.Kind(w.server.Kind))
				count := 0
				w.server.Fault = func(*http.Request) *forgetest.Fault {
					if count++; count == n+1 {
						return &fault
					}
					return nil
				}
				_, err := w.complete()
				if err != nil && w.server.Page(tag) == nil { // whether a page was made is asked, and not made again blindly
					w.server.Mend()
					_, err = w.complete()
				}
				if err != nil {
					t.Errorf("request %d, %s, lost by %+v: %v", n, w.server.Requests()[n], fault, err)
					continue
				}
				w.whole()
			}
		}
	})
}

// A page that somebody began is completed: half a file is replaced, a good one is
// left, one that is not ours is left and named.
func TestCompletesWhatIsThere(t *testing.T) {
	for _, kind := range []forge.Kind{forge.GitHub, forge.Gitea} {
		w := on(t, kind)
		half := forgetest.Page{Title: "x", Body: "y", Prerelease: true, Assets: map[string]string{
			"SHA256SUMS": "sums", "a-1.2.0.html": "<p>", "large.pdf": "xxx", "other.txt": "z",
		}, Half: []string{"large.pdf"}}
		w.server.Put(tag, half)
		done, err := w.complete()
		if err != nil || !cmp.Equal(done.Other, []string{"other.txt"}) {
			t.Fatalf("%s: %+v, %v", kind, done, err)
		}
		p := w.server.Page(tag)
		if p.Assets["other.txt"] != "z" || p.Prerelease || p.Title != wanted.Title {
			t.Errorf("%s: %+v", kind, p)
		}
		for name, data := range files {
			if p.Assets[name] != data || len(p.Half) > 0 {
				t.Errorf("%s: %s has %d bytes, half %v", kind, name, len(p.Assets[name]), p.Half)
			}
		}
		if slices.Contains(w.did, "attached SHA256SUMS") {
			t.Errorf("%s: a file that was there was sent again", kind)
		}
	}
	// An older server of GitHub says no hash: the size decides.
	w := on(t, forge.Gitea)
	w.server.Put(tag, forgetest.Page{Assets: map[string]string{"SHA256SUMS": "muss"}})
	if _, err := w.complete(); err != nil || slices.Contains(w.did, "attached SHA256SUMS") {
		t.Errorf("%v, %v", w.did, err)
	}
}

// While files are missing nobody is shown the page, where the host can keep it back.
func TestShownLast(t *testing.T) {
	w := on(t, forge.GitHub)
	w.server.Fault = func(r *http.Request) *forgetest.Fault {
		if r.URL.Query().Get("name") == "large.pdf" {
			return &forgetest.Fault{Status: 403, Body: `{"message":"Resource not accessible by integration"}`}
		}
		return nil
	}
	_, err := w.complete()
	var failed *forge.Error
	if !errors.As(err, &failed) || failed.Status != 403 || !strings.Contains(failed.Hint, "Contents: read and write") {
		t.Errorf("%v", err)
	}
	if p := w.server.Page(tag); p == nil || !p.Draft {
		t.Errorf("%+v", p)
	}
}

// What is told of each refusal says what to do.
func TestRefusals(t *testing.T) {
	for name, row := range map[string]struct {
		fault forgetest.Fault
		says  string
		hint  string
	}{
		"expired":          {forgetest.Fault{Status: 401, Body: `{"message":"Bad credentials"}`}, "401 Unauthorized: Bad credentials", "has expired or was revoked: make a new one"},
		"too little":       {forgetest.Fault{Status: 403, Body: `{"error":"insufficient_scope","error_description":"needs more"}`}, "insufficient_scope; needs more", "may not do this"},
		"hidden":           {forgetest.Fault{Status: 404, Body: `{"message":"Not Found"}`}, "404 Not Found", "may not see it"},
		"refused":          {forgetest.Fault{Status: 422, Body: `{"message":"Validation Failed","errors":[{"resource":"Release","code":"custom","message":"tag is protected"}]}`}, "tag is protected", "see what is there"},
		"a limit":          {forgetest.Fault{Status: 403, Header: map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1795003600"}, Body: `{"message":"API rate limit exceeded"}`}, "rate limit", "wait, and run this again after"},
		"a long limit":     {forgetest.Fault{Status: 429, Header: map[string]string{"Retry-After": "86400"}}, "429 Too Many Requests", "wait, and run this again after"},
		"trouble":          {forgetest.Fault{Status: 500, Body: "<html>sesame</html>"}, "500 Internal Server Error", "trouble of its own"},
		"a page of a wall": {forgetest.Fault{Status: 200, Body: "<html>please log in</html>"}, "none that such a host gives", "--api names another"},
		"elsewhere":        {forgetest.Fault{Status: 302, Header: map[string]string{"Location": "https://elsewhere.example/"}}, "nothing was sent there", "git remote set-url"},
	} {
		onEach(t, func(t *testing.T, w *world) {
			w.server.Fault = func(*http.Request) *forgetest.Fault { return &row.fault }
			err := w.host.Check(t.Context())
			var failed *forge.Error
			if !errors.As(err, &failed) || !strings.Contains(err.Error(), row.says) || !strings.Contains(failed.Hint, row.hint) {
				t.Errorf("%s: %v, hint %q", name, err, hintOf(failed))
			}
		})
	}
}

func hintOf(e *forge.Error) string {
	if e == nil {
		return ""
	}
	return e.Hint
}

// After the first push a host may say for a moment that there is nothing: then nothing
// was done, and it is asked again.
func TestRepositoryIsEmptyForAMoment(t *testing.T) {
	w := on(t, forge.Gitea)
	count := 0
	w.server.Fault = func(r *http.Request) *forgetest.Fault {
		if count++; r.Method == http.MethodPost && count < 6 {
			return &forgetest.Fault{Status: 409, Body: `{"message":"Repo is empty"}`}
		}
		return nil
	}
	if _, err := w.complete(); err != nil || w.slept == 0 {
		t.Errorf("%v, waited %v", err, w.slept)
	}
	w.whole()
}

// The tag may be seen a moment after it was sent, too.
func TestAwait(t *testing.T) {
	w := on(t, forge.GitHub)
	count := 0
	w.server.Tag = func(string) string {
		if count++; count < 3 {
			return ""
		}
		return object
	}
	if id, err := forge.Await(t.Context(), w.host, tag, w.sleep); err != nil || id != object || w.slept != 3*time.Second {
		t.Errorf("%q, %v, waited %v", id, err, w.slept)
	}
	w.server.Tag = func(string) string { return "" }
	if id, err := forge.Await(t.Context(), w.host, tag, w.sleep); err != nil || id != "" {
		t.Errorf("%q, %v", id, err)
	}
}

// What is not there is not made on the way: a host makes a tag of its own for a page of
// one that it does not have.
func TestCancelled(t *testing.T) {
	onEach(t, func(t *testing.T, w *world) {
		ctx, cancel := context.WithCancel(t.Context())
		w.server.Fault = func(*http.Request) *forgetest.Fault {
			cancel()
			return &forgetest.Fault{Status: 503}
		}
		before := w.slept
		_, err := forge.Complete(ctx, w.host, wanted, toSend(), func(string) {}, w.sleep)
		if !errors.Is(err, context.Canceled) || len(w.server.Requests()) != 1 {
			t.Errorf("%v after %v, waited %v", err, w.server.Requests(), w.slept-before)
		}
	})
}

// A list of many pages is read to its end.
func TestManyFiles(t *testing.T) {
	for _, kind := range []forge.Kind{forge.GitHub, forge.Gitea} {
		w := on(t, kind)
		many := map[string]string{}
		for i := range 250 {
			many[fmt.Sprintf("%03d", i)] = "x"
		}
		w.server.Put(tag, forgetest.Page{Assets: many})
		page, err := w.host.Find(t.Context(), tag)
		if err != nil {
			t.Fatal(err)
		}
		if all, err := w.host.Assets(t.Context(), page); err != nil || len(all) != 250 {
			t.Errorf("%s: %d files, %v", kind, len(all), err)
		}
	}
}
