package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Every command and every flag says what it is for.
func TestEveryCommandAndFlagHasHelp(t *testing.T) {
	commands := 0
	eachCommand(NewRoot(&Env{}), func(cmd *cobra.Command) {
		commands++
		name := cmd.CommandPath()
		if strings.TrimSpace(cmd.Short) == "" {
			t.Errorf("%s: no help text", name)
		}
		if strings.HasSuffix(cmd.Short, ".") {
			t.Errorf("%s: the help text %q ends in a full stop, want none", name, cmd.Short)
		}
		if cmd.Runnable() && !cmd.HasSubCommands() && cmd.Example == "" {
			t.Errorf("%s: no example", name)
		}
		if cmd.Args == nil {
			t.Errorf("%s: says nothing of arguments, so that the library complains in its own words", name)
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if strings.TrimSpace(f.Usage) == "" {
				t.Errorf("%s --%s: no help text", name, f.Name)
			}
		})
	})
	if commands < 10 {
		t.Errorf("%d commands were looked at, want all of them", commands)
	}
}

// Every example in a help text names a command and flags that exist.
func TestExamplesInHelpCanBeTyped(t *testing.T) {
	root := NewRoot(&Env{})
	eachCommand(root, func(cmd *cobra.Command) {
		for line := range strings.Lines(cmd.Example) {
			_, words, named := strings.Cut(line, "credctl ")
			words, _, _ = strings.Cut(strings.TrimRight(words, ")\n"), "|")
			if !named {
				t.Errorf("%s: example %q is no command of credctl", cmd.CommandPath(), line)
				continue
			}
			found, rest, err := root.Find(strings.Fields(words))
			if err != nil || found == root {
				t.Errorf("%s: example %q: there is no such command", cmd.CommandPath(), line)
				continue
			}
			if err := found.ParseFlags(rest); err != nil {
				t.Errorf("%s: example %q: %v", cmd.CommandPath(), line, err)
			}
		}
	})
}

func eachCommand(cmd *cobra.Command, do func(*cobra.Command)) {
	do(cmd)
	for _, sub := range cmd.Commands() {
		eachCommand(sub, do)
	}
}
