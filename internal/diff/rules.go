package diff

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/spec"
)

// verdict is what a change comes to, and why in words.
type verdict struct {
	class Class
	why   string
}

func correction(why string) verdict { return verdict{Correction, why} }
func adjustment(why string) verdict { return verdict{Adjustment, why} }
func revision(why string) verdict   { return verdict{Revision, why} }

// rule is a row of the table: what a change of some fields comes to.
type rule struct {
	// of are the fields: of an element as "capability.title", the element as a whole
	// as "capability", of the file as "scope.in". What is not named follows the field
	// that it belongs to: "authors.name" is judged as "authors".
	of string

	added, removed, changed verdict

	// weighed says that texts are judged by how much of them changed: a few words that
	// were put in are as if something was added, and more are what changed says. Of
	// other texts everything beyond a correction is what changed says.
	weighed bool
}

// rules is the table that gives each change its class. It is this register's own
// decision how much a change weighs; no publication of the Centre says so. It leans to
// the greater class: whoever declares a greater step than is asked for is free to.
//
//   - A correction says the same more correctly: spelling, punctuation, the order of a
//     list, who made the text and what it rests on.
//   - An adjustment adds something or makes it clearer, and takes nothing away from
//     anybody who learns, teaches or assesses by the version before.
//   - A revision takes something away, or makes another thing of it: what is learnt and
//     assessed, who may begin, at what level and how much of it there is.
//
// Whatever the row, a text of which nothing but spelling, punctuation and capitals
// changed is a correction.
var rules = []rule{
	{
		of:    "capability capability.title capability.statement statement statement.text statement.kind domain outcome outcome.text activity activity.title activity.description",
		added: adjustment("there is more to learn, and nothing of what there was is gone"), removed: revision("what was to be learnt is gone"),
		changed: revision("what is to be learnt reads otherwise, and may mean something else"), weighed: true,
	},
	{
		of:    "method method.type method.description assessment.strategy",
		added: adjustment("something is said of assessment that was not, and nothing of what there was is gone"), removed: revision("a part of how people are assessed is gone"),
		changed: revision("how people are assessed reads otherwise, and may mean something else"), weighed: true,
	},
	{
		of:    "outcome.develops activity.draws_on method.assesses unit.outcomes",
		added: adjustment("something more is tied to it"), removed: revision("what was tied to it is so no more"),
		changed: revision("what is tied to it is another"),
	},
	{
		of:    "domain.maps_to capability.maps_to statement.maps_to frameworks domain.features capability.features statement.features",
		added: adjustment("one more claim is made"), removed: revision("a claim that others may rest on is withdrawn"),
		changed: revision("a claim that others may rest on is another"),
	},
	{
		of:    "coverage.not_covered",
		added: adjustment("what is left to others is explained"), removed: adjustment("what was left to others is so no more"),
		changed: adjustment("what is left to others is explained otherwise"),
	},
	{
		of:    "scope.in target_group.professions",
		added: adjustment("it is open to more than before"), removed: revision("somebody or something is no longer within it"),
		changed: revision("whom or what it is for reads otherwise, and may mean something else"), weighed: true,
	},
	{
		of:    "scope.out",
		added: revision("something is now left out"), removed: adjustment("something is no longer left out"),
		changed: revision("what is left out reads otherwise, and may mean something else"), weighed: true,
	},
	{
		of:    "entry target_group.requirements",
		added: revision("more is asked of those who want to begin"), removed: revision("who may begin is decided otherwise"),
		changed: revision("what is asked of those who want to begin reads otherwise, and may mean something else"), weighed: true,
	},
	{
		of:    "level.framework level.value credits notional_hours duration unit.credits",
		added: adjustment("level or length was not said before"), removed: revision("level or length is no longer said"),
		changed: revision("level or length is another"),
	},
	{
		of:    "learning.content learning.supervision learning.delivery",
		added: adjustment("something is added to how it is learnt"), removed: revision("something is gone from how it is learnt"),
		changed: revision("how it is learnt reads otherwise, and may mean something else"), weighed: true,
	},
	{
		of:    "licence",
		added: revision("what others may do with it was not said before"), removed: revision("what others may do with it is no longer said"),
		changed: revision("what others may do with it is another"),
	},
	{
		of:    "unit unit.title",
		added: adjustment("it can be taken in one more part"), removed: revision("it can no longer be taken in this part"),
		changed: adjustment("a part is called otherwise"),
	},
	{
		of: "title also_known_as summary domain.title domain.summary proposal learning.methods related involvement equality section section.heading section.body " +
			"provenance.own_words provenance.illustrative provenance.notes licence.holder",
		added: adjustment("it explains more"), removed: adjustment("it explains less; no capability, outcome, entry or assessment is touched"),
		changed: adjustment("it explains otherwise; no capability, outcome, entry or assessment is touched"),
	},
	{
		of:    "reference reference.citation reference.url provenance.sources",
		added: correction("what the text rests on is said more fully"), removed: correction("what the text rests on is said otherwise"),
		changed: correction("what the text rests on is cited more correctly"),
	},
	{
		of:    "authors developer acknowledgements review",
		added: correction("it says who made the text and who looks after it"), removed: correction("it says who made the text and who looks after it"),
		changed: correction("it says who made the text and who looks after it"),
	},
	{
		of:    "retired",
		added: correction("it is noted that the id is never used again"), removed: correction("the note that the id is never used again is gone"),
		changed: correction("the note on an id that is never used again is another"),
	},
	{
		of:    "id",
		added: revision("it is another specification"), removed: revision("it is another specification"), changed: revision("it is another specification"),
	},
}

// What comes of an element that is the same in another place, by what it stands in.
var (
	reordered   = correction("the same stands in another order")
	reheaded    = adjustment("the same stands under another heading")
	reassigned  = revision("what it belonged to is another without it, and so is what it belongs to now")
	newlyCalled = adjustment("it is the same under another id, which whatever points at it has to follow")
)

// moved says what comes of an element that stands in another one now.
func moved(k spec.Kind) verdict {
	if k == spec.KindStatement {
		return reassigned
	}
	return reheaded
}

// law is the table by field.
type law map[string]*rule

func newLaw() law {
	l := law{}
	for i := range rules {
		for _, field := range strings.Fields(rules[i].of) {
			l[field] = &rules[i]
		}
	}
	return l
}

// find returns the row of a field, "" for the element as a whole. A field that no row
// names would be a revision: what nobody thought of is not let through.
func (l law) find(k spec.Kind, field string) *rule {
	name := field
	switch {
	case k != "" && field != "":
		name = string(k) + "." + field
	case k != "":
		name = string(k)
	}
	for {
		if r := l[name]; r != nil {
			return r
		}
		i := strings.LastIndexByte(name, '.')
		if i < 0 || k != "" && name[:i] == string(k) {
			break
		}
		name = name[:i]
	}
	unknown := revision("no rule says what it comes to")
	return &rule{added: unknown, removed: unknown, changed: unknown}
}

// prose is what comes of a text that reads otherwise.
func (r *rule) prose(w weight) verdict {
	switch {
	case w.size == letters:
		return correction(w.why)
	case r.weighed && w.size == few && r.added.class == Adjustment:
		return adjustment(w.why)
	case r.weighed:
		return verdict{r.changed.class, r.changed.why + ": " + w.why}
	}
	return r.changed
}
