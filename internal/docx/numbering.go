package docx

import (
	"strconv"
	"strings"
)

// The bounds of lists: how many levels there are, how far they count, and how
// many bytes the pattern of a label may have.
const (
	maxLevels = 9
	maxCount  = 9999
	maxLabel  = 64
)

// numbers are the lists of a document and how far each has counted.
type numbers struct {
	kinds   map[string]*listKind // by the id of the kind (abstractNumId)
	lists   map[string]*list     // by the id that paragraphs name (numId)
	byStyle map[string]*listKind // by the style that stands for it
}

// listKind is the design of a list. Lists of one kind go on counting where the
// last one stopped, unless one says that it begins anew.
type listKind struct {
	levels [maxLevels]listLevel
	link   string // a style whose list this is really
	counts [maxLevels]int
}

type listLevel struct {
	format, text, style string
	start               int
	legal               bool // all numbers of the label are written 1, 2, 3
}

// list is one list, of a kind.
type list struct {
	kind    *listKind
	restart map[int]int // levels that begin anew, with their first number
	begun   bool
}

func newNumbering(root *element) *numbers {
	n := &numbers{kinds: map[string]*listKind{}, lists: map[string]*list{}, byStyle: map[string]*listKind{}}
	if root == nil {
		return n
	}
	for _, c := range root.children {
		if c.name == "abstractNum" {
			n.addKind(c)
		}
	}
	for _, c := range root.children {
		if kind := n.kinds[c.val("abstractNumId")]; c.name == "num" && kind != nil {
			n.lists[c.attr("numId")] = newList(c, kind)
		}
	}
	return n
}

func (n *numbers) addKind(e *element) {
	kind := &listKind{link: e.val("numStyleLink")}
	for i := range kind.levels {
		kind.levels[i] = listLevel{start: 1}
	}
	for _, c := range e.children {
		i, err := strconv.Atoi(c.attr("ilvl"))
		if c.name == "lvl" && err == nil && i >= 0 && i < maxLevels {
			kind.levels[i] = newLevel(c)
		}
	}
	n.kinds[e.attr("abstractNumId")] = kind
	if link := e.val("styleLink"); link != "" {
		n.byStyle[link] = kind
	}
}

func newLevel(e *element) listLevel {
	l := listLevel{
		format: e.val("numFmt"), text: e.val("lvlText"), style: e.val("pStyle"), legal: e.on("isLgl"), start: 1,
	}
	if start, ok := e.number("start"); ok {
		l.start = min(max(start, 0), maxCount)
	}
	if len(l.text) > maxLabel {
		l.text = ""
	}
	return l
}

func newList(e *element, kind *listKind) *list {
	l := &list{kind: kind, restart: map[int]int{}}
	for _, c := range e.children {
		i, err := strconv.Atoi(c.attr("ilvl"))
		if c.name != "lvlOverride" || err != nil || i < 0 || i >= maxLevels {
			continue
		}
		if own := c.child("lvl"); own != nil { // a design of its own for one level
			copied := *l.kind
			copied.levels[i] = newLevel(own)
			l.kind = &copied
		}
		if start, ok := c.number("startOverride"); ok {
			l.restart[i] = min(max(start, 0), maxCount)
		}
	}
	return l
}

// link resolves the kinds that stand for the list of a style.
func (n *numbers) link(s *styles) {
	for _, l := range n.lists {
		if l.kind.link == "" {
			continue
		}
		if kind := n.byStyle[l.kind.link]; kind != nil {
			l.kind = kind
		} else if of := n.lists[s.byID[l.kind.link].numbers.list]; of != nil && of.kind.link == "" {
			l.kind = of.kind
		}
	}
}

// levelOf returns the level that a list keeps for paragraphs of a style.
func (n *numbers) levelOf(id, style string) int {
	if l := n.lists[id]; l != nil {
		for i, level := range l.kind.levels {
			if level.style != "" && level.style == style {
				return i
			}
		}
	}
	return 0
}

// next counts a paragraph of a list and returns what is printed in front of it:
// "" for a bullet and where the way of counting is not known.
func (n *numbers) next(id string, level int) string {
	l := n.lists[id]
	if l == nil {
		return ""
	}
	if !l.begun {
		l.begun = true
		for i := range l.restart {
			for deeper := i; deeper < maxLevels; deeper++ {
				l.kind.counts[deeper] = 0
			}
		}
	}
	counts := &l.kind.counts
	for i := range level + 1 {
		if counts[i] == 0 { // 0: not begun; else one more than the count
			start, anew := l.restart[i]
			if !anew {
				start = l.kind.levels[i].start
			}
			counts[i] = start + 1
		} else if i == level {
			counts[i]++
		}
	}
	for i := level + 1; i < maxLevels; i++ {
		counts[i] = 0
	}
	return l.kind.label(level)
}

// label writes the text of a level with the counts put in.
func (k *listKind) label(level int) string {
	own := k.levels[level]
	if own.format == "bullet" || own.format == "none" {
		return ""
	}
	text := own.text
	for i := range level + 1 {
		mark := "%" + strconv.Itoa(i+1)
		if !strings.Contains(text, mark) {
			continue
		}
		format := k.levels[i].format
		if own.legal {
			format = "decimal"
		}
		number := counted(k.counts[i]-1, format)
		if number == "" {
			return ""
		}
		text = strings.ReplaceAll(text, mark, number)
	}
	return strings.TrimSpace(text)
}

// counted writes a number as a list counts, "" where the way is not known.
func counted(n int, format string) string {
	switch {
	case n < 0 || n > maxCount:
		return ""
	case format == "decimal":
		return strconv.Itoa(n)
	case format == "decimalZero" && n < 10:
		return "0" + strconv.Itoa(n)
	case format == "decimalZero":
		return strconv.Itoa(n)
	case n == 0 || n > 780:
		return ""
	case format == "lowerLetter":
		return letters(n, 'a')
	case format == "upperLetter":
		return letters(n, 'A')
	case format == "lowerRoman":
		return strings.ToLower(roman(n))
	case format == "upperRoman":
		return roman(n)
	}
	return ""
}

// letters counts as Word does: a … z, aa, bb, cc.
func letters(n int, first rune) string {
	return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	var b strings.Builder
	for _, sign := range []struct {
		value int
		text  string
	}{
		{500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
		{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
	} {
		for ; n >= sign.value; n -= sign.value {
			b.WriteString(sign.text)
		}
	}
	return b.String()
}
