package cache

import (
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
)

// memoWriter writes the memo of one file, of which the name is known anyway.
type memoWriter struct {
	writer
	file string
}

func (w *memoWriter) memo(m *validate.Memo) {
	w.verdict(&m.Verdict)
	writeList(&w.writer, m.Found, w.finding)
	w.pos(m.ID.Pos)
	w.pos(m.ID.End)
	writeList(&w.writer, m.Ignores, w.ignore)
	writeList(&w.writer, m.Refers, w.reference)
	w.text(m.Days.First)
	w.text(m.Days.Last)
}

func (w *memoWriter) verdict(v *validate.Verdict) {
	w.name(v.File)
	w.text(v.ID)
	w.word(string(v.Stage))
	w.word(string(v.JudgedAt))
	for _, n := range []int{v.Tally.Present, v.Tally.Missing, v.Tally.ForReviewers, v.Tally.Claimed} {
		w.signed(n)
	}
	writeList(&w.writer, v.Evidence, w.evidence)
}

func (w *memoWriter) evidence(e *criteria.Evidence) {
	w.word(e.Pack)
	w.word(e.Criterion)
	w.word(e.Title)
	w.flag(e.Mandatory)
	w.word(string(e.State))
	writeList(&w.writer, e.Codes, func(s *string) { w.word(*s) })
	writeList(&w.writer, e.Claimed, func(s *string) { w.text(*s) })
}

func (w *memoWriter) finding(f *finding.Finding) {
	w.name(f.File)
	w.pos(f.Pos)
	w.pos(f.End)
	w.text(f.Pointer)
	w.word(f.Code)
	w.signed(int(f.Severity))
	w.text(f.Message)
	w.word(f.Help)
	w.word(f.Criterion)
	writeList(&w.writer, f.Also, func(s *string) { w.word(*s) })
	writeList(&w.writer, f.Edits, func(e *finding.Edit) {
		w.pos(e.Pos)
		w.pos(e.End)
		w.text(e.New)
	})
	w.fixed(f.Fingerprint[:])
	w.flag(f.Known)
}

func (w *memoWriter) ignore(i *validate.Ignore) {
	w.pos(i.Pos)
	w.pos(i.End)
	w.text(i.Pointer)
	w.text(i.Code)
	w.text(i.Reason)
	w.text(i.Until)
}

func (w *memoWriter) reference(r *validate.Reference) {
	w.text(r.ID)
	w.finding(&r.At)
}

func (w *memoWriter) pos(p finding.Pos) {
	w.signed(p.Line)
	w.signed(p.Column)
}

// name writes the name of a file: nearly always the one that the memo is about.
func (w *memoWriter) name(file string) {
	w.flag(file == w.file)
	if file != w.file {
		w.text(file)
	}
}

// memoReader is memoWriter the other way round.
type memoReader struct {
	reader
	file string
}

// memo returns false if the record is none of a memo.
func (r *memoReader) memo() (m validate.Memo, ok bool) {
	r.verdict(&m.Verdict)
	m.Found = readList(&r.reader, leastFinding, r.finding)
	m.ID = validate.Place{Pos: r.pos(), End: r.pos()}
	m.Ignores = readList(&r.reader, leastIgnore, r.ignore)
	m.Refers = readList(&r.reader, leastFinding, r.reference)
	m.Days = criteria.Days{First: r.text(), Last: r.text()}
	return m, !r.bad && r.rest == ""
}

// The bytes that one of a list takes at least.
const (
	leastEvidence = 7
	leastFinding  = 30
	leastIgnore   = 8
	leastEdit     = 5
)

func (r *memoReader) verdict(v *validate.Verdict) {
	v.File = r.name()
	v.ID = r.text()
	v.Stage = spec.Stage(r.word())
	v.JudgedAt = spec.Stage(r.word())
	for _, n := range []*int{&v.Tally.Present, &v.Tally.Missing, &v.Tally.ForReviewers, &v.Tally.Claimed} {
		*n = r.signed()
	}
	v.Evidence = readList(&r.reader, leastEvidence, r.evidence)
}

func (r *memoReader) evidence(e *criteria.Evidence) {
	e.Pack = r.word()
	e.Criterion = r.word()
	e.Title = r.word()
	e.Mandatory = r.flag()
	e.State = criteria.State(r.word())
	e.Codes = readList(&r.reader, 1, func(s *string) { *s = r.word() })
	e.Claimed = readList(&r.reader, 1, func(s *string) { *s = r.text() })
}

func (r *memoReader) finding(f *finding.Finding) {
	f.File = r.name()
	f.Pos = r.pos()
	f.End = r.pos()
	f.Pointer = r.text()
	f.Code = r.word()
	f.Severity = finding.Severity(r.signed())
	f.Message = r.text()
	f.Help = r.word()
	f.Criterion = r.word()
	f.Also = readList(&r.reader, 1, func(s *string) { *s = r.word() })
	f.Edits = readList(&r.reader, leastEdit, func(e *finding.Edit) {
		e.Pos, e.End, e.New = r.pos(), r.pos(), r.text()
	})
	copy(f.Fingerprint[:], r.fixed(uint64(len(f.Fingerprint))))
	f.Known = r.flag()
}

func (r *memoReader) ignore(i *validate.Ignore) {
	i.Pos = r.pos()
	i.End = r.pos()
	i.Pointer = r.text()
	i.Code = r.text()
	i.Reason = r.text()
	i.Until = r.text()
}

func (r *memoReader) reference(f *validate.Reference) {
	f.ID = r.text()
	r.finding(&f.At)
}

func (r *memoReader) pos() finding.Pos { return finding.Pos{Line: r.signed(), Column: r.signed()} }

func (r *memoReader) name() string {
	if r.flag() {
		return r.file
	}
	return r.text()
}
