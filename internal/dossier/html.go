package dossier

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page and its style sheet
	"encoding/base64"
	"fmt"
	"html/template"
)

//go:embed page.tmpl
var pageTemplate string

//go:embed style.css
var pageStyle string

// page is a whole page. It has no script, asks for nothing from anywhere, and
// forbids itself to.
type page struct {
	Title    string
	Tab      string // what the browser calls it, in at most 70 characters
	Skip     string // where the first link leads, in words
	Above    string // a line above the title
	Standing string // what must not be overlooked
	Sections []section
	Below    string // a line below everything

	Style  template.CSS
	Policy string // of the content: what the page may load, which is its own style sheet
}

// render makes the page. Whatever a file says is escaped by the template.
func (p page) render() ([]byte, error) {
	sum := sha256.Sum256([]byte(pageStyle))
	p.Style = template.CSS(pageStyle)
	p.Policy = "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	levelled(p.Sections, 2)
	t, err := template.New("page").Parse(pageTemplate)
	if err != nil {
		return nil, fmt.Errorf("parse the page: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, p); err != nil {
		return nil, fmt.Errorf("fill in the page: %w", err)
	}
	return out.Bytes(), nil
}
