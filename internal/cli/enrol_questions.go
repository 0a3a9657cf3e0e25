package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/drafting"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
)

// enrolQuestion is one thing that is asked of somebody who enrols.
type enrolQuestion struct {
	flag     string
	ask      string
	answered func() bool
	propose  func() string           // an answer for who only presses Enter; may be nil
	answer   func(text string) error // takes an answer, or says what is wrong with it
}

func (o *enrolOptions) questions() []enrolQuestion {
	p := &o.person
	return []enrolQuestion{
		{
			flag: "name", ask: "Name: yours, as it is to be shown", answered: func() bool { return p.Name != "" },
			answer: o.takeName,
		},
		{
			flag: "id", ask: "Id: the short name that your records bear", answered: func() bool { return p.ID != "" },
			propose: func() string { return personID(p.Name) },
			answer:  func(text string) error { return o.takeID(text) },
		},
		{
			flag: "organisation", ask: "Organisation: where you work; several with commas between them",
			answered: func() bool { return len(p.Organisations) > 0 },
			answer:   o.takeOrganisations,
		},
		{
			flag: "role", ask: "Roles you ask for, of " + strings.Join(each(record.Roles[:], func(r record.Role) string { return string(r) }), ", "),
			answered: func() bool { return len(p.Roles) > 0 },
			answer: func(text string) (err error) {
				p.Roles, err = rolesOf("role", text)
				return err
			},
		},
	}
}

// takeName takes a name as people write it: a request with anything else in it could
// not be read, which is to be said before a key is made.
func (o *enrolOptions) takeName(text string) error {
	text = strings.TrimSpace(text)
	if shown := report.Printable(text); shown != text {
		return usagef("type the name again, instead of copying it", "flag --name is %s, which has a character that cannot be seen", shown)
	}
	o.person.Name = text
	return nil
}

func (o *enrolOptions) takeID(text string) error {
	if !record.ValidID(text) {
		return badID("id", text)
	}
	o.person.ID = text
	return nil
}

// takeOrganisations takes names, and makes ids of those that are none: what people
// at one organisation call it must come out the same.
func (o *enrolOptions) takeOrganisations(text string) error {
	var ids []string
	for _, name := range split(text) {
		id := name
		if !record.ValidID(name) {
			if id = drafting.IDFor(name); !record.ValidID(id) {
				return badID("organisation", name)
			}
			o.env.say("  %q is written as %s; if colleagues are enrolled already, write what they wrote", name, id)
		}
		ids = append(ids, id)
	}
	o.person.Organisations = ids
	return nil
}

func badID(flag, text string) error {
	hint := "lower-case letters, digits and single hyphens, such as okafor-a or trust-b"
	if id := drafting.IDFor(text); record.ValidID(id) {
		hint = "did you mean " + id + "?"
	}
	return usagef(hint, "flag --%s is %q, which is no id", flag, text)
}

// checkGiven holds what flags say to the rules of ids and roles.
func (o *enrolOptions) checkGiven() (err error) {
	if o.person.ID != "" && !record.ValidID(o.person.ID) {
		return badID("id", o.person.ID)
	}
	for _, org := range o.person.Organisations {
		if !record.ValidID(org) {
			return badID("organisation", org)
		}
	}
	if err := o.takeName(o.person.Name); err != nil {
		return err
	}
	o.person.Roles, err = rolesOf("role", o.roles)
	return err
}

// complete asks what no flag says. Where nobody would answer, the id alone is made
// from the name.
func (o *enrolOptions) complete(ctx context.Context) error {
	var open []enrolQuestion
	for _, q := range o.questions() {
		if !q.answered() {
			open = append(open, q)
		}
	}
	if o.env.InTerminal {
		return o.interview(ctx, open)
	}
	var flags []string
	for _, q := range open {
		if q.propose != nil && o.person.Name != "" && q.answer(q.propose()) == nil {
			o.env.say("Your id is %s; --id says another.", o.person.ID)
			continue
		}
		flags = append(flags, "--"+q.flag)
	}
	if len(flags) > 0 {
		return usagef("give them, or run credctl enrol in a terminal", "nobody is there to answer questions, since standard input is no terminal: want %s", strings.Join(flags, ", "))
	}
	return nil
}

// interview asks questions, one line each, until each answer can be taken.
func (o *enrolOptions) interview(ctx context.Context, open []enrolQuestion) error {
	o.lines = newLines(o.env.In)
	for _, q := range open {
		for {
			prompt, proposed := q.ask, ""
			if q.propose != nil {
				proposed = q.propose()
			}
			if proposed != "" {
				prompt += " [" + proposed + "]"
			}
			fmt.Fprintf(o.env.Err, "%s: ", report.Printable(prompt))
			text, err := o.lines.next(ctx)
			if err != nil {
				fmt.Fprintln(o.env.Err)
				return err
			}
			if text == "" {
				text = proposed
			}
			if text != "" && o.takes(q, text) {
				break
			}
		}
	}
	return nil
}

// takes takes an answer, or says why it cannot be taken.
func (o *enrolOptions) takes(q enrolQuestion, text string) bool {
	err := q.answer(text)
	if err == nil {
		return q.answered()
	}
	o.env.say("  %s", strings.TrimPrefix(err.Error(), "flag --"+q.flag+" "))
	if usage, ok := err.(usageError); ok && usage.hint != "" {
		o.env.say("  %s", usage.hint)
	}
	return false
}
