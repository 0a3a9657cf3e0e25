// Package framework holds reference frameworks: what capabilities are mapped to,
// such as the Multi-professional Framework, and the resolving of references like
// mpf@2025#1.2 to their items. It knows nothing of specifications.
package framework

// Mark says how well a statement about the field is founded.
type Mark string

// The marks, as in every pack and framework file.
const (
	Seen     Mark = "seen"     // read in a source
	Inferred Mark = "inferred" // concluded or background knowledge, not read
	Local    Mark = "local"    // our own
)

// Framework is one edition of a reference framework.
type Framework struct {
	ID      string // "mpf"
	Edition string // "2025"
	Title   string
	Source  string // where the list was read, in words
	Mark    Mark   // how well the list of items is founded
	Note    string // what a reader should know about the mark; may be empty
	Pillars []Pillar
}

// Ref returns the framework's name with its edition, such as "mpf@2025".
func (f *Framework) Ref() string { return f.ID + "@" + f.Edition }

// Embedded returns the frameworks that ship with the program, oldest edition
// first. The values are shared: do not change them.
func Embedded() []*Framework { return embedded }

// Pillar is a group of items.
type Pillar struct {
	Number string // "1"
	Title  string
	Items  []Item
}

// Item is one thing a capability can be mapped to.
type Item struct {
	Number string // "1.10"
	Title  string // our own short title, never the framework's wording
}
