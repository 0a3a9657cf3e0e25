package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The checkers here are programs and schemas of others. .ci/run installs them;
// where they are missing a test is skipped, unless REQUIRE_PROGRAMS is set.

// checkers is the folder they are installed in.
func checkers(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("OUTSIDE_CHECKERS"); dir != "" {
		return dir
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip(err)
	}
	return filepath.Join(cache, "credctl-ci")
}

// checker returns the path of something that was installed there.
func checker(t *testing.T, elem ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{checkers(t)}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		missing(t, path)
	}
	return path
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

// output runs a program and returns what it says on standard output.
func output(t *testing.T, input []byte, environ []string, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin, cmd.Env = bytes.NewReader(input), append(os.Environ(), environ...)
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out, &errOut)
	}
	return out
}

// brokenSARIF are changes that make a SARIF document wrong.
var brokenSARIF = map[string][2]string{
	"no such level":        {`"level": "error"`, `"level": "fatal"`},
	"a line 0":             {`"startLine": 7`, `"startLine": 0`},
	"no driver":            {`"driver"`, `"chauffeur"`},
	"no version":           {`"version": "2.1.0",`, ``},
	"results without text": {`"message": {`, `"message": { "words": "x",`},
}

// The published schema takes every SARIF document, and refuses those that are
// broken.
func TestSARIFByItsSchema(t *testing.T) {
	data, err := os.ReadFile(checker(t, "node_modules", "@microsoft", "jest-sarif", "lib", "schemas", "sarif-2.1.0-rtm.5.json"))
	if err != nil {
		t.Fatal(err)
	}
	schema := compiled(t, unmarshalled(t, data))
	documents(t, "sarif", func(t *testing.T, out []byte, _ Report) {
		if err := schema.Validate(unmarshalled(t, out)); err != nil {
			t.Errorf("the schema refuses it: %.2000v", err)
		}
	})
	good := string(written(t, func(w io.Writer) error { return writeSARIF(w, sampleCompared()) }))
	for name, change := range brokenSARIF {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Fatalf("%s: %s is not in the sample", name, change[0])
		}
		if schema.Validate(unmarshalled(t, []byte(bad))) == nil {
			t.Errorf("the schema takes a document with %s", name)
		}
	}
}

// The validator of those who wrote SARIF, with the rules of GitHub, finds nothing
// wrong, and something in each document that is broken. It says so in its output
// alone: its exit status is 0 in any case.
func TestSARIFByItsValidator(t *testing.T) {
	multitool := checker(t, "node_modules", "@microsoft", "sarif-multitool-linux", "Sarif.Multitool")
	documents := map[string]string{}
	for name, r := range map[string]Report{
		"compared": sampleCompared(), "failure": samples()["failure"], "nothing": samples()["nothing"], "hostile": hostile(strings.Join(nasty[:24], " ")),
	} {
		documents[name] = string(written(t, func(w io.Writer) error { return writeSARIF(w, r) }))
	}
	for name, change := range map[string][2]string{
		"broken line": {`"startLine": 7`, `"startLine": 0`}, "broken index": {`"ruleIndex": 0`, `"ruleIndex": 99`},
		"broken for GitHub": {`"locations"`, `"relatedLocations"`},
	} {
		documents[name] = strings.ReplaceAll(documents["compared"], change[0], change[1])
	}
	found := validated(t, multitool, documents)
	for name := range documents {
		if broken := strings.HasPrefix(name, "broken"); broken != (len(found[name]) > 0) {
			t.Errorf("%s: %q", name, found[name])
		}
	}
	if !strings.Contains(strings.Join(found["broken for GitHub"], " "), "GH1") {
		t.Errorf("none of GitHub's rules was asked: %q", found["broken for GitHub"])
	}
}

