package gitrepo

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Identity is who did something, and when.
type Identity struct {
	Name, Email string
	When        time.Time // to the second, with the zone it was given in
}

// check returns an error if git could not write an identity down.
func (i Identity) check() error {
	switch {
	case strings.TrimSpace(i.Name) == "":
		return errors.New("the name is empty")
	case i.When.Unix() < 0:
		return fmt.Errorf("the date %s is before 1970, which git does not know", i.When.Format(time.RFC3339))
	}
	for _, text := range []string{i.Name, i.Email} {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(c rune) bool { return c == '<' || c == '>' || unicode.IsControl(c) }) {
			return fmt.Errorf("%q holds characters that git keeps for itself", text)
		}
	}
	return nil
}

// String is the identity as git writes it: name, address, seconds, zone.
func (i Identity) String() string {
	return fmt.Sprintf("%s <%s> %d %s", strings.TrimSpace(i.Name), strings.TrimSpace(i.Email), i.When.Unix(), i.When.Format("-0700"))
}

// commitData returns a commit as git keeps it, signed if c says so.
func commitData(tree string, c Change) ([]byte, error) {
	var head strings.Builder
	fmt.Fprintf(&head, "tree %s\n", tree)
	if c.Parent != "" {
		fmt.Fprintf(&head, "parent %s\n", c.Parent)
	}
	fmt.Fprintf(&head, "author %s\ncommitter %s\n", c.Author, c.Committer)
	body := "\n" + strings.TrimRight(c.Message, "\n") + "\n"
	if c.Sign == nil {
		return []byte(head.String() + body), nil
	}
	armour, err := c.Sign([]byte(head.String() + body))
	if err != nil {
		return nil, fmt.Errorf("sign the commit: %w", err)
	}
	text := strings.TrimRight(string(armour), "\n")
	if !strings.HasPrefix(text, "-----BEGIN ") || strings.ContainsAny(text, "\x00\r") {
		return nil, errors.New("sign the commit: what came back is no signature")
	}
	return []byte(head.String() + "gpgsig " + strings.ReplaceAll(text, "\n", "\n ") + "\n" + body), nil
}

// checkMessage returns an error if a message cannot be that of a commit.
func checkMessage(message string) error {
	first, _, _ := strings.Cut(message, "\n")
	switch {
	case strings.TrimSpace(message) == "":
		return errors.New("the message of the commit is empty")
	case strings.TrimSpace(first) == "":
		return errors.New("the message of the commit begins with an empty line")
	case !utf8.ValidString(message) || strings.ContainsAny(message, "\x00\r"):
		return errors.New("the message of the commit is not plain text")
	}
	return nil
}

// Trailer returns "key: value", a line for the last paragraph of a message. The
// value may hold letters, digits and @._:/+- only: what could begin a line of its
// own, or be read as something else, is an error.
func Trailer(key, value string) (string, error) {
	if key == "" || key[0] == '-' || strange(key, "-") != "" {
		return "", fmt.Errorf("%q cannot be the key of a trailer, want letters, digits and hyphens only", key)
	}
	if value == "" {
		return "", fmt.Errorf("the trailer %s has no value", key)
	}
	if reason := strange(value, "@._:/+-"); reason != "" {
		return "", fmt.Errorf("%q cannot be the value of the trailer %s: %s", value, key, reason)
	}
	return key + ": " + value, nil
}

// signedBy returns the header of a commit or tag that says who made it and when,
// as it stands there.
func signedBy(data []byte, name string) (string, error) {
	all, err := fields(data)
	if err != nil {
		return "", fmt.Errorf("it %w", err)
	}
	for _, f := range all {
		if f.name == name {
			return f.value, nil
		}
	}
	return "", fmt.Errorf("it has no header %q", name)
}
