package intake

import "fmt"

// newDomain begins a domain.
func (in *intake) newDomain(l label, at string) {
	d := &Domain{Title: l.rest}
	d.At = at
	in.take("domain", &d.node, in.kept(l.id, at), func(i int) string { return domainID(len(in.draft.Domains) + i) })
	if l.guessed {
		d.guess(fmt.Sprintf("%q in front of the title is its id", l.id))
	}
	in.draft.Domains = append(in.draft.Domains, d)
	in.domain, in.current = d, nil
}

// kept returns an id of the source if it may be one.
func (in *intake) kept(id, at string) string {
	if id == "" {
		return ""
	}
	own := idOf(id)
	if own == "" {
		in.left(at, "no id: want letters and digits with single dots or hyphens between them", id)
	}
	return own
}

// newCapability begins a capability, in a domain that is made up if there is none.
func (in *intake) newCapability(l label, at string) {
	in.inDomain(at)
	c := &Capability{Title: l.rest}
	c.At = at
	wanted := in.kept(l.id, at)
	in.take("capability", &c.node, wanted, func(i int) string { return in.domain.capabilityID(len(in.domain.Capabilities) + i) })
	if l.guessed {
		c.guess(fmt.Sprintf("%q in front of the title is its id", l.id))
	}
	in.domain.Capabilities = append(in.domain.Capabilities, c)
	in.current = c
}

// inDomain makes sure that there is a domain to add to.
func (in *intake) inDomain(at string) {
	if in.domain == nil {
		in.newDomain(label{}, at)
		in.domain.guess("the source names no domain here")
	}
}

// newStatement adds a statement to the capability, or to the domain if that has
// none.
func (in *intake) newStatement(l label, at, kind string) *Statement {
	in.inDomain(at)
	s := &Statement{Text: l.rest, Kind: kind}
	s.At = at
	of, all := in.domain.ID, &in.domain.Statements
	if in.current != nil {
		of, all = in.current.ID, &in.current.Statements
	}
	wanted := in.kept(l.id, at)
	if below(wanted) {
		s.guess(fmt.Sprintf("the id is made of %q in front of the text", l.id))
		wanted = fit(of, "S") + "." + wanted
	}
	next := len(*all)
	in.take("statement", &s.node, wanted, func(i int) string { return statementID(of)(next + i) })
	if s.Text == "" { // a label and nothing else
		s.Text = l.id
	}
	*all = append(*all, s)
	return s
}
