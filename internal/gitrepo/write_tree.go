package gitrepo

import (
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The modes of entries of a tree that are told apart here.
const (
	modeFile   = "100644"
	modeFolder = "40000"
	modeLink   = "120000"
	modeModule = "160000"
)

// checkFile returns an error if a path is not one that credctl writes.
func checkFile(name string) error {
	for part := range strings.SplitSeq(name, "/") {
		reason := ""
		switch {
		case part == "" || part == "." || part == "..":
			reason = fmt.Sprintf("it has the part %q", part)
		case len(part) > maxName:
			reason = fmt.Sprintf("it has a part of %d bytes, want at most %d", len(part), maxName)
		case strings.EqualFold(part, ".git"):
			reason = "what is called .git belongs to git"
		case part[0] == '-' || part[len(part)-1] == '.':
			reason = fmt.Sprintf("its part %q begins with a hyphen or ends with a dot", part)
		default:
			reason = strange(part, "@._+-")
		}
		if reason != "" {
			return fmt.Errorf("%q cannot be the path of a file: %s", name, reason)
		}
	}
	return nil
}

// branching is what is to become of one folder: files with their new content
// (nil: to be deleted), and what is to become of the folders in it.
type branching struct {
	files   map[string][]byte
	folders map[string]*branching
}

func newBranching() *branching {
	return &branching{files: map[string][]byte{}, folders: map[string]*branching{}}
}

// branch sorts files by the folders they lie in.
func branch(files map[string][]byte) (*branching, error) {
	root := newBranching()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := checkFile(name); err != nil {
			return nil, err
		}
		at, parts := root, strings.Split(name, "/")
		for _, part := range parts[:len(parts)-1] {
			if at.folders[part] == nil {
				at.folders[part] = newBranching()
			}
			at = at.folders[part]
		}
		at.files[parts[len(parts)-1]] = files[name]
	}
	return root, nil
}

// rawEntry is an entry of a tree, each part as it is written there.
type rawEntry struct{ mode, name, id string }

// isFolder knows a folder by its mode, also as some programs once wrote it.
func (e rawEntry) isFolder() bool { return strings.TrimPrefix(e.mode, "0") == modeFolder }

// sortKey is what git sorts by: a folder as though its name ended in a slash.
func (e rawEntry) sortKey() string {
	if e.isFolder() {
		return e.name + "/"
	}
	return e.name
}

// errTree says that a tree will not be built on.
var errTree = errors.New("it is not as git writes them, and is not built on")

// rawTree reads a tree, and refuses one that git itself would not write: that
// has a name twice, or is not sorted.
func rawTree(data []byte) ([]rawEntry, error) {
	var entries []rawEntry
	names := map[string]bool{}
	for text := string(data); text != ""; {
		mode, rest, ok := strings.Cut(text, " ")
		name, rest, named := strings.Cut(rest, "\x00")
		if !ok || !named || name == "" || strings.Contains(name, "/") || len(rest) < int(sha1Hash) {
			return nil, errTree
		}
		e := rawEntry{mode: mode, name: name, id: rest[:sha1Hash]}
		if names[name] {
			return nil, fmt.Errorf("it holds the name %q twice", name)
		}
		if n := len(entries); n > 0 && entries[n-1].sortKey() >= e.sortKey() {
			return nil, errTree
		}
		names[name] = true
		entries, text = append(entries, e), rest[sha1Hash:]
	}
	return entries, nil
}

// builder builds trees over those of a commit.
type builder struct {
	store   *Store
	objects pending
}

// tree returns the id, raw, of a folder once it has become what b says; "" if
// nothing is left in it. at is its path, id what it is now, raw ("" if there is
// none).
func (bu *builder) tree(at, id string, b *branching) (string, error) {
	entries, err := bu.read(id)
	if err != nil {
		return "", err
	}
	if entries, err = bu.setFolders(entries, at, b); err != nil {
		return "", err
	}
	if entries, err = bu.setFiles(entries, at, b.files); err != nil {
		return "", err
	}
	if len(entries) == 0 && at != "" {
		return "", nil
	}
	return bu.write(entries), nil
}

