package dossier

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// remarkWidth is how many characters a line of explanation has, for an editor that
// does not wrap.
const remarkWidth = 96

// recordWriter writes the record with explanations between its lines.
type recordWriter struct {
	bytes.Buffer
	fixed map[string]string // lines of the record that are known, by their key
}

// Template returns the record as a file to be filled in by hand: what is fixed is
// there, and each place that a person fills in is empty, so that the strict reader
// refuses the file until somebody has.
func (d *Dossier) Template() []byte {
	draft := d.Draft()
	w := recordWriter{fixed: map[string]string{}}
	for line := range strings.Lines(string(draft.Marshal())) {
		key, _, _ := strings.Cut(line, ":")
		w.fixed[key] = line
	}
	d.templateHead(&w)
	w.WriteString(w.fixed["record"])
	w.remark("", "What you judge. The long numbers tie your record to exactly these words: change none of them.")
	for _, key := range []string{"spec", "round_sha256", "packs", "governance", "reviewer"} {
		w.WriteString(w.fixed[key])
	}
	d.templateDeclaration(&w)
	w.WriteString("\noutcomes:\n")
	for _, p := range d.Criteria {
		for i := range p.Criteria {
			d.templateCriterion(&w, p, &p.Criteria[i])
		}
	}
	w.WriteByte('\n')
	w.remark("", "Your judgement of the whole. One of: "+listed(overallWords(d.Opened.Kind), "or")+".")
	w.WriteString("overall: # FILL IN\n")
	if d.Before != nil {
		w.remark("", "Your record on the earlier text, version "+d.Before.Spec.Version+", by its SHA-256.")
	}
	w.WriteString(w.fixed["carried_from"])
	w.remark("", "The day on which you sign, written year, month, day: 2026-11-22, say.")
	w.WriteString("date: # FILL IN\n")
	return w.Bytes()
}

func (d *Dossier) templateHead(w *recordWriter) {
	w.remark("", fmt.Sprintf("Review record of %s on %s %s.", d.nameOf(d.Reviewer), d.Subject.ID, d.Subject.Version))
	w.remark("", "How to fill this in, and how to sign it, is in "+instructionsName+". In short:")
	w.remark("- ", `Wherever a line says # FILL IN, write what the lines above it offer in the place of these words, with a space between it and the colon. Only notes are up to you.`)
	w.remark("- ", `What stands behind a # is an explanation. It may stay, and is part of what you sign.`)
	w.remark("- ", `Leave the spaces at the beginning of the lines as they are; use no tabs and no curly quotes.`)
	w.remark("- ", `Save as plain text (UTF-8) under the same name. Once it is signed, change nothing any more.`)
	w.WriteByte('\n')
}

func (d *Dossier) templateDeclaration(w *recordWriter) {
	w.WriteByte('\n')
	w.remark("", "Your declaration of interest. The authors are "+listed(d.authorNames(), "and")+".")
	for _, sentence := range record.DeclarationText() {
		w.remark("- ", sentence)
	}
	w.remark("", "If all of it is so, write [] behind conflicts. If not, write what stands in the way between quotes and brackets, "+
		`such as ["I supervised one of the authors"]; your record then stays on file and is not counted.`)
	authors := w.fixed["declaration"]
	_, authors, _ = strings.Cut(authors, "authors: ")
	authors, _, _ = strings.Cut(authors, ", conflicts: ")
	w.WriteString("declaration:\n  wording: " + record.DeclarationWording + "\n  authors: " + authors + "\n  conflicts: # FILL IN\n")
}

func (d *Dossier) templateCriterion(w *recordWriter, p *criteria.Pack, c *criteria.Criterion) {
	w.WriteByte('\n')
	w.remark("", fmt.Sprintf("Criterion %s, %s: %s", c.ID, mandatoryWord(c.Mandatory), c.Title))
	w.remark("  ", c.Question)
	for _, point := range c.Points {
		w.remark("  - ", "("+point.ID+") "+point.Text)
	}
	if e := d.evidence(p, c); e != nil {
		w.remark("  ", "What the machine found: "+string(e.State)+". Whether the criterion is met is for you to say.")
	}
	if a, ok := d.Carried(c.ID); ok {
		w.remark("  ", "Your answer on the earlier text: "+answerWords(a))
	}
	w.remark("  ", "One of: "+listed(outcomeWords(c.Mandatory), "or")+".")
	fmt.Fprintf(w, "- criterion: %q\n  outcome: # FILL IN\n", c.ID)
	w.WriteString("  # To add a note, take away the first # of the next two lines, and nothing else, and write yours.\n")
	w.WriteString("  #note: >-\n  #  Your reasons, in your own words.\n")
}

// remark writes an explanation, wrapped, with something in front of its first line.
func (w *recordWriter) remark(front, text string) {
	w.WriteString(wrapped("# "+front, "# "+strings.Repeat(" ", len(front)), text, remarkWidth))
}

// checkTemplate refuses a prefilled record whose fixed part is not that of the
// dossier. What stands in the places to fill in is nobody's business yet.
func (d *Dossier) checkTemplate(data []byte) error {
	doc, found := yamldoc.Parse(d.RecordName(), data, yamldoc.Options{Exact: true})
	if doc == nil || len(found) > 0 {
		return firstOf("its file "+d.RecordName(), found)
	}
	want, _ := yamldoc.Parse(d.RecordName(), d.Template(), yamldoc.Options{Exact: true})
	if want == nil {
		return errors.New("the record of this dossier cannot be written")
	}
	for _, pointer := range []string{
		"/record", "/spec", "/round_sha256", "/packs", "/governance", "/reviewer", "/declaration/wording", "/declaration/authors", "/carried_from",
	} {
		if !reflect.DeepEqual(doc.At(pointer).Plain(), want.At(pointer).Plain()) {
			return fmt.Errorf("its file %s has another %s than the other files of the dossier", d.RecordName(), strings.ReplaceAll(pointer[1:], "/", "."))
		}
	}
	return nil
}
