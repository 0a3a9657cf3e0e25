// Package layout lays a specification out for reading: every field of the format that
// the file has, as sections of a document, in the order of the format, with an anchor
// for each thing that has an id and with references led to what they mean. Whoever
// shows people a specification asks it, so that nothing is left out in one place and
// not in another. It judges nothing, and knows no record and no way of writing.
package layout

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Options say what the specification itself does not.
type Options struct {
	// Prefix is what all anchors begin with; "" in a document of nothing else.
	Prefix string
	// Item is how a reference to an item of a framework is shown, and Related one to
	// another specification; nil: as it stands.
	Item, Related func(ref string) document.Span
}

// Layout is a specification laid out.
type Layout struct {
	Sections []document.Section

	s       *spec.Specification
	o       Options
	anchors map[string]string // by pointer, of what was laid out
	ids     map[string]string // by kind and id, of the first that has it
	places  map[string]string // by pointer of an element with an id, the anchor that is its own
}

// Of lays a specification out.
func Of(s *spec.Specification, o Options) *Layout {
	l := &Layout{s: s, o: o, anchors: map[string]string{}, ids: map[string]string{}, places: map[string]string{}}
	for _, kind := range spec.Kinds {
		for _, e := range s.Elements(kind) {
			key := string(kind) + "-" + e.ID
			if l.ids[key] != "" {
				continue // a second one of the same id is known by its place
			}
			l.ids[key] = l.byPlace(e.At.Pointer())
			if plain.MatchString(e.ID) {
				l.ids[key] = o.Prefix + Anchor(key)
				l.places[e.At.Pointer()] = o.Prefix + Anchor(key)
			}
		}
	}
	l.Sections = l.sections()
	return l
}

// plain is an id as the format wants it.
var plain = regexp.MustCompile(`^[A-Za-z0-9.-]+$`)

// Anchor is an id as part of an anchor: points have a meaning in style sheets, and
// underscores are in no id.
func Anchor(id string) string { return strings.ReplaceAll(id, ".", "_") }

// byPlace is the anchor of a place: its keys are words of the format.
func (l *Layout) byPlace(pointer string) string {
	return l.o.Prefix + strings.ReplaceAll(strings.TrimPrefix(pointer, "/"), "/", "-")
}

// anchor notes that a place is laid out.
func (l *Layout) anchor(pointer string) string {
	a := cmp.Or(l.places[pointer], l.byPlace(pointer))
	l.anchors[pointer] = a
	return a
}

// together are places that are laid out in the section of another.
var together = map[string]string{
	"/summary": "/title", "/also_known_as": "/title", "/notional_hours": "/credits", "/duration": "/credits",
}

// Nearest is the anchor of a place of the file, a JSON Pointer, or of the nearest
// around it that was laid out; "" if there is none.
func (l *Layout) Nearest(pointer string) string {
	for pointer != "" {
		if a := l.anchors[cmp.Or(together[pointer], pointer)]; a != "" {
			return a
		}
		pointer = pointer[:max(strings.LastIndexByte(pointer, '/'), 0)]
	}
	return ""
}

// To is the anchor of what has an id; "" if nothing of that kind has it.
func (l *Layout) To(kind spec.Kind, id string) string { return l.ids[string(kind)+"-"+id] }

// Ref leads to what an id of the file means, the first of some kinds that has it.
func (l *Layout) Ref(id string, kinds ...spec.Kind) document.Span {
	for _, kind := range kinds {
		if a := l.To(kind, id); a != "" {
			return document.Within(a, id)
		}
	}
	return document.Words(id)
}

// Section is the section of a top-level key of the file; none if it has nothing to
// say.
func (l *Layout) Section(key string) []document.Section {
	for _, s := range l.Sections {
		if s.ID == l.o.Prefix+key {
			return []document.Section{s}
		}
	}
	return nil
}

// at lays out a section about a place of the file. Without anything in it, it is left
// out. Tables of contents have those of whole keys.
func (l *Layout) at(pointer, title string, blocks []document.Block, parts ...document.Section) []document.Section {
	if len(blocks) == 0 && len(parts) == 0 {
		return nil
	}
	return []document.Section{{ID: l.anchor(pointer), Title: title, Blocks: blocks, Parts: parts, Unlisted: strings.Count(pointer, "/") > 1}}
}
