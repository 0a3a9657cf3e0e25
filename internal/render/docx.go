package render

import (
	"bytes"

	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/edition"
)

// DOCX writes an edition for a word processor.
func DOCX(e *edition.Edition) ([]byte, error) {
	var out bytes.Buffer
	err := docx.Write(&out, properties(e), Document(e))
	return out.Bytes(), err
}

// properties are what a Word document of an edition says of itself.
func properties(e *edition.Edition) docx.Properties {
	p := docx.Properties{Creator: e.Register.Name, Subject: "Credential specification " + e.Spec.ID, Version: e.Version(), Status: string(e.State), Date: e.Date}
	if p.Creator == "" {
		p.Creator = e.Spec.Developer.Organisation
	}
	return p
}
