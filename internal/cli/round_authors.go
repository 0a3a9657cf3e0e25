package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// proposeAuthors says how the authors whom governance lacks get into it.
func (p *opening) proposeAuthors() {
	for _, author := range p.round.Authors {
		known, ok := p.inForce.Person(author)
		if ok && len(known.Organisations) > 0 {
			continue
		}
		p.env.hint("let officers take %s in: credctl governance propose --author %q", author, p.wanted(author))
	}
}

// wanted is what governance needs of an author, as far as the specification says it.
func (p *opening) wanted(author string) string {
	name := author
	doc, _ := yamldoc.Parse(p.text.path, p.text.data, yamldoc.Options{})
	if doc != nil {
		if text, _ := spec.Decode(doc); text != nil {
			for _, a := range text.Authors {
				if a.ID == author {
					name = a.Name
				}
			}
		}
	}
	return fmt.Sprintf("%s: %s, ORGANISATION", author, name)
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
