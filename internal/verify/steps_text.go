package verify

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// candidate is the stage that an endorsed text has.
const candidate = "candidate"

// specified asks that the specification's bytes are those that were endorsed, and
// that it is what the entry says it is.
func (j *judge) specified(context.Context) error {
	e := j.entry
	j.v.Specification.Path, j.v.Specification.SHA256 = e.SpecPath, e.SpecSHA256
	data, ok, err := j.file(e.SpecPath, record.MaxBytes)
	if !ok || err != nil {
		return err
	}
	if sum := record.Hash(data); sum != e.SpecSHA256 {
		j.refuse(SpecChanged, e.SpecPath, fmt.Sprintf("%s is %s, and %s was endorsed", e.SpecPath, sum, e.SpecSHA256))
		return nil
	}
	spec, found := record.ParseSpec(e.SpecPath, data)
	switch {
	case len(found) > 0:
		j.refuse(Reason(chain.Form), e.SpecPath, "the specification cannot be read: "+found[0].String())
	case spec.ID != e.SpecID || spec.Version != e.SpecVersion:
		j.refuse(SpecOther, e.SpecPath, fmt.Sprintf("%s says that it is %s %s, want %s %s", e.SpecPath, spec.ID, spec.Version, e.SpecID, e.SpecVersion))
	case spec.Stage != candidate:
		j.refuse(SpecStage, e.SpecPath, fmt.Sprintf("%s says stage: %.40q, want %s", e.SpecPath, spec.Stage, candidate))
	}
	j.spec = spec
	return nil
}

// proposed asks that the commit of a release candidate holds a text that says it is
// one. What the tag binds by hash are its artefacts.
func (j *judge) proposed(context.Context) error {
	path := record.SpecPath(j.name.ID)
	data, ok, err := j.file(path, record.MaxBytes)
	if !ok || err != nil {
		return err
	}
	j.v.Specification.Path, j.v.Specification.SHA256 = path, record.Hash(data)
	spec, found := record.ParseSpec(path, data)
	switch {
	case len(found) > 0:
		j.refuse(Reason(chain.Form), path, "the specification cannot be read: "+found[0].String())
	case spec.ID != j.name.ID || spec.Version != j.name.Version:
		j.refuse(SpecOther, path, fmt.Sprintf("%s says that it is %s %s, want %s %s", path, spec.ID, spec.Version, j.name.ID, j.name.Version))
	}
	return nil
}

// opened asks that the rounds on the text are those that were opened, that the
// endorsement is of the last one, and that its criteria are those in force. That a
// round for the gateway is never endorsed, chain holds.
func (j *judge) opened(context.Context) error {
	text, err := j.book.Text(j.entry.Subject())
	if err != nil {
		return err
	}
	if j.problems(text.Problems); len(text.Problems) > 0 {
		return nil
	}
	j.text = text
	if len(text.Rounds) == 0 {
		j.refuse(RoundsDiffer, j.entry.Subject().RoundsFolder(), "no round lies in the folder of this text, want the one that was endorsed")
		return nil
	}
	for i := range text.Rounds {
		if r := &text.Rounds[i]; r.Opened == 0 || r.Opened > j.ended.Seq {
			j.refuse(RoundsDiffer, r.Path, fmt.Sprintf("%s was not opened before the endorsement, want only rounds that were", r.Path))
		}
	}
	last := &text.Rounds[len(text.Rounds)-1]
	switch {
	case last.SHA256 != j.ended.RoundSHA256:
		j.refuse(NotLastRound, j.ended.Path, fmt.Sprintf("the endorsement is of round %s, want the last on this text, %s", j.ended.RoundSHA256, last.Path))
	case !samePacks(last.Packs, j.book.InForce().Packs):
		j.refuse(PacksDiffer, last.Path, fmt.Sprintf("the round is on %s, want the criteria in force, %s", refs(last.Packs), refs(j.book.InForce().Packs)))
	}
	j.round = last
	return nil
}

// samePacks compares two sets of packs: in which order they stand means nothing.
func samePacks(a, b []record.PackRef) bool {
	order := func(a, b record.PackRef) int { return strings.Compare(a.Ref()+a.SHA256, b.Ref()+b.SHA256) }
	return slices.Equal(slices.SortedFunc(slices.Values(a), order), slices.SortedFunc(slices.Values(b), order))
}

func refs(packs []record.PackRef) string {
	var names []string
	for _, p := range packs {
		names = append(names, p.Ref()+" ("+record.Key16(p.SHA256)+")")
	}
	return strings.Join(names, ", ")
}

