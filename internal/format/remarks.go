package format

import (
	"regexp"
	"slices"
)

// directive is a remark that is an order to credctl about what comes next. It
// stays directly above that, wherever it is indented to.
var directive = regexp.MustCompile(`^# *credctl:`)

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
		*next = append(*next, lines...)
		return
	}
	level := len(r.path) - 1
	for len(lines) > 0 {
		i := slices.IndexFunc(lines, func(l line) bool { return l.text != "" })
		if i < 0 || lines[i].col <= col || col >= 0 && directive.MatchString(lines[i].text) {
			break
		}
		var owner *[]line
		if owner, level = r.owner(lines[i].col, level); owner == nil {
			break
		}
		*owner = append(*owner, lines[:i+1]...)
		lines = lines[i+1:]
	}
	*next = append(*next, lines...)
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
	if i := slices.IndexFunc(all[:cut], func(l line) bool { return directive.MatchString(l.text) }); i >= 0 {
		cut = i
	}
	t.middle, *top = all[:cut], all[cut:]
}
