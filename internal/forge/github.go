package forge

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// gitHub is a project on GitHub, in the cloud or on a server of one's own, or on
// Gitea, which has the same in nearly the same words.
type gitHub struct {
	*client
	gitea bool
}

// ghRelease is a page as GitHub writes it.
type ghRelease struct {
	ID         int64  `json:"id"`
	TagName    string `json:"tag_name"`
	Name       string `json:"name"`
	Body       string `json:"body"`
	Draft      bool   `json:"draft"`
	Prerelease bool   `json:"prerelease"`
	HTMLURL    string `json:"html_url"`
	UploadURL  string `json:"upload_url"`
}

// ghAsset is a file as GitHub writes it.
type ghAsset struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	State  string `json:"state"` // uploaded; or starter, if the upload broke off
	Size   int64  `json:"size"`
	Digest string `json:"digest"` // "sha256:..."; not from older servers
}

// ghWanted is what a page is to be.
type ghWanted struct {
	TagName    string `json:"tag_name"`
	Name       string `json:"name"`
	Body       string `json:"body"`
	Draft      bool   `json:"draft"`
	Prerelease bool   `json:"prerelease"`
}

func (g *gitHub) Drafts() bool { return true }

// project is where everything of the project lies.
func (g *gitHub) project(below string) string {
	owner, name, _ := strings.Cut(g.place.Project, "/")
	return "repos/" + url.PathEscape(owner) + "/" + url.PathEscape(name) + below
}

func (g *gitHub) Check(ctx context.Context) error {
	var project struct {
		Archived bool `json:"archived"`
	}
	err := g.do(ctx, call{doing: "look at " + g.place.Project, method: http.MethodGet, at: g.project(""), into: &project, again: true})
	if err == nil && project.Archived {
		return fmt.Errorf("%s on %s is archived, so that nothing can be published there", g.place.Project, g.place.Host)
	}
	return err
}

func (g *gitHub) Tagged(ctx context.Context, tag string) (string, error) {
	k := call{doing: "look up the tag " + tag, method: http.MethodGet, again: true, absent: true}
	if g.gitea {
		var answer struct {
			ID string `json:"id"`
		}
		k.at, k.into = g.project("/tags/"+url.PathEscape(tag)), &answer
		return g.tagged(ctx, k, &answer.ID)
	}
	var answer struct {
		Object struct {
			SHA string `json:"sha"`
		} `json:"object"`
	}
	k.at, k.into = g.project("/git/ref/tags/"+tag), &answer // a ref is named with its slashes
	return g.tagged(ctx, k, &answer.Object.SHA)
}

func (g *gitHub) Find(ctx context.Context, tag string) (*Page, error) {
	var r ghRelease
	err := g.do(ctx, call{
		doing: "look for the release page of " + tag, method: http.MethodGet, again: true, absent: true,
		at: g.project("/releases/tags/" + url.PathEscape(tag)), into: &r,
	})
	switch {
	case err == nil:
		return g.page(&r), nil
	case !errors.Is(err, errAbsent):
		return nil, err
	}
	// A draft is found by no tag.
	all, err := list[ghRelease](ctx, g.client, call{doing: "list the release pages", at: g.project("/releases")})
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].TagName == tag {
			return g.page(&all[i]), nil
		}
	}
	return nil, nil
}

func (g *gitHub) page(r *ghRelease) *Page {
	return &Page{
		Tag: r.TagName, Title: r.Name, Body: r.Body, Draft: r.Draft, Prerelease: r.Prerelease, URL: g.shown(r.HTMLURL),
		id: r.ID, upload: r.UploadURL,
	}
}

func (g *gitHub) Create(ctx context.Context, want Page) (*Page, error) {
	var r ghRelease
	err := g.do(ctx, call{doing: "make the release page", method: http.MethodPost, at: g.project("/releases"), json: wanted(want), into: &r})
	if err != nil {
		return nil, err
	}
	return g.page(&r), nil
}

func wanted(p Page) ghWanted {
	return ghWanted{TagName: p.Tag, Name: p.Title, Body: p.Body, Draft: p.Draft, Prerelease: p.Prerelease}
}

func (g *gitHub) Update(ctx context.Context, page *Page, want Page) (*Page, error) {
	var r ghRelease
	err := g.do(ctx, call{
		doing: "complete the release page", method: http.MethodPatch, again: true,
		at: g.project(fmt.Sprintf("/releases/%d", page.id)), json: wanted(want), into: &r,
	})
	if err != nil {
		return nil, err
	}
	return g.page(&r), nil
}

func (g *gitHub) Assets(ctx context.Context, page *Page) ([]Asset, error) {
	all, err := list[ghAsset](ctx, g.client, call{doing: "list the files of the release page", at: g.project(fmt.Sprintf("/releases/%d/assets", page.id))})
	if err != nil {
		return nil, err
	}
	var assets []Asset
	seen := map[int64]bool{}
	for i := range all {
		if !seen[all[i].ID] { // Gitea may give all of them on every page
			seen[all[i].ID] = true
			assets = append(assets, g.asset(&all[i]))
		}
	}
	return assets, nil
}

func (g *gitHub) asset(a *ghAsset) Asset {
	hash, _ := strings.CutPrefix(a.Digest, "sha256:")
	if hash == a.Digest {
		hash = ""
	}
	return Asset{Name: g.hide(a.Name), Size: a.Size, SHA256: hash, Broken: a.State != "" && a.State != "uploaded", id: a.ID}
}

func (g *gitHub) Upload(ctx context.Context, page *Page, f *File) (Asset, error) {
	at := g.project(fmt.Sprintf("/releases/%d/assets", page.id))
	if !g.gitea && page.upload != "" {
		at, _, _ = strings.Cut(page.upload, "{") // what may be filled in stands behind it
	}
	var a ghAsset
	err := g.do(ctx, call{
		doing: "attach " + f.Name, method: http.MethodPost, at: at + "?name=" + url.QueryEscape(f.Name), file: f, into: &a,
	})
	return g.asset(&a), err
}

func (g *gitHub) Delete(ctx context.Context, page *Page, a *Asset) error {
	at := g.project(fmt.Sprintf("/releases/assets/%d", a.id))
	if g.gitea {
		at = g.project(fmt.Sprintf("/releases/%d/assets/%d", page.id, a.id))
	}
	err := g.do(ctx, call{doing: "take away " + a.Name, method: http.MethodDelete, at: at, again: true, absent: true})
	if errors.Is(err, errAbsent) {
		return nil
	}
	return err
}
