package cli

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/standing"
)

type governanceShowOptions struct {
	env    *Env
	ref    refFlag
	format string
	yaml   bool
}

func newGovernanceShow(env *Env) *cobra.Command {
	o := &governanceShowOptions{env: env}
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Print who may do what, and what waits to change it",
		Long: `Print the version of governance in force: people with their roles, organisations
and keys, the criteria in force, how many people each act takes, and the trust root.
A version that still lacks signatures is shown as what it would change. With --yaml,
the file itself is printed, to be edited and given to credctl governance propose
--from.`,
		Example: `  credctl governance show
  credctl governance show --yaml > next.yaml
  credctl governance show --ref origin/main --format json`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd) },
	}
	o.ref.add(cmd)
	addFormat(cmd, &o.format)
	cmd.Flags().BoolVar(&o.yaml, "yaml", false, "print the file of the version in force")
	return cmd
}

func (o *governanceShowOptions) run(cmd *cobra.Command) error {
	if err := oneOfFlag("format", o.format, []string{"text", "json"}); err != nil {
		return err
	}
	office, err := o.ref.open(cmd.Context(), o.env)
	if err != nil {
		return err
	}
	shown := office.book.InForce()
	if shown == nil && len(office.book.Governance) > 0 && len(office.book.Problems) == 0 {
		shown = &office.book.Governance[0] // begun, and not yet signed by enough
	}
	if shown == nil {
		if err := office.begunElsewhere(cmd.Context()); err != nil {
			return err
		}
		_, err := office.governance()
		return err
	}
	if broken := office.book.Problems; len(broken) > 0 {
		o.env.warn(fmt.Sprintf("the chain of governance and register is broken at %s: %s", broken[0].Path, broken[0].Message), "what is shown is the last version before it that holds; compare with a clone that was verified")
	}
	switch {
	case o.yaml:
		data, err := fs.ReadFile(office.tree, shown.Path)
		if err != nil {
			return office.unread(err)
		}
		_, err = o.env.Out.Write(data)
		return err
	case o.format == "json":
		return o.env.printJSON(shownJSON(office.book, shown))
	}
	_, err = fmt.Fprint(o.env.Out, shownText(office.book, shown))
	return err
}

// waitingSerial is the last version, if it lacks signatures and follows the one
// shown; nil if there is none.
func waitingSerial(book *chain.Book, shown *chain.Serial) *chain.Serial {
	last := &book.Governance[len(book.Governance)-1]
	if last.Missing == 0 || last.Serial == shown.Serial {
		return nil
	}
	return last
}

func shownText(book *chain.Book, g *chain.Serial) string {
	var b strings.Builder
	line := func(indent, format string, args ...any) {
		fmt.Fprintln(&b, indent+report.Printable(fmt.Sprintf(format, args...)))
	}
	state := "in force, signed by " + signersNamed(g.Signers)
	if g.Missing > 0 {
		state = fmt.Sprintf("not in force: it waits for %s; signed by %s", counted(g.Missing, "more signature"), signersNamed(g.Signers))
	}
	line("", "Governance, version %d (%s), %s", g.Serial, g.Path, state)
	line("", "")
	line("", "People")
	for _, p := range g.People {
		line("  ", "%s, %s: %s; %s", p.ID, p.Name, ofWhat(p.Roles), ofOrganisations(p.Organisations))
		for _, k := range p.Keys {
			line("      ", "%-11s %s", k.Status, fingerprint(k.Key))
		}
	}
	line("", "")
	line("", "Criteria in force")
	for _, p := range g.GatewayPacks {
		line("  ", "gateway round: %s, SHA-256 %s", p.Ref(), p.SHA256)
	}
	for _, p := range g.Packs {
		line("  ", "endorsement round: %s, SHA-256 %s", p.Ref(), p.SHA256)
	}
	line("", "")
	line("", "How many it takes")
	for _, text := range quorumInWords(&g.Governance) {
		line("  ", "%s", text)
	}
	line("", "")
	line("", "Trust root")
	line("  ", "%s", book.Governance[0].SHA256)
	line("  ", "the SHA-256 of %s. This repository cannot vouch for itself: compare it with what its officers", book.Governance[0].Path)
	line("  ", "publish elsewhere, or read it out with one of them whom you know")
	writeWaiting(&b, book, g)
	return b.String()
}

// writeWaiting adds the version that waits and what one departure would break.
func writeWaiting(b *strings.Builder, book *chain.Book, g *chain.Serial) {
	if w := waitingSerial(book, g); w != nil {
		fmt.Fprintf(b, "\nVersion %d waits for %s (signed by %s); it would change this\n", w.Serial, counted(w.Missing, "more signature"), signersNamed(w.Signers))
		for _, text := range changesInWords(&g.Governance, &w.Governance) {
			fmt.Fprintln(b, "  "+report.Printable(text))
		}
	}
	if warnings := standing.Governance(book); len(warnings) > 0 {
		fmt.Fprintln(b, "\nTo look after")
		for _, w := range warnings {
			fmt.Fprintln(b, "  "+report.Printable(w.Message))
			if len(w.People) > 0 {
				fmt.Fprintln(b, "    it rests on "+andLast(w.People))
			}
		}
	}
}
