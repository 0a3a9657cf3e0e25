package ledger_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
)

// entry is one that opens a round.
func entry() *chain.Entry {
	e := record.Entry{Seq: 7, Kind: record.Open, SpecID: "wound-care", SpecVersion: "1.0.0", SpecSHA256: "3f9a2c41b7de0011" + record.NoEntry[16:]}
	return &chain.Entry{Entry: e, Path: record.EntryPath(7), SHA256: record.NoEntry, Missing: 1}
}

// TestDrop: what is given up is named in the message, and all of it is taken away.
func TestDrop(t *testing.T) {
	e := entry()
	a := ledger.Drop(e, "rowe-e", []string{e.Path, "register/0007.rowe-e.sig"})
	message, err := a.Message()
	if err != nil {
		t.Fatal(err)
	}
	want := `drop(wound-care): 1.0.0, entry 7 (open) by rowe-e

Credctl-Kind: drop
Credctl-Spec: wound-care@1.0.0
Credctl-Spec-Sha256: ` + e.SpecSHA256 + `
Credctl-Record: register/0007.yaml
Credctl-Record-Sha256: ` + record.NoEntry + `
Credctl-Seq: 7
`
	if diff := cmp.Diff(want, message); diff != "" {
		t.Errorf("message: %s", diff)
	}
	if want := "credctl/drop/wound-care/1.0.0/3f9a2c41b7de0011/rowe-e-entry-7"; a.Branch != want {
		t.Errorf("branch %s, want %s", a.Branch, want)
	}
	if diff := cmp.Diff(map[string][]byte{"register/0007.rowe-e.sig": nil, "register/0007.yaml": nil}, a.Files); diff != "" {
		t.Errorf("files: %s", diff)
	}
}

// TestAgain: a second entry by the same person on a text lies on a branch of its own.
func TestAgain(t *testing.T) {
	first := ledger.Entry(&entry().Entry, ledger.Signed{Path: record.EntryPath(7), Data: []byte("x")}, "rowe-e", nil)
	second := first.Again(7)
	if first.Branch == second.Branch || second.Branch != first.Branch+"-entry-7" {
		t.Errorf("branches %s and %s", first.Branch, second.Branch)
	}
}

// TestPurposeOf: a branch says what it was made for, as it was named.
func TestPurposeOf(t *testing.T) {
	e := &entry().Entry
	subject := e.Subject()
	subject.SHA256 = record.Key16(subject.SHA256)
	act := ledger.Entry(e, ledger.Signed{Path: record.EntryPath(7), Data: []byte("x")}, "rowe-e", nil)
	for name, want := range map[string]ledger.Purpose{
		ledger.ReviewBranch(e.Subject(), "lee-m"): {Review: true, Text: subject, Who: "lee-m"},
		act.Branch:          {Act: record.Open, Text: subject, Who: "rowe-e"},
		act.Again(7).Branch: {Act: record.Open, Text: subject, Who: "rowe-e", Seq: 7},
		ledger.Drop(entry(), "rowe-e", nil).Branch: {Drop: true, Text: subject, Who: "rowe-e", Seq: 7},
	} {
		if got, ok := ledger.PurposeOf(name); !ok || got != want {
			t.Errorf("%s: %+v, %t", name, got, ok)
		}
	}
	for _, name := range []string{"main", "credctl/sign/register-0007/rowe-e", "credctl/governance/0002/rowe-e", "other/open/wound-care/1.0.0/3f9a2c41b7de0011/rowe-e"} {
		if got, ok := ledger.PurposeOf(name); ok {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
