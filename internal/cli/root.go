package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/nearest"
)

// NewRoot builds the whole command tree for a world. Nothing is registered
// anywhere else.
func NewRoot(env *Env) *cobra.Command {
	root := &cobra.Command{
		Use:   "credctl",
		Short: "Look after credential specifications kept in git",
		Long: `credctl looks after credential specifications: YAML files in a git repository.
It tells authors what is missing and why, in plain words and at the line, and
shows reviewers what evidence a machine can find. It never says that a criterion
is met: that is for people.`,
		Example: `  credctl new mental-health
  credctl validate
  credctl validate my-area.yaml
  credctl explain E401`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		DisableAutoGenTag: true,
		Args:              unknownCommand,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(env.In)
	root.SetOut(env.Out)
	root.SetErr(env.Err)
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(newHelp())
	root.AddCommand(
		newNew(env),
		newInit(env),
		newValidate(env),
		newAdvance(env),
		newFmt(env),
		newFix(env),
		newExplain(env),
		newGlossary(env),
		newIntervention(env),
		newCriteria(env),
		newEnrol(env),
		newGovernance(env),
		newRound(env),
		newReview(env),
		newReceive(env),
		newSign(env),
		newRegister(env),
		newAccept(env),
		newDecline(env),
		newEndorse(env),
		newComments(env),
		newRelease(env),
		newPublish(env),
		newWithdraw(env),
		newStatus(env),
		newLog(env),
		newDiff(env),
		newMatrix(env),
		newRender(env),
		newExport(env),
		newWorkbook(env),
		newSite(env),
		newVerify(env),
		newAllowedSigners(env),
		newDemo(env),
		newConfig(env),
		newVersion(env),
		newCompletion(env),
	)
	return root
}

// unknownCommand refuses arguments that no command took, with the nearest
// command as the way out.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range cmd.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	hint := ""
	if near := nearest.Word(args[0], names); near != "" {
		hint = "did you mean " + cmd.CommandPath() + " " + near + "?"
	} else if !cmd.HasParent() && likeFile(args[0]) {
		hint = "did you mean " + cmd.CommandPath() + " validate " + args[0] + "?"
	}
	return usagef(hint, "unknown command %q", args[0])
}

// noArgs refuses any argument.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("", "%s takes no argument, found %q", cmd.CommandPath(), args[0])
	}
	return nil
}

// lookup returns the value of a variable in an environment, "" if it is not set.
func lookup(environ []string, name string) string {
	for _, entry := range environ {
		if value, ok := strings.CutPrefix(entry, name+"="); ok {
			return value
		}
	}
	return ""
}
