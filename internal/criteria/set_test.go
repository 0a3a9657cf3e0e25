package criteria

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
)

// packOf is a pack of one criterion with the given checks.
func packOf(id, criterion string, checks ...Check) *Pack {
	return &Pack{ID: id, Version: "1.0.0", Set: House, From: "proposal", Title: id, Criteria: []Criterion{{ID: criterion, Title: criterion, Checks: checks}}}
}

func checkOf(code, kind string, at ...string) Check {
	return Check{Code: code, Kind: kind, At: at, Severity: Severities{finding.Note, finding.Warning, finding.Error}}
}

func TestNewSetRefuses(t *testing.T) {
	a := packOf("a", "L-A", checkOf("H901", "present", "/title"))
	later := packOf("a", "L-B", checkOf("H902", "present", "/title"))
	later.Version = "1.1.0"
	for _, row := range []struct {
		name  string
		packs []*Pack
		want  string
	}{
		{"two editions", []*Pack{a, later}, "packs a@1.0.0 and a@1.1.0 cannot be in force together"},
		{"a criterion of two packs", []*Pack{a, packOf("b", "L-A")}, `criterion "L-A" is in pack a@1.0.0 and in pack b@1.0.0`},
		{"a code of two packs", []*Pack{a, packOf("b", "L-B", checkOf("H901", "present", "/title"))}, "check H901 is in pack a@1.0.0 and in pack b@1.0.0"},
		{"an unknown kind", []*Pack{packOf("b", "L-B", checkOf("H902", "odd"))}, `check H902 of pack b@1.0.0: there is no kind of check "odd"`},
		{"a bad place", []*Pack{packOf("b", "L-B", checkOf("H902", "present", "title"))}, "check H902 of pack b@1.0.0: \"title\" is neither"},
	} {
		t.Run(row.name, func(t *testing.T) {
			_, err := NewSet(row.packs)
			if err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("got %v, want %s", err, row.want)
			}
		})
	}
	if _, err := NewSet([]*Pack{a, a}); err != nil {
		t.Errorf("the same pack twice: %v", err)
	}
}

func TestEmbeddedOrder(t *testing.T) {
	var ids []string
	for _, p := range Embedded() {
		ids = append(ids, p.ID)
	}
	if diff := cmp.Diff([]string{"references", "gateway", "endorsement", "curriculum", "house", "wording"}, ids); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	always := Always()
	if len(always) != 1 || always[0] != Embedded()[0] {
		t.Errorf("always in force are %v, want references", always)
	}
}

func TestSetCheck(t *testing.T) {
	set := embeddedSet(t)
	criterion, check, pack, ok := set.Check("E411")
	if !ok || criterion.ID != "4.1" || check.Kind != "maps-to-framework" || pack.Ref() != "endorsement@1.0.0" {
		t.Errorf("got %q, %q, %q, %v", criterion.ID, check.Kind, pack.Ref(), ok)
	}
	if _, _, _, ok := set.Check("E999"); ok {
		t.Error("E999 was found")
	}
	pages := set.Pages()
	for i, page := range pages {
		if page.Title == "" || page.Why == "" || page.Help == "" {
			t.Errorf("%s has an empty page", page.Code)
		}
		if i > 0 && pages[i-1].Code >= page.Code {
			t.Errorf("%s stands before %s", pages[i-1].Code, page.Code)
		}
	}
}
