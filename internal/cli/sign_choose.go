package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// choose asks which of those that can be signed are to be.
func (s *sitting) choose(ctx context.Context) ([]*signable, error) {
	o, able := s.opts, s.able()
	switch {
	case len(able) == 0:
		return nil, nil
	case o.all:
		return s.chooseAll(ctx, able)
	case !o.env.InTerminal:
		o.env.hint("to sign: credctl sign --all --yes, or one of them by name, such as credctl sign %s --yes", s.name(able[0]))
		return nil, nil
	}
	lines := newLines(o.env.In)
	for {
		fmt.Fprint(o.env.Err, "Which do you sign? all, none, or numbers such as 1 2: ")
		text, err := lines.next(ctx)
		if errors.Is(err, errBrokenOff) {
			fmt.Fprintln(o.env.Err)
			return nil, errUnconfirmed
		} else if err != nil {
			fmt.Fprintln(o.env.Err)
			return nil, err
		}
		chosen, err := chosenNumbers(text, able)
		if err == nil {
			if len(chosen) == 0 {
				o.env.say("Nothing was signed.")
			}
			return chosen, nil
		}
		o.env.say("  %v", err)
	}
}

// chooseAll takes all that can be signed, once that is confirmed. Of two files of one
// number neither is among them: which is meant, only a person knows.
func (s *sitting) chooseAll(ctx context.Context, able []*signable) ([]*signable, error) {
	var chosen []*signable
	for _, a := range able {
		if len(a.rivals) > 0 {
			s.env.warn(fmt.Sprintf("%s is not signed: there is another of the same number", s.name(a)), "choose one of them by name: credctl sign "+s.name(a))
			continue
		}
		chosen = append(chosen, a)
	}
	if len(chosen) == 0 {
		return nil, nil
	}
	return chosen, s.opts.yes.confirm(ctx, s.env, fmt.Sprintf("Sign %s?", counted(len(chosen), "file")))
}

// chosenNumbers reads an answer: all, none, or numbers of the list.
func chosenNumbers(text string, able []*signable) ([]*signable, error) {
	var chosen []*signable
	switch words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == ',' || r == '\t' }); {
	case len(words) == 0, len(words) == 1 && (words[0] == "none" || words[0] == "n" || words[0] == "no"):
		return nil, nil
	case len(words) == 1 && words[0] == "all":
		chosen = able
	default:
		for _, word := range words {
			n, err := strconv.Atoi(word)
			at := slices.IndexFunc(able, func(a *signable) bool { return a.number == n })
			if err != nil || at < 0 {
				return nil, fmt.Errorf("%q is none of them; write all, none, or numbers from the list", word)
			}
			if !slices.Contains(chosen, able[at]) {
				chosen = append(chosen, able[at])
			}
		}
	}
	for i, a := range chosen {
		for _, other := range chosen[:i] {
			if a.Path == other.Path {
				return nil, fmt.Errorf("%d and %d have the same number, and only one of them can be taken in; choose one", other.number, a.number)
			}
		}
	}
	return chosen, nil
}
