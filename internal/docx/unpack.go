package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The bounds on what is read. Documents of this field have some hundred pages of
// text: a few megabytes of XML.
const (
	MaxBytes = 64 << 20 // of the file; pictures are what makes documents large

	maxParts    = 10_000   // entries of the archive
	maxPart     = 24 << 20 // bytes of one part, unpacked
	maxRatio    = 250      // unpacked to packed, of a part beyond freeRatio
	freeRatio   = 2 << 20
	maxElements = 600_000 // XML elements of one part
	maxDepth    = 100     // elements within elements
	maxBlocks   = 50_000  // paragraphs
)

// ErrKind says that the bytes are no Word document of the kind that is read.
var ErrKind = errors.New("not a Word document (.docx)")

// kindError says what the bytes are instead; it wraps ErrKind.
type kindError string

func (e kindError) Error() string { return "it is " + string(e) }

func (e kindError) Unwrap() error { return ErrKind }

func kindf(format string, args ...any) error { return kindError(fmt.Sprintf(format, args...)) }

// parts are the parts of the archive that are read, by name. A part that the
// document does not have is nil.
type parts map[string]*element

func (p parts) root(name string) *element { return p[name] }

// known are the parts that are read; the first alone must be there. Headers and
// footers are found by their numbers.
var known = []string{
	"word/document.xml", "word/styles.xml", "word/numbering.xml",
	"word/comments.xml", "word/footnotes.xml", "word/endnotes.xml",
}

func unpack(data []byte) (parts, error) {
	if err := refuse(data); err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names that lead elsewhere are never followed
		return nil, errors.New("it is damaged: the archive that a Word document is cannot be opened; save it again in Word")
	}
	if err := refuseArchive(archive); err != nil {
		return nil, err
	}
	read := parts{}
	for _, f := range archive.File {
		if !slices.Contains(known, f.Name) && !isMargin(f.Name) {
			continue
		}
		if read[f.Name] != nil {
			return nil, fmt.Errorf("it holds the part %s twice, and which one counts cannot be told; save it again in Word", f.Name)
		}
		if read[f.Name], err = readPart(f); err != nil {
			return nil, err
		}
	}
	if read[known[0]] == nil {
		return nil, kindf("an archive without %s; open it in Word and save it again as .docx", known[0])
	}
	return read, nil
}

// isMargin reports whether a part is a header or a footer.
func isMargin(name string) bool {
	name, xml := strings.CutSuffix(name, ".xml")
	if !xml {
		return false
	}
	for _, kind := range []string{"word/header", "word/footer"} {
		number, ok := strings.CutPrefix(name, kind)
		if ok && number != "" && len(number) < 3 && strings.Trim(number, "0123456789") == "" {
			return true
		}
	}
	return false
}

// refuse says what bytes are that are no archive, by how they begin.
func refuse(data []byte) error {
	switch {
	case len(data) == 0:
		return errors.New("it is empty")
	case len(data) > MaxBytes:
		return fmt.Errorf("it is larger than %d MB, want less; compress or take out its pictures", MaxBytes>>20)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return kindf("an older Word file (.doc) or protected by a password; open it in Word and save it as .docx, without a password")
	case bytes.HasPrefix(data, []byte("%PDF")):
		return kindf("a PDF; use the Word document that it was made from")
	case bytes.HasPrefix(data, []byte(`{\rtf`)):
		return kindf("rich text (RTF); open it in Word and save it as .docx")
	case !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return kindf("something else, whatever its name says; open it in Word and save it as .docx")
	case bytes.Count(data, []byte("PK\x01\x02")) > maxParts: // before the list of entries is read
		return fmt.Errorf("it is an archive of more than %d parts, which no document has", maxParts)
	}
	return nil
}

// refuseArchive says what an archive is that holds no Word document.
func refuseArchive(archive *zip.Reader) error {
	for _, f := range archive.File {
		switch {
		case f.Flags&1 != 0:
			return kindf("an archive protected by a password; save it without one")
		case f.Name == "xl/workbook.xml":
			return kindf("a spreadsheet; in Excel choose Save As and \"CSV UTF-8\", then give that file")
		case f.Name == "ppt/presentation.xml":
			return kindf("a presentation")
		case f.Name == "mimetype" && f.UncompressedSize64 < 100:
			if kind := head(f); strings.HasPrefix(kind, "application/vnd.oasis.opendocument") {
				if strings.HasSuffix(kind, ".spreadsheet") {
					return kindf("a spreadsheet (.ods); in LibreOffice choose Save As and \"Text CSV\", then give that file")
				}
				return kindf("an OpenDocument file (.odt); in LibreOffice choose Save As and \"Word 2007 (.docx)\"")
			}
		}
	}
	return nil
}

// head returns how a small part begins, "" if it cannot be read.
func head(f *zip.File) string {
	r, err := f.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, 100))
	if err != nil {
		return ""
	}
	return string(data)
}

func readPart(f *zip.File) (*element, error) {
	tooLarge := fmt.Errorf("its part %s is larger than %d MB when unpacked, which no document of this kind is", f.Name, maxPart>>20)
	if f.UncompressedSize64 > maxPart {
		return nil, tooLarge
	}
	if size := f.UncompressedSize64; size > freeRatio && size/maxRatio > f.CompressedSize64 {
		return nil, fmt.Errorf("its part %s unpacks to more than %d times its size, which no document of this kind does", f.Name, maxRatio)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("its part %s is packed in a way that is not known; save it again in Word", f.Name)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxPart+1)) // what the archive says of the size may be wrong
	if err != nil {
		return nil, fmt.Errorf("its part %s is damaged; save it again in Word", f.Name)
	}
	if len(data) > maxPart {
		return nil, tooLarge
	}
	root, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("its part %s cannot be read: %w", f.Name, err)
	}
	return root, nil
}
