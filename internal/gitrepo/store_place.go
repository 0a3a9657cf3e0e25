package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ErrNotTrusted says that git does not read a repository that belongs to somebody
// else.
var ErrNotTrusted = errors.New("git does not trust this repository")

// place is where a repository lies; every path is absolute.
type place struct {
	gitDir   string
	common   string
	workTree string // root of the work tree that we stand in; "" if in none
	prefix   string // below it, with slashes; "" or ending in one
}

// askPlace has git find the repository that dir lies in.
func askPlace(ctx context.Context, g *git, dir string) (place, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return place{}, err
	}
	args := []string{"rev-parse", "--is-inside-work-tree", "--git-dir", "--git-common-dir", "--show-prefix"}
	out, err := g.run(ctx, args...)
	if bareHere(err) {
		// git enters no bare repository of itself, as it is told to; whether this
		// one may be entered we find out ourselves.
		if err := notPlanted(dir); err != nil {
			return place{}, err
		}
		out, err = g.with("-c", "safe.bareRepository=all").run(ctx, args...)
	}
	if err != nil {
		return place{}, placeError(err, dir)
	}
	said := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(said) == 3 { // outside of a work tree there may be no line of the prefix
		said = append(said, "")
	}
	if len(said) != 4 {
		return place{}, fmt.Errorf("git describes the repository in %d lines, want 4: is there a line break in the name of a folder?", len(said))
	}
	p := place{gitDir: absolute(dir, said[1]), common: absolute(dir, said[2])}
	if said[0] == "true" {
		p.prefix = said[3]
		p.workTree = dir
		for range strings.Count(p.prefix, "/") {
			p.workTree = filepath.Dir(p.workTree)
		}
	}
	return p, nil
}

func absolute(dir, path string) string {
	path = filepath.FromSlash(path)
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	return filepath.Clean(path)
}

func bareHere(err error) bool {
	var said *gitError
	return errors.As(err, &said) && strings.Contains(said.stderr, "cannot use bare repository")
}

// placeError says in our terms why git found no repository.
func placeError(err error, dir string) error {
	var said *gitError
	if !errors.As(err, &said) {
		return err
	}
	text := said.stderr
	switch {
	case strings.Contains(text, "not a git repository"):
		return ErrNoRepository
	case strings.Contains(text, "dubious ownership"):
		advice := ""
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "git config ") {
				advice = "; if you do: " + line
			}
		}
		return fmt.Errorf("%w: %s%s", ErrNotTrusted, strings.TrimPrefix(said.Error(), "git rev-parse: "), advice)
	case strings.Contains(text, "repository extension"), strings.Contains(text, "repo version"),
		strings.Contains(text, "v1-only extension"), strings.Contains(text, "extensions."), strings.Contains(text, "repositoryformatversion"):
		if p, err := findPlace(dir); err == nil { // which says more plainly what it is
			if _, err := readFormat(p.common); errors.As(err, new(*UnsupportedError)) {
				return err
			}
		}
		return &UnsupportedError{What: fmt.Sprintf("a format that git does not know either (%s)", strings.Join(strings.Fields(text), " "))}
	}
	return err
}

// findPlace finds the repository that dir lies in without git: going up from it,
// the first folder or file .git, or folder that is a bare repository.
func findPlace(dir string) (place, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return place{}, err
	}
	for at := dir; ; at = filepath.Dir(at) {
		if gitDir, err := linked(filepath.Join(at, ".git")); err != nil {
			return place{}, err
		} else if gitDir != "" {
			return worktreePlace(gitDir, at, dir)
		}
		if isGitDir(at) {
			if err := notPlanted(at); err != nil {
				return place{}, err
			}
			common, err := commonDir(at)
			return place{gitDir: at, common: common}, err
		}
		if at == filepath.Dir(at) {
			return place{}, ErrNoRepository
		}
	}
}

// worktreePlace is of the folder dir in the work tree at root.
func worktreePlace(gitDir, root, dir string) (place, error) {
	common, err := commonDir(gitDir)
	if err != nil {
		return place{}, err
	}
	below, err := filepath.Rel(root, dir)
	if err != nil {
		return place{}, err
	}
	p := place{gitDir: gitDir, common: common, workTree: root}
	if below != "." {
		p.prefix = filepath.ToSlash(below) + "/"
	}
	return p, nil
}

// linked returns the folder that a folder or file .git is or names; "" if there is
// none.
func linked(path string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", nil
	case info.IsDir() && isGitDir(path):
		return path, nil
	case !info.Mode().IsRegular():
		return "", nil
	}
	data, err := readSmall(path)
	if err != nil {
		return "", err
	}
	name, ok := strings.CutPrefix(string(data), "gitdir: ")
	if name = strings.TrimRight(name, "\r\n"); !ok || name == "" {
		return "", fmt.Errorf("%s does not say where the repository lies, want a line gitdir: FOLDER", path)
	}
	gitDir := absolute(filepath.Dir(path), name)
	if !isGitDir(gitDir) {
		return "", fmt.Errorf("%s names %s, which is no git repository", path, gitDir)
	}
	return gitDir, nil
}

// commonDir returns the folder that a linked work tree shares with others.
func commonDir(gitDir string) (string, error) {
	data, err := readSmall(filepath.Join(gitDir, "commondir"))
	if errors.Is(err, os.ErrNotExist) {
		return gitDir, nil
	}
	if err != nil {
		return "", err
	}
	return absolute(gitDir, strings.TrimRight(string(data), "\r\n")), nil
}

// isGitDir reports whether a folder is one that git keeps a repository in: with
// HEAD and, itself or shared, objects and refs.
func isGitDir(dir string) bool {
	if info, err := os.Lstat(filepath.Join(dir, "HEAD")); err != nil || info.IsDir() {
		return false
	}
	common, err := commonDir(dir)
	return err == nil && isDir(filepath.Join(common, "objects")) && isDir(filepath.Join(common, "refs"))
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// notPlanted refuses a bare repository that lies among the files of another: it may
// have come with them, from a stranger. What lies below a folder .git does not.
func notPlanted(dir string) error {
	for !isGitDir(dir) {
		if dir == filepath.Dir(dir) {
			return ErrNoRepository
		}
		dir = filepath.Dir(dir)
	}
	for at := dir; at != filepath.Dir(at); at = filepath.Dir(at) {
		if filepath.Base(at) == ".git" { // no tree can hold that name
			return nil
		}
		parent := filepath.Dir(at)
		outer, err := linked(filepath.Join(parent, ".git"))
		if err == nil && outer == "" || err == nil && sameFile(outer, dir) {
			continue
		}
		return fmt.Errorf("%w: %s lies below %s", ErrPlanted, dir, parent)
	}
	return nil
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
