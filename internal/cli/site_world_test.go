package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/scaffold"
)

// crowdWriter writes the history of a world for git fast-import, and the tags on it.
type crowdWriter struct {
	w       *recordtest.World
	written map[string]bool
	stream  bytes.Buffer
	tags    []crowdTag
	n       int // commits so far
}

// crowdTag is a tag on a commit, once it is known what that is called.
type crowdTag struct {
	on  int
	raw func(commit string) []byte
}

func newCrowd() *crowdWriter {
	return &crowdWriter{w: recordtest.New(), written: map[string]bool{}}
}

// commit writes a commit of the files that are new, and of those that are named.
func (c *crowdWriter) commit(changed ...string) {
	c.n++
	fmt.Fprintf(&c.stream, "commit refs/heads/main\nmark :%d\ncommitter T. Tester <tester@example.org> %d +0000\ndata 0\n", c.n, 1767323045+86400*c.n)
	for _, path := range changed {
		delete(c.written, path)
	}
	var fresh []string
	for path := range c.w.Files {
		if !c.written[path] {
			fresh = append(fresh, path)
			c.written[path] = true
		}
	}
	slices.Sort(fresh)
	for _, path := range fresh {
		fmt.Fprintf(&c.stream, "M 100644 inline %s\ndata %d\n%s\n", path, len(c.w.Files[path]), c.w.Files[path])
	}
}

// text puts a text of the demonstration under another id and version.
func (c *crowdWriter) text(data []byte, id, version string) []byte {
	for key, value := range map[string]string{"id": id, "version": version} {
		at := bytes.Index(data, []byte("\n"+key+": "))
		end := at + 1 + bytes.IndexByte(data[at+1:], '\n')
		data = slices.Concat(data[:at+1], []byte(key+": "+value), data[end:])
	}
	c.w.Files[record.SpecPath(id)] = data
	return data
}

// publish takes the text of a specification from its round to its tag, which lists
// files where there are any.
func (c *crowdWriter) publish(id, version, signer string, files map[string][]byte) {
	w, s := c.w, c.w.Subject(id)
	w.Open(record.Endorsement, s, []string{"lee-m", "okafor-a"}, nil)
	w.Review(s, "lee-m", nil)
	w.Review(s, "okafor-a", nil)
	w.Decide(record.Endorse, s, nil)
	w.Decide(record.Publish, s, nil)
	seq := w.Seq()
	fields := []string{fmt.Sprintf("Credctl-Seq: %d", seq), "Credctl-Register-Sha256: " + record.Hash(w.Files[record.EntryPath(seq)])}
	c.commit(record.SpecPath(id))
	c.tag(id, version, signer, fields, files)
}

// tag tags the last commit.
func (c *crowdWriter) tag(id, version, signer string, fields []string, files map[string][]byte) {
	c.tags = append(c.tags, crowdTag{c.n, func(commit string) []byte {
		return c.w.Tag(commit, id, version, signer, func(t *recordtest.TagText) {
			t.Trailers = fields
			if sums := record.SumsOf(files).Marshal(); files != nil {
				t.Message += "\n\n" + strings.TrimSuffix(string(sums), "\n")
				t.Trailers = append(slices.Clone(fields), "Credctl-Sums-Sha256: "+record.Hash(sums))
			}
		})
	}})
}

// write makes a packed repository of it.
func (c *crowdWriter) write(t testing.TB, dir string, bare bool) {
	t.Helper()
	args := []string{"init", "--quiet", "--initial-branch=main"}
	if bare {
		args = append(args, "--bare")
	}
	gitIn(t, dir, args...)
	marks := filepath.Join(t.TempDir(), "marks")
	crowdImport(t, dir, c.stream.Bytes(), "--export-marks="+marks)
	data, err := os.ReadFile(marks)
	if err != nil {
		t.Fatal(err)
	}
	commits := map[string]string{}
	for line := range strings.Lines(string(data)) {
		mark, commit, _ := strings.Cut(strings.TrimSpace(line), " ")
		commits[mark] = commit
	}
	var stream bytes.Buffer
	for _, tag := range c.tags {
		head, message, _ := bytes.Cut(tag.raw(commits[fmt.Sprintf(":%d", tag.on)]), []byte("\n\n"))
		lines := strings.Split(string(head), "\n")
		fmt.Fprintf(&stream, "%s\nfrom %s\n%s\ndata %d\n%s\n", lines[2], strings.TrimPrefix(lines[0], "object "), lines[3], len(message), message)
	}
	crowdImport(t, dir, stream.Bytes())
	gitIn(t, dir, "repack", "-adq")
	if !bare {
		gitIn(t, dir, "reset", "--quiet", "--hard")
	}
}

