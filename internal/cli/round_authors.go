package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// proposeAuthors says how officers put authors into governance whom it does not
// know, or knows without an organisation.
func (p *opening) proposeAuthors() {
	var missing []string
	for _, author := range p.round.Authors {
		known, ok := p.inForce.Person(author)
		switch {
		case !ok:
			missing = append(missing, fmt.Sprintf("- {id: %s, name: %q, roles: [author], organisations: [ORGANISATION], keys: []}", author, p.nameOf(author)))
		case len(known.Organisations) == 0:
			p.env.hint("an officer says where %s belongs: credctl governance propose --organisation %[1]s=ORGANISATION", author)
		}
	}
	if len(missing) == 0 {
		return
	}
	p.env.hint("an officer takes them in: credctl governance show --yaml > next.yaml, then these lines below people:, then credctl governance propose --from next.yaml")
	for _, line := range missing {
		p.env.say("  %s", line)
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

// completePeople lets a shell complete flags with the people of governance as it
// lies in the working directory's commit.
func completePeople(cmd *cobra.Command, env *Env, flags ...string) {
	complete := func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		o, err := openOffice(cmd.Context(), env, env.Dir, "HEAD")
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return o.peopleIDs(), cobra.ShellCompDirectiveNoFileComp
	}
	for _, flag := range flags {
		if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
			panic(err) // the command has no such flag, or had this done already
		}
	}
}

// peopleIDs are all whom governance knows, by id.
func (o *office) peopleIDs() []string {
	s := o.book.InForce()
	if s == nil {
		return nil
	}
	var ids []string
	for _, person := range s.People {
		ids = append(ids, person.ID)
	}
	slices.Sort(ids)
	return ids
}
