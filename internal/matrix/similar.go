package matrix

import (
	"cmp"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
)

// Threshold is from how many words of a hundred on two capabilities are taken to say
// nearly the same, where nobody says otherwise.
const Threshold = 60

// The bounds on what is compared.
const (
	fewestWords = 4       // less says too little to be told alike
	mostAlike   = 1000    // that are listed
	mostWork    = 1 << 26 // words looked at
)

// Alike are capabilities of different specifications that say nearly the same.
type Alike struct {
	// Percent is how many of the words that stand in either stand in both; 100 is that
	// all do, whatever their order.
	Percent int
	// Title reports whether that is of title and statement alone; it is of all that is
	// said of the capability otherwise, its statements included.
	Title  bool
	Places []Place  // two, or all that have the very same words
	Words  []string // that stand in all of them, as the first has them, in the order of letters
}

// Place is where a capability stands: a capability, or a domain that has none.
type Place struct {
	Specification string // its id
	Kind          spec.Kind
	ID, Title     string // the id may be empty
	File          string
	Pos           finding.Pos
}

// Similar is what says nearly the same in a catalogue.
type Similar struct {
	Threshold int
	Compared  int     // capabilities that say enough to be compared
	Alike     []Alike // the most alike first
	// Cut reports whether there was more than could be listed or looked at.
	Cut bool
}

// Alikeness finds capabilities of different specifications that say nearly the same: of
// the words that stand in either, at least so many of a hundred stand in both (the
// Jaccard index of their sets of words). Words that say nothing of a subject are passed
// over, and so are the endings of plurals. It is advice: two texts may say the same and
// both be right, and may mean the same in other words, which no count of words can see.
func Alikeness(all []Source, threshold int) *Similar {
	units := unitsOf(sorted(all))
	found := &Similar{Threshold: threshold}
	whole := &joiner{threshold: threshold}
	for i := range units {
		whole.add(i, units[i].source, units[i].whole)
	}
	found.Compared = whole.compared()
	groups := whole.join()
	title := &joiner{threshold: threshold, work: whole.work}
	for i := range units {
		title.add(i, units[i].source, units[i].title)
	}
	list := append(alike(units, groups, false), alike(units, news(groups, title.join()), true)...)
	slices.SortStableFunc(list, func(a, b likeness) int {
		return cmp.Or(cmp.Compare(b.Percent, a.Percent), byPlace(a.Places[0], b.Places[0]), byPlace(a.Places[1], b.Places[1]))
	})
	found.Cut = title.work > mostWork || len(list) > mostAlike
	for _, a := range list[:min(len(list), mostAlike)] {
		a.Words = inBoth(&units[a.units[0]], &units[a.units[1]], a.Title)
		found.Alike = append(found.Alike, a.Alike)
	}
	return found
}

// news are the groups of later that none of the earlier ones holds already.
func news(earlier, later []group) []group {
	of := map[int][]int{} // unit to the groups that hold it, in order
	for g := range earlier {
		for _, unit := range earlier[g].units {
			of[unit] = append(of[unit], g)
		}
	}
	return slices.DeleteFunc(later, func(g group) bool {
		return slices.ContainsFunc(of[g.units[0]], func(e int) bool {
			return !slices.ContainsFunc(g.units[1:], func(unit int) bool {
				_, held := slices.BinarySearch(of[unit], e)
				return !held
			})
		})
	})
}

// likeness is a group as people are told of it, without its words: of many groups few
// are listed.
type likeness struct {
	Alike
	units []int
}

func alike(units []unit, groups []group, title bool) []likeness {
	list := make([]likeness, len(groups))
	for i, g := range groups {
		list[i] = likeness{Alike: Alike{Percent: g.percent, Title: title}, units: g.units}
		for _, u := range g.units {
			list[i].Places = append(list[i].Places, units[u].Place)
		}
	}
	return list
}

// inBoth are the words that stand in both of two units; of more than two that are
// alike, all have the same.
func inBoth(first, other *unit, title bool) []string {
	var words []string
	for stem, word := range first.words(title) {
		if _, both := other.words(title)[stem]; both {
			words = append(words, word)
		}
	}
	slices.Sort(words)
	return words
}

func byPlace(a, b Place) int {
	return cmp.Or(strings.Compare(a.Specification, b.Specification), a.Pos.Compare(b.Pos))
}

// unit is one capability to be compared.
type unit struct {
	Place
	source       int
	title, whole map[string]string // words: of title and statement, and of all that is said
}

func (u *unit) words(title bool) map[string]string {
	if title {
		return u.title
	}
	return u.whole
}

// unitsOf are the capabilities of specifications, and the domains without any, in order.
func unitsOf(all []Source) []unit {
	var units []unit
	for i, s := range all {
		add := func(kind spec.Kind, id, title, statement string, pos finding.Pos, statements []spec.Statement) {
			own := []string{title, statement}
			texts := own
			for _, st := range statements {
				texts = append(texts, st.Text)
			}
			units = append(units, unit{
				Place:  Place{Specification: s.Spec.ID, Kind: kind, ID: id, Title: title, File: s.File, Pos: pos},
				source: i, title: wordsOf(own...), whole: wordsOf(texts...),
			})
		}
		for _, d := range s.Spec.Domains {
			if len(d.Capabilities) == 0 {
				add(spec.KindDomain, d.ID, d.Title, d.Summary, d.At.Pos(), d.Statements)
			}
			for _, c := range d.Capabilities {
				add(spec.KindCapability, c.ID, c.Title, c.Statement, c.At.Pos(), c.Statements)
			}
		}
	}
	return units
}
