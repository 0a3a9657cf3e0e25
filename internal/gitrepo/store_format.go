package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/config"
)

// UnsupportedError says that a repository is kept in a way that is not read here,
// so that nothing can be said of what it holds.
type UnsupportedError struct {
	What string // what it has: "object names by SHA-256"
}

// Error says what it is and what to do.
func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("this repository has %s, which is not read here: "+
		"take a clone that was made with git's usual settings (git clone into a new folder, objects named by SHA-1, refs kept as files)", e.What)
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
type format struct {
	partial bool
}

// readFormat reads config in the common folder, as git does: that file alone,
// without what it includes. The error is an *UnsupportedError where a repository
// may not be read.
func readFormat(common string) (format, error) {
	path := filepath.Join(common, "config")
	data, err := readSmall(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return format{}, err
	}
	parsed := config.New()
	if err := config.NewDecoder(bytes.NewReader(data)).Decode(parsed); err != nil {
		return format{}, fmt.Errorf("read %s: %w", path, err)
	}
	version, extensions, err := extensionsOf(parsed)
	if err != nil {
		return format{}, err
	}
	if err := supported(version, extensions); err != nil {
		return format{}, err
	}
	return format{partial: extensions["partialclone"] != "" || promisor(parsed)}, nil
}

// extensionsOf returns the version of the format and the extensions, with names
// in lower case, as git compares them; what stands last counts.
func extensionsOf(parsed *config.Config) (version int, extensions map[string]string, err error) {
	extensions = map[string]string{}
	for _, section := range parsed.Sections {
		if strings.EqualFold(section.Name, "extensions") {
			for _, below := range section.Subsections {
				extensions[strings.ToLower(below.Name)+".*"] = "" // which nobody knows
			}
		}
		for _, option := range section.Options {
			key := strings.ToLower(option.Key)
			switch strings.ToLower(section.Name) {
			case "extensions":
				extensions[key] = option.Value
			case "core":
				if key != "repositoryformatversion" {
					continue
				}
				if version, err = strconv.Atoi(option.Value); err != nil {
					return 0, nil, &UnsupportedError{What: fmt.Sprintf("version %q of git's format", option.Value)}
				}
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
			return &UnsupportedError{What: "object names by SHA-256"}
		case name == "refstorage":
			return &UnsupportedError{What: fmt.Sprintf("refs kept as %q", value)}
		default:
			return &UnsupportedError{What: fmt.Sprintf("the extension %q", name)}
		}
	}
	return nil
}

// promisor reports whether a remote has promised objects that are not here.
func promisor(parsed *config.Config) bool {
	for _, section := range parsed.Sections {
		if !strings.EqualFold(section.Name, "remote") {
			continue
		}
		for _, remote := range section.Subsections {
			for _, option := range remote.Options {
				if strings.EqualFold(option.Key, "promisor") && !slices.Contains([]string{"false", "no", "off", "0"}, strings.ToLower(option.Value)) {
					return true
				}
			}
		}
	}
	return false
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
