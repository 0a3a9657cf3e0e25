package export

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/tabular"
)

// The columns of a competency framework for Moodle. Their texts are for people: the
// importer goes by their places.
var moodleColumns = []string{
	"Parent ID number", "ID number", "Short name", "Description", "Description format", "Scale values", "Scale configuration",
	"Rule type (optional)", "Rule outcome (optional)", "Rule config (optional)", "Cross-referenced competency ID numbers",
	"Exported ID (optional)", "Is framework", "Taxonomy",
}

const (
	moodleHTML = "1" // the format of descriptions
	// moodleScale is what Moodle calls its usual scale. Every row names it: a row without
	// the configuration of a scale stops the importer, as does a scale without a default
	// or without a value that counts as proficient.
	moodleScale       = "Not yet competent,Competent"
	moodleScaleConfig = `[{"scaleid":"1"},{"id":1,"scaledefault":1,"proficient":0},{"id":2,"scaledefault":0,"proficient":1}]`
	// moodleTaxonomy is what competencies are called, by the level that they are on.
	moodleTaxonomy = "domain,competency,outcome,outcome"

	maxMoodleID   = 100 // characters
	maxMoodleName = 100 // characters; more would be cut in the middle of a word
)

// moodleRow is a competency, or the framework that holds all of them.
type moodleRow struct {
	parent, id, name, description string
	related                       []string // ids
	framework                     bool
}

// writeMoodle makes a competency framework that Moodle imports: the domains with their
// capabilities and statements, the learning outcomes, and those items of reference
// frameworks that something is mapped to. Moodle relates competencies within one
// framework only, which is why the items stand in it.
//
// The ids of all competencies begin with letters: the importer takes two ids that look
// like numbers for the same one if the numbers are equal, as 1.1 and 1.10 are.
func writeMoodle(e *edition.Edition) ([]byte, error) {
	w := &moodleWriter{
		e: e, known: framework.NewRegistry(e.Frameworks...), relations: newRelations(e.Spec),
		ids: map[moodleElement]string{}, taken: map[string]bool{}, mapped: map[string]bool{},
	}
	w.begin()
	w.domains()
	w.outcomes()
	w.frameworks()
	return w.bytes()
}

// moodleElement is what has an id in the file: an element, or what has no kind: a branch
// by its name, and what belongs to a framework.
type moodleElement struct {
	element
	pillar bool
}

// moodleBranch is the branch of the learning outcomes.
var moodleBranch = moodleElement{element: element{id: "outcomes"}}

type moodleWriter struct {
	e         *edition.Edition
	known     *framework.Registry
	relations *relations
	prefix    string
	rows      []moodleRow
	ids       map[moodleElement]string
	taken     map[string]bool // ids, in small letters
	mapped    map[string]bool // items of frameworks, such as "mpf@2025#1.10"
}

// begin adds the row of the framework. Its id carries the version, since Moodle takes
// no framework a second time.
func (w *moodleWriter) begin() {
	w.prefix = moodlePrefix(w.e.Spec.ID)
	var d description
	d.prose(w.e.Spec.Summary)
	for _, sentence := range notice(w.e) {
		d.para(sentence)
	}
	end := " " + w.e.Version()
	w.rows = []moodleRow{{
		id: shortened(w.e.Spec.ID+"-"+w.e.Version(), maxMoodleID), framework: true, description: d.String(),
		name: moodleName(shortened(oneLine(headline(w.e)), maxMoodleName-len(end)) + end),
	}}
}

// moodlePrefix is what the ids of a specification begin with: the first letters of its
// words, such as OP of older-people.
func moodlePrefix(id string) string {
	prefix := ""
	for word := range strings.SplitSeq(id, "-") {
		prefix += word[:1]
	}
	if len(prefix) == 1 {
		prefix = id[:min(3, len(id))]
	}
	return strings.ToUpper(prefix)
}