func crowdImport(t testing.TB, dir string, stream []byte, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "fastimport.unpackLimit=0", "fast-import", "--quiet"}, args...)...)
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(stream)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// siteCrowd makes a repository of so many specifications, each published in so many
// versions, and returns the texts of all of them.
func siteCrowd(b testing.TB, dir string, specs, versions int) (texts [][]byte) {
	c := newCrowd()
	for n := range versions {
		for i := range specs {
			id, version := fmt.Sprintf("area-%d", i), fmt.Sprintf("1.%d.0", n)
			texts = append(texts, c.text(scaffold.DemoCandidate(), id, version))
			c.publish(id, version, "rowe-e", nil)
		}
	}
	c.write(b, dir, true)
	return texts
}

// siteFiles are the files of wound-care 1.1.0.
func siteFiles(text []byte) map[string][]byte {
	return map[string][]byte{
		"wound-care-1.1.0.yaml": text, "wound-care-1.1.0.md": []byte("# Wound care\n"), "wound-care-1.1.0.csv": []byte("capability\nA1\n"),
	}
}

// siteWorld makes a repository that has everything that a catalogue can show:
// wound-care in two versions and a release candidate with comments, skin-care whose
// only version was withdrawn, foot-care whose tag a stranger signed, hand-care of which
// there is a proposal, eye-care that cannot be read, and ear-care whose tag is not here.
// The files of wound-care 1.1.0 lie in dist, but for one, and one is another.
func siteWorld(t testing.TB, dir string) {
	c := newCrowd()
	first := c.text(scaffold.DemoCandidate(), "wound-care", "1.0.0")
	c.publish("wound-care", "1.0.0", "rowe-e", nil)
	c.text(scaffold.DemoCandidate(), "skin-care", "1.0.0")
	c.publish("skin-care", "1.0.0", "rowe-e", nil)
	c.w.Decide(record.Withdraw, c.w.Subject("skin-care"), func(e *record.Entry) { e.Reason = "a dose <b>was</b> wrong" })
	second := c.text(bytes.Replace(first, []byte("\nsummary: "), []byte("\nalso_known_as: [Pressure ulcers & leg ulcers]\nrelated:\n- {specification: skin-care, how: It leans on it.}\n- {specification: far-care, how: It is of another register.}\nsummary: "), 1), "wound-care", "1.1.0")
	files := siteFiles(second)
	c.publish("wound-care", "1.1.0", "shah-k", files)
	c.text(scaffold.DemoCandidate(), "foot-care", "1.0.0")
	c.publish("foot-care", "1.0.0", "stranger", nil)
	c.text(scaffold.DemoCandidate(), "ear-care", "1.0.0")
	c.publish("ear-care", "1.0.0", "rowe-e", nil)
	c.tags = c.tags[:len(c.tags)-1]
	c.text(scaffold.DemoProposal(), "hand-care", "0.1.0")
	c.w.Files[record.SpecPath("eye-care")] = []byte("format: 1\nid: eye-care\nid: eye-care\n")
	third := c.text(second, "wound-care", "1.2.0-rc.1")
	c.w.Files["comments/wound-care/1.2.0-rc.1.csv"] = []byte("who,on,comment,response,change\nA trust,A1,Say what <i>complex</i> means,It is said now,A1\nA college,whole,Shorter please,,\n")
	c.commit(record.SpecPath("wound-care"))
	c.tag("wound-care", "1.2.0-rc.1", "rowe-e", nil, map[string][]byte{"wound-care-1.2.0-rc.1.yaml": third})
	c.write(t, dir, false)
	dist := filepath.Join(dir, "dist", "wound-care", "1.1.0")
	if err := os.MkdirAll(dist, 0o755); err != nil {
		t.Fatal(err)
	}
	delete(files, "wound-care-1.1.0.md")
	files["wound-care-1.1.0.csv"] = []byte("capability\nA2\n")
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dist, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// makeCatalogue DIR makes the repository of siteWorld.
func makeCatalogue(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: catalogue dir")
	}
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o755))
	siteWorld(scriptTB{ts: ts}, dir)
	gitInit(ts, false, []string{args[0]})
	data, err := os.ReadFile(filepath.Join(dir, record.GovernancePath(1)))
	ts.Check(err)
	ts.Setenv("TRUST_ROOT", record.Hash(data))
}

// scriptTB is a script as far as siteWorld needs one.
type scriptTB struct {
	testing.TB
	ts *testscript.TestScript
}

func (s scriptTB) Helper()                           {}
func (s scriptTB) Fatal(args ...any)                 { s.ts.Fatalf("%s", fmt.Sprint(args...)) }
func (s scriptTB) Fatalf(format string, args ...any) { s.ts.Fatalf(format, args...) }
func (s scriptTB) TempDir() string                   { return s.ts.MkAbs(s.ts.Getenv("WORK")) }
