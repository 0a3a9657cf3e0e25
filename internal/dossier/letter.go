package dossier

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
)

// letterWidth is how many characters a line of the letter has.
const letterWidth = 76

// Letter returns the covering letter, as plain text. It bears no date: whoever
// sends it has one on the e-mail.
func (d *Dossier) Letter() []byte {
	var b strings.Builder
	put := func(front, text string) {
		b.WriteString(wrapped(front, strings.Repeat(" ", len(front)), text, letterWidth))
	}
	fmt.Fprintf(&b, "To:    %s\nFrom:  %s, %s\nAbout: review of %q, version %s\n\n", d.nameOf(d.Reviewer), d.Contact.Name, d.Contact.Email, d.title(), d.Subject.Version)
	put("", "Dear "+d.nameOf(d.Reviewer)+",")
	b.WriteByte('\n')
	put("", d.askedFor())
	heading(&b, "What is asked of you")
	put("- ", "Read the text and the criteria. Both are on one page, "+pageName+".")
	put("- ", fmt.Sprintf("Answer %s with one word out of a short list, and with a note where you have something to say.", countedCriteria(d)))
	put("- ", "Answer for the whole, with one of: "+listed(overallWords(d.Opened.Kind), "or")+".")
	put("- ", "Declare your interests, sign your record, and send two files back: the record and its signature.")
	put("", "Step by step, for Windows and for Mac, this is in "+instructionsName+". You need no knowledge of any program for it.")
	heading(&b, "By when, and whom to ask")
	if day := d.Opened.RespondBy; day != "" {
		put("", "Please answer by "+dayWords(day)+". If you cannot, tell us as soon as you know: somebody else can then be asked.")
	} else {
		put("", "No day is set. If you cannot do it at all, tell us as soon as you know: somebody else can then be asked.")
	}
	put("", "Questions and the two files go to "+d.Contact.Name+", "+d.Contact.Email+".")
	heading(&b, "Who wrote the text, and your declaration of interest")
	for _, id := range d.Opened.Authors {
		put("- ", d.authorWords(id))
	}
	put("", "In your record you declare:")
	for _, sentence := range record.DeclarationText() {
		put("- ", sentence)
	}
	put("", "If one of these is not so, write to us before you begin, or say in the record what stands in the way. Such a record is kept and is not counted.")
	heading(&b, "What your signature means")
	put("", "Your signature ties your answers to exactly this text. Nobody can change your record after you have signed it without that being seen; we cannot either. "+
		"If the text is changed later, by a single letter, your record no longer applies to it, and you will be asked again.")
	put("", "You are free in what you answer. A record that finds fault is as valid as one that does not.")
	heading(&b, "Your name stays public")
	put("", "Your name, your answers and your notes are put on record with the text, where everybody can read them, and they stay there for good, "+
		"whatever becomes of the text. Do not write anything into a note that must not be read by everybody, above all nothing about a patient.")
	heading(&b, "Until then")
	put("", "The text is under review and is not endorsed. Please do not pass it on as if it were.")
	b.WriteByte('\n')
	put("", "With thanks,")
	put("", d.Contact.Name)
	return []byte(b.String())
}

func heading(b *strings.Builder, text string) {
	b.WriteString("\n" + text + "\n" + strings.Repeat("-", len(text)) + "\n")
}

// askedFor is the first sentence: what the person is asked, and as what.
func (d *Dossier) askedFor() string {
	what := "You are asked to review a credential specification as an independent reviewer"
	if d.Opened.Kind == record.Gateway {
		what = "You are asked to review the proposal for a credential specification as an independent reviewer"
	}
	reviewer, _ := d.Known.Person(d.Reviewer)
	var as []string
	for _, role := range []record.Role{record.Academic, record.Clinical} {
		if reviewer.Has(role) {
			as = append(as, string(role))
		}
	}
	if len(as) > 0 {
		what += " with " + listed(as, "and") + " expertise"
	}
	return what + fmt.Sprintf(". It is %q, version %s, with the id %s.", d.title(), d.Subject.Version, d.Subject.ID)
}

func countedCriteria(d *Dossier) string {
	n := 0
	for _, p := range d.Criteria {
		n += len(p.Criteria)
	}
	if n == 1 {
		return "the one criterion"
	}
	return fmt.Sprintf("each of the %d criteria", n)
}

func (d *Dossier) authorWords(id string) string {
	author, _ := d.Known.Person(id)
	if len(author.Organisations) == 0 {
		return d.nameOf(id)
	}
	return d.nameOf(id) + ", of " + listed(author.Organisations, "and")
}

// wrapped is a paragraph in lines of at most so many bytes, with something in front
// of its first line and of the others.
func wrapped(first, others, text string, width int) string {
	var b strings.Builder
	line, empty := first, true
	for word := range strings.FieldsSeq(report.Printable(strings.Join(strings.Fields(text), " "))) {
		if !empty && len(line)+1+len(word) > width {
			b.WriteString(line + "\n")
			line, empty = others, true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	return b.String() + strings.TrimRight(line, " ") + "\n"
}
