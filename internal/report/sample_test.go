package report

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
)

// The files of the samples. The second one holds what a file should not.
const (
	cablingText = `format: 1
id: cabling
stage: draft
domains:
- id: A
  capabilities:
  - id: A1
    title: Pulls cable through ducts
    statement: Understands 電纜 and café
`
	roughText = "format: 1\r\n" +
		"id: rough\r\n" +
		"summary: |\r\n" +
		"\tan \x1b[31mescape, a \u202ereversal, a soft\u00adhyphen and ::error::a command\r\n"
)

func samplePos(line, column int) finding.Pos { return finding.Pos{Line: line, Column: column} }

// sampleFindings cover every part of a finding, and every severity.
func sampleFindings() finding.List {
	l := finding.List{
		{
			File: "specs/cabling.yaml", Pos: samplePos(7, 5), End: samplePos(9, 44),
			Pointer: "/domains/0/capabilities/0", Code: "E401", Severity: finding.Error,
			Message:   `capability "A1" maps to no item of a framework, want at least one`,
			Help:      `add the item it serves, for example maps_to: [{item: "mpf@2025#1.2"}]; the items of a framework are listed by credctl criteria, and whichever fits best will do`,
			Criterion: "endorsement 4.1", Also: []string{"E402", "H010"},
		},
		{
			File: "specs/cabling.yaml", Pos: samplePos(9, 28), End: samplePos(9, 30),
			Pointer: "/domains/0/capabilities/0/statement", Code: "W001", Severity: finding.Note,
			Message: `"電纜" may not be known to every reader`,
		},
		{
			File: "specs/cabling.yaml", Pos: samplePos(9, 16), End: samplePos(9, 27),
			Pointer: "/domains/0/capabilities/0/statement", Code: "W002", Severity: finding.Warning,
			Message: `statement "A1" begins with "Understands", want a verb that can be assessed`,
			Help:    "say what the practitioner does",
		},
		{
			File: "specs/cabling.yaml", Pos: samplePos(7, 9), End: samplePos(7, 11),
			Pointer: "/domains/0/capabilities/0/id", Code: "E401", Severity: finding.Error,
			Message: `capability "A1" maps to no item of a framework, want at least one`,
		},
		{
			File: "specs/gone.yaml", Code: "R022", Severity: finding.Error,
			Message: "this is not a specification, but lies in specs/",
		},
		{
			File: "specs/rough.yaml", Pos: samplePos(1, 10), End: samplePos(2, 1),
			Code: "Y104", Severity: finding.Warning, Message: "the line ends are those of Windows",
		},
		{
			File: "specs/rough.yaml", Pos: samplePos(4, 1), End: samplePos(4, 2),
			Code: "Y107", Severity: finding.Error, Message: "a tab, want spaces",
		},
		{
			File: "specs/rough.yaml", Pos: samplePos(4, 5), End: samplePos(4, 5),
			Code: "Y105", Severity: finding.Error,
			Message: "a control character, \"\\x1b\" or raw \x1b[2J, want plain text",
			Help:    "delete it: \u202e ::stop-commands::x ##vso[task]",
		},
		{
			File: "specs/ro\x1bugh\n.yaml", Pos: samplePos(3, 1), Code: "S001", Severity: finding.Error, Message: "in a \xff file",
		},
	}
	l.Sort()
	return l
}

func sampleSources(file string) []byte {
	switch file {
	case "specs/cabling.yaml":
		return []byte(cablingText)
	case "specs/rough.yaml":
		return []byte(roughText)
	}
	return nil
}

func sampleEvidence() []criteria.Evidence {
	return []criteria.Evidence{
		{
			Pack: "gateway@1.0.0", Criterion: "1.1", Title: "The need is defined and understood",
			Mandatory: true, State: criteria.EvidencePresent,
		},
		{
			Pack: "endorsement@1.0.0", Criterion: "4.1", Title: "Level and breadth of practice", Mandatory: true,
			State: criteria.EvidenceMissing, Codes: []string{"E401", "E402"},
			Claimed: []string{
				"complexity by capability A1", "risk by capability A1",
				"uncertainty by capability A1, capability A2 and domain F",
			},
		},
		{
			Pack: "house@1.0.0", Criterion: "L-EQUALITY", Title: "Equality is thought of",
			State: criteria.ForReviewers,
		},
	}
}

