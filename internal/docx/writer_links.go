package docx

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
)

// maxName is how many characters Word allows the name of a bookmark.
const maxName = 40

// anchors are the bookmarks of a document by the ids of its sections and rows. A name
// has letters, digits and low lines; two that would be the same are told apart.
func anchors(d *document.Document) map[string]string {
	names, taken := map[string]string{}, map[string]bool{}
	add := func(id string) {
		if id == "" || names[id] != "" {
			return
		}
		name := "a_" + strings.Map(func(r rune) rune {
			if r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
				return r
			}
			return '_'
		}, id)
		name = name[:min(len(name), maxName)]
		for n, stem := 2, name[:min(len(name), maxName-8)]; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s_%d", stem, n)
		}
		taken[strings.ToLower(name)] = true
		names[id] = name
	}
	blockAnchors(d.Intro, add)
	sectionAnchors(d.Sections, add)
	return names
}

func sectionAnchors(sections []document.Section, add func(string)) {
	for _, s := range sections {
		add(s.ID)
		blockAnchors(s.Blocks, add)
		sectionAnchors(s.Parts, add)
	}
}

func blockAnchors(blocks []document.Block, add func(string)) {
	for _, b := range blocks {
		for _, item := range b.Items {
			blockAnchors(item, add)
		}
		for _, fact := range b.Facts {
			blockAnchors(fact.Blocks, add)
		}
		if b.Table == nil {
			continue
		}
		for _, row := range b.Table.Rows {
			add(row.ID)
			for _, cell := range row.Cells {
				blockAnchors(cell, add)
			}
		}
	}
}

// bookmark writes what links within the document lead to, if it has not been written yet.
func (b *writer) bookmark(id string) {
	name := b.anchors[id]
	if name == "" || b.marked[id] {
		return
	}
	b.marked[id] = true
	number := strconv.Itoa(len(b.marked))
	b.out.leaf("w:bookmarkStart", "w:id", number, "w:name", name)
	b.out.leaf("w:bookmarkEnd", "w:id", number)
}

// maxAddress is how many bytes of an address Word follows.
const maxAddress = 2000

var webHost = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$`)
var mailbox = regexp.MustCompile(`^[A-Za-z0-9._%+-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$`)

// address returns an address as a Word document may hold it, "" where it is none that
// is made a link: only web and e-mail addresses are, and none that names somebody in
// front of the host, behind which another host is easily hidden. Word calls a document
// damaged that holds an address which is none.
func address(href string) string {
	scheme, rest, found := strings.Cut(href, ":")
	if !found || len(href) > maxAddress {
		return ""
	}
	switch scheme = strings.ToLower(scheme); scheme {
	case "mailto":
		to, more, _ := strings.Cut(rest, "?")
		if !mailbox.MatchString(to) || more != "" {
			return ""
		}
		return scheme + ":" + to
	case "http", "https":
		rest, slashes := strings.CutPrefix(rest, "//")
		end := strings.IndexAny(rest, "/?#")
		if end < 0 {
			end = len(rest)
		}
		if !slashes || !webHost.MatchString(rest[:end]) {
			return ""
		}
		return scheme + "://" + rest[:end] + escaped(rest[end:])
	}
	return ""
}

// escaped writes the part of an address behind the host with the characters that it may
// have, all others as bytes in hexadecimal.
func escaped(path string) string {
	var out strings.Builder
	fragment := false
	for i := range len(path) {
		c := path[i]
		plain := c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || strings.IndexByte("-._~:/?@!$&'()*+,;=", c) >= 0
		switch {
		case plain, c == '%' && isHex(path, i+1) && isHex(path, i+2), c == '#' && !fragment:
			out.WriteByte(c)
		default:
			fmt.Fprintf(&out, "%%%02X", c)
		}
		fragment = fragment || c == '#'
	}
	return out.String()
}

func isHex(s string, i int) bool {
	return i < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[i]) >= 0
}

// link returns the id of the link to an address outside the document.
func (b *writer) link(to string) string {
	if b.outside[to] == "" {
		b.addresses = append(b.addresses, to)
		b.outside[to] = fmt.Sprintf("rId%d", len(fixedLinks)+len(b.addresses))
	}
	return b.outside[to]
}

// fixedLinks are the parts that the text of a document leans on, header and footer last.
var fixedLinks = [][2]string{
	{"styles", "styles.xml"}, {"numbering", "numbering.xml"}, {"settings", "settings.xml"},
	{"header", "header1.xml"}, {"footer", "footer1.xml"},
}

const headerLink, footerLink = "rId4", "rId5"

// links are the parts and addresses that the text of the document leads to.
func (b *writer) links() []byte {
	return written(func(m *markup) {
		m.in(func() {
			for i, l := range fixedLinks {
				m.leaf("Relationship", "Id", fmt.Sprintf("rId%d", i+1), "Type", officeSpace+"/"+l[0], "Target", l[1])
			}
			for _, to := range b.addresses {
				m.leaf("Relationship", "Id", b.outside[to], "Type", officeSpace+"/hyperlink", "Target", to, "TargetMode", "External")
			}
		}, "Relationships", "xmlns", relationships)
	})
}
