package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/report"
)

// yesFlag goes on without asking, for whoever has looked already, and for scripts.
type yesFlag struct{ yes bool }

func (y *yesFlag) add(cmd *cobra.Command) {
	cmd.Flags().BoolVarP(&y.yes, "yes", "y", false, "do it without asking")
}

// errUnconfirmed says that somebody was asked and did not want it.
var errUnconfirmed = errors.New("not confirmed: nothing was done")

// confirm asks whether to go on. Only a plain yes is one. Where nobody is there to
// answer, the flag must have said so.
func (y *yesFlag) confirm(ctx context.Context, env *Env, question string) error {
	if y.yes {
		return nil
	}
	if !env.InTerminal {
		return usagef("look at what is said above, then run it again with --yes", "nobody is there to answer: %s", question)
	}
	fmt.Fprintf(env.Err, "%s [y/N] ", report.Printable(question))
	text, err := newLines(env.In).next(ctx)
	switch {
	case errors.Is(err, errBrokenOff):
		fmt.Fprintln(env.Err)
		return errUnconfirmed
	case err != nil:
		fmt.Fprintln(env.Err)
		return err
	}
	switch strings.ToLower(text) {
	case "y", "yes":
		return nil
	}
	return errUnconfirmed
}
