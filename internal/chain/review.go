package chain

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// readRecords reads the records of a text. The rounds must have been read.
func (b *Book) readRecords(t *Text) error {
	f, problem, err := b.source.folder(t.Subject.ReviewsFolder())
	if problem != nil {
		t.Problems = append(t.Problems, *problem)
	}
	if err != nil {
		return err
	}
	var people []string
	for _, name := range f.names {
		person, isRecord := strings.CutSuffix(name, ".yaml")
		signed, isSignature := strings.CutSuffix(name, ".sig")
		switch {
		case isRecord && record.ValidID(person):
			people = append(people, person)
		case isSignature && record.ValidID(signed) && f.has(signed+".yaml"):
		default:
			t.Problems = append(t.Problems, stray(f.dir+"/"+name))
		}
	}
	asked := t.asked()
	until := b.until(t.Subject)
	records := make([]Record, len(people))
	err = inParallel(context.Background(), len(people), func(i int) error {
		c := check{book: b, text: t, asked: asked, until: until, Record: Record{Person: people[i], Path: t.Subject.ReviewPath(people[i])}}
		err := c.run(f)
		records[i] = c.Record
		return err
	})
	t.Records = records
	return err
}

// asked returns whom the rounds opened on the text ask, or release. A reviewer of
// an earlier round is among them: the record stays in the folder, and what it is
// worth is not decided here.
func (t *Text) asked() map[string]bool {
	asked := map[string]bool{}
	for _, r := range t.Rounds {
		if r.Opened == 0 {
			continue
		}
		for _, id := range r.Reviewers {
			asked[id] = true
		}
		for _, release := range r.Released {
			asked[release.Reviewer] = true
		}
	}
	return asked
}

// until returns the serials of the endorsements that list records, by the hash of
// the record; of several the lowest. No listed record may be under a newer one.
func (b *Book) until(s record.Subject) map[string]*Entry {
	until := map[string]*Entry{}
	for _, e := range b.source.history.of(s).decisions {
		if e.Kind != record.Endorse {
			continue
		}
		for _, l := range e.Records {
			if known := until[l.SHA256]; known == nil || e.Governance.Serial < known.Governance.Serial {
				until[l.SHA256] = e
			}
		}
	}
	return until
}

// check is the check of one record. It collects everything that is wrong.
type check struct {
	Record
	book  *Book
	text  *Text
	asked map[string]bool
	until map[string]*Entry
}

func (c *check) refuse(reason Reason, message string, args ...any) {
	c.Problems = append(c.Problems, Problem{Path: c.Path, Reason: reason, Message: fmt.Sprintf(message, args...)})
}

// run reads the record and its signature, and checks the one and the other.
func (c *check) run(f folder) error {
	data, problem, err := c.book.source.read(f, c.Person+".yaml", record.MaxBytes)
	if problem != nil || err != nil {
		c.Problems = list(problem)
		return err
	}
	c.SHA256 = record.Hash(data)
	review, problem := parsed(c.Path, data, record.ParseReview)
	if problem != nil {
		c.Problems = list(problem)
		return nil
	}
	c.Review, c.Serial = *review, review.Governance.Serial
	c.checkNames()
	round := c.checkRound()
	c.checkSerial(round)
	if err := c.checkSignature(f, data); err != nil {
		return err
	}
	c.checkPerson()
	c.checkDeclaration()
	return c.checkAnswers(round)
}

// checkNames holds what the record says of itself to where it lies.
func (c *check) checkNames() {
	if c.Reviewer != c.Person {
		c.refuse(RecordPerson, "%s is by %s, want %s as its name says", c.Path, c.Reviewer, c.Person)
	}
	if got, want := c.Spec, c.text.Subject; got != want {
		c.refuse(RecordText, "%s is on %s %s with the SHA-256 %s, want %s %s with %s as its folder says; it cannot be moved to another text",
			c.Path, got.ID, got.Version, short(got.SHA256), want.ID, want.Version, short(want.SHA256))
	}
}

// checkRound returns the round of the record; nil if it was not opened on the text.
func (c *check) checkRound() *Round {
	round := c.text.round(c.RoundSHA256)
	if round == nil {
		c.refuse(RecordRound, "%s is in round %s, which was not opened on this text", c.Path, short(c.RoundSHA256))
		c.Problems[len(c.Problems)-1].Unclear = c.unclear()
		return nil
	}
	if !samePacks(c.Packs, round.Packs) {
		c.refuse(RecordPacks, "%s answers the criteria %s, and %s asks for %s", c.Path, namesOf(c.Packs), round.Path, namesOf(round.Packs))
	}
	if overalls := record.Overalls(round.Kind); !slices.Contains(overalls, c.Overall) {
		c.refuse(RecordOverall, "%s says %q on the whole; a round of kind %s has %s", c.Path, c.Overall, round.Kind, quoted(overalls))
	}
	return round
}

