package validate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// The I codes: what is wrong with comments that suppress findings.
const (
	CodeMalformed   = "I001" // the comment cannot be understood, or stands in the wrong place
	CodeNoReason    = "I002"
	CodeUnknownCode = "I003"
	CodeUnused      = "I004"
	CodeExpired     = "I005"
	CodeNotAllowed  = "I006" // what it names may not be suppressed
)

// mostIgnores is how many comments of a file may suppress findings. It bounds the
// time that a hostile file can take.
const mostIgnores = 500

// MayIgnore reports whether a finding may be suppressed: it must be what a check of
// the packs in force asks, it must not weigh error now, and none of its codes may
// weigh error at the candidate stage, because then it blocks endorsement.
func MayIgnore(set *criteria.Set, f *finding.Finding) bool {
	return f.Severity < finding.Error && mayIgnoreCode(set, f.Code) && blockingAlso(set, f) == ""
}

// mayIgnoreCode reports whether findings of a code may be suppressed at all.
func mayIgnoreCode(set *criteria.Set, code string) bool {
	_, check, _, ok := set.Check(code)
	return ok && !isIgnoreCode(code) && check.Severity.Candidate < finding.Error
}

// blockingAlso returns the first of the further codes of f that may not be
// suppressed; "" if there is none.
func blockingAlso(set *criteria.Set, f *finding.Finding) string {
	for _, code := range f.Also {
		if !mayIgnoreCode(set, code) {
			return code
		}
	}
	return ""
}

// isIgnoreCode reports whether a code is one of this file's, also where a pack
// took it for a check of its own.
func isIgnoreCode(code string) bool { return code >= CodeMalformed && code <= CodeNotAllowed }

// readIgnores reads the comments of a document that suppress findings, when all
// else was found. Those that are in order and have something to suppress are kept
// in Memo.Ignores; of the others it says what is wrong. Which of them have run out
// depends on the day and is not looked at here.
func (in *Input) readIgnores(doc *yamldoc.Document, m *Memo) {
	var found finding.List
	for i, c := range doc.Comments(isDirective) {
		if i == mostIgnores {
			found = append(found, commentFinding(m, c, CodeMalformed, finding.Error,
				fmt.Sprintf("more than %d comments of this file suppress findings, want fewer; this one and those below it count for nothing", mostIgnores),
				"mend what the findings say, or leave the check out of the packs in force"))
			break
		}
		if f, wrong := in.readIgnore(c, m); wrong {
			found = append(found, f)
		}
	}
	m.Found = append(m.Found, found...)
}

// readIgnore reads one comment. If wrong, the finding says what is.
func (in *Input) readIgnore(c yamldoc.Comment, m *Memo) (f finding.Finding, wrong bool) {
	report := func(code string, severity finding.Severity, message, help string) (finding.Finding, bool) {
		return commentFinding(m, c, code, severity, message, help), true
	}
	d, malformed := parseDirective(c.Text)
	switch {
	case malformed != "":
		return report(CodeMalformed, finding.Error, malformed, directiveForm)
	case c.Trailing:
		return report(CodeMalformed, finding.Error, "the comment stands behind something else in its line, want it on a line of its own",
			"put it above the line that it is about, indented the same")
	case !c.About.Present():
		return report(CodeMalformed, finding.Error, "the comment stands before nothing, want it above the line that it is about",
			"put it right above that line, indented the same; at the end of a list or a group of keys it is about nothing")
	}
	if code, severity, message, help := in.refuse(d, c.About, m.Found); code != "" {
		return report(code, severity, message, help)
	}
	if !mayIgnoreCode(in.Criteria, d.code) || m.Verdict.JudgedAt == "" || !in.asks(d.code, m) {
		return f, false // nothing can be said of what was not asked
	}
	return in.matchIgnore(Ignore{Pos: c.Pos, End: c.End, Pointer: c.About.Pointer(), Code: d.code, Reason: d.reason, Until: d.until}, c, m)
}

// refuse says what is wrong with what a comment names and gives, whatever was
// found; the code is "" if nothing is.
func (in *Input) refuse(d directive, about yamldoc.Value, found finding.List) (code string, severity finding.Severity, message, help string) {
	if known, help := in.knows(d.code, about, found); !known {
		return CodeUnknownCode, finding.Warning, fmt.Sprintf("there is no code %s in the packs in force, so nothing is suppressed", shown(d.code)), help
	}
	_, _, _, isCheck := in.Criteria.Check(d.code)
	switch {
	case mayIgnoreCode(in.Criteria, d.code):
	case !isCheck && inEmbedded(d.code):
		return "", 0, "", "" // its pack is not in force in this run
	default:
		why := "it says that a file is not what every file must be"
		switch {
		case isIgnoreCode(d.code):
			why = "it is about such comments"
		case isCheck:
			why = "it blocks endorsement"
		}
		return CodeNotAllowed, finding.Error, fmt.Sprintf("%s may not be suppressed: %s", d.code, why), "mend what the finding says, and delete this comment"
	}
	if !givesReason(d.reason) {
		return CodeNoReason, finding.Error, fmt.Sprintf("the comment gives no reason, so %s is not suppressed", d.code),
			`say behind reason= in words why the finding does not apply here: reason="..."`
	}
	return "", 0, "", ""
}

