package forge

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// gitLab is a project on GitLab. A page there names files that lie elsewhere: in the
// package registry of the project, as a generic package.
type gitLab struct{ *client }

// glRelease is a page as GitLab writes it.
type glRelease struct {
	TagName     string `json:"tag_name"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Links       struct {
		Self string `json:"self"`
	} `json:"_links"`
}

// glLink is a file that a page names.
type glLink struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

// glFile is a file of a package.
type glFile struct {
	ID        int64  `json:"id"`
	PackageID int64  `json:"package_id"`
	FileName  string `json:"file_name"`
	Size      int64  `json:"size"`
	SHA256    string `json:"file_sha256"` // may be null in older packages
}

// glPackage is a package.
type glPackage struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	Version string `json:"version"`
	Type    string `json:"package_type"`
	Status  string `json:"status"`
}

func (g *gitLab) Drafts() bool { return false }

func (g *gitLab) project(below string) string {
	return "projects/" + url.PathEscape(g.place.Project) + below
}

func (g *gitLab) release(tag, below string) string {
	return g.project("/releases/" + url.PathEscape(tag) + below)
}

// Check asks for what every kind of token may see that may make a page.
func (g *gitLab) Check(ctx context.Context) error {
	var some []glRelease
	return g.do(ctx, call{doing: "look at " + g.place.Project, method: http.MethodGet, at: g.project("/releases?per_page=1"), into: &some, again: true})
}

func (g *gitLab) Tagged(ctx context.Context, tag string) (string, error) {
	if g.place.Job { // it may not ask for tags
		return "", nil
	}
	var answer struct {
		Target string `json:"target"`
	}
	k := call{
		doing: "look up the tag " + tag, method: http.MethodGet, again: true, absent: true,
		at: g.project("/repository/tags/" + url.PathEscape(tag)), into: &answer,
	}
	return g.tagged(ctx, k, &answer.Target)
}

func (g *gitLab) Find(ctx context.Context, tag string) (*Page, error) {
	var r glRelease
	err := g.do(ctx, call{doing: "look for the release page of " + tag, method: http.MethodGet, again: true, absent: true, at: g.release(tag, ""), into: &r})
	switch {
	case errors.Is(err, errAbsent):
		return nil, nil
	case err != nil:
		return nil, err
	}
	return g.page(&r), nil
}

func (g *gitLab) page(r *glRelease) *Page {
	return &Page{Tag: r.TagName, Title: r.Name, Body: r.Description, URL: g.shown(r.Links.Self)}
}

// Create names no commit, so that a tag that is not there is refused and not made.
func (g *gitLab) Create(ctx context.Context, want Page) (*Page, error) {
	var r glRelease
	err := g.do(ctx, call{
		doing: "make the release page", method: http.MethodPost, at: g.project("/releases"), into: &r,
		json: map[string]string{"tag_name": want.Tag, "name": want.Title, "description": want.Body},
	})
	if err != nil {
		return nil, err
	}
	return g.page(&r), nil
}

func (g *gitLab) Update(ctx context.Context, page *Page, want Page) (*Page, error) {
	var r glRelease
	err := g.do(ctx, call{
		doing: "complete the release page", method: http.MethodPut, again: true, at: g.release(page.Tag, ""), into: &r,
		json: map[string]string{"name": want.Title, "description": want.Body},
	})
	if err != nil {
		return nil, err
	}
	return g.page(&r), nil
}

// address is where a file of the package lies.
func (g *gitLab) address(page *Page, name string) string {
	return g.project(fmt.Sprintf("/packages/generic/%s/%s/%s", url.PathEscape(page.Package), url.PathEscape(page.Version), url.PathEscape(name)))
}

// Assets puts together what the page names and what the package has. Of several files
// of a name GitLab serves the one that came last.
func (g *gitLab) Assets(ctx context.Context, page *Page) ([]Asset, error) {
	links, err := list[glLink](ctx, g.client, call{doing: "list the files of the release page", at: g.release(page.Tag, "/assets/links")})
	if err != nil {
		return nil, err
	}
	files, err := g.files(ctx, page)
	if err != nil {
		return nil, err
	}
	var assets []Asset
	have := map[string]int{}
	for _, f := range files {
		a := Asset{Name: g.hide(f.FileName), Size: f.Size, SHA256: strings.ToLower(f.SHA256), Loose: true, id: f.ID}
		if i, again := have[f.FileName]; again {
			if assets[i].id < f.ID {
				assets[i] = a
			}
			continue
		}
		have[f.FileName] = len(assets)
		assets = append(assets, a)
	}
	for _, l := range links {
		i, ok := have[l.Name]
		switch {
		case !ok:
			assets = append(assets, Asset{Name: g.hide(l.Name), Broken: true})
		case l.URL == g.place.API+"/"+g.address(page, l.Name):
			assets[i].Loose = false
		}
	}
	return assets, nil
}

// files are those of the package of a page; none if there is no such package yet.
func (g *gitLab) files(ctx context.Context, page *Page) ([]glFile, error) {
	at := g.project("/packages?package_type=generic&package_name=" + url.QueryEscape(page.Package))
	packages, err := list[glPackage](ctx, g.client, call{doing: "list the packages", at: at})
	if err != nil {
		return nil, err
	}
	for _, p := range packages {
		if p.Name == page.Package && p.Version == page.Version && (p.Type == "generic" || p.Type == "") {
			return list[glFile](ctx, g.client, call{doing: "list the files of the package", at: g.project(fmt.Sprintf("/packages/%d/package_files", p.ID))})
		}
	}
	return nil, nil
}

// Upload puts the file into the package, unless it is there, and has the page name it.
func (g *gitLab) Upload(ctx context.Context, page *Page, f *File) (Asset, error) {
	there, err := g.Assets(ctx, page)
	if err != nil {
		return Asset{}, err
	}
	for i := range there {
		if a := &there[i]; a.Name == f.Name && a.is(f) && a.SHA256 != "" {
			return *a, g.link(ctx, page, f.Name)
		}
	}
	var put glFile
	err = g.do(ctx, call{
		doing: "attach " + f.Name, method: http.MethodPut, at: g.address(page, f.Name) + "?select=package_file", file: f, into: &put,
	})
	if err != nil {
		return Asset{}, err
	}
	return Asset{Name: put.FileName, Size: put.Size, SHA256: strings.ToLower(put.SHA256), id: put.ID}, g.link(ctx, page, f.Name)
}

// link has the page name a file, or name it rightly.
func (g *gitLab) link(ctx context.Context, page *Page, name string) error {
	links, err := list[glLink](ctx, g.client, call{doing: "list the files of the release page", at: g.release(page.Tag, "/assets/links")})
	if err != nil {
		return err
	}
	want := map[string]string{"name": name, "url": g.place.API + "/" + g.address(page, name), "direct_asset_path": "/" + name, "link_type": "other"}
	for _, l := range links {
		if l.Name == name {
			if l.URL == want["url"] {
				return nil
			}
			return g.do(ctx, call{doing: "attach " + name, method: http.MethodPut, again: true, at: g.release(page.Tag, fmt.Sprintf("/assets/links/%d", l.ID)), json: want})
		}
	}
	return g.do(ctx, call{doing: "attach " + name, method: http.MethodPost, at: g.release(page.Tag, "/assets/links"), json: want})
}

// Delete takes a file out of the package. What the page names is put right by Upload.
func (g *gitLab) Delete(ctx context.Context, page *Page, a *Asset) error {
	if a.id == 0 {
		return nil
	}
	files, err := g.files(ctx, page)
	if err != nil {
		return err
	}
	for _, f := range files {
		if f.FileName != a.Name {
			continue
		}
		err := g.do(ctx, call{
			doing: "take away " + a.Name, method: http.MethodDelete, again: true, absent: true,
			at: g.project(fmt.Sprintf("/packages/%d/package_files/%d", f.PackageID, f.ID)),
		})
		if err != nil && !errors.Is(err, errAbsent) {
			return err
		}
	}
	return nil
}
