package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the page
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
)

//go:embed sheet_page.tmpl
var sheetPage string

// The page of a sheet, as values. All texts are printable.
type htmlSheet struct {
	Title   string
	Tab     string // the title as a window has room for it
	Style   template.CSS
	Policy  string // of the content: what the page may load, which is its own style sheet
	Version string
	Lead    []phrase
	Intro   [][]phrase
	Parts   []htmlPart
	Foot    []phrase
}

// htmlPart is a section, with those below it.
type htmlPart struct {
	ID      string
	Heading string
	Lead    []phrase
	Text    [][]phrase
	Items   []htmlItem
	Table   *htmlTable
	Below   []htmlPart
}

type htmlItem struct {
	Text    []phrase
	More    [][]phrase
	Command string
}

type htmlTable struct {
	ID, Caption string
	Head        []string
	Rows        []htmlRow
}

type htmlRow struct {
	First []phrase
	Cells [][]phrase
}

// writeSheetHTML writes a sheet as one accessible page in the manner of writeHTML:
// no script, nothing from anywhere.
func writeSheetHTML(w io.Writer, s sheet, _ Options) error {
	page, err := template.New("page").Parse(sheetPage)
	if err != nil {
		return fmt.Errorf("parse the page: %w", err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, s.html()); err != nil {
		return fmt.Errorf("fill in the page: %w", err)
	}
	_, err = w.Write(out.Bytes())
	return err
}

func (s sheet) html() htmlSheet {
	sum := sha256.Sum256([]byte(htmlStyle))
	page := htmlSheet{
		Title: short(uncoded(s.Title), 400), Tab: short(uncoded(s.Title), 60), Style: template.CSS(htmlStyle), Version: short(s.Version, 100),
		Policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		Lead:   htmlText(s.Lead), Intro: htmlTexts(s.Intro), Foot: htmlText(s.Foot),
	}
	for i, section := range s.Sections {
		part := newHTMLPart(i, section)
		if last := len(page.Parts) - 1; section.Below && last >= 0 {
			page.Parts[last].Below = append(page.Parts[last].Below, part)
			continue
		}
		page.Parts = append(page.Parts, part)
	}
	return page
}

func newHTMLPart(i int, s sheetSection) htmlPart {
	part := htmlPart{Heading: short(uncoded(s.Heading), 400), Lead: htmlText(s.Lead), Text: htmlTexts(s.Text)}
	if part.Heading != "" {
		part.ID = fmt.Sprintf("part-%d", i+1)
	}
	for _, item := range s.Items {
		part.Items = append(part.Items, htmlItem{htmlText(item.Text), htmlTexts(item.More), short(item.Command, 400)})
	}
	if t := s.Table; t != nil {
		part.Table = &htmlTable{ID: fmt.Sprintf("table-%d", i+1), Caption: short(t.Caption, 400), Head: t.Head}
		for _, row := range t.Rows {
			part.Table.Rows = append(part.Table.Rows, htmlRow{htmlText(row[0]), htmlTexts(row[1:])})
		}
	}
	return part
}

func htmlText(s string) []phrase { return phrases(short(s, annotationText)) }

func htmlTexts(all []string) [][]phrase {
	out := make([][]phrase, len(all))
	for i, s := range all {
		out[i] = htmlText(s)
	}
	return out
}
