package workspace

import (
	"os"
	"path/filepath"
	"slices"
)

// FoundBy is how the root of a repository was found, in words that complete
// "the root is the folder ...".
type FoundBy string

// The ways to find a root, the strongest first.
const (
	ByGit      FoundBy = "that holds .git"
	BySettings FoundBy = "that holds " + SettingsFile
	BySpecs    FoundBy = "that was named and holds " + specsDir + "/"
	ByStart    FoundBy = "the command was given in" // there is no repository
)

// choose returns the root that args mean. A path in the repository of the
// current folder stays there, even if a link on the way leads elsewhere: opening
// it will be refused.
func (w *Workspace) choose(args []string) (string, FoundBy) {
	home, by := find(w.from)
	i := slices.IndexFunc(args, func(arg string) bool { return arg != Stdin && arg != "" })
	if i < 0 {
		return home, by
	}
	abs := w.abs(args[i])
	target := physical(abs)
	if by != ByStart && within(home, abs) && !within(home, target) {
		return home, by
	}
	if dir, by := named(target); by != ByStart {
		return dir, by
	}
	return home, by
}

// named returns the root that a path means which somebody named.
func named(target string) (string, FoundBy) {
	if !isDir(target) {
		return find(filepath.Dir(target))
	}
	dir, by := find(target)
	if (by == ByStart || dir != target) && isDir(filepath.Join(target, specsDir)) {
		return target, BySpecs
	}
	return dir, by
}

// Enclosing returns the root of the git repository that dir lies in, if that root
// is another folder than dir. The folder dir need not exist.
func Enclosing(dir string) (root string, ok bool) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", false
	}
	abs = filepath.Join(physical(filepath.Dir(abs)), filepath.Base(abs))
	if abs = physical(abs); hasGit(abs) {
		return "", false
	}
	return climb(filepath.Dir(abs), hasGit)
}

// find walks up from start to the folder that holds .git; if there is none, to
// the one that holds the settings file; else it stays at start.
func find(start string) (string, FoundBy) {
	if dir, ok := climb(start, hasGit); ok {
		return dir, ByGit
	}
	if dir, ok := climb(start, hasSettings); ok {
		return dir, BySettings
	}
	return start, ByStart
}

func climb(dir string, is func(dir string) bool) (string, bool) {
	for {
		if is(dir) {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}

// hasGit reports whether dir holds .git: a folder, or a file in a further work
// tree or a submodule.
func hasGit(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, ".git"))
	return err == nil && (info.IsDir() || info.Mode().IsRegular())
}

func hasSettings(dir string) bool {
	info, err := os.Lstat(filepath.Join(dir, SettingsFile))
	return err == nil && !info.IsDir()
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// physical resolves the links in a path, so that walking up is walking up and
// two spellings of a folder are one. What cannot be resolved stays as it is.
func physical(path string) string {
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		return resolved
	}
	return path
}

// abs returns the absolute path of an argument.
func (w *Workspace) abs(arg string) string {
	rooted := os.IsPathSeparator(arg[0]) || filepath.VolumeName(arg) != ""
	if rooted {
		if abs, err := filepath.Abs(arg); err == nil {
			return abs
		}
	}
	return filepath.Join(w.from, arg)
}

// rel returns the path of abs below the root, with slashes, if it lies there. A
// link inside the repository counts as inside, wherever it leads: whether it may
// be followed is decided when it is opened.
func (w *Workspace) rel(abs string) (string, bool) {
	parent := filepath.Join(physical(filepath.Dir(abs)), filepath.Base(abs))
	for _, path := range []string{abs, parent, physical(abs)} {
		if within(w.dir, path) {
			rel, err := filepath.Rel(w.dir, path)
			return filepath.ToSlash(rel), err == nil
		}
	}
	return "", false
}

// within reports whether path is dir or lies below it, by its spelling alone.
func within(dir, path string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(rel)
}
