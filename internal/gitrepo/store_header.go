package gitrepo

import (
	"errors"
	"fmt"
	"strings"
)

// MalformedError says that an object is not as git writes it, and that programs
// could read it in different ways.
type MalformedError struct {
	ID     string
	Kind   string // "commit" or "tag"
	Reason string // completes "it ...": `has two headers "tree"`
}

// Error names the object and what is wrong.
func (e *MalformedError) Error() string {
	return fmt.Sprintf("%s %s is malformed: it %s", e.Kind, e.ID, e.Reason)
}

// ObjectMalformed reports true, so that a caller can tell this error without
// importing the package.
func (e *MalformedError) ObjectMalformed() bool { return true }

// field is one header of a commit or tag.
type field struct{ name, value string }

// fields returns the headers of a commit or tag, up to the first empty line.
func fields(data []byte) ([]field, error) {
	head, _, ok := strings.Cut(string(data), "\n\n")
	if !ok {
		var whole bool
		if head, whole = strings.CutSuffix(head, "\n"); !whole {
			return nil, errors.New("ends within its headers")
		}
	}
	var all []field
	for line := range strings.SplitSeq(head, "\n") {
		name, value, ok := strings.Cut(line, " ")
		switch {
		case strings.ContainsAny(line, "\x00\r"):
			return nil, errors.New("has a NUL or a carriage return among its headers")
		case !ok:
			return nil, fmt.Errorf("has the header %.40q, want a name and a value", line)
		case name == "" && len(all) == 0:
			return nil, errors.New("begins with a space")
		case name != "": // else it goes on with the header before
			all = append(all, field{name, value})
		}
	}
	return all, nil
}

// order checks that the headers of these names stand first, in this order, and
// nowhere else; of a name that ends in * there may be any number, of others is one.
func order(all []field, names ...string) error {
	rest := all
	for _, name := range names {
		bare, many := strings.CutSuffix(name, "*")
		n := 0
		for n < len(rest) && rest[n].name == bare && (many || n == 0) {
			n++
		}
		if n == 0 && !many {
			return fmt.Errorf("has no header %q where it belongs", bare)
		}
		rest = rest[n:]
	}
	for _, f := range rest {
		for _, name := range names {
			if strings.TrimSuffix(name, "*") == f.name {
				return fmt.Errorf("has a second header %q, or has it out of place", f.name)
			}
		}
	}
	return nil
}

// commitTree returns the id of a commit's tree, of which it must have exactly one,
// first.
func commitTree(id string, data []byte, h hash) (string, error) {
	all, err := fields(data)
	if err == nil {
		err = order(all, "tree", "parent*", "author", "committer")
	}
	if err != nil {
		return "", &MalformedError{ID: id, Kind: "commit", Reason: err.Error()}
	}
	for _, f := range all {
		if (f.name == "tree" || f.name == "parent") && (!h.isID(f.value) || strings.ToLower(f.value) != f.value) {
			return "", &MalformedError{ID: id, Kind: "commit", Reason: fmt.Sprintf("has the header %q with %.80q, want an id", f.name, f.value)}
		}
	}
	return all[0].value, nil
}

// tagTarget returns the id of what a tag object names. Old tags have no tagger.
func tagTarget(id string, data []byte) (string, error) {
	all, err := fields(data)
	if err == nil {
		err = order(all, "object", "type", "tag", "tagger*")
	}
	if err != nil {
		return "", &MalformedError{ID: id, Kind: "tag", Reason: err.Error()}
	}
	if !isStrictID(all[0].value) {
		return "", &MalformedError{ID: id, Kind: "tag", Reason: fmt.Sprintf("names %.80q, want an id", all[0].value)}
	}
	return all[0].value, nil
}
