package intake

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/compose"
)

// Entries returns the draft as keys of a specification, in no order. Where
// something stands in the source, and what of it was guessed, is in the remarks.
// from is the name of the source; todo is what a text begins with that is still to
// be written: the source does not have it and the format demands it.
func (d *Draft) Entries(from, todo string) []compose.Entry {
	w := writer{draft: d, todo: todo}
	return []compose.Entry{
		compose.Key("provenance", compose.Map(compose.Key("notes", compose.Texts(fmt.Sprintf(
			"Taken over from the file %s. Remarks in this file say where each part stood and what was guessed.", quoted(from)))))),
		compose.Key("title", w.text(d.Title)),
		compose.Key("summary", w.prose("summary")),
		compose.Key("frameworks", compose.Words(d.frameworks...)),
		compose.Key("proposal", compose.Map(compose.Key("need", compose.Map(compose.Key("statement", w.prose("need")))))),
		compose.Key("scope", compose.Map(compose.Key("in", w.list("scope-in")), compose.Key("out", w.list("scope-out")))),
		compose.Key("target_group", compose.Map(compose.Key("professions", w.list("professions")))),
		compose.Key("entry", w.list("entry")),
		compose.Key("domains", w.domains()),
		compose.Key("outcomes", w.numbered("outcomes", "LO", "text")),
		compose.Key("learning", compose.Map(
			compose.Key("content", w.list("content")), compose.Key("methods", w.list("methods")),
			compose.Key("supervision", w.prose("supervision")))),
		compose.Key("assessment", compose.Map(compose.Key("strategy", w.prose("assessment")))),
		compose.Key("equality", compose.Map(compose.Key("statement", w.prose("equality")))),
		compose.Key("references", w.numbered("references", "R", "citation")),
		compose.Key("acknowledgements", w.prose("acknowledgements")),
		compose.Key("sections", w.sections()),
	}
}

type writer struct {
	draft *Draft
	todo  string
}

func (w *writer) text(t Text) compose.Node {
	if t.Value == "" {
		return compose.Node{}
	}
	return compose.Text(t.Value).Noted(t.At)
}

// prose writes the texts of a role as one.
func (w *writer) prose(role string) compose.Node {
	texts := w.draft.fields[role]
	if len(texts) == 0 {
		return compose.Node{}
	}
	values := make([]string, len(texts))
	for i, t := range texts {
		values[i] = t.Value
	}
	return compose.Prose(paragraphs(values)).Noted(span(texts))
}

// span says where texts stand.
func span(texts []Text) string {
	first, last := texts[0].At, texts[len(texts)-1].At
	if first == last {
		return first
	}
	return first + " to " + last
}

// list writes the texts of a role as a list.
func (w *writer) list(role string) compose.Node {
	var items []compose.Node
	for _, t := range w.draft.fields[role] {
		items = append(items, compose.Text(t.Value).Noted(t.At))
	}
	return compose.List(items...)
}

// numbered writes the texts of a role as a list of parts with ids: those of the
// source where each has one of its own, else made ones.
func (w *writer) numbered(role, prefix, key string) compose.Node {
	var items []compose.Node
	taken := map[string]bool{}
	for i, t := range w.draft.fields[role] {
		remark := t.At
		l := labelOf(t.Value, false)
		if l.id == "" || taken[l.id] || below(l.id) || idOf(l.id) == "" || strings.TrimSpace(l.rest) == "" {
			l = label{id: fmt.Sprintf("%s%d", prefix, i+1), rest: t.Value}
			for n := len(w.draft.fields[role]) + 1; taken[l.id]; n++ {
				l.id = fmt.Sprintf("%s%d", prefix, n)
			}
			remark = guessed(t.At, []string{"the id is made"})
		}
		taken[l.id] = true
		items = append(items, compose.Map(compose.Key("id", compose.Text(l.id)), compose.Key(key, compose.Text(l.rest))).Noted(remark))
	}
	return compose.List(items...)
}

// guessed is the remark on a part of which something was guessed.
func guessed(at string, guesses []string) string {
	if len(guesses) == 0 {
		return at
	}
	return "guessed: " + strings.Join(guesses, "; ") + "; " + at
}

func (w *writer) domains() compose.Node {
	var all []compose.Node
	for _, d := range w.draft.Domains {
		all = append(all, compose.Map(
			compose.Key("id", compose.Text(d.ID)),
			compose.Key("title", w.orTodo(d.Title, "name this domain")),
			compose.Key("summary", w.paragraphs(d.Summary)),
			compose.Key("maps_to", w.mappings(&d.node)),
			compose.Key("capabilities", w.capabilities(d)),
			compose.Key("statements", w.statements(d.Statements)),
		).Noted(guessed(d.At, d.Guesses)))
	}
	return compose.List(all...)
}

func (w *writer) orTodo(text, what string) compose.Node {
	if text == "" {
		text = w.todo + what
	}
	return compose.Text(text)
}

func (w *writer) paragraphs(texts []string) compose.Node {
	if len(texts) == 0 {
		return compose.Node{}
	}
	return compose.Text(paragraphs(texts))
}

func (w *writer) capabilities(d *Domain) compose.Node {
	var all []compose.Node
	for _, c := range d.Capabilities {
		all = append(all, compose.Map(
			compose.Key("id", compose.Text(c.ID)),
			compose.Key("title", w.orTodo(c.Title, "name this capability")),
			compose.Key("statement", w.paragraphs(c.Statement)),
			compose.Key("maps_to", w.mappings(&c.node)),
			compose.Key("statements", w.statements(c.Statements)),
		).Noted(guessed(c.At, c.Guesses)))
	}
	return compose.List(all...)
}

func (w *writer) statements(statements []*Statement) compose.Node {
	var all []compose.Node
	for _, s := range statements {
		all = append(all, compose.Map(
			compose.Key("id", compose.Text(s.ID)),
			compose.Key("text", compose.Text(s.Text)),
			compose.Key("kind", compose.Text(s.Kind)),
			compose.Key("maps_to", w.mappings(&s.node)),
		).Noted(guessed(s.At, s.Guesses)))
	}
	return compose.List(all...)
}

func (w *writer) mappings(n *node) compose.Node {
	var all []compose.Node
	note := ""
	for _, m := range n.MapsTo {
		item := compose.FlatMap(compose.Key("item", compose.Text(m.Item)), compose.Key("strength", compose.Text(n.strength)))
		if m.Note != note && m.Note != "" {
			item = item.Noted(m.Note)
		}
		note = m.Note
		all = append(all, item)
	}
	return compose.List(all...)
}

func (w *writer) sections() compose.Node {
	var all []compose.Node
	for i, s := range w.draft.sections {
		all = append(all, compose.Map(
			compose.Key("id", compose.Text(fmt.Sprintf("S%d", i+1))),
			compose.Key("heading", compose.Text(s.heading)),
			compose.Key("body", compose.Prose(paragraphs(s.body))),
		).Noted(s.at))
	}
	return compose.List(all...)
}
