package render

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/edition"
)

func pageOf(t testing.TB, e *edition.Edition) string {
	t.Helper()
	data, err := HTML(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Every reference leads to something, and nothing has two of one name.
func TestReferencesResolve(t *testing.T) {
	for name, e := range editions(t) {
		page := pageOf(t, e)
		ids := map[string]int{}
		for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			ids[m[1]]++
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: %q stands %d times", name, id, n)
			}
		}
		links := regexp.MustCompile(` href="#([^"]*)"`).FindAllStringSubmatch(page, -1)
		for _, m := range links {
			if ids[m[1]] == 0 {
				t.Errorf("%s: #%s leads nowhere", name, m[1])
			}
		}
		if len(links) < 20 {
			t.Errorf("%s has %d links", name, len(links))
		}
	}
}

// LOOK_AT=FOLDER writes the pages for somebody to look at.
func TestLookAt(t *testing.T) {
	dir := os.Getenv("LOOK_AT")
	if dir == "" {
		t.Skip("LOOK_AT names no folder")
	}
	all := editions(t)
	all["hostile"] = hostile(t)
	for name, e := range all {
		if err := os.WriteFile(filepath.Join(dir, name+".html"), []byte(pageOf(t, e)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A criterion is named by what it asks, not only by its number.
func TestCriteriaHaveTitles(t *testing.T) {
	if text := words(t, pageOf(t, released(t))); !strings.Contains(text, "4 A whole text (endorsement@1.0.0)") {
		t.Error("the criteria of the round are listed without their titles")
	}
}
