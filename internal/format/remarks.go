package format

import (
	"regexp"
	"slices"
)

// directive is a remark that is an order to credctl. Its column decides what it is
// about: the key or item on the next line if it begins no further right than that;
// above the first of the file, the whole file; else nothing. None of that may
// change.
var directive = regexp.MustCompile(`(?i)^# *credctl *:`)

// modeline is a remark that tells an editor about the whole file.
var modeline = regexp.MustCompile(`^# *yaml-language-server:`)

// place gives the lines above a token to what they belong to: those that begin
// further right than the token to what ends above it, the others to the token,
// which begins in column col, -1 at the end of the file. Directly below the line
// that opens a group, nothing ends.
//
// A line that belongs to no column exactly belongs to the entry it is further
// right than.
func (r *reader) place(lines []line, col int, opens bool, next *[]line) {
	lines = r.aligned(lines, col)
	if opens {
		*next = append(*next, above(lines, col)...)
		return
	}
	level := len(r.path) - 1
	for len(lines) > 0 {
		i := slices.IndexFunc(lines, func(l line) bool { return l.text != "" })
		if i < 0 || lines[i].col <= col {
			break
		}
		var owner *[]line
		if owner, level = r.owner(lines[i].col, level); owner == nil {
			break
		}
		*owner = append(*owner, lines[:i+1]...)
		lines = lines[i+1:]
	}
	*next = append(*next, above(lines, col)...)
}

// above marks orders among the lines above a token in column col that are about
// nothing.
func above(lines []line, col int) []line {
	for i := range lines {
		lines[i].apart = lines[i].col > col && directive.MatchString(lines[i].text)
	}
	return lines
}

// opener parts the lines above the first entry of a group: orders about nothing
// that begin them must not get below another entry, whose they would be then.
func opener(lines []line) (opening, lead []line) {
	cut := 0
	for i, l := range lines {
		if l.apart {
			cut = i + 1
		} else if l.text != "" {
			break
		}
	}
	return lines[:cut:cut], lines[cut:]
}

// aligned gives remarks that go on in the column of the remark behind the last
// token to that one, and returns the others.
func (r *reader) aligned(lines []line, col int) []line {
	if r.last == nil || r.last.text == "" || r.last.col <= col {
		return lines
	}
	for len(lines) > 0 && lines[0].col == r.last.col && lines[0].text != "" && !directive.MatchString(lines[0].text) {
		r.last.below = append(r.last.below, lines[0].text)
		lines = lines[1:]
	}
	return lines
}

// owner returns who takes a remark in column col behind the last token, no
// further in than level, and the level it was found at. The keys of a list's
// parent may stand in the column of its dashes; the remark is theirs then.
func (r *reader) owner(col, level int) (*[]line, int) {
	for ; level >= 0; level-- {
		g := r.path[level]
		if level == 0 && col <= g.col {
			return &g.trailer, 0
		}
		if g.col > col || g.list && g.col == col && r.path[level-1].col == col {
			continue
		}
		if g.col == col && !g.list {
			return &g.trailer, level
		}
		return g.entries[len(g.entries)-1].innermost(), level
	}
	return nil, 0
}

// innermost returns who takes a remark below everything in e that is further
// right than e.
func (e *entry) innermost() *[]line {
	switch {
	case e.group == nil:
		return &e.trail
	case !e.group.list:
		return &e.group.trailer
	}
	return e.group.entries[len(e.group.entries)-1].innermost()
}

// split takes from the first key what stays at the top of the file: a line for
// editors, and what a blank line parts from the key.
func (r *reader) split(t *tree) {
	top := &t.root.inner
	if t.root.group != nil {
		top = &t.root.group.entries[0].lead
	}
	all := *top
	first := slices.IndexFunc(all, func(l line) bool { return l.text != "" })
	cut := 0
	for i := range all {
		if all[i].text == "" || t.root.group == nil || t.marker == nil && i == first && modeline.MatchString(all[i].text) {
			cut = i + 1
		}
	}
	t.middle, *top = all[:cut], all[cut:]
	if g := t.root.group; g != nil {
		g.opener, *top = opener(*top)
	}
}

// ordered reports whether an order to credctl about e stands above it.
func (e *entry) ordered() bool {
	return slices.ContainsFunc(e.lead, line.orders)
}

// orders reports whether l is an order to credctl about what is below it.
func (l line) orders() bool { return !l.apart && directive.MatchString(l.text) }

// keepOrders puts right what sorting the keys of a file has done to orders to
// credctl: those above the key that was the first count for the whole file and
// stay at its top; a key with an order of its own must not become the first, and
// stands behind the one that does.
func (g *group) keepOrders(first *entry) {
	i := slices.IndexFunc(g.entries, func(e *entry) bool { return e == first || !e.ordered() })
	top := g.entries[i]
	g.entries = slices.Insert(slices.Delete(g.entries, i, i+1), 0, top)
	if top == first {
		return
	}
	var all, own []line
	for _, l := range first.lead {
		if l.orders() {
			all = append(all, l)
		} else {
			own = append(own, l)
		}
	}
	first.lead, top.lead = own, append(all, top.lead...)
}
