package dossier

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
)

// standing is what nobody may overlook on the page.
const standing = "Under review, not endorsed."

// Page returns the text and the criteria as one page of HTML, for reading and for
// printing.
func (d *Dossier) Page() ([]byte, error) {
	text := newTextPage(d)
	parts := d.criteriaSections(text)
	p := page{
		Title: d.title() + ": text and criteria for review", Tab: "For review: " + d.Subject.ID[:min(len(d.Subject.ID), 58)], Skip: "Skip to the text and the criteria",
		Above: "For the review by " + d.nameOf(d.Reviewer), Standing: standing,
		Below: "Made from the files that lie beside this page. What is signed is " + specificationName + ", by its SHA-256; this page is for reading.",
		Sections: []section{
			{ID: "about", Title: "What this is", Listed: true, Blocks: d.aboutBlocks()},
			{ID: "criteria", Title: "The criteria", Listed: true, Blocks: d.criteriaBlocks(), Parts: parts},
			{ID: "text", Title: "The text of the specification", Listed: true, Blocks: []block{said(
				"The whole text follows, in the order of its file. It says nothing under the headings of the format that you do not find here.")}, Parts: text.sections},
		},
	}
	return p.render()
}

func (d *Dossier) aboutBlocks() []block {
	round := "endorsement round"
	if d.Opened.Kind == record.Gateway {
		round = "gateway round, in which the proposal is judged"
	}
	reply := "no day is set"
	if d.Opened.RespondBy != "" {
		reply = "by " + dayWords(d.Opened.RespondBy)
	}
	return []block{facts(
		fact{"Specification", []block{para(code(d.Subject.ID))}},
		fact{"Version", []block{para(code(d.Subject.Version))}},
		fact{"Stage that the text says", []block{said(string(d.Text.Stage))}},
		fact{"SHA-256 of the text", []block{para(code(d.Subject.SHA256))}},
		fact{"Kind of round", []block{said(round)}},
		fact{"Authors", []block{said(listed(d.authorNames(), "and"))}},
		fact{"Reviewers asked", []block{said(listed(d.reviewerNames(), "and"))}},
		fact{"Your answer is asked for", []block{said(reply)}},
	)}
}

func (d *Dossier) reviewerNames() []string {
	names := make([]string, len(d.Opened.Reviewers))
	for i, id := range d.Opened.Reviewers {
		names[i] = d.nameOf(id)
	}
	return names
}

// criteriaBlocks stand above the criteria: how to read them, and all of them in a
// table.
func (d *Dossier) criteriaBlocks() []block {
	rows := []row{}
	for pi, p := range d.Criteria {
		for i := range p.Criteria {
			c := &p.Criteria[i]
			rows = append(rows, row{Cells: [][]block{
				{para(within(criterionAnchor(pi, i), c.ID+", "+c.Title))}, {said(yesNo(c.Mandatory))}, {said(stateWords(d.evidence(p, c)))},
			}})
		}
	}
	return []block{
		said("You answer each criterion once. A program has looked through the text for what a machine can find, and says for each criterion " +
			"whether it found evidence. It does not judge: whether a criterion is met is for you to say, whatever was found."),
		{Table: &table{Caption: "All criteria of this round", Head: []string{"Criterion", "Mandatory", "What the machine found"}, Rows: rows}},
		said("What the words for one criterion mean:"),
		facts(meanings(record.Outcomes[:])...),
		said("What the words for the whole mean:"),
		facts(meanings(record.Overalls(d.Opened.Kind))...),
		said("Conditions are met by a new text and a new round, in which you start from what you answered now."),
	}
}

// word is an outcome of either kind.
type word interface {
	~string
	Meaning() string
}

func meanings[W word](all []W) []fact {
	var out []fact
	for _, w := range all {
		out = append(out, fact{string(w), []block{said(w.Meaning())}})
	}
	return out
}

func criterionAnchor(pack, i int) string { return fmt.Sprintf("criterion-%d-%d", pack+1, i+1) }

// stateWords is what the machine found, in words that promise nothing.
func stateWords(e *criteria.Evidence) string {
	if e == nil {
		return string(criteria.ForReviewers)
	}
	return string(e.State)
}

