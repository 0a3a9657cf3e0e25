package comments

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/verify"
)

// All reads the comments on all release candidates of a specification, the oldest
// version first. A file that is none of them is there with its problem: nobody's
// comment is passed over because a name is misspelt. The error is of the tree.
func All(fsys fs.FS, id string) ([]*Sheet, error) {
	dir := path.Join(Dir, id)
	entries, err := fs.ReadDir(fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", dir, err)
	}
	var sheets []*Sheet
	for _, entry := range entries {
		version, is := strings.CutSuffix(strings.ToLower(entry.Name()), extension)
		if !is || strings.HasPrefix(version, ".") {
			continue
		}
		s := &Sheet{ID: id, Path: path.Join(dir, entry.Name())}
		sheets = append(sheets, s)
		name, isVersion := verify.ParseName(id + "/v" + version)
		switch {
		case !isVersion || !name.Candidate || entry.Name() != version+extension:
			s.Problems = []Problem{{Message: `its name is no version of a release candidate, want one such as "1.0.0-rc.1.csv"`}}
			continue
		case !entry.Type().IsRegular():
			s.Problems = []Problem{{Message: "it is no file"}}
		default:
			err = s.load(fsys)
		}
		s.Version = version
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(sheets, func(a, b *Sheet) int { return cmp.Or(byVersion(a.Version, b.Version), cmp.Compare(a.Path, b.Path)) })
	return sheets, nil
}

// Of reads the comments that a release of a version has to answer: those on its release
// candidates, such as 1.2.0-rc.1 and 1.2.0-rc.2 of 1.2.0, those on candidates of a lower
// version that was never released, because what follows takes their place, and the
// files of which nobody can tell what they are on.
func Of(fsys fs.FS, id, version string, released []string) ([]*Sheet, error) {
	all, err := All(fsys, id)
	release, _, _ := strings.Cut(version, "-")
	return slices.DeleteFunc(all, func(s *Sheet) bool {
		of, _, _ := strings.Cut(s.Version, "-")
		return s.Version != "" && of != release && (slices.Contains(released, of) || byVersion(of, release) > 0)
	}), err
}

func (s *Sheet) load(fsys fs.FS) error {
	f, err := fsys.Open(s.Path)
	if err != nil {
		return fmt.Errorf("read %s: %w", s.Path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxBytes+1))
	if err != nil {
		return fmt.Errorf("read %s: %w", s.Path, err)
	}
	s.read(data)
	return nil
}

// byVersion orders versions as numbers, 1.9.0-rc.2 before 1.10.0-rc.1.
func byVersion(a, b string) int {
	numbers := func(version string) (n [4]int) {
		for i, word := range strings.Split(strings.Replace(version, "-rc", "", 1), ".") {
			if i < len(n) {
				n[i], _ = strconv.Atoi(word)
			}
		}
		return n
	}
	x, y := numbers(a), numbers(b)
	return slices.Compare(x[:], y[:])
}
