package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/standing"
)

// mostPast is how many commits are looked through for an earlier text. A longer
// history is not searched: what changed since is a help and no verdict.
const mostPast = 200

type statusWriter = func(w io.Writer, s *report.Status) error

// survey is what is found out about the specifications of one commit.
type survey struct {
	office *office
	index  *standing.Index
	detail bool                    // earlier texts are looked for, and what people see is fetched
	states map[standing.State]bool // that are shown; nil: all
	ids    []string
	gone   []string // that the register speaks of and the commit does not have

	files    *beside
	added    []string            // that lie beside the commit and are not in it
	branches map[string][]string // not taken in, by text
	past     *gitrepo.Past
	packs    map[record.Kind][]*criteria.Pack // in force

	specs   []report.SpecStatus
	unclear atomic.Bool // something that is needed was not fetched
}

// look finds out where each specification stands, on all cores. Its folders are
// read once each.
func (s *survey) look(ctx context.Context) error {
	s.files = s.office.beside()
	defer s.files.close()
	s.branches = s.office.notTakenIn()
	s.specs = make([]report.SpecStatus, len(s.ids))
	errs := make([]error, len(s.ids))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(s.ids), runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(s.ids) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				s.specs[i], errs[i] = s.one(ctx, s.ids[i])
			}
		})
	}
	workers.Wait()
	if !s.detail {
		s.added = s.files.added(s.ids)
	}
	return errors.Join(ctx.Err(), first(errs))
}

func first(errs []error) error {
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		return errs[i]
	}
	return nil
}

// one finds out where one specification stands.
func (s *survey) one(ctx context.Context, id string) (report.SpecStatus, error) {
	out := report.SpecStatus{Standing: standing.Standing{ID: id}, Path: record.SpecPath(id)}
	t, err := s.office.text(id)
	if err != nil {
		return s.unread(out, err)
	}
	in := standing.Input{Index: s.index, Subject: t.Subject, Title: t.spec.Title, Stage: t.spec.Stage, Authors: t.spec.Authors}
	if s.detail {
		in.Text, in.Criteria = t.data, s.packs[record.Endorsement]
		if t.spec.Stage == "proposal" {
			in.Criteria = s.packs[record.Gateway]
		}
		in.Before = func(earlier record.Subject) []byte { return s.earlier(ctx, t.path, earlier.SHA256) }
	}
	if out.Standing, err = standing.Of(in); err != nil {
		return s.unread(out, err)
	}
	out.Stage, out.Branches = t.spec.Stage, s.branches[textKey(t.Subject)]
	out.WorkTree = s.files.compare(t.path, t.data)
	if slices.ContainsFunc(out.Blockers, func(b standing.Blocker) bool { return b.Unclear }) {
		s.unclear.Store(true)
	}
	return out, nil
}

// unread tells a specification that cannot be read from a repository that cannot.
func (s *survey) unread(out report.SpecStatus, err error) (report.SpecStatus, error) {
	var fault hinted
	var missing interface{ ObjectMissing() bool }
	var open cannotTell
	switch {
	case errors.As(err, &missing) && missing.ObjectMissing(), errors.As(err, &open):
		s.unclear.Store(true)
		out.Unread, out.Mend = "its content is not in this clone", "git fetch --refetch --no-filter origin"
	case errors.As(err, &fault):
		out.Unread, out.Mend = fault.Error(), "credctl validate "+out.Path
		if _, why, more := strings.Cut(out.Unread, "\n"); more { // the first thing that is wrong says enough
			out.Unread, _, _ = strings.Cut(why, "\n")
		}
	default:
		return out, err
	}
	return out, nil
}

// lookCloser fetches what is only for people to see, as far as it is at hand.
func (s *survey) lookCloser() {
	s.past = s.office.store.Past(s.office.commit, mostPast)
	g := s.office.book.InForce()
	if g == nil {
		return
	}
	s.packs = map[record.Kind][]*criteria.Pack{}
	for _, kind := range []record.Kind{record.Gateway, record.Endorsement} {
		for _, ref := range g.PacksFor(kind) {
			if pack, err := s.office.pack(ref); err == nil { // else a blocker says so, where anything rests on it
				s.packs[kind] = append(s.packs[kind], pack)
			}
		}
	}
}

// earlier returns an earlier text of a file, as the history near the commit has
// it; nil if it is not found there.
func (s *survey) earlier(ctx context.Context, path, hash string) (text []byte) {
	_, err := s.past.Contents(ctx, path, func(data []byte) bool {
		if record.Hash(data) == hash {
			text = data
		}
		return text == nil
	})
	if err != nil {
		return nil // what changed since is a help, and said to be not known
	}
	return text
}

