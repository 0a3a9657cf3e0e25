package dossier

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
)

// The names of the files of a dossier, in which people find their way; what only
// the program reads lies in a folder of its own.
const (
	instructionsName  = "read-me-first.html"
	letterName        = "letter.txt"
	pageName          = "specification-and-criteria.html"
	specificationName = "specification.yaml"
	earlierName       = "your-earlier-record.yaml"
	roundName         = "for-credctl/round.yaml"
	governanceName    = "for-credctl/governance.yaml"
	manifestName      = "for-credctl/pack.json"
)

// The bounds on what is read. A dossier of the largest files there may be is a few
// megabytes, nearly all of it the page.
const (
	MaxBytes = 32 << 20 // of the zip

	maxFiles = 40       // entries of the archive
	maxFile  = 16 << 20 // bytes of one of them
	maxName  = 200
)

// file is one entry of the archive.
type file struct {
	name string
	data []byte
}

// Write writes the dossier of a content as a zip: the same bytes for the same
// content, everywhere. The error is Check's, or that of w.
func Write(w io.Writer, c Content) error {
	d, err := Check(c)
	if err != nil {
		return err
	}
	files, err := d.files()
	if err != nil {
		return err
	}
	data, err := pack(files)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// files are all files of the dossier in their order: what is read first stands
// first.
func (d *Dossier) files() ([]file, error) {
	instructions, err := d.Instructions()
	if err != nil {
		return nil, err
	}
	page, err := d.Page()
	if err != nil {
		return nil, err
	}
	manifest, err := d.manifest()
	if err != nil {
		return nil, err
	}
	files := []file{
		{instructionsName, instructions}, {letterName, d.Letter()}, {pageName, page},
		{d.RecordName(), d.Template()}, {specificationName, d.Specification},
	}
	if d.Before != nil {
		files = append(files, file{earlierName, d.Earlier})
	}
	for i, ref := range d.Opened.Packs {
		files = append(files, file{ref.PackPath(), d.Packs[i]})
	}
	return append(files, file{roundName, d.Round}, file{governanceName, d.Governance}, file{manifestName, manifest}), nil
}

// pack puts files into an archive. They are stored as they are: how well deflate
// packs is another matter with every edition of it, and the bytes are to be the
// same with all of them.
func pack(files []file) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		header := &zip.FileHeader{
			Name: f.name, Method: zip.Store, CreatorVersion: 20, ReaderVersion: 20, CRC32: crc32.ChecksumIEEE(f.data),
			CompressedSize64: uint64(len(f.data)), UncompressedSize64: uint64(len(f.data)),
		}
		// The first day that the format knows, 1 January 1980: Modified would be written
		// with the time zone, and not at all by CreateRaw.
		header.ModifiedDate = 1<<5 | 1 //lint:ignore SA1019 see above
		entry, err := z.CreateRaw(header)
		if err != nil {
			return nil, fmt.Errorf("put %s into the zip: %w", f.name, err)
		}
		if _, err := entry.Write(f.data); err != nil {
			return nil, fmt.Errorf("put %s into the zip: %w", f.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("close the zip: %w", err)
	}
	return out.Bytes(), nil
}

// Open reads a dossier. The zip may come from anybody: it is taken only if it is
// byte for byte the one that would be written of the files in it, so that no two
// programs can find different files in it; if it holds exactly the files that
// belong there; and if every hash is right. Nothing is unpacked to disk. The pages
// and the letter are for people, and are not looked at.
//
// The error says what is wrong, and is never more than a few lines.
func Open(data []byte) (*Dossier, error) {
	files, err := unpack(data)
	if err != nil {
		return nil, err
	}
	read := map[string][]byte{}
	for _, f := range files {
		read[f.name] = f.data
	}
	for _, name := range []string{manifestName, roundName, governanceName, specificationName} {
		if read[name] == nil {
			return nil, fmt.Errorf("it holds no %s; it is no dossier, or not a whole one", name)
		}
	}
	c, refs, err := readManifest(read[manifestName])
	if err != nil {
		return nil, err
	}
	c.Earlier = read[earlierName]
	c.Specification, c.Round, c.Governance = read[specificationName], read[roundName], read[governanceName]
	for _, ref := range refs {
		if read[ref.PackPath()] == nil {
			return nil, fmt.Errorf("it holds no %s; it is not a whole dossier", ref.PackPath())
		}
		c.Packs = append(c.Packs, read[ref.PackPath()])
	}
	d, err := Check(c)
	if err != nil {
		return nil, err
	}
	if err := d.holdsExactly(files); err != nil {
		return nil, err
	}
	if err := d.checkManifest(read[manifestName]); err != nil {
		return nil, err
	}
	if err := d.checkTemplate(read[d.RecordName()]); err != nil {
		return nil, err
	}
	return d, nil
}

// unpack returns the files of an archive. Beyond bounds it looks at nothing.
func unpack(data []byte) ([]file, error) {
	switch {
	case len(data) > MaxBytes:
		return nil, fmt.Errorf("it is larger than %d MB, which no dossier is", MaxBytes>>20)
	case !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil, errors.New("it is no zip; give the file as it came by e-mail")
	case bytes.Count(data, []byte("PK\x01\x02")) > maxFiles: // before the list of entries is read
		return nil, fmt.Errorf("it is a zip of more than %d files, which no dossier is", maxFiles)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, errors.New("it is damaged: the zip cannot be opened; save it from the e-mail again")
	}
	var files []file
	for _, entry := range archive.File {
		content, err := unpackOne(entry)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(files, func(f file) bool { return f.name == entry.Name }) {
			return nil, fmt.Errorf("it holds %s twice, and which one counts cannot be told", entry.Name)
		}
		files = append(files, file{entry.Name, content})
	}
	again, err := pack(files)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(again, data) {
		return nil, errors.New("it was changed, or packed again by another program, since it was made; give the zip as it came by e-mail")
	}
	return files, nil
}

func unpackOne(entry *zip.File) ([]byte, error) {
	if !isName(entry.Name) {
		return nil, fmt.Errorf("it holds a file %.100q, which belongs in no dossier", entry.Name)
	}
	if entry.Method != zip.Store || entry.Flags != 0 || entry.CompressedSize64 != entry.UncompressedSize64 {
		return nil, fmt.Errorf("its file %s was packed by another program; give the zip as it came by e-mail", entry.Name)
	}
	if entry.UncompressedSize64 > maxFile {
		return nil, fmt.Errorf("its file %s is larger than %d MB, which none of a dossier is", entry.Name, maxFile>>20)
	}
	r, err := entry.Open()
	if err != nil {
		return nil, fmt.Errorf("its file %s is damaged; save the zip from the e-mail again", entry.Name)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxFile+1))
	if err != nil || len(data) > maxFile {
		return nil, fmt.Errorf("its file %s is damaged; save the zip from the e-mail again", entry.Name)
	}
	return data, nil
}

