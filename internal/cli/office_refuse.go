package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/standing"
)

// refuse reports on standard output what stands in the way of an act, each with
// who can clear it and how, and returns the error that goes with it. What is
// merely not here makes nothing wrong: then nothing can be told.
func (o *office) refuse(what string, blockers []standing.Blocker) error {
	blockers, err := o.nameSigners(blockers)
	if err != nil {
		return err
	}
	fmt.Fprintf(o.env.Out, "%s: %s\n", report.Printable(what), thingsInTheWay(len(blockers)))
	for _, b := range blockers {
		lines := strings.Split(b.Message, "\n")
		fmt.Fprintf(o.env.Out, "- %s\n", report.Printable(lines[0]))
		for _, line := range lines[1:] {
			fmt.Fprintf(o.env.Out, "    %s\n", report.Printable(line))
		}
		fmt.Fprintf(o.env.Out, "  %s\n", report.Printable(cleared(b)))
	}
	if !slices.ContainsFunc(blockers, func(b standing.Blocker) bool { return !b.Unclear }) {
		return cannotTell{err: errors.New("what this rests on is not all here"), hint: fetchEverything}
	}
	return errFindings
}

func thingsInTheWay(n int) string {
	if n == 1 {
		return "1 thing stands in the way"
	}
	return fmt.Sprintf("%d things stand in the way", n)
}

// cleared says who can clear something away, and how.
func cleared(b standing.Blocker) string {
	if b.Command == "" {
		return "to be cleared by " + b.Owner
	}
	return "to be cleared by " + b.Owner + ": " + b.Command
}

// nameSigners says of a pending entry who can sign it.
func (o *office) nameSigners(blockers []standing.Blocker) ([]standing.Blocker, error) {
	all := slices.Clone(blockers)
	for i := range all {
		if all[i].Reason != standing.WhyPending {
			continue
		}
		who, err := o.whoSigns(&o.book.Register[len(o.book.Register)-1])
		if err != nil {
			return nil, err
		}
		if len(who) > 0 {
			all[i].Message += "; " + strings.Join(who, ", ") + " can sign it"
		}
	}
	return all, nil
}
