package verify

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
)

// Name is the name of a release's tag, taken apart.
type Name struct {
	ID        string
	Version   string
	Candidate bool // a release candidate, such as 1.2.0-rc.1: not endorsed, a draft for comment
}

// ParseName takes the name of a release's tag apart, such as
// "acute-medicine/v1.0.0". It returns false for anything else.
func ParseName(name string) (Name, bool) {
	id, version, ok := strings.Cut(name, "/v")
	release, number, candidate := strings.Cut(version, "-rc.")
	if !ok || !record.ValidID(id) || candidate && (number == "0" || !isNumber(number)) {
		return Name{}, false
	}
	parts := strings.Split(release, ".")
	if len(parts) != 3 || !isNumber(parts[0]) || !isNumber(parts[1]) || !isNumber(parts[2]) {
		return Name{}, false
	}
	return Name{ID: id, Version: version, Candidate: candidate}, true
}

// isNumber reports whether text is a number of at most nine digits without leading
// zeros.
func isNumber(text string) bool {
	if text == "" || len(text) > 9 || text[0] == '0' && len(text) > 1 {
		return false
	}
	return strings.Trim(text, "0123456789") == ""
}

// meant returns the tags that somebody probably meant by a name that is none of
// them: of those that are here the one that is written nearly so, the newest of an
// id or of a file, or all of a version. Where none is here, it goes by the name
// alone.
func meant(name string, here []string) []string {
	here = releases(here)
	rewritten := NearestName(name)
	if len(here) == 0 || slices.Contains(here, rewritten) {
		return slices.DeleteFunc([]string{rewritten}, func(tag string) bool { return tag == "" || tag == name })
	}
	name = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "refs/tags/"))
	word := strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], ".yaml")
	var same []string
	for _, tag := range here {
		switch id, version, _ := strings.Cut(tag, "/v"); {
		case id == word:
			return []string{tag}
		case version == strings.TrimPrefix(name, "v"):
			same = append(same, tag)
		}
	}
	if near := nearest.Word(cmp.Or(rewritten, name), here); len(same) == 0 && near != "" {
		return []string{near}
	}
	return same
}

// releases are those of some tags that are named as releases, newest first.
func releases(tags []string) []string {
	tags = slices.DeleteFunc(slices.Clone(tags), func(tag string) bool { _, ok := ParseName(tag); return !ok })
	slices.SortFunc(tags, newestFirst)
	return tags
}

// newestFirst orders the names of releases by id, and of one id the highest version
// first; a release candidate comes behind its release.
func newestFirst(a, b string) int {
	idA, versionA, _ := strings.Cut(a, "/v")
	idB, versionB, _ := strings.Cut(b, "/v")
	releaseA, rcA, _ := strings.Cut(versionA, "-rc.")
	releaseB, rcB, _ := strings.Cut(versionB, "-rc.")
	return cmp.Or(strings.Compare(idA, idB), slices.Compare(numbers(releaseB), numbers(releaseA)),
		cmp.Compare(len(rcA), len(rcB)), strings.Compare(rcB, rcA))
}

func numbers(version string) []int {
	var all []int
	for part := range strings.SplitSeq(version, ".") {
		n, _ := strconv.Atoi(part)
		all = append(all, n)
	}
	return all
}

// NearestName returns the name that was probably meant by one that is none: with
// refs/tags/ before it, or written as an id with its version in another way. It is
// "" where none comes to mind.
func NearestName(name string) string {
	name = strings.ToLower(strings.TrimPrefix(strings.TrimSpace(name), "refs/tags/"))
	for _, between := range []string{"/v", "@v", "@", "/", " v", " ", "-v"} {
		at := strings.LastIndex(name, between)
		if at < 0 {
			continue
		}
		written := name[:at] + "/v" + name[at+len(between):]
		if _, ok := ParseName(written); ok {
			return written
		}
	}
	return ""
}
