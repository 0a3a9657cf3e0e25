package report

import (
	"fmt"
	"io"

	"github.com/advancing-practice/credctl/internal/workbook"
)

// Workbook is what a filled-in workbook covers.
type Workbook struct {
	*workbook.Result
	File    string // as it was given
	Version string // of this program
	Notices []string
	Options Options
}

// workbookNote says what was looked at, and what was not.
const workbookNote = "This looks whether the column \"" + workbook.Module + "\" says something and whether it was written for this text. " +
	"Whether a module covers what it stands beside is for people to say."

// WorkbookFormats are the formats of `credctl workbook check`, by name.
var WorkbookFormats = map[string]func(w io.Writer, b *Workbook) error{
	"json":     writeWorkbookJSON,
	"markdown": func(w io.Writer, b *Workbook) error { return writeSheetMarkdown(w, b.sheet(), b.Options) },
	"text":     func(w io.Writer, b *Workbook) error { return writeSheetText(w, b.sheet(), b.Options) },
}

func (b *Workbook) sheet() sheet {
	page := sheet{
		Title:   fmt.Sprintf("Workbook of %s %s", b.Origin.Specification, b.Origin.Version),
		Version: b.Version, Foot: workbookNote,
		Intro: append([]string{fmt.Sprintf("A module is named for %d of %d outcomes, capabilities and statements.", b.Covered, b.Elements)}, b.Notices...),
	}
	for _, part := range []struct {
		heading string
		entries []workbook.Entry
	}{
		{"No module is named for these", b.Open},
		{"These have no row", b.Missing},
		{"These rows name nothing that is known", b.Unknown},
		{"Look at these again: version " + b.Against + " changed them", b.Revisit},
		{"These are new in version " + b.Against, b.Added},
	} {
		if len(part.entries) > 0 {
			page.Sections = append(page.Sections, sheetSection{Heading: fmt.Sprintf("%s (%d)", part.heading, len(part.entries)), Items: workbookItems(part.entries)})
		}
	}
	switch {
	case !b.Clean():
	case b.Against != "":
		page.Sections = append(page.Sections, sheetSection{Text: []string{"A module is named for each of them, and nothing that version " + b.Against + " changed is to be looked at again."}})
	default:
		page.Sections = append(page.Sections, sheetSection{Text: []string{"A module is named for each of them."}})
	}
	return page
}

// mostOfText is how many letters of an element are shown: enough to know it again.
const mostOfText = 90

func workbookItems(entries []workbook.Entry) []sheetItem {
	var items []sheetItem
	for _, e := range entries {
		item := sheetItem{Text: e.Element}
		if e.Element == "" {
			item.Text = "no element"
		}
		if e.Place != "" {
			item.Text = e.Place + ": " + item.Text
		}
		if e.Text != "" {
			item.Text += ": " + short(e.Text, mostOfText)
		}
		for _, why := range e.Why {
			item.More = append(item.More, short(why, 2*mostOfText))
		}
		items = append(items, item)
	}
	return items
}

// The JSON form of a check of a workbook; schema/workbook.schema.json is its contract.
// Lists are never null.
type (
	jsonWorkbook struct {
		Format        int                 `json:"format"`
		Tool          jsonTool            `json:"tool"`
		Note          string              `json:"note"`
		File          string              `json:"file"`
		Specification string              `json:"specification"`
		Version       string              `json:"version"`
		Draft         string              `json:"draft"`
		Against       string              `json:"against"`
		Notices       []string            `json:"notices"`
		Elements      int                 `json:"elements"`
		Covered       int                 `json:"covered"`
		Open          []jsonWorkbookEntry `json:"open"`
		Missing       []jsonWorkbookEntry `json:"missing"`
		Unknown       []jsonWorkbookEntry `json:"unknown"`
		Revisit       []jsonWorkbookEntry `json:"revisit"`
		Added         []jsonWorkbookEntry `json:"added"`
	}
	jsonWorkbookEntry struct {
		Element string   `json:"element"`
		Place   string   `json:"place"`
		Text    string   `json:"text"`
		Why     []string `json:"why"`
	}
)

func writeWorkbookJSON(w io.Writer, b *Workbook) error {
	return encode(w, jsonWorkbook{
		Format: jsonFormat, Tool: jsonTool{"credctl", b.Version}, Note: workbookNote, File: b.File,
		Specification: b.Origin.Specification, Version: b.Origin.Version, Draft: b.Origin.Draft, Against: b.Against,
		Notices: list(b.Notices), Elements: b.Elements, Covered: b.Covered,
		Open: jsonEntries(b.Open), Missing: jsonEntries(b.Missing), Unknown: jsonEntries(b.Unknown),
		Revisit: jsonEntries(b.Revisit), Added: jsonEntries(b.Added),
	})
}

func jsonEntries(entries []workbook.Entry) []jsonWorkbookEntry {
	all := []jsonWorkbookEntry{}
	for _, e := range entries {
		all = append(all, jsonWorkbookEntry{e.Element, e.Place, e.Text, list(e.Why)})
	}
	return all
}
