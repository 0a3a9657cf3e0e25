// Package decode turns the walked values of a document into Go values and says,
// at the offending value and in plain words, what is not as the format wants it.
// Every S finding comes from here. It knows no particular format: what keys and
// words there are is its callers' business.
package decode

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// The S codes: one for each way in which a value can differ from the format.
const (
	CodeUnknownKey  = "S101"
	CodeMissingKey  = "S102"
	CodeWrongKind   = "S103"
	CodeUnknownWord = "S104"
	CodeWrongShape  = "S105"
	CodeEmptyText   = "S106"
	CodeTooLong     = "S107"
	CodeOutOfRange  = "S108"
	CodeRepeated    = "S109"
	CodeOtherFormat = "S110"
	CodeTooMany     = "S111"
)

// MaxFindings is how many findings a Reader gathers of one document. One more,
// of CodeTooMany, then says that the rest is not listed: a hostile file could
// otherwise be wrong in a hundred thousand places.
const MaxFindings = 1000

// Reader reads values and gathers findings. Its zero value is ready to use.
// A Reader never stops at the first problem; a value that is not as wanted is
// read as the zero value of its type.
type Reader struct {
	found  finding.List
	within []yamldoc.Value // the maps being read, outermost first
}

// Found returns what was found so far, in reading order.
func (r *Reader) Found() finding.List { return r.found }

// Report adds a finding at v with severity error, unless v was refused when the
// document was read: one gap is one finding.
func (r *Reader) Report(v yamldoc.Value, code, message, help string) {
	switch {
	case len(r.found) > MaxFindings || v.Nearest().Refused():
		return
	case len(r.found) == MaxFindings:
		code = CodeTooMany
		message = fmt.Sprintf("more than %d things differ from the format; those from here on are not listed", MaxFindings)
		help = "mend some of them and check again; if the whole file looks foreign, see whether it is the right one"
	}
	r.found = append(r.found, v.Finding(code, finding.Error, message, help))
}

// reportFixable is Report for a value that can only have been meant to be written
// as instead; with "" it is Report.
func (r *Reader) reportFixable(v yamldoc.Value, code, message, help, instead string) {
	before := len(r.found)
	r.Report(v, code, message, help)
	if len(r.found) == before || instead == "" || before == MaxFindings {
		return
	}
	f := &r.found[before]
	f.Edits = []finding.Edit{{Pos: f.Pos, End: f.End, New: instead}}
}

// full reports whether a further finding would not be listed anyway, so that its
// words need not be made.
func (r *Reader) full() bool { return len(r.found) > MaxFindings }

// List reads v as a list and calls each for every item.
func (r *Reader) List(v yamldoc.Value, each func(v yamldoc.Value)) {
	if !r.is(v, yamldoc.List) {
		return
	}
	for _, item := range v.Items() {
		each(item)
	}
}

// Texts reads v as a list of texts.
func (r *Reader) Texts(v yamldoc.Value) []string {
	if !r.is(v, yamldoc.List) {
		return nil
	}
	texts := make([]string, 0, v.Len())
	for _, item := range v.Items() {
		if text := r.Text(item); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// is reports whether v is of the wanted kind, and says so if not.
func (r *Reader) is(v yamldoc.Value, want yamldoc.Kind) bool {
	if v.Kind() == want {
		return true
	}
	r.wrongKind(v, want.String(), mend(v, want), instead(v, want))
	return false
}

// wrongKind reports a value of another kind than wanted; instead is how it can
// only have been meant to be written, or "".
func (r *Reader) wrongKind(v yamldoc.Value, want, help, instead string) {
	if v.Kind() == yamldoc.Null {
		help = mend(v, yamldoc.Null)
	}
	if !r.full() {
		r.reportFixable(v, CodeWrongKind, fmt.Sprintf("%s is %s, want %s", r.name(v), found(v), want), help, instead)
	}
}