// status puts together what is shown.
func (s *survey) status() *report.Status {
	o := s.office
	number, _ := buildVersion()
	out := &report.Status{
		Ref: o.ref, Commit: o.commit, Version: number, Today: o.env.today(), Entries: len(o.book.Register), Detail: s.detail,
		Broken: o.broken(), Warnings: standing.Governance(o.book), Notices: s.notices(), Names: o.names(),
	}
	if g := o.book.InForce(); g != nil {
		out.Serial = g.Serial
	}
	if p := s.index.Pending(); p != nil {
		out.Pending = &report.PendingEntry{Seq: p.Seq, Kind: string(p.Kind), Spec: p.SpecID, Version: p.SpecVersion, Missing: p.Missing, Signers: chain.SignerIDs(p.Signers)}
	}
	out.All = len(s.specs)
	for _, state := range standing.States {
		if s.states[state] {
			out.States = append(out.States, string(state))
		}
	}
	for i := range s.specs {
		if one := &s.specs[i]; s.states == nil || one.Unread == "" && s.states[one.State] {
			out.Specs = append(out.Specs, *one)
		}
	}
	return out
}

// notices is what a reader has to know of the whole.
func (s *survey) notices() []string {
	var all []string
	for _, p := range s.office.refused() {
		all = append(all, "a signature does not count: "+p.Message)
	}
	if len(s.gone) > 0 {
		all = append(all, fmt.Sprintf("the register speaks of %s, and %s has no such file; `credctl log ID` says what became of it", strings.Join(s.gone, ", "), s.office.ref))
	}
	if s.detail {
		return all
	}
	var changed []string
	waiting := 0
	for i := range s.specs {
		if s.specs[i].WorkTree == report.FileChanged {
			changed = append(changed, s.specs[i].ID)
		}
		waiting += len(s.specs[i].Branches)
	}
	if len(changed) > 0 {
		all = append(all, "changed here and not committed, so not looked at: "+someOf(changed))
	}
	if len(s.added) > 0 {
		all = append(all, "not committed at all, so not shown: "+someOf(s.added))
	}
	if waiting > 0 {
		all = append(all, fmt.Sprintf("something about these texts lies on branches and is not taken in (%s); `credctl status ID` names them", branches(waiting)))
	}
	return all
}

func branches(n int) string {
	if n == 1 {
		return "1 branch"
	}
	return fmt.Sprintf("%d branches", n)
}

// refused are the signatures that do not count, beside what waits for some.
func (o *office) refused() []chain.Problem {
	var all []chain.Problem
	if n := len(o.book.Governance); n > 0 && o.book.Governance[n-1].Missing > 0 {
		all = append(all, o.book.Governance[n-1].Refused...)
	}
	if n := len(o.book.Register); n > 0 && o.book.Register[n-1].Pending() {
		all = append(all, o.book.Register[n-1].Refused...)
	}
	return all
}

// someOf names the first of many.
func someOf(ids []string) string {
	const most = 10
	if len(ids) <= most {
		return strings.Join(ids, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(ids[:most], ", "), len(ids)-most)
}

// verdict is the exit status: what stands in the way of a specification is no
// fault, what breaks the chain is.
func (s *survey) verdict(out *report.Status) error {
	for _, b := range out.Broken {
		if !b.Unclear {
			return errFindings
		}
	}
	if s.unclear.Load() || len(out.Broken) > 0 {
		return s.office.notAllHere()
	}
	if s.detail && slices.ContainsFunc(out.Specs, func(one report.SpecStatus) bool { return one.Unread != "" }) {
		return errFindings
	}
	return nil
}

// notAllHere says that something was not fetched, so that not everything that was
// said is certain.
func (o *office) notAllHere() error {
	return cannotTell{
		err:  errors.New("not everything that this rests on is in this clone, so that it cannot be told for certain"),
		hint: fetchEverything,
	}
}

// broken is what breaks the chains of governance and register.
func (o *office) broken() []report.Broken {
	var all []report.Broken
	for _, p := range o.book.Problems {
		all = append(all, report.Broken{Path: p.Path, Reason: string(p.Reason), Message: p.Message, Unclear: p.Unclear})
	}
	return all
}

// names are those of all people whom governance ever knew, as it knew them last.
func (o *office) names() map[string]string {
	names := map[string]string{}
	for i := range o.book.Governance {
		for _, p := range o.book.Governance[i].People {
			names[p.ID] = p.Name
		}
	}
	return names
}
