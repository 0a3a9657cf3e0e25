package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/validate"
)

// What GitHub takes of a SARIF document, and a bound for texts from files.
const (
	sarifResults = 25_000 // in a run
	sarifTags    = 10     // that are kept of a rule
	sarifText    = 1023   // characters of a rule's full description, which may be 1024 with the ellipsis
	sarifMessage = 4000   // characters; ours
)

const (
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	homePage    = "https://github.com/advancing-practice/credctl"
)

// writeSARIF writes a report as SARIF 2.1.0, for code scanning and editors.
//
// Texts are printable and so not quite what the file holds, because those who
// read SARIF show them as they are. No text is empty, all four numbers of a
// region are there, and nothing is said of where the repository lies on this
// machine: GitHub wants the first two, and reviewdog matches nothing otherwise.
func writeSARIF(w io.Writer, r Report) error {
	run := sarifRun{
		Tool:        sarifTool{sarifDriver{Name: "credctl", Version: r.Version, InformationURI: homePage, Rules: []sarifRule{}}},
		Automation:  sarifAutomation{"credctl/validate/"},
		ColumnKind:  "unicodeCodePoints",
		Results:     []sarifResult{},
		Invocations: []sarifInvocation{r.sarifInvocation()},
	}
	if r.Failure == "" {
		r.sarifResults(&run)
	}
	return encode(w, sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

// sarifInvocation says whether the work could be done, and what there is to know
// of the run as a whole.
func (r Report) sarifInvocation() sarifInvocation {
	inv := sarifInvocation{Successful: r.Failure == "" && len(r.Unchecked) == 0, Notifications: []sarifNotification{}}
	tell := func(level, text string) {
		inv.Notifications = append(inv.Notifications, sarifNotification{level, sarifWords(text, sarifMessage)})
	}
	if r.Failure != "" {
		tell("error", r.Failure)
		return inv
	}
	for _, text := range r.Unchecked {
		tell("error", "not checked: "+text)
	}
	for _, text := range r.Notices {
		tell("warning", text)
	}
	if n := len(r.Result.Findings) + len(r.Result.Suppressed) - sarifResults; n > 0 {
		tell("warning", plural(n, "finding")+fmt.Sprintf(" of the least weight left out, because no more than %d are taken", sarifResults))
	}
	return inv
}

func (r Report) sarifResults(run *sarifRun) {
	index := map[string]int{}
	pages, tags := r.pagesByCode(), r.sarifTags()
	for i, code := range r.codes() {
		index[code] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, newSARIFRule(code, pages[code], tags[code]))
	}
	ids := identities{}
	for _, f := range r.sarifFindings() {
		run.Results = append(run.Results, r.sarifResult(f, ids, index))
	}
	room := sarifResults - len(run.Results)
	for _, s := range r.Result.Suppressed[:min(room, len(r.Result.Suppressed))] {
		res := r.sarifResult(s.Finding, ids, index)
		res.Suppressions = &[]sarifSuppression{newSARIFSuppression(s)}
		run.Results = append(run.Results, res)
	}
	if len(r.Result.Suppressed) == 0 {
		return
	}
	for i := range run.Results { // once one says whether it is suppressed, all must
		if run.Results[i].Suppressions == nil {
			run.Results[i].Suppressions = &[]sarifSuppression{}
		}
	}
}

// sarifFindings are the findings that there is room for, in their order.
func (r Report) sarifFindings() finding.List {
	if len(r.Result.Findings) <= sarifResults {
		return r.Result.Findings
	}
	most := r.worstFirst()[:sarifResults]
	most.Sort()
	return most
}

func (r Report) sarifResult(f finding.Finding, ids identities, index map[string]int) sarifResult {
	text := f.Message
	if f.Help != "" {
		text += "; help: " + f.Help
	}
	print, nth := ids.of(f)
	at := sarifPlace(f.File, f.Pos, f.End)
	res := sarifResult{
		RuleID: sarifID(f.Code), Level: f.Severity.String(), Message: sarifWords(text, sarifMessage),
		Locations:    []sarifLocation{{Physical: at}},
		Fingerprints: sarifFingerprints{fmt.Sprintf("%s:%d", print, nth)},
	}
	if i, known := index[f.Code]; known {
		res.RuleIndex = &i
	}
	if f.Pointer != "" {
		res.Locations[0].Logical = []sarifLogical{{short(f.Pointer, sarifText)}}
	}
	if r.compared() {
		res.Baseline = "new"
		if f.Known {
			res.Baseline = "unchanged"
		}
	}
	if len(f.Edits) > 0 {
		res.Fixes = []sarifFix{newSARIFFix(f)}
	}
	return res
}

// sarifTags are the criteria that each code serves, as far as findings say.
func (r Report) sarifTags() map[string][]string {
	tags := map[string][]string{}
	add := func(f finding.Finding) {
		tag := short(f.Criterion, 100)
		if t := tags[f.Code]; tag != "" && len(t) < sarifTags && !slices.Contains(t, tag) {
			tags[f.Code] = append(t, tag)
		}
	}
	for _, f := range r.Result.Findings {
		add(f)
	}
	for _, s := range r.Result.Suppressed {
		add(s.Finding)
	}
	return tags
}

func newSARIFRule(code string, page finding.Page, tags []string) sarifRule {
	prose := func(text string, most int) sarifProse {
		for _, text := range []string{text, page.Title, code, "credctl"} {
			if strings.TrimSpace(text) != "" {
				return sarifProse{cut(unlinked(proseLines(text)), most)}
			}
		}
		return sarifProse{}
	}
	rule := sarifRule{ID: sarifID(code), Short: prose(page.Title, sarifText), Full: prose(page.Why, sarifText), Help: prose(page.Help, sarifMessage)}
	if len(tags) > 0 {
		rule.Properties = &sarifProperties{Tags: tags}
	}
	return rule
}

func newSARIFSuppression(s validate.Suppressed) sarifSuppression {
	reason := s.Ignore.Reason
	if s.Ignore.Until != "" {
		reason += " (until " + s.Ignore.Until + ")"
	}
	if strings.TrimSpace(reason) == "" {
		reason = "no reason is given"
	}
	at := sarifPlace(s.Finding.File, s.Ignore.Pos, s.Ignore.End)
	return sarifSuppression{Kind: "inSource", Justification: short(reason, sarifText), Location: sarifLocation{Physical: at}}
}

func newSARIFFix(f finding.Finding) sarifFix {
	change := sarifChange{Artifact: sarifArtifact{uriPath(f.File)}}
	for _, e := range f.Edits {
		// What is inserted is not made printable: it is for programs that change the file.
		change.Replacements = append(change.Replacements, sarifReplacement{
			Deleted: sarifSpan(e.Pos, e.End), Inserted: sarifContent{strings.ToValidUTF8(e.New, "\ufffd")},
		})
	}
	text := f.Help
	if text == "" {
		text = "the change that mends it"
	}
	return sarifFix{Description: sarifWords(text, sarifMessage), Changes: []sarifChange{change}}
}
