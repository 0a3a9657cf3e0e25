package export

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/edition"
)

// caseBuilder puts a package together: items as children of others, with what they
// relate to, and the definitions that were used.
type caseBuilder struct {
	register edition.Register
	changed  string    // when everything in it was last changed, UTC
	license  *caseLink // of every item; nil: none is stated
	level    []string  // of every item
	children map[string]int
	types    map[string]bool
	said     map[string]bool // associations, by identifier
	out      casePackage
}

// caseKind is a kind of item, as people read it.
type caseKind struct{ title, description, code string }

func newCaseBuilder(r edition.Register, changed string) *caseBuilder {
	return &caseBuilder{
		register: r, changed: changed, children: map[string]int{}, types: map[string]bool{}, said: map[string]bool{},
		out: casePackage{Items: []caseItem{}, Associations: []caseAssociation{}},
	}
}

// uri is where an object is found: at the path of a CASE provider on the site of the
// register, or, where nobody said where that is, nowhere but in the package.
func (b *caseBuilder) uri(class, identifier string) string {
	if b.register.URL == "" {
		return "urn:uuid:" + identifier
	}
	return b.register.URL + "/ims/case/v1p1/" + class + "/" + identifier
}

func (b *caseBuilder) node(class, identifier, title string) caseNode {
	return caseNode{oneLine(title), identifier, b.uri(class, identifier), "CASE"}
}

// add puts an item below another, or below the document.
func (b *caseBuilder) add(item caseItem, kind caseKind, parent caseNode) caseNode {
	item.URI = b.uri("CFItems", item.Identifier)
	item.LastChange, item.Language, item.License = b.changed, language, b.license
	item.EducationLevel = b.level
	if item.AbbreviatedStatement == item.FullStatement {
		item.AbbreviatedStatement = ""
	}
	link := b.define(kind)
	item.ItemType, item.ItemTypeURI = kind.title, &link
	b.out.Items = append(b.out.Items, item)
	node := b.node("CFItems", item.Identifier, caseTitle(&item))
	b.children[parent.Identifier]++
	b.associate(caseAssociation{Type: "isChildOf", Sequence: b.children[parent.Identifier], Origin: node, Destination: parent})
	return node
}

// caseTitle is what an item is called where it is pointed at.
func caseTitle(item *caseItem) string {
	title := item.AbbreviatedStatement
	if title == "" {
		title = item.FullStatement
	}
	return strings.TrimSpace(item.HumanCodingScheme + " " + shortened(oneLine(title), maxCaseTitle))
}

// maxCaseTitle is how long the text of a pointer is at most, in characters.
const maxCaseTitle = 100

// associate adds an association between two items; what was said already is not said
// again.
func (b *caseBuilder) associate(a caseAssociation) {
	a.Identifier = identified("association", a.Type, a.Origin.Identifier, a.Destination.Identifier)
	if b.said[a.Identifier] {
		return
	}
	b.said[a.Identifier] = true
	a.URI, a.LastChange = b.uri("CFAssociations", a.Identifier), b.changed
	b.out.Associations = append(b.out.Associations, a)
}

// define adds a kind of item to the definitions, once.
func (b *caseBuilder) define(kind caseKind) caseLink {
	identifier := identified("item type", kind.title)
	link := caseLink{kind.title, identifier, b.uri("CFItemTypes", identifier)}
	if !b.types[kind.title] {
		b.types[kind.title] = true
		b.out.Definitions.ItemTypes = append(b.out.Definitions.ItemTypes, caseItemType{
			link.Identifier, link.URI, kind.title, kind.description, kind.code, b.changed,
		})
	}
	return link
}

// bytes is the package as JSON.
func (b *caseBuilder) bytes() ([]byte, error) { return indented(b.out) }
