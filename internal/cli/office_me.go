package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshkey"
)

// keyFlags say with which key a command signs, and as whom.
type keyFlags struct {
	key string
	as  string
}

func (k *keyFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&k.key, "key", "", "sign with the SSH key in `FILE` (default: the one git signs with, then those of the agent and of ~/.ssh)")
	cmd.Flags().StringVar(&k.as, "as", "", "sign as `PERSON`, where several people in governance could be meant")
}

// me is who runs the command, as governance knows them by their key.
type me struct {
	record.Person
	key  sshkey.Candidate
	tool *sshkey.Tool
}

// sign signs a file in a namespace. ssh-keygen asks for what it needs.
func (m *me) sign(ctx context.Context, namespace string, data []byte) ([]byte, error) {
	sig, err := m.tool.Sign(ctx, m.key, namespace, data)
	if err != nil {
		return nil, fmt.Errorf("sign as %s with %s: %w", m.ID, m.key.Key.Fingerprint(), err)
	}
	return sig, nil
}

// me finds out who runs the command: the person in force whose active key is one
// of those at hand. With roles, the person must have one of them.
func (o *office) me(ctx context.Context, flags keyFlags, roles ...record.Role) (*me, error) {
	g, err := o.governance()
	if err != nil {
		return nil, err
	}
	return o.env.identify(ctx, o, &g.Governance, flags, roles...)
}

// identify is me among the people of any version of governance.
func (e *Env) identify(ctx context.Context, o *office, g *record.Governance, flags keyFlags, roles ...record.Role) (*me, error) {
	tool, keys, err := e.keys(ctx, o, flags.key)
	if err != nil {
		return nil, err
	}
	return among(g, tool, keys, flags, roles...)
}

// among is who somebody with these keys is in a version of governance.
func among(g *record.Governance, tool *sshkey.Tool, keys []sshkey.Candidate, flags keyFlags, roles ...record.Role) (*me, error) {
	if flags.as != "" {
		if _, ok := g.Person(flags.as); !ok {
			return nil, usagef(nearestPerson(flags.as, g), "governance version %d knows no %q", g.Serial, flags.as)
		}
	}
	var found []*me
	for _, k := range keys {
		if k.Problem != nil {
			continue
		}
		person, status, ok := g.KeyOwner(k.Key.String())
		if !ok || status != record.Active || flags.as != "" && person != flags.as {
			continue
		}
		p, _ := g.Person(person)
		if !slices.ContainsFunc(found, func(m *me) bool { return m.ID == p.ID }) {
			found = append(found, &me{Person: p, key: k, tool: tool})
		}
	}
	return oneOf(found, keys, g, flags, roles)
}

// keys are those that the user can sign with, in the order in which they are
// tried.
func (e *Env) keys(ctx context.Context, o *office, flag string) (*sshkey.Tool, []sshkey.Candidate, error) {
	tool, err := sshkey.Find(e.Environ)
	if err != nil {
		return nil, nil, err
	}
	tool.Err = e.Err
	if e.InTerminal {
		tool.In = e.In
	}
	wish := sshkey.Wish{Home: e.home(), Dir: e.Dir, Flag: flag}
	if flag == "" && o != nil {
		if wish.GitSigningKey, err = o.store.Config(ctx, "user.signingkey"); err != nil {
			wish.GitSigningKey = "" // without git there is nothing to ask
		}
	}
	keys, err := tool.Candidates(ctx, wish)
	return tool, keys, err
}

// errSeveralPeople says that it is not known who of several is meant.
var errSeveralPeople = errors.New("the keys at hand belong to several people in governance")

// oneOf settles on one of the people whose keys are at hand.
func oneOf(found []*me, keys []sshkey.Candidate, g *record.Governance, flags keyFlags, roles []record.Role) (*me, error) {
	fit := slices.DeleteFunc(slices.Clone(found), func(m *me) bool { return !m.hasOneOf(roles) })
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(fit) > 1:
		return nil, usagef("say which with --as PERSON", "%w: %s", errSeveralPeople, people(fit))
	case len(found) > 0:
		return nil, hinted{
			err:  fmt.Errorf("%s is not %s in governance version %d", people(found), anyRole(roles), g.Serial),
			hint: "officers change who may do what: credctl governance propose",
		}
	}
	return nil, unknownKey(keys, g, flags)
}

// unknownKey says that none of the keys at hand is one that governance knows.
func unknownKey(keys []sshkey.Candidate, g *record.Governance, flags keyFlags) error {
	if len(keys) == 0 {
		return hinted{err: errors.New("no SSH key was found to sign with"), hint: "credctl enrol makes one and asks the officers to take you in; --key FILE names one"}
	}
	var seen []string
	for _, k := range keys {
		if k.Problem != nil {
			seen = append(seen, fmt.Sprintf("one that cannot be used (%s: %v)", k.From, k.Problem))
			continue
		}
		what := k.Key.Fingerprint() + " (" + k.From
		if person, status, ok := g.KeyOwner(k.Key.String()); ok && status != record.Active {
			what += ", " + string(status) + " key of " + person
		}
		seen = append(seen, what+")")
	}
	whose := "anybody"
	if flags.as != "" {
		whose = flags.as
	}
	return hinted{
		err:  fmt.Errorf("governance version %d has no active key of %s that is here; found %s", g.Serial, whose, strings.Join(seen, ", ")),
		hint: "credctl enrol asks the officers to take you in; --key FILE names another key",
	}
}

func (m *me) hasOneOf(roles []record.Role) bool {
	return len(roles) == 0 || slices.ContainsFunc(roles, m.Has)
}

func people(all []*me) string {
	var ids []string
	for _, m := range all {
		ids = append(ids, m.ID)
	}
	return strings.Join(ids, ", ")
}

// anyRole names roles as one says that somebody has none of them.
func anyRole(roles []record.Role) string {
	var words []string
	for _, r := range roles {
		words = append(words, roleInWords(r))
	}
	return strings.Join(words, " or ")
}

// roleInWords says what somebody with a role is.
func roleInWords(r record.Role) string {
	switch r {
	case record.Academic:
		return "an academic reviewer"
	case record.Clinical:
		return "a clinical reviewer"
	case record.Staff:
		return "a member of staff"
	case record.Officer:
		return "an officer"
	}
	return "an author"
}

// home is the user's own folder; "" if the environment does not say.
func (e *Env) home() string {
	if home := e.Getenv("HOME"); home != "" {
		return home
	}
	return e.Getenv("USERPROFILE")
}
