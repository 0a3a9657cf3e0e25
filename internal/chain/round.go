package chain

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// RoundOf returns the round that an entry names, from the folder of its text; nil
// and why if it is not there, or if the entry names none.
func (b *Book) RoundOf(e *Entry) (*Round, []Problem, error) {
	if e.RoundSHA256 == "" {
		return nil, nil, nil
	}
	t := Text{Subject: e.Subject()}
	if err := b.readRounds(&t); err != nil {
		return nil, nil, err
	}
	for i := range t.Rounds {
		if r := &t.Rounds[i]; r.SHA256 == e.RoundSHA256 {
			return r, append(about(t.Problems, r.Path), kindProblem(e, r)...), nil
		}
	}
	if missing := unclear(t.Problems); len(missing) > 0 {
		return nil, missing, nil
	}
	return nil, []Problem{{Path: e.Path, Reason: RoundMissing, Message: fmt.Sprintf(
		"%s names round %s, which is not in %s", e.Path, short(e.RoundSHA256), t.Subject.RoundsFolder())}}, nil
}

// about returns those of some problems that are of one file.
func about(problems []Problem, path string) []Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(p Problem) bool { return p.Path != path })
}

var roundName = regexp.MustCompile(`^([1-9]\d{0,5})\.yaml$`)

// readRounds reads the rounds of a text and compares them with what the register
// opened on it.
func (b *Book) readRounds(t *Text) error {
	f, problem, err := b.source.folder(t.Subject.RoundsFolder())
	if err != nil {
		return err
	}
	t.Problems = append(t.Problems, list(problem)...)
	var numbers []int
	for _, name := range f.names {
		if match := roundName.FindStringSubmatch(name); match != nil {
			n, _ := strconv.Atoi(match[1])
			numbers = append(numbers, n)
			continue
		}
		t.Problems = append(t.Problems, stray(f.dir+"/"+name))
	}
	slices.Sort(numbers)
	for i, n := range numbers {
		if want := i + 1; n != want {
			t.Problems = append(t.Problems, Problem{Path: t.Subject.RoundPath(n), Reason: RoundGap, Message: fmt.Sprintf(
				"%s stands behind %s, which is missing", t.Subject.RoundPath(n), t.Subject.RoundPath(want))})
			break
		}
	}
	for _, n := range numbers {
		if err := b.readRound(t, f, n); err != nil {
			return err
		}
	}
	if problem == nil {
		b.checkOpened(t, f)
	}
	return nil
}

func (b *Book) readRound(t *Text, f folder, n int) error {
	path := t.Subject.RoundPath(n)
	data, problem, err := b.source.read(f, strings.TrimPrefix(path, f.dir+"/"), record.MaxBytes)
	if err != nil {
		return err
	}
	var form *record.Round
	if problem == nil {
		form, problem = parsed(path, data, record.ParseRound)
	}
	if problem != nil {
		t.Problems = append(t.Problems, *problem)
		return nil
	}
	r := Round{Round: *form, Subject: t.Subject, N: n, Path: path, SHA256: record.Hash(data)}
	c := b.source.history.of(t.Subject)
	refuse := func(reason Reason, unclear bool, message string, args ...any) {
		t.Problems = append(t.Problems, Problem{Path: path, Reason: reason, Unclear: unclear, Message: fmt.Sprintf(message, args...)})
	}
	switch {
	case n <= len(c.opened) && c.opened[n-1].RoundSHA256 == r.SHA256:
		r.Opened = c.opened[n-1].Seq
	case n <= len(c.opened):
		refuse(RoundHash, false, "%s has the SHA-256 %s, and %s opened it as %s", path, short(r.SHA256), c.opened[n-1].Path, short(c.opened[n-1].RoundSHA256))
	case n == len(c.opened)+1 && c.pending != nil && c.pending.Kind == record.Open && c.pending.RoundSHA256 == r.SHA256:
	default:
		refuse(RoundUnopened, b.source.cut || b.source.short, "%s is a round that no entry of the register opens", path)
	}
	if r.SpecSHA256 != t.Subject.SHA256 {
		refuse(RoundText, false, "%s is a round on the text %s, want %s as its folder says", path, short(r.SpecSHA256), short(t.Subject.SHA256))
	}
	if p := b.refusesSerial(path, r.GovernanceSerial, RoundGovernance); p != nil {
		t.Problems = append(t.Problems, *p)
	} else if want := b.Governance[r.GovernanceSerial-1].PacksFor(r.Kind); !samePacks(r.Packs, want) {
		refuse(RoundPacks, false, "%s asks for the criteria %s, want those of serial %d for a round of kind %s: %s",
			path, namesOf(r.Packs), r.GovernanceSerial, r.Kind, namesOf(want))
	}
	t.Rounds = append(t.Rounds, r)
	return nil
}

// checkOpened says which rounds were opened and are not there.
func (b *Book) checkOpened(t *Text, f folder) {
	c := b.source.history.of(t.Subject)
	opened := c.opened
	if c.pending != nil && c.pending.Kind == record.Open {
		opened = append(slices.Clip(opened), c.pending)
	}
	for i, e := range opened {
		path := t.Subject.RoundPath(i + 1)
		if !f.has(strings.TrimPrefix(path, f.dir+"/")) {
			t.Problems = append(t.Problems, Problem{Path: path, Reason: RoundMissing, Message: fmt.Sprintf("%s opens %s, which is missing", e.Path, path)})
		}
	}
}

// checkDecisions says which decisions do not fit to the kind of their round.
func (b *Book) checkDecisions(t *Text) {
	for _, e := range b.source.history.of(t.Subject).decisions {
		if r := t.round(e.RoundSHA256); r != nil {
			t.Problems = append(t.Problems, kindProblem(e, r)...)
		}
	}
}

// kindProblem says that an entry decides what a round of this kind cannot decide.
func kindProblem(e *Entry, r *Round) []Problem {
	want := r.Kind
	switch e.Kind {
	case record.Accept:
		want = record.Gateway
	case record.Endorse:
		want = record.Endorsement
	}
	if r.Kind == want {
		return nil
	}
	return []Problem{{Path: e.Path, Reason: EntryRoundKind, Message: fmt.Sprintf(
		"%s is of kind %s, and decides on %s, a round of kind %s; want one of kind %s", e.Path, e.Kind, r.Path, r.Kind, want)}}
}

// samePacks compares two sets of packs, whatever their order.
func samePacks(a, b []record.PackRef) bool {
	return slices.Equal(sortedPacks(a), sortedPacks(b))
}

func sortedPacks(packs []record.PackRef) []record.PackRef {
	return slices.SortedFunc(slices.Values(packs), func(a, b record.PackRef) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Version, b.Version), cmp.Compare(a.SHA256, b.SHA256))
	})
}

// namesOf lists packs with the beginning of their hashes, since two of one name
// may differ in their bytes.
func namesOf(packs []record.PackRef) string {
	if len(packs) == 0 {
		return "none"
	}
	names := make([]string, len(packs))
	for i, p := range packs {
		names[i] = p.Ref() + " (" + short(p.SHA256) + ")"
	}
	return strings.Join(names, ", ")
}
