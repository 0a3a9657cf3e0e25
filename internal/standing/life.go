package standing

import (
	"slices"

	"golang.org/x/mod/semver"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// life is what is known of one specification.
type life struct {
	in    *Input
	c     Case
	texts []chain.Text
	kinds map[string]record.Kind // of rounds, by hash
}

func roundKinds(texts []chain.Text) map[string]record.Kind {
	kinds := map[string]record.Kind{}
	for i := range texts {
		for _, r := range texts[i].Rounds {
			kinds[r.SHA256] = r.Kind
		}
	}
	return kinds
}

// Releases lists what was published, by the entries of one specification, in order
// of the register.
func Releases(entries []*chain.Entry) []Release {
	var list []Release
	for _, e := range entries {
		switch {
		case e.Pending():
		case e.Kind == record.Publish:
			list = append(list, Release{Version: e.SpecVersion, Text: e.Subject(), Seq: e.Seq})
		case e.Kind == record.Withdraw:
			for i := range list {
				if list[i].Version == e.SpecVersion && list[i].Withdrawn == 0 {
					list[i].Withdrawn = e.Seq
				}
			}
		}
	}
	for i := range list {
		list[i].Superseded = slices.ContainsFunc(list, func(r Release) bool {
			return r.Withdrawn == 0 && semver.Compare("v"+r.Version, "v"+list[i].Version) > 0
		})
	}
	return list
}

// Newest is the highest version that is published and not withdrawn; where all are
// withdrawn, the highest. There is at least one.
func Newest(list []Release) Release {
	return slices.MaxFunc(list, func(a, b Release) int {
		switch {
		case a.Withdrawn == 0 && b.Withdrawn > 0:
			return 1
		case a.Withdrawn > 0 && b.Withdrawn == 0:
			return -1
		}
		return semver.Compare("v"+a.Version, "v"+b.Version)
	})
}

// acceptance finds the last decision at the gateway, if it is favourable.
func (l *life) acceptance() *Acceptance {
	var last *chain.Entry
	for _, e := range l.c.Entries {
		switch {
		case e.Pending():
		case e.Kind == record.Accept:
			last = e
		case e.Kind == record.Decline && l.kinds[e.RoundSHA256] == record.Gateway:
			last = nil
		}
	}
	if last == nil {
		return nil
	}
	return &Acceptance{Text: last.Subject(), Seq: last.Seq, Proposal: l.proposalSince(last.Subject())}
}

func (l *life) proposalSince(s record.Subject) Change {
	if s == l.in.Subject {
		return ChangeNone
	}
	before := l.before(s)
	if before == nil || l.in.Text == nil {
		return ChangeUnknown
	}
	for _, p := range Changed(before, l.in.Text) {
		if p.Key == "proposal" || p.Key == "" {
			return ChangeSome
		}
	}
	return ChangeNone
}

func (l *life) before(s record.Subject) []byte {
	if l.in.Before == nil {
		return nil
	}
	return l.in.Before(s)
}

// lastOpened returns the last round that was opened on the present text.
func (l *life) lastOpened() *chain.Round {
	for i := len(l.c.Text.Rounds) - 1; i >= 0; i-- {
		if l.c.Text.Rounds[i].Opened > 0 {
			return &l.c.Text.Rounds[i]
		}
	}
	return nil
}

// state is what the records and the stage make of the present text.
func (l *life) state(s *Standing) State {
	for _, r := range s.Published {
		switch {
		case r.Text != s.Text:
		case r.Withdrawn > 0:
			return Withdrawn
		case r.Superseded:
			return Superseded
		default:
			return Published
		}
	}
	j := newJudge(&l.c)
	if lastOf(l.c.Entries, record.Withdraw, j.ofText) != nil {
		return Withdrawn
	}
	if s.Round != nil && s.Round.Kind == record.Endorsement {
		return l.reviewState(s.Round, j)
	}
	switch {
	case l.c.Stage == "candidate":
		return Candidate
	case l.c.Stage == "draft":
		return InDevelopment
	case s.Accepted != nil:
		return Accepted
	}
	return Proposed
}

func (l *life) reviewState(last *chain.Round, j *judge) State {
	ofRound := func(e *chain.Entry) bool { return j.ofText(e) && e.RoundSHA256 == last.SHA256 }
	if lastOf(l.c.Entries, record.Decline, ofRound) != nil {
		return Candidate
	}
	if lastOf(l.c.Entries, record.Endorse, ofRound) != nil {
		return Endorsed
	}
	for _, p := range last.Reviewers {
		if j.recordBy(p) == nil {
			return UnderReview
		}
	}
	return Reviewed
}
