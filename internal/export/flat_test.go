package export

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/tabular"
	"github.com/advancing-practice/credctl/internal/workbook"
)

// flatRows is the table as it is read back, each row by the names of its columns.
func flatRows(t testing.TB, data []byte) []map[string]string {
	t.Helper()
	table, err := tabular.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(flatColumns, table.Rows[0].Cells); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	var rows []map[string]string
	for _, r := range table.Rows[1:] {
		row := map[string]string{}
		for i, cell := range r.Cells {
			row[flatColumns[i]] = tabular.Plain(cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// TestFlatRoundTrip: from the rows alone, everything that is mapped, developed and
// assessed can be told again.
func TestFlatRoundTrip(t *testing.T) {
	for name, e := range editions(t) {
		if name == "hostile" {
			e.Spec.Domains[0].Capabilities[1].Statement = "short" // what is too long for a cell is another matter
		}
		got := map[string]bool{}
		for _, row := range flatRows(t, written(t, "csv", e)[0].Data) {
			for _, fact := range []string{
				"is " + row["Element"] + "|" + row["Title"] + "|" + row["Text"],
				"is " + row["Outcome"] + "||" + row["Outcome text"], "is " + row["Assessment"] + "|" + row["Assessment type"] + "|" + row["Assessment description"],
				row["Element"] + " maps to " + row["Framework item"] + " " + row["Strength"], row["Outcome"] + " develops " + row["Element"],
			} {
				got[fact] = true
			}
		}
		for _, fact := range facts(e.Spec) {
			if !got[fact] {
				t.Errorf("%s: the table does not say %q", name, fact)
			}
		}
	}
}

// facts are what a specification says of what it maps, develops and assesses.
func facts(s *spec.Specification) []string {
	var list []string
	is := func(kind spec.Kind, id, title, text string) {
		text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\a", `\x07`, "\x1b", `\x1b`).Replace(text)
		list = append(list, "is "+workbook.Named(kind, id)+"|"+strings.ReplaceAll(title, "\r\n", "\n")+"|"+text)
	}
	for _, d := range s.Domains {
		is(spec.KindDomain, d.ID, d.Title, d.Summary)
		for _, c := range d.Capabilities {
			is(spec.KindCapability, c.ID, c.Title, c.Statement)
			for _, s := range c.Statements {
				is(spec.KindStatement, s.ID, "", s.Text)
			}
		}
	}
	for _, o := range s.Outcomes {
		is(spec.KindOutcome, o.ID, "", o.Text)
		for _, ref := range o.Develops {
			kind := spec.KindCapability
			if !slices.ContainsFunc(s.Elements(kind), func(e spec.Element) bool { return e.ID == ref.ID }) {
				kind = spec.KindDomain
			}
			list = append(list, workbook.Named(spec.KindOutcome, o.ID)+" develops "+workbook.Named(kind, ref.ID))
		}
	}
	for _, m := range s.Assessment.Methods {
		is(spec.KindMethod, m.ID, m.Type, m.Description)
	}
	for _, m := range s.Mappings() {
		list = append(list, workbook.Named(m.From.Kind, m.From.ID)+" maps to "+m.Mapping.Item+" "+m.Mapping.Strength)
	}
	return list
}

// TestFlatIsSafe: no spreadsheet takes a cell for a formula, or an id for a number or a
// date.
func TestFlatIsSafe(t *testing.T) {
	for name, e := range editions(t) {
		e.Spec.Domains = slices.Clone(e.Spec.Domains)
		if name == "hostile" {
			e.Spec.Domains[0].Capabilities[1].Statement = "short"
		}
		table, err := tabular.Read(written(t, "csv", e)[0].Data)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range table.Rows {
			for i, cell := range row.Cells {
				if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r\n") {
					t.Errorf("%s: a spreadsheet takes %q for a formula", name, cell)
				}
				if _, number := phpNumber(cell); number {
					t.Errorf("%s: a spreadsheet takes %q of %s for a number", name, cell, flatColumns[i])
				}
			}
		}
	}
}

// TestFlatRows: which rows there are, with 1.1 and 1.10 apart.
func TestFlatRows(t *testing.T) {
	var got strings.Builder
	for _, row := range flatRows(t, written(t, "csv", full(t))[0].Data) {
		fmt.Fprintf(&got, "%s < %s | %s %s | %s | %s\n", row["Element"], row["Part of"], row["Framework item"], row["Strength"], row["Outcome"], row["Assessment"])
	}
	golden(t, "full.csv.txt", []byte(got.String()))
	golden(t, "full.csv", written(t, "csv", full(t))[0].Data)
}

// TestFlatLosesNothing: an outcome that develops nothing and a method that assesses
// nothing have rows of their own.
func TestFlatLosesNothing(t *testing.T) {
	e := editionOf(t, `format: 1
id: loose
version: 0.1.0
stage: draft
title: Loose
outcomes: [{id: LO1, text: one}, {id: LO2, text: two}]
assessment: {methods: [{id: AS1, type: essay, assesses: [LO2]}, {id: AS2, type: talk}]}
`)
	var got []string
	for _, row := range flatRows(t, written(t, "csv", e)[0].Data) {
		got = append(got, row["Element"]+"|"+row["Outcome"]+"|"+row["Assessment"])
	}
	if diff := cmp.Diff([]string{"|outcome LO1|", "|outcome LO2|method AS1", "||method AS2"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFlatRefusesABurden: a small file can ask for a table of any size.
func TestFlatRefusesABurden(t *testing.T) {
	var text strings.Builder
	text.WriteString("format: 1\nid: burden\nversion: 0.1.0\nstage: draft\ntitle: Burden\ndomains: [{id: A, title: One, capabilities: [{id: A1, title: One, maps_to: [")
	text.WriteString(strings.Repeat(`{item: "mpf@2025#1.1"},`, 350))
	text.WriteString("]}]}]\noutcomes:\n")
	for i := range 300 {
		fmt.Fprintf(&text, "- {id: LO%d, text: x, develops: [A1]}\n", i)
	}
	e := editionOf(t, text.String())
	if _, err := format(t, "csv").Write(e); err == nil || !strings.Contains(err.Error(), "more than 100000 rows") {
		t.Errorf("got %v", err)
	}
}
