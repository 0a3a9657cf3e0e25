package dossier

import (
	"strings"
	"time"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
)

// listed joins words for people: "a, b and c".
func listed(all []string, conj string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " " + conj + " " + all[len(all)-1]
}

// answerWords is an answer that was given, with its note.
func answerWords(a record.Answer) string {
	if a.Note == "" {
		return string(a.Outcome)
	}
	return string(a.Outcome) + ", with the note: " + a.Note
}

func mandatoryWord(mandatory bool) string {
	if mandatory {
		return "mandatory"
	}
	return "not mandatory"
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// outcomeWords are the outcomes that make sense for a criterion. A reviewer may
// write not-applicable beside one that is mandatory; nobody is asked to.
func outcomeWords(mandatory bool) []string {
	var all []string
	for _, o := range record.Outcomes {
		if !mandatory || o != record.NotApplicable {
			all = append(all, string(o))
		}
	}
	return all
}

func overallWords(k record.Kind) []string {
	var all []string
	for _, o := range record.Overalls(k) {
		all = append(all, string(o))
	}
	return all
}

// dayWords is a day for people: "20 December 2026".
func dayWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return report.Printable(day)
	}
	return t.Format("2 January 2006")
}

// authorNames are the names of the authors, in the order of the round.
func (d *Dossier) authorNames() []string {
	names := make([]string, len(d.Opened.Authors))
	for i, id := range d.Opened.Authors {
		names[i] = d.nameOf(id)
	}
	return names
}

// evidence is what the machine has to say about a criterion; nil if nothing was
// handed in.
func (d *Dossier) evidence(p *criteria.Pack, c *criteria.Criterion) *criteria.Evidence {
	for i := range d.Evidence {
		if e := &d.Evidence[i]; e.Pack == p.Ref() && e.Criterion == c.ID {
			return e
		}
	}
	return nil
}

// title is what the text is called.
func (d *Dossier) title() string { return report.Printable(d.Text.Title) }