// isName reports whether a file of a dossier may have such a name at all: parts of
// harmless characters, none of them empty or beginning with a dot.
func isName(name string) bool {
	if len(name) > maxName {
		return false
	}
	for part := range strings.SplitSeq(name, "/") {
		odd := strings.ContainsFunc(part, func(r rune) bool {
			return r >= 0x80 || r != '.' && r != '-' && r != '+' && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
		})
		if odd || part == "" || part[0] == '.' {
			return false
		}
	}
	return true
}

// holdsExactly says which file is there that does not belong, or is missing, or
// stands in another place.
func (d *Dossier) holdsExactly(files []file) error {
	want := []string{instructionsName, letterName, pageName, d.RecordName(), specificationName}
	if d.Before != nil {
		want = append(want, earlierName)
	}
	for _, ref := range d.Opened.Packs {
		want = append(want, ref.PackPath())
	}
	want = append(want, roundName, governanceName, manifestName)
	for _, name := range want {
		if !slices.ContainsFunc(files, func(f file) bool { return f.name == name }) {
			return fmt.Errorf("it holds no %s; it is not a whole dossier", name)
		}
	}
	for i, f := range files {
		if i >= len(want) || f.name != want[i] {
			return fmt.Errorf("it holds %s where it does not belong", f.name)
		}
	}
	return nil
}
