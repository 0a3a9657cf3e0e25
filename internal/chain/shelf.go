package chain

import (
	"context"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/advancing-practice/credctl/internal/record"
)

// Shelf reads the Books of many trees of one repository, such as those that its tags
// are on: what one tree has in common with another that was read is not read and
// checked again. The Book of a tree is the same as Read makes it. That two files are the
// same is known from what the tree says of them (a method ContentID of their
// fs.FileInfo, as the id of an object of git is); without that each tree is read anew.
// A Shelf may be used by several goroutines at once.
type Shelf struct {
	mu    sync.Mutex
	books map[string]*shelved // the longest register that was read, by the content of governance
	begin sync.Map            // how many entries of the longest register a register is, by shelvedPair
	packs sync.Map            // readPack by shelvedPack
}

// shelved is a Book without problems, and what lies in the register of its tree.
type shelved struct {
	book     *Book
	register string // the content of the folder
	files    []shelvedFile
}

// shelvedPair is a register that was read, and the content of one that begins it.
type shelvedPair struct {
	longest  *shelved
	register string
}

type shelvedPack struct {
	ref     record.PackRef
	content string // of the folder of criteria
}

// NewShelf returns an empty Shelf.
func NewShelf() *Shelf { return &Shelf{books: map[string]*shelved{}} }

// Read is the function Read for a further tree.
func (s *Shelf) Read(ctx context.Context, tree fs.FS) (*Book, error) {
	governance, register := contentID(tree, record.GovernanceDir), contentID(tree, record.RegisterDir)
	if governance == "" || register == "" {
		return s.readAnew(ctx, tree)
	}
	s.mu.Lock()
	longest := s.books[governance]
	s.mu.Unlock()
	if longest != nil && longest.register == register {
		return s.share(tree, longest.book, len(longest.book.Register)), nil
	}
	if n, ok := s.begin.Load(shelvedPair{longest, register}); ok {
		return s.share(tree, longest.book, n.(int)), nil
	}
	files, err := shelvedFiles(tree)
	if err != nil {
		return s.readAnew(ctx, tree)
	}
	if longest != nil {
		if n, ok := longest.begins(files); ok {
			s.begin.Store(shelvedPair{longest, register}, n)
			return s.share(tree, longest.book, n), nil
		}
	}
	b, err := s.readAnew(ctx, tree)
	if err == nil {
		s.keep(governance, &shelved{b, register, files})
	}
	return b, err
}

// Keep takes a Book that was read already, so that what its tree has in common with
// others need not be read for them.
func (s *Shelf) Keep(b *Book) {
	governance, register := contentID(b.source.tree, record.GovernanceDir), contentID(b.source.tree, record.RegisterDir)
	if files, err := shelvedFiles(b.source.tree); err == nil && governance != "" && register != "" {
		s.keep(governance, &shelved{b, register, files})
	}
}

// keep keeps a Book, if nothing is wrong with it and none with a longer register is
// there.
func (s *Shelf) keep(governance string, l *shelved) {
	if len(l.book.Problems) > 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if known := s.books[governance]; known == nil || len(known.book.Register) < len(l.book.Register) {
		s.books[governance] = l
	}
}

func (s *Shelf) readAnew(ctx context.Context, tree fs.FS) (*Book, error) {
	b, err := Read(ctx, tree)
	if err == nil {
		b.source.shelf = s
	}
	return b, err
}

// share is the Book of a tree whose register is the first n entries of another's, and
// whose governance is the same.
func (s *Shelf) share(tree fs.FS, b *Book, n int) *Book {
	return &Book{
		Governance: b.Governance, Register: b.Register[:n:n],
		source: source{tree: tree, people: b.source.people, history: b.source.history.until(n), packs: &packs{}, shelf: s},
	}
}

// contentID is what a tree says of the content of a file or folder; "" where it says
// nothing.
func contentID(tree fs.FS, name string) string {
	info, err := fs.Stat(tree, name)
	if err != nil {
		return ""
	}
	return contentOf(info)
}

func contentOf(info fs.FileInfo) string {
	if known, ok := info.(interface{ ContentID() string }); ok {
		return known.ContentID()
	}
	return ""
}

// shelvedFile is a file of a register that counts, or may be taken for one that does.
type shelvedFile struct {
	name    string
	mode    fs.FileMode
	content string
	entry   int // the number of the entry that it belongs to; 0: none
}

// shelvedFiles is what lies in the register of a tree, in order of the names.
func shelvedFiles(tree fs.FS) ([]shelvedFile, error) {
	entries, err := fs.ReadDir(tree, record.RegisterDir)
	if err != nil {
		return nil, err
	}
	files := make([]shelvedFile, 0, len(entries))
	for _, e := range entries {
		mode, content, err := shelvedContent(e)
		if err != nil {
			return nil, err
		}
		number, _, _ := strings.Cut(e.Name(), ".")
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 {
			n = 0
		}
		if n > 0 || resembles(e.Name()) {
			files = append(files, shelvedFile{e.Name(), mode, content, n})
		}
	}
	return files, nil
}

// shelvedContent is what a folder says of a file in it.
func shelvedContent(e fs.DirEntry) (fs.FileMode, string, error) {
	if known, ok := e.(interface { // no fs.FileInfo is made for each of thousands
		ContentID() string
		Mode() fs.FileMode
	}); ok {
		return known.Mode(), known.ContentID(), nil
	}
	info, err := e.Info()
	if err != nil {
		return 0, "", err
	}
	return info.Mode(), contentOf(info), nil
}

// begins reports whether the files of a register are exactly those of the first n
// entries of this one.
func (l *shelved) begins(files []shelvedFile) (n int, ok bool) {
	for i := range files {
		n = max(n, files[i].entry)
	}
	if n > len(l.book.Register) {
		return 0, false
	}
	at := 0
	for i := range l.files {
		switch f := &l.files[i]; {
		case f.entry > n:
		case at == len(files) || files[at] != *f || f.content == "":
			return 0, false
		default:
			at++
		}
	}
	return n, at == len(files)
}

// until is what a register says up to an entry.
func (h *history) until(n int) *history {
	return &history{texts: h.texts, byID: h.byID, last: n, ended: true}
}

// upTo are those of some entries, in order, that are no later than one.
func upTo(list []*Entry, n int) []*Entry {
	for len(list) > 0 && list[len(list)-1].Seq > n {
		list = list[:len(list)-1]
	}
	return list[:len(list):len(list)]
}
