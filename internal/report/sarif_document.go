package report

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
)

// The SARIF document, as far as credctl writes it.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Automation  sarifAutomation   `json:"automationDetails"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind"`
	Results     []sarifResult     `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	Version        string      `json:"version,omitempty"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID         string           `json:"id"`
	Short      sarifProse       `json:"shortDescription"`
	Full       sarifProse       `json:"fullDescription"`
	Help       sarifProse       `json:"help"`
	Properties *sarifProperties `json:"properties,omitempty"`
}

type sarifProperties struct {
	Tags []string `json:"tags"`
}

type sarifProse struct {
	Text string `json:"text"`
}

type sarifAutomation struct {
	ID string `json:"id"` // what stands before the last slash is GitHub's category
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications"`
}

type sarifNotification struct {
	Level   string     `json:"level"`
	Message sarifProse `json:"message"`
}

type sarifResult struct {
	RuleID       string              `json:"ruleId"`
	RuleIndex    *int                `json:"ruleIndex,omitempty"`
	Level        string              `json:"level"`
	Message      sarifProse          `json:"message"`
	Locations    []sarifLocation     `json:"locations"`
	Fingerprints sarifFingerprints   `json:"partialFingerprints"`
	Baseline     string              `json:"baselineState,omitempty"`
	Suppressions *[]sarifSuppression `json:"suppressions,omitempty"`
	Fixes        []sarifFix          `json:"fixes,omitempty"`
}

type sarifFingerprints struct {
	Primary string `json:"primaryLocationLineHash"` // the name by which GitHub knows it
}

type sarifLocation struct {
	Physical sarifPhysical  `json:"physicalLocation"`
	Logical  []sarifLogical `json:"logicalLocations,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifLogical struct {
	Name string `json:"fullyQualifiedName"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	EndLine     int `json:"endLine"`
	EndColumn   int `json:"endColumn"` // just behind the last character
}

type sarifSuppression struct {
	Kind          string        `json:"kind"`
	Justification string        `json:"justification"`
	Location      sarifLocation `json:"location"`
}

type sarifFix struct {
	Description sarifProse    `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion  `json:"deletedRegion"`
	Inserted sarifContent `json:"insertedContent"`
}

type sarifContent struct {
	Text string `json:"text"`
}

// sarifWords is text in which SARIF finds no link.
func sarifWords(text string, most int) sarifProse {
	return sarifProse{worded(unlinked(short(text, most)), most)}
}

// unlinked takes the links out of a text: "](" makes one in a message that is
// plain otherwise.
func unlinked(text string) string { return strings.ReplaceAll(text, "](", `\](`) }

// worded is short for where no text may be empty.
func worded(text string, most int) string {
	if text = short(text, most); strings.TrimSpace(text) == "" {
		return "no words"
	}
	return text
}

// sarifID is a code as the id of a rule, which must not be empty.
func sarifID(code string) string {
	if code == "" {
		return "credctl"
	}
	return short(code, 100)
}

func sarifPlace(file string, pos, end finding.Pos) sarifPhysical {
	return sarifPhysical{Artifact: sarifArtifact{uriPath(file)}, Region: sarifSpan(pos, end)}
}

// sarifSpan is a place as a region with all its numbers: a point has no width,
// and what is about no particular place stands at the top of the file.
func sarifSpan(pos, end finding.Pos) sarifRegion {
	pos.Line, pos.Column = max(pos.Line, 1), max(pos.Column, 1)
	if end.Compare(pos) < 0 {
		end = pos
	}
	return sarifRegion{StartLine: pos.Line, StartColumn: pos.Column, EndLine: end.Line, EndColumn: max(end.Column, 1)}
}

// uriPath is a file's name as a relative reference: whatever is not plain, a
// colon too because what stands before it could be taken for a scheme, is
// written as % and two digits.
func uriPath(file string) string {
	const plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"
	var b strings.Builder
	for i := range len(file) {
		if strings.IndexByte(plain, file[i]) >= 0 {
			b.WriteByte(file[i])
			continue
		}
		fmt.Fprintf(&b, "%%%02X", file[i])
	}
	if b.Len() == 0 {
		return "-"
	}
	return b.String()
}
