package chain

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/record"
)

// history is what the register says so far, by text and by version.
type history struct {
	texts     map[record.Subject]*course
	byID      map[string][]*Entry
	published map[version]*Entry
	withdrawn map[version]*Entry
	endorsed  map[int]record.Subject // by seq

	// last is the number of the last entry that counts, where ended says so: the maps
	// are then those of a longer register, and nothing is added.
	last  int
	ended bool
}

type version struct{ id, version string }

// course is what the register says of one text.
type course struct {
	opened    []*Entry // complete, in order
	pending   *Entry   // that lacks signatures; nil: none
	decisions []*Entry // accept, decline, endorse, also a pending one
}

func newHistory() *history {
	return &history{
		texts: map[record.Subject]*course{}, byID: map[string][]*Entry{}, published: map[version]*Entry{},
		withdrawn: map[version]*Entry{}, endorsed: map[int]record.Subject{},
	}
}

// Entries returns the entries on a specification, whatever its version and text, in
// order of their numbers. The caller does not change the list.
func (b *Book) Entries(id string) []*Entry {
	if b.source.history != nil {
		return b.source.history.entries(id)
	}
	var found []*Entry
	for i := range b.Register {
		if b.Register[i].SpecID == id {
			found = append(found, &b.Register[i])
		}
	}
	return found
}

func (h *history) entries(id string) []*Entry {
	if h.ended {
		return upTo(h.byID[id], h.last)
	}
	return h.byID[id]
}

// of returns what the register says of a text; it is not changed.
func (h *history) of(s record.Subject) course {
	if h == nil || h.texts[s] == nil {
		return course{}
	}
	c := *h.texts[s]
	if h.ended {
		c.opened, c.decisions = upTo(c.opened, h.last), upTo(c.decisions, h.last)
		if c.pending != nil && c.pending.Seq > h.last {
			c.pending = nil
		}
	}
	return c
}

// refuses says what keeps an entry from following those before it.
func (h *history) refuses(e *Entry) (found []Problem) {
	problem := func(reason Reason, message string, args ...any) {
		found = append(found, Problem{Reason: reason, Message: e.Path + " " + fmt.Sprintf(message, args...)})
	}
	switch e.Kind {
	case record.Accept, record.Decline, record.Endorse:
		opened := h.of(e.Subject()).opened
		if len(opened) == 0 {
			problem(EntryRound, "decides on a text of %s %s on which no round was opened", e.SpecID, e.SpecVersion)
		} else if last := opened[len(opened)-1]; e.RoundSHA256 != last.RoundSHA256 {
			problem(EntryRound, "decides on round %s, want the last that was opened on this text, %s, by %s", short(e.RoundSHA256), short(last.RoundSHA256), last.Path)
		}
	case record.Publish:
		v := version{e.SpecID, e.SpecVersion}
		if h.endorsed[e.Endorsement] != e.Subject() {
			problem(EntryEndorsement, "names entry %d, which does not endorse this text of %s %s", e.Endorsement, v.id, v.version)
		}
		if w := h.withdrawn[v]; w != nil {
			problem(EntryWithdrawn, "publishes %s %s, which %s withdrew; publish it under a new version", v.id, v.version, w.Path)
		}
		if p := h.published[v]; p != nil {
			problem(EntryPublished, "publishes %s %s, which %s published already", v.id, v.version, p.Path)
		}
	}
	return found
}

// add takes an entry. One that is pending says nothing yet; where it belongs is
// kept, so that what waits for it is not taken for a mistake.
func (h *history) add(e *Entry) {
	h.byID[e.SpecID] = append(h.byID[e.SpecID], e)
	c := h.texts[e.Subject()]
	if c == nil {
		c = &course{}
		h.texts[e.Subject()] = c
	}
	if e.Kind == record.Accept || e.Kind == record.Decline || e.Kind == record.Endorse {
		c.decisions = append(c.decisions, e)
	}
	if e.Pending() {
		c.pending = e
		return
	}
	switch e.Kind {
	case record.Open:
		c.opened = append(c.opened, e)
	case record.Endorse:
		h.endorsed[e.Seq] = e.Subject()
	case record.Publish:
		h.published[version{e.SpecID, e.SpecVersion}] = e
	case record.Withdraw:
		h.withdrawn[version{e.SpecID, e.SpecVersion}] = e
	}
}
