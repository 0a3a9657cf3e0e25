package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/validate"
)

// evidence writes what was found for the criteria: all of them for a single
// specification, one line each for many.
func (t *textWriter) evidence() {
	verdicts := t.report.Result.Verdicts
	if len(verdicts) == 1 && len(verdicts[0].Evidence) > 0 {
		t.table(verdicts[0])
		return
	}
	for i := range verdicts {
		if i == 0 {
			t.gap()
		}
		t.specification(&verdicts[i], "")
	}
}

// specification writes the line of one specification; of several thousand, so
// that it is put together without the help of fmt.
func (t *textWriter) specification(v *validate.Verdict, before string) {
	t.out.WriteString(label(v))
	t.out.WriteString(" ")
	t.out.WriteString(before)
	if v.JudgedAt == "" {
		t.out.WriteString("not judged\n")
		return
	}
	t.line = append(appendTally(t.line[:0], v.Tally), '\n')
	t.out.Write(t.line)
}

// specifications writes one line for each specification: what was found, and
// what for its criteria. A file that has findings but is no specification, such
// as a pack, has a line too.
func (t *textWriter) specifications() {
	byFile := countByFile(t.report.Result.Findings)
	for i := range t.report.Result.Verdicts {
		v := &t.report.Result.Verdicts[i]
		t.wrote = true
		t.specification(v, byFile[v.File].String()+"; ")
		delete(byFile, v.File)
	}
	for _, f := range t.report.Result.Findings {
		if c, left := byFile[f.File]; left {
			t.wrote = true
			t.printf("%s %s\n", lineStart(Printable(f.File)+":"), c)
			delete(byFile, f.File)
		}
	}
}

// label names a specification and the stage it was judged at. It opens a line,
// with a colon.
func label(v *validate.Verdict) string {
	name := v.ID
	if name == "" {
		name = v.File
	}
	if stage := stageWords(v); v.JudgedAt != "" {
		name += " (" + stage + ")"
	}
	return lineStart(Printable(name) + ":")
}

// stageWords is the stage a specification was judged at, which is the one it
// says unless the user asked for another; "" if it was not judged.
func stageWords(v *validate.Verdict) string {
	if v.JudgedAt == "" || v.Stage == v.JudgedAt || v.Stage == "" {
		return string(v.JudgedAt)
	}
	return string(v.Stage) + ", judged as " + string(v.JudgedAt)
}

// appendTally says how many criteria are in which state.
func appendTally(line []byte, n criteria.Tally) []byte {
	for i, part := range []struct {
		state criteria.State
		n     int
	}{{criteria.EvidencePresent, n.Present}, {criteria.EvidenceMissing, n.Missing}, {criteria.ForReviewers, n.ForReviewers}} {
		if i > 0 {
			line = append(line, ", "...)
		}
		line = append(line, part.state...)
		line = strconv.AppendInt(append(line, ' '), int64(part.n), 10)
	}
	if n.Claimed > 0 {
		line = strconv.AppendInt(append(line, "; claimed in "...), int64(n.Claimed), 10)
	}
	return line
}

// table writes the evidence of one specification, a criterion a row.
func (t *textWriter) table(v validate.Verdict) {
	t.gap()
	t.printf("%s what was found for each criterion; the verdict is for reviewers\n\n", t.ink.bold(label(&v)))
	const stateWidth = len(criteria.EvidencePresent)
	nameWidth := 0
	for _, e := range v.Evidence {
		nameWidth = max(nameWidth, columns(Printable(criterionName(e))))
	}
	indent := strings.Repeat(" ", 2+nameWidth+2+stateWidth+2)
	for _, e := range v.Evidence {
		name := lineStart(Printable(criterionName(e)))
		pad := strings.Repeat(" ", max(0, nameWidth-columns(name)))
		state := string(e.State) + strings.Repeat(" ", max(0, stateWidth-len(e.State)))
		for i, line := range cellLines(e, t.suppressed(v.File, e), t.report.Options.width()-len(indent)) {
			if i == 0 {
				t.printf("  %s%s  %s  %s\n", name, pad, t.ink.state(e.State, state), line)
				continue
			}
			t.printf("%s%s\n", indent, line)
		}
	}
}

// suppressed are the codes of a criterion that found something which a comment in
// the file suppresses. The evidence is missing all the same.
func (t *textWriter) suppressed(file string, e criteria.Evidence) []string {
	var codes []string
	for i := range t.report.Result.Suppressed {
		f := &t.report.Result.Suppressed[i].Finding
		if f.File == file && slices.Contains(e.Codes, f.Code) && !slices.Contains(codes, f.Code) {
			codes = append(codes, f.Code)
		}
	}
	slices.Sort(codes)
	return codes
}

// cellLines is what a row says of a criterion: its title with the codes that
// found something, which of them a comment suppresses, and what rests on claims
// alone.
func cellLines(e criteria.Evidence, suppressed []string, width int) []string {
	title := e.Title
	if len(e.Codes) > 0 {
		title += " (" + strings.Join(e.Codes, ", ") + ")"
	}
	lines := wrap(title, max(width, leastWidth/2))
	if len(suppressed) > 0 {
		lines = append(lines, wrap("suppressed by a comment: "+strings.Join(suppressed, ", "), max(width, leastWidth/2))...)
	}
	if len(e.Claimed) > 0 {
		lines = append(lines, wrap("claimed: "+strings.Join(e.Claimed, "; "), max(width, leastWidth/2))...)
	}
	if len(lines) == 0 {
		return []string{""}
	}
	return lines
}

// criterionName is how findings name the criterion: its pack without the edition,
// and its id.
func criterionName(e criteria.Evidence) string {
	pack, _, _ := strings.Cut(e.Pack, "@")
	return pack + " " + e.Criterion
}

// criterionTitles maps criteria, named as findings name them, to their titles.
func criterionTitles(packs []*criteria.Pack) map[string]string {
	titles := map[string]string{}
	for _, pack := range packs {
		for i := range pack.Criteria {
			titles[pack.ID+" "+pack.Criteria[i].ID] = pack.Criteria[i].Title
		}
	}
	return titles
}