// samplePacksOf are packs that hold the criteria of the evidence.
func samplePacksOf(evidence []criteria.Evidence) []*criteria.Pack {
	var packs []*criteria.Pack
	for _, e := range evidence {
		id, version, _ := strings.Cut(e.Pack, "@")
		packs = append(packs, &criteria.Pack{
			ID: id, Version: version, Criteria: []criteria.Criterion{{ID: e.Criterion, Title: e.Title}},
		})
	}
	return packs
}

func sampleVerdict() validate.Verdict {
	return validate.Verdict{
		File: "specs/cabling.yaml", ID: "cabling", Stage: spec.Draft, JudgedAt: spec.Draft,
		Tally: criteria.Count(sampleEvidence()), Evidence: sampleEvidence(),
	}
}

// sampleMany is a run over several files, one of which could not be judged.
func sampleMany() Report {
	asked := sampleVerdict()
	asked.File, asked.ID, asked.JudgedAt = "specs/ducts.yaml", "ducts", spec.Candidate
	return Report{
		Result: validate.Result{
			Findings: sampleFindings(),
			Verdicts: []validate.Verdict{sampleVerdict(), asked, {File: "specs/rough.yaml"}},
		},
		Packs: samplePacksOf(sampleEvidence()), Checked: 3, Version: "1.2.3", Sources: sampleSources,
	}
}

// sampleOne is a run over one file in which nothing blocks.
func sampleOne() Report {
	r := sampleMany()
	r.Result.Verdicts = r.Result.Verdicts[:1]
	r.Result.Findings = nil
	for _, f := range sampleFindings() {
		if f.File == "specs/cabling.yaml" && f.Severity < finding.Error {
			r.Result.Findings = append(r.Result.Findings, f)
		}
	}
	r.Checked = 1
	return r
}

// sampleHostile has the same text, which may be anything, wherever a file's words
// can come to stand.
func sampleHostile(text string, column, end int) Report {
	f := finding.Finding{
		File: text, Pos: samplePos(1, column), End: samplePos(1, end), Pointer: text, Code: "S001",
		Severity: finding.Error, Message: text, Help: text, Criterion: text, Also: []string{text},
	}
	return Report{
		Result: validate.Result{
			Findings: finding.List{f},
			Verdicts: []validate.Verdict{{
				File: text, ID: text, Stage: spec.Draft, JudgedAt: spec.Candidate,
				Evidence: []criteria.Evidence{{
					Pack: text, Criterion: text, Title: text, State: criteria.EvidencePresent,
					Codes: []string{text}, Claimed: []string{text},
				}},
			}},
		},
		Checked: 1, Version: "1.2.3",
		Sources: func(string) []byte { return []byte(strings.ReplaceAll(text, "\n", " ")) },
	}
}

// sampleSince is compared with a base that has two of the findings already.
func sampleSince() Report {
	r := sampleMany()
	r.Result.Findings = append(finding.List{}, r.Result.Findings...)
	for i := range r.Result.Findings {
		r.Result.Findings[i].Known = i == 1 || i == 3
	}
	r.Since = &Since{Ref: "origin/\x1bmain", Base: strings.Repeat("0123456789", 4)}
	r.FailOnNew = true
	return r
}

// sampleUnreached should have been compared with a base that is not there.
func sampleUnreached() Report {
	r := sampleOne()
	r.Since = &Since{Ref: "origin/main"}
	r.FailOnNew = true
	r.Notices = []string{"--since \"origin/main\" cannot be found; everything is checked. run this first: git fetch \x1b origin"}
	return r
}