// validated returns what the validator finds wrong with each document.
func validated(t *testing.T, multitool string, documents map[string]string) map[string][]string {
	t.Helper()
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	args := []string{"validate", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning", "--output", out}
	for name, document := range documents {
		file := filepath.Join(dir, strings.ReplaceAll(name, " ", "-")+".sarif")
		if err := os.WriteFile(file, []byte(document), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	output(t, nil, []string{"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1"}, multitool, args...)
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(data, &log); err != nil || len(log.Runs) != 1 {
		t.Fatalf("%v, %d runs in %.300s", err, len(log.Runs), data)
	}
	found := map[string][]string{}
	for _, res := range log.Runs[0].Results {
		file := filepath.Base(res.Locations[0].Physical.Artifact.URI)
		name := strings.ReplaceAll(strings.TrimSuffix(file, ".sarif"), "-", " ")
		found[name] = append(found[name], res.RuleID)
	}
	return found
}

// Our commands are byte for byte those of @actions/core, whatever is in them.
func TestGitHubAsActionsCore(t *testing.T) {
	checker(t, "node_modules", "@actions", "core", "lib", "core.js")
	node := program(t, "node")
	type call struct {
		Kind       string         `json:"kind"`
		Text       string         `json:"text"`
		Properties map[string]any `json:"properties"`
	}
	var calls []call
	var want []string
	for i, text := range nasty {
		text = strings.ToValidUTF8(text, "") // theirs has no other
		a := annotation{kind: []string{"error", "warning", "notice"}[i%3], title: text, file: "specs/" + text, line: i + 1, endLine: i + 1, text: text}
		properties := map[string]any{"title": a.title, "file": a.file, "startLine": a.line, "endLine": a.endLine}
		if i%2 == 0 {
			a.column, a.endColumn = i+1, i+3
			properties["startColumn"], properties["endColumn"] = a.column, a.endColumn
		}
		calls = append(calls, call{a.kind, text, properties})
		want = append(want, a.command()+"\n")
	}
	input, err := json.Marshal(calls)
	if err != nil {
		t.Fatal(err)
	}
	got := output(t, input, nil, node, filepath.Join("..", "..", "testdata", "outside", "command.mjs"), checkers(t))
	if diff := cmp.Diff(string(got), strings.Join(want, "")); diff != "" {
		t.Errorf("(-theirs +ours):\n%.3000s", diff)
	}
	unescaped := annotation{kind: "error", title: "a", text: "%0A"}
	if bytes.Contains(got, []byte("::%0A\n")) || !strings.Contains(unescaped.command(), "%250A") {
		t.Error("the comparison would not notice a missing escape")
	}
}

// A browser finds the page accessible, whatever is in it, and the page asks for
// nothing from anywhere. What is broken is found.
func TestHTMLByAxe(t *testing.T) {
	for _, name := range []string{"axe-core", "playwright-core", "html-validate"} {
		checker(t, "node_modules", name)
	}
	node, chromium := program(t, "node"), program(t, "chromium")
	reports := samples()
	reports["hostile"] = hostile(strings.Join(nasty[:24], " "))
	delete(reports, "many") // compared has it all
	delete(reports, "one")
	compared := string(written(t, func(w io.Writer) error { return writeHTML(w, sampleCompared()) }))
	open := regexp.MustCompile(`<meta http-equiv[^>]*>`).ReplaceAllString(compared, "")
	pages := map[string]string{}
	broken := map[string]string{ // and what is to be found in each
		"html-has-lang":             strings.Replace(compared, ` lang="en-GB"`, "", 1),
		"color-contrast":            strings.ReplaceAll(open, "<p>", `<p style="color: #bbb">`),
		"image-alt":                 strings.Replace(open, "<h1>", `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><h1>`, 1),
		"heading-order":             strings.ReplaceAll(open, "h2", "h5"),
		"https://example.org/x":     strings.Replace(open, "<h1>", `<img alt="" src="https://example.org/x"><h1>`, 1),
		"Content Security Policy":   strings.ReplaceAll(compared, "<p>", `<p style="color: #bbb">`),
		"element-permitted-content": strings.Replace(open, "<caption>", "</table><caption>", 1),
	}
	for name, page := range broken {
		pages["broken: "+name] = page
	}
	for name, r := range reports {
		pages[name] = string(written(t, func(w io.Writer) error { return writeHTML(w, r) }))
	}
	for name, s := range statuses("") {
		pages["status: "+name] = string(written(t, func(w io.Writer) error { return StatusFormats["html"](w, s) }))
	}
	pages["status: hostile"] = string(written(t, func(w io.Writer) error { return StatusFormats["html"](w, everyStatus(strings.Join(nasty[:24], " "))) }))
	names, files := []string{}, []string{node, filepath.Join("..", "..", "testdata", "outside", "axe.mjs"), checkers(t), chromium}
	folder := t.TempDir()
	for name, page := range pages {
		file := filepath.Join(folder, fmt.Sprintf("%d.html", len(names)))
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		names, files = append(names, name), append(files, file)
	}
	var results []struct {
		Axe, Markup, Requests, Complaints []string
		Passes                            int
		Wide                              bool
	}
	if err := json.Unmarshal(output(t, nil, nil, files[0], files[1:]...), &results); err != nil || len(results) != len(names) {
		t.Fatalf("%v, %d results for %d pages", err, len(results), len(names))
	}
	for i, res := range results {
		wrong := slices.Concat(res.Axe, res.Markup, res.Requests, res.Complaints)
		want, broken := strings.CutPrefix(names[i], "broken: ")
		if !broken && (len(wrong) > 0 || res.Wide || res.Passes < 15) {
			t.Errorf("%s: %.1000q, wider than its window: %v, %d passes", names[i], wrong, res.Wide, res.Passes)
		}
		if broken && !strings.Contains(strings.Join(wrong, " "), want) {
			t.Errorf("%s is not found, only %.1000q", want, wrong)
		}
	}
}
