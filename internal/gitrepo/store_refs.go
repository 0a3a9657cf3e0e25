package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Ref is a ref and the object that it names.
type Ref struct {
	Name string // in full: refs/heads/main
	ID   string
}

// Tag is what refs/tags/NAME is.
type Tag struct {
	ID        string // of the object that the ref names
	Annotated bool   // that object is a tag object
	Raw       []byte // its bytes; nil if it is not annotated
	// Target is the object that it leads to: what the tag object names, which may
	// be another tag; of a tag that is not annotated, ID.
	Target string
}

// maxSymbolic bounds how many symbolic refs may name one another; git follows
// five.
const maxSymbolic = 5

// errAbsent says that a ref is not there.
var errAbsent = errors.New("there is no such ref")

// Refs returns the refs whose full names begin with one of prefixes, or all
// below refs/, sorted by name. Symbolic refs are left out.
func (s *Store) Refs(prefixes ...string) ([]Ref, error) {
	found, err := s.packedRefs()
	if err != nil {
		return nil, err
	}
	wanted := func(name string) bool {
		return len(prefixes) == 0 || slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(name, p) })
	}
	for _, base := range s.refBases() {
		if err := s.looseRefs(base, wanted, found); err != nil {
			return nil, err
		}
	}
	var all []Ref
	for name, id := range found {
		if id != "" && wanted(name) {
			all = append(all, Ref{name, id})
		}
	}
	slices.SortFunc(all, func(a, b Ref) int { return strings.Compare(a.Name, b.Name) })
	return all, nil
}

// refBases are the folders that refs lie below.
func (s *Store) refBases() []string {
	if s.place.gitDir == s.place.common {
		return []string{s.place.common}
	}
	return []string{s.place.common, s.place.gitDir}
}

// looseRefs adds what the files below base hold; a symbolic ref is "".
func (s *Store) looseRefs(base string, wanted func(string) bool, found map[string]string) error {
	root := filepath.Join(base, "refs")
	if led, err := filepath.EvalSymlinks(root); err == nil { // git's own git-new-workdir makes a link of it
		root = led
	}
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // packed by now, or a work tree without refs of its own
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		below, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		name := "refs/" + filepath.ToSlash(below)
		if !validRef(name) || !wanted(name) || s.refBase(name) != base { // a lock, or something else's
			return nil
		}
		id, symbolic, err := readRef(path)
		switch {
		case errors.Is(err, errAbsent):
			return nil
		case err != nil:
			return err
		case symbolic != "":
			id = ""
		}
		found[name] = id
		return nil
	})
}

// refBase is the folder that a ref lies below: a linked work tree has some of its
// own.
func (s *Store) refBase(name string) string {
	shared := strings.HasPrefix(name, "refs/")
	for _, own := range []string{"refs/bisect/", "refs/worktree/", "refs/rewritten/"} {
		shared = shared && !strings.HasPrefix(name, own)
	}
	if shared {
		return s.place.common
	}
	return s.place.gitDir
}

// packedRefs returns the ids of packed-refs by name.
func (s *Store) packedRefs() (map[string]string, error) {
	found := map[string]string{}
	path := filepath.Join(s.place.common, "packed-refs")
	data, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		return found, nil
	}
	if err != nil {
		return nil, err
	}
	for line := range bytes.Lines(data) {
		if line[0] == '#' || line[0] == '^' { // a remark; what the tag before leads to
			continue
		}
		id, name, ok := strings.Cut(strings.TrimRight(string(line), "\r\n"), " ")
		if !ok || !isStrictID(id) || !validRef(name) {
			return nil, fmt.Errorf("%s holds the line %.80q, want an id and the name of a ref", path, line)
		}
		found[name] = id
	}
	return found, nil
}

// ref returns what a ref, by its full name, names: an id, or the name of another.
// The error is errAbsent if there is none.
func (s *Store) ref(name string) (id, symbolic string, err error) {
	id, symbolic, err = readRef(filepath.Join(s.refBase(name), filepath.FromSlash(name)))
	if !errors.Is(err, errAbsent) {
		return id, symbolic, err
	}
	packed, err := s.packedRefs()
	if err != nil {
		return "", "", err
	}
	if id, ok := packed[name]; ok {
		return id, "", nil
	}
	// git may have packed it between the two looks
	return readRef(filepath.Join(s.refBase(name), filepath.FromSlash(name)))
}

