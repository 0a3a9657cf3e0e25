package record_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
)

const (
	keyA = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPfNKwhF5UiNNmy3mZqY3kQ0r0mBgdc4iPfVxkVQAHMB"
	keyB = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIPfN+/8="
)

var (
	hashA   = strings.Repeat("a1", 32)
	digits  = strings.Repeat("12", 32)
	hashE   = strings.Repeat("1", 31) + "e" + strings.Repeat("2", 32)
	binary  = "0b" + strings.Repeat("01", 31)
	pack    = record.PackRef{ID: "endorsement", Version: "1.0.0", SHA256: hashA}
	subject = record.Subject{ID: "acute-medicine", Version: "1.0.0", SHA256: hashE}
)

func governance() *record.Governance {
	return &record.Governance{
		Serial: 2, Previous: binary, OfficerThreshold: 2,
		Packs: []record.PackRef{pack}, GatewayPacks: []record.PackRef{{ID: "gateway", Version: "1.0.0", SHA256: digits}},
		Policy: record.Policy{
			Reviewers: 2, OfRole: []record.RoleCount{{Role: record.Academic, Count: 1}, {Role: record.Clinical, Count: 1}},
			Endorsers: 2, Openers: 1,
		},
		GatewayPolicy: record.Policy{Reviewers: 1},
		People: []record.Person{
			{
				ID: "okafor-a", Name: "A. Okafor", Roles: []record.Role{record.Clinical, record.Academic},
				Organisations: []string{"trust-b", "on"},
				Keys:          []record.Key{{Key: keyA, Status: record.Active}, {Key: keyB, Status: record.Compromised}},
			},
			{ID: "y", Name: `Zoë "Z" O'Hara, née 李: #1`},
		},
	}
}

func round() *record.Round {
	return &record.Round{
		Kind: record.Endorsement, SpecSHA256: hashE, Packs: []record.PackRef{pack}, Authors: []string{"smith-j", "khan-r"},
		Reviewers: []string{"okafor-a"}, Released: []record.Release{{Reviewer: "lee-m", Reason: "Ill: back\nin spring."}},
		RespondBy: "2026-12-20", GovernanceSerial: 1,
	}
}

func review() *record.Review {
	return &record.Review{
		Spec: subject, RoundSHA256: hashA, Packs: []record.PackRef{pack}, Governance: record.GovernanceRef{Serial: 1, SHA256: hashA},
		Reviewer:    "okafor-a",
		Declaration: record.Declaration{Wording: record.DeclarationWording, Authors: []string{"smith-j"}, Conflicts: []string{"I know them"}},
		Outcomes: []record.Answer{
			{Criterion: "4", Outcome: record.Meets},
			{Criterion: "4.1", Outcome: record.MeetsWithConditions, Note: " Two lines,\nand {brackets}: \\ \" ' # \u00a0é ✓"},
			{Criterion: "L-EQUALITY", Outcome: record.NotApplicable, Note: "true"},
		},
		Overall: record.OverallConditions, CarriedFrom: hashA, Date: "2026-11-22",
	}
}

func entry(act record.Act) *record.Entry {
	e := &record.Entry{
		Seq: 2, Previous: hashA, Kind: act, SpecID: subject.ID, SpecVersion: subject.Version, SpecPath: record.SpecPath(subject.ID),
		SpecSHA256: subject.SHA256, Governance: record.GovernanceRef{Serial: 1, SHA256: hashA},
	}
	switch act {
	case record.Publish:
		e.Endorsement = 1
	case record.Withdraw:
		e.Reason = "found to be wrong"
	case record.Decline:
		e.Reason = "no need is shown"
		fallthrough
	case record.Accept, record.Endorse:
		e.Records = []record.Listed{
			{Path: subject.ReviewPath("lee-m"), SHA256: hashA}, {Path: subject.ReviewPath("okafor-a"), SHA256: hashE},
		}
		fallthrough
	case record.Open:
		e.RoundSHA256 = hashA
	}
	return e
}

func enrolment() *record.Enrolment {
	return &record.Enrolment{
		Person: record.Person{
			ID: "lee-m", Name: "M. Lee", Roles: []record.Role{record.Academic}, Organisations: []string{"uni-c"},
			Keys: []record.Key{{Key: keyA, Status: record.Active}},
		},
		Consent: record.ConsentWording, Date: "2026-10-01",
	}
}

// again is whether a value is read back as it was written.
func again[T any](t *testing.T, want *T, data []byte, parse func(string, []byte) (*T, finding.List)) {
	t.Helper()
	got, found := parse("a.yaml", data)
	if len(found) > 0 {
		t.Fatalf("%v\n%s", found, data)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s\n%s", diff, data)
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	again(t, governance(), governance().Marshal(), record.ParseGovernance)
	again(t, round(), round().Marshal(), record.ParseRound)
	again(t, review(), review().Marshal(), record.ParseReview)
	again(t, enrolment(), enrolment().Marshal(), record.ParseEnrolment)
	for _, act := range []record.Act{record.Open, record.Accept, record.Decline, record.Endorse, record.Publish, record.Withdraw} {
		again(t, entry(act), entry(act).Marshal(), record.ParseEntry)
	}
	first := entry(record.Open)
	first.Seq, first.Previous = 1, record.NoEntry
	again(t, first, first.Marshal(), record.ParseEntry)
	g := governance()
	g.Serial, g.Previous = 1, ""
	again(t, g, g.Marshal(), record.ParseGovernance)
}
