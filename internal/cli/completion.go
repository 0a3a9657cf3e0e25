package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// shell is one for which completions can be made.
type shell struct {
	name string // as the user types it
	load string // how completions are loaded, for the help text
	gen  func(root *cobra.Command, w io.Writer) error
}

func shells() []shell {
	return []shell{
		{
			"bash", "source <(credctl completion bash)",
			func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) },
		},
		{"fish", "credctl completion fish | source", func(root *cobra.Command, w io.Writer) error {
			return root.GenFishCompletion(w, true)
		}},
		{
			"powershell", "credctl completion powershell | Out-String | Invoke-Expression",
			(*cobra.Command).GenPowerShellCompletionWithDesc,
		},
		{"zsh", "source <(credctl completion zsh)", (*cobra.Command).GenZshCompletion},
	}
}

func newCompletion(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "completion",
		Short: "Print what lets a shell complete commands with the Tab key",
		Long: `Print a script that lets a shell complete commands, flags and codes when Tab is
pressed. It holds for one session; to keep it, put the line into the file that
your shell reads when it starts.`,
		Args: unknownShell,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for _, sh := range shells() {
		cmd.AddCommand(&cobra.Command{
			Use:     sh.name,
			Short:   "Print completions for " + sh.name,
			Example: "  " + sh.load,
			Args:    noArgs,
			RunE: func(cmd *cobra.Command, _ []string) error {
				if err := sh.gen(cmd.Root(), env.Out); err != nil {
					return fmt.Errorf("print completions for %s: %w", sh.name, err)
				}
				return nil
			},
		})
	}
	return cmd
}

func unknownShell(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("shells are bash, fish, powershell and zsh", "there are no completions for %q", args[0])
}
