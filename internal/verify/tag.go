package verify

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// MaxTag is the size that a tag object may have: 256 KiB.
const MaxTag = 256 << 10

// TagObject is the tag of a release as its signer wrote it.
type TagObject struct {
	Commit  string // the id of the commit that it is on
	Name    string // the name it says it has
	Tagger  string // as git writes it: a name and an address, which prove nothing
	Date    string // YYYY-MM-DD in UTC, as the signer wrote it
	Message string // summary and notes, without the artefacts and the fields

	Sums record.Sums // the artefacts, as far as the message lists them

	Seq            int    // Credctl-Seq: the number of the register entry that publishes; 0 of a release candidate
	RegisterSHA256 string // Credctl-Register-Sha256: of that entry; "" of a release candidate
	SumsSHA256     string // Credctl-Sums-Sha256: of the release's SHA256SUMS; "" if it has no artefacts

	Signed    []byte // what the signature is over: everything before it
	Signature *sshsig.Signature
}

// TagError says what keeps the bytes of a tag from being the tag of a release.
type TagError struct {
	Reason  Reason
	Message string // what was found and what was wanted
}

// Error returns the message.
func (e *TagError) Error() string { return e.Message }

func tagError(reason Reason, format string, args ...any) error {
	return &TagError{Reason: reason, Message: fmt.Sprintf(format, args...)}
}

// ParseTag reads the raw bytes of a tag object, in one form only: the headers
// object, type commit, tag and tagger, a blank line, the message, the artefacts as a
// paragraph, the fields as the last one, and one signature, with nothing after it.
// That of a release candidate has other fields than that of a release, so that
// neither is ever taken for the other. git takes more: other
// headers, a second signature, text behind the signature. Whatever two programs
// could read in two ways is refused. The error is a *TagError.
func ParseTag(raw []byte) (TagObject, error) {
	if len(raw) > MaxTag {
		return TagObject{}, tagError(TagForm, "the tag has %d bytes, want at most %d", len(raw), MaxTag)
	}
	signed, armour, err := cutSignature(raw)
	if err != nil {
		return TagObject{}, err
	}
	t := TagObject{Signed: signed}
	headers, message, ok := strings.Cut(string(signed), "\n\n")
	if !ok {
		return TagObject{}, tagError(TagForm, "the tag has no blank line between its headers and its message")
	}
	if err := t.readHeaders(headers); err != nil {
		return TagObject{}, err
	}
	if err := checkMessage(message); err != nil {
		return TagObject{}, err
	}
	if err := t.readFields(message); err != nil {
		return TagObject{}, err
	}
	if err := t.readSums(); err != nil {
		return TagObject{}, err
	}
	if t.Signature, err = sshsig.Parse(armour); err != nil {
		return TagObject{}, tagError(TagSignature, "the tag's signature cannot be used: %v", err)
	}
	return t, nil
}

// Where a signature begins and ends. git takes the last line that begins any of
// these for the beginning of the signature.
const (
	armourStart = "-----BEGIN SSH SIGNATURE-----"
	armourEnd   = "-----END SSH SIGNATURE-----\n"
)

var anySignature = []string{armourStart, "-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP MESSAGE-----", "-----BEGIN SIGNED MESSAGE-----"}

