package dossier

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/yamldoc"
	"github.com/advancing-practice/credctl/schema"
)

const okaforsKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1yqkYxkTqYyFhYt1m3Jm0h7O3bq4c8C1mOJpWm9b2e"

// world is a content with its parts at hand, so that a test changes one of them.
type world struct {
	text       []byte
	governance record.Governance
	round      record.Round
	packs      [][]byte
	earlier    []byte
}

// earlierRecord is what the reviewer answered on an earlier text.
func earlierRecord() *record.Review {
	hash := record.Hash(nil)
	return &record.Review{
		Spec: record.Subject{ID: "ward-care", Version: "0.9.0", SHA256: hash}, RoundSHA256: hash, Reviewer: "okafor-a",
		Packs: []record.PackRef{{ID: "endorsement", Version: "1.0.0", SHA256: hash}}, Governance: record.GovernanceRef{Serial: 1, SHA256: hash},
		Declaration: record.Declaration{Wording: record.DeclarationWording, Authors: []string{"smith-j"}},
		Outcomes:    []record.Answer{{Criterion: "4", Outcome: record.MeetsWithConditions, Note: "Say how."}},
		Overall:     record.OverallRevise, Date: "2026-01-02",
	}
}

func packBytes(t testing.TB, ref string) []byte {
	t.Helper()
	data, ok := schema.Pack(ref)
	if !ok {
		t.Fatalf("no pack %s", ref)
	}
	return data
}

func packRef(id, version string, data []byte) record.PackRef {
	return record.PackRef{ID: id, Version: version, SHA256: record.Hash(data)}
}

// newWorld is an endorsement round on a text, answered by an academic and a
// clinical reviewer.
func newWorld(t testing.TB, text []byte) *world {
	t.Helper()
	endorsement, gateway := packBytes(t, "endorsement@1.0.0"), packBytes(t, "gateway@1.0.0")
	person := func(id, name, organisation string, roles ...record.Role) record.Person {
		return record.Person{ID: id, Name: name, Organisations: []string{organisation}, Roles: roles}
	}
	okafor := person("okafor-a", "A. Okafor", "trust-b", record.Clinical)
	okafor.Keys = []record.Key{{Key: okaforsKey, Status: record.Active}}
	w := &world{text: text, packs: [][]byte{endorsement}}
	w.governance = record.Governance{
		Serial: 1, OfficerThreshold: 2,
		Packs:         []record.PackRef{packRef("endorsement", "1.0.0", endorsement)},
		GatewayPacks:  []record.PackRef{packRef("gateway", "1.0.0", gateway)},
		Policy:        record.Policy{Reviewers: 2, Endorsers: 2, Openers: 1},
		GatewayPolicy: record.Policy{Reviewers: 1},
		People: []record.Person{
			person("smith-j", "J. Smith", "trust-d", record.Author), person("khan-r", "R. Khan", "university-e", record.Author),
			okafor, person("lee-m", "M. Lee", "university-c", record.Academic),
			person("patel-s", "S. Patel", "centre", record.Staff, record.Officer), person("jones-b", "B. Jones", "centre", record.Staff, record.Officer),
		},
	}
	w.round = record.Round{
		Kind: record.Endorsement, SpecSHA256: record.Hash(text), Packs: w.governance.Packs,
		Authors: []string{"smith-j", "khan-r"}, Reviewers: []string{"okafor-a", "lee-m"}, RespondBy: "2026-12-20", GovernanceSerial: 1,
	}
	return w
}

// gateway makes it a gateway round.
func (w *world) gateway(t testing.TB) *world {
	w.round.Kind, w.round.Packs = record.Gateway, w.governance.GatewayPacks
	w.packs = [][]byte{packBytes(t, "gateway@1.0.0")}
	return w
}

// content is the world as it is handed in, with what the machine found.
func (w *world) content(t testing.TB) Content {
	t.Helper()
	frameworks := framework.NewRegistry(framework.Embedded()...)
	c := Content{
		Reviewer: "okafor-a", Specification: w.text, Round: w.round.Marshal(), Governance: w.governance.Marshal(), Packs: w.packs, Earlier: w.earlier,
		Contact: Contact{Name: "The Centre's review team", Email: "reviews@example.org"}, Frameworks: frameworks,
		Commands: Commands{Review: "credctl review --pack", Enrol: "credctl enrol"},
	}
	var packs []*criteria.Pack
	for _, data := range w.packs {
		doc, _ := yamldoc.Parse("pack", data, yamldoc.Options{})
		pack, found := criteria.ParsePack(doc)
		if pack == nil {
			t.Fatal(found)
		}
		packs = append(packs, pack)
	}
	set, err := criteria.NewSet(packs)
	if err != nil {
		t.Fatal(err)
	}
	res, err := validate.Run(context.Background(), validate.Input{
		Files: []string{"specs/x.yaml"}, Loose: []string{"specs/x.yaml"}, Criteria: set, Frameworks: frameworks,
		Read: func(string) ([]byte, error) { return w.text, nil }, As: "candidate",
	})
	if err != nil {
		t.Fatal(err)
	}
	c.Findings, c.Evidence = res.Findings, res.Verdicts[0].Evidence
	return c
}

// ward is a small text that leaves some evidence out.
func ward(t testing.TB) []byte { return readFile(t, "testdata/ward.yaml") }

func readFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func checked(t testing.TB, c Content) *Dossier {
	t.Helper()
	d, err := Check(c)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func written(t testing.TB, c Content) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, c); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// made returns what a method of a dossier makes.
func made(t testing.TB, make func() ([]byte, error)) []byte {
	t.Helper()
	data, err := make()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// says reports whether an error is there and says something.
func says(err error, want string) bool { return err != nil && strings.Contains(err.Error(), want) }
