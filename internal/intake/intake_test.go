package intake

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/tabular"
)

var noFrameworks = framework.NewRegistry()

func newTest() *intake {
	return newIntake(Options{Frameworks: framework.NewRegistry(framework.Embedded()...)})
}

func TestLabels(t *testing.T) {
	for text, want := range map[string]label{
		"Domain A: Working with people":     {"domain", "A", "Working with people", false},
		"Capability 12 – Relationships":     {"capability", "12", "Relationships", false},
		"Competency 16. Risk":               {"capability", "16", "Risk", false},
		"A. Listening":                      {"", "A", "Listening", false},
		"A – Listening":                     {"", "A", "Listening", false},
		"B2 Treating":                       {"", "B2", "Treating", false},
		"1.1 Listens":                       {"", "1.1", "Listens", false},
		"1.a Listens":                       {"", "1.a", "Listens", false},
		"(a) Listens":                       {"", "a", "Listens", false},
		"2) Listens":                        {"", "2", "Listens", false},
		"A Person-centred alliance":         {"", "A", "Person-centred alliance", true},
		"A person-centred alliance":         {"", "", "A person-centred alliance", false},
		"12 months of practice":             {"", "", "12 months of practice", false},
		"Domain of practice and its limits": {"", "", "Domain of practice and its limits", false},
		"Self-care":                         {"", "", "Self-care", false},
	} {
		if got := labelOf(text, true); got != want {
			t.Errorf("%q: got %+v, want %+v", text, got, want)
		}
	}
	if got := labelOf("A Person walks in", false); got.id != "" {
		t.Errorf("the first word of a text was taken for its id: %+v", got)
	}
}

