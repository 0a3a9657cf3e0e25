package workspace

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// Listing is which files of the repository are what. Paths are below the root,
// with slashes, in byte order; Read takes them.
type Listing struct {
	Specifications []string   // specs/NAME.yaml
	Strays         []Stray    // what else lies in specs/, files whose names begin with a dot aside
	Frameworks     []string   // frameworks/NAME.yaml
	Packs          []PackFile // criteria/PACK/VERSION.yaml
	Overlooked     []Stray    // what was probably meant to be a framework, a pack or the settings, and is not read
}

// PackFile is where a repository keeps an edition of a criteria pack.
type PackFile struct {
	Ref  string // "gateway@1.0.0": what the path says; the file itself may say otherwise
	File string
}

// List lists the repository. Folders that do not exist hold nothing. The error
// is a *PathError.
func (w *Workspace) List() (*Listing, error) { return list(w.root.FS(), w.listSpecs) }

// list lists a repository whose specifications were, or are to be, listed by specs.
func list(tree fs.FS, specs func() (specsListing, error)) (*Listing, error) {
	l := &Listing{}
	listed, err := specs()
	if err != nil {
		return nil, err
	}
	l.Specifications, l.Strays = listed.files, listed.strays
	if l.Frameworks, err = l.counting(tree, frameworksDir); err != nil {
		return nil, err
	}
	if err := l.packs(tree); err != nil {
		return nil, err
	}
	l.settings(tree)
	return l, nil
}

// specsListing is the specifications directly in a folder, and what else lies
// there.
type specsListing struct {
	files  []string
	strays []Stray
}

// listSpecs lists a specs/ folder.
func listSpecs(tree fs.FS, dir string) (specsListing, error) {
	entries, err := entries(tree, dir)
	l := specsListing{files: make([]string, 0, len(entries))}
	for _, e := range entries {
		l.add(dir, e.Name(), e.Type())
	}
	return l, err
}

// add puts an entry of dir where it belongs.
func (l *specsListing) add(dir, name string, mode fs.FileMode) {
	if s, stray := judge(dir, name, mode); stray {
		l.strays = append(l.strays, s)
	} else {
		l.files = append(l.files, dir+"/"+name)
	}
}

// counting returns the files of dir that count; what looks like one of them and
// does not count was overlooked.
func (l *Listing) counting(tree fs.FS, dir string) ([]string, error) {
	var files []string
	entries, err := entries(tree, dir)
	for _, e := range entries {
		s, stray := judge(dir, e.Name(), e.Type())
		switch {
		case !stray:
			files = append(files, path.Join(dir, e.Name()))
		case likeYAML(e.Name()):
			l.Overlooked = append(l.Overlooked, s)
		}
	}
	return files, err
}

func (l *Listing) packs(tree fs.FS) error {
	packs, err := entries(tree, criteriaDir)
	if err != nil {
		return err
	}
	for _, pack := range packs {
		if !pack.IsDir() || !utf8.ValidString(pack.Name()) {
			l.looseFile(pack)
			continue
		}
		files, err := l.counting(tree, path.Join(criteriaDir, pack.Name()))
		if err != nil {
			return err
		}
		for _, file := range files {
			version := strings.TrimSuffix(path.Base(file), suffix)
			l.Packs = append(l.Packs, PackFile{Ref: pack.Name() + "@" + version, File: file})
		}
	}
	return nil
}

// looseFile notes what lies directly in criteria/ and looks like a pack.
func (l *Listing) looseFile(e fs.DirEntry) {
	s, stray := judge(criteriaDir, e.Name(), e.Type())
	if !stray {
		s = Stray{File: path.Join(criteriaDir, e.Name()), Reason: "a pack does not lie directly in " + criteriaDir + "/"}
	}
	if likeYAML(e.Name()) {
		s.Help = "move it to " + criteriaDir + "/PACK/VERSION" + suffix
		l.Overlooked = append(l.Overlooked, s)
	}
}

// settings notes a settings file that is not read because of its name.
func (l *Listing) settings(tree fs.FS) {
	stem := strings.TrimSuffix(SettingsFile, suffix)
	for _, name := range []string{stem + ".yml", strings.TrimPrefix(SettingsFile, "."), strings.TrimPrefix(stem, ".") + ".yml"} {
		if info, err := fs.Stat(tree, name); err == nil && info.Mode().IsRegular() {
			l.Overlooked = append(l.Overlooked, Stray{
				File: name, Reason: "settings are read from " + SettingsFile + " alone", Help: "rename it to " + SettingsFile,
			})
		}
	}
}

// entries returns what lies in dir, hidden names aside, in byte order; nothing
// if there is no dir.
func entries(tree fs.FS, dir string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(tree, dir)
	if errors.Is(err, fs.ErrNotExist) {
		if isLinkAt(tree, dir) {
			return nil, &PathError{Path: dir, Reason: leadsNowhere}
		}
		return nil, nil
	}
	if err != nil {
		return nil, folderError(tree, dir, err)
	}
	all = slices.DeleteFunc(all, func(e fs.DirEntry) bool { return hidden(e.Name()) })
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// isLinkAt reports whether a link stands at path, wherever it leads: what cannot
// be read through it must not pass for something that is not there.
func isLinkAt(tree fs.FS, path string) bool {
	info, err := fs.Lstat(tree, path)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// folderError is pathError for what should be a folder.
func folderError(tree fs.FS, dir string, err error) error {
	if info, statErr := fs.Stat(tree, dir); statErr == nil && !info.IsDir() {
		return &PathError{Path: dir, Reason: "is a file, want a folder", Err: err}
	}
	return pathError(dir, err)
}
