package render

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// draft is a file of a specification, of which no record says anything.
func draft(t testing.TB, file string) *edition.Edition {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return ofBytes(t, "specs/"+filepath.Base(file), data)
}

func ofBytes(t testing.TB, path string, data []byte) *edition.Edition {
	t.Helper()
	doc, found := yamldoc.Parse(path, data, yamldoc.Options{})
	if doc == nil {
		t.Fatal(found)
	}
	s, _ := spec.Decode(doc)
	e := &edition.Edition{Spec: s, Source: data, SHA256: record.Hash(data), Path: path}
	known := framework.NewRegistry(framework.Embedded()...)
	for _, ref := range s.Frameworks {
		if f, ok := known.Lookup(ref); ok {
			e.Frameworks = append(e.Frameworks, f)
		}
	}
	return e
}

const fullest = "../spec/testdata/full.yaml"

// released is the specification of the demonstration as it is once published.
func released(t testing.TB) *edition.Edition {
	t.Helper()
	e := draft(t, "../scaffold/demo/candidate.yaml")
	e.Path = "specs/wound-care.yaml"
	return publish(e)
}

// publish gives an edition records that endorse and publish it.
func publish(e *edition.Edition) *edition.Edition {
	text := record.Subject{ID: e.Spec.ID, Version: e.Spec.Version, SHA256: e.SHA256}
	pack := record.PackRef{ID: "endorsement", Version: "1.0.0", SHA256: record.Hash([]byte("pack"))}
	e.State, e.Tag = standing.Published, record.TagName(e.Spec.ID, e.Spec.Version)
	e.Commit, e.Date = "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12", time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	e.Register = edition.Register{Name: "Example register", URL: "https://register.example.org", Root: record.Hash([]byte("root"))}
	round := &chain.Round{Round: record.Round{
		Kind: record.Endorsement, SpecSHA256: e.SHA256, Packs: []record.PackRef{pack}, Authors: []string{"smith-j"},
		Reviewers: []string{"lee-m", "okafor-a"}, Released: []record.Release{{Reviewer: "brown-p", Reason: "on leave"}}, GovernanceSerial: 2,
	}, Subject: text, N: 1, Opened: 3}
	e.Evidence = &edition.Evidence{
		Round: round,
		Reviewers: []standing.ReviewerState{
			{Person: "lee-m", Roles: []record.Role{record.Academic}, Counted: record.Academic, Filed: true, Overall: record.OverallEndorse, Counts: true, Record: &chain.Record{Review: record.Review{Date: "2026-11-02"}}},
			{Person: "okafor-a", Roles: []record.Role{record.Clinical}, Counted: record.Clinical, Filed: true, Overall: record.OverallEndorse, Counts: true},
			{Person: "brown-p", Roles: []record.Role{record.Clinical}, Released: "on leave"},
		},
		Criteria: []standing.CriterionState{
			{Pack: "endorsement@1.0.0", ID: "4", Title: "A whole text", Mandatory: true, Asked: 2, Meets: []string{"lee-m", "okafor-a"}},
			{Pack: "endorsement@1.0.0", ID: "4.1", Asked: 2, Meets: []string{"lee-m"}, Other: []standing.Said{{Person: "okafor-a", Outcome: record.NotApplicable, Note: "Nothing of it here."}}},
		},
		Endorsed:  &chain.Entry{Entry: record.Entry{Seq: 4}, Signers: []chain.Signer{{Person: "rowe-e"}, {Person: "shah-k"}}},
		Published: &chain.Entry{Entry: record.Entry{Seq: 5}, Signers: []chain.Signer{{Person: "rowe-e"}, {Person: "quinn-d"}}},
		Governance: &record.Governance{Serial: 2, People: []record.Person{
			{ID: "lee-m", Name: "M. Lee", Organisations: []string{"university-c"}}, {ID: "okafor-a", Name: "A. Okafor", Organisations: []string{"trust-b"}},
			{ID: "rowe-e", Name: "E. Rowe", Organisations: []string{"centre"}}, {ID: "smith-j", Name: "J. Smith", Organisations: []string{"trust-d"}},
		}},
	}
	return e
}

// editions are one of every kind, by name.
func editions(t testing.TB) map[string]*edition.Edition {
	t.Helper()
	full := draft(t, fullest)
	superseded, withdrawn := released(t), released(t)
	superseded.State, superseded.Newer = standing.Superseded, "1.1.0"
	withdrawn.State, withdrawn.Reason = standing.Withdrawn, "It was found to be wrong."
	comment := publish(draft(t, fullest))
	comment.State, comment.Comment, comment.Evidence = standing.InDevelopment, true, nil
	return map[string]*edition.Edition{
		"draft": draft(t, "../../specs/mental-health.yaml"), "fullest": full, "released": released(t),
		"superseded": superseded, "withdrawn": withdrawn, "comment": comment,
	}
}

// nasty is a text that would do harm anywhere but in a text: in HTML, in Markdown, in
// a style sheet and on a screen.
const nasty = "</style></title></script><script>alert(1)</script><img src=x onerror=alert(2)> [a](javascript:alert(3)) " +
	"![b](//example.org/c.png) <https://example.org> https://example.org www.example.org a@example.org `d` **e** _f_ | g | ~~h~~ " +
	"&lt; &#60; \\ # i @j #1 $k$ :l: [^m] {{.}} \u202ehgiled\u202c \x1b[31m <!-- n --> --- === 1. o \"p' " +
	"Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"

// hostile is the fullest specification with a hostile text in every place that takes
// one, published.
func hostile(t testing.TB) *edition.Edition {
	t.Helper()
	e := draft(t, fullest)
	everyText(reflect.ValueOf(e.Spec).Elem(), func(path, text string) string {
		if takesAny(path) {
			return nasty
		}
		return text
	})
	publish(e)
	e.Register.Name, e.State, e.Reason = nasty, standing.Withdrawn, nasty
	for i := range e.Evidence.Governance.People {
		e.Evidence.Governance.People[i].Name = nasty
	}
	return e
}

// takesAny reports whether a field takes any text: not an id, and nothing of which
// there are only a few.
func takesAny(path string) bool {
	for _, word := range []string{"ID", "Ref", "Item", "Version", "Stage", "Frameworks", "Specification", "Strength", "Since"} {
		if strings.HasSuffix(path, "."+word) || strings.Contains(path, ".Frameworks[") {
			return false
		}
	}
	return true
}

// everyText hands each text of a value to a function, and puts what that returns in
// its place.
func everyText(v reflect.Value, do func(path, text string) string) { everyTextAt(v, "", do) }

func everyTextAt(v reflect.Value, path string, do func(path, text string) string) {
	switch v.Kind() {
	case reflect.String:
		if v.String() != "" && v.CanSet() {
			v.SetString(do(path, v.String()))
		}
	case reflect.Slice:
		for i := range v.Len() {
			everyTextAt(v.Index(i), fmt.Sprintf("%s[%d]", path, i), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Name != "At" {
				everyTextAt(v.Field(i), path+"."+f.Name, do)
			}
		}
	}
}
