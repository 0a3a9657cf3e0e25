package export

import (
	"encoding/json"
	"fmt"

	"github.com/advancing-practice/credctl/internal/edition"
)

// caseRoot is where a CASE provider serves, below the address of the register.
const caseRoot = "ims/case/v1p1/"

// servedDocument is a document as a provider serves it by itself.
type servedDocument struct {
	caseDocument
	Package caseLink `json:"CFPackageURI"`
}

// servedItem is an item as a provider serves it by itself.
type servedItem struct {
	caseItem
	Document caseLink `json:"CFDocumentURI"`
}

// CASEProvider makes the files that a static site serves so that it is a CASE provider
// to read from: the packages, which CASE and FrameworkCASE made for the register, the
// documents of all of them as a list and one by one, and the items one by one. The names
// of the files are paths below the address of the register; they have no ending, as the
// interface of a provider wants it, but for the list of documents: it lies in the folder
// that has its name, as index.json. What the packages call by an address of the register
// is there, but for associations, kinds of items and licences: those are in the packages,
// and files of their own would be more than everything else together.
func CASEProvider(r edition.Register, packages ...[]byte) ([]File, error) {
	b := newCaseBuilder(r, "")
	var files []File
	add := func(class, id string, value any) error {
		data, err := indented(value)
		files = append(files, File{Name: caseRoot + class + "/" + id, Data: data})
		return err
	}
	list := []servedDocument{}
	for _, data := range packages {
		var p casePackage
		if err := json.Unmarshal(data, &p); err != nil {
			return nil, fmt.Errorf("read a CASE package: %w", err)
		}
		id := p.Document.Identifier
		files = append(files, File{Name: caseRoot + "CFPackages/" + id, Data: data})
		document := servedDocument{p.Document, caseLink{p.Document.Title, id, b.uri("CFPackages", id)}}
		list = append(list, document)
		if err := add("CFDocuments", id, document); err != nil {
			return nil, err
		}
		for _, item := range p.Items {
			if err := add("CFItems", item.Identifier, servedItem{item, caseLink{p.Document.Title, id, p.Document.URI}}); err != nil {
				return nil, err
			}
		}
	}
	data, err := indented(map[string]any{"CFDocuments": list})
	return append(files, File{Name: caseRoot + "CFDocuments/index.json", Data: data}), err
}
