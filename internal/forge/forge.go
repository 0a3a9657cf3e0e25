// Package forge is the release pages of the hosts of git repositories: GitHub, GitLab
// and Gitea, public or self-hosted, behind one interface. It is the only home of
// net/http. It knows no git, no folder and no clock, and nothing of specifications; a
// token is sent to the one host that it is for, and never stands in what it says.
package forge

import (
	"context"
	"fmt"
	"io"
)

// Kind is a kind of host.
type Kind string

// The kinds.
const (
	GitHub Kind = "github"
	GitLab Kind = "gitlab"
	Gitea  Kind = "gitea" // and Forgejo, which kept its interface
)

// Kinds are all kinds, in the order in which they are offered.
var Kinds = [...]Kind{GitHub, GitLab, Gitea}

// Page is the page of a release.
type Page struct {
	Tag        string // below refs/tags/
	Title      string
	Body       string // Markdown
	Prerelease bool   // marked as such, where the host can
	Draft      bool   // shown to nobody yet, where the host can
	Package    string // under which files lie, where the host keeps them apart from pages; with Version
	Version    string
	URL        string // where people see it; set by the host

	id     int64  // of the host
	upload string // where files are sent
}

// Asset is a file that a page has.
type Asset struct {
	Name   string
	Size   int64
	SHA256 string // "" where the host does not say
	Broken bool   // its upload broke off
	Loose  bool   // it is there, and the page does not name it yet

	id int64
}

// is reports whether an asset has the bytes of a file, as far as the host says.
func (a *Asset) is(f *File) bool {
	return !a.Broken && a.Size == f.Size && (a.SHA256 == "" || a.SHA256 == f.SHA256)
}

// File is a file to attach.
type File struct {
	Name   string
	Size   int64
	SHA256 string
	Open   func() (io.ReadCloser, error) // from its beginning; may be called again
}

// Host is one project on one host.
type Host interface {
	// Check asks whether the project is there and the token is taken.
	Check(ctx context.Context) error
	// Tagged returns the id of the object that the host has under refs/tags/NAME, ""
	// if it has none or does not say.
	Tagged(ctx context.Context, tag string) (string, error)
	// Find returns the page of a tag, nil if there is none.
	Find(ctx context.Context, tag string) (*Page, error)
	// Create makes a page, as a draft where the host can and Draft is set.
	Create(ctx context.Context, want Page) (*Page, error)
	// Update gives a page that was found the title, text and marks of want.
	Update(ctx context.Context, page *Page, want Page) (*Page, error)
	// Assets lists the files of a page.
	Assets(ctx context.Context, page *Page) ([]Asset, error)
	// Upload attaches a file whose name is free, or Loose.
	Upload(ctx context.Context, page *Page, f *File) (Asset, error)
	// Delete takes a file away.
	Delete(ctx context.Context, page *Page, a *Asset) error
	// Drafts reports whether the host can keep a page from being shown.
	Drafts() bool
}

// Open returns the project on its host. Nothing is sent yet.
func Open(p Place, o Options) (Host, error) {
	c, err := newClient(p, o)
	if err != nil {
		return nil, err
	}
	switch p.Kind {
	case GitHub, Gitea:
		return &gitHub{client: c, gitea: p.Kind == Gitea}, nil
	case GitLab:
		return &gitLab{client: c}, nil
	}
	return nil, fmt.Errorf("no kind of host is called %q", p.Kind)
}
