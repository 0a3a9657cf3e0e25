package report

import (
	"io"

	"github.com/advancing-practice/credctl/internal/standing"
)

// Status is where the specifications of one commit stand.
type Status struct {
	Ref, Commit string // as it was asked for, and in full
	Version     string // of this program
	Today       string // YYYY-MM-DD, for what a day was named for; information only
	Serial      int    // of the governance in force; 0: none is
	Entries     int    // of the register
	Detail      bool   // certain specifications were asked for, and everything is said of them

	Broken   []Broken           // what breaks the chains of governance and register
	Warnings []standing.Warning // about governance as a whole
	Pending  *PendingEntry      // the entry that lacks signatures, of whatever specification; nil: none does
	Notices  []string           // what a reader has to know besides

	Specs   []SpecStatus
	States  []string          // that were asked for; none: all are shown
	All     int               // how many specifications were looked at, whatever their states
	Names   map[string]string // of people, by id
	Options Options
}

// SpecStatus is where one specification stands.
type SpecStatus struct {
	standing.Standing
	Path     string
	Stage    string // as the text has it
	Unread   string // why nothing can be said; if it is not "", nothing else is known but ID and Path
	Mend     string // the command that says more of it
	WorkTree string // one of the words below
	Branches []string
}

// How the file beside a commit compares with it.
const (
	FileSame    = "same"
	FileChanged = "changed"
	FileAbsent  = "absent"
	FileUnknown = "not compared"
)

// Broken is something that breaks a chain.
type Broken struct {
	Path, Reason, Message string
	Unclear               bool // nothing is known to be wrong: something was not fetched
}

// PendingEntry is an entry of the register that lacks signatures.
type PendingEntry struct {
	Seq     int
	Kind    string
	Spec    string
	Version string
	Missing int
	Signers []string
}

// statusNote says whose decisions a status shows.
const statusNote = "What stands here follows from the signed records and the register of this repository, and from nothing else: " +
	"it is no statement by anybody outside of it, and whether a criterion is met is for people to say. " +
	"Whether a published version can be trusted is another question, which `credctl verify` answers."

// StatusFormats are the formats of `credctl status`, by name.
var StatusFormats = map[string]func(w io.Writer, s *Status) error{
	"html":     func(w io.Writer, s *Status) error { return writeSheetHTML(w, s.sheet(), s.Options) },
	"json":     writeStatusJSON,
	"markdown": func(w io.Writer, s *Status) error { return writeSheetMarkdown(w, s.sheet(), s.Options) },
	"text":     func(w io.Writer, s *Status) error { return writeSheetText(w, s.sheet(), s.Options) },
}

// stateWords says what a state means.
var stateWords = map[standing.State]string{
	standing.Proposed:      "An area is proposed; whether a specification shall be developed for it is to be decided at the gateway.",
	standing.Accepted:      "The proposal passed the gateway. The draft has not been begun.",
	standing.InDevelopment: "The authors are writing the draft.",
	standing.Candidate:     "The text is put forward as complete, and waits for a round of review.",
	standing.UnderReview:   "A round is open: the people asked are judging exactly this text, and not all of them have answered.",
	standing.Reviewed:      "Everybody asked has answered; the decision on an endorsement is open.",
	standing.Endorsed:      "Staff have entered an endorsement of exactly this text; it is not published.",
	standing.Published:     "This text was published, is not withdrawn, and no higher version was published.",
	standing.Withdrawn:     "This version was withdrawn, and must not be relied on.",
	standing.Superseded:    "This text was published, and a higher version has been published since.",
}
