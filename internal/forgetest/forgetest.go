// Package forgetest is hosts of release pages for tests: the part of GitHub, GitLab
// and Gitea that is asked for, as the documentation of their interfaces has it, in
// memory, with faults where a test wants them. It refuses what the real ones refuse:
// another token, a name that is taken, a tag that is not there.
package forgetest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Server is a host with one project.
type Server struct {
	Kind    string // github, gitlab or gitea
	Base    string // its own address, without a slash at the end
	Project string // "owner/name"
	Token   string
	Tag     func(name string) string // the object that the project has under a tag, "" if none

	// Fault is asked before each request, one at a time; nil: nothing goes wrong.
	Fault func(r *http.Request) *Fault

	asking   sync.Mutex // for Fault
	mu       sync.Mutex
	pages    []*page
	files    []*file // of the package registry of GitLab
	next     int64
	requests []string
}

// Fault is what goes wrong with one request.
type Fault struct {
	Status int
	Header map[string]string
	Body   string
	Done   bool // the request is carried out first, so that only the answer is wrong
	Cut    bool // the connection breaks off instead of an answer
}

type page struct {
	ID                int64
	Tag, Title, Body  string
	Draft, Prerelease bool
	Assets            []*file
}

type file struct {
	ID   int64
	Name string
	Data []byte
	Half bool
	URL  string // of a link
}

// Page is what the host has of a tag.
type Page struct {
	Title, Body       string
	Draft, Prerelease bool
	Assets            map[string]string // by name
	Half              []string          // the names of those whose upload broke off
}

// Page returns the page of a tag; nil if there is none.
func (s *Server) Page(tag string) *Page {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.find(tag)
	if p == nil {
		return nil
	}
	shown := &Page{Title: p.Title, Body: p.Body, Draft: p.Draft, Prerelease: p.Prerelease, Assets: map[string]string{}}
	for _, a := range p.Assets {
		data := a.Data
		if s.Kind == "gitlab" {
			data = nil
			for _, f := range s.files { // the last of a name is served
				if strings.HasSuffix(a.URL, "/"+f.Name) && f.Name == a.Name {
					data = f.Data
				}
			}
		}
		if shown.Assets[a.Name] = string(data); a.Half {
			shown.Half = append(shown.Half, a.Name)
		}
	}
	return shown
}

// Pages is how many pages there are.
func (s *Server) Pages() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.pages)
}

// Put makes a page by hand, as somebody may have.
func (s *Server) Put(tag string, p Page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	made := &page{ID: s.id(), Tag: tag, Title: p.Title, Body: p.Body, Draft: p.Draft, Prerelease: p.Prerelease}
	for name, data := range p.Assets {
		made.Assets = append(made.Assets, &file{ID: s.id(), Name: name, Data: []byte(data), Half: slices.Contains(p.Half, name)})
	}
	s.pages = append(s.pages, made)
}

// Requests are those that came, each as its method and path.
func (s *Server) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Changes are the requests that were to change something.
func (s *Server) Changes() []string {
	return slices.DeleteFunc(s.Requests(), func(r string) bool { return strings.HasPrefix(r, "GET ") })
}

func (s *Server) id() int64 {
	s.next++
	return s.next
}

func (s *Server) find(tag string) *page {
	for _, p := range s.pages {
		if p.Tag == tag {
			return p
		}
	}
	return nil
}

// ServeHTTP answers as the host does.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, r.Method+" "+r.URL.EscapedPath())
	s.mu.Unlock()
	fault := s.fault(r)
	if fault != nil && fault.Done {
		s.answer(&nowhere{}, r)
	}
	switch {
	case fault == nil:
		s.answer(w, r)
	case fault.Cut:
		panic(http.ErrAbortHandler)
	default:
		for name, value := range fault.Header {
			w.Header().Set(name, value)
		}
		w.WriteHeader(fault.Status)
		io.WriteString(w, fault.Body)
	}
}

func (s *Server) fault(r *http.Request) *Fault {
	s.asking.Lock()
	defer s.asking.Unlock()
	if s.Fault == nil {
		return nil
	}
	return s.Fault(r)
}

// Mend has nothing go wrong from now on.
func (s *Server) Mend() {
	s.asking.Lock()
	defer s.asking.Unlock()
	s.Fault = nil
}

// nowhere is an answer that gets lost.
type nowhere struct{ header http.Header }

func (n *nowhere) Header() http.Header {
	if n.header == nil {
		n.header = http.Header{}
	}
	return n.header
}
func (n *nowhere) Write(data []byte) (int, error) { return len(data), nil }
func (n *nowhere) WriteHeader(int)                {}

func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil { // half of it arrived
		return
	}
	if !s.known(r) {
		s.refuse(w, http.StatusUnauthorized, `{"message":"Bad credentials"}`)
		return
	}
	path := strings.TrimPrefix(r.URL.EscapedPath(), "/api")
	path = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(path, "/v3"), "/v4"), "/v1")
	path = strings.TrimPrefix(path, "/uploads")
	project := "/repos/" + s.Project
	if s.Kind == "gitlab" {
		project = "/projects/" + url.PathEscape(s.Project)
	}
	below, ok := strings.CutPrefix(path, project)
	if !ok {
		s.refuse(w, http.StatusNotFound, `{"message":"Not Found"}`)
		return
	}
	if s.Kind == "gitlab" {
		s.gitLab(w, r, below, data)
		return
	}
	s.gitHub(w, r, below, data)
}

// known reports whether the token is the one, in the header where this host has it.
func (s *Server) known(r *http.Request) bool {
	switch s.Kind {
	case "gitlab":
		return r.Header.Get("PRIVATE-TOKEN") == s.Token || r.Header.Get("JOB-TOKEN") == s.Token
	case "gitea":
		return r.Header.Get("Authorization") == "token "+s.Token
	}
	return r.Header.Get("Authorization") == "Bearer "+s.Token
}

func (s *Server) refuse(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	io.WriteString(w, body)
}

func (s *Server) give(w http.ResponseWriter, status int, value any) {
	data, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	s.refuse(w, status, string(data))
}

// number is the number behind a prefix of a path; false if there is none.
func number(path, prefix string) (int64, bool) {
	text, ok := strings.CutPrefix(path, prefix)
	n, err := strconv.ParseInt(text, 10, 64)
	return n, ok && err == nil
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// some is the part of a list that a request asks for.
func some[T any](r *http.Request, all []T) []T {
	size, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
	if size == 0 {
		size, _ = strconv.Atoi(r.URL.Query().Get("limit"))
	}
	number, _ := strconv.Atoi(r.URL.Query().Get("page"))
	if size == 0 {
		size = 20
	}
	from := min(len(all), max(0, number-1)*size)
	return append([]T{}, all[from:min(len(all), from+size)]...)
}

// unescaped is one part of a path, without a slash that is not escaped.
func unescaped(part string) (string, bool) {
	text, err := url.PathUnescape(part)
	return text, err == nil && !strings.Contains(part, "/")
}

func taken(kind, field string) string {
	return fmt.Sprintf(`{"message":"Validation Failed","errors":[{"resource":%q,"code":"already_exists","field":%q}]}`, kind, field)
}
