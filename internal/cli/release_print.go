package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
)

// releaseJSON is the checklist of a release for programs. Its keys are a contract.
type releaseJSON struct {
	Act  string      `json:"act"`
	Spec subjectJSON `json:"spec"`
	// State is "to publish", "waits", "to merge", "to tag" or "released".
	State      string          `json:"state"`
	Tag        string          `json:"tag"`
	Entry      int             `json:"entry,omitempty"` // that publishes it
	DryRun     bool            `json:"dry_run"`
	Allowed    bool            `json:"allowed"`
	Conditions []conditionJSON `json:"conditions"`
}

// state says in a word what is to be done next, where nothing stands in the way.
func (r *releasing) state() string {
	switch {
	case r.tag != nil && r.tag.ours:
		return "released"
	case r.candidate, r.entry != nil && !r.entry.Pending():
		return "to tag"
	case r.entry != nil:
		return "waits"
	}
	return "to publish"
}

// printState tells a program that there is nothing to do now; people were told.
func (r *releasing) printState(state string) error {
	if r.opts.format != "json" {
		return nil
	}
	out := r.forPrograms(state)
	out.Allowed = true
	return r.env.printJSON(out)
}

func (r *releasing) forPrograms(state string) releaseJSON {
	s := r.text.Subject
	out := releaseJSON{
		Act: "release", Spec: subjectJSON{s.ID, s.Version, s.SHA256}, State: state, Tag: r.name,
		DryRun: r.opts.dryRun, Allowed: len(r.blockers) == 0, Conditions: []conditionJSON{},
	}
	if r.entry != nil {
		out.Entry = r.entry.Seq
	}
	for _, c := range r.conditions {
		out.Conditions = append(out.Conditions, conditionJSON{c.Name, c.Text, string(c.State), c.By, blockersOf(c.Blockers)})
	}
	return out
}

// printChecklist writes to standard output what the release asks for, and how each
// condition stands.
func (r *releasing) printChecklist() error {
	if r.opts.format == "json" {
		return r.env.printJSON(r.forPrograms(r.state()))
	}
	s := r.text.Subject
	what := fmt.Sprintf("To release %s %s (SHA-256 %s…) takes:", s.ID, s.Version, record.Key16(s.SHA256))
	if r.candidate {
		what = fmt.Sprintf("To put %s %s (SHA-256 %s…) out for comment takes:", s.ID, s.Version, record.Key16(s.SHA256))
	}
	lines := append([]string{what}, conditionLines(r.conditions)...)
	lines = append(lines, "", r.summary())
	for _, line := range lines {
		if _, err := fmt.Fprintln(r.env.Out, report.Printable(line)); err != nil {
			return err
		}
	}
	return nil
}

// summary says what follows from the checklist.
func (r *releasing) summary() string {
	switch n := len(r.blockers); {
	case n == 0:
		return "Nothing stands in the way."
	case r.opts.dryRun:
		return thingsInTheWay(n) + "; the files are made all the same."
	default:
		return thingsInTheWay(n) + "; nothing was done."
	}
}

// refusal is the error of a release that may not be made: nothing that is wrong, where
// only something is not here.
func (r *releasing) refusal() error {
	for _, b := range r.blockers {
		if !b.Unclear {
			return errFindings
		}
	}
	return cannotTell{err: errors.New("what the release rests on is not all here"), hint: fetchEverything}
}

// publish is the first run: it writes the entry that publishes the text.
func (r *releasing) publish(ctx context.Context) error {
	e, err := r.book.Next(record.Publish, r.text.Subject)
	if err != nil {
		return r.unread(err)
	}
	if err := r.warnOfOthers(ctx, e.Seq); err != nil {
		return err
	}
	say := r.env.say
	say("Entry %d of the register: %s %s %s", e.Seq, e.Kind, e.SpecID, e.SpecVersion)
	say("  text        %s, SHA-256 %s", e.SpecPath, e.SpecSHA256)
	say("  endorsed    by entry %d", e.Endorsement)
	say("  governance  version %d", e.Governance.Serial)
	if err := r.opts.yes.confirm(ctx, r.env, fmt.Sprintf("Sign entry %d of the register as %s, with the key %s?", e.Seq, r.me.ID, r.me.key.Key.Fingerprint())); err != nil {
		return err
	}
	act, err := r.sealed(ctx, r.me, &e, nil)
	if err != nil {
		return err
	}
	n, who := signaturesWanted(r.in.Decision)
	put := r.opts.put
	put.waits = n > 0
	if err := r.put(ctx, act, put); err != nil {
		return err
	}
	if n > 0 {
		say("The entry takes %s: credctl sign %s", moreSignatures(n, who), record.EntryPath(e.Seq))
	}
	again := "credctl release " + r.text.ID
	if r.opts.foreword != "" {
		again += " --foreword " + shellWord(r.opts.foreword)
	}
	say("Then, once it is taken in, anybody of the staff tags it: %s", again)
	return nil
}

// candidateWord is what a release is called.
func (r *releasing) candidateWord() string {
	if r.candidate {
		return "release candidate"
	}
	return "release"
}
