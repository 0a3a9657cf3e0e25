package forge_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/advancing-practice/credctl/internal/forge"
	"github.com/advancing-practice/credctl/internal/forgetest"
)

// awkward is a token that is written differently in addresses and in JSON.
const awkward = "ghp_a/b+c%d&e=\"f\"-0123456789"

// A host that sends the token back, in whatever form and place, gets it into nothing
// that is shown.
func TestTokenIsShownNowhere(t *testing.T) {
	said := []string{
		`{"message":%q}`, `{"message":"no: %[1]s","errors":[{"message":"%[1]s"}]}`, `{"error":%q,"error_description":%q}`, `{"message":{"a":[%q]}}`, `%s`, `{%q:"x"}`,
	}
	forms := []string{awkward, url.QueryEscape(awkward), url.PathEscape(awkward), base64.StdEncoding.EncodeToString([]byte(awkward))}
	for _, kind := range kinds {
		for _, status := range []int{200, 201, 301, 400, 401, 403, 404, 409, 422, 429, 500, 503} {
			for _, form := range said {
				for _, echo := range forms {
					server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						w.Header().Set("Location", "/"+url.PathEscape(echo))
						w.Header().Set("X-Echo", url.QueryEscape(echo))
						w.WriteHeader(status)
						fmt.Fprintf(w, form, echo)
					}))
					h, err := forge.Open(forge.Place{Kind: kind, Host: "h.example", API: server.URL, Project: "a/b", Token: awkward, TokenFrom: "X_TOKEN"}, atOnce())
					if err != nil {
						t.Fatal(err)
					}
					_, err = forge.Complete(t.Context(), h, wanted, toSend(), func(did string) { hides(t, did) }, atOnce().Sleep)
					if err != nil {
						hides(t, err.Error())
						hides(t, fmt.Sprintf("%+v %#v", err, err))
					}
					server.Close()
				}
			}
		}
	}
}

func hides(t *testing.T, text string) {
	t.Helper()
	for _, form := range []string{awkward, url.QueryEscape(awkward), url.PathEscape(awkward), base64.StdEncoding.EncodeToString([]byte(awkward)), awkward[:20]} {
		if strings.Contains(text, form) {
			t.Errorf("the token is shown: %s", text)
		}
	}
}

func atOnce() forge.Options {
	return forge.Options{Now: func() time.Time { return time.Unix(1795000000, 0) }, Sleep: (&world{}).sleep}
}

// A host that gives the token out as something else than words gets it into nothing
// that is shown either: as the name of a file, the id of a tag, or a host to send to.
func TestTokenIsNoName(t *testing.T) {
	place := forge.Place{Kind: forge.GitHub, Host: "h.example", Project: "a/b", Token: token, TokenFrom: "X_TOKEN"}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.Contains(r.URL.Path, "/git/ref/"):
			fmt.Fprintf(w, `{"object":{"sha":%q}}`, token)
		case strings.HasSuffix(r.URL.Path, "/assets"):
			fmt.Fprintf(w, `[{"id":1,"name":%q,"size":1}]`, token)
		default:
			fmt.Fprintf(w, `{"id":1,"tag_name":%q,"upload_url":"http://%s.example/"}`, tag, token)
		}
	}))
	defer server.Close()
	place.API = server.URL
	h, err := forge.Open(place, atOnce())
	if err != nil {
		t.Fatal(err)
	}
	if id, err := h.Tagged(t.Context(), tag); err == nil || id != "" {
		t.Errorf("the id of the tag is %q", id)
	}
	for _, files := range [][]forge.File{nil, toSend()} {
		done, err := forge.Complete(t.Context(), h, wanted, files, func(did string) { hidesToken(t, did) }, atOnce().Sleep)
		hidesToken(t, fmt.Sprint(done, err))
	}
}

func hidesToken(t *testing.T, text string) {
	t.Helper()
	if strings.Contains(text, token) {
		t.Errorf("the token is shown: %s", text)
	}
}

