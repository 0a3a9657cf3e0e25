package cli

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/record"
)

func newRound(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "round",
		Short: "Ask reviewers to judge a specification",
		Long: `Ask reviewers to judge a specification. A round says which text is judged, on which
criteria, who its authors are, and who is asked. It is opened by staff, through an
entry of the register that they sign.`,
		Example: `  credctl round open wound-care --reviewers lee-m,okafor-a
  credctl round amend wound-care --release lee-m --reason "on leave until March" --add ahmed-z
  credctl round pack wound-care --for okafor-a`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newRoundOpen(env), newRoundAmend(env), newRoundPack(env))
	return cmd
}

// oneSpecification refuses anything but one argument, the specification.
func oneSpecification(cmd *cobra.Command, args []string) error {
	if len(args) == 1 {
		return nil
	}
	return usagef("such as "+cmd.CommandPath()+" wound-care", "%s takes the id of one specification, found %s", cmd.CommandPath(), counted(len(args), "argument"))
}

// roundFlags are those that opening and amending a round have in common.
type roundFlags struct {
	ref       refFlag
	key       keyFlags
	put       putFlags
	yes       yesFlag
	authors   []string
	released  []string
	reasons   []string
	respondBy string
}

func (f *roundFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringSliceVar(&f.authors, "author", nil, "name `PERSON` as an author besides those whom the specification names; may be repeated")
	flags.StringSliceVar(&f.released, "release", nil, "excuse `PERSON`, who was asked or named an author before; may be repeated")
	flags.StringArrayVar(&f.reasons, "reason", nil, "the `REASON` why somebody is released: one for all, or one each, in the same order")
	flags.StringVar(&f.respondBy, "respond-by", "", "ask for answers by `DATE`, such as 2026-12-20")
	f.ref.add(cmd)
	f.key.add(cmd)
	f.put.add(cmd)
	f.yes.add(cmd)
}

// releases pairs those who are released with the reasons given.
func (f *roundFlags) releases() ([]record.Release, error) {
	const way = `such as --release lee-m --reason "on leave until March"`
	people := names(f.released)
	for _, reason := range f.reasons {
		if strings.TrimSpace(reason) == "" {
			return nil, usagef(way, "the reason of a release is empty")
		}
	}
	switch {
	case len(people) == 0 && len(f.reasons) > 0:
		return nil, usagef(way, "there is a --reason, and nobody to release")
	case len(people) > 0 && len(f.reasons) == 0:
		return nil, usagef(way, "%s cannot be released without a reason: it is shown in every verdict", strings.Join(people, ", "))
	case len(f.reasons) > 1 && len(f.reasons) != len(people):
		return nil, usagef("give one --reason for all of them, or one each, in the same order", "%s released, and %s given",
			counted(len(people), "person")+" to be", counted(len(f.reasons), "reason"))
	}
	var all []record.Release
	for i, person := range people {
		all = append(all, record.Release{Reviewer: person, Reason: strings.TrimSpace(f.reasons[min(i, len(f.reasons)-1)])})
	}
	return all, nil
}

// date checks the day by which answers are asked for, and warns of one that has
// passed.
func (f *roundFlags) date(env *Env) error {
	if f.respondBy == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, f.respondBy); err != nil {
		return usagef("write the year, the month and the day: 2026-12-20", "flag --respond-by is %q, want a date", f.respondBy)
	}
	if f.respondBy < env.today() {
		env.warn(fmt.Sprintf("answers are asked for by %s, and that day has passed", f.respondBy), "")
	}
	return nil
}

// names are the people of a list, each once, without white space.
func names(list []string) []string {
	var once []string
	for _, name := range list {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(once, name) {
			once = append(once, name)
		}
	}
	return once
}
