package cli

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// refuse says why the rules do not allow something, and returns the error that
// stands for it.
func (e *Env) refuse(hint, format string, args ...any) error {
	e.complain(fmt.Errorf(format, args...), hint)
	return errFindings
}

// toReview returns the last round that was opened on a text, if it asks somebody
// and is not decided yet.
func (o *office) toReview(t *judged, text *chain.Text, person string) (*chain.Round, error) {
	round := text.Last()
	if round == nil {
		return nil, o.noRound(t, text)
	}
	c, err := standing.NewIndex(o.book).Case(decisionOn(round), t.Subject, t.spec.Stage, t.spec.Authors)
	if err != nil {
		return nil, o.unread(err)
	}
	c.Text, c.Pending = openedOnly(c.Text), nil
	if err := o.undecided(&c); err != nil {
		return nil, err
	}
	if err := o.mayReview(c, round, person); err != nil {
		return nil, err
	}
	if next := text.Rounds[len(text.Rounds)-1]; next.Opened == 0 {
		o.env.warn(fmt.Sprintf("a further round on this text (%s) waits for signatures of staff; if it names other authors, the declaration has to be made again then", next.Path), "")
	}
	return round, nil
}

// undecided refuses a text on which nothing is asked any more.
func (o *office) undecided(c *standing.Case) error {
	d := standing.Decide(*c)
	for _, b := range d.Blockers {
		switch b.Reason {
		case standing.WhyDone, standing.WhyDeclined, standing.WhyPublished, standing.WhyWithdrawn:
			return o.env.refuse("a changed text can be reviewed in a new round; see credctl status "+c.Subject.ID,
				"%s %s is not under review: %s", c.Subject.ID, c.Subject.Version, b.Message)
		}
	}
	return nil
}

// mayReview asks whether somebody's record would be counted if everything in it
// were favourable: then nothing about the person stands in the way.
func (o *office) mayReview(c standing.Case, round *chain.Round, person string) error {
	probe := chain.Record{Person: person, Path: c.Subject.ReviewPath(person), Serial: c.Governance.Serial, Review: record.Review{
		Spec: c.Subject, RoundSHA256: round.SHA256, Packs: round.Packs, Reviewer: person,
		Declaration: record.Declaration{Wording: record.DeclarationWording, Authors: round.Authors},
		Overall:     record.Overalls(round.Kind)[0],
	}}
	for _, pack := range c.Packs {
		for _, criterion := range pack.Criteria {
			probe.Outcomes = append(probe.Outcomes, record.Answer{Criterion: criterion.ID, Outcome: record.Meets})
		}
	}
	c.Text.Records = append(slices.DeleteFunc(slices.Clone(c.Text.Records), func(r chain.Record) bool { return r.Person == person }), probe)
	d := standing.Decide(c)
	status := "see who is asked: credctl status " + c.Subject.ID
	of := func(j standing.Judgement) bool { return j.Person == person }
	if i := slices.IndexFunc(d.Released, of); i >= 0 {
		return o.env.refuse("if that was a mistake, staff ask again: credctl round amend "+c.Subject.ID+" --add "+person,
			"%s was released from this review: %s", person, d.Released[i].Why)
	}
	i := slices.IndexFunc(d.NotCounted, of)
	switch {
	case i < 0:
		return nil
	case d.NotCounted[i].Reason == standing.WhyNotAsked:
		return o.env.refuse("it asks "+strings.Join(round.Reviewers, ", ")+"; staff ask one more: credctl round amend "+c.Subject.ID+" --add "+person,
			"the last round on %s %s does not ask %s", c.Subject.ID, c.Subject.Version, person)
	}
	return o.env.refuse(status, "a record by %s would not be counted: %s", person, d.NotCounted[i].Why)
}

// weigh tells the reviewer where a record, which is in the book already, would not
// be counted, and what it would say that permits nothing. It is recorded all the
// same: what reviewers say is for them.
func (o *office) weigh(t *judged, book *chain.Book, person string) error {
	text, err := book.Text(t.Subject)
	if err != nil {
		return o.unread(err)
	}
	c, err := standing.NewIndex(book).Case(decisionOn(text.Last()), t.Subject, t.spec.Stage, t.spec.Authors)
	if err != nil {
		return o.unread(err)
	}
	c.Text, c.Pending = openedOnly(text), nil
	for i := range c.Text.Records { // its signature is still to come
		if r := &c.Text.Records[i]; r.Person == person {
			r.Problems = nil
		}
	}
	d := standing.Decide(c)
	for _, j := range slices.Concat(d.Unfavourable, d.NotCounted) {
		switch {
		case j.Person != person:
		case j.Reason == standing.WhyUnfavourable:
			o.env.say("With this record the text does not go forward: it %s.", j.Why)
		default:
			o.env.warn("this record will not be counted: it "+j.Why, "")
		}
	}
	return nil
}

// decisionOn is the act that decides on a round in favour of its text.
func decisionOn(round *chain.Round) record.Act {
	if round != nil && round.Kind == record.Gateway {
		return record.Accept
	}
	return record.Endorse
}

