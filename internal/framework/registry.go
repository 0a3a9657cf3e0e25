package framework

import "strings"

// Registry is the frameworks that references may name. It is not changed after
// NewRegistry and may be used by several goroutines at once.
type Registry struct {
	byRef    map[string]*entry
	order    []string            // references with edition, as given
	byFolded map[string]string   // what fold leaves of a reference: the reference
	byID     map[string][]string // what fold leaves of a name: its editions, as given
	numbers  map[string]bool     // the numbers of all items of all frameworks
}

// entry is a framework with its items by number. Where two items share a number,
// which Parse reports, the first counts.
type entry struct {
	framework *Framework
	items     map[string]Item
	numbers   []string // the keys of items, in the framework's order
}

// NewRegistry returns a registry of the given frameworks. A later framework
// replaces an earlier one of the same name and edition; nil is passed over. The
// frameworks must not be changed afterwards.
func NewRegistry(frameworks ...*Framework) *Registry {
	r := &Registry{
		byRef: map[string]*entry{}, byFolded: map[string]string{},
		byID: map[string][]string{}, numbers: map[string]bool{},
	}
	for _, f := range frameworks {
		if f != nil {
			r.add(f)
		}
	}
	for _, e := range r.byRef {
		for _, number := range e.numbers {
			r.numbers[number] = true
		}
	}
	return r
}

func (r *Registry) add(f *Framework) {
	ref := f.Ref()
	if _, known := r.byRef[ref]; !known {
		r.order = append(r.order, ref)
		r.byID[fold(f.ID)] = append(r.byID[fold(f.ID)], ref)
		if _, taken := r.byFolded[fold(ref)]; !taken {
			r.byFolded[fold(ref)] = ref
		}
	}
	r.byRef[ref] = newEntry(f)
}

func newEntry(f *Framework) *entry {
	e := &entry{framework: f, items: map[string]Item{}}
	for _, p := range f.Pillars {
		for _, item := range p.Items {
			if _, twice := e.items[item.Number]; !twice {
				e.items[item.Number] = item
				e.numbers = append(e.numbers, item.Number)
			}
		}
	}
	return e
}

// Frameworks returns the frameworks in the order they were given.
func (r *Registry) Frameworks() []*Framework {
	all := make([]*Framework, len(r.order))
	for i, ref := range r.order {
		all[i] = r.byRef[ref].framework
	}
	return all
}

// Lookup returns the framework of a name with edition ("mpf@2025").
func (r *Registry) Lookup(ref string) (*Framework, bool) {
	e, ok := r.byRef[ref]
	if !ok {
		return nil, false
	}
	return e.framework, true
}

// Problem is why a reference names no item.
type Problem int

// The ways in which a reference can fail.
const (
	Resolved         Problem = iota
	Bare                     // no framework is named ("1.2")
	Malformed                // not NAME@EDITION#NUMBER
	UnknownFramework         // no such framework, or no such edition of it
	UnknownItem              // the framework has no such item
)

// Resolution is what became of a reference.
type Resolution struct {
	Problem   Problem
	Framework *Framework // nil unless the reference names a known framework
	Item      Item       // zero unless Resolved
	Propose   string     // the right form, where exactly one is near; may be empty
	Choices   []string   // the right forms, where several are equally near: then Propose is empty
}

// Resolve finds the item that ref ("mpf@2025#1.2") names. declared are the
// frameworks that the specification names; a proposal prefers them. Every
// proposal resolves. What a reference costs is bounded, however long it is.
func (r *Registry) Resolve(ref string, declared []string) Resolution {
	name, number, _ := strings.Cut(ref, "#")
	if e, ok := r.byRef[name]; ok {
		if item, ok := e.items[number]; ok {
			return Resolution{Framework: e.framework, Item: item}
		}
	}
	return r.fail(ref, declared)
}