func (d *Dossier) criteriaSections(text *textPage) []section {
	var packs []section
	for pi, p := range d.Criteria {
		s := section{ID: fmt.Sprintf("criteria-%d", pi+1), Title: report.Printable(p.Title), Listed: true, Blocks: []block{
			para(span{Text: "The set of criteria "}, code(p.Ref()), span{Text: ". Its SHA-256 is "}, code(d.Opened.Packs[pi].SHA256), span{Text: "."}),
		}}
		s.Blocks = append(s.Blocks, prose(p.Note)...)
		for i := range p.Criteria {
			c := &p.Criteria[i]
			s.Parts = append(s.Parts, section{
				ID: criterionAnchor(pi, i), Title: report.Printable("Criterion " + c.ID + ": " + c.Title), Listed: true,
				Blocks: d.criterionBlocks(text, p, c),
			})
		}
		packs = append(packs, s)
	}
	return packs
}

func (d *Dossier) criterionBlocks(text *textPage, p *criteria.Pack, c *criteria.Criterion) []block {
	question := said(c.Question)
	question.Strong = true
	blocks := []block{question}
	if len(c.Points) > 0 {
		lead := "All of these points belong to it:"
		if c.Kind == criteria.AtLeastOneOf {
			lead = "At least one of these points is asked for:"
		}
		list := block{}
		for _, point := range c.Points {
			list.Items = append(list.Items, prose("("+point.ID+") "+point.Text))
		}
		blocks = append(blocks, said(lead), list)
	}
	about := []fact{{"Mandatory", []block{said(yesNo(c.Mandatory))}}}
	if len(c.Guidance) > 0 {
		about = append(about, fact{"Guidance", each(c.Guidance)})
	}
	if a, ok := d.Carried(c.ID); ok {
		about = append(about, fact{"Your answer on the earlier text, version " + d.Before.Spec.Version, prose(answerWords(a))})
	}
	about = append(about,
		fact{"What the machine found", d.foundBlocks(text, p, c)},
		fact{"Where the text speaks of it", []block{para(text.passages(d, p, c)...)}},
		fact{"Your answer is one of", []block{said(listed(outcomeWords(c.Mandatory), "or"))}},
		fact{"Read in", []block{said(sourceWords(c.Source))}},
	)
	return append(blocks, facts(about...))
}

func sourceWords(s criteria.Source) string {
	if s.Edition == "" {
		return s.Document
	}
	return s.Document + ", " + s.Edition
}

// foundBlocks are the state of the evidence, the findings that bear on a criterion,
// and what rests on an author's word.
func (d *Dossier) foundBlocks(text *textPage, p *criteria.Pack, c *criteria.Criterion) []block {
	e := d.evidence(p, c)
	blocks := []block{said(capital(stateWords(e)) + ".")}
	list := block{}
	for _, f := range d.bearing(p, c) {
		item := []span{}
		switch anchor := text.nearest(f.Pointer); {
		case f.Pos.Line > 0 && anchor != "":
			item = append(item, within(anchor, fmt.Sprintf("Line %d", f.Pos.Line)), span{Text: ": "})
		case f.Pos.Line > 0:
			item = append(item, words(fmt.Sprintf("Line %d: ", f.Pos.Line)))
		}
		item = append(item, phrased(f.Message+" ("+f.Code+")")...)
		list.Items = append(list.Items, []block{para(item...)})
	}
	if len(list.Items) > 0 {
		blocks = append(blocks, list)
	}
	if e != nil && len(e.Claimed) > 0 {
		blocks = append(blocks, said("The authors claim, and nothing proves: "+strings.Join(e.Claimed, "; ")+"."))
	}
	return blocks
}

// bearing are the findings that serve a criterion, also those that ask about the
// same gap for it.
func (d *Dossier) bearing(p *criteria.Pack, c *criteria.Criterion) finding.List {
	var own finding.List
	for _, f := range d.Findings {
		also := slices.ContainsFunc(c.Checks, func(k criteria.Check) bool { return slices.Contains(f.Also, k.Code) })
		if f.Criterion == p.ID+" "+c.ID || also {
			own = append(own, f)
		}
	}
	return own
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
