package intake

// pendingMapping is a mapping of a row. What it belongs to, the statement of the
// row or its capability, is settled when all rows are known.
type pendingMapping struct {
	text, at, strength string
	domain             *Domain
	capability         *Capability
	statements         []*Statement
	begins             bool // the row is the first of its capability
}

// settle gives the mappings to what they belong to. Where a table has one only in
// the first row of each capability, although the capabilities have several
// statements, it is the capability's; else it is that of the row's statement.
func (r *rows) settle() {
	capabilities, several := true, false
	for _, p := range r.pending {
		capabilities = capabilities && p.begins
		several = several || p.capability != nil && len(p.capability.Statements) > 1
	}
	toCapabilities := capabilities && several
	if toCapabilities {
		r.understood("mappings stand in the first row of each capability and are read as those of the capability, not of its first statement")
	}
	for _, p := range r.pending {
		nodes := []*node{}
		switch {
		case len(p.statements) > 0 && !toCapabilities:
			for _, s := range p.statements {
				nodes = append(nodes, &s.node)
			}
		case p.capability != nil:
			nodes = append(nodes, &p.capability.node)
		case p.domain != nil:
			nodes = append(nodes, &p.domain.node)
		default:
			r.left(p.at, "a mapping of nothing", p.text)
		}
		for i, n := range nodes {
			if i == 0 {
				r.maps(n, p.text, p.at)
			} else {
				n.MapsTo = append(n.MapsTo, nodes[0].MapsTo...)
			}
			if p.strength != "" {
				n.strength = p.strength
			}
		}
	}
}
