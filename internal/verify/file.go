package verify

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// FileAnswer is what can be said of a file.
type FileAnswer string

// The answers.
const (
	Genuine     FileAnswer = "genuine"    // byte for byte an artefact of a release that is in force
	Superseded  FileAnswer = "superseded" // the same of a release after which a newer one was published
	WithdrawnIn FileAnswer = "withdrawn"  // the same of a release that was withdrawn
	Draft       FileAnswer = "draft"      // of a release candidate, or a text that nobody published
	Altered     FileAnswer = "altered"    // it has the name of an artefact, or calls itself a release, and has other bytes
	Unknown     FileAnswer = "unknown"    // none of these can be told from here
)

// Outcome is the verdict that an answer comes to. An older version is what it says
// it is, so that superseded is verified, in plain words that a newer one is in force.
func (a FileAnswer) Outcome() Outcome {
	switch a {
	case Genuine, Superseded:
		return Verified
	case Altered, Draft, WithdrawnIn:
		return NotVerified
	}
	return CannotTell
}

// AskedFile is a file that somebody holds.
type AskedFile struct {
	Name   string `json:"name"` // without its folder
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"` // in bytes
}

// FileTag is a tag of a release as far as it concerns a file.
type FileTag struct {
	Name   string      // below refs/tags/
	Object TagObject   // as it was read
	Sums   record.Sums // its artefacts, from its message, or from a list that hashes to its field; nil if neither is here
	Text   string      // SHA-256 of the specification in its commit; "" if that was not looked at
}

// Concern is what a tag has to do with a file.
type Concern struct {
	Same []string // what the tag calls the bytes of the file; none if it does not have them
	Name string   // the artefact of the tag that has the file's name and other bytes; "" if none
}

func (c *Concern) any() bool { return len(c.Same) > 0 || c.Name != "" }

// Concerns finds out what a tag has to do with a file; nil if nothing. text is what
// the file says where it is a specification, else nil. What is found is not to be
// believed before the tag is verified.
func Concerns(f AskedFile, text *record.Spec, tag *FileTag) *Concern {
	c := Concern{Same: tag.Sums.Names(f.SHA256)}
	if f.SHA256 == "" {
		return nil
	}
	if f.SHA256 == tag.Object.SumsSHA256 {
		c.Same = append(c.Same, record.SumsName)
	}
	name, _ := ParseName(tag.Name)
	if f.SHA256 == tag.Text && len(c.Same) == 0 {
		c.Same = append(c.Same, record.SpecPath(name.ID))
	}
	if len(c.Same) > 0 {
		return &c
	}
	for _, as := range []string{f.Name, plainName(f.Name)} {
		if hash := tag.Sums.Of(as); hash != "" && c.Name == "" {
			c.Name = as
		}
	}
	if c.Name == "" && text != nil && text.ID == name.ID && text.Version == name.Version {
		c.Name = record.SpecPath(name.ID)
	}
	if c.Name == "" {
		return nil
	}
	return &c
}

// again is what browsers put into the name of a file that is there already.
var again = regexp.MustCompile(`(?i)^(?:copy of )?(.+?)(?: ?\(\d{1,3}\)| - copy)?((?:\.[a-z0-9]+)?)$`)

// plainName is the name that a file had before it was saved a second time, such as
// a.pdf for "a (1).pdf".
func plainName(name string) string {
	parts := again.FindStringSubmatch(name)
	if parts == nil {
		return name
	}
	return parts[1] + parts[2]
}

// Concerned is a tag with the verdict on it. Its Concern is empty where it has nothing
// to do with the file, and was named by whoever asks.
type Concerned struct {
	Concern Concern
	Verdict Verdict
}

// FileInput is everything that an answer is made of.
type FileInput struct {
	File     AskedFile
	Tags     []Concerned // that concern the file, or were named
	LookedAt int         // tags of releases that were looked through, those that concern it among them
	Refused  []NotCounted
	Draft    string // where the repository has these bytes as a text that nobody published, in words; "" if it has not
	Listed   string // what a list of sums beside the file has to say that no tag vouches for; "" if nothing
}

