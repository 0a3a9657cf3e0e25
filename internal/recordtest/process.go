package recordtest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// Spec writes a small specification and returns its text as records name it.
func (w *World) Spec(id, version, stage string, authors ...string) record.Subject {
	text := fmt.Sprintf("format: 1\nid: %s\nversion: %s\nstage: %s\ntitle: A specification for tests\n", id, version, stage)
	if len(authors) > 0 {
		text += "authors:\n"
	}
	for _, author := range authors {
		text += fmt.Sprintf("- {id: %s, name: The author %[1]s, organisation: An example organisation}\n", author)
	}
	w.Files[record.SpecPath(id)] = []byte(text)
	return w.Subject(id)
}

// Subject returns the text that a specification has at present.
func (w *World) Subject(id string) record.Subject {
	data := w.Files[record.SpecPath(id)]
	spec := parsed(record.ParseSpec, record.SpecPath(id), w.Files)
	return record.Subject{ID: spec.ID, Version: spec.Version, SHA256: record.Hash(data)}
}

// Open opens a round on a text: it writes the round, with the authors that the
// specification names and the packs in force, and the entry of the register,
// signed by rowe-e unless other staff are named.
func (w *World) Open(kind record.Kind, s record.Subject, reviewers []string, edit func(*record.Round), signers ...string) {
	g := w.Governance()
	round := record.Round{
		Kind: kind, SpecSHA256: s.SHA256, Packs: g.PacksFor(kind), Reviewers: reviewers, GovernanceSerial: g.Serial,
		Authors: parsed(record.ParseSpec, record.SpecPath(s.ID), w.Files).Authors,
	}
	if edit != nil {
		edit(&round)
	}
	w.Files[s.RoundPath(w.last(s.RoundPath)+1)] = round.Marshal()
	w.enter(record.Open, s, nil, or(signers, "rowe-e"))
}

// Round returns the last round on a text, as its file has it, and the path.
func (w *World) Round(s record.Subject) (*record.Round, string) {
	path := s.RoundPath(w.last(s.RoundPath))
	return parsed(record.ParseRound, path, w.Files), path
}

// Review writes a person's record on a text, for the last round on it, favourable
// unless edited, and signs it. It replaces an earlier one.
func (w *World) Review(s record.Subject, person string, edit func(*record.Review)) {
	round, path := w.Round(s)
	serial := w.serial()
	review := record.Review{
		Spec: s, RoundSHA256: record.Hash(w.Files[path]), Packs: round.Packs,
		Governance:  record.GovernanceRef{Serial: serial, SHA256: record.Hash(w.Files[record.GovernancePath(serial)])},
		Reviewer:    person,
		Declaration: record.Declaration{Wording: record.DeclarationWording, Authors: round.Authors},
		Overall:     record.Overalls(round.Kind)[0],
		Date:        "2026-11-22",
	}
	for _, ref := range round.Packs {
		for _, c := range parsed(record.ParsePack, ref.PackPath(), w.Files).Criteria {
			review.Outcomes = append(review.Outcomes, record.Answer{Criterion: c.ID, Outcome: record.Meets})
		}
	}
	if edit != nil {
		edit(&review)
	}
	path = s.ReviewPath(person)
	w.Files[path] = review.Marshal()
	w.Sign(path, record.ReviewSignaturePath(path), sshsig.Review, person)
}

// Decide writes an entry of the register about a text, signed by rowe-e and
// shah-k unless other staff are named. What the act asks for is filled in: the
// last round, all records on the text, the endorsement, a reason.
func (w *World) Decide(act record.Act, s record.Subject, edit func(*record.Entry), signers ...string) {
	w.enter(act, s, edit, or(signers, "rowe-e", "shah-k"))
}

func (w *World) enter(act record.Act, s record.Subject, edit func(*record.Entry), signers []string) {
	serial, seq := w.serial(), w.Seq()
	e := record.Entry{
		Seq: seq + 1, Previous: record.NoEntry, Kind: act,
		SpecID: s.ID, SpecVersion: s.Version, SpecPath: record.SpecPath(s.ID), SpecSHA256: s.SHA256,
		Governance: record.GovernanceRef{Serial: serial, SHA256: record.Hash(w.Files[record.GovernancePath(serial)])},
	}
	if seq > 0 {
		e.Previous = record.Hash(w.Files[record.EntryPath(seq)])
	}
	w.fill(&e)
	if edit != nil {
		edit(&e)
	}
	path := record.EntryPath(e.Seq)
	w.Files[path] = e.Marshal()
	w.signAll(path, sshsig.Endorse, signers)
}

// fill fills in what the act of an entry asks for.
func (w *World) fill(e *record.Entry) {
	switch e.Kind {
	case record.Publish:
		e.Endorsement = w.endorsement(e.Subject())
	case record.Withdraw:
		e.Reason = "found to be wrong"
	case record.Decline:
		e.Reason = "the need is not shown"
		fallthrough
	case record.Accept, record.Endorse:
		e.Records = w.Records(e.Subject())
		fallthrough
	case record.Open:
		_, path := w.Round(e.Subject())
		e.RoundSHA256 = record.Hash(w.Files[path])
	}
}

// endorsement returns the number of the last entry that endorses a text, or 0.
func (w *World) endorsement(s record.Subject) int {
	for seq := w.Seq(); seq > 0; seq-- {
		e := parsed(record.ParseEntry, record.EntryPath(seq), w.Files)
		if e.Kind == record.Endorse && e.Subject() == s {
			return seq
		}
	}
	return 0
}

// Seq returns the number of the last entry of the register; 0 if it has none.
func (w *World) Seq() int { return w.last(record.EntryPath) }

// Records returns all records on a text, as an entry lists them.
func (w *World) Records(s record.Subject) []record.Listed {
	var records []record.Listed
	for path, data := range w.Files {
		if strings.HasPrefix(path, s.ReviewsFolder()+"/") && strings.HasSuffix(path, ".yaml") {
			records = append(records, record.Listed{Path: path, SHA256: record.Hash(data)})
		}
	}
	slices.SortFunc(records, func(a, b record.Listed) int { return strings.Compare(a.Path, b.Path) })
	return records
}