// moodleName is a text as the name of a competency. The importer takes tags out of
// names, and with them everything that looks like one; and PHP, reading a table, takes
// a quotation mark behind a backslash for no end of a cell.
func moodleName(text string) string {
	return shortened(strings.NewReplacer("<", "‹", ">", "›", `\`, "/").Replace(oneLine(text)), maxMoodleName)
}

// id makes the id of something, once. Databases that do not tell capitals from small
// letters would take two ids for one: the later of them gets an end of its own.
func (w *moodleWriter) id(of moodleElement, text string) string {
	id := shortened(text, maxMoodleID)
	if w.taken[strings.ToLower(id)] || id != text {
		id = shortened(text, maxMoodleID-9) + "-" + identified("moodle", string(of.kind), of.id)[:8]
	}
	w.taken[strings.ToLower(id)] = true
	w.ids[of] = id
	return id
}

// add adds the competency of an element.
func (w *moodleWriter) add(parent string, kind spec.Kind, id, letter, title, text string, maps []spec.Mapping) string {
	of := element{kind, id}
	row := moodleRow{parent: parent, id: w.id(moodleElement{element: of}, w.prefix+"-"+letter+id), name: moodleName(id + " " + title)}
	var d description
	if title != text && row.name != id+" "+title {
		d.para(title) // which does not stand whole in the name
	}
	d.prose(text)
	for _, m := range maps {
		if related := w.item(m.Item); related != "" && !slices.Contains(row.related, related) {
			row.related = append(row.related, related)
		}
	}
	d.list("Maps to", mappingWords(w.known, maps))
	d.list("Assessed by", w.relations.methodWords(of))
	row.description = d.String()
	w.rows = append(w.rows, row)
	return row.id
}

// item is the id of an item of a framework that something is mapped to; "" of one that
// is not known.
func (w *moodleWriter) item(ref string) string {
	found := w.known.Resolve(ref, nil)
	if found.Problem != framework.Resolved {
		return ""
	}
	ref = found.Framework.Ref() + "#" + found.Item.Number
	w.mapped[ref] = true
	of := moodleFrameworkItem(ref)
	if id := w.ids[of]; id != "" {
		return id
	}
	return w.id(of, moodleFramework(found.Framework)+"-"+found.Item.Number)
}

func moodleFrameworkItem(ref string) moodleElement {
	return moodleElement{element: element{id: ref}}
}

// moodleFramework is what the ids of the items of a framework begin with, such as
// MPF2025: both editions may stand in one file.
func moodleFramework(f *framework.Framework) string { return strings.ToUpper(f.ID) + f.Edition }

func (w *moodleWriter) domains() {
	for i := range w.e.Spec.Domains {
		d := &w.e.Spec.Domains[i]
		domain := w.add("", spec.KindDomain, d.ID, "D", d.Title, d.Summary, d.MapsTo)
		for j := range d.Capabilities {
			c := &d.Capabilities[j]
			w.statements(w.add(domain, spec.KindCapability, c.ID, "C", c.Title, c.Statement, c.MapsTo), c.Statements)
		}
		w.statements(domain, d.Statements)
	}
}

func (w *moodleWriter) statements(parent string, list []spec.Statement) {
	for i := range list {
		s := &list[i]
		w.add(parent, spec.KindStatement, s.ID, "S", s.Text, s.Text, s.MapsTo)
	}
}

// outcomes have a branch of their own, since one may develop several capabilities: it
// is related to each.
func (w *moodleWriter) outcomes() {
	if len(w.e.Spec.Outcomes) == 0 {
		return
	}
	branch := moodleRow{
		id: w.id(moodleBranch, w.prefix+"-OUTCOMES"), name: "Learning outcomes",
		description: "<p>What somebody can do who has completed what was specified.</p>",
	}
	w.rows = append(w.rows, branch)
	for i := range w.e.Spec.Outcomes {
		o := &w.e.Spec.Outcomes[i]
		w.add(branch.id, spec.KindOutcome, o.ID, "O", o.Text, o.Text, nil)
		row := &w.rows[len(w.rows)-1]
		for _, to := range w.relations.meant(o.Develops, spec.KindCapability, spec.KindDomain) {
			row.related = append(row.related, w.ids[moodleElement{element: to}])
		}
	}
}

// frameworks adds the items that something is mapped to, in the order of their
// frameworks, below their pillars.
func (w *moodleWriter) frameworks() {
	for _, f := range w.e.Frameworks {
		top := ""
		for _, p := range f.Pillars {
			pillar := ""
			for _, i := range p.Items {
				ref := f.Ref() + "#" + i.Number
				if !w.mapped[ref] {
					continue
				}
				if top == "" {
					top = w.frameworkRow(f)
				}
				if pillar == "" {
					id := w.id(moodleElement{element: element{id: f.Ref() + "#" + p.Number}, pillar: true}, moodleFramework(f)+"-PILLAR-"+p.Number)
					pillar = w.plain(top, id, p.Number+" "+p.Title, "A group of items of "+f.Ref()+".")
				}
				w.plain(pillar, w.ids[moodleFrameworkItem(ref)], i.Number+" "+i.Title, i.Title+" ("+ref+").")
			}
		}
	}
}

func (w *moodleWriter) frameworkRow(f *framework.Framework) string {
	text := "Those items of " + f.Ref() + " that this specification maps to, under short titles."
	if f.Mark != framework.Local {
		text += " The titles are not the framework's own wording."
	}
	return w.plain("", w.id(moodleElement{element: element{id: f.Ref()}}, moodleFramework(f)), f.Title+" ("+f.Edition+")", text)
}

// plain adds a row that only has a name and a sentence.
func (w *moodleWriter) plain(parent, id, name, sentence string) string {
	var d description
	d.para(sentence)
	w.rows = append(w.rows, moodleRow{parent: parent, id: id, name: moodleName(name), description: d.String()})
	return id
}

// bytes is the table. It has no byte order mark, so that the first column is called
// what it is called. No cell begins like a formula, for whoever opens it in a
// spreadsheet first: ids and names begin with letters or numbers, descriptions with <.
func (w *moodleWriter) bytes() ([]byte, error) {
	var out bytes.Buffer
	table := csv.NewWriter(&out)
	if err := table.Write(moodleColumns); err != nil {
		return nil, err
	}
	for _, row := range w.rows {
		var related []string
		for _, id := range row.related {
			related = append(related, strings.ReplaceAll(id, ",", "%2C"))
		}
		is, taxonomy := "", ""
		if row.framework {
			is, taxonomy = "1", moodleTaxonomy
		}
		cells := []string{
			row.parent, row.id, row.name, row.description, moodleHTML, moodleScale, moodleScaleConfig,
			"", "", "", strings.Join(related, ","), "", is, taxonomy,
		}
		for i := range cells {
			cells[i] = tabular.Safe(cells[i])
		}
		if err := table.Write(cells); err != nil {
			return nil, err
		}
	}
	table.Flush()
	return out.Bytes(), table.Error()
}