// cutSignature parts what is signed from its one signature.
func cutSignature(raw []byte) (signed, armour []byte, err error) {
	var starts []int
	for at := 0; at < len(raw); {
		for _, start := range anySignature {
			if bytes.HasPrefix(raw[at:], []byte(start)) {
				starts = append(starts, at)
			}
		}
		next := bytes.IndexByte(raw[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	switch {
	case len(starts) == 0:
		return nil, nil, tagError(TagUnsigned, "the tag is not signed")
	case len(starts) > 1:
		return nil, nil, tagError(TagSignatures, "the tag has %d signatures, want one", len(starts))
	}
	signed, armour = raw[:starts[0]], raw[starts[0]:]
	if !bytes.HasPrefix(armour, []byte(armourStart+"\n")) {
		return nil, nil, tagError(TagSignature, "the tag is signed in another way, want a signature made with an SSH key")
	}
	if end := bytes.Index(armour, []byte(armourEnd)); end >= 0 && end+len(armourEnd) < len(armour) {
		return nil, nil, tagError(TagAfterSignature, "there is text after the tag's signature, which nobody signed")
	}
	return signed, armour, nil
}

var (
	objectLine = regexp.MustCompile(`^object ([0-9a-f]{40})$`)
	taggerLine = regexp.MustCompile(`^tagger ([^<>\x00-\x1f]* ?<[^<>\x00-\x1f]*>) (0|[1-9][0-9]{0,11}) [+-][0-9]{4}$`)
)

// readHeaders reads exactly the four headers, each once and in order.
func (t *TagObject) readHeaders(text string) error {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 {
		return tagError(TagForm, "the tag has %d headers, want object, type, tag and tagger", len(lines))
	}
	object, tagger := objectLine.FindStringSubmatch(lines[0]), taggerLine.FindStringSubmatch(lines[3])
	name, named := strings.CutPrefix(lines[2], "tag ")
	switch {
	case object == nil:
		return tagError(TagForm, "the tag's first header is %.80q, want object and the id of a commit", lines[0])
	case lines[1] != "type commit":
		return tagError(TagForm, "the tag's second header is %.80q, want type commit", lines[1])
	case !named || name == "":
		return tagError(TagForm, "the tag's third header is %.80q, want tag and its name", lines[2])
	case tagger == nil || !utf8.ValidString(tagger[1]):
		return tagError(TagForm, "the tag's fourth header is %.80q, want tagger with name, address and time", lines[3])
	}
	seconds, err := strconv.ParseInt(tagger[2], 10, 64)
	if err != nil {
		return tagError(TagForm, "the tag's time is %q, want seconds", tagger[2])
	}
	t.Commit, t.Name, t.Tagger = object[1], name, tagger[1]
	t.Date = time.Unix(seconds, 0).UTC().Format(time.DateOnly)
	return nil
}

// checkMessage refuses what is shown in one way and read in another.
func checkMessage(message string) error {
	if !utf8.ValidString(message) {
		return tagError(TagForm, "the tag's message is not UTF-8")
	}
	for _, r := range message {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return tagError(TagForm, "the tag's message has the character U+%04X, which cannot be seen", r)
		}
	}
	return nil
}

// The fields of a tag, in the order in which they stand.
const (
	fieldPrefix   = "Credctl-"
	fieldSeq      = "Credctl-Seq: "
	fieldRegister = "Credctl-Register-Sha256: "
	fieldSums     = "Credctl-Sums-Sha256: "
)

var (
	number = regexp.MustCompile(`^[1-9][0-9]{0,8}$`)
	digest = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// readFields reads the last paragraph of the message, which is nothing but the
// fields. One that stands further up as well could be taken for the true one.
func (t *TagObject) readFields(message string) error {
	text, ended := strings.CutSuffix(message, "\n")
	at := strings.LastIndex(text, "\n\n")
	if !ended || at < 0 {
		return tagError(TagFields, "the tag's message does not end with a paragraph of fields, want Credctl-Seq and Credctl-Register-Sha256")
	}
	t.Message = text[:at]
	if strings.TrimSpace(strings.SplitN(t.Message, "\n", 2)[0]) == "" {
		return tagError(TagFields, "the tag's message begins with an empty line, want a summary")
	}
	for line := range strings.SplitSeq(t.Message, "\n") {
		if len(line) >= len(fieldPrefix) && strings.EqualFold(line[:len(fieldPrefix)], fieldPrefix) {
			return tagError(TagFields, "the tag's notes have a line that looks like a field: %.80q", line)
		}
	}
	lines := strings.Split(text[at+2:], "\n")
	if name, ok := ParseName(t.Name); ok && name.Candidate {
		return t.readCandidate(lines)
	}
	if len(lines) < 2 || len(lines) > 3 {
		return tagError(TagFields, "the last paragraph of the tag's message has %d lines, want the fields Credctl-Seq and Credctl-Register-Sha256", len(lines))
	}
	seq, okSeq := field(lines[0], fieldSeq, number)
	register, okRegister := field(lines[1], fieldRegister, digest)
	if !okSeq || !okRegister {
		return tagError(TagFields, "the last paragraph of the tag's message begins with %.80q, want Credctl-Seq and Credctl-Register-Sha256, each with its value", lines[0])
	}
	if len(lines) == 3 {
		var okSums bool
		if t.SumsSHA256, okSums = field(lines[2], fieldSums, digest); !okSums {
			return tagError(TagFields, "the last field of the tag is %.80q, want Credctl-Sums-Sha256 with its value", lines[2])
		}
	}
	t.Seq, _ = strconv.Atoi(seq) // at most nine digits
	t.RegisterSHA256 = register
	return nil
}

// readCandidate reads the one field of a release candidate, which no entry of the
// register is about.
func (t *TagObject) readCandidate(lines []string) error {
	var ok bool
	if t.SumsSHA256, ok = field(lines[0], fieldSums, digest); !ok || len(lines) != 1 {
		return tagError(TagFields, "the last paragraph of the tag's message begins with %.80q, want Credctl-Sums-Sha256 with its value and nothing else in the tag of a release candidate", lines[0])
	}
	return nil
}

// readSums reads the artefacts that the message lists, which must be those that the
// field is the hash of: whoever reads the one and whoever reads the other must come
// to the same.
func (t *TagObject) readSums() error {
	notes, sums, err := record.CutSums(t.Message)
	if err != nil {
		return tagError(TagSums, "the tag's list of artefacts cannot be used: %v", err)
	}
	t.Message, t.Sums = notes, sums
	if sums == nil {
		return nil
	}
	switch hash := record.Hash(sums.Marshal()); t.SumsSHA256 {
	case hash:
		return nil
	case "":
		return tagError(TagSums, "the tag's message lists artefacts, and its fields have no Credctl-Sums-Sha256, want %s", hash)
	default:
		return tagError(TagSums, "the artefacts that the tag's message lists hash to %s, and its field Credctl-Sums-Sha256 is %s", hash, t.SumsSHA256)
	}
}

func field(line, name string, shape *regexp.Regexp) (string, bool) {
	value, ok := strings.CutPrefix(line, name)
	return value, ok && shape.MatchString(value)
}
