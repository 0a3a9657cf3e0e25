package report

import (
	"io"

	"github.com/advancing-practice/credctl/internal/finding"
)

// gitlabText is how many characters of a description are written; ours.
const gitlabText = 4000

// gitlabEntry is one entry of GitLab's code quality report. Two entries of the
// same fingerprint are shown as one.
type gitlabEntry struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"`
	Severity    string         `json:"severity"` // info, minor, major, critical or blocker
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
}

// writeGitLab writes a report as GitLab's code quality report. The format knows
// nothing but entries, and a list without any means that all is well; so what
// could not be checked is an entry too, about the repository as a whole.
func writeGitLab(w io.Writer, r Report) error {
	ids, entries := identities{}, []gitlabEntry{}
	add := func(f finding.Finding, severity, description string) {
		entries = append(entries, gitlabEntry{
			Description: worded(description, gitlabText), CheckName: sarifID(f.Code), Fingerprint: ids.unique(f),
			Severity: severity, Location: gitlabLocation{gitlabPath(f.File), gitlabLines{max(f.Pos.Line, 1)}},
		})
	}
	ofRun := func(severity, text string) {
		add(finding.Finding{Code: "credctl", Message: text}, severity, text)
	}
	if r.Failure != "" {
		ofRun("blocker", "credctl could not do its work: "+r.Failure)
		return encode(w, entries)
	}
	for _, text := range r.Unchecked {
		ofRun("blocker", "not checked: "+text)
	}
	for _, text := range r.Notices {
		ofRun("info", text)
	}
	for _, f := range r.Result.Findings {
		text := f.Code + ": " + f.Message
		if f.Help != "" {
			text += "; help: " + f.Help
		}
		add(f, gitlabSeverity(f.Severity), text)
	}
	return encode(w, entries)
}

// gitlabPath is the file of an entry, which must not be empty.
func gitlabPath(file string) string {
	if file == "" {
		return "."
	}
	return Printable(file)
}

// gitlabSeverity is a severity in GitLab's words.
func gitlabSeverity(s finding.Severity) string {
	switch s {
	case finding.Error:
		return "major"
	case finding.Warning:
		return "minor"
	}
	return "info"
}
