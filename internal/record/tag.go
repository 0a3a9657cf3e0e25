package record

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tag is the annotated tag that binds a publication: what a release hangs from.
type Tag struct {
	Commit  string // the full id of the commit whose tree ends with the publish entry; of a release candidate, whose tree has its text
	ID      string // of the specification
	Version string // of a release, or of a release candidate: that is on no entry, and has a SumsSHA256
	Tagger  string // as git writes it: name, address, seconds, zone
	Message string // summary and notes; the summary is its first line

	Seq            int    // of the publish entry
	RegisterSHA256 string // of its file
	SumsSHA256     string // of the release's SHA256SUMS; "" where it has no artefacts
}

// errTag is what cannot be written as a tag in one way only.
var errTag = errors.New("it cannot be written as a tag")

var (
	commitID = regexp.MustCompile(`^[0-9a-f]{40}$`)
	tagger   = regexp.MustCompile(`^[^<>\x00-\x1f]+ <[^<>\x00-\x1f]*> (0|[1-9][0-9]{0,11}) [+-][0-9]{4}$`)
)

// Unsigned returns the bytes of the tag object that are signed, in git's own
// namespace. The armour of the signature follows them, and then nothing. The error
// names what could be read in another way than it is meant.
func (t *Tag) Unsigned() ([]byte, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "object %s\ntype commit\ntag %s\ntagger %s\n\n", t.Commit, TagName(t.ID, t.Version), t.Tagger)
	fmt.Fprintf(&b, "%s\n\n", t.message())
	if !IsCandidate(t.Version) {
		fmt.Fprintf(&b, "Credctl-Seq: %d\nCredctl-Register-Sha256: %s\n", t.Seq, t.RegisterSHA256)
	}
	if t.SumsSHA256 != "" {
		fmt.Fprintf(&b, "Credctl-Sums-Sha256: %s\n", t.SumsSHA256)
	}
	return []byte(b.String()), nil
}

func (t *Tag) message() string { return strings.Trim(t.Message, "\n") }

func (t *Tag) check() error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf("%w: "+format, append([]any{errTag}, args...)...)
	}
	switch {
	case !commitID.MatchString(t.Commit):
		return bad("%.80q is no full id of a commit", t.Commit)
	case !ValidID(t.ID) || !isRelease(t.Version) && !IsCandidate(t.Version):
		return bad("%.80q is no name of a release", TagName(t.ID, t.Version))
	case !tagger.MatchString(t.Tagger) || !utf8.ValidString(t.Tagger):
		return bad("%.80q is no name and address with a time", t.Tagger)
	case IsCandidate(t.Version) && (t.Seq != 0 || t.RegisterSHA256 != ""):
		return bad("%s is a release candidate, and is on no entry of the register", t.Version)
	case IsCandidate(t.Version) && t.SumsSHA256 == "":
		return bad("the tag of a release candidate says nothing without its files")
	case !IsCandidate(t.Version) && (t.Seq < 1 || t.Seq > 999999999 || !isHash(t.RegisterSHA256)):
		return bad("entry %d with the SHA-256 %.80q is no entry of the register", t.Seq, t.RegisterSHA256)
	case t.SumsSHA256 != "" && !isHash(t.SumsSHA256):
		return bad("%.80q is no SHA-256", t.SumsSHA256)
	case !utf8.ValidString(t.Message) || strings.TrimSpace(strings.SplitN(t.message(), "\n", 2)[0]) == "":
		return bad("the message has no summary in its first line, or is not UTF-8")
	}
	for line := range strings.SplitSeq(t.message(), "\n") {
		if i := strings.IndexFunc(line, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }); i >= 0 {
			return bad("the message has a character that cannot be seen in %.80q", line)
		}
		if strings.HasPrefix(line, "-----BEGIN ") || strings.HasPrefix(strings.ToLower(line), "credctl-") {
			return bad("the line %.80q of the message could be taken for a field or a signature", line)
		}
	}
	return nil
}