// unclear reports whether there may be rounds on the text that are not here.
func (c *check) unclear() bool {
	return c.book.source.cut || c.book.source.short || len(unclear(c.text.Problems)) > 0
}

// checkSerial holds the version of governance to the window that the round and the
// endorsement make.
func (c *check) checkSerial(round *Round) {
	if p := c.book.refusesGovernance(c.Path, c.Review.Governance, RecordGovernance); p != nil {
		c.Problems = append(c.Problems, *p)
	}
	if round != nil && c.Serial < round.GovernanceSerial {
		c.refuse(RecordSerial, "%s is under serial %d of governance, and its round %s under %d; a record cannot be older than its round",
			c.Path, c.Serial, round.Path, round.GovernanceSerial)
	}
	if e := c.until[c.SHA256]; e != nil && c.Serial > e.Governance.Serial {
		c.refuse(RecordSerial, "%s is under serial %d of governance, and %s, which lists it, under %d; a record cannot be newer than its endorsement",
			c.Path, c.Serial, e.Path, e.Governance.Serial)
	}
}

func (c *check) checkSignature(f folder, data []byte) error {
	name := c.Person + ".sig"
	if !f.has(name) {
		c.refuse(RecordUnsigned, "%s has no signature; want %s beside it", c.Path, f.dir+"/"+name)
		return nil
	}
	sig, err := c.book.source.signature(f, name, c.Person, sshsig.Review, data)
	switch {
	case err != nil:
		return err
	case sig.problem != nil && (sig.problem.Unclear || sig.problem.Reason == Mode):
		c.Problems = append(c.Problems, *sig.problem)
		return nil
	case sig.problem != nil:
		c.refuse(RecordSignature, "%s", sig.problem.Message)
		return nil
	}
	members := c.book.source.people.of(c.Serial)
	who := members.name(c.Person)
	switch h, held := members.keys[sig.Key]; {
	case members.people == nil: // checkSerial says so
	case !held || h.person != c.Person:
		c.refuse(RecordKeyUnknown, "%s was signed with a key that is not among those of %s in serial %d of governance%s",
			c.Path, who, c.Serial, c.whose(sig.Key))
	case h.status == record.Compromised || c.book.Compromised(sig.Key):
		c.refuse(RecordKeyCompromised, "%s was signed with a key of %s that is marked as compromised; it does not count, whenever it was signed", c.Path, who)
	case h.status != record.Active:
		c.refuse(RecordKeyRetiredBefore, "%s was signed with a key of %s that was retired in serial %d of governance already", c.Path, who, c.Serial)
	default:
		c.Key = sig.Key
	}
	return nil
}

// whose says, as the end of a message, whom a key belongs to.
func (c *check) whose(key sshsig.Key) string {
	owner, ok := c.book.Owner(key)
	switch {
	case !ok:
		return "; nobody here has it"
	case owner == c.Person:
		return "; the person had it in another serial"
	}
	return "; it is the key of " + owner
}

// checkPerson asks whether the person was to judge this text. Where no round was
// opened on it there is nobody to ask for, and no record holds.
func (c *check) checkPerson() {
	members := c.book.source.people.of(c.Serial)
	if c.text.Last() != nil && !c.asked[c.Person] {
		c.refuse(RecordNotAsked, "no round on this text asks %s", members.name(c.Person))
		c.Problems[len(c.Problems)-1].Unclear = c.unclear()
	}
	if members.people != nil && !members.hasRole(c.Person, record.Academic, record.Clinical) {
		c.refuse(RecordRole, "%s is neither an academic nor a clinical reviewer in serial %d of governance", members.name(c.Person), c.Serial)
	}
}

// checkDeclaration asks whom the reviewer declared to be independent of. A later
// round may name more authors than there were when the record was signed.
func (c *check) checkDeclaration() {
	last := c.text.Last()
	if last == nil {
		return // then no record holds: none is in a round that was opened
	}
	got, want := slices.Sorted(slices.Values(c.Declaration.Authors)), slices.Sorted(slices.Values(last.Authors))
	if !slices.Equal(got, want) {
		c.refuse(RecordDeclaration, "%s declares the interests of its reviewer against %s, want exactly the authors of %s: %s",
			c.Path, orNobody(c.Declaration.Authors), last.Path, orNobody(last.Authors))
	}
}

func orNobody(people []string) string {
	if len(people) == 0 {
		return "nobody"
	}
	return strings.Join(people, ", ")
}

func quoted(overalls []record.Overall) string {
	words := make([]string, len(overalls))
	for i, o := range overalls {
		words[i] = fmt.Sprintf("%q", string(o))
	}
	return strings.Join(words, ", ")
}
