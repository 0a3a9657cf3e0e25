package criteria

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// subject reads a specification, or a fragment of one, to be judged at a stage;
// "" is the stage it says, or else proposal.
func subject(t testing.TB, file, text string, stage spec.Stage) *Subject {
	t.Helper()
	doc, found := yamldoc.Parse(file, []byte(text), yamldoc.Options{})
	if doc == nil {
		t.Fatalf("%s cannot be read: %v", file, found)
	}
	s, _ := spec.Decode(doc)
	if stage == "" {
		stage = s.Stage
	}
	if stage == "" {
		stage = spec.Proposal
	}
	return &Subject{Doc: doc, Spec: s, Stage: stage, Frameworks: framework.NewRegistry(framework.Embedded()...), Today: "2026-06-30"}
}

// specFile reads one of the repository's own specifications.
func specFile(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../specs", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// embeddedSet is all shipped packs in force.
func embeddedSet(t testing.TB) *Set {
	t.Helper()
	s, err := NewSet(Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// only returns the findings of one code.
func only(found finding.List, code string) finding.List {
	var kept finding.List
	for _, f := range found {
		if f.Code == code {
			kept = append(kept, f)
		}
	}
	return kept
}

// ask binds one check and asks it of a specification, or a fragment of one. It
// returns the problems as "line:column message".
func ask(t testing.TB, c Check, text string) []string {
	t.Helper()
	k, known := kinds[c.Kind]
	if !known {
		t.Fatalf("there is no kind of check %q", c.Kind)
	}
	a, err := k.bind(&c)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range a.Problems(subject(t, "test.yaml", text, "")) {
		line := fmt.Sprintf("%d:%d %s", p.At.Pos().Line, p.At.Pos().Column, p.Message)
		if p.Quiet {
			line = fmt.Sprintf("%d:%d (quiet)", p.At.Pos().Line, p.At.Pos().Column)
		}
		lines = append(lines, line)
	}
	return lines
}

// asked is a row of the tables that test kinds of check.
type asked struct {
	name string
	with Params
	text string
	want []string
}

// askAll runs the rows of a kind's table.
func askAll(t *testing.T, kind string, at []string, rows []asked) {
	t.Helper()
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			got := ask(t, Check{Kind: kind, At: at, With: row.with}, row.text)
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// refused says why a check cannot be bound.
func refused(t *testing.T, c Check) string {
	t.Helper()
	_, err := kinds[c.Kind].bind(&c)
	if err == nil {
		t.Fatalf("%+v was bound", c)
	}
	return err.Error()
}
