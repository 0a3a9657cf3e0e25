package docx

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"time"

	"github.com/advancing-practice/credctl/internal/document"
)

// Properties are what a Word document says of itself as a whole. What is zero is left out.
type Properties struct {
	Creator, Subject string
	Version, Status  string    // of the text, such as "1.0.0" and "published"
	Date             time.Time // of the text and never of the clock: the same text makes the same bytes
	Landscape        bool      // the pages lie on their side, for wide tables
}

// Write writes a document for word processors, A4: headings, lists and tables are real
// ones, by styles alone, so that assistive technology finds them and a house style can
// be laid over them. The title is the heading of level 1. Banner and standing stand on
// every page. Pictures are written as their text. Characters that XML cannot hold, and
// those that turn the direction of the text around them, are written as Go escapes.
func Write(w io.Writer, p Properties, d *document.Document) error {
	b := newWriter(p, d)
	b.document()
	if b.err != nil {
		return b.err
	}
	return pack(w, []part{
		{"[Content_Types].xml", contentTypes()},
		{"_rels/.rels", packageLinks()},
		{"docProps/core.xml", coreProperties(p, d)},
		{"word/document.xml", b.out.bytes()},
		{"word/_rels/document.xml.rels", b.links()},
		{"word/styles.xml", stylesOf(b.lang)},
		{"word/numbering.xml", b.numbering()},
		{"word/settings.xml", settings(b.lang)},
		{"word/header1.xml", header(d)},
		{"word/footer1.xml", footer(d)},
	})
}

// part is a file of the archive that a Word document is.
type part struct {
	name string
	data []byte
}

// pack writes the archive. The parts are stored and not compressed: what a compressor
// makes of the same bytes may change with the version of Go.
func pack(w io.Writer, parts []part) error {
	z := zip.NewWriter(w)
	for _, f := range parts {
		header := &zip.FileHeader{
			Name: f.name, Method: zip.Store, CreatorVersion: 20, ReaderVersion: 20, CRC32: crc32.ChecksumIEEE(f.data),
			CompressedSize64: uint64(len(f.data)), UncompressedSize64: uint64(len(f.data)),
		}
		// The first day that the format knows, 1 January 1980: Modified would be written
		// a second time, as an extension.
		header.ModifiedDate = 1<<5 | 1 //lint:ignore SA1019 see above
		entry, err := z.CreateRaw(header)
		if err != nil {
			return err
		}
		if _, err := entry.Write(f.data); err != nil {
			return err
		}
	}
	return z.Close()
}

const (
	packageSpace   = "http://schemas.openxmlformats.org/package/2006/"
	officeSpace    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	wordSpace      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	contentOf      = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relationships  = packageSpace + "relationships"
	contentOfLinks = "application/vnd.openxmlformats-package.relationships+xml"
)

// contentTypes says what each part is.
func contentTypes() []byte {
	return written(func(m *markup) {
		m.in(func() {
			m.leaf("Default", "Extension", "rels", "ContentType", contentOfLinks)
			m.leaf("Default", "Extension", "xml", "ContentType", "application/xml")
			m.leaf("Override", "PartName", "/docProps/core.xml", "ContentType", "application/vnd.openxmlformats-package.core-properties+xml")
			for _, p := range [][2]string{
				{"document", "document.main"}, {"styles", "styles"}, {"numbering", "numbering"}, {"settings", "settings"},
				{"header1", "header"}, {"footer1", "footer"},
			} {
				m.leaf("Override", "PartName", "/word/"+p[0]+".xml", "ContentType", contentOf+p[1]+"+xml")
			}
		}, "Types", "xmlns", packageSpace+"content-types")
	})
}

// packageLinks says which part is the text.
func packageLinks() []byte {
	return written(func(m *markup) {
		m.in(func() {
			m.leaf("Relationship", "Id", "rId1", "Type", officeSpace+"/officeDocument", "Target", "word/document.xml")
			m.leaf("Relationship", "Id", "rId2", "Type", relationships+"/metadata/core-properties", "Target", "docProps/core.xml")
		}, "Relationships", "xmlns", relationships)
	})
}

// coreProperties are what file managers and screen readers tell of a document.
func coreProperties(p Properties, d *document.Document) []byte {
	return written(func(m *markup) {
		said := func(name, text string, attrs ...string) {
			if text != "" {
				m.in(func() { m.text(text) }, name, attrs...)
			}
		}
		m.in(func() {
			said("dc:title", d.Title)
			said("dc:subject", p.Subject)
			said("dc:creator", p.Creator)
			said("dc:language", langOf(d))
			said("cp:version", p.Version)
			said("cp:contentStatus", p.Status)
			if !p.Date.IsZero() {
				date := p.Date.UTC().Format(time.RFC3339)
				said("dcterms:created", date, "xsi:type", "dcterms:W3CDTF")
				said("dcterms:modified", date, "xsi:type", "dcterms:W3CDTF")
			}
		}, "cp:coreProperties", "xmlns:cp", packageSpace+"metadata/core-properties", "xmlns:dc", "http://purl.org/dc/elements/1.1/",
			"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	})
}

func langOf(d *document.Document) string {
	if d.Lang == "" {
		return "en-GB"
	}
	return d.Lang
}

// written is a part of XML.
func written(write func(m *markup)) []byte {
	m := &markup{}
	m.b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	write(m)
	return m.bytes()
}

// markup is XML that is being written. Every element is closed by the one that opened it.
type markup struct{ b bytes.Buffer }

func (m *markup) bytes() []byte { return m.b.Bytes() }
