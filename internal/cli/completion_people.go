package cli

import (
	"slices"

	"github.com/spf13/cobra"
)

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
