package export

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// editionOf makes an edition of a text, a draft in a commit.
func editionOf(t testing.TB, text string) *edition.Edition {
	t.Helper()
	doc, found := yamldoc.Parse("specs/x.yaml", []byte(text), yamldoc.Options{MaxBytes: 8 << 20})
	s, more := spec.Decode(doc)
	if found = append(found, more...); found.AtLeast(finding.Error) {
		t.Fatalf("the text is not well formed: %v", found)
	}
	e := &edition.Edition{
		Spec: s, Source: []byte(text), SHA256: record.Hash([]byte(text)), Path: "specs/" + s.ID + ".yaml",
		State: standing.InDevelopment, Commit: strings.Repeat("ab", 20),
		Date: time.Date(2026, 5, 4, 23, 30, 0, 0, time.UTC),
	}
	known := framework.NewRegistry(framework.Embedded()...)
	for _, ref := range s.Frameworks {
		if f, ok := known.Lookup(ref); ok {
			e.Frameworks = append(e.Frameworks, f)
		}
	}
	return e
}

// fullText is the fullest specification, with items 1.1 and 1.10 mapped to, of both
// editions of the framework.
func fullText(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.FromSlash("../spec/testdata/full.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, change := range [][2]string{
		{"version: 1.4.0-rc.1+build.7", "version: 1.4.0"},
		{`{id: "1.10", text: Does something., kind: skill}`, `{id: "1.10", text: Does something., kind: skill, maps_to: [{item: "mpf@2025#1.10"}, {item: "mpf@2017#1.10", strength: partial}]}`},
	} {
		if strings.Count(text, change[0]) != 1 {
			t.Fatalf("%q does not stand once in the fullest specification", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	return text
}

// full is the fullest specification, published.
func full(t testing.TB) *edition.Edition {
	t.Helper()
	e := editionOf(t, fullText(t))
	e.State, e.Tag = standing.Published, "full-example/v1.4.0"
	e.Register = edition.Register{
		Name: "The register of an example", URL: "https://register.example/credentials", Root: strings.Repeat("0f", 32),
	}
	e.Evidence = &edition.Evidence{
		Round: &chain.Round{
			Round: record.Round{
				Kind: record.Endorsement, GovernanceSerial: 2,
				Packs: []record.PackRef{{ID: "endorsement", Version: "1.0.0", SHA256: strings.Repeat("1a", 32)}},
			},
			Path: "rounds/full-example/1.4.0/0123456789abcdef/1.yaml", SHA256: strings.Repeat("2b", 32),
		},
		Reviewers: []standing.ReviewerState{
			{Person: "lee-m", Counted: record.Academic, Filed: true, Overall: record.OverallEndorse, Counts: true},
			{Person: "brown-p", Released: "fell ill"},
		},
		Criteria: []standing.CriterionState{
			{Pack: "endorsement@1.0.0", ID: "4.1", Mandatory: true, Asked: 1, Meets: []string{"lee-m"}},
			{Pack: "endorsement@1.0.0", ID: "L-X", Asked: 1, Other: []standing.Said{{Person: "lee-m", Outcome: record.NotApplicable, Note: "not here"}}},
		},
		Endorsed:   &chain.Entry{Entry: record.Entry{Seq: 3, Governance: record.GovernanceRef{Serial: 2}}, Path: "register/0003.yaml", SHA256: strings.Repeat("3c", 32), Signers: []chain.Signer{{Person: "rowe-e"}, {Person: "shah-k"}}},
		Governance: &record.Governance{People: []record.Person{{ID: "lee-m", Name: "M. Lee", Organisations: []string{"university-a"}}}},
	}
	e.Previous = "1.3.0"
	e.Changes = &diff.Comparison{ID: "full-example", Before: "1.3.0", After: "1.4.0", Class: diff.Adjustment, Reason: "something was added"}
	return e
}

// minimal is a specification with nothing but what the format asks for.
func minimal(t testing.TB) *edition.Edition {
	return editionOf(t, "format: 1\nid: small\nversion: 0.1.0\nstage: proposal\ntitle: Small\n")
}

// hostile is a specification by somebody who wishes us ill.
func hostile(t testing.TB) *edition.Edition {
	t.Helper()
	e := editionOf(t, `format: 1
id: hostile
version: 0.1.0
stage: draft
title: "=HYPERLINK(\"http://evil.example\",\"a\") </script><script>alert(1)</script>"
summary: "<img src=x onerror=alert(1)> & \"quotes\" 'single'\nsecond line\n- one\n- two"
licence: {id: "=1+1", holder: "@SUM(A1)"}
developer: {organisation: "+44\n-1"}
frameworks: [mpf@2025]
domains:
- id: "1"
  title: "=cmd|'/c calc'!A1"
  capabilities:
  - {id: "1.1", title: "-2+3", statement: "@x", maps_to: [{item: "mpf@2025#1.1"}]}
  - id: "1.10"
    title: "|pipe, with \"commas\"; and more"
    statement: HUGE
    maps_to: [{item: "mpf@2025#1.10"}, {item: "mpf@2099#9.9"}]
    statements:
    - {id: "1e1", text: "10 in other words", maps_to: [{item: "mpf@2025#2.1"}, {item: "mpf@2025#2.10"}]}
    - {id: "10", text: "</script>"}
    - {id: "10.0", text: "%2C, %s"}
  - {id: "01.1", title: 'the same number to some, and a "backslash\"'}
outcomes:
- {id: "1", text: "=1+1", develops: ["1.1", "1.10", "1.10"]}
`)
	e.Spec.Domains[0].Capabilities[1].Statement = strings.Repeat("a very long sentence, ", 10_000)
	e.Spec.Domains[0].Capabilities[1].Title += "\t\ttabs\r\nand lines"
	e.Spec.Domains[0].Summary = "bell \a, escape \x1b[31m, \u202e turned round" // none of it could come from a file
	return e
}

// editions are the three that every format is tried on.
func editions(t testing.TB) map[string]*edition.Edition {
	return map[string]*edition.Edition{"full": full(t), "minimal": minimal(t), "hostile": hostile(t)}
}

// format finds a format by name.
func format(t testing.TB, name string) Format {
	t.Helper()
	i := slices.IndexFunc(Formats(), func(f Format) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("there is no format %q", name)
	}
	return Formats()[i]
}

// written are the files of an edition in a format.
func written(t testing.TB, name string, e *edition.Edition) []File {
	t.Helper()
	files, err := format(t, name).Write(e)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// golden compares with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// TestSameBytes: one edition makes the same bytes, wherever on earth that is.
func TestSameBytes(t *testing.T) {
	for name, e := range editions(t) {
		for _, f := range Formats() {
			first := written(t, f.Name, e)
			abroad := *e
			abroad.Date = e.Date.In(time.FixedZone("", 11*60*60))
			if !slices.EqualFunc(first, written(t, f.Name, &abroad), func(a, b File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) }) {
				t.Errorf("%s as %s is another one elsewhere", name, f.Name)
			}
		}
	}
}

// TestFileNames: no two files of an edition have one name, and no name leads out of the
// folder that it is written into.
func TestFileNames(t *testing.T) {
	for name, e := range editions(t) {
		seen := map[string]bool{}
		for _, f := range Formats() {
			for _, file := range written(t, f.Name, e) {
				if seen[file.Name] || file.Name != filepath.Base(file.Name) || len(file.Data) == 0 {
					t.Errorf("%s as %s: file %q with %d bytes", name, f.Name, file.Name, len(file.Data))
				}
				seen[file.Name] = true
			}
		}
	}
}

// TestSaysItsStanding: every first file of every format says the version, how that
// stands, what others may do with it, and where to check it.
func TestSaysItsStanding(t *testing.T) {
	for _, f := range Formats() {
		published, draft := full(t), full(t)
		draft.State, draft.Tag = standing.Candidate, ""
		const nothing = "format: 1\nid: empty\nversion: 0.1.0\nstage: draft\ntitle: Empty\n"
		empty, file := editionOf(t, nothing), editionOf(t, nothing)
		file.State = "" // of which no record was looked at
		example := editionOf(t, nothing+"provenance: {illustrative: true}\n")
		for name, tc := range map[string]struct {
			e        *edition.Edition
			has, not []string
		}{
			"published": {published, []string{"1.4.0", "CC-BY-4.0", "credctl verify full-example/v1.4.0", published.SHA256, "published"}, []string{"DRAFT"}},
			"draft":     {draft, []string{"1.4.0", "CC-BY-4.0", draft.SHA256, "DRAFT, NOT ENDORSED", "candidate", "credctl status full-example"}, []string{"credctl verify full"}},
			"empty":     {empty, []string{"0.1.0", empty.SHA256, "DRAFT, NOT ENDORSED", "credctl status empty"}, nil},
			"example":   {example, []string{"DRAFT, NOT ENDORSED", "made up as an example"}, nil},
			"file":      {file, []string{"DRAFT, NOT ENDORSED", "credctl verify --file specs/empty.yaml"}, []string{"credctl status"}},
		} {
			text := string(written(t, f.Name, tc.e)[0].Data)
			for _, word := range tc.has {
				if !strings.Contains(text, word) {
					t.Errorf("%s as %s does not say %q", name, f.Name, word)
				}
			}
			for _, word := range tc.not {
				if strings.Contains(text, word) {
					t.Errorf("%s as %s says %q", name, f.Name, word)
				}
			}
		}
	}
}

// TestDraftsSayItInTheirTitles: the title is often all that a program shows.
func TestDraftsSayItInTheirTitles(t *testing.T) {
	e := minimal(t)
	for name, title := range map[string]string{
		"json": `"headline": "DRAFT, NOT ENDORSED: Small"`, "case": `"title": "DRAFT, NOT ENDORSED: Small"`,
		"moodle": `"DRAFT, NOT ENDORSED: Small 0.1.0"`, "ob3": `"name": "DRAFT, NOT ENDORSED: Small"`,
	} {
		if text := string(written(t, name, e)[0].Data); !strings.Contains(text, title) {
			t.Errorf("%s does not say %s", name, title)
		}
	}
}

// TestRefusesOneIDForTwo: where one id means two things, programs would take them for
// one.
func TestRefusesOneIDForTwo(t *testing.T) {
	e := editionOf(t, "format: 1\nid: twice\nversion: 0.1.0\nstage: draft\ntitle: Twice\noutcomes:\n- {id: LO1, text: one}\n- {id: LO1, text: two}\n")
	for _, f := range Formats() {
		if _, err := f.Write(e); err == nil || !strings.Contains(err.Error(), `outcome have the id "LO1"`) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}