// A page whose address has the token is not shown with it.
func TestAddressOfThePage(t *testing.T) {
	for address, want := range map[string]string{
		"https://h.example/a/b": "https://h.example/a/b", "javascript:alert(1)": "", "https://u:p@h.example/": "", "x\u202ey": "",
		"https://h.example/" + token: "https://h.example/[token]", "https://h.example/a b": "",
	} {
		w := on(t, forge.GitHub)
		w.server.Fault = func(r *http.Request) *forgetest.Fault {
			return &forgetest.Fault{Status: 200, Body: fmt.Sprintf(`{"id":1,"tag_name":%q,"html_url":%q}`, tag, address)}
		}
		page, err := w.host.Find(t.Context(), tag)
		if err != nil || page.URL != want {
			t.Errorf("%q: %+v, %v", address, page, err)
		}
	}
}

// The token goes to the host of the interface, and to no other: neither where a
// redirect leads, nor where a page says that files are taken.
func TestTokenGoesNowhereElse(t *testing.T) {
	var asked atomic.Int32
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer elsewhere.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		onEach(t, func(t *testing.T, w *world) {
			w.server.Fault = func(*http.Request) *forgetest.Fault {
				return &forgetest.Fault{Status: status, Header: map[string]string{"Location": elsewhere.URL + "/x"}}
			}
			if _, err := w.complete(); err == nil || !strings.Contains(err.Error(), "nothing was sent there") {
				t.Errorf("%v", err)
			}
		})
	}
	w := on(t, forge.GitHub)
	w.server.Fault = func(r *http.Request) *forgetest.Fault {
		if strings.Contains(r.URL.Path, "/releases/tags/") {
			return &forgetest.Fault{Status: 200, Body: fmt.Sprintf(`{"id":1,"tag_name":%q,"upload_url":"%s/up{?name}"}`, tag, elsewhere.URL)}
		}
		if r.Method == http.MethodPatch {
			return &forgetest.Fault{Status: 200, Body: fmt.Sprintf(`{"id":1,"tag_name":%q,"upload_url":"%s/up{?name}"}`, tag, elsewhere.URL)}
		}
		if strings.HasSuffix(r.URL.Path, "/assets") {
			return &forgetest.Fault{Status: 200, Body: "[]"}
		}
		return nil
	}
	if _, err := w.complete(); err == nil || !strings.Contains(err.Error(), "which is another host; nothing was sent there") {
		t.Errorf("%v", err)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("another host was asked %d times", n)
	}
}

// On the same host a question is asked again where it says, and a change is not.
func TestMovedOnTheSameHost(t *testing.T) {
	w := on(t, forge.GitHub)
	w.server.Fault = func(r *http.Request) *forgetest.Fault {
		if !strings.Contains(r.URL.RawQuery, "moved") {
			return &forgetest.Fault{Status: 301, Header: map[string]string{"Location": r.URL.Path + "?moved"}}
		}
		return nil
	}
	if err := w.host.Check(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := w.host.Create(t.Context(), wanted); err == nil || w.server.Pages() > 0 {
		t.Errorf("%v, %d pages", err, w.server.Pages())
	}
	round := on(t, forge.GitHub)
	round.server.Fault = func(r *http.Request) *forgetest.Fault {
		return &forgetest.Fault{Status: 302, Header: map[string]string{"Location": r.URL.Path}}
	}
	if err := round.host.Check(t.Context()); err == nil || len(round.server.Requests()) > 5 {
		t.Errorf("%v after %d requests", err, len(round.server.Requests()))
	}
}

// An answer without end is not read to its end.
func TestAnswerWithoutEnd(t *testing.T) {
	w := on(t, forge.GitLab)
	w.server.Fault = func(*http.Request) *forgetest.Fault {
		return &forgetest.Fault{Status: 200, Body: "[" + strings.Repeat(" ", 9<<20) + "]"}
	}
	if err := w.host.Check(t.Context()); err == nil || !strings.Contains(err.Error(), "more than 8 MiB") {
		t.Errorf("%v", err)
	}
}
