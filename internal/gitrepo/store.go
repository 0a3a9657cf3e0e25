package gitrepo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// The reasons why a Store cannot answer, besides those of a Repository.
var (
	ErrNoTag   = errors.New("there is no tag of that name")
	ErrPlanted = errors.New("this bare git repository lies among the files of another, and could have been put there by anybody")
)

// Store is the object database and the refs of a repository, however it is kept:
// bare, shallow, a linked work tree, sparse, partial, or leaning on the objects of
// another. Objects are read with go-git's storage layer, refs by the code here;
// git is asked where the repository lies, what its configuration says, and for
// revisions that are more than a name. It is safe for use by several goroutines.
//
// Where git is not installed, folders are found the plain way (a folder or file
// .git, or a bare repository that dir is), and two things cannot be had: Config,
// and Resolve of more than full ids and names of refs.
//
// Replace refs and grafts are not looked at, and nothing that the repository's
// configuration names is run.
type Store struct {
	git     *git     // nil where it is not installed
	environ []string // as it was given, which a push needs
	place   place
	format  format
	objects *objects
}

// OpenStore finds the repository that dir, an absolute path, lies in: a folder of
// a work tree, a folder .git, or a bare repository. environ is the environment to
// run git in, most of git's own variables aside. The error wraps
// ErrNoRepository, ErrPlanted or ErrNotTrusted, is an *UnsupportedError, or holds
// what git said.
func OpenStore(ctx context.Context, dir string, environ []string) (*Store, error) {
	s := &Store{environ: environ}
	var err error
	if s.git, err = newGit(dir, environ); err != nil && !errors.Is(err, ErrNoGit) {
		return nil, err
	}
	if s.git != nil {
		s.place, err = askPlace(ctx, s.git, dir)
	} else {
		s.place, err = findPlace(dir)
	}
	if err != nil {
		return nil, err
	}
	if s.git != nil { // the same one from now on, wherever it is run
		s.git = s.git.with("--git-dir=" + s.place.gitDir)
	}
	if s.format, err = readFormat(s.place.common); err != nil {
		return nil, err
	}
	if s.git == nil && s.format.bare && s.place.gitDir == s.place.common {
		s.place.workTree, s.place.prefix = "", ""
	}
	if s.objects, err = openObjects(filepath.Join(s.place.common, "objects")); err != nil {
		return nil, err
	}
	return s, ctx.Err()
}

// GitDir returns the absolute path of the folder that git keeps HEAD in; of a
// linked work tree that is one of its own.
func (s *Store) GitDir() string { return s.place.gitDir }

// CommonDir returns the absolute path of the folder that git keeps objects, refs
// and configuration in.
func (s *Store) CommonDir() string { return s.place.common }

// WorkTree returns the root of the work tree that the Store was opened in, and
// the folder it was opened in as a path below it, with slashes, "" or ending in
// one. It is false where there is none: in a bare repository or below .git.
func (s *Store) WorkTree() (dir, prefix string, ok bool) {
	return s.place.workTree, s.place.prefix, s.place.workTree != ""
}

// Shallow reports whether the history was cut off when the repository was cloned.
func (s *Store) Shallow() bool {
	info, err := os.Stat(filepath.Join(s.place.common, "shallow"))
	return err == nil && info.Size() > 0
}

// Object returns the kind of an object ("commit", "tree", "blob" or "tag") and its
// raw bytes, which are what the id says. id is a full one. The error is a
// *MissingError if the object is not here.
func (s *Store) Object(id string) (kind string, data []byte, err error) {
	kind, data, err = s.objects.get(id, maxTree)
	if err == nil && len(data) > maxTree {
		return "", nil, fmt.Errorf("object %s has more than %d bytes", id, maxTree)
	}
	return kind, data, err
}

// Tree returns the whole tree of a commit, given by its full id.
func (s *Store) Tree(ctx context.Context, commit string) (*Tree, error) {
	root, err := rootOf(s.objects, sha1Hash, commit)
	if err != nil {
		return nil, err
	}
	return newTree(s.objects, sha1Hash, root), ctx.Err()
}

// Close closes the files that are held open. The Store can be used afterwards, and
// opens them again.
func (s *Store) Close() error { return s.objects.close() }
