package verify

// Outcome is one of three verdicts. Cannot tell is neither of the others: nothing is
// known to be wrong, and nothing is established.
type Outcome string

// The outcomes.
const (
	Verified    Outcome = "verified"
	NotVerified Outcome = "not verified"
	CannotTell  Outcome = "cannot tell"
)

// Verdict is what was found out about a tag, and what that rests on. The same input
// gives the same Verdict. Its JSON is described by schema/verdict.schema.json; its
// lists are never nil.
type Verdict struct {
	Outcome       Outcome       `json:"outcome"`
	Tag           Tagged        `json:"tag"`
	Specification Specification `json:"specification"`
	Reasons       []Cause       `json:"reasons"` // why it is not verified, or why nothing can be told; none if it is verified
	Notes         []string      `json:"notes"`   // what does not change the outcome, and should be known
	Relied        Relied        `json:"relied_on"`

	// SupersededBy is the version that is in force instead, by the newest register that
	// was looked at; "" if there is none.
	SupersededBy string `json:"-"`

	// Learned is what a memory gains by this; nil where nothing may be learnt.
	Learned *Memory `json:"-"`
}

// Tagged is the tag that was asked about.
type Tagged struct {
	Name   string `json:"name"`
	Object string `json:"object"` // id of the tag object; "" if there is none
	Commit string `json:"commit"` // id of the commit that it is on
	Tagger string `json:"tagger"` // a name and an address, which prove nothing
	Date   string `json:"date"`   // that the signer wrote, YYYY-MM-DD
}

// Specification is the text that the tag publishes.
type Specification struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Path    string `json:"path"`
	SHA256  string `json:"sha256"`
}

// Cause is one reason why a tag is not verified, or why nothing can be told.
type Cause struct {
	Reason  Reason `json:"reason"`
	Path    string `json:"path"`    // the file at fault; "" if it is not about one
	Message string `json:"message"` // what was found and what was wanted: lower case, no full stop
	Do      string `json:"do"`      // what to do about it, in words; may be empty
	Command string `json:"command"` // that does it; may be empty

	unclear bool
}

// Relied is everything that the verdict rests on.
type Relied struct {
	TrustRoot  TrustRoot  `json:"trust_root"`
	Governance Governance `json:"governance"`
	Register   Register   `json:"register"`
	Memory     Remembered `json:"memory"`
	Signers    []Signer   `json:"signers"`   // everybody whose signature was checked and counts
	Reviewers  []Reviewer `json:"reviewers"` // who judged the text, and how
	Released   []Released `json:"released"`  // who was asked and then excused
	Records    []File     `json:"records"`   // all that the endorsement lists
	Packs      []Pack     `json:"packs"`     // the criteria that the text was judged against
	Sums       string     `json:"sums_sha256"`
}

// TrustRoot is the first version of governance, from which everything follows.
type TrustRoot struct {
	SHA256 string `json:"sha256"` // that was to be found; "" if none was given
	From   string `json:"from"`   // where it was given, in words
	Found  string `json:"found"`  // of the first version of governance in the tag's tree
}

// Governance is the newest version of who may do what in the tag's tree.
type Governance struct {
	Serial int    `json:"serial"`
	SHA256 string `json:"sha256"`
}

// Register says as of which entry the verdict holds.
type Register struct {
	Entry  int    `json:"entry"` // that publishes
	SHA256 string `json:"sha256"`
	Newest int    `json:"newest_seen"` // the highest entry that is known, from the tag, the newest tree or memory
	From   string `json:"newest_from"` // where that was seen, in words
}

// Remembered says whether earlier verdicts were taken into account.
type Remembered struct {
	Used bool   `json:"used"`
	From string `json:"from"` // where it was kept, in words; "none" if it was not to be used
}

// Signer is a key of a person, and what it signed.
type Signer struct {
	Person      string   `json:"person"`
	Name        string   `json:"name"`
	Role        string   `json:"role"` // as what it was signed: officer, staff or reviewer
	Fingerprint string   `json:"fingerprint"`
	Signed      []string `json:"signed"` // the signature files, and the tag by its name
}

// Reviewer is somebody who was asked to judge the text, in the last round.
type Reviewer struct {
	Person      string   `json:"person"`
	Name        string   `json:"name"`
	Roles       []string `json:"roles"`
	Overall     string   `json:"overall"`
	Outcomes    []Answer `json:"outcomes"`
	Record      string   `json:"record"`
	Fingerprint string   `json:"fingerprint"`
	Serial      int      `json:"governance_serial"`
	Date        string   `json:"date"` // as the reviewer wrote it
}

// Answer is a reviewer's outcome for one criterion.
type Answer struct {
	Criterion string `json:"criterion"`
	Outcome   string `json:"outcome"`
}

// Released is somebody who was asked to judge the text and then excused. A record
// that they left is listed and not counted.
type Released struct {
	Person  string `json:"person"`
	Name    string `json:"name"`
	Reason  string `json:"reason"`
	Record  string `json:"record"`  // that they left; "" if none
	Overall string `json:"overall"` // what it says; "" if none
}

// File is a file by its bytes.
type File struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// Pack is an edition of a set of criteria by its bytes.
type Pack struct {
	Pack    string `json:"pack"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// newVerdict is a verdict of which nothing is known yet.
func newVerdict(name string) Verdict {
	return Verdict{
		Tag: Tagged{Name: name}, Reasons: []Cause{}, Notes: []string{},
		Relied: Relied{Signers: []Signer{}, Reviewers: []Reviewer{}, Released: []Released{}, Records: []File{}, Packs: []Pack{}},
	}
}
