package chain_test

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

const specID = "acute-medicine"

// told is everything that a Book says of a tree.
type told struct {
	Book  *chain.Book
	Texts []chain.Text
}

func read(t testing.TB, tree fs.FS) told {
	t.Helper()
	b, err := chain.Read(context.Background(), tree)
	if err != nil {
		t.Fatal(err)
	}
	texts, err := b.Texts(specID)
	if err != nil {
		t.Fatal(err)
	}
	return told{b, texts}
}

// problems lists all that is wrong as "path reason", sorted; what is unclear has a
// question mark.
func (all told) problems() []string {
	found := slices.Clone(all.Book.Problems)
	for _, s := range all.Book.Governance {
		found = append(found, s.Refused...)
	}
	for _, e := range all.Book.Register {
		found = append(found, e.Refused...)
	}
	for _, text := range all.Texts {
		found = append(found, text.Problems...)
		for _, r := range text.Records {
			found = append(found, r.Problems...)
		}
	}
	lines := []string{}
	for _, p := range found {
		line := p.Path + " " + string(p.Reason)
		if p.Unclear {
			line += "?"
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// messages lists all that is wrong, in words.
func (all told) messages() string {
	var lines []string
	add := func(problems []chain.Problem) {
		for _, p := range problems {
			lines = append(lines, p.Message)
		}
	}
	add(all.Book.Problems)
	for _, text := range all.Texts {
		add(text.Problems)
		for _, r := range text.Records {
			add(r.Problems)
		}
	}
	return strings.Join(lines, "\n")
}

// TestPublished: what was done by the rules has nothing against it, and the Book
// says who did it.
func TestPublished(t *testing.T) {
	w := recordtest.Published()
	all := read(t, w.FS())
	if diff := cmp.Diff([]string{}, all.problems()); diff != "" {
		t.Error(diff)
	}
	var lines []string
	for _, s := range all.Book.Governance {
		lines = append(lines, fmt.Sprintf("%s by %s, missing %d", s.Path, people(s.Signers), s.Missing))
	}
	for _, e := range all.Book.Register {
		lines = append(lines, fmt.Sprintf("%s %s by %s, missing %d", e.Path, e.Kind, people(e.Signers), e.Missing))
	}
	for _, text := range all.Texts {
		for _, r := range text.Rounds {
			lines = append(lines, fmt.Sprintf("%s %s %d opened by %d", text.Subject.Version, r.Kind, r.N, r.Opened))
		}
		for _, r := range text.Records {
			if r.Key != w.Key(r.Person) {
				t.Errorf("%s is by another key than that of %s", r.Path, r.Person)
			}
			lines = append(lines, fmt.Sprintf("%s by %s says %s", text.Subject.Version, r.Person, r.Overall))
		}
	}
	want := []string{
		"governance/0001.yaml by ng-t, patel-s, missing 0",
		"register/0001.yaml open by rowe-e, missing 0",
		"register/0002.yaml accept by rowe-e, shah-k, missing 0",
		"register/0003.yaml open by rowe-e, missing 0",
		"register/0004.yaml endorse by rowe-e, shah-k, missing 0",
		"register/0005.yaml publish by rowe-e, shah-k, missing 0",
		"0.1.0 gateway 1 opened by 1",
		"0.1.0 by okafor-a says accept",
		"1.0.0 endorsement 1 opened by 3",
		"1.0.0 by lee-m says endorse",
		"1.0.0 by okafor-a says endorse",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
}

func people(signers []chain.Signer) string {
	var ids []string
	for _, s := range signers {
		ids = append(ids, s.Person)
	}
	return strings.Join(ids, ", ")
}

// TestLookups: what is asked of the Book besides.
func TestLookups(t *testing.T) {
	w := recordtest.Published()
	old := w.Key("lee-m")
	w.NewKey("lee-m")
	w.Govern(func(g *record.Governance) {
		recordtest.Person(g, "lee-m").Keys[0].Status = record.Compromised
		w.Enrol(g, "lee-m")
	})
	all := read(t, w.FS())
	b := all.Book
	if !b.Compromised(old) || b.Compromised(w.Key("lee-m")) {
		t.Error("compromised: want the old key of lee-m alone")
	}
	for _, key := range []string{"lee-m", "okafor-a"} {
		if owner, ok := b.Owner(w.Key(key)); owner != key || !ok {
			t.Errorf("owner %q, want %s", owner, key)
		}
	}
	if owner, ok := b.Owner(w.Key("stranger")); ok {
		t.Errorf("a stranger's key belongs to %s", owner)
	}
	for i := range b.Register {
		e := &b.Register[i]
		round, problems, err := b.RoundOf(e)
		if (round == nil) != (e.RoundSHA256 == "") || len(problems) > 0 || err != nil {
			t.Errorf("%s: round %v, %v, %v", e.Path, round, problems, err)
		}
	}
	if n := len(b.Entries(specID)); n != 5 || b.Entries("other") != nil {
		t.Errorf("%d entries, want 5", n)
	}
	endorsed := &all.Texts[1]
	if problems := endorsed.Differs(&b.Register[3]); len(problems) > 0 {
		t.Error(problems)
	}
	hand := &chain.Book{Governance: b.Governance, Register: b.Register}
	if owner, _ := hand.Owner(old); owner != "lee-m" || !hand.Compromised(old) || len(hand.Entries(specID)) != 5 {
		t.Error("a Book put together by hand says something else")
	}
	pack, problems, err := b.PackCriteria(b.Governance[0].Packs[0])
	if pack == nil || len(pack.Criteria) == 0 || problems != nil || err != nil {
		t.Errorf("%v, %v, %v", pack, problems, err)
	}
}

// TestNothing: an empty tree is an empty Book.
func TestNothing(t *testing.T) {
	all := read(t, (&recordtest.World{}).FS())
	if len(all.problems()) > 0 || all.Book.InForce() != nil || len(all.Texts) > 0 {
		t.Errorf("%+v", all)
	}
	for _, s := range []record.Subject{{}, {ID: "a", Version: "../..", SHA256: "b"}, {ID: "a/b", Version: "1", SHA256: "c"}} {
		if _, err := all.Book.Text(s); err == nil {
			t.Errorf("%+v is a text", s)
		}
	}
}
