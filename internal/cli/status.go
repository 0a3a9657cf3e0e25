package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/standing"
)

type statusOptions struct {
	env    *Env
	ref    refFlag
	format string
	color  string
	states []string
}

func newStatus(env *Env) *cobra.Command {
	o := &statusOptions{env: env}
	cmd := &cobra.Command{
		Use:   "status [id...]",
		Short: "Say where specifications stand, and what each waits for",
		Long: `Say where specifications stand and what each waits for, by the signed records and
the register of a commit. Without an id, every specification has a line: its state,
the next step, and whom it waits for. With ids, all there is to know of each: what
is in the way, who can clear it and with which command, who is still needed and by
which rule, who was asked and has answered, which criteria are open, and what
changed since records that no longer apply.

Only what is committed counts. Where the file beside it has other contents, that is
said. The status is information: it is 0 whatever the state; 1 if governance or the
register do not hold, or a specification that was asked for cannot be read; and 4 if
something that is needed was not fetched into this clone.`,
		Example: `  credctl status
  credctl status wound-care
  credctl status --state "under review"
  credctl status wound-care --ref origin/main --format html > status.html`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completeAllIDs(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	o.ref.add(cmd)
	addOwnFormat(cmd, &o.format, "text", "json", "markdown", "html")
	cmd.Flags().StringArrayVar(&o.states, "state", nil, "show only specifications in `STATE`, such as candidate or \"under review\" (repeatable)")
	completeWords(cmd, "state", stateNames()...)
	addColor(cmd, &o.color)
	return cmd
}

// addOwnFormat adds the flag --format of a command that has formats of its own.
func addOwnFormat(cmd *cobra.Command, format *string, words ...string) {
	last := len(words) - 1
	cmd.Flags().StringVar(format, "format", words[0], "print as `FORMAT`: "+strings.Join(words[:last], ", ")+" or "+words[last])
	cmd.Flags().Lookup("format").Annotations = map[string][]string{ownFormat: nil}
	completeWords(cmd, "format", words...)
}

// completeAllIDs lets a shell complete any number of ids.
func completeAllIDs(env *Env) cobra.CompletionFunc {
	first := completeIDs(env)
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		ids, directive := first(cmd, nil, typed)
		return slices.DeleteFunc(ids, func(id string) bool { return slices.Contains(args, id) }), directive
	}
}

func stateNames() []string {
	var names []string
	for _, s := range standing.States {
		names = append(names, string(s))
	}
	return names
}

func (o *statusOptions) run(ctx context.Context, args []string) error {
	write, states, err := o.wishes()
	if err != nil {
		return err
	}
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	defer office.store.Close()
	s := &survey{office: office, index: standing.NewIndex(office.book), detail: len(args) > 0, states: states}
	if err := s.choose(args); err != nil {
		return err
	}
	if s.detail {
		s.lookCloser()
	}
	if err := s.look(ctx); err != nil {
		return err
	}
	out := s.status()
	out.Options = report.Options{Color: o.env.colored(o.color, o.env.OutTerminal)}
	if err := write(o.env.Out, out); err != nil {
		return err
	}
	return s.verdict(out)
}

// wishes checks the flags.
func (o *statusOptions) wishes() (write statusWriter, states map[standing.State]bool, err error) {
	if err := oneOfFlag("format", o.format, slices.Sorted(maps.Keys(report.StatusFormats))); err != nil {
		return nil, nil, err
	}
	if err := oneOfFlag("color", o.color, config.Colors); err != nil {
		return nil, nil, err
	}
	for _, word := range o.states {
		if states == nil {
			states = map[standing.State]bool{}
		}
		state := strings.ReplaceAll(word, "-", " ")
		if err := oneOfFlag("state", state, stateNames()); err != nil {
			return nil, nil, err
		}
		states[standing.State(state)] = true
	}
	return report.StatusFormats[o.format], states, nil
}

// choose settles which specifications are looked at: those asked for, or all.
func (s *survey) choose(args []string) error {
	entries, err := fs.ReadDir(s.office.tree, record.SpecsDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s.office.unread(err)
	}
	var all []string
	for _, e := range entries {
		if id, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && e.Type().IsRegular() {
			all = append(all, id)
		}
	}
	if len(args) == 0 {
		s.ids = all
		s.gone = s.withoutFile(all)
		return nil
	}
	for _, arg := range args {
		id := specID(arg)
		if !slices.Contains(all, id) {
			return s.unknown(arg, id, all)
		}
		if !slices.Contains(s.ids, id) {
			s.ids = append(s.ids, id)
		}
	}
	return nil
}

// withoutFile lists the specifications that the register speaks of and the commit
// no longer has.
func (s *survey) withoutFile(all []string) []string {
	have := map[string]bool{}
	for _, id := range all {
		have[id] = true
	}
	var gone []string
	for id := range registered(s.office) {
		if !have[id] {
			gone = append(gone, id)
		}
	}
	slices.Sort(gone)
	return gone
}

// registered are the ids that the register speaks of.
func registered(o *office) map[string]bool {
	ids := map[string]bool{}
	for i := range o.book.Register {
		ids[o.book.Register[i].SpecID] = true
	}
	return ids
}

// unknown says that a specification is not in the commit, and what is near.
func (s *survey) unknown(arg, id string, all []string) error {
	known := registered(s.office)
	if known[id] {
		return usagef("credctl log "+id+" says what became of it", "the register speaks of %q, and %s no longer has %s", id, s.office.ref, record.SpecPath(id))
	}
	hint := s.office.notCommitted(id)
	if near := nearest.Word(id, append(slices.Sorted(maps.Keys(known)), all...)); near != "" {
		hint = "did you mean " + near + "?"
	}
	return usageError{err: fmt.Errorf("there is no specification %q in %s", arg, s.office.ref), hint: hint}
}
