package cli

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/net/html"

	"github.com/advancing-practice/credctl/internal/record"
)

// siteMade makes the catalogue of siteWorld, and returns where the site and the
// repository are.
func siteMade(t *testing.T) (site, repo string) {
	t.Helper()
	repo, site = t.TempDir(), filepath.Join(t.TempDir(), "public")
	siteWorld(t, repo)
	data, err := os.ReadFile(filepath.Join(repo, record.GovernancePath(1)))
	if err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	env := quietEnv(repo)
	env.Err = &said
	if status := Run(t.Context(), env, []string{"site", site, "--trust-root", record.Hash(data)}); status != exitOK {
		t.Fatalf("exit status %d\n%s", status, &said)
	}
	return site, repo
}

// sitePrograms returns node, Chromium and the folder of node's packages.
func sitePrograms(t *testing.T) (node, chromium, folder string) {
	t.Helper()
	found := map[string]string{}
	for _, name := range []string{"node", "chromium"} {
		p, err := exec.LookPath(name)
		if err != nil {
			siteMissing(t, name)
		}
		found[name] = p
	}
	for _, name := range []string{"axe-core", "playwright-core", "html-validate"} {
		if _, err := os.Stat(filepath.Join(outsideCheckers(), "node_modules", name)); err != nil {
			siteMissing(t, name)
		}
	}
	return found["node"], found["chromium"], outsideCheckers()
}

func siteMissing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("REQUIRE_PROGRAMS") != "" {
		t.Fatalf("%s is missing; .ci/run installs it", what)
	}
	t.Skipf("%s is missing; .ci/run installs it", what)
}

func siteOutput(t *testing.T, into any, name string, args ...string) {
	t.Helper()
	var errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, into)
	}
	if err != nil {
		t.Fatalf("%s: %v\n%s%.2000s", name, err, &errs, out)
	}
}

