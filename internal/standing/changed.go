package standing

import (
	"reflect"
	"slices"

	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Part is a part of a specification in which two texts differ.
type Part struct {
	Key string // at the top level, such as "domains"; "": the whole, because one text cannot be read
	Sub string // below it: "methods" of assessment; "" where the part is named by Key alone
	ID  string // of the domain, outcome or method; "" where the part has none
	How How
}

// How says what happened to a part.
type How string

// What may have happened to a part.
const (
	Added     How = "added"
	Removed   How = "removed"
	Rewritten How = "changed"
	Moved     How = "moved" // the parts are the same, in another order
)

// Name returns how people name the part, such as "domains A" or "assessment
// strategy".
func (p Part) Name() string {
	name := p.Key
	if name == "" {
		return "the whole text"
	}
	for _, more := range []string{p.Sub, p.ID} {
		if more != "" {
			name += " " + more
		}
	}
	return name
}

// Changed says in which parts two texts differ, in the order of the later one
// with what was removed behind: by key at the top level, and within domains,
// outcomes and assessment by id. Layout, comments and the order of keys are no
// difference.
func Changed(before, after []byte) []Part {
	was, _ := yamldoc.Parse("before", before, yamldoc.Options{})
	is, _ := yamldoc.Parse("after", after, yamldoc.Options{})
	if was == nil || is == nil || was.Root().Kind() != yamldoc.Map || is.Root().Kind() != yamldoc.Map {
		if string(before) == string(after) {
			return nil
		}
		return []Part{{How: Rewritten}}
	}
	var found []Part
	eachKey(was.Root(), is.Root(), func(key string, was, is yamldoc.Value) {
		switch key {
		case "domains", "outcomes":
			found = append(found, byID(Part{Key: key}, was, is)...)
		case "assessment":
			found = append(found, assessment(was, is)...)
		default:
			found = append(found, whole(Part{Key: key}, was, is)...)
		}
	})
	return found
}

// eachKey calls do for every key of either map.
func eachKey(was, is yamldoc.Value, do func(key string, was, is yamldoc.Value)) {
	for e := range is.Entries() {
		do(e.Name, was.Get(e.Name), e.Value)
	}
	for e := range was.Entries() {
		if !is.Get(e.Name).Present() {
			do(e.Name, e.Value, is.Get(e.Name))
		}
	}
}

// whole compares a part as one.
func whole(p Part, was, is yamldoc.Value) []Part {
	switch {
	case !was.Present() && !is.Present():
		return nil
	case !was.Present():
		p.How = Added
	case !is.Present():
		p.How = Removed
	case !reflect.DeepEqual(was.Plain(), is.Plain()):
		p.How = Rewritten
	default:
		return nil
	}
	return []Part{p}
}

func assessment(was, is yamldoc.Value) []Part {
	if was.Kind() != yamldoc.Map || is.Kind() != yamldoc.Map {
		return whole(Part{Key: "assessment"}, was, is)
	}
	var found []Part
	eachKey(was, is, func(key string, was, is yamldoc.Value) {
		p := Part{Key: "assessment", Sub: key}
		if key == "methods" {
			found = append(found, byID(p, was, is)...)
			return
		}
		found = append(found, whole(p, was, is)...)
	})
	return found
}

// byID compares two lists item by item. Where ids are missing or stand twice, the
// list is one part.
func byID(p Part, was, is yamldoc.Value) []Part {
	old, oldOrder, ok := itemsByID(was)
	now, order, fine := itemsByID(is)
	if !ok || !fine {
		return whole(p, was, is)
	}
	var found []Part
	part := func(id string, was, is yamldoc.Value) {
		p.ID = id
		found = append(found, whole(p, was, is)...)
	}
	for _, id := range order {
		part(id, old[id], now[id])
	}
	for _, id := range oldOrder {
		if _, kept := now[id]; !kept {
			part(id, old[id], yamldoc.Value{})
		}
	}
	if len(found) == 0 && !slices.Equal(oldOrder, order) {
		p.ID, p.How = "", Moved
		found = append(found, p)
	}
	return found
}

func itemsByID(v yamldoc.Value) (items map[string]yamldoc.Value, order []string, ok bool) {
	if v.Present() && v.Kind() != yamldoc.List {
		return nil, nil, false
	}
	items = make(map[string]yamldoc.Value, v.Len())
	for _, item := range v.Items() {
		id := item.Get("id").Text()
		if _, twice := items[id]; twice || id == "" {
			return nil, nil, false
		}
		items[id] = item
		order = append(order, id)
	}
	return items, order, true
}
