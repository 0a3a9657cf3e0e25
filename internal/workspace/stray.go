package workspace

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// suffix is how the name of every file that counts ends.
const suffix = ".yaml"

// Stray is something that lies where only certain files belong, and is none of
// them.
type Stray struct {
	File   string // path below the root, with slashes; valid UTF-8, for showing only
	Reason string // why it does not count, in words: `its name ends in ".yml"`
	Help   string // what to do about it
}

// hidden reports whether an entry is passed over without a word, as .gitkeep is.
func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// judge says why an entry of dir, of which mode need hold the type alone, does
// not count as a file of its own there; it returns false if it does count.
func judge(dir, name string, mode fs.FileMode) (Stray, bool) {
	if mode.IsRegular() && ordinary(name) {
		return Stray{}, false
	}
	s := Stray{File: strings.ToValidUTF8(path.Join(dir, name), "\uFFFD")}
	switch {
	case !utf8.ValidString(name):
		s.Reason, s.Help = "its name is not readable text", "rename it, with small letters, digits and hyphens"
	case strings.ContainsFunc(name, invisible):
		s.Reason, s.Help = "its name holds characters that cannot be seen", "rename it, with small letters, digits and hyphens"
	case mode.IsDir():
		s.Reason, s.Help = "it is a folder", fmt.Sprintf("put the files themselves into %s/, and keep other folders elsewhere", dir)
	case mode&fs.ModeSymlink != 0:
		s.Reason, s.Help = "it is a link", "put the file itself there"
	case !mode.IsRegular():
		s.Reason, s.Help = "it is a pipe or a device", "put a file there, or nothing"
	case strings.HasSuffix(name, suffix):
		return Stray{}, false
	case likeYAML(name):
		ending := path.Ext(name)
		s.Reason = fmt.Sprintf("its name ends in %q, want %q", ending, suffix)
		s.Help = fmt.Sprintf("rename it to %q", strings.TrimSuffix(name, ending)+suffix)
	default:
		s.Reason = fmt.Sprintf("its name does not end in %q", suffix)
		s.Help = "keep other files elsewhere"
	}
	return s, true
}

// ordinary reports whether a file's name is one that nearly all have which count.
func ordinary(name string) bool {
	for i := range len(name) {
		if name[i] < ' ' || name[i] > '~' {
			return false
		}
	}
	return strings.HasSuffix(name, suffix)
}

// likeYAML reports whether somebody probably meant the name to end in ".yaml".
func likeYAML(name string) bool {
	ending := strings.ToLower(path.Ext(name))
	return ending == ".yaml" || ending == ".yml"
}

func invisible(c rune) bool {
	return unicode.IsControl(c) || unicode.Is(unicode.Cf, c) || unicode.Is(unicode.Zl, c) || unicode.Is(unicode.Zp, c)
}