// FileRelease is a release that has something to do with a file.
type FileRelease struct {
	Tag     string   `json:"tag"`
	ID      string   `json:"id"`
	Version string   `json:"version"`
	State   string   `json:"state"`         // in force, superseded, withdrawn, or draft for comment
	Newer   string   `json:"superseded_by"` // the version that is in force; "" if this one is, or none
	As      []string `json:"artefacts"`     // what it calls the file
	Same    bool     `json:"same_bytes"`    // it has the bytes of the file; else other bytes under the name
}

// NotCounted is a tag that was passed over, and why.
type NotCounted struct {
	Tag     string  `json:"tag"`
	Outcome Outcome `json:"outcome"`
	Reason  Reason  `json:"reason"`
	Message string  `json:"message"`
	Do      string  `json:"do"`
	Command string  `json:"command"`
}

// FileVerdict is what was found out about a file. The same input gives the same
// FileVerdict. Its JSON is described by schema/file-verdict.schema.json; its lists are
// never nil.
type FileVerdict struct {
	Answer     FileAnswer    `json:"answer"`
	Outcome    Outcome       `json:"outcome"`
	File       AskedFile     `json:"file"`
	Message    string        `json:"message"`     // the answer in a sentence: no full stop
	Do         string        `json:"do"`          // what to do about it; may be empty
	Releases   []FileRelease `json:"releases"`    // that the answer rests on, the newest first
	NotCounted []NotCounted  `json:"not_counted"` // tags that were passed over
	LookedAt   int           `json:"tags_looked_at"`
	Notes      []string      `json:"notes"`
	TrustRoot  TrustRoot     `json:"trust_root"`
}

// States of a release, as people say them.
const (
	stateInForce    = "in force"
	stateSuperseded = "superseded"
	stateWithdrawn  = "withdrawn"
	stateDraft      = "draft for comment"
)

// JudgeFile says what a file is. Only tags count that verify, were withdrawn, or are
// release candidates that staff signed; each says for itself what it is worth.
func JudgeFile(in FileInput) FileVerdict {
	v := FileVerdict{File: in.File, LookedAt: in.LookedAt, Releases: []FileRelease{}, NotCounted: []NotCounted{}, Notes: []string{}}
	v.NotCounted = append(v.NotCounted, in.Refused...)
	var same, named []FileRelease
	for i := range in.Tags {
		c := &in.Tags[i]
		if v.TrustRoot.Found == "" {
			v.TrustRoot = c.Verdict.Relied.TrustRoot
		}
		switch r, counts := counted(c); {
		case !counts:
			v.NotCounted = append(v.NotCounted, notCounted(&c.Verdict))
		case !r.Same && c.Concern.Name == "": // it was asked about, and has nothing to do with it
		case r.Same:
			same = append(same, r)
		default:
			named = append(named, r)
		}
	}
	v.settle(in, inOrder(same), inOrder(named))
	v.Outcome = v.Answer.Outcome()
	slices.SortFunc(v.NotCounted, func(a, b NotCounted) int { return newestFirst(a.Tag, b.Tag) })
	return v
}

// counted is a release that a tag vouches for; false if its verdict is such that
// nothing can rest on it.
func counted(c *Concerned) (FileRelease, bool) {
	name, _ := ParseName(c.Verdict.Tag.Name)
	r := FileRelease{Tag: c.Verdict.Tag.Name, ID: name.ID, Version: name.Version, As: c.Concern.Same, Same: len(c.Concern.Same) > 0}
	if !r.Same {
		r.As = []string{c.Concern.Name}
	}
	switch v := &c.Verdict; {
	case v.Outcome == Verified && v.SupersededBy != "":
		r.State, r.Newer = stateSuperseded, v.SupersededBy
	case v.Outcome == Verified:
		r.State = stateInForce
	case len(v.Reasons) == 1 && v.Reasons[0].Reason == Withdrawn:
		r.State, r.Newer = stateWithdrawn, v.SupersededBy
	case v.SignedDraft():
		r.State = stateDraft
	default:
		return r, false
	}
	return r, true
}

func notCounted(v *Verdict) NotCounted {
	c := v.Reasons[0]
	if c.Reason == ReleaseCandidate && len(v.Reasons) > 1 { // which alone would not be against it
		c = v.Reasons[1]
	}
	return NotCounted{Tag: v.Tag.Name, Outcome: v.Outcome, Reason: c.Reason, Message: c.Message, Do: c.Do, Command: c.Command}
}

