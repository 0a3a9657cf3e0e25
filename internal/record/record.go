// Package record is what the people of the process write down: governance, rounds,
// review records, register entries and enrolment requests, as Go types, as YAML,
// and with the names under which they lie in a repository. It knows the forms and
// nothing else: no signature, no git, and not what counts.
//
// The forms are a contract: other programs read and write them.
package record

// The first line of every file says which form it has, and in which edition.
const (
	GovernanceForm = "credctl/governance/v1"
	RoundForm      = "credctl/round/v1"
	ReviewForm     = "credctl/review/v1"
	EntryForm      = "credctl/register/v1"
	EnrolmentForm  = "credctl/enrolment/v1"
)

// MaxBytes is the size that a file of any form may have: 256 KiB.
const MaxBytes = 256 << 10

// Role is what a person is trusted with.
type Role string

// The roles.
const (
	Author   Role = "author"
	Academic Role = "academic" // a reviewer with academic expertise
	Clinical Role = "clinical" // a reviewer with relevant clinical expertise
	Staff    Role = "staff"
	Officer  Role = "officer"
)

// Roles are all roles, in the order in which they are written.
var Roles = [...]Role{Author, Academic, Clinical, Staff, Officer}

// KeyStatus says what a key is still good for.
type KeyStatus string

// The states of a key. What a retired key signed before still counts; what a
// compromised one ever signed does not.
const (
	Active      KeyStatus = "active"
	Retired     KeyStatus = "retired"
	Compromised KeyStatus = "compromised"
)

// Kind says what a round is for.
type Kind string

// The kinds of round.
const (
	Gateway     Kind = "gateway"
	Endorsement Kind = "endorsement"
)

// Act is what a register entry decides.
type Act string

// The acts.
const (
	Open     Act = "open"
	Accept   Act = "accept"
	Decline  Act = "decline"
	Endorse  Act = "endorse"
	Publish  Act = "publish"
	Withdraw Act = "withdraw"
)

// Outcome is a reviewer's answer to one criterion. The words are ours, not the
// Centre's.
type Outcome string

// The outcomes.
const (
	Meets               Outcome = "meets"
	MeetsWithConditions Outcome = "meets-with-conditions"
	DoesNotMeet         Outcome = "does-not-meet"
	NotApplicable       Outcome = "not-applicable"
)

// Outcomes are all outcomes, in the order in which they are offered.
var Outcomes = [...]Outcome{Meets, MeetsWithConditions, DoesNotMeet, NotApplicable}

// Overall is a reviewer's answer on the whole.
type Overall string

// The overall outcomes of an endorsement round; of a gateway round they are
// OverallAccept, OverallRevise and OverallDecline.
const (
	OverallEndorse    Overall = "endorse"
	OverallConditions Overall = "endorse-subject-to-conditions"
	OverallRevise     Overall = "revise-and-resubmit"
	OverallDecline    Overall = "decline"
	OverallAccept     Overall = "accept"
)

// Overalls returns the overall outcomes that a record of a kind of round may have,
// in the order in which they are offered.
func Overalls(k Kind) []Overall {
	if k == Gateway {
		return []Overall{OverallAccept, OverallRevise, OverallDecline}
	}
	return []Overall{OverallEndorse, OverallConditions, OverallRevise, OverallDecline}
}

// PackRef names an edition of a set of criteria by its bytes.
type PackRef struct {
	ID      string // "endorsement"
	Version string // "1.0.0"
	SHA256  string // of the file criteria/ID/VERSION.yaml
}

// RoleCount is how many of a role are asked for.
type RoleCount struct {
	Role  Role
	Count int
}

// Policy says how many people it takes.
type Policy struct {
	Reviewers int         // the least number of favourable records
	OfRole    []RoleCount // of them, the least number per role; in the order of the file
	Endorsers int         // staff who sign a decision; 0 in a gateway policy
	Openers   int         // staff who sign the opening of a round; 0 in a gateway policy
}

// Key is one key of a person.
type Key struct {
	Key    string // as in a .pub file, without the comment: "ssh-ed25519 AAAA…"
	Status KeyStatus
}

// Person is somebody whom governance knows.
type Person struct {
	ID            string // [a-z][a-z0-9]*(-[a-z0-9]+)*, at most 64
	Name          string
	Roles         []Role
	Organisations []string // ids, of the same shape
	Keys          []Key    // may be empty
}

// Governance is one version of who may do what.
type Governance struct {
	Serial           int    // from 1
	Previous         string // SHA-256 of the file before; "" (null) in the first
	OfficerThreshold int    // at least 2
	Packs            []PackRef
	GatewayPacks     []PackRef
	Policy           Policy
	GatewayPolicy    Policy // Endorsers and Openers are not part of it
	People           []Person
}

// Release excuses a person from a round.
type Release struct {
	Reviewer string // the person
	Reason   string
}

// Round is a review that was opened.
type Round struct {
	Kind             Kind
	SpecSHA256       string
	Packs            []PackRef
	Authors          []string // persons
	Reviewers        []string // persons
	Released         []Release
	RespondBy        string // YYYY-MM-DD, or "" (null); information only
	GovernanceSerial int
}

// Subject is the text of a specification that is judged.
type Subject struct {
	ID      string
	Version string
	SHA256  string
}

// GovernanceRef names a version of governance by its bytes.
type GovernanceRef struct {
	Serial int
	SHA256 string
}

// DeclarationWording is the wording of the declaration of interest that this
// program asks for.
const DeclarationWording = "declaration/1"

// Declaration is a reviewer's declaration of interest.
type Declaration struct {
	Wording   string
	Authors   []string // exactly the authors of the last round on the text, in whatever order
	Conflicts []string // in words; none: nothing stands in the way
}

// Answer is a reviewer's outcome for one criterion.
type Answer struct {
	Criterion string // "4.1"
	Outcome   Outcome
	Note      string // optional
}

// Review is one reviewer's record on one text.
type Review struct {
	Spec        Subject
	RoundSHA256 string
	Packs       []PackRef
	Governance  GovernanceRef
	Reviewer    string // the person
	Declaration Declaration
	Outcomes    []Answer
	Overall     Overall
	CarriedFrom string // SHA-256 of the record whose answers it started from, or "" (null); information only
	Date        string // YYYY-MM-DD; information only
}

// Listed names a record by its bytes.
type Listed struct {
	Path   string
	SHA256 string
}

// Entry is one decision of the register.
type Entry struct {
	Seq         int    // from 1
	Previous    string // SHA-256 of the file before; sixty-four zeros in the first
	Kind        Act
	SpecID      string
	SpecVersion string
	SpecPath    string
	SpecSHA256  string
	Governance  GovernanceRef
	RoundSHA256 string   // open, accept, decline, endorse
	Records     []Listed // accept, decline, endorse: all that stand in the text's folder, sorted by path
	Endorsement int      // publish: Seq of the endorse entry
	Reason      string   // decline, withdraw
}

// NoEntry is what the first entry of the register has in Previous.
const NoEntry = "0000000000000000000000000000000000000000000000000000000000000000"

// ConsentWording is the wording that somebody who enrols agrees to.
const ConsentWording = "consent/1"

// Enrolment is a person's request to be taken into governance. Its signature proves
// that the person holds the key, and consents to the name staying public.
type Enrolment struct {
	Person  Person // with exactly one key, active
	Consent string // the wording agreed to: ConsentWording
	Date    string // YYYY-MM-DD; information only
}
