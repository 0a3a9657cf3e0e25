package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
)

// opening is a round that is about to be opened.
type opening struct {
	*office
	me       *me
	text     *judged
	inForce  *chain.Serial
	question standing.Case
	round    record.Round
	decision standing.Decision
	last     *chain.Round // that it follows on the same text; nil if it is opened, not amended
	again    bool         // the same person may have opened one on this text before
}

// opening reads what a round on a specification rests on.
func (f *roundFlags) opening(ctx context.Context, env *Env, id string) (*opening, error) {
	o, err := f.ref.open(ctx, env)
	if err != nil {
		return nil, err
	}
	p := &opening{office: o}
	if p.inForce, err = o.governance(); err != nil {
		return nil, err
	}
	if p.text, err = o.text(id); err != nil {
		return nil, err
	}
	if err := o.clean(p.text); err != nil {
		return nil, err
	}
	if p.me, err = o.me(ctx, f.key, record.Staff); err != nil {
		return nil, err
	}
	p.question, err = o.question(record.Open, p.text, p.me.ID)
	return p, err
}

// refuse says that the round is not opened, and why.
func (p *opening) refuse(blockers []standing.Blocker) error {
	what := fmt.Sprintf("no round for %s was opened on %s %s", forWhat(p.round.Kind), p.text.ID, p.text.Version)
	err := p.office.refuse(what, blockers)
	if slices.ContainsFunc(blockers, func(b standing.Blocker) bool { return b.Reason == standing.WhyReviewerDropped }) {
		p.env.hint("who was asked before is asked again, or released with a reason: --release PERSON --reason TEXT")
	}
	return err
}

// open asks whether the round may be opened, shows it, and records it.
func (p *opening) open(ctx context.Context, f *roundFlags) error {
	p.round.SpecSHA256 = p.text.SHA256
	p.round.Packs = p.inForce.PacksFor(p.round.Kind)
	p.round.GovernanceSerial = p.inForce.Serial
	var err error
	if p.decision, err = p.opens(&p.question, &p.round); err != nil {
		return err
	}
	blockers := p.decision.Blockers
	found, err := p.blockingFindings(ctx)
	if err != nil && len(blockers) == 0 {
		return err
	}
	if blockers = append(blockers, found...); len(blockers) > 0 {
		return p.withProposals(ctx, p.refuse(blockers))
	}
	return p.record(ctx, f)
}

// record shows the round and its entry, signs it and writes both.
func (p *opening) record(ctx context.Context, f *roundFlags) error {
	path := p.text.RoundPath(len(p.question.Text.Rounds) + 1)
	data := p.round.Marshal()
	if _, found := record.ParseRound(path, data); len(found) > 0 {
		return fmt.Errorf("the round cannot be written: %s", found[0].Message)
	}
	entry, err := p.book.Next(record.Open, p.text.Subject)
	if err != nil {
		return p.unread(err)
	}
	entry.RoundSHA256 = record.Hash(data)
	if err := p.warnOfOthers(ctx, entry.Seq); err != nil {
		return err
	}
	p.acceptedBefore()
	p.show(path, &entry)
	if err := f.yes.confirm(ctx, p.env, fmt.Sprintf("sign it as %s and open the round?", p.me.ID)); err != nil {
		return err
	}
	act, err := p.sealed(ctx, p.me, &entry, map[string][]byte{path: data})
	if err != nil {
		return err
	}
	if p.again {
		act = act.Again(entry.Seq)
	}
	if err := p.put(ctx, act, f.put); err != nil {
		return err
	}
	p.whatNext()
	return nil
}

// show says in words what is about to be signed.
func (p *opening) show(path string, e *record.Entry) {
	say := p.env.say
	say("A round for %s on %s %s:", forWhat(p.round.Kind), p.text.ID, p.text.Version)
	say("  text       %s, SHA-256 %s", p.text.path, p.text.SHA256)
	for _, pack := range p.round.Packs {
		say("  criteria   %s", pack.Ref())
	}
	for _, who := range p.round.Authors {
		say("  author     %s", p.named(who))
	}
	for _, who := range p.round.Reviewers {
		say("  asked      %s", p.named(who))
	}
	for _, r := range p.round.Released {
		say("  released   %s: %s", p.named(r.Reviewer), r.Reason)
	}
	say("  answers by %s", orNoDate(p.round.RespondBy))
	say("  file       %s", path)
	say("Entry %d of the register: %s opens it, under governance version %d.", e.Seq, p.named(p.me.ID), p.inForce.Serial)
	if n, who := signaturesWanted(&p.decision); n > 0 {
		say("It then takes %s more, by %s.", counted(n, "signature"), strings.Join(who, " or "))
	}
	p.declareAnew()
}

func orNoDate(date string) string {
	if date == "" {
		return "no date"
	}
	return date
}

// named is a person's id with the name and what the person does.
func (p *opening) named(id string) string {
	person, ok := p.inForce.Person(id)
	if !ok {
		return id
	}
	var roles []string
	for _, r := range person.Roles {
		roles = append(roles, string(r))
	}
	return fmt.Sprintf("%s (%s; %s; %s)", id, person.Name, strings.Join(roles, ", "), strings.Join(person.Organisations, ", "))
}

// whatNext says how it goes on once the round is recorded.
func (p *opening) whatNext() {
	if n, who := signaturesWanted(&p.decision); n > 0 {
		p.env.hint("the round is not open yet: it takes %s more, by %s, each with credctl sign", counted(n, "signature"), strings.Join(who, " or "))
		return
	}
	p.env.hint("once it is taken in, reviewers judge with credctl review %s; for those without git: credctl round pack %[1]s --for PERSON", p.text.ID)
}

// shownFindings is how many findings a refusal lists.
const shownFindings = 5

// blockingFindings are what validation finds in the text that must not be there
// when a round opens: at the gateway what a draft may not lack, and for endorsement
// what a candidate may not.
func (p *opening) blockingFindings(ctx context.Context) ([]standing.Blocker, error) {
	as := spec.Candidate
	if p.round.Kind == record.Gateway {
		as = spec.Draft
	}
	result, _, err := p.findings(ctx, p.text, as)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, f := range result.Findings {
		if f.Severity == finding.Error && f.File == p.text.path {
			first, _, _ := strings.Cut(f.String(), "\n")
			lines = append(lines, report.Printable(first))
		}
	}
	n := len(lines)
	if n == 0 {
		return nil, nil
	}
	if n > shownFindings {
		lines = append(lines[:shownFindings], fmt.Sprintf("and %d more", n-shownFindings))
	}
	return []standing.Blocker{{
		Message: fmt.Sprintf("%s block, judged as a %s\n%s", counted(n, "finding"), as, strings.Join(lines, "\n")),
		Owner:   standing.OwnerAuthors, Command: fmt.Sprintf("credctl validate --as %s %s", as, p.text.path),
	}}, nil
}
