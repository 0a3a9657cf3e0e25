package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/report"
)

// oneOfFlag refuses a flag's value that is not one of a closed list of words.
func oneOfFlag(flag, value string, words []string) error {
	return oneOfWords("flag --"+flag, value, words)
}

// oneOfArgument refuses an argument that is not one of a closed list of words.
func oneOfArgument(what, value string, words []string) error {
	return oneOfWords("the "+what, value, words)
}

func oneOfWords(what, value string, words []string) error {
	if slices.Contains(words, value) {
		return nil
	}
	hint := ""
	if near := nearest.Word(value, words); near != "" {
		hint = "did you mean " + near + "?"
	}
	return usagef(hint, "%s is %q, want one of %s", what, value, strings.Join(words, ", "))
}

// ownFormat marks the flag --format of a command whose output is no report, so
// that the setting of that name has no say in it, nor it in the setting.
const ownFormat = "own format"

// addFormat adds the flag --format of a command that prints a list or a page.
func addFormat(cmd *cobra.Command, format *string) {
	cmd.Flags().StringVar(format, "format", "text", "print as `FORMAT`: text or json")
	cmd.Flags().Lookup("format").Annotations = map[string][]string{ownFormat: nil}
	completeWords(cmd, "format", "text", "json")
}

// addColor adds the flag --color of a command that opens no repository.
func addColor(cmd *cobra.Command, color *string) {
	cmd.Flags().StringVar(color, "color", "auto", "colour the page `WHEN`: auto, always or never")
	completeWords(cmd, "color", config.Colors...)
}

// pageOptions checks the flags of addFormat and addColor, and returns the wishes
// for a page that people read.
func (e *Env) pageOptions(format, color string) (report.Options, error) {
	if err := oneOfFlag("format", format, []string{"text", "json"}); err != nil {
		return report.Options{}, err
	}
	if err := oneOfFlag("color", color, config.Colors); err != nil {
		return report.Options{}, err
	}
	return report.Options{Color: e.colored(color, e.OutTerminal)}, nil
}

// completeWords lets a shell complete the value of a flag from a list of words.
func completeWords(cmd *cobra.Command, flag string, words ...string) {
	fixed := cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
	if err := cmd.RegisterFlagCompletionFunc(flag, fixed); err != nil {
		panic(err) // the command has no such flag, or had this done already
	}
}