// A browser finds every kind of page accessible, whatever is in it, and the pages ask
// for nothing from anywhere. What is broken is found.
func TestSiteByAxe(t *testing.T) {
	node, chromium, folder := sitePrograms(t)
	site, _ := siteMade(t)
	pages := []string{ // one of each kind: a browser takes its time over a long one
		"index.html", "genuine.html", "matrix.html", "specifications/foot-care/index.html",
		"specifications/wound-care/1.1.0/changes.html", "specifications/wound-care/1.2.0-rc.1/index.html", "broken.html",
	}
	index := siteRead(t, site, "index.html")
	text := regexp.MustCompile(`<meta http-equiv[^>]*>`).ReplaceAllString(index, "")
	for _, change := range [][2]string{{` for="words"`, ""}, {"<h1>", `<img alt="" src="https://example.org/x"><h1>`}} {
		if !strings.Contains(text, change[0]) {
			t.Fatalf("%s: nothing is broken", change[0])
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	if err := os.WriteFile(filepath.Join(site, "broken.html"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{filepath.Join("..", "..", "testdata", "outside", "axe.mjs"), folder, chromium}
	for _, p := range pages {
		args = append(args, filepath.Join(site, filepath.FromSlash(p)))
	}
	var results []struct {
		Axe, Markup, Requests, Complaints []string
		Passes                            int
		Wide                              bool
	}
	siteOutput(t, &results, node, args...)
	if len(results) != len(pages) {
		t.Fatalf("%d results for %d pages", len(results), len(pages))
	}
	for i, res := range results {
		wrong := slices.Concat(res.Axe, res.Markup, res.Requests, res.Complaints)
		if pages[i] != "broken.html" {
			if len(wrong) > 0 || res.Wide || res.Passes < 15 {
				t.Errorf("%s: %.1500q, wider than its window: %v, %d passes", pages[i], wrong, res.Wide, res.Passes)
			}
			continue
		}
		for _, want := range []string{"label", "https://example.org/x"} {
			if !strings.Contains(strings.Join(wrong, " "), want) {
				t.Errorf("%s is not found, only %.1000q", want, wrong)
			}
		}
	}
}

func siteRead(t *testing.T, site, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Search and "Is my copy genuine?" answer from a folder and over plain http, where
// browsers keep their own SHA-256 back; without a script the list is there.
func TestSiteInABrowser(t *testing.T) {
	node, chromium, folder := sitePrograms(t)
	site, repo := siteMade(t)
	text, err := os.ReadFile(filepath.Join(site, "specifications", "wound-care", "1.1.0", "wound-care-1.1.0.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	spoilt := bytes.Replace(text, []byte("W"), []byte("w"), 1)
	work := t.TempDir()
	put := func(name string, data []byte) string {
		file := filepath.Join(work, name)
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	files := map[string]string{
		put("any name.yaml", text):               "published: Genuine\n",
		put("wound-care-1.1.0 (1).yaml", spoilt): "altered: Altered\n",
		put("some.yaml", spoilt):                 "unknown: Unknown\n",
		filepath.Join(site, "specifications/wound-care/1.0.0/wound-care-1.0.0.yaml"):           "superseded: Genuine, and superseded\n",
		filepath.Join(site, "specifications/skin-care/1.0.0/skin-care-1.0.0.yaml"):             "withdrawn: Genuine, and withdrawn\n",
		filepath.Join(site, "specifications/wound-care/1.2.0-rc.1/wound-care-1.2.0-rc.1.yaml"): "draft: A draft for comment, not endorsed\n",
		filepath.Join(repo, "dist/wound-care/1.1.0/wound-care-1.1.0.csv"):                      "altered: Altered\n",
	}
	var names []string
	for name := range files {
		names = append(names, name)
	}
	type use struct {
		Searches map[string][]string
		Answers  []string
		Secure   bool
	}
	var result struct {
		File, HTTP           use
		Complaints, Requests []string
		Plain                struct{ Rows, Search int }
	}
	siteOutput(t, &result, node, append([]string{filepath.Join("..", "..", "testdata", "outside", "site.mjs"), folder, chromium, site}, names...)...)
	if len(result.Complaints)+len(result.Requests) > 0 {
		t.Errorf("complaints %q, requests %q", result.Complaints, result.Requests)
	}
	if result.HTTP.Secure {
		t.Error("plain http passes for secure, so that our own SHA-256 was not tried")
	}
	for host, used := range map[string]use{"folder": result.File, "http": result.HTTP} {
		for i, got := range used.Answers {
			if !strings.HasPrefix(got, files[names[i]]) {
				t.Errorf("%s, %s: %q, want %q", host, names[i], got, files[names[i]])
			}
		}
		want := map[string]string{
			"ULCERS": "Wound care (made up for a demonstration)|1 of 6 specifications shown", "nothing of this": "0 of 6 specifications shown",
			"skin-care": "Wound care (made up for a demonstration)|1 of 6 specifications shown",
		}
		for words, rows := range want {
			if got := strings.Join(used.Searches[words], "|"); got != rows {
				t.Errorf("%s: %q finds %q, want %q", host, words, got, rows)
			}
		}
		if len(used.Searches[""]) != 6 {
			t.Errorf("%s: %q", host, used.Searches[""])
		}
	}
	if result.Plain.Rows != 6 || result.Plain.Search != 0 {
		t.Errorf("without a script: %+v", result.Plain)
	}
}

// Our own SHA-256 is node's.
func TestSiteSHA256(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		siteMissing(t, "node")
	}
	script := filepath.Join("..", "site", "sha256.js")
	var result struct {
		Tried int
		Wrong [][]int
	}
	siteOutput(t, &result, node, filepath.Join("..", "..", "testdata", "outside", "sha256.mjs"), script)
	if result.Tried < 1000 || len(result.Wrong) > 0 {
		t.Errorf("%+v", result)
	}
	data, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	spoilt := filepath.Join(t.TempDir(), "sha256.js")
	if err := os.WriteFile(spoilt, bytes.Replace(data, []byte("0x428a2f98"), []byte("0x428a2f99"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	siteOutput(t, &result, node, filepath.Join("..", "..", "testdata", "outside", "sha256.mjs"), spoilt)
	if len(result.Wrong) != result.Tried {
		t.Errorf("one wrong constant is not noticed: %d of %d", len(result.Wrong), result.Tried)
	}
}

// Every link in the site leads to a file of the site, and to an anchor that is in it.
func TestSiteLinks(t *testing.T) {
	site, _ := siteMade(t)
	if dead := siteDeadLinks(t, site); len(dead) > 0 {
		t.Errorf("%q", dead)
	}
	for name, change := range map[string][2]string{"no such file": {`href="genuine.html"`, `href="genuin.html"`}, "no such anchor": {`href="#published"`, `href="#publishe"`}} {
		text := siteRead(t, site, "index.html")
		spoilt := strings.Replace(text, change[0], change[1], 1)
		if err := os.WriteFile(filepath.Join(site, "index.html"), []byte(spoilt), 0o644); err != nil {
			t.Fatal(err)
		}
		if len(siteDeadLinks(t, site)) == 0 {
			t.Errorf("%s: nothing is noticed", name)
		}
		if err := os.WriteFile(filepath.Join(site, "index.html"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// siteDeadLinks are the links of a site that lead nowhere, or out of it by a way that
// is no web address.
func siteDeadLinks(t *testing.T, site string) (dead []string) {
	t.Helper()
	anchors, links := map[string]map[string]bool{}, map[string][]string{}
	err := fs.WalkDir(os.DirFS(site), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, ".html") {
			return err
		}
		anchors[name] = map[string]bool{"": true}
		z := html.NewTokenizer(strings.NewReader(siteRead(t, site, name)))
		for z.Next() != html.ErrorToken {
			for _, a := range z.Token().Attr {
				switch a.Key {
				case "id":
					anchors[name][a.Val] = true
				case "href", "src":
					links[name] = append(links[name], a.Val)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, list := range links {
		for _, href := range list {
			u, err := url.Parse(href)
			if err == nil && (u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "mailto") {
				continue
			}
			to := name
			if err == nil && u.Path != "" {
				to = path.Join(path.Dir(name), u.Path)
			}
			if _, statErr := os.Stat(filepath.Join(site, filepath.FromSlash(to))); err != nil || u.Scheme != "" || statErr != nil || anchors[to] != nil && !anchors[to][u.Fragment] {
				dead = append(dead, name+": "+href)
			}
		}
	}
	return dead
}

// The feed is as RFC 4287 asks: every feed and entry has an id, a title and the time it
// was updated, no id stands twice, there is an author, and each entry leads to a page.
func TestSiteFeed(t *testing.T) {
	site, _ := siteMade(t)
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Title   string   `xml:"title"`
		Updated string   `xml:"updated"`
		Author  []string `xml:"author>name"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
			Links   []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(siteRead(t, site, "feed.xml")), &feed); err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{feed.ID: true}
	absolute := regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	if _, err := time.Parse(time.RFC3339, feed.Updated); err != nil || !absolute.MatchString(feed.ID) || feed.Title == "" || len(feed.Author) != 1 || len(feed.Entries) != 4 {
		t.Errorf("%+v: %v", feed, err)
	}
	latest := ""
	for _, e := range feed.Entries {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || !absolute.MatchString(e.ID) || ids[e.ID] || e.Title == "" || len(e.Links) != 1 {
			t.Errorf("%+v: %v", e, err)
			continue
		}
		ids[e.ID], latest = true, max(latest, e.Updated)
		if _, err := os.Stat(filepath.Join(site, filepath.FromSlash(e.Links[0].Href))); err != nil {
			t.Error(err)
		}
	}
	if latest != feed.Updated {
		t.Errorf("the feed was updated %s, and the latest entry %s", feed.Updated, latest)
	}
}

// The index for programs is as its published schema says, and the schema refuses what
// is not.
func TestSiteIndexBySchema(t *testing.T) {
	site, _ := siteMade(t)
	schema, err := jsonschema.NewCompiler().Compile("../../schema/catalogue.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	good := siteRead(t, site, "catalogue.json")
	check := func(text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return schema.Validate(value)
	}
	if err := check(good); err != nil {
		t.Errorf("%.2000v", err)
	}
	for name, change := range map[string][2]string{
		"another form": {"catalogue/v1", "catalogue/v2"}, "a path out of it": {`"page": "spec`, `"page": "../spec`},
		"a standing that there is not": {`"standing": "superseded"`, `"standing": "endorsed"`}, "a key more": {`"commit"`, `"more": 1, "commit"`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good || check(bad) == nil {
			t.Errorf("the schema takes one with %s", name)
		}
	}
}
