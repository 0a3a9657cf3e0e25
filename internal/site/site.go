// Package site puts the catalogue of a register together as the files of a static
// site: an index of all specifications, pages of each with its versions and what
// changed between them, a page that tells whether a file is a genuine copy, a feed and
// an index for programs. Values in, files out; the same values make the same bytes.
// Nothing in the site asks for anything from outside of it, and all links are relative,
// so that it works from a folder as it does from a server. It knows no git, no folder
// and no clock.
package site

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/semver"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/standing"
)

// File is a file of the site.
type File struct {
	Path string // below the folder of the site, with slashes
	Data []byte
}

// About is what holds for the site as a whole.
type About struct {
	Register edition.Register
	// Vouched says that whoever built the site knew the trust root from elsewhere. Else
	// the repository was taken at its own word, and the site says so.
	Vouched bool
	Commit  string    // that was read
	Date    time.Time // when it was made, UTC
	Known   *framework.Registry
	// IDs are the specifications that have a page, in order.
	IDs []string
}

// name is what the register is called.
func (a *About) name() string {
	if a.Register.Name != "" {
		return a.Register.Name
	}
	return "Register of credential specifications"
}

// Specification is one specification with all versions that are put before readers.
type Specification struct {
	ID      string
	Title   string
	Version string         // of the present text
	State   standing.State // of the present text; "" where it cannot be read
	Next    string         // the step that comes next, in words; may be empty
	Unread  string         // why the present text cannot be read
	// Present is the present text; nil where it is that of a version below, or cannot be
	// read.
	Present  *edition.Edition
	Versions []Version // the highest first
	Refused  []Refused // tags that are not presented

	documents []json.RawMessage // of the CASE package, for the list of all
}

// Version is a published version, or a release candidate that is out for comment.
type Version struct {
	*edition.Edition
	Tagged    string // the day that the tag says it was made on, YYYY-MM-DD
	SumsName  string // of the list of the files; "" where the release has no files
	Artefacts []Artefact
	// Comments is what was said of a release candidate; nil: nothing.
	Comments *comments.Sheet
	// Earlier is the published version before it, as the catalogue has it; nil: none.
	Earlier *edition.Edition
}

// Artefact is a file of a release. Its hash comes from the signed tag.
type Artefact struct {
	Name   string // without a folder
	SHA256 string
	Data   []byte // nil: it is not offered here
}

// Refused is a tag that has the name of a release and cannot be presented as one.
type Refused struct {
	Tag string
	Why []string
}

// folder is where the pages of a specification lie.
func folder(id string) string { return "specifications/" + id }

// page is the address of the page of a version, from the root of the site.
func (v *Version) page() string { return folder(v.Spec.ID) + "/" + v.Version() + "/index.html" }

// changes is the address of the page that compares a version with the one before.
func (v *Version) changes() string { return folder(v.Spec.ID) + "/" + v.Version() + "/changes.html" }

// up is the way from a page back to the root of the site.
func up(from string) string { return strings.Repeat("../", strings.Count(from, "/")) }

// released are the versions that were published, the highest first.
func (s *Specification) released() []*Version {
	var list []*Version
	for i := range s.Versions {
		if v := &s.Versions[i]; v.IsPublished() {
			list = append(list, v)
		}
	}
	return list
}

// newest is the version that readers should use: the highest that is published and
// not withdrawn; nil where there is none.
func (s *Specification) newest() *Version {
	for _, v := range s.released() {
		if v.State == standing.Published {
			return v
		}
	}
	return nil
}

// words says what a version is, in a word or two.
func (v *Version) words() string {
	switch {
	case v.State == standing.Withdrawn:
		return "withdrawn"
	case v.State == standing.Superseded && v.Newer != "":
		return "superseded by " + v.Newer
	case v.IsPublished():
		return string(v.State)
	}
	return "draft for comment, not endorsed"
}

// Order puts the versions of a specification in order, the highest first, and says of
// each which published version came before it.
func Order(s *Specification) {
	slices.SortFunc(s.Versions, func(a, b Version) int { return semver.Compare("v"+b.Version(), "v"+a.Version()) })
	slices.SortFunc(s.Refused, func(a, b Refused) int { return strings.Compare(a.Tag, b.Tag) })
	var earlier *edition.Edition
	for i := len(s.Versions) - 1; i >= 0; i-- {
		v := &s.Versions[i]
		v.Earlier = earlier
		if v.IsPublished() {
			earlier = v.Edition
		}
	}
}

// withRegister reports whether a state is that of a text which the register published.
func withRegister(state standing.State) bool {
	return state == standing.Published || state == standing.Superseded || state == standing.Withdrawn
}
