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

func (y *yesFlag) add(cmd *cobra.Command) { y.addAs(cmd, "do it without asking") }

// addAs is add where the flag says more than that nobody is to be asked.
func (y *yesFlag) addAs(cmd *cobra.Command, usage string) {
	cmd.Flags().BoolVarP(&y.yes, "yes", "y", false, usage)
}

// errUnconfirmed says that somebody was asked and did not want it.
var errUnconfirmed = errors.New("not confirmed: nothing was done")

// confirm asks whether to go on. Only a plain yes is one. Where nobody is there to
// answer, the flag must have said so.
func (y *yesFlag) confirm(ctx context.Context, env *Env, question string) error {
	return y.confirmAfter(ctx, env, newLines(env.In), question)
}

// confirmAfter is confirm after other questions, whose answers were read from the
// same lines.
func (y *yesFlag) confirmAfter(ctx context.Context, env *Env, answers *lines, question string) error {
	if y.yes {
		return nil
	}
	if !env.InTerminal {
		return usagef("look at what is said above, then run it again with --yes", "nobody is there to answer: %s; nothing was done", question)
	}
	fmt.Fprintf(env.Err, "%s [y/N] ", report.Printable(question))
	text, err := answers.next(ctx)
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
