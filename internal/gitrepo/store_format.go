package gitrepo

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// UnsupportedError says that a repository is kept in a way that is not read here,
// so that nothing can be said of what it holds.
type UnsupportedError struct {
	What   string // what it has: "object names by SHA-256"
	advice string // what to do; "" for the usual
}

// Error says what it is and what to do.
func (e *UnsupportedError) Error() string {
	advice := e.advice
	if advice == "" {
		advice = "clone it anew with git's usual settings, or use a newer credctl"
	}
	return fmt.Sprintf("this repository has %s, which credctl does not read; %s", e.What, advice)
}

// harmless are the extensions of a repository's format that change nothing about
// how objects and refs are read.
var harmless = []string{"noop", "noop-v1", "worktreeconfig", "partialclone", "preciousobjects", "relativeworktrees"}

// historical are the extensions that git heeds in a repository of version 0 too;
// others it passes over there, but for those that only version 1 may have.
var (
	historical = []string{"noop", "worktreeconfig", "partialclone", "preciousobjects"}
	onlyNewer  = []string{"noop-v1", "objectformat", "compatobjectformat", "refstorage", "relativeworktrees", "submodulepathconfig"}
)

// format is what the configuration says of how a repository is kept.
type format struct{ bare bool }

// readFormat reads config in the common folder, as git does: that file alone,
// without what it includes. The error is an *UnsupportedError where a repository
// may not be read.
func readFormat(common string) (format, error) {
	path := filepath.Join(common, "config")
	data, err := readSmall(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return format{}, err
	}
	settings, err := parseConfig(data)
	if err != nil {
		return format{}, fmt.Errorf("read %s: %w", path, err)
	}
	version, extensions, err := extensionsOf(settings)
	if err != nil {
		return format{}, err
	}
	if err := supported(version, extensions); err != nil {
		return format{}, err
	}
	return format{bare: bare(settings)}, nil
}

// extensionsOf returns the version of the format and the extensions; what stands
// last counts.
func extensionsOf(settings []setting) (version int, extensions map[string]string, err error) {
	extensions = map[string]string{}
	for _, s := range settings {
		name := strings.TrimPrefix(s.below+"."+s.key, ".") // nobody knows one with a dot
		switch {
		case s.section == "extensions":
			extensions[name] = s.value
		case s.section == "core" && name == "repositoryformatversion":
			if version, err = strconv.Atoi(s.value); err != nil {
				return 0, nil, &UnsupportedError{What: fmt.Sprintf("version %q of git's format", s.value)}
			}
		}
	}
	return version, extensions, nil
}

// supported applies git's rules of versions, and our list in place of git's.
func supported(version int, extensions map[string]string) error {
	if version < 0 || version > 1 {
		return &UnsupportedError{What: fmt.Sprintf("version %d of git's format", version)}
	}
	names := make([]string, 0, len(extensions))
	for name := range extensions {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		value := extensions[name]
		old := version == 0
		switch {
		case old && slices.Contains(onlyNewer, name):
			return &UnsupportedError{What: fmt.Sprintf("the extension %q, which version 0 of git's format has not", name)}
		case old && !slices.Contains(historical, name):
		case slices.Contains(harmless, name):
		case name == "objectformat" && value == "sha1", name == "refstorage" && value == "files":
		case name == "objectformat" && value == "sha256":
			return &UnsupportedError{"object names by SHA-256", "nor can a clone of it be read: ask its keepers for one whose objects are named by SHA-1"}
		case name == "refstorage":
			return &UnsupportedError{fmt.Sprintf("refs kept as %q", value), "clone it anew with refs kept as files"}
		default:
			return &UnsupportedError{What: fmt.Sprintf("the extension %q", name)}
		}
	}
	return nil
}

// bare reports whether a repository says that it has no work tree.
func bare(settings []setting) bool {
	said := false
	for _, s := range settings {
		if s.section == "core" && s.below == "" && s.key == "bare" {
			said = truth(s.value)
		}
	}
	return said
}

// truth is how git reads yes and no.
func truth(value string) bool {
	return !slices.Contains([]string{"false", "no", "off", "0", ""}, strings.ToLower(value))
}

// maxSmall bounds a file of git's own that is read whole: packed-refs of half a
// million refs.
const maxSmall = 64 << 20

// readSmall reads a regular file.
func readSmall(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no file", path)
	case info.Size() > maxSmall:
		return nil, fmt.Errorf("%s has more than %d bytes", path, maxSmall)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxSmall))
}
