// Package chain reads the governance, the register, the rounds and the review
// records of one tree and checks each link between them: hashes, signatures,
// serials, and whether the people named may do what they did. It knows no git, no
// folder and no clock, and it does not judge: what follows from what holds is the
// business of package standing.
//
// Nothing that is wrong with a file is an error here; it is a Problem, with a
// reason. An error means that the tree could not be read.
package chain

import (
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// Reason says in one word, for programs, why something does not hold. It is part
// of the machine-readable verdict, so a word never changes its meaning.
type Reason string

// Problem is why something does not hold.
type Problem struct {
	Path    string // the file at fault, or the folder
	Reason  Reason
	Message string // what was found and what was wanted: lower case, no full stop
	Unclear bool   // nothing is known to be wrong: what is needed is not here (a shallow or partial clone, another format)
}

// Signer is somebody whose signature over a file holds.
type Signer struct {
	Person string
	Key    sshsig.Key
	Path   string // of the signature
}

// SignerIDs returns who the signers are, in their order; nil for none.
func SignerIDs(signers []Signer) []string {
	var ids []string
	for _, s := range signers {
		ids = append(ids, s.Person)
	}
	return ids
}

// Serial is one version of governance.
type Serial struct {
	record.Governance
	Path    string
	SHA256  string
	Signers []Signer  // distinct officers whose signature holds, by id
	Missing int       // how many further signatures it needs; above 0 only in the last one, which is then not in force
	Refused []Problem // signatures beside it that do not count
}

// Entry is one entry of the register.
type Entry struct {
	record.Entry
	Path    string
	SHA256  string
	Signers []Signer  // distinct staff whose signature holds, by id
	Missing int       // how many further signatures it needs; above 0 only in the last one, which is then pending
	Refused []Problem // signatures beside it that do not count
}

// Pending reports whether an entry lacks signatures.
func (e *Entry) Pending() bool { return e.Missing > 0 }

// Round is a round that lies in the folder of a text.
type Round struct {
	record.Round
	Subject record.Subject
	N       int // its number in the folder, from 1
	Path    string
	SHA256  string
	Opened  int // Seq of the complete register entry that opened it; 0: none
}

// Record is a review record that lies in the folder of a text. It holds if it has
// no Problems: it is what it says it is, by who it says it is by, on this text, in
// a round that was opened on it.
type Record struct {
	record.Review
	Person   string // as the path says
	Path     string
	SHA256   string
	Key      sshsig.Key // that signed it; the zero Key if none that may
	Serial   int        // of the governance it was signed under
	Problems []Problem
}

// Text is what lies in the folders of one text of a specification.
type Text struct {
	Subject  record.Subject
	Rounds   []Round   // in order of their numbers
	Records  []Record  // in order of their paths
	Problems []Problem // of the folders themselves: a gap in the numbers, a file that is none of the forms
}

// Book is what one tree holds, read from the first link on. It is not changed
// after Read and may be used by several goroutines at once.
type Book struct {
	Governance []Serial  // Serial n at index n-1
	Register   []Entry   // Seq n at index n-1
	Problems   []Problem // what breaks a chain; nothing behind the break is in the Book

	source source
}

// InForce returns the newest version of governance that has all its signatures;
// nil if there is none.
func (b *Book) InForce() *Serial {
	for i := len(b.Governance) - 1; i >= 0; i-- {
		if b.Governance[i].Missing == 0 {
			return &b.Governance[i]
		}
	}
	return nil
}
