package cli

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/advancing-practice/credctl/internal/forge"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/release"
)

// publishFiles are the files of a release, each of which was compared with the tag.
type publishFiles struct {
	named string // their folder, as the user is told
	list  []forge.File
	notes string // the text of the page
}

// mostNotes is what hosts take for the text of a page, with room to spare.
const mostNotes = 100_000

// checkFiles reads the files that the tag lists, from the folder of the release.
func (p *publishing) checkFiles(ctx context.Context) error {
	p.files = &publishFiles{notes: p.tag.Message}
	if p.noPage || p.tag.SumsSHA256 == "" {
		return nil
	}
	dir, err := p.distFolder()
	if err != nil {
		return err
	}
	sums, err := p.sums(dir)
	if err != nil {
		return err
	}
	var wrong []string
	for _, sum := range sums {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := filepath.Join(dir, sum.Name)
		size, hash, err := fileHash(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			wrong = append(wrong, sum.Name+" is missing")
		case err != nil:
			wrong = append(wrong, fmt.Sprintf("%s cannot be read: %v", sum.Name, plainlyMissing(err)))
		case hash != sum.SHA256:
			wrong = append(wrong, fmt.Sprintf("%s was altered: its SHA-256 is %s, want %s", sum.Name, hash, sum.SHA256))
		default:
			p.files.list = append(p.files.list, fileToSend(path, sum.Name, size, hash))
		}
	}
	if len(wrong) > 0 {
		return p.notThose(strings.Join(wrong, "\n"))
	}
	list := filepath.Join(dir, record.SumsName)
	p.files.list = append(p.files.list, fileToSend(list, record.SumsName, int64(len(sums.Marshal())), p.tag.SumsSHA256))
	return p.readNotes(dir, sums)
}

// distFolder is where the files of the release lie.
func (p *publishing) distFolder() (string, error) {
	top := p.dist
	if top == "" {
		root, _, ok := p.store.WorkTree()
		if !ok {
			return "", hinted{err: errors.New("this repository has no files beside it, and no folder dist"), hint: "name the folder with --dist, or send tag and branch alone with --no-page"}
		}
		top, p.files.named = filepath.Join(root, "dist"), "dist"
	} else {
		top, p.files.named = p.env.path(top), top
	}
	p.files.named = filepath.ToSlash(filepath.Join(p.files.named, p.name.ID, p.name.Version))
	return filepath.Join(top, p.name.ID, p.name.Version), nil
}

// sums reads the list of the folder, which must be the one that the tag names.
func (p *publishing) sums(dir string) (record.Sums, error) {
	data, err := readSome(filepath.Join(dir, record.SumsName), 1<<20)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, p.notThose(record.SumsName + " is missing")
	case err != nil:
		return nil, p.notThose(fmt.Sprintf("%s cannot be read: %v", record.SumsName, plainlyMissing(err)))
	}
	if hash := record.Hash(data); hash != p.tag.SumsSHA256 {
		return nil, p.notThose(fmt.Sprintf("%s was altered, or is of another run: its SHA-256 is %s, and the tag names %s", record.SumsName, hash, p.tag.SumsSHA256))
	}
	sums, err := record.ParseSums(data)
	if err != nil {
		return nil, p.notThose(record.SumsName + " cannot be used: " + err.Error())
	}
	return sums, nil
}

// notThose refuses files that are not those of the tag.
func (p *publishing) notThose(why string) error {
	p.env.complain(fmt.Errorf("the files in %s are not those of %s, and nothing was sent:\n%s", p.files.named, p.verdict.Tag.Name, why),
		fmt.Sprintf("make them again, from the commit of the tag: git switch --detach %s, then credctl release %s; or send tag and branch alone with --no-page", p.verdict.Tag.Name, p.name.ID))
	return errFindings
}

// readNotes takes the notes of the release for the text of the page, if they are among
// the files that the tag vouches for.
func (p *publishing) readNotes(dir string, sums record.Sums) error {
	if sums.Of(release.Notes) == "" {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(dir, release.Notes))
	if err != nil {
		return err
	}
	if p.files.notes = string(data); len(data) > mostNotes {
		p.files.notes = strings.ToValidUTF8(string(data[:mostNotes]), "") + "\n\n… The rest stands in " + release.Notes + ".\n"
	}
	return nil
}

// fileHash is the size and the SHA-256 of an ordinary file.
func fileHash(path string) (size int64, hash string, err error) {
	info, err := os.Lstat(path)
	if err != nil {
		return 0, "", err
	}
	if !info.Mode().IsRegular() {
		return 0, "", errors.New("it is no ordinary file")
	}
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	sum := sha256.New()
	if size, err = io.Copy(sum, f); err != nil {
		return 0, "", err
	}
	return size, hex.EncodeToString(sum.Sum(nil)), nil
}

func fileToSend(path, name string, size int64, hash string) forge.File {
	return forge.File{Name: name, Size: size, SHA256: hash, Open: func() (io.ReadCloser, error) { return os.Open(path) }}
}
