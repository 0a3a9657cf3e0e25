package forgetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// gitHub answers what is asked below /repos/OWNER/NAME.
func (s *Server) gitHub(w http.ResponseWriter, r *http.Request, below string, data []byte) {
	switch {
	case below == "" && r.Method == http.MethodGet:
		s.give(w, http.StatusOK, map[string]any{"full_name": s.Project, "archived": false})
	case strings.HasPrefix(below, "/git/ref/tags/") && s.Kind == "github":
		s.ghTag(w, strings.TrimPrefix(below, "/git/ref/tags/"))
	case strings.HasPrefix(below, "/tags/") && s.Kind == "gitea":
		if tag, ok := unescaped(strings.TrimPrefix(below, "/tags/")); ok && s.Tag(tag) != "" {
			s.give(w, http.StatusOK, map[string]any{"name": tag, "id": s.Tag(tag), "commit": map[string]string{"sha": strings.Repeat("0", 40)}})
			return
		}
		s.refuse(w, http.StatusNotFound, `{"message":"tag does not exist"}`)
	case strings.HasPrefix(below, "/releases/tags/"):
		tag, ok := unescaped(strings.TrimPrefix(below, "/releases/tags/"))
		if p := s.find(tag); ok && p != nil && !p.Draft { // a draft is found by no tag
			s.give(w, http.StatusOK, s.ghPage(p))
			return
		}
		s.refuse(w, http.StatusNotFound, `{"message":"Not Found"}`)
	case below == "/releases" && r.Method == http.MethodGet:
		var all []any
		for _, p := range s.pages {
			all = append(all, s.ghPage(p))
		}
		s.give(w, http.StatusOK, some(r, all))
	case below == "/releases" && r.Method == http.MethodPost:
		s.ghCreate(w, data)
	default:
		s.ghBelow(w, r, below, data)
	}
}

func (s *Server) ghTag(w http.ResponseWriter, tag string) {
	if id := s.Tag(tag); id != "" {
		s.give(w, http.StatusOK, map[string]any{"ref": "refs/tags/" + tag, "object": map[string]string{"type": "tag", "sha": id}})
		return
	}
	s.refuse(w, http.StatusNotFound, `{"message":"Not Found"}`)
}

// ghWanted is what a page is to be.
type ghWanted struct {
	TagName    string `json:"tag_name"`
	Name       string `json:"name"`
	Body       string `json:"body"`
	Draft      bool   `json:"draft"`
	Prerelease bool   `json:"prerelease"`
}

func (s *Server) ghCreate(w http.ResponseWriter, data []byte) {
	var want ghWanted
	if json.Unmarshal(data, &want) != nil || s.Tag(want.TagName) == "" {
		s.refuse(w, http.StatusUnprocessableEntity, `{"message":"Validation Failed","errors":[{"resource":"Release","code":"invalid","field":"tag_name"}]}`)
		return
	}
	if p := s.find(want.TagName); p != nil && !p.Draft {
		s.refuse(w, http.StatusUnprocessableEntity, taken("Release", "tag_name"))
		return
	}
	p := &page{ID: s.id(), Tag: want.TagName, Title: want.Name, Body: want.Body, Draft: want.Draft, Prerelease: want.Prerelease}
	s.pages = append(s.pages, p)
	s.give(w, http.StatusCreated, s.ghPage(p))
}

// ghBelow is what there is of one page, and of one file.
func (s *Server) ghBelow(w http.ResponseWriter, r *http.Request, below string, data []byte) {
	for _, p := range s.pages {
		own := fmt.Sprintf("/releases/%d", p.ID)
		switch {
		case below == own && r.Method == http.MethodPatch:
			var want ghWanted
			if json.Unmarshal(data, &want) != nil {
				break
			}
			p.Title, p.Body, p.Draft, p.Prerelease = want.Name, want.Body, want.Draft, want.Prerelease
			s.give(w, http.StatusOK, s.ghPage(p))
			return
		case below == own+"/assets" && r.Method == http.MethodGet:
			var all []any
			for _, a := range p.Assets {
				all = append(all, s.ghAsset(a))
			}
			s.give(w, http.StatusOK, some(r, all))
			return
		case below == own+"/assets" && r.Method == http.MethodPost:
			s.ghUpload(w, r, p, data)
			return
		}
		for i, a := range p.Assets {
			if r.Method == http.MethodDelete && (below == fmt.Sprintf("/releases/assets/%d", a.ID) && s.Kind == "github" || below == fmt.Sprintf("%s/assets/%d", own, a.ID) && s.Kind == "gitea") {
				p.Assets = append(p.Assets[:i:i], p.Assets[i+1:]...)
				w.WriteHeader(http.StatusNoContent)
				return
			}
		}
	}
	s.refuse(w, http.StatusNotFound, `{"message":"Not Found"}`)
}

func (s *Server) ghUpload(w http.ResponseWriter, r *http.Request, p *page, data []byte) {
	name := r.URL.Query().Get("name")
	for _, a := range p.Assets {
		if a.Name == name {
			s.refuse(w, http.StatusUnprocessableEntity, taken("ReleaseAsset", "name"))
			return
		}
	}
	a := &file{ID: s.id(), Name: name, Data: data}
	p.Assets = append(p.Assets, a)
	s.give(w, http.StatusCreated, s.ghAsset(a))
}

func (s *Server) ghPage(p *page) map[string]any {
	return map[string]any{
		"id": p.ID, "tag_name": p.Tag, "name": p.Title, "body": strings.ReplaceAll(p.Body, "\n", "\r\n"), "draft": p.Draft, "prerelease": p.Prerelease,
		"html_url":   s.Base + "/" + s.Project + "/releases/tag/" + p.Tag,
		"upload_url": fmt.Sprintf("%s/api/uploads/repos/%s/releases/%d/assets{?name,label}", s.Base, s.Project, p.ID),
	}
}

func (s *Server) ghAsset(a *file) map[string]any {
	asset := map[string]any{"id": a.ID, "name": a.Name, "size": len(a.Data)}
	if s.Kind == "gitea" {
		return asset
	}
	if asset["state"] = "uploaded"; a.Half {
		asset["state"] = "starter"
		return asset
	}
	asset["digest"] = "sha256:" + digest(a.Data)
	return asset
}
