package standing

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// Case is a question: may this act be done on this text?
type Case struct {
	Act     record.Act
	Subject record.Subject // the text
	Stage   string         // as the text has it
	Authors []string       // ids, as the text has them
	Text    chain.Text     // what lies in the text's folders

	// Round is the round that is to be opened (Open alone). The other acts judge
	// the last round in Text.
	Round *record.Round

	// Governance is the version under which the act is to be done; nil: there is
	// none in force. Serials are all versions from the first: what role somebody
	// had when signing a record is read from the one it was signed under. Where
	// they are not given, Governance answers for all.
	Governance *chain.Serial
	Serials    []chain.Serial

	// Earlier are the endorsement rounds of this id that were opened since its last
	// publication, on other texts too; see Index.Earlier. Entries are those of this
	// id before the act. Pending is the entry, of whatever id, that lacks
	// signatures; nil where there is none or where it is the act itself.
	Earlier []chain.Round
	Entries []*chain.Entry
	Pending *chain.Entry

	Signers []string       // who signs the decision, as far as known
	Packs   []*record.Pack // the packs that the round names, as far as they are here

	// Problems are what was found on the way to all this, such as a pack with other
	// bytes than governance says. Each of them blocks.
	Problems []chain.Problem
}

// Decision is the answer. Every list is in the order of the round, and where there
// is none, by id.
type Decision struct {
	Act      record.Act
	Round    *chain.Round // that was judged; nil: none, or it is yet to be opened
	Done     int          // Seq of the complete entry that has done the same already; 0: none
	Blockers []Blocker    // what stands in the way; none: the act may be done

	Counted      []Judgement // favourable records of people who are independent
	Unfavourable []Judgement // records that permit nothing
	NotCounted   []Judgement // favourable, or not to be read, and not counted
	Released     []Judgement // people who are excused, with the record they filed if any
	Awaited      []Judgement // people asked who have filed no record

	Criteria []CriterionState
	Needs    []Need // who is missing: reviewers by role, and staff to sign
	Policy   string // the rule that was applied, in words
}

// Allowed reports whether nothing stands in the way. Signatures may be missing
// still: see Complete.
func (d *Decision) Allowed() bool { return len(d.Blockers) == 0 }

// Complete reports whether nothing stands in the way and enough staff sign.
func (d *Decision) Complete() bool {
	return d.Allowed() && !slices.ContainsFunc(d.Needs, func(n Need) bool { return n.Role == record.Staff })
}

// Blocker is one thing that stands in the way.
type Blocker struct {
	Reason  Reason
	Message string // what was found and what was wanted: lower case, no full stop
	Owner   string // who can clear it: the id of a person, or one of the roles below
	Command string // that clears it; "" where no command does
	Unclear bool   // nothing is known to be wrong: what is needed is not here
}

// Owners of blockers that are no single person.
const (
	OwnerAuthors  = "authors"
	OwnerStaff    = "staff"
	OwnerOfficers = "officers"
)

// Need is how many people are missing. It counts who has signed, and never who
// might.
type Need struct {
	Role     record.Role // "": any reviewer
	Count    int         // above 0
	Asked    []string    // who was asked, could fill it and has not yet done so
	Eligible []string    // who could be asked besides: independent, with a key, not asked yet
}

// Judgement is what became of one person in a round.
type Judgement struct {
	Person string
	Role   record.Role   // that the record is counted for; "" where for none in particular
	Record *chain.Record // nil where none was filed
	Reason Reason        // why it is where it is; "" if counted
	Why    string        // in words; of somebody released, the reason that was given
}

// Decide says whether an act may be done on a text by what the records say. It is
// the only place that knows what counts:
//
//   - A record is favourable if it answers every criterion of the round once, each
//     with `meets`, or with `not-applicable` where the criterion is not mandatory,
//     and its overall outcome is `endorse` (in a gateway round, `accept`). Every
//     other record is valid and says what it says, and permits nothing: conditions
//     are met by a new text and a new round.
//   - Everybody whom the last round asks has a favourable record on this text. They
//     are at least as many distinct people as the policy says, and among them are
//     as many of each role as it says; somebody with two roles fills one place.
//   - A reviewer declares no conflict, against exactly the authors of the last
//     round; is no author, neither of the round nor of the text; did not sign the
//     decision; and shares no organisation with an author.
//   - Every author of the round is in governance with at least one organisation,
//     and the round has every author whom the text names.
//   - Somebody released is listed with the reason and with the record, which is not
//     counted. Nobody who was asked, and no author who was named, in an earlier
//     endorsement round since the last publication is missing from the last round
//     unless released with a reason.
//   - Acceptance at the gateway belongs to the specification, whatever its text
//     becomes.
//   - A decision takes the signatures of as many different staff as the policy says.
//     No author signs that the text is accepted or endorsed.
//
// To open a round asks the same of the people, before anybody has filed anything.
// To publish asks the same again, of the round and the records that the endorsement
// was given on, and that nothing has come to them since.
func Decide(c Case) Decision {
	j := newJudge(&c)
	if c.Governance == nil {
		j.block(WhyNoGovernance, OwnerOfficers, "credctl governance init", "no version of governance is in force")
		return j.d
	}
	for _, p := range c.Problems {
		j.problem(p)
	}
	switch c.Act {
	case record.Open:
		j.open()
	case record.Accept:
		j.review(record.Gateway)
		j.undecided(record.Accept)
	case record.Endorse:
		j.endorse()
	case record.Decline:
		j.decline()
	case record.Publish:
		j.publish()
	case record.Withdraw:
		j.withdraw()
	}
	j.signatures()
	j.nothingPending()
	j.d.Policy = policyWords(c.Act, j.kind, j.policy, j.signaturesWanted())
	return j.d
}
