package standing

import (
	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/record"
)

// State is what the records make of the present text of a specification.
type State string

// The states, in the order of a specification's life.
const (
	Proposed      State = "proposed"
	Accepted      State = "accepted"
	InDevelopment State = "in development"
	Candidate     State = "candidate"
	UnderReview   State = "under review"
	Reviewed      State = "reviewed"
	Endorsed      State = "endorsed"
	Published     State = "published"
	Withdrawn     State = "withdrawn"
	Superseded    State = "superseded"
)

// States are all states, in the order of a specification's life.
var States = []State{Proposed, Accepted, InDevelopment, Candidate, UnderReview, Reviewed, Endorsed, Published, Withdrawn, Superseded}

// Input is the present text of a specification, and where its records are found.
type Input struct {
	Index   *Index
	Subject record.Subject // the text
	Title   string
	Stage   string   // as the text has it
	Authors []string // ids, as the text has them

	// Text are the bytes of the present text, and Before returns those of an earlier
	// one, nil if they are not at hand. Both are for saying what changed, and may be
	// nil. Criteria are the packs whose checks say which criteria read what.
	Text     []byte
	Before   func(record.Subject) []byte
	Criteria []*criteria.Pack
}

// Standing is where a specification stands.
type Standing struct {
	ID, Version, Title string
	Text               record.Subject
	State              State
	Next               string    // the step that comes next, in words; "" where none does
	Policy             string    // the rule that the next step is held against, in words
	Published          []Release // every version that was published, in order of the register
	Accepted           *Acceptance
	Round              *chain.Round // the last one that was opened on the present text; nil: none
	Reviewers          []ReviewerState
	Criteria           []CriterionState
	Stale              []StaleRecord
	Blockers           []Blocker // what stands between it and the next step
	Needs              []Need
	Pending            *chain.Entry // an entry about this specification that lacks signatures
}

// Release is a version that was published.
type Release struct {
	Version    string
	Text       record.Subject
	Seq        int  // of the entry that published it
	Withdrawn  int  // Seq of the entry that withdrew it; 0: none did
	Superseded bool // a higher version was published, and not withdrawn
}

// Acceptance is that a proposal passed the gateway. It belongs to the
// specification, whatever its text becomes.
type Acceptance struct {
	Text     record.Subject // that was accepted
	Seq      int
	Proposal Change // whether the part that answers the gateway is another now
}

// Change is whether something is as it was.
type Change string

// The answers. ChangeUnknown is that the earlier text is not at hand.
const (
	ChangeNone    Change = "same"
	ChangeSome    Change = "changed"
	ChangeUnknown Change = "unknown"
)

// ReviewerState is one person in the last round.
type ReviewerState struct {
	Person   string
	Roles    []record.Role // academic, clinical
	Counted  record.Role   // the role that the record is counted for
	Round    int           // number of the round, on this text, that first asked; 0: none on this text did
	Filed    bool
	Overall  record.Overall // "" if nothing was filed
	Counts   bool           // favourable, and by somebody independent
	Released string         // the reason, if released
	Carried  bool           // the record started from answers on an earlier text
	Reason   Reason         // why it does not count; "" if it does
	Why      string         // in words
	Record   *chain.Record
}

// StaleRecord is a record on an earlier text, which no longer applies because the
// text changed.
type StaleRecord struct {
	Person  string
	Text    record.Subject
	Path    string
	SHA256  string
	Overall record.Overall
	Known   bool     // the earlier text is at hand, so that Parts and Bears say something
	Parts   []Part   // what changed since
	Bears   []string // criteria whose checks read some of it, by id
}

// Of says where a specification stands. The error is of the tree.
func Of(in Input) (Standing, error) {
	s := Standing{ID: in.Subject.ID, Version: in.Subject.Version, Title: in.Title, Text: in.Subject}
	texts, err := in.Index.book.Texts(in.Subject.ID)
	if err != nil {
		return s, err
	}
	c, err := in.Index.caseOf("", in.Subject, in.Stage, in.Authors, texts)
	if err != nil {
		return s, err
	}
	kinds := roundKinds(texts)
	l := &life{in: &in, c: c, texts: texts, kinds: kinds}
	s.Published = Releases(c.Entries)
	s.Accepted = l.acceptance()
	s.Round = l.lastOpened()
	if p := in.Index.pending; p != nil && p.SpecID == in.Subject.ID {
		s.Pending = p
	}
	s.State = l.state(&s)
	l.nextStep(&s)
	s.Stale = l.stale(s.Accepted != nil)
	return s, nil
}
