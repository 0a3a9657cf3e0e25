package release

import (
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/scaffold"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// woundCare is where the specification of these tests lies.
const woundCare = "specs/wound-care.yaml"

// endorsed is a world in which wound-care is endorsed.
func endorsed() *recordtest.World {
	w := recordtest.New()
	w.Files[woundCare] = scaffold.DemoCandidate()
	text := w.Subject("wound-care")
	w.Open(record.Endorsement, text, []string{"lee-m", "okafor-a"}, nil)
	w.Review(text, "lee-m", nil)
	w.Review(text, "okafor-a", nil)
	w.Decide(record.Endorse, text, nil)
	return w
}

func decode(t testing.TB, data []byte) *spec.Specification {
	t.Helper()
	doc, found := yamldoc.Parse(woundCare, data, yamldoc.Options{})
	if doc == nil {
		t.Fatal(found)
	}
	s, _ := spec.Decode(doc)
	return s
}

func readBook(t testing.TB, w *recordtest.World) *chain.Book {
	t.Helper()
	book, err := chain.Read(t.Context(), w.FS())
	if err != nil || len(book.Problems) > 0 {
		t.Fatal(err, book.Problems)
	}
	return book
}

// inputOf is what the checklist of wound-care goes by in a world in which nothing
// stands in its way.
func inputOf(t testing.TB, w *recordtest.World) *Input {
	t.Helper()
	book := readBook(t, w)
	text := w.Subject("wound-care")
	s := decode(t, w.Files[woundCare])
	c, err := standing.NewIndex(book).Case(record.Publish, text, string(s.Stage), []string{"smith-j", "khan-r"})
	if err != nil {
		t.Fatal(err)
	}
	c.Signers = []string{"rowe-e"}
	d := standing.Decide(c)
	return &Input{
		Subject: text, Spec: s, Decision: &d, Case: &c, Register: len(book.Register), Serial: book.InForce().Serial,
		Licences: []string{"CC-BY-4.0", "OGL-UK-3.0"},
	}
}

// asCandidate makes of an input one of a release candidate.
func asCandidate(in *Input, version string) {
	in.Subject.Version = version
	in.Decision, in.Case = nil, nil
	in.Tags, in.Branch = true, "main"
}

// since is what changed from the text of a world to one with other words in it.
func since(t testing.TB, w *recordtest.World, version string, oldnew ...string) *diff.Comparison {
	t.Helper()
	before := string(w.Files[woundCare])
	after := strings.Replace(strings.NewReplacer(oldnew...).Replace(before), "version: 1.0.0", "version: "+version, 1)
	return diff.Compare(decode(t, []byte(before)), decode(t, []byte(after)))
}

// editionOf is wound-care as it is in a world.
func editionOf(t testing.TB, w *recordtest.World) *edition.Edition {
	t.Helper()
	book := readBook(t, w)
	text := w.Subject("wound-care")
	s := decode(t, w.Files[woundCare])
	st, err := standing.Of(standing.Input{Index: standing.NewIndex(book), Subject: text, Stage: string(s.Stage), Authors: []string{"smith-j", "khan-r"}})
	if err != nil {
		t.Fatal(err)
	}
	e := &edition.Edition{
		Spec: s, Source: w.Files[woundCare], SHA256: text.SHA256, Path: woundCare, State: st.State, Commit: strings.Repeat("0a", 20),
		Register: edition.Register{Root: book.Governance[0].SHA256},
		Evidence: &edition.Evidence{Round: st.Round, Reviewers: st.Reviewers, Criteria: st.Criteria, Governance: &book.Governance[0].Governance},
	}
	for i := range book.Register {
		switch entry := &book.Register[i]; entry.Kind {
		case record.Endorse:
			e.Evidence.Endorsed = entry
		case record.Publish:
			e.Evidence.Published, e.Tag = entry, Tag(text)
		}
	}
	return e
}
