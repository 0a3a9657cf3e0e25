// Package document is a document for people as values: sections in sections, blocks
// in them, spans in those. Whatever is published for reading is put together as one,
// and then written as a page, as Markdown or for a word processor. Its texts are as
// they came: who writes them escapes them. It knows neither what is written nor how.
package document

import "strings"

// Document is one document.
type Document struct {
	Title string
	Lang  string // of its texts, such as "en-GB"
	// Banner is what nobody may miss, such as that this is a draft; it is repeated on
	// every page in print. Standing is the same in a line of small print, with the
	// version and where to check it.
	Banner, Standing string
	Intro            []Block
	Sections         []Section
}

// Section is a part with a heading. Sections of a document have headings of level 2,
// those inside them of the levels below, down to 6.
type Section struct {
	ID, Title string // the id is an anchor, unique in the document
	Blocks    []Block
	Parts     []Section
	Unlisted  bool // it does not stand in the table of contents
}

// Block is one of a paragraph, a list, facts, a table, a picture, or lines to be copied.
type Block struct {
	Text    []Span
	Strong  bool      // of a paragraph: it stands out
	Items   [][]Block // of a list
	Ordered bool
	Facts   []Fact
	Table   *Table
	Picture *Picture
	Lines   string
}

// Fact is something of which a few words say what it is.
type Fact struct {
	Name   string
	Blocks []Block
}

// Table is a table whose first row is its head, and the first cell of each row the
// heading of the row.
type Table struct {
	Caption string
	Head    []string
	Rows    []Row
}

// Row is a row of a table.
type Row struct {
	ID    string // an anchor; may be empty
	Cells [][]Block
}

// Picture is a drawing, with the text that says the same to those who do not see it.
// Writers that cannot show it write a paragraph of the text; the numbers in it stand
// in a table as well.
type Picture struct {
	SVG  string // an svg element with its own title and desc, made by package chart alone
	Text string
}

// Span is words; with an Href they are a link, with Code they are to be typed or
// compared letter by letter.
type Span struct {
	Text, Href           string
	Code, Added, Removed bool // Added and Removed: of a comparison
}

// Words is plain text.
func Words(s string) Span { return Span{Text: s} }

// Code is text to be typed, or to be compared letter by letter.
func Code(s string) Span { return Span{Text: s, Code: true} }

// Within leads to an anchor of the same document.
func Within(anchor, s string) Span { return Span{Text: s, Href: "#" + anchor} }

// Outside leads to a web or e-mail address, where it is one: no other scheme is ever
// made a link.
func Outside(address, s string) Span {
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(strings.ToLower(address), scheme) {
			return Span{Text: s, Href: address}
		}
	}
	return Words(s)
}

// Para is a paragraph.
func Para(spans ...Span) Block { return Block{Text: spans} }

// Said is a paragraph of plain text.
func Said(text string) Block { return Para(Words(text)) }

// Bullets is a list.
func Bullets(items ...[]Block) Block { return Block{Items: items} }

// Cell is a cell of a table with plain text in it.
func Cell(text string) []Block { return []Block{Said(text)} }

// Prose is the paragraphs and lists of a text of a specification: blank lines part
// paragraphs, and a line that begins with "- " an item of a list.
func Prose(text string) []Block {
	var blocks []Block
	var open []string // the lines of the paragraph or item that is being read
	listed, list := false, false
	end := func() {
		if len(open) == 0 {
			list = false
			return
		}
		p := Said(strings.Join(open, " "))
		last := len(blocks) - 1
		switch {
		case listed && list:
			blocks[last].Items = append(blocks[last].Items, []Block{p})
		case listed:
			blocks = append(blocks, Bullets([]Block{p}))
		default:
			blocks = append(blocks, p)
		}
		list, open = listed, nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		item, opens := strings.CutPrefix(line, "- ")
		if opens || line == "" {
			end()
			listed = opens
		}
		if line != "" {
			open = append(open, item)
		}
	}
	end()
	return blocks
}
