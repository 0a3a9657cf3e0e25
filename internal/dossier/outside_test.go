package dossier

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The checkers here are programs of others. .ci/run installs them; where they are
// missing a test is skipped, unless REQUIRE_PROGRAMS is set.

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

// A browser finds the pages accessible, whatever is in them; they ask for nothing
// from anywhere, and are no wider than their window at four times their size. What
// is broken is found.
func TestPagesByAxe(t *testing.T) {
	for _, name := range []string{"axe-core", "playwright-core", "html-validate"} {
		if _, err := os.Stat(filepath.Join(checkers(t), "node_modules", name)); err != nil {
			missing(t, name)
		}
	}
	node, chromium := program(t, "node"), program(t, "chromium")
	texts := specifications(t)
	pages := map[string]string{}
	for _, name := range []string{"full", "mental-health.yaml"} {
		pages[name] = string(made(t, checked(t, newWorld(t, texts[name]).content(t)).Page))
	}
	ward := checked(t, newWorld(t, texts["ward"]).gateway(t).content(t))
	pages["gateway"] = string(made(t, ward.Page))
	pages["instructions"] = string(made(t, ward.Instructions))
	w := newWorld(t, texts["ward"])
	w.governance.People[2].Keys = nil
	pages["instructions without a key"] = string(made(t, checked(t, w.content(t)).Instructions))
	w = newWorld(t, []byte(hostileText(t)))
	w.governance.People[2].Name = nastyText
	pages["hostile"] = string(made(t, checked(t, w.content(t)).Page))

	page := pages["gateway"]
	open := regexp.MustCompile(`<meta http-equiv[^>]*>`).ReplaceAllString(page, "")
	for want, broken := range map[string]string{ // what is to be found in each
		"html-has-lang":             strings.Replace(page, ` lang="en-GB"`, "", 1),
		"color-contrast":            strings.ReplaceAll(open, "<p>", `<p style="color: #bbb">`),
		"heading-order":             strings.ReplaceAll(open, "h3", "h5"),
		"https://example.org/x":     strings.Replace(open, "<h1>", `<img alt="" src="https://example.org/x"><h1>`, 1),
		"Content Security Policy":   strings.ReplaceAll(page, "<p>", `<p style="color: #bbb">`),
		"element-permitted-content": strings.Replace(open, "<caption>", "</table><caption>", 1),
	} {
		pages["broken: "+want] = broken
	}
	checkPages(t, pages, node, chromium)
}

// checkPages opens pages in a browser. Those whose name begins with "broken: " must
// have what it says found in them.
func checkPages(t *testing.T, pages map[string]string, node, chromium string) {
	t.Helper()
	var names []string
	args := []string{filepath.Join("..", "..", "testdata", "outside", "axe.mjs"), checkers(t), chromium}
	folder := t.TempDir()
	for name, page := range pages {
		file := filepath.Join(folder, fmt.Sprintf("%d.html", len(names)))
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		names, args = append(names, name), append(args, file)
	}
	out, err := exec.Command(node, args...).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var results []struct {
		Axe, Markup, Requests, Complaints []string
		Passes                            int
		Wide                              bool
	}
	if err := json.Unmarshal(out, &results); err != nil || len(results) != len(names) {
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

// What is filled in and signed by hand, with ssh-keygen alone and as the
// instructions say, is a record with a good signature.
func TestSignedByHand(t *testing.T) {
	keygen := program(t, "ssh-keygen")
	dir := t.TempDir()
	run := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(keygen, args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "HOME="+dir)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("ssh-keygen %q: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("-q", "-t", "ed25519", "-N", "", "-C", "", "-f", "key")
	public := strings.TrimSpace(string(readFile(t, filepath.Join(dir, "key.pub"))))
	w := newWorld(t, ward(t))
	w.governance.People[2].Keys[0].Key = public
	d := checked(t, w.content(t))
	if err := os.WriteFile(filepath.Join(dir, d.RecordName()), []byte(fill(string(d.Template()))), 0o644); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(made(t, d.Instructions)), "ssh-keygen -Y sign -n review@credctl.v1 -f ~/.ssh/id_ed25519 okafor-a.yaml</code>") {
		t.Error("the instructions have another line than the one tried here")
	}
	run("-Y", "sign", "-n", namespace, "-f", "key", d.RecordName())
	check := exec.Command(keygen, "-Y", "check-novalidate", "-n", namespace, "-s", d.RecordName()+".sig")
	check.Dir, check.Stdin = dir, strings.NewReader(fill(string(d.Template())))
	if out, err := check.CombinedOutput(); err != nil || !strings.Contains(string(out), "Good ") {
		t.Errorf("%v: %s", err, out)
	}
}