func TestMappings(t *testing.T) {
	for text, want := range map[string]struct{ items, left, wrong string }{
		"1.2, 1.3; 2.1 to 2.3":                   {"2025#1.2 2025#1.3 2025#2.1 2025#2.2 2025#2.3", "", ""},
		"1.2 1.3 2.1 to 2.2":                     {"2025#1.2 2025#1.3 2025#2.1 2025#2.2", "", ""},
		"1.2–1.4":                                {"2025#1.2 2025#1.3 2025#1.4", "", ""},
		"1.9 - 1.11":                             {"2025#1.9 2025#1.10 2025#1.11", "", ""},
		"MPF 1.2":                                {"2025#1.2", "", ""},
		"MPF 2017: 1.2 and 4.8":                  {"2017#1.2 2017#4.8", "", ""},
		"mpf@2017#1.10":                          {"2017#1.10", "", ""},
		"Multi-professional framework items 1.1": {"2025#1.1", "", ""},
		"1.1, 1.1":                               {"2025#1.1", "", ""},
		"1.12, 1.1":                              {"2025#1.1", "", "1.12"},
		"2.1 to 2.12":                            {"", "", "2.1 to 2.12"},
		"1.1 to 2.2":                             {"", "", "1.1 to 2.2"},
		"1.4 to 1.2":                             {"", "", "1.4 to 1.2"},
		"Pillar 1":                               {"", "Pillar 1", ""},
		"1,2":                                    {"", "1 2", ""},
		"1.2 (partly)":                           {"2025#1.2", "partly", ""},
		"mpf@1999#1.1":                           {"", "", "mpf@1999#1.1"},
		"MPF1.2, MPF1.4-MPF1.5":                  {"2025#1.2 2025#1.4 2025#1.5", "", ""},
		"C1.2":                                   {"", "", "C1.2"},
		"see above":                              {"", "see above", ""},
	} {
		m := newTest().mappingOf(text)
		var items []string
		for _, item := range m.items {
			items = append(items, strings.TrimPrefix(item.Item, "mpf@"))
		}
		got := [3]string{strings.Join(items, " "), strings.Join(m.left, " "), strings.Join(m.wrong, " ")}
		if got != [3]string{want.items, want.left, want.wrong} {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	in := newTest()
	for text, want := range map[string]string{
		"a\u00adb\u200bc":              "abc",
		"a\u00a0b\u2009\tc  d":         "a b c d",
		"well\u2011being":              "well-being",
		"one\ntwo":                     "one two",
		"one\n\n\ntwo":                 "one\n\ntwo",
		"Look at:\n• one\n•  two":      "Look at:\n- one\n- two",
		"\uf0b7 one":                   "one",
		"bell\x07":                     "bell",
		"\u202eabc":                    "abc",
		"caf\xe9":                      "caf?",
		"kept “quotes” – and dashes ✔": "kept “quotes” – and dashes ✔",
	} {
		if got := in.clean(text, "row 1"); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if len(in.draft.Report.Cleaned) != 8 {
		t.Errorf("got %+v", in.draft.Report.Cleaned)
	}
}

// tableDraft reads a table written with semicolons.
func tableDraft(t *testing.T, text string, choices ...Choice) (*Draft, error) {
	t.Helper()
	table, err := tabular.Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return source{table: table}.draft(Options{Columns: choices})
}

// shape writes a draft's parts as people would note them down.
func shape(d *Draft) string {
	var b strings.Builder
	line := func(indent string, n node, text string) {
		b.WriteString(indent + n.ID + " " + text)
		for _, m := range n.MapsTo {
			b.WriteString(" →" + strings.TrimPrefix(m.Item, "mpf@2025#"))
		}
		b.WriteByte('\n')
	}
	for _, domain := range d.Domains {
		line("", domain.node, domain.Title)
		for _, s := range domain.Statements {
			line("    ", s.node, s.Text)
		}
		for _, c := range domain.Capabilities {
			line("  ", c.node, c.Title)
			for _, s := range c.Statements {
				line("    ", s.node, s.Text)
			}
		}
	}
	return b.String()
}

func TestTables(t *testing.T) {
	for name, tc := range map[string]struct {
		text, want, says string
		choices          []Choice
	}{
		"mapping in the first row of a capability": {
			text: "Domain;Capability;Statement;MPF\nA;One;x;1.1\n;;y;\n;Two;z;1.2\n",
			want: "A \n  A1 One →1.1\n    A1.1 x\n    A1.2 y\n  A2 Two →1.2\n    A2.1 z\n",
			says: "not of its first statement",
		},
		"no capability layer": {
			text: "Domain;Statement no.;Statement\nF. Leading;6.1;x\n;6.2;y\n",
			want: "F Leading\n    6.1 x\n    6.2 y\n",
		},
		"domain and capability share an id": {
			text: "Domain;Capability;Statement\nC. Formulation;C. Formulating;x\n",
			want: "C Formulation\n  C Formulating\n    C.1 x\n",
		},
		"every row says everything": {
			text: "Domain id;Domain;Capability id;Capability;Statement\nA;Listening;A1;Asking;x\nA;Listening;A1;Asking;y\nB;Helping;B1;Asking;z\nA;Listening;A2;Waiting;w\n",
			want: "A Listening\n  A1 Asking\n    A1.1 x\n    A1.2 y\n  A2 Waiting\n    A2.1 w\nB Helping\n  B1 Asking\n    B1.1 z\n",
		},
		"titles across the table": {
			text: "No.;Statement;Kind\nDomain A: Listening;;\nCapability 1: Asking;;\na;x;skill\n;y;\n",
			want: "A Listening\n  1 Asking\n    1.a x\n    1.2 y\n",
		},
		"ids that are given twice": {
			text: "Capability no.;Capability;Statement no.;Statement\n1;One;1.1;x\n;;1.1;y\n",
			want: "A \n  1 One\n    1.1 x\n    1.2 y\n",
			says: "a spreadsheet makes 1.1 of 1.10",
		},
		"columns that people name": {
			text:    "Bereich;Können;Satz\nA;One;x\n",
			choices: []Choice{{roleDomain, "Bereich"}, {roleCapability, "b"}, {roleStatement, "C"}},
			want:    "A \n  A1 One\n    A1.1 x\n",
		},
		"columns that people name by letters alone": {
			text:    "One;x;\n;y;rest\n",
			choices: []Choice{{roleCapability, "A"}, {roleStatement, "B"}, {roleIgnore, "C"}},
			want:    "A \n  A1 One\n    A1.1 x\n    A1.2 y\n",
			says:    "left out, as was asked for",
		},
		"no titles": {
			text: "Listening;1.1;Hears the story before asking about it;1.2, 1.3\n;1.2;Asks what was tried;1.4\n",
			want: "A \n  A1 Listening\n    1.1 Hears the story before asking about it →1.2 →1.3\n    1.2 Asks what was tried →1.4\n",
			says: "guessed from what stands in them",
		},
		"lists in cells": {
			text: "Capability;Statements\nOne;\"• x\n• y\"\n",
			want: "A \n  A1 One\n    A1.1 x\n    A1.2 y\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := tableDraft(t, tc.text, tc.choices...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, shape(d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if says := strings.Join(d.Report.Lines(), "\n"); !strings.Contains(says, tc.says) {
				t.Errorf("the report does not say %q:\n%s", tc.says, says)
			}
		})
	}
}

func TestNothing(t *testing.T) {
	for _, text := range []string{"Date;Owner\n2026;Sam\n", "one\ntwo\n"} {
		if d, err := tableDraft(t, text); !errors.Is(err, ErrNothing) || len(d.Report.Left) != 2 {
			t.Errorf("%q: got %v, %v", text, d, err)
		}
	}
	d, err := tableDraft(t, "Date;Owner\n2026;Sam\n", Choice{roleMapping, "A"})
	if !errors.Is(err, ErrNothing) || !strings.Contains(strings.Join(d.Report.Lines(), "\n"), "2026 | Sam") {
		t.Errorf("got %v, %v", d, err)
	}
}

func TestWrongColumns(t *testing.T) {
	for of, want := range map[string]string{
		"Z":        "there is no column Z",
		"Satement": `did you mean "statement"?`,
		"E5":       `no column is called "E5"`,
	} {
		if _, err := tableDraft(t, "Capability;Statement\nOne;x\n", Choice{roleStatement, of}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", of, err, want)
		}
	}
}

func TestDocuments(t *testing.T) {
	for name, tc := range map[string]struct {
		text, want, says string
		choices          []Choice
	}{
		"nothing says domain": {
			text: "1Background\npwords\n1Listening\n2Asking\nix\niy\n1Governance\npwords",
			want: "A Listening\n  A1 Asking\n    A1.1 x\n    A1.2 y\n",
		},
		"letters in front": {
			text: "1A Listening\n2A1 Asking\ni1.1 x\np1.2 1.3\n2A2 Waiting\ni1.2 y\n1B Assessment and investigations\niz",
			want: "A Listening\n  A1 Asking →1.2 →1.3\n    1.1 x\n  A2 Waiting\n    1.2 y\nB Assessment and investigations\n    B.1 z\n",
		},
		"one heading above all": {
			text: "1The framework\n2Domain A: Listening\n3Capability 1: Asking\nix",
			want: "A Listening\n  1 Asking\n    1.1 x\n",
			says: "read as the title",
		},
		"all at one level": {
			text: "1Domain A: Listening\n1Capability A1: Asking\nix\n1Capability A2: Waiting\niy",
			want: "A Listening\n  A1 Asking\n    A1.1 x\n  A2 Waiting\n    A2.1 y\n",
		},
		"kinds as headings": {
			text: "1Domain A: Listening\n2Asking\n3Knowledge\nix\n3Skills\niy\n3Mapping\np1.4\n3Remarks\nprest",
			want: "A Listening\n  A1 Asking →1.4\n    A1.1 x\n    A1.2 y\n",
			says: "a heading within a capability",
		},
		"deeper than the rest": {
			text: "1Part two\nphello\n2Domain A: Listening\n3Asking\nix\n1Domain notes\niz",
			want: "A Listening\n  A1 Asking\n    A1.1 x\n",
		},
		"headings that people name": {
			text:    "1Zuhören\n2Fragen\nix\n1Anhang\niy",
			choices: []Choice{{roleDomain, "Zuhören"}, {partSection, "Anhang"}},
			want:    "A Zuhören\n  A1 Fragen\n    A1.1 x\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := source{document: documentOf(tc.text)}
			d, err := s.draft(Options{Headings: tc.choices})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, shape(d)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if says := strings.Join(d.Report.Lines(), "\n"); !strings.Contains(says, tc.says) {
				t.Errorf("the report does not say %q:\n%s", tc.says, says)
			}
			for _, text := range lost(t, s, d) {
				t.Errorf("lost: %s", text)
			}
		})
	}
	if _, err := (source{document: documentOf("1Domain A: x\niy")}).draft(Options{Headings: []Choice{{roleDomain, "Nowhere"}}}); err == nil {
		t.Error("a heading that is not there was passed over")
	}
}
