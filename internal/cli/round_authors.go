package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// withProposals offers, after a refusal because of authors whom governance does not
// know, or knows without an organisation, to put them to the officers. It hands on
// the refusal.
func (p *opening) withProposals(ctx context.Context, refused error) error {
	missing := p.missingAuthors()
	unknown := slices.ContainsFunc(p.decision.Blockers, func(b standing.Blocker) bool {
		return b.Reason == standing.WhyAuthorUnknown || b.Reason == standing.WhyNoOrganisation
	})
	if !unknown || len(missing) == 0 {
		return refused
	}
	if !p.env.InTerminal {
		p.sayProposals(missing)
		return refused
	}
	if err := p.writeProposals(ctx, missing); err != nil {
		return err
	}
	return refused
}

// missingAuthors are the authors of the round as governance should have them, but
// for the organisation.
func (p *opening) missingAuthors() []record.Person {
	var missing []record.Person
	for _, author := range p.round.Authors {
		known, ok := p.inForce.Person(author)
		switch {
		case !ok:
			missing = append(missing, record.Person{ID: author, Name: p.nameOf(author), Roles: []record.Role{record.Author}})
		case len(known.Organisations) == 0:
			missing = append(missing, known)
		}
	}
	return missing
}

// sayProposals says what officers do to take authors in.
func (p *opening) sayProposals(missing []record.Person) {
	var lines []string
	for _, m := range missing {
		if _, known := p.inForce.Person(m.ID); known {
			p.env.hint("an officer says where %s belongs: credctl governance propose --organisation %[1]s=ORGANISATION", m.ID)
			continue
		}
		lines = append(lines, fmt.Sprintf("- {id: %s, name: %q, roles: [author], organisations: [ORGANISATION], keys: []}", m.ID, m.Name))
	}
	if len(lines) == 0 {
		return
	}
	p.env.hint("an officer takes them in: credctl governance show --yaml > next.yaml, then what follows below people:, then credctl governance propose --from next.yaml")
	for _, line := range lines {
		p.env.say("  %s", line)
	}
}

// proposalFile is where the edited copy of governance is written, for the officers.
const proposalFile = "governance-next.yaml"

// writeProposals asks where the authors belong, and writes a copy of governance with
// them, for officers to propose. Nothing is written over.
func (p *opening) writeProposals(ctx context.Context, missing []record.Person) error {
	fmt.Fprintf(p.env.Err, "Officers can take in %s. Where do they belong? Press Enter to leave somebody out.\n", counted(len(missing), "author"))
	answers := newLines(p.env.In)
	next := p.inForce.Governance
	next.People = slices.Clone(next.People)
	asked := 0
	for _, m := range missing {
		organisation, err := p.askOrganisation(ctx, answers, &m)
		switch {
		case errors.Is(err, errBrokenOff):
			fmt.Fprintln(p.env.Err)
			return nil
		case err != nil:
			return err
		case organisation == "":
			continue
		}
		asked++
		m.Organisations = []string{organisation}
		if at := slices.IndexFunc(next.People, func(q record.Person) bool { return q.ID == m.ID }); at >= 0 {
			next.People[at] = m
		} else {
			next.People = append(next.People, m)
		}
	}
	if asked == 0 {
		return nil
	}
	return p.writeNext(&next)
}

// writeNext writes an edited copy of governance, for officers to propose.
func (p *opening) writeNext(next *record.Governance) error {
	data := next.Marshal()
	if _, found := record.ParseGovernance(proposalFile, data); len(found) > 0 {
		return fmt.Errorf("%s cannot be written: %s", proposalFile, found[0].Message)
	}
	if err := createNew(p.env.path(proposalFile), data); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return hinted{err: fmt.Errorf("%s is there already, and is not written over", proposalFile), hint: "move it away, and run this again"}
		}
		return fmt.Errorf("%s cannot be written: %w", proposalFile, plainReason(err))
	}
	p.env.say("%s was written; an officer proposes it with: credctl governance propose --from %[1]s", proposalFile)
	return nil
}

// askOrganisation asks where an author belongs, until the answer is an id or nothing;
// and for the name, where the specification does not give it.
func (p *opening) askOrganisation(ctx context.Context, answers *lines, m *record.Person) (string, error) {
	if m.Name == m.ID {
		fmt.Fprintf(p.env.Err, "Name of %s: ", m.ID)
		name, err := answers.next(ctx)
		if err != nil || name == "" {
			return "", err
		}
		m.Name = name
	}
	for {
		fmt.Fprintf(p.env.Err, "Organisation of %s (%s), by its id such as trust-d: ", report.Printable(m.Name), m.ID)
		text, err := answers.next(ctx)
		if err != nil || text == "" || record.ValidID(text) {
			return text, err
		}
		p.env.say("  %q is no id, want lower-case letters, digits and single hyphens", text)
	}
}

// nameOf is the name that the specification gives an author; the id where it gives
// none.
func (p *opening) nameOf(author string) string {
	doc, _ := yamldoc.Parse(p.text.path, p.text.data, yamldoc.Options{})
	if doc == nil {
		return author
	}
	text, _ := spec.Decode(doc)
	if text == nil {
		return author
	}
	for _, a := range text.Authors {
		if a.ID == author && a.Name != "" {
			return a.Name
		}
	}
	return author
}
