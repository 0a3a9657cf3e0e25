package cli

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/standing"
)

type logOptions struct {
	env    *Env
	ref    refFlag
	format string
	color  string
}

func newLog(env *Env) *cobra.Command {
	o := &logOptions{env: env}
	cmd := &cobra.Command{
		Use:   "log <id>",
		Short: "Tell the life of a specification, from its records",
		Long: `Tell the life of a specification from the records and the register of a commit:
the rounds that were opened, whom they asked, what was filed, what was decided and
who signed it. The order is the register's. Dates are shown as their authors wrote
them, because nobody can check them.

What is pending is shown as such. The status is 0; 1 if governance or the register do
not hold; and 4 if something was not fetched into this clone.`,
		Example: `  credctl log wound-care
  credctl log wound-care --format markdown`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("", "%s takes the id of one specification, found %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		ValidArgsFunction: completeIDs(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	o.ref.add(cmd)
	addOwnFormat(cmd, &o.format, "text", "json", "markdown")
	addColor(cmd, &o.color)
	return cmd
}

func (o *logOptions) run(ctx context.Context, arg string) error {
	if err := oneOfFlag("format", o.format, slices.Sorted(maps.Keys(report.LogFormats))); err != nil {
		return err
	}
	if err := oneOfFlag("color", o.color, config.Colors); err != nil {
		return err
	}
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	defer office.store.Close()
	id := specID(arg)
	s := &survey{office: office, index: standing.NewIndex(office.book)}
	entries := s.index.Entries(id)
	if len(entries) == 0 {
		if err := s.choose([]string{arg}); err != nil {
			return err
		}
	}
	l, unclear, err := office.life(id, entries)
	if err != nil {
		return err
	}
	l.Options = report.Options{Color: o.env.colored(o.color, o.env.OutTerminal)}
	if err := report.LogFormats[o.format](o.env.Out, l); err != nil {
		return err
	}
	switch {
	case slices.ContainsFunc(l.Broken, func(b report.Broken) bool { return !b.Unclear }):
		return errFindings
	case unclear || len(l.Broken) > 0:
		return office.notAllHere()
	}
	return nil
}

// life puts the entries and the records of a specification in order.
func (o *office) life(id string, entries []*chain.Entry) (l *report.Log, unclear bool, err error) {
	number, _ := buildVersion()
	l = &report.Log{ID: id, Ref: o.ref, Commit: o.commit, Version: number, Broken: o.broken(), Names: o.names()}
	texts, err := o.book.Texts(id)
	var missing interface{ ObjectMissing() bool }
	if errors.As(err, &missing) && missing.ObjectMissing() {
		unclear, texts, err = true, nil, nil
	}
	if err != nil {
		return nil, false, o.unread(err)
	}
	filed := map[string]bool{} // by path
	for _, e := range entries {
		t := textAmong(texts, e.Subject())
		round := roundAmong(t, e.RoundSHA256)
		l.Events = append(l.Events, entryEvent(e, round))
		if round == nil || e.Kind != record.Open {
			continue
		}
		for i := range t.Records {
			if r := &t.Records[i]; r.RoundSHA256 == round.SHA256 {
				filed[r.Path] = true
				l.Events = append(l.Events, recordEvent(t.Subject, r))
			}
		}
	}
	for i := range texts {
		for j := range texts[i].Records {
			if r := &texts[i].Records[j]; !filed[r.Path] {
				l.Events = append(l.Events, recordEvent(texts[i].Subject, r))
			}
		}
		unclear = unclear || slices.ContainsFunc(texts[i].Problems, func(p chain.Problem) bool { return p.Unclear })
	}
	return l, unclear, nil
}

func textAmong(texts []chain.Text, s record.Subject) *chain.Text {
	if i := slices.IndexFunc(texts, func(t chain.Text) bool { return t.Subject == s }); i >= 0 {
		return &texts[i]
	}
	return nil
}

func roundAmong(t *chain.Text, hash string) *chain.Round {
	if t == nil || hash == "" {
		return nil
	}
	if i := slices.IndexFunc(t.Rounds, func(r chain.Round) bool { return r.SHA256 == hash }); i >= 0 {
		return &t.Rounds[i]
	}
	return nil
}

func entryEvent(e *chain.Entry, round *chain.Round) report.LogEvent {
	out := report.LogEvent{
		Kind: string(e.Kind), Seq: e.Seq, Version: e.SpecVersion, SHA256: e.SpecSHA256, Path: e.Path,
		Signed: chain.SignerIDs(e.Signers), Missing: e.Missing, Reason: e.Reason, Records: len(e.Records),
	}
	switch {
	case round == nil && e.RoundSHA256 != "":
		out.Problems = []string{"its round is not here, or is another than was opened"}
	case round != nil:
		out.Round, out.RoundKind = round.N, string(round.Kind)
		if e.Kind == record.Open {
			out.Asked, out.RespondBy = round.Reviewers, round.RespondBy
			for _, r := range round.Released {
				out.Released = append(out.Released, report.LogRelease{Person: r.Reviewer, Reason: r.Reason})
			}
		}
	}
	return out
}

func recordEvent(s record.Subject, r *chain.Record) report.LogEvent {
	out := report.LogEvent{
		Kind: "review", Version: s.Version, SHA256: s.SHA256, Path: r.Path, Date: r.Date, Overall: string(r.Overall), Carried: r.CarriedFrom != "",
	}
	if len(r.Problems) == 0 {
		out.Signed = []string{r.Person}
	}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, p.Message)
	}
	return out
}