// recorded asks that the records that the endorsement lists are all that there are,
// and that each is what it says it is.
func (j *judge) recorded(context.Context) error {
	var present []record.Listed
	for i := range j.text.Records {
		r := &j.text.Records[i]
		if slices.ContainsFunc(r.Problems, func(p chain.Problem) bool { return p.Unclear }) {
			j.problems(r.Problems)
			return nil
		}
		present = append(present, record.Listed{Path: r.Path, SHA256: r.SHA256})
		j.v.Relied.Records = append(j.v.Relied.Records, File{Path: r.Path, SHA256: r.SHA256})
	}
	for _, listed := range j.ended.Records {
		if at := slices.IndexFunc(present, func(p record.Listed) bool { return p.Path == listed.Path }); at < 0 {
			j.refuse(RecordsDiffer, listed.Path, listed.Path+" is listed by the endorsement and is not there")
		} else if present[at] != listed {
			j.refuse(RecordsDiffer, listed.Path, fmt.Sprintf("%s is %s, and the endorsement lists %s", listed.Path, present[at].SHA256, listed.SHA256))
		}
	}
	for _, p := range present {
		if !slices.ContainsFunc(j.ended.Records, func(l record.Listed) bool { return l.Path == p.Path }) {
			j.refuse(RecordsDiffer, p.Path, p.Path+" is there and is not listed by the endorsement")
		}
	}
	if len(j.v.Reasons) > 0 {
		return nil
	}
	for i := range j.text.Records {
		r := &j.text.Records[i]
		j.problems(j.binding(r))
	}
	return nil
}

// binding returns the problems of a record that break the endorsement. Those of
// somebody who was released are for the package standing to weigh: the record is
// listed and not counted.
func (j *judge) binding(r *chain.Record) []chain.Problem {
	if !slices.ContainsFunc(j.round.Released, func(x record.Release) bool { return x.Reviewer == r.Person }) {
		return r.Problems
	}
	for _, p := range r.Problems {
		j.note(fmt.Sprintf("%s was released, and the record is not counted: %s", r.Person, p.Message))
	}
	return nil
}

// decided asks the one place that knows what counts whether this may be published.
func (j *judge) decided(context.Context) error {
	packs, err := j.packs()
	if len(j.v.Reasons) > 0 || err != nil {
		return err
	}
	earlier, err := j.earlier()
	if len(j.v.Reasons) > 0 || err != nil {
		return err
	}
	decision := standing.Decide(standing.Case{
		Act: record.Publish, Subject: j.entry.Subject(), Stage: j.spec.Stage, Authors: j.spec.Authors, Text: j.text,
		Governance: j.book.InForce(), Serials: j.book.Governance,
		Earlier: earlier, Entries: j.before(), Signers: chain.SignerIDs(j.entry.Signers), Packs: packs,
	})
	for _, b := range decision.Blockers {
		if b.Unclear {
			j.missing("", b.Message)
			return nil
		}
		j.refuse(Reason(b.Reason), "", b.Message)
	}
	j.relied(&decision)
	return nil
}

// packs reads the criteria that the text was judged by.
func (j *judge) packs() ([]*record.Pack, error) {
	var packs []*record.Pack
	for _, ref := range j.round.Packs {
		pack, problems, err := j.book.PackCriteria(ref)
		if err != nil {
			return nil, err
		}
		if j.problems(problems); len(problems) > 0 {
			return nil, nil
		}
		packs = append(packs, pack)
	}
	return packs, nil
}

// before returns the entries of the specification before its publication.
func (j *judge) before() []*chain.Entry {
	var entries []*chain.Entry
	for _, e := range j.book.Entries(j.name.ID) {
		if e.Seq < j.entry.Seq {
			entries = append(entries, e)
		}
	}
	return entries
}

// earlier returns the endorsement rounds of the specification since its last
// publication, on whatever text.
func (j *judge) earlier() ([]chain.Round, error) {
	var rounds []chain.Round
	for _, e := range standing.Openings(j.before()) {
		if e.Seq > j.ended.Seq {
			break // what is asked since is no part of what was decided
		}
		r, problems, err := j.book.RoundOf(e)
		if err != nil {
			return nil, err
		}
		if r == nil {
			j.problems(problems)
			return nil, nil
		}
		if r.Kind == record.Endorsement {
			rounds = append(rounds, *r)
		}
	}
	return rounds, nil
}