// openedOnly is a text without a round that lacks signatures: it is not open, and
// asks nobody yet.
func openedOnly(text chain.Text) chain.Text {
	text.Rounds = slices.DeleteFunc(slices.Clone(text.Rounds), func(r chain.Round) bool { return r.Opened == 0 })
	text.Records = slices.Clone(text.Records)
	return text
}

// noRound says that no round is open on the text, and how one comes about.
func (o *office) noRound(t *judged, text *chain.Text) error {
	for _, e := range o.book.Entries(t.ID) {
		if e.Pending() && e.Kind == record.Open && e.Subject() == t.Subject {
			return o.env.refuse("one of these has to sign, with credctl sign: "+strings.Join(o.couldSign(e), ", "),
				"the round on %s %s is not open yet: entry %d of the register lacks %s of staff", t.ID, t.Version, e.Seq, counted(e.Missing, "signature"))
		}
	}
	act := record.Endorse
	if t.spec.Stage == "proposal" {
		act = record.Accept
	}
	c, err := standing.NewIndex(o.book).Case(act, t.Subject, t.spec.Stage, t.spec.Authors)
	if err != nil {
		return o.unread(err)
	}
	c.Text, c.Pending = *text, nil
	hint := ""
	for _, b := range standing.Decide(c).Blockers {
		if b.Reason == standing.WhyNoRound && b.Command != "" {
			hint = "staff open one: " + b.Command
		}
	}
	return o.env.refuse(hint, "no round was opened on this text of %s (version %s, SHA-256 %s)%s", t.ID, t.Version, record.Key16(t.SHA256), o.otherRound(t))
}

// otherRound says, as the end of a message, that the last round was opened on
// another text.
func (o *office) otherRound(t *judged) string {
	last := ""
	for _, e := range o.book.Entries(t.ID) {
		if e.Kind == record.Open && !e.Pending() {
			last = fmt.Sprintf("; the last one is on another text: version %s, SHA-256 %s", e.SpecVersion, record.Key16(e.SpecSHA256))
		}
	}
	return last
}

// couldSign are the staff whose signature an entry does not have yet.
func (o *office) couldSign(e *chain.Entry) []string {
	var ids []string
	for _, p := range o.book.InForce().People {
		signed := slices.ContainsFunc(e.Signers, func(s chain.Signer) bool { return s.Person == p.ID })
		active := slices.ContainsFunc(p.Keys, func(k record.Key) bool { return k.Status == record.Active })
		if p.Has(record.Staff) && active && !signed {
			ids = append(ids, p.ID)
		}
	}
	if len(ids) == 0 {
		return []string{"nobody has a key for it"}
	}
	return ids
}

// filed says what became of an earlier record of somebody on the same text. done is
// true where it stands in the commit and nothing is to be changed; tip is the
// commit of a branch of this repository in whose place a new one is to be put.
func (o *office) filed(ctx context.Context, text *chain.Text, person string, replace bool) (tip string, done bool, err error) {
	for _, r := range text.Records {
		if r.Person != person || replace {
			continue
		}
		if len(r.Problems) == 0 {
			o.env.say("The record of %s on this text is in %s already: %s (overall %s).", person, o.ref, r.Path, r.Overall)
			o.env.hint("nothing was changed; to file another one in its place, add --replace")
			return "", true, nil
		}
		for _, p := range r.Problems {
			o.env.warn("the record of "+person+" that is there does not hold: "+p.Message, "")
		}
	}
	return o.onBranch(ctx, text.Subject, person, replace)
}

// onBranch looks for the branch of an earlier record, here and as it was fetched.
func (o *office) onBranch(ctx context.Context, s record.Subject, person string, replace bool) (tip string, done bool, err error) {
	branch := ledger.ReviewBranch(s, person)
	refs, err := o.store.Refs("refs/heads/"+branch, "refs/remotes/")
	if err != nil {
		return "", false, fmt.Errorf("list branches: %w", err)
	}
	for _, ref := range refs {
		name := strings.TrimPrefix(strings.TrimPrefix(ref.Name, "refs/heads/"), "refs/remotes/")
		here := ref.Name == "refs/heads/"+branch
		if !here && (!strings.HasPrefix(ref.Name, "refs/remotes/") || !strings.HasSuffix(ref.Name, "/"+branch)) {
			continue
		}
		if !replace && !o.hasRecordOf(ctx, ref.ID, s, person) {
			return "", false, hinted{
				err:  fmt.Errorf("a record of %s on this text waits on the branch %s already", person, name),
				hint: "see it: git show " + name + "; take it in: git merge " + name + "; or file another one in its place: --replace",
			}
		}
		if here {
			tip = ref.ID
		}
	}
	return tip, false, nil
}

// hasRecordOf reports whether the commit has the record that lies at the tip of a branch.
func (o *office) hasRecordOf(ctx context.Context, tip string, s record.Subject, person string) bool {
	tree, err := o.store.Tree(ctx, tip)
	if err != nil {
		return false
	}
	there, err := fs.ReadFile(tree, s.ReviewPath(person))
	if err != nil {
		return false
	}
	here, err := fs.ReadFile(o.tree, s.ReviewPath(person))
	return err == nil && bytes.Equal(there, here)
}
