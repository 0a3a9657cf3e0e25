package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/matrix"
	"github.com/advancing-practice/credctl/internal/page"
	"github.com/advancing-practice/credctl/internal/spec"
)

// The checkers here are programs of others. .ci/run installs them; where they are
// missing a test is skipped, unless REQUIRE_PROGRAMS is set.

// checkers is the folder they are installed in.
func checkers(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("OUTSIDE_CHECKERS")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			t.Skip(err)
		}
		dir = filepath.Join(cache, "credctl-ci")
	}
	for _, name := range []string{"axe-core", "playwright-core", "html-validate"} {
		if _, err := os.Stat(filepath.Join(dir, "node_modules", name)); err != nil {
			missing(t, name)
		}
	}
	return dir
}

// program returns the path of a program of the machine.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, name)
	}
	return path
}

func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("REQUIRE_PROGRAMS") != "" {
		t.Fatalf("%s is missing; .ci/run installs it", what)
	}
	t.Skipf("%s is missing; .ci/run installs it", what)
}

// pages are a real draft, the fullest page with every text hostile, and a small one that
// is released and can be broken: a browser takes its time over a long one.
func pages(t *testing.T) (all map[string]string, small string) {
	t.Helper()
	e := released(t)
	e.Spec.Coverage, e.Spec.Proposal, e.Frameworks[0] = spec.Coverage{}, spec.ProposalPart{}, short(e.Frameworks[0])
	e.Spec.Domains[0].MapsTo = []spec.Mapping{{Item: "mpf@2025#1.1", Strength: "full"}}
	small = pageOf(t, e)
	all = map[string]string{"hostile": pageOf(t, hostile(t)), "draft": pageOf(t, editions(t)["draft"]), "released": small}
	for name, d := range beside(t) {
		var out bytes.Buffer
		if err := page.Write(&out, page.Page{Document: d}); err != nil {
			t.Fatal(err)
		}
		all[name] = out.String()
	}
	return all, small
}

// beside are the documents that are of more than one text: what changed from one to the
// other, the matrix of both, and comments. Their texts are hostile.
func beside(t *testing.T) map[string]document.Document {
	t.Helper()
	before, after, other := draft(t, fullest), draft(t, fullest), hostile(t)
	after.Spec.Outcomes, after.Spec.Domains[0].Capabilities[0].Title = after.Spec.Outcomes[1:], nasty
	after.Spec.Summary, after.Spec.Credits = "It reads otherwise.\n\n- "+after.Spec.Summary, after.Spec.Credits+1
	other.Spec.ID = "other-example"
	sources := []matrix.Source{{Spec: after.Spec, File: after.Path}, {Spec: other.Spec, File: "specs/other-example.yaml", Standing: "published"}}
	sheet := comments.Read("wound-care", "1.0.0-rc.1", []byte("who,on,comment,response,change\nK,A1,Long,Cut,The second half went\nL,whole,Hm,,\n"))
	sheet.Comments[0].Who, sheet.Comments[0].Comment, sheet.Comments[0].Response = nasty, nasty, nasty+"\n\n- "+nasty
	catalogue := Catalogue{Similar: matrix.Alikeness(sources, matrix.Threshold), From: "the files of the work tree"}
	known := framework.NewRegistry(framework.Embedded()...)
	for _, f := range matrix.Frameworks(known, sources) {
		catalogue.Matrices = append(catalogue.Matrices, matrix.Of(known, f, sources))
	}
	c := diff.Compare(before.Spec, after.Spec)
	if len(c.Changes) < 4 || len(catalogue.Matrices) == 0 || len(catalogue.Similar.Alike) == 0 {
		t.Fatalf("%d changes, %d frameworks and %d that are alike: too few to show anything", len(c.Changes), len(catalogue.Matrices), len(catalogue.Similar.Alike))
	}
	return map[string]document.Document{
		"comparison": *Comparison(c), "matrix": catalogue.Matrix(), "comments": Comments("wound-care", []*comments.Sheet{sheet}),
	}
}

// short is a framework with one item of each pillar.
func short(f *framework.Framework) *framework.Framework {
	g := *f
	g.Pillars = slices.Clone(f.Pillars)
	for i := range g.Pillars {
		g.Pillars[i].Items = g.Pillars[i].Items[:1]
	}
	return &g
}

