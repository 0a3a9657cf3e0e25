package gitrepo

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// Init makes an empty repository with a work tree in dir, an absolute path that
// is an empty folder or is not there. Nothing of the user's own templates gets
// into it; its first branch is main.
func Init(ctx context.Context, dir string, environ []string) error {
	if !filepath.IsAbs(dir) {
		return fmt.Errorf("make a repository: %q is no absolute path", dir)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("make a repository: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("make a repository: %w", err)
	}
	if len(entries) > 0 {
		return fmt.Errorf("make a repository: folder %s is not empty, it holds %q", dir, entries[0].Name())
	}
	g, err := newGit(dir, environ)
	if err != nil {
		return err
	}
	_, err = g.run(ctx, "-c", "init.defaultRefFormat=files", "init", "--quiet", "--initial-branch=main",
		"--object-format=sha1", "--template=")
	return err
}