// follow returns the id that a ref leads to, and the last name on the way.
func (s *Store) follow(name string) (id, last string, err error) {
	for range maxSymbolic + 1 {
		id, symbolic, err := s.ref(name)
		if err != nil || symbolic == "" {
			return id, name, err
		}
		name = symbolic
	}
	return "", name, fmt.Errorf("the ref %s names a ref that names a ref, and so on", name)
}

// readRef reads the file of a ref.
func readRef(path string) (id, symbolic string, err error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), err == nil && info.IsDir(), err != nil && belowFile(path):
		return "", "", errAbsent
	case err != nil:
		return "", "", err
	case !info.Mode().IsRegular():
		return "", "", fmt.Errorf("%s is no plain file, as a ref is", path)
	}
	data, err := readSmall(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", errAbsent
	}
	if err != nil {
		return "", "", err
	}
	text := strings.TrimRight(string(data), " \t\r\n")
	if target, ok := strings.CutPrefix(text, "ref:"); ok {
		if target = strings.TrimLeft(target, " \t"); validRef(target) {
			return "", target, nil
		}
	} else if isStrictID(text) {
		return text, "", nil
	}
	return "", "", fmt.Errorf("%s is damaged: it holds %.60q, want the id of an object; git fsck may say more", path, text)
}

// belowFile reports whether what ought to be a folder above path is a file: where
// refs/heads/a is a ref, refs/heads/a/b cannot be.
func belowFile(path string) bool {
	for path != filepath.Dir(path) {
		path = filepath.Dir(path)
		if info, err := os.Lstat(path); err == nil {
			return !info.IsDir()
		}
	}
	return false
}

// Tag returns what refs/tags/NAME is, and no other ref. The error is ErrNoTag if
// there is none. Two errors come with what is known nevertheless: a *MissingError
// if the object is not here, with ID alone; a *MalformedError if it is a tag that
// programs could read in different ways, with all but Target.
func (s *Store) Tag(name string) (Tag, error) {
	full := "refs/tags/" + name
	if !validRef(full) {
		return Tag{}, &RefError{Ref: name, Reason: "cannot be the name of a tag"}
	}
	id, symbolic, err := s.ref(full)
	switch {
	case errors.Is(err, errAbsent):
		return Tag{}, ErrNoTag
	case err != nil:
		return Tag{}, err
	case symbolic != "":
		return Tag{}, fmt.Errorf("%s is no tag of its own: it names %s", full, symbolic)
	}
	kind, data, err := s.Object(id)
	switch {
	case err != nil:
		return Tag{ID: id}, err
	case kind != "tag":
		return Tag{ID: id, Target: id}, nil
	}
	t := Tag{ID: id, Annotated: true, Raw: data}
	t.Target, err = tagTarget(id, data)
	return t, err
}

// Head returns the branch that is checked out, as "main" for refs/heads/main (what
// lies elsewhere by its full name), "" if none is, and the commit. The error is
// ErrUnborn if the branch has no commit yet; it comes with the branch.
func (s *Store) Head() (branch, commit string, err error) {
	id, symbolic, err := s.ref("HEAD")
	if err != nil || symbolic == "" {
		return "", id, err
	}
	branch = strings.TrimPrefix(symbolic, "refs/heads/")
	id, _, err = s.follow(symbolic)
	if errors.Is(err, errAbsent) {
		return branch, "", ErrUnborn
	}
	return branch, id, err
}

// validRef reports whether git takes name as the full name of a ref: HEAD and its
// like, or anything below refs/ that git check-ref-format lets pass.
func validRef(name string) bool {
	if !strings.HasPrefix(name, "refs/") {
		return name != "" && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == ""
	}
	if strings.Contains(name, "..") || strings.Contains(name, "@{") || strings.HasSuffix(name, ".") || strings.ContainsAny(name, " ~^:?*[\\\x7f") {
		return false
	}
	for i := range len(name) {
		if name[i] < ' ' {
			return false
		}
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".lock") {
			return false
		}
	}
	return true
}

// isStrictID reports whether text is a full id as git writes it.
func isStrictID(text string) bool {
	return sha1Hash.isID(text) && strings.ToLower(text) == text
}
