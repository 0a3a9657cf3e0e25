package standing

import (
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// candidate is somebody who may fill a place, with the roles held.
type candidate struct {
	person string
	roles  []record.Role
}

// places assigns people to the places that roles ask for, so that as many places
// as possible are filled and nobody fills two.
type places struct {
	want   []record.RoleCount
	filled [][]int // by role in want: who fills a place of it
	people []candidate
}

func assign(want []record.RoleCount, people []candidate) *places {
	p := &places{want: want, people: people, filled: make([][]int, len(want))}
	for i := range people {
		p.place(i, make([]bool, len(want)))
	}
	return p
}

// place finds a place for a person, moving others where that helps.
func (p *places) place(person int, tried []bool) bool {
	for r, want := range p.want {
		if tried[r] || !slices.Contains(p.people[person].roles, want.Role) {
			continue
		}
		tried[r] = true
		if len(p.filled[r]) < want.Count {
			p.filled[r] = append(p.filled[r], person)
			return true
		}
		for at, other := range p.filled[r] {
			if p.place(other, tried) {
				p.filled[r][at] = person
				return true
			}
		}
	}
	return false
}

// missing returns how many places of a role are empty.
func (p *places) missing(r int) int { return max(0, p.want[r].Count-len(p.filled[r])) }

// roles returns what role each person is placed for.
func (p *places) roles() map[string]record.Role {
	placed := map[string]record.Role{}
	for r, people := range p.filled {
		for _, i := range people {
			placed[p.people[i].person] = p.want[r].Role
		}
	}
	return placed
}

// enough asks that there are as many people, and as many of each role, as the
// policy says; and says who is still needed.
func (j *judge) enough() {
	var favourable, signed, possible []candidate
	for i := range j.d.Counted {
		c := &j.d.Counted[i]
		favourable = append(favourable, candidate{c.Person, j.rolesOf(c.Person, c.Record)})
	}
	signed = slices.Clone(favourable)
	for i := range j.d.Unfavourable {
		u := &j.d.Unfavourable[i]
		if _, never := j.barred[u.Person]; !never && u.Reason == WhyUnfavourable {
			signed = append(signed, candidate{u.Person, j.rolesOf(u.Person, u.Record)})
		}
	}
	for _, person := range distinct(j.round.Reviewers) {
		if _, never := j.barred[person]; !never {
			possible = append(possible, candidate{person, j.rolesOf(person, j.recordBy(person))})
		}
	}
	j.tooFew(possible)
	roles := assign(j.policy.OfRole, favourable).roles()
	for i := range j.d.Counted {
		j.d.Counted[i].Role = roles[j.d.Counted[i].Person]
	}
	j.needs(assign(j.policy.OfRole, signed), len(signed))
}

// tooFew says what even the records of everybody who is asked could not mend.
func (j *judge) tooFew(possible []candidate) {
	if len(possible) < j.policy.Reviewers {
		j.block(WhyTooFewReviewers, OwnerStaff, j.adding(""), "%s asked who may be counted, want at least %d%s",
			counted(len(possible), "reviewer is", "reviewers are"), j.policy.Reviewers, j.couldBeAsked(""))
	}
	all := assign(j.policy.OfRole, possible)
	for r, want := range j.policy.OfRole {
		if n := all.missing(r); n > 0 {
			j.block(WhyTooFewOfRole, OwnerStaff, j.adding(want.Role), "%s missing among those asked who may be counted, want at least %d%s",
				counted(n, string(want.Role)+" reviewer is", string(want.Role)+" reviewers are"), want.Count, j.couldBeAsked(want.Role))
		}
	}
}

// couldBeAsked names, of a round that is to be opened, who could be asked besides, as
// the end of a message.
func (j *judge) couldBeAsked(role record.Role) string {
	who := j.eligible(role)
	if j.c.Act != record.Open || len(who) == 0 {
		return ""
	}
	return "; could be asked besides: " + strings.Join(who, ", ")
}

// adding is the command that asks one person more, where just one could be asked.
func (j *judge) adding(role record.Role) string {
	if who := j.eligible(role); len(who) == 1 {
		return j.amend(" --add " + who[0])
	}
	return j.amend(" --add PERSON")
}

// needs says who is missing still, over those who have judged: nobody more is
// needed because somebody said no.
func (j *judge) needs(now *places, signed int) {
	short := j.policy.Reviewers - signed
	for r, want := range j.policy.OfRole {
		n := now.missing(r)
		if n == 0 {
			continue
		}
		short -= n
		j.d.Needs = append(j.d.Needs, Need{Role: want.Role, Count: n, Asked: j.asking(want.Role), Eligible: j.eligible(want.Role)})
	}
	if short > 0 {
		j.d.Needs = append(j.d.Needs, Need{Count: short, Asked: j.asking(""), Eligible: j.eligible("")})
	}
}

// asking returns who was asked, has filed nothing and could fill a place.
func (j *judge) asking(role record.Role) []string {
	var who []string
	for _, a := range j.d.Awaited {
		if _, never := j.barred[a.Person]; !never && reviews(j.rolesOf(a.Person, nil), role) {
			who = append(who, a.Person)
		}
	}
	return who
}

// reviews reports whether somebody with these roles may fill a place of a role; ""
// is that of any reviewer.
func reviews(roles []record.Role, role record.Role) bool {
	if role != "" {
		return slices.Contains(roles, role)
	}
	return slices.Contains(roles, record.Academic) || slices.Contains(roles, record.Clinical)
}

// eligible returns who could be asked for a role besides those who were, by id.
func (j *judge) eligible(role record.Role) []string {
	authors, a := j.allAuthors(), j.authorship(j.c.Governance)
	var who []string
	for i := range j.c.Governance.People {
		p := &j.c.Governance.People[i]
		if !reviews(p.Roles, role) || !hasKey(p) || slices.Contains(authors, p.ID) || slices.Contains(j.decidedBy, p.ID) {
			continue
		}
		if o, _ := a.shared(p.ID); o != "" {
			continue
		}
		if j.round != nil && (slices.Contains(j.round.Reviewers, p.ID) ||
			slices.ContainsFunc(j.round.Released, func(r record.Release) bool { return r.Reviewer == p.ID })) {
			continue
		}
		who = append(who, p.ID)
	}
	slices.Sort(who)
	return who
}

// hasKey reports whether somebody can sign.
func hasKey(p *record.Person) bool {
	return slices.ContainsFunc(p.Keys, func(k record.Key) bool { return k.Status == record.Active })
}

// signaturesWanted is how many staff the act takes.
func (j *judge) signaturesWanted() int {
	if j.c.Act == record.Open {
		return max(1, j.c.Governance.Policy.Openers)
	}
	return max(1, j.c.Governance.Policy.Endorsers)
}

// signatures asks that whoever signs is staff and that enough can sign, and says
// how many are missing.
func (j *judge) signatures() {
	var signed, could []string
	for _, s := range distinct(j.c.Signers) {
		if p := j.people[s]; p == nil || !slices.Contains(p.Roles, record.Staff) {
			j.block(WhyNotStaff, OwnerOfficers, "credctl governance propose", "%s signs and is not staff in governance %d%s",
				s, j.c.Governance.Serial, j.nearStranger(p, s))
			continue
		}
		signed = append(signed, s)
		if j.wroteIt(s) {
			j.block(WhySignerAuthor, OwnerStaff, "", "%s signs and is an author; another member of staff has to", s)
		}
	}
	for i := range j.c.Governance.People {
		p := &j.c.Governance.People[i]
		if slices.Contains(p.Roles, record.Staff) && hasKey(p) && !slices.Contains(signed, p.ID) && !j.reviewsHere(p.ID) && !j.wroteIt(p.ID) {
			could = append(could, p.ID)
		}
	}
	slices.Sort(could)
	missing := j.signaturesWanted() - len(signed)
	if missing <= 0 {
		return
	}
	j.d.Needs = append(j.d.Needs, Need{Role: record.Staff, Count: missing, Eligible: could})
	if len(could) < missing {
		j.block(WhyQuorum, OwnerOfficers, "credctl governance propose", "%s missing, and only %s could sign",
			counted(missing, "signature of staff is", "signatures of staff are"), orNobody(could))
	}
}

func (j *judge) nearStranger(p *record.Person, id string) string {
	if p != nil {
		return ""
	}
	return j.near(id)
}

// reviewsHere reports whether somebody is asked to review in the round that is
// decided on, and so may not sign the decision.
func (j *judge) reviewsHere(person string) bool {
	switch j.c.Act {
	case record.Accept, record.Endorse:
		return j.round != nil && slices.Contains(j.round.Reviewers, person)
	}
	return false
}

// wroteIt reports whether somebody is an author of what is to be accepted or
// endorsed, and so may not sign that. What is published or verified later is not
// held against it: there the records of reviewers decide.
func (j *judge) wroteIt(person string) bool {
	switch j.c.Act {
	case record.Accept, record.Endorse:
		return slices.Contains(j.allAuthors(), person)
	}
	return false
}

// nothingPending asks that the register has no entry that lacks signatures: none
// follows one.
func (j *judge) nothingPending() {
	if p := j.c.Pending; p != nil {
		j.blockPending(p)
	}
}

func (j *judge) blockPending(p *chain.Entry) {
	j.block(WhyPending, OwnerStaff, "credctl sign", "entry %d of the register (%s %s %s) lacks %s, and nothing follows it until then",
		p.Seq, p.Kind, p.SpecID, p.SpecVersion, counted(p.Missing, "signature", "signatures"))
}
