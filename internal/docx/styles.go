package docx

import (
	"regexp"
	"strconv"
	"strings"
)

// maxChain bounds how many styles may build on one another.
const maxChain = 20

// styles says what the paragraph styles of a document mean. Their names are
// those of the author's language; their ids, the level they give a paragraph in
// the outline, and the styles they build on are not.
type styles struct{ byID map[string]style }

type style struct {
	id, name, basedOn string
	outline           int // from 1; 0: says nothing of it; -1: says that it is body text
	numbers           numbering
}

// numbering is how a paragraph or style asks for a list.
type numbering struct {
	list     string // the list's id; "": not said; "0": none
	level    int    // from 0
	hasLevel bool
}

func newStyles(root *element) *styles {
	s := &styles{byID: map[string]style{}}
	if root == nil {
		return s
	}
	for _, c := range root.children {
		if c.name != "style" || c.attr("type") != "paragraph" && c.attr("type") != "numbering" {
			continue
		}
		properties := c.child("pPr")
		s.byID[c.attr("styleId")] = style{
			id: c.attr("styleId"), name: c.val("name"), basedOn: c.val("basedOn"),
			outline: outlineOf(properties), numbers: numberingOf(properties),
		}
	}
	return s
}

// outlineOf is the outline level that paragraph properties ask for, as in style.
func outlineOf(properties *element) int {
	n, ok := properties.number("outlineLvl")
	switch {
	case !ok || n < 0:
		return 0
	case n > 8:
		return -1
	}
	return n + 1
}

func numberingOf(properties *element) numbering {
	n := numbering{list: properties.at("numPr").val("numId")}
	n.level, n.hasLevel = properties.at("numPr").number("ilvl")
	n.level = min(max(n.level, 0), maxLevels-1)
	return n
}

// chain calls do for a style and those it builds on, nearest first, until do
// says that it has what it wants.
func (s *styles) chain(id string, do func(style) bool) {
	for range maxChain {
		st, known := s.byID[id]
		if !known {
			st = style{id: id}
		}
		if do(st) || !known || st.basedOn == "" {
			return
		}
		id = st.basedOn
	}
}

var (
	headingStyle = regexp.MustCompile(`^(?i)heading\s?([1-9])$`)
	contentStyle = regexp.MustCompile(`^(?i)(toc\s?[1-9]|contents\s?[1-9])$`)
)

// heading returns the level that a style gives a heading, 0 if it is none.
func (s *styles) heading(id string) int {
	level := 0
	s.chain(id, func(st style) bool {
		if level = st.outline; level != 0 {
			return true
		}
		for _, called := range []string{st.id, st.name} {
			if m := headingStyle.FindStringSubmatch(called); m != nil {
				level, _ = strconv.Atoi(m[1])
				return true
			}
		}
		return false
	})
	return max(level, 0)
}

// is reports whether a style, or one that it builds on, is called word.
func (s *styles) is(id, word string) bool {
	found := false
	s.chain(id, func(st style) bool {
		found = strings.EqualFold(st.id, word) || strings.EqualFold(st.name, word)
		return found
	})
	return found
}

// isContents reports whether a style is that of a table of contents.
func (s *styles) isContents(id string) bool {
	found := false
	s.chain(id, func(st style) bool {
		found = contentStyle.MatchString(st.id) || contentStyle.MatchString(st.name)
		return found
	})
	return found
}

// numbers returns the list that a style puts a paragraph in, and which style of
// the chain says so.
func (s *styles) numbers(id string) (n numbering, by string) {
	s.chain(id, func(st style) bool {
		if !n.hasLevel && st.numbers.hasLevel {
			n.level, n.hasLevel = st.numbers.level, true
		}
		if st.numbers.list != "" {
			n.list, by = st.numbers.list, st.id
		}
		return n.list != ""
	})
	return n, by
}
