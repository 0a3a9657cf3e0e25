package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/export"
)

// mostEntries is how many versions the feed has, the latest ones: what is older stands
// in the index.
const mostEntries = 100

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
	Summary string     `xml:"summary"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

// feed tells a feed reader of the latest versions. Dates are those of the commits that
// the versions are on.
func (a *About) feed(all []Summary) (File, error) {
	f := atomFeed{
		Lang: lang, ID: "urn:uuid:" + export.Identifier(a.Register, "", "", ""), Title: a.name(), Author: a.name(),
		Updated: a.Date.UTC().Format(rfc3339), Links: []atomLink{{"alternate", "text/html", a.address(indexPage)}},
	}
	if a.Register.URL != "" {
		f.Links = append(f.Links, atomLink{"self", "application/atom+xml", a.address(feedFile)})
	}
	for i := range all {
		for j := range all[i].Versions {
			f.Entries = append(f.Entries, a.entry(&all[i], &all[i].Versions[j]))
		}
	}
	slices.SortStableFunc(f.Entries, func(x, y atomEntry) int { return strings.Compare(y.Updated, x.Updated) })
	f.Entries = f.Entries[:min(len(f.Entries), mostEntries)]
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	out := bytes.NewBufferString(xml.Header)
	encoder := xml.NewEncoder(out)
	encoder.Indent("", " ")
	if err := encoder.Encode(f); err != nil {
		return File{}, fmt.Errorf("write the feed: %w", err)
	}
	out.WriteByte('\n')
	return File{feedFile, out.Bytes()}, nil
}

// entry tells of one version. Its id stays when its standing changes.
func (a *About) entry(s *Summary, l *Line) atomEntry {
	e := atomEntry{
		ID:    "urn:uuid:" + export.Identifier(a.Register, s.ID, "version", l.Version),
		Title: s.Title + " " + l.Version, Updated: l.Updated, Links: []atomLink{{"alternate", "text/html", a.address(l.Page)}},
	}
	switch {
	case l.Reason != "":
		e.Title += " (withdrawn)"
		e.Summary = "Withdrawn. The reason that the register gives: " + l.Reason
	case !l.Published:
		e.Title += " (draft for comment, not endorsed)"
		e.Summary = "A draft is put out for comment. It is not endorsed."
	default:
		e.Summary = "Version " + l.Version + " of " + s.Title + " was published. It is " + l.Words + "."
		if l.Newer == "" {
			e.Summary = "Version " + l.Version + " of " + s.Title + " was published."
		}
	}
	return e
}

// address is where a file of the site is found: on the web where the register says so,
// else beside the feed.
func (a *About) address(file string) string {
	if a.Register.URL == "" {
		return file
	}
	return a.Register.URL + "/" + file
}