// matchIgnore keeps a comment that has something to suppress.
func (in *Input) matchIgnore(ig Ignore, c yamldoc.Comment, m *Memo) (f finding.Finding, wrong bool) {
	var refused *finding.Finding
	also := ""
	for i := range m.Found {
		f := &m.Found[i]
		if !inside(f.Pointer, ig.Pointer) {
			continue
		}
		switch {
		case f.Code == ig.Code && MayIgnore(in.Criteria, f):
			m.Ignores = append(m.Ignores, ig)
			return finding.Finding{}, false
		case f.Code == ig.Code:
			refused = f
		case slices.Contains(f.Also, ig.Code):
			also = f.Code
		}
	}
	if refused != nil {
		why := "it weighs error at this stage"
		if code := blockingAlso(in.Criteria, refused); code != "" {
			why = fmt.Sprintf("it stands for %s as well, which blocks endorsement", code)
		}
		return commentFinding(m, c, CodeNotAllowed, finding.Error, fmt.Sprintf("the finding %s in line %d may not be suppressed: %s", ig.Code, refused.Pos.Line, why),
			"mend what the finding says, and delete this comment"), true
	}
	where := fmt.Sprintf("in what begins in line %d", c.About.Pos().Line)
	if ig.Pointer == "" {
		where = "in this file"
	}
	help := "delete the comment"
	if also != "" {
		help = fmt.Sprintf("there it is part of the finding %s, which a comment that names %s suppresses, if it may be suppressed", also, also)
	}
	return commentFinding(m, c, CodeUnused, finding.Warning, fmt.Sprintf("there is no finding %s %s, so the comment suppresses nothing", ig.Code, where), help), true
}

// commentFinding is a finding about a comment.
func commentFinding(m *Memo, c yamldoc.Comment, code string, severity finding.Severity, message, help string) finding.Finding {
	return finding.Finding{
		File: m.Verdict.File, Pos: c.Pos, End: c.End, Pointer: c.About.Pointer(),
		Code: code, Severity: severity, Message: message, Help: help,
	}
}

// asks reports whether the check of a code is asked at the stage of m.
func (in *Input) asks(code string, m *Memo) bool {
	_, check, _, _ := in.Criteria.Check(code)
	return check.Severity.At(m.Verdict.JudgedAt) != finding.Off
}

// inside reports whether a pointer leads to the value at outer or into it.
func inside(pointer, outer string) bool {
	rest, ok := strings.CutPrefix(pointer, outer)
	return ok && (rest == "" || rest[0] == '/')
}

// knows reports whether there is a code; if not, it helps with what was meant:
// best a finding that stands there.
func (in *Input) knows(code string, about yamldoc.Value, found finding.List) (known bool, help string) {
	if _, _, _, ok := in.Criteria.Check(code); ok || hasPage(code) || inEmbedded(code) {
		return true, ""
	}
	var there, all []string
	for i := range found {
		if inside(found[i].Pointer, about.Pointer()) && MayIgnore(in.Criteria, &found[i]) {
			there = append(there, found[i].Code)
		}
	}
	for _, page := range in.Criteria.Pages() {
		all = append(all, page.Code)
	}
	upper := strings.ToUpper(code)
	for _, candidates := range [][]string{there, all} {
		if near := nearest.Word(upper, candidates); near != "" {
			return false, fmt.Sprintf("did you mean %s?", near)
		}
	}
	return false, "the code of a finding stands in square brackets where the finding is shown"
}

// hasPage reports whether a code is one of those that are not asked by packs.
func hasPage(code string) bool {
	for _, pages := range [][]finding.Page{yamldoc.Pages(), decode.Pages(), Pages()} {
		if slices.ContainsFunc(pages, func(p finding.Page) bool { return p.Code == code }) {
			return true
		}
	}
	return false
}

// inEmbedded reports whether a pack that comes with the program has a code.
func inEmbedded(code string) bool {
	for _, p := range criteria.Embedded() {
		for i := range p.Criteria {
			if slices.ContainsFunc(p.Criteria[i].Checks, func(c criteria.Check) bool { return c.Code == code }) {
				return true
			}
		}
	}
	return false
}