// setFolders returns the entries of the folder at a path with the folders in it
// as b says.
func (bu *builder) setFolders(entries []rawEntry, at string, b *branching) ([]rawEntry, error) {
	for _, name := range slices.Sorted(maps.Keys(b.folders)) {
		if _, both := b.files[name]; both {
			return nil, fmt.Errorf("%q cannot be both a file and a folder", at+name)
		}
		old, i := find(entries, name)
		if old.name != "" && !old.isFolder() {
			return nil, fmt.Errorf("%q is %s, want a folder", at+name, sayMode(old.mode))
		}
		made, err := bu.tree(at+name+"/", old.id, b.folders[name])
		if err != nil {
			return nil, err
		}
		entries = replace(entries, i, rawEntry{modeFolder, name, made})
	}
	return entries, nil
}

// setFiles is setFolders for files.
func (bu *builder) setFiles(entries []rawEntry, at string, files map[string][]byte) ([]rawEntry, error) {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		old, i := find(entries, name)
		made := ""
		switch content := files[name]; {
		case old.name != "" && !strings.HasPrefix(old.mode, "100"):
			return nil, fmt.Errorf("%q is %s, want a file", at+name, sayMode(old.mode))
		case old.name == "" && content == nil:
			return nil, fmt.Errorf("%q cannot be deleted: it is not there", at+name)
		case content != nil:
			made = rawID(bu.objects.add("blob", content))
		}
		entries = replace(entries, i, rawEntry{modeFile, name, made})
	}
	return entries, nil
}

// find returns the entry of a name and its index, -1 and nothing if there is none.
func find(entries []rawEntry, name string) (rawEntry, int) {
	i := slices.IndexFunc(entries, func(e rawEntry) bool { return e.name == name })
	if i < 0 {
		return rawEntry{}, i
	}
	return entries[i], i
}

// replace puts an entry in the place of entry i, or adds it where i is -1. One
// without an id is left out.
func replace(entries []rawEntry, i int, e rawEntry) []rawEntry {
	if i >= 0 {
		entries = slices.Delete(entries, i, i+1)
	}
	if e.id == "" {
		return entries
	}
	at, _ := slices.BinarySearchFunc(entries, e.sortKey(), func(e rawEntry, key string) int {
		return strings.Compare(e.sortKey(), key)
	})
	return slices.Insert(entries, at, e)
}

// read returns the entries of a tree; none for "".
func (bu *builder) read(id string) ([]rawEntry, error) {
	if id == "" {
		return nil, nil
	}
	name := hex.EncodeToString([]byte(id))
	kind, data, err := bu.store.Object(name)
	switch {
	case err != nil:
		return nil, err
	case kind != "tree":
		return nil, fmt.Errorf("object %s is a %s, want a tree", name, kind)
	}
	entries, err := rawTree(data)
	if err != nil {
		return nil, fmt.Errorf("tree %s cannot be read: %w", name, err)
	}
	return entries, nil
}

// write notes a tree to be written, and returns its raw id.
func (bu *builder) write(entries []rawEntry) string {
	var data []byte
	for _, e := range entries {
		data = append(append(data, e.mode+" "+e.name+"\x00"...), e.id...)
	}
	return rawID(bu.objects.add("tree", data))
}

func rawID(id string) string {
	raw, _ := hex.DecodeString(id) // it was encoded a moment ago
	return string(raw)
}

// sayMode says what an entry of a tree is.
func sayMode(mode string) string {
	switch strings.TrimPrefix(mode, "0") {
	case modeFolder:
		return "a folder"
	case modeLink:
		return "a symbolic link"
	case modeModule:
		return "a submodule"
	}
	return "a file"
}
