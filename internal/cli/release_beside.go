package cli

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/record"
)

// gatherBeside compares the specification and its records with what lies beside the
// commit. What is not checked out, as in a sparse checkout, differs from nothing.
func (r *releasing) gatherBeside(ctx context.Context) error {
	dir, _, ok := r.store.WorkTree()
	switch {
	case !ok:
		r.in.Elsewhere = "no files are checked out"
		return nil
	case r.ref != "HEAD":
		r.in.Elsewhere = "it is the commit " + r.commit[:12] + " that is read, whatever lies beside it"
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	here := root.FS()
	folders := []string{
		record.GovernanceDir, record.RegisterDir, record.CriteriaDir,
		record.RoundsDir + "/" + r.text.ID, record.ReviewsDir + "/" + r.text.ID, comments.Dir + "/" + r.text.ID,
	}
	if r.differs(here, r.text.path) {
		r.in.Beside = append(r.in.Beside, r.text.path)
	}
	for _, folder := range folders {
		err := fs.WalkDir(here, folder, func(path string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && path == folder:
				return fs.SkipDir
			case err != nil:
				return err
			case ctx.Err() != nil:
				return ctx.Err()
			case !d.IsDir() && r.differs(here, path):
				r.in.Beside = append(r.in.Beside, filepath.ToSlash(path))
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	slices.Sort(r.in.Beside)
	return nil
}

// differs reports whether a file is another than in the commit, line ends as a checkout
// for Windows makes them aside.
func (r *releasing) differs(here fs.FS, path string) bool {
	data, err := fs.ReadFile(here, path)
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	want, wrong := fs.ReadFile(r.tree, path)
	return err != nil || wrong != nil || !bytes.Equal(data, want) && !bytes.Equal(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), want)
}