// examined hands pages to a script of testdata/outside and returns what it says of
// each, in order.
func examined[T any](t *testing.T, script string, pages map[string]string) map[string]T {
	t.Helper()
	names := []string{}
	args := []string{filepath.Join("..", "..", "testdata", "outside", script), checkers(t), program(t, "chromium")}
	folder := t.TempDir()
	for name, page := range pages {
		file := filepath.Join(folder, fmt.Sprintf("%d.html", len(names)))
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		names, args = append(names, name), append(args, file)
	}
	out, err := exec.Command(program(t, "node"), args...).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var results []T
	if err := json.Unmarshal(out, &results); err != nil || len(results) != len(names) {
		t.Fatalf("%v, %d results for %d pages", err, len(results), len(names))
	}
	found := map[string]T{}
	for i, name := range names {
		found[name] = results[i]
	}
	return found
}

// replaced is a page with some things replaced, in pairs as strings.NewReplacer takes
// them, each of which must be there.
func replaced(t *testing.T, page string, pairs ...string) string {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(page, pairs[i]) {
			t.Fatalf("the page has no %q that could be broken", pairs[i])
		}
	}
	return strings.NewReplacer(pairs...).Replace(page)
}

// A browser finds the pages accessible, whatever is in them; they ask for nothing from
// anywhere, and are no wider than their window at four times their size. What is
// broken is found.
func TestPagesByAxe(t *testing.T) {
	all, page := pages(t)
	open := regexp.MustCompile(`<meta http-equiv[^>]*>`).ReplaceAllString(page, "")
	all["broken"] = replaced(t, open,
		` lang="en-GB"`, "", "<p>", `<p style="color: #bbb">`, "<h3", "<h5", "</h3", "</h5", "<caption", "</table><caption", `id="judged"`, `id="check"`,
		"<h1>", `<img alt="" src="https://example.org/x"><h1>`, ` aria-labelledby="matrix-1`, ` data-x="`, "<title id", "<metadata id", "</title>\n<desc", "</metadata>\n<desc")
	all["against its policy"] = replaced(t, page, "<p>", `<p style="color: #bbb">`)
	broken := map[string][]string{ // and what is to be found in each
		"broken": {
			"html-has-lang", "color-contrast", "heading-order", "svg-img-alt", "https://example.org/x", "element-permitted-content", "no-dup-id",
		},
		"against its policy": {"Content Security Policy"},
	}
	type result struct {
		Axe, Markup, Requests, Complaints []string
		Passes                            int
		Wide                              bool
	}
	for name, res := range examined[result](t, "axe.mjs", all) {
		wrong := slices.Concat(res.Axe, res.Markup, res.Requests, res.Complaints)
		if broken[name] == nil && (len(wrong) > 0 || res.Wide || res.Passes < 15) {
			t.Errorf("%s: %.2000q, wider than its window: %v, %d passes", name, wrong, res.Wide, res.Passes)
		}
		for _, want := range broken[name] {
			if !strings.Contains(strings.Join(wrong, " "), want) {
				t.Errorf("%s is not found, only %.1000q", want, wrong)
			}
		}
	}
}

// Whoever has no mouse reaches everything, sees where they are, and needs no window
// wider than 320 pixels. What is broken is found.
func TestPagesByKeyboard(t *testing.T) {
	all, page := pages(t)
	open := regexp.MustCompile(`<meta http-equiv[^>]*>`).ReplaceAllString(page, "")
	all["broken"] = replaced(t, open,
		`href="#main"`, `href="#judged"`, `<a class="nhsuk-contents-list__link"`, `<a tabindex="-1" class="nhsuk-contents-list__link"`,
		"<body>", "<style>*:focus{all:revert!important;outline:0!important;box-shadow:none!important;background:inherit!important}</style><body>",
		"<h1>", `<div style="width: 400px">x</div><h1>`)
	broken := []string{
		"the first stop is", "not seen to have the focus", "never reached", "wider than the window", "does not lead into the main part",
	}
	type result struct {
		Wrong []string
		Stops int
	}
	for name, res := range examined[result](t, "keyboard.mjs", all) {
		if name != "broken" {
			least := 20
			if name == "comparison" || name == "comments" {
				least = 2 // they have no table of contents, or a short one
			}
			if len(res.Wrong) > 0 || res.Stops < least {
				t.Errorf("%s: %.2000q, %d stops", name, res.Wrong, res.Stops)
			}
			continue
		}
		for _, want := range broken {
			if !strings.Contains(strings.Join(res.Wrong, " "), want) {
				t.Errorf("%s is not found, only %.1000q", want, res.Wrong)
			}
		}
	}
}
