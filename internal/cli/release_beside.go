package cli

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// releaseSettings are those that decide what a release is made of, or whether it may
// be made.
var releaseSettings = []string{"packs", "max_bytes", "register_name", "register_url", "licences"}

// releaseEnvironment names those of them that do not come from the commit: the next who
// builds it would come to something else.
func releaseEnvironment(settings *config.Settings) []string {
	var names []string
	for _, origin := range settings.Origins() {
		name, is := strings.CutPrefix(origin.From, "environment ")
		if is && slices.Contains(releaseSettings, origin.Setting) {
			names = append(names, name)
		}
	}
	return names
}

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
	for _, path := range []string{r.text.path, workspace.SettingsFile} {
		if r.differs(here, path) {
			r.in.Beside = append(r.in.Beside, path)
		}
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
