package dossier

import (
	"strings"
	"time"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
)

// declarationWords is what a reviewer declares, in edition 1 of the wording.
var declarationWords = []string{
	"I am not one of the authors, and I did not help to write the text.",
	"I belong to no organisation that one of the authors belongs to.",
	"Nothing else, such as money, family or a dispute, stands in the way of judging it on its merits.",
}

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

// What the outcomes mean, in our words.
var (
	outcomeMeanings = map[record.Outcome]string{
		record.Meets:               "the text does what the criterion asks",
		record.MeetsWithConditions: "it would, once something is put right that you name in your note; the text does not go forward as it is",
		record.DoesNotMeet:         "it does not do what the criterion asks",
		record.NotApplicable:       "the criterion does not apply to this text; where it is mandatory, the text does not go forward with this answer",
	}
	overallMeanings = map[record.Overall]string{
		record.OverallEndorse:    "the text can be endorsed as it is",
		record.OverallAccept:     "the proposal can be taken forward as it is",
		record.OverallConditions: "it can be endorsed once your conditions are met; the text does not go forward as it is",
		record.OverallRevise:     "it has to be revised and put forward again",
		record.OverallDecline:    "it should not be taken forward",
	}
)

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
