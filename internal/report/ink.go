package report

import (
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
)

// ink colours words, or leaves them alone: the value is whether there is colour.
type ink bool

// The few ANSI codes in use; they are the only control characters ever written.
const (
	codeOff    = "\x1b[0m"
	codeBold   = "\x1b[1m"
	codeDim    = "\x1b[2m"
	codeRed    = "\x1b[1;31m"
	codeGreen  = "\x1b[1;32m"
	codeYellow = "\x1b[1;33m"
	codeCyan   = "\x1b[1;36m"
)

func (on ink) bold(s string) string { return on.paint(codeBold, s) }
func (on ink) dim(s string) string  { return on.paint(codeDim, s) }

// severity colours s as befits the weight.
func (on ink) severity(weight finding.Severity, s string) string {
	switch weight {
	case finding.Error:
		return on.paint(codeRed, s)
	case finding.Warning:
		return on.paint(codeYellow, s)
	}
	return on.paint(codeCyan, s)
}

// state colours what was found for a criterion. Evidence that is present gets no
// green: nobody should read a pass into it.
func (on ink) state(state criteria.State, s string) string {
	switch state {
	case criteria.EvidenceMissing:
		return on.paint(codeYellow, s)
	case criteria.ForReviewers:
		return on.paint(codeCyan, s)
	}
	return s
}

func (on ink) paint(code, s string) string {
	if !on || s == "" {
		return s
	}
	return code + s + codeOff
}