// inOrder sorts releases by what they are worth, and then the newest first.
func inOrder(list []FileRelease) []FileRelease {
	worth := []string{stateInForce, stateSuperseded, stateWithdrawn, stateDraft}
	slices.SortFunc(list, func(a, b FileRelease) int {
		return cmp.Or(cmp.Compare(slices.Index(worth, a.State), slices.Index(worth, b.State)), newestFirst(a.Tag, b.Tag))
	})
	return list
}

// settle comes to the answer: what has the very bytes speaks before what has the name.
func (v *FileVerdict) settle(in FileInput, same, named []FileRelease) {
	v.Releases = append(v.Releases, same...)
	switch {
	case len(same) > 0:
		v.known(&same[0])
		for _, r := range named {
			v.Notes = append(v.Notes, fmt.Sprintf("its name is that of %s of %s %s, which has other bytes", r.As[0], r.ID, r.Version))
		}
	case in.Draft != "":
		v.Answer, v.Message, v.Releases = Draft, "it is a text that nobody published: "+in.Draft, append(v.Releases, named...)
		v.Do = "do not rely on it; what is endorsed and published has a tag, and artefacts made from it"
	case len(named) > 0:
		v.Answer, v.Releases = Altered, append(v.Releases, named...)
		v.altered(named)
	default:
		v.unknown(in)
	}
	if in.Listed != "" {
		v.Notes = append(v.Notes, in.Listed)
	}
}

// known says what a file is whose bytes a release has.
func (v *FileVerdict) known(r *FileRelease) {
	what := fmt.Sprintf("%s of %s %s", strings.Join(r.As, ", "), r.ID, r.Version)
	current := ""
	if r.Newer != "" {
		current = "; version " + r.Newer + " is in force"
	}
	switch r.State {
	case stateInForce:
		v.Answer, v.Message = Genuine, "it is "+what+", byte for byte"
	case stateSuperseded:
		v.Answer, v.Message = Superseded, "it is "+what+", byte for byte, and a newer version, "+r.Newer+", was published since"
		v.Do = "get version " + r.Newer + ", unless you need this one: credctl verify " + record.TagName(r.ID, r.Newer)
	case stateWithdrawn:
		v.Answer, v.Message = WithdrawnIn, "it is "+what+", which was withdrawn"+current
		v.Do = "do not use it any more; the register says why"
	case stateDraft:
		v.Answer, v.Message = Draft, "it is "+what+", a draft for comment that nobody endorsed"
		v.Do = "do not rely on it; comment on it"
	}
}

// altered says which releases have the name of a file, and other bytes.
func (v *FileVerdict) altered(named []FileRelease) {
	var tags []string
	for _, r := range named {
		tags = append(tags, fmt.Sprintf("%s of %s %s", r.As[0], r.ID, r.Version))
	}
	v.Message = "it calls itself " + strings.Join(tags, ", or ") + ", and has other bytes than were published"
	v.Do = "do not use it; get the file again from where it is published, and compare"
}

// unknown says why nothing can be told.
func (v *FileVerdict) unknown(in FileInput) {
	v.Answer = Unknown
	vouching := 0
	for _, n := range v.NotCounted {
		if slices.ContainsFunc(in.Tags, func(c Concerned) bool { return c.Verdict.Tag.Name == n.Tag && c.Concern.any() }) {
			vouching++
		}
	}
	switch {
	case vouching > 0 && v.NotCounted[0].Reason == NoTrustRoot:
		v.Message, v.Do = "a release here lists it, and nobody said which governance to trust", v.NotCounted[0].Do
	case vouching > 0:
		v.Message = "what lists it here cannot be relied on"
		v.Do = "see why: credctl verify " + v.NotCounted[0].Tag
	case in.LookedAt == 0:
		v.Message, v.Do = "no tag of a release is here", "fetch the tags: git fetch --tags origin"
	default:
		v.Message = fmt.Sprintf("no release here has it, by its bytes or by its name, among %s", count(in.LookedAt, "tag"))
		v.Do = "it may be of a release that is not here: git fetch --tags origin"
	}
}
