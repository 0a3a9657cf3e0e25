package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// beside is the files that lie beside the commit that is checked out; nil where
// there are none, or another commit was asked for.
type beside struct{ files *workspace.Workspace }

func (o *office) beside() *beside {
	dir, _, ok := o.store.WorkTree()
	if !ok || o.ref != "HEAD" {
		return nil
	}
	files, err := workspace.Open(dir)
	if err != nil {
		return nil
	}
	return &beside{files}
}

func (b *beside) close() {
	if b != nil {
		b.files.Close()
	}
}

// compare says how a file compares with what the commit has, line ends as a
// checkout for Windows makes them aside.
func (b *beside) compare(path string, data []byte) string {
	if b == nil {
		return report.FileUnknown
	}
	here, err := b.files.Read(path, len(data)*2+1)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return report.FileAbsent
	case err != nil:
		return report.FileChanged
	case bytes.Equal(here, data), bytes.Equal(bytes.ReplaceAll(here, []byte("\r\n"), []byte("\n")), data):
		return report.FileSame
	}
	return report.FileChanged
}

// added lists the specifications that the commit does not have.
func (b *beside) added(ids []string) []string {
	if b == nil {
		return nil
	}
	listing, err := b.files.List()
	if err != nil {
		return nil
	}
	have := make(map[string]bool, len(ids))
	for _, id := range ids {
		have[id] = true
	}
	var added []string
	for _, file := range listing.Specifications {
		if id := specID(file); !have[id] && record.SpecPath(id) == file {
			added = append(added, id)
		}
	}
	slices.Sort(added)
	return added
}

// textKey names a text as branches and folders do.
func textKey(s record.Subject) string {
	return s.ID + "/" + s.Version + "/" + record.Key16(s.SHA256)
}

// notTakenIn lists the branches that this program made, here and as they were last
// fetched, and whose record or entry the commit does not have; by text. It goes by
// the names of branches alone, which is a help and no verdict.
func (o *office) notTakenIn() map[string][]string {
	found := map[string][]string{}
	places, err := ledger.Places(o.store, o.commit)
	if err != nil {
		return found
	}
	for _, p := range places {
		made, ok := ledger.PurposeOf(p.Branch)
		if ok && !o.taken(made) {
			found[textKey(made.Text)] = append(found[textKey(made.Text)], p.String())
		}
	}
	return found
}

// taken reports whether the commit has what a branch was made for.
func (o *office) taken(made ledger.Purpose) bool {
	if made.Review {
		_, err := fs.Stat(o.tree, made.Text.ReviewPath(made.Who))
		return err == nil
	}
	has := slices.ContainsFunc(o.book.Register, func(e chain.Entry) bool {
		return (made.Drop || e.Kind == made.Act) && (made.Seq == 0 || e.Seq == made.Seq) && textKey(e.Subject()) == textKey(made.Text)
	})
	return has != made.Drop // what was given up is there no more
}
