package gitrepo

import (
	"fmt"
	"strings"
)

// maxName bounds a component of a name: with ".lock" it must still be one that
// every file system takes.
const maxName = 240

// checkRef returns an error if a ref, such as refs/heads/main, has a name that
// credctl does not write. That is stricter than git: it also keeps what shells,
// other systems and trailers give a meaning to.
func checkRef(ref string) error {
	kind, name, ok := splitRef(ref)
	if !ok {
		return fmt.Errorf("%q is no full name of a branch or tag, such as refs/heads/main", ref)
	}
	if name == "HEAD" {
		return fmt.Errorf("a %s cannot be called HEAD", kind)
	}
	for part := range strings.SplitSeq(name, "/") {
		if reason := unfit(part); reason != "" {
			return fmt.Errorf("%q cannot be the name of a %s: %s", name, kind, reason)
		}
	}
	return nil
}

// splitRef returns what a ref is and its name as people say it.
func splitRef(ref string) (kind, name string, ok bool) {
	if name, ok := strings.CutPrefix(ref, "refs/heads/"); ok {
		return "branch", name, true
	}
	name, ok = strings.CutPrefix(ref, "refs/tags/")
	return "tag", name, ok
}

// sayRef is a ref in words: branch "main".
func sayRef(ref string) string {
	if kind, name, ok := splitRef(ref); ok {
		return fmt.Sprintf("%s %q", kind, name)
	}
	return fmt.Sprintf("%q", ref)
}

// unfit says what is wrong with a component of a ref's name.
func unfit(part string) string {
	switch {
	case part == "":
		return "it has an empty part"
	case len(part) > maxName:
		return fmt.Sprintf("it has a part of %d bytes, want at most %d", len(part), maxName)
	case part[0] == '-' || part[0] == '.':
		return fmt.Sprintf("its part %q begins with %q", part, part[0])
	case strings.Contains(part, ".."):
		return fmt.Sprintf("its part %q holds two dots in a row", part)
	case part[len(part)-1] == '.':
		return fmt.Sprintf("its part %q ends with a dot", part)
	case strings.HasSuffix(strings.ToLower(part), ".lock"):
		return fmt.Sprintf("its part %q ends like a lock file", part)
	}
	return strange(part, "@._+-")
}

// strange says which character of text is no ASCII letter, no digit and none of
// others; "" if there is none.
func strange(text, others string) string {
	for _, c := range text {
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !letter && !strings.ContainsRune(others, c) {
			return fmt.Sprintf("it holds %+q, want letters, digits and %s only", c, strings.Join(strings.Split(others, ""), " "))
		}
	}
	return ""
}
