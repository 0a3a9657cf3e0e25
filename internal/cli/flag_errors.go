package cli

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/advancing-practice/credctl/internal/nearest"
)

// flagError says in our own words what is wrong with a flag, and the way out.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &valueless):
		flag := valueless.GetFlag()
		name, usage := pflag.UnquoteUsage(flag)
		return usagef(fmt.Sprintf("--%s %s: %s", flag.Name, name, usage), "flag --%s needs a value", flag.Name)
	case errors.As(err, &invalid):
		flag := invalid.GetFlag()
		if flag.Value.Type() == "bool" {
			return usagef("write --"+flag.Name+" by itself", "flag --%s takes no value, found %q", flag.Name, invalid.GetValue())
		}
		return usagef("", "flag --%s is %q, which cannot be read", flag.Name, invalid.GetValue())
	case errors.As(err, &syntax):
		return usagef("", "%q is not a flag", syntax.GetSpecifiedFlag())
	}
	return usageError{err: err}
}

// unknownFlag says that a command has no such flag, and which one was probably
// meant: one spelt nearly so, one that wants two hyphens, or a command.
func unknownFlag(cmd *cobra.Command, err *pflag.NotExistError) error {
	word, written := err.GetSpecifiedName(), "--"+err.GetSpecifiedName()
	if short := err.GetSpecifiedShortnames(); short != "" {
		letter, _ := utf8.DecodeRuneInString(short)
		word, written = short, "-"+string(letter)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	hint := ""
	if near := nearest.Word(word, names); near != "" {
		hint = "did you mean --" + near + "?"
	} else if slices.ContainsFunc(cmd.Commands(), func(c *cobra.Command) bool { return c.Name() == word }) {
		hint = "did you mean " + cmd.CommandPath() + " " + word + "?"
	}
	return usagef(hint, "%s has no flag %q", cmd.CommandPath(), written)
}
