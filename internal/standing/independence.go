package standing

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// authorship is the authors under one version of governance.
type authorship struct {
	people        map[string]*record.Person
	organisations map[string]string // of the authors: organisation to the first author in it
}

// allAuthors are those of the round and those whom the text names.
func (j *judge) allAuthors() []string {
	all := slices.Clone(j.c.Authors)
	if j.round != nil {
		all = append(slices.Clone(j.round.Authors), all...)
	}
	return all
}

func (j *judge) authorship(g *chain.Serial) *authorship {
	if a := j.authorsOf[g.Serial]; a != nil {
		return a
	}
	a := &authorship{people: j.people, organisations: map[string]string{}}
	if g != j.c.Governance {
		a.people = peopleOf(g)
	}
	for _, author := range j.allAuthors() {
		p := a.people[author]
		if p == nil {
			continue
		}
		for _, o := range p.Organisations {
			if _, taken := a.organisations[o]; !taken {
				a.organisations[o] = author
			}
		}
	}
	j.authorsOf[g.Serial] = a
	return a
}

// shared returns an organisation that a person shares with an author, and the
// author.
func (a *authorship) shared(person string) (organisation, author string) {
	p := a.people[person]
	if p == nil {
		return "", ""
	}
	for _, o := range p.Organisations {
		if author, found := a.organisations[o]; found && author != person {
			return o, author
		}
	}
	return "", ""
}

// serialOf returns the version of governance that a record was signed under, or
// the one of the decision where it is not known.
func (j *judge) serialOf(r *chain.Record) *chain.Serial {
	if r != nil && r.Serial >= 1 && r.Serial <= len(j.c.Serials) {
		return &j.c.Serials[r.Serial-1]
	}
	return j.c.Governance
}

// rolesOf returns the roles that somebody's record counts for: those held when it
// was signed.
func (j *judge) rolesOf(person string, r *chain.Record) []record.Role {
	if p := j.authorship(j.serialOf(r)).people[person]; p != nil {
		return p.Roles
	}
	return nil
}

// authors asks that those of the round are known with an organisation, and that
// none is left out.
func (j *judge) authors() {
	j.authorsKnown(distinct(j.round.Authors))
	for _, author := range distinct(j.c.Authors) {
		if !slices.Contains(j.round.Authors, author) {
			j.block(WhyAuthorLeftOut, OwnerStaff, j.amend(""), "the specification names %s as an author, and the round does not", author)
		}
	}
}

func (j *judge) authorsKnown(authors []string) {
	for _, author := range authors {
		p := j.people[author]
		switch {
		case p == nil:
			j.block(WhyAuthorUnknown, OwnerOfficers, "credctl governance propose",
				"author %s is not in governance %d%s; without an organisation, nobody's independence can be told", author,
				j.c.Governance.Serial, j.near(author))
		case len(p.Organisations) == 0:
			j.block(WhyNoOrganisation, OwnerOfficers, "credctl governance propose",
				"author %s has no organisation in governance %d; without one, nobody's independence can be told", author, j.c.Governance.Serial)
		}
	}
}

// independence asks that everybody who is asked may be asked.
func (j *judge) independence() {
	authors := j.allAuthors()
	for _, person := range distinct(j.round.Reviewers) {
		filed := j.recordBy(person)
		serials := []*chain.Serial{j.c.Governance}
		if s := j.serialOf(filed); s != j.c.Governance && s.Serial != j.c.Governance.Serial {
			serials = append(serials, s)
		}
		bar := func(why Reason, reason, format string, args ...any) {
			j.block(why, OwnerStaff, j.releasing(person, reason), format, args...)
			j.bar(person)
		}
		switch {
		case j.people[person] == nil && j.authorship(j.serialOf(filed)).people[person] == nil:
			bar(WhyUnknownPerson, "not in governance", "%s is asked to review and is not in governance %d%s", person, j.c.Governance.Serial, j.near(person))
		case slices.Contains(authors, person):
			bar(WhyReviewerIsAuthor, "is an author", "%s is asked to review and is an author", person)
		default:
			for _, s := range serials {
				if o, author := j.authorship(s).shared(person); o != "" {
					bar(WhySharedOrganisation, "shares an organisation with an author",
						"%s is asked to review and shares the organisation %s with the author %s (governance %d)", person, o, author, s.Serial)
					break
				}
			}
		}
		if slices.Contains(j.decidedBy, person) && j.c.Act != record.Open {
			bar(WhyReviewerSigned, "signs the decision", "%s is asked to review and signs the decision; another member of staff has to", person)
		}
	}
}

// bar keeps somebody from being counted, for the reason that was added last.
func (j *judge) bar(person string) {
	if _, already := j.barred[person]; !already {
		j.barred[person] = j.d.Blockers[len(j.d.Blockers)-1]
	}
}

// releases asks that whoever is excused is excused with a reason, and not asked.
func (j *judge) releases() {
	for _, r := range j.round.Released {
		if blank(r.Reason) {
			j.block(WhyReleaseReason, OwnerStaff, j.amend(""), "%s is released without a reason", r.Reviewer)
		}
		if slices.Contains(j.round.Reviewers, r.Reviewer) {
			j.block(WhyReleasedAsked, OwnerStaff, j.amend(""), "%s is both asked to review and released", r.Reviewer)
			j.bar(r.Reviewer)
		}
	}
}

// nobodyDropped asks that nobody who was asked or named before is missing now:
// else a comma would be enough to lose a critic.
func (j *judge) nobodyDropped() {
	if j.kind != record.Endorsement {
		return
	}
	reviewers, authors := map[string]bool{}, map[string]bool{}
	for _, r := range j.round.Released {
		if !blank(r.Reason) {
			reviewers[r.Reviewer], authors[r.Reviewer] = true, true
		}
	}
	for _, p := range j.round.Reviewers {
		reviewers[p] = true
	}
	for _, p := range j.round.Authors {
		authors[p] = true
	}
	for _, r := range j.before() {
		for _, p := range r.Reviewers {
			if !reviewers[p] {
				reviewers[p] = true
				command := j.amend(" --add " + p)
				if o, _ := j.authorship(j.c.Governance).shared(p); o != "" {
					command = j.releasing(p, "shares an organisation with an author")
				}
				j.block(WhyReviewerDropped, OwnerStaff, command,
					"%s was asked in an earlier round (%s) and is neither asked nor released in this one", p, r.Path)
			}
		}
		for _, p := range r.Authors {
			if !authors[p] {
				authors[p] = true
				j.block(WhyAuthorDropped, OwnerStaff, j.amend(""),
					"%s was named an author in an earlier round (%s) and is neither named nor released in this one", p, r.Path)
			}
		}
	}
}

// before returns the endorsement rounds that the round is held against.
func (j *judge) before() []chain.Round {
	var all []chain.Round
	for _, list := range [][]chain.Round{j.c.Earlier, j.c.Text.Rounds} {
		for _, r := range list {
			if r.Kind == record.Endorsement && r.Opened > 0 && (j.d.Round == nil || r.Path != j.d.Round.Path) {
				all = append(all, r)
			}
		}
	}
	return all
}
