package validate_test

import (
	"context"
	"io/fs"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/validate"
)

// memory remembers everything, whatever the content.
type memory struct {
	mu    sync.Mutex
	memos map[string]validate.Memo
}

func (m *memory) Recall(file string) (validate.Memo, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	memo, ok := m.memos[file]
	return memo, ok
}

func (m *memory) Keep(file string, _ []byte, memo validate.Memo) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.memos[file] = memo
}

func TestWhatIsRememberedIsNotReadAgain(t *testing.T) {
	in := input(t, map[string]string{"specs/a.yaml": proposal("a"), "specs/b.yaml": proposal("a")}, "specs/a.yaml", "specs/b.yaml")
	in.Memory = &memory{memos: map[string]validate.Memo{}}
	first, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	in.Read = func(string) ([]byte, error) { return nil, fs.ErrNotExist }
	second, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, second, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("remembered (-read +remembered):\n%s", diff)
	}
}

func TestDaysOnWhichAVerdictHolds(t *testing.T) {
	text := proposal("a") + "review: {last_reviewed: 2026-03-01}\n"
	for today, want := range map[string]criteria.Days{
		"2026-11-22": {First: "2026-03-01"},
		"2026-02-28": {First: "2026-02-28", Last: "2026-02-28"},
	} {
		m := &memory{memos: map[string]validate.Memo{}}
		in := input(t, map[string]string{"specs/a.yaml": text}, "specs/a.yaml")
		in.Today, in.Memory, in.As = today, m, "candidate"
		if _, err := validate.Run(context.Background(), in); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, m.memos["specs/a.yaml"].Days); diff != "" {
			t.Errorf("on %s (-want +got):\n%s", today, diff)
		}
	}
	days := criteria.Days{First: "2026-11"}
	if !days.Hold("2026-11-01") || !days.Hold("2027-01-01") || days.Hold("2026-10-31") {
		t.Error("a verdict from November 2026 on holds on other days than those")
	}
}
