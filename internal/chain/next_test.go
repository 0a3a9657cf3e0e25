package chain_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// book reads a world without any text.
func book(t *testing.T, w *recordtest.World) *chain.Book {
	t.Helper()
	b, err := chain.Read(context.Background(), w.FS())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestNext: each entry of a life is the one that was next before it was written.
func TestNext(t *testing.T) {
	w := recordtest.Published()
	whole := book(t, w)
	for i := range whole.Register {
		want := whole.Register[i].Entry
		before := w.Clone()
		for path := range w.Files {
			if strings.HasPrefix(path, record.RegisterDir+"/") && path >= strings.TrimSuffix(record.EntryPath(want.Seq), ".yaml") {
				delete(before.Files, path)
			}
		}
		got, err := book(t, before).Next(want.Kind, want.Subject())
		if err != nil {
			t.Fatal(err)
		}
		if want.Kind == record.Open { // the round is the caller's
			got.RoundSHA256 = want.RoundSHA256
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("entry %d: %s", want.Seq, diff)
		}
	}
}

// TestNextOfNone: where no entry can follow, the reason is named.
func TestNextOfNone(t *testing.T) {
	for _, test := range []struct {
		name string
		do   func(w *recordtest.World)
		want string
	}{
		{"pending", func(w *recordtest.World) { w.Decide(record.Withdraw, w.Subject(specID), nil, "rowe-e") }, "register/0006.yaml: the last entry lacks signatures"},
		{"broken", func(w *recordtest.World) { delete(w.Files, record.EntryPath(2)) }, "the chain is broken"},
		{"no governance", func(w *recordtest.World) { w.Files = map[string][]byte{} }, "no version of governance is in force"},
		{"a record that is no file", func(w *recordtest.World) {
			w.Files[w.Subject(specID).ReviewPath("lee-m")] = make([]byte, record.MaxBytes+1)
		}, "lee-m.yaml cannot be listed"},
	} {
		w := recordtest.Published()
		s := w.Subject(specID)
		test.do(w)
		if _, err := book(t, w).Next(record.Endorse, s); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
}
