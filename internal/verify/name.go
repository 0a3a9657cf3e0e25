package verify

import (
	"regexp"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// tagName is the name of a release's tag below refs/tags/: an id, and a version
// without leading zeros, which of a release candidate ends in -rc.N.
var tagName = regexp.MustCompile(`^([a-z0-9-]+)/v((?:0|[1-9][0-9]{0,8})\.(?:0|[1-9][0-9]{0,8})\.(?:0|[1-9][0-9]{0,8})(-rc\.[1-9][0-9]{0,8})?)$`)

// Name is the name of a release's tag, taken apart.
type Name struct {
	ID        string
	Version   string
	Candidate bool // a release candidate, such as 1.2.0-rc.1: not endorsed, a draft for comment
}

// ParseName takes the name of a release's tag apart, such as
// "acute-medicine/v1.0.0". It returns false for anything else.
func ParseName(name string) (Name, bool) {
	m := tagName.FindStringSubmatch(name)
	if m == nil || !record.ValidID(m[1]) {
		return Name{}, false
	}
	return Name{ID: m[1], Version: m[2], Candidate: m[3] != ""}, true
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
		meant := name[:at] + "/v" + name[at+len(between):]
		if _, ok := ParseName(meant); ok {
			return meant
		}
	}
	return ""
}
