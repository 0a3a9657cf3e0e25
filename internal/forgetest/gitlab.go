package forgetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

// gitLab answers what is asked below /projects/ID. The package registry has one
// package, whose number is 1.
func (s *Server) gitLab(w http.ResponseWriter, r *http.Request, below string, data []byte) {
	job := r.Header.Get("JOB-TOKEN") != ""
	switch {
	case job && !strings.HasPrefix(below, "/releases") && !strings.HasPrefix(below, "/packages"):
		s.refuse(w, http.StatusForbidden, `{"message":"403 Forbidden"}`)
	case strings.HasPrefix(below, "/repository/tags/"):
		tag, ok := unescaped(strings.TrimPrefix(below, "/repository/tags/"))
		if !ok || s.Tag(tag) == "" {
			s.refuse(w, http.StatusNotFound, `{"message":"404 Tag Not Found"}`)
			return
		}
		s.give(w, http.StatusOK, map[string]any{"name": tag, "target": s.Tag(tag)})
	case strings.HasPrefix(below, "/packages"):
		s.glPackages(w, r, below, data)
	case below == "/releases" && r.Method == http.MethodGet:
		var all []any
		for _, p := range s.pages {
			all = append(all, s.glPage(p))
		}
		s.give(w, http.StatusOK, some(r, all))
	case below == "/releases" && r.Method == http.MethodPost:
		s.glCreate(w, data)
	case strings.HasPrefix(below, "/releases/"):
		s.glRelease(w, r, strings.TrimPrefix(below, "/releases/"), data)
	default:
		s.refuse(w, http.StatusNotFound, `{"error":"404 Not Found"}`)
	}
}

func (s *Server) glPage(p *page) map[string]any {
	return map[string]any{
		"tag_name": p.Tag, "name": p.Title, "description": p.Body,
		"_links": map[string]string{"self": s.Base + "/" + s.Project + "/-/releases/" + strings.ReplaceAll(p.Tag, "/", "%2F")},
	}
}

func (s *Server) glCreate(w http.ResponseWriter, data []byte) {
	var want map[string]string
	if json.Unmarshal(data, &want) != nil {
		s.refuse(w, http.StatusBadRequest, `{"error":"tag_name is missing"}`)
		return
	}
	switch tag := want["tag_name"]; {
	case s.Tag(tag) == "":
		s.refuse(w, http.StatusUnprocessableEntity, `{"message":"Ref is not specified"}`)
	case s.find(tag) != nil:
		s.refuse(w, http.StatusConflict, `{"message":"Release already exists"}`)
	default:
		p := &page{ID: s.id(), Tag: tag, Title: want["name"], Body: want["description"]}
		s.pages = append(s.pages, p)
		s.give(w, http.StatusCreated, s.glPage(p))
	}
}

// glRelease is what there is of one page, and of what it names.
func (s *Server) glRelease(w http.ResponseWriter, r *http.Request, path string, data []byte) {
	escaped, rest, _ := strings.Cut(path, "/")
	tag, _ := unescaped(escaped)
	p := s.find(tag)
	if p == nil {
		s.refuse(w, http.StatusNotFound, `{"message":"404 Not Found"}`)
		return
	}
	var want map[string]string
	_ = json.Unmarshal(data, &want) // where there is a body
	id, one := number(rest, "assets/links/")
	switch {
	case rest == "" && r.Method == http.MethodGet:
		s.give(w, http.StatusOK, s.glPage(p))
	case rest == "" && r.Method == http.MethodPut:
		p.Title, p.Body = want["name"], want["description"]
		s.give(w, http.StatusOK, s.glPage(p))
	case rest == "assets/links" && r.Method == http.MethodGet:
		var all []any
		for _, a := range p.Assets {
			all = append(all, map[string]any{"id": a.ID, "name": a.Name, "url": a.URL, "link_type": "other"})
		}
		s.give(w, http.StatusOK, some(r, all))
	case rest == "assets/links" && r.Method == http.MethodPost:
		for _, a := range p.Assets {
			if a.Name == want["name"] || a.URL == want["url"] {
				s.refuse(w, http.StatusBadRequest, `{"message":{"name":["has already been taken"]}}`)
				return
			}
		}
		a := &file{ID: s.id(), Name: want["name"], URL: want["url"]}
		p.Assets = append(p.Assets, a)
		s.give(w, http.StatusCreated, map[string]any{"id": a.ID, "name": a.Name, "url": a.URL})
	case one && r.Method == http.MethodPut:
		for _, a := range p.Assets {
			if a.ID == id {
				a.Name, a.URL = want["name"], want["url"]
			}
		}
		s.give(w, http.StatusOK, map[string]any{"id": id})
	default:
		s.refuse(w, http.StatusNotFound, `{"message":"404 Not Found"}`)
	}
}

// glPackages is the package registry.
func (s *Server) glPackages(w http.ResponseWriter, r *http.Request, below string, data []byte) {
	id, one := number(below, "/packages/1/package_files/")
	parts := strings.Split(strings.TrimPrefix(below, "/packages/generic/"), "/")
	switch {
	case below == "/packages":
		var all []any
		if len(s.files) > 0 {
			name, version, _ := strings.Cut(s.files[0].URL, " ")
			all = append(all, map[string]any{"id": 1, "name": name, "version": version, "package_type": "generic", "status": "default"})
		}
		s.give(w, http.StatusOK, some(r, all))
	case below == "/packages/1/package_files":
		var all []any
		for _, f := range s.files {
			all = append(all, s.glFile(f))
		}
		s.give(w, http.StatusOK, some(r, all))
	case one && r.Method == http.MethodDelete:
		for i, f := range s.files {
			if f.ID == id {
				s.files = append(s.files[:i:i], s.files[i+1:]...)
				break
			}
		}
		w.WriteHeader(http.StatusNoContent)
	case strings.HasPrefix(below, "/packages/generic/") && r.Method == http.MethodPut && len(parts) == 3:
		f := &file{ID: s.id(), Name: parts[2], Data: data, URL: parts[0] + " " + parts[1]}
		s.files = append(s.files, f)
		s.give(w, http.StatusCreated, s.glFile(f))
	default:
		s.refuse(w, http.StatusNotFound, fmt.Sprintf(`{"error":"404 Not Found: %s"}`, below))
	}
}

func (s *Server) glFile(f *file) map[string]any {
	return map[string]any{"id": f.ID, "package_id": 1, "file_name": f.Name, "size": len(f.Data), "file_sha256": digest(f.Data)}
}
