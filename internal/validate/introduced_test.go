package validate_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
)

// result is what files come to, judged as candidates so that there is much to say.
func result(t *testing.T, as spec.Stage, files map[string]string) validate.Result {
	t.Helper()
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	in := input(t, files, names...)
	in.As = as
	res, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// introduced are the findings of head that base has not.
func introduced(head, base validate.Result, was map[string]string) []string {
	var lines []string
	for _, f := range validate.Introduced(head, base, was).Findings {
		if !f.Known {
			lines = append(lines, f.String())
		}
	}
	return lines
}

// spoiltSpecifications are those of the repository with mistakes put in.
func spoiltSpecifications(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("../../specs/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no specifications; error %v", err)
	}
	files := map[string]string{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), "mpf@2025#1.1", "mpf@2025#1.99")
		files["specs/"+filepath.Base(path)] = strings.Replace(text, "title: ", "titel: ", 1)
	}
	return files
}

func TestAFileAgainstItselfIntroducesNothing(t *testing.T) {
	files := spoiltSpecifications(t)
	for _, as := range spec.Stages {
		res := result(t, as, files)
		if len(res.Findings) < 20 {
			t.Fatalf("%d findings: too few to show anything", len(res.Findings))
		}
		if lines := introduced(res, res, nil); len(lines) > 0 {
			t.Errorf("as %s: %q", as, lines)
		}
	}
}

// What changes nothing that anybody would call a change introduces nothing.
func TestHarmlessChangesIntroduceNothing(t *testing.T) {
	files := spoiltSpecifications(t)
	base := result(t, spec.Candidate, files)
	rng := rand.New(rand.NewPCG(1, 2))
	for name, change := range map[string]func(text string) string{
		"a remark above":  func(text string) string { return "# a remark\n\n" + text },
		"remarks between": func(text string) string { return remarks(rng, text) },
		"deeper":          deeper,
	} {
		changed := map[string]string{}
		for file, text := range files {
			changed[file] = change(text)
			if changed[file] == text {
				t.Fatalf("%s: %s did not change", name, file)
			}
		}
		head := result(t, spec.Candidate, changed)
		if lines := introduced(head, base, nil); len(lines) > 0 || len(head.Findings) != len(base.Findings) {
			t.Errorf("%s: of %d findings, %d before: %q", name, len(head.Findings), len(base.Findings), lines)
		}
	}
}

// remarks puts comments between the keys of the file.
func remarks(rng *rand.Rand, text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if c := line[0]; c >= 'a' && c <= 'z' && rng.IntN(2) == 0 {
			b.WriteString("# a remark\n\n")
		}
		b.WriteString(line)
	}
	return b.String()
}

// deeper sets the whole file two columns further in.
func deeper(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			b.WriteString("  ")
		}
		b.WriteString(line)
	}
	return b.String()
}

func TestSwappedItemsIntroduceNothing(t *testing.T) {
	one, two := "- {item: mpf@2025#9.8, reason: a}\n", "- {item: mpf@2025#9.9, reason: b}\n"
	head := proposal("a") + "coverage:\n  not_covered:\n"
	base := result(t, "", map[string]string{"specs/a.yaml": head + "  " + one + "  " + two})
	swapped := result(t, "", map[string]string{"specs/a.yaml": head + "  " + two + "  " + one})
	if lines := introduced(swapped, base, nil); len(lines) > 0 || len(base.Findings) < 2 {
		t.Errorf("introduced %q, of %d", lines, len(base.Findings))
	}
}

func TestRenamedFileIntroducesNothing(t *testing.T) {
	text := proposal("a") + "related: [{specification: nowhere, how: somehow}]\n"
	base := result(t, "", map[string]string{"specs/a-old.yaml": text})
	head := result(t, "", map[string]string{"specs/a.yaml": text})
	if lines := introduced(head, base, map[string]string{"specs/a.yaml": "specs/a-old.yaml"}); len(lines) > 0 {
		t.Errorf("introduced %q", lines)
	}
	if lines := introduced(head, base, nil); len(lines) != len(head.Findings) {
		t.Errorf("as another file %d of %d are introduced, want all", len(lines), len(head.Findings))
	}
}

func TestOneMoreOfTheSameIsIntroduced(t *testing.T) {
	text := proposal("a") + "related:\n- {specification: nowhere, how: somehow}\n"
	base := result(t, "", map[string]string{"specs/a.yaml": text})
	head := result(t, "", map[string]string{"specs/a.yaml": text + "- {specification: nowhere, how: again}\n"})
	lines := introduced(head, base, nil)
	if len(lines) != 1 || !strings.Contains(lines[0], ":8:") {
		t.Errorf("introduced %q, want the one in line 8", lines)
	}
	if lines := introduced(base, head, nil); len(lines) > 0 {
		t.Errorf("the other way round %q", lines)
	}
}

// A specification that goes on to another stage meets its gaps as what they weigh
// there.
func TestWhatWeighsMoreIsIntroduced(t *testing.T) {
	files := spoiltSpecifications(t)
	draft, candidate := result(t, spec.Draft, files), result(t, spec.Candidate, files)
	known := 0
	for _, f := range validate.Introduced(candidate, draft, nil).Findings {
		if f.Known {
			known++
			i := slices.IndexFunc(draft.Findings, func(d finding.Finding) bool { return d.File == f.File && d.Fingerprint == f.Fingerprint })
			if i < 0 || draft.Findings[i].Severity < f.Severity {
				t.Errorf("%v is taken for known", f)
			}
		}
	}
	if known == 0 || known == len(candidate.Findings) {
		t.Errorf("%d of %d known, want some", known, len(candidate.Findings))
	}
	if lines := introduced(draft, candidate, nil); len(lines) > 0 {
		t.Errorf("what weighs less is introduced: %q", lines)
	}
}

func TestUnderOthersAddsWhatIsNew(t *testing.T) {
	at := func(code string, line int, s finding.Severity) finding.Finding {
		return finding.Finding{File: "a", Code: code, Pos: finding.Pos{Line: line, Column: 1}, Severity: s, Fingerprint: finding.Fingerprint{code[0]}, Known: true}
	}
	res := validate.Result{Findings: finding.List{at("A", 1, finding.Error), at("C", 3, finding.Note)}}
	other := validate.Result{Findings: finding.List{at("A", 1, finding.Warning), at("B", 2, finding.Error), at("C", 3, finding.Error)}}
	var got []string
	for _, f := range validate.UnderOthers(res, other, "(new)").Findings {
		got = append(got, fmt.Sprintf("%v known=%v", f, f.Known))
	}
	want := []string{
		"a:1:1: error[A]:  known=true", "a:2:1: error[B]:  (new) known=false",
		"a:3:1: note[C]:  known=true", "a:3:1: error[C]:  (new) known=false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReferencesAreSeenWithoutParsing(t *testing.T) {
	for text, want := range map[string][]string{
		"related: [{specification: surgery, how: x}]":                       {"surgery"},
		"related:\n- how: x\n  specification:\n    surgery\n":               {"surgery"},
		"related: [{\"specification\": 'surgery'}, {specification: burns}]": {"surgery", "burns"},
		"summary: This specification is about surgery":                      nil,
		"specification":                        nil,
		"specification:":                       nil,
		"specification:\n# specification is\n": nil,
		"- specification: # that one\n    # or so\n    surgery\n":      {"surgery"},
		"- specification: >-\n    surgery\n":                           {"surgery"},
		"- specification: |2- # text\r\n    surgery\r\n":               {"surgery"},
		"- ? specification\n  : surgery\n":                             {"surgery"},
		"- \"specification\" : surgery\n":                              {"surgery"},
		"- specification: \"s\\x75rgery\"\n":                           {"", "s"},
		"- \"specif\\u0069cation\": surgery\n":                         {""},
		"- specification: \"surg\\\n    ery\"\n":                       {"", "surg"},
		"- specification: !!str surgery\n- specification: *it\n":       {"", ""},
		"summary: \"C:\\\\x\"\nrelated:\n- {specification: surgery}\n": {"surgery"},
	} {
		if diff := cmp.Diff(want, validate.LookAt([]byte(text)).Refers); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// looks keeps what was seen of one file.
type looks map[string]validate.Looked

func (l looks) RecallLook(file string) (validate.Looked, bool) { seen, ok := l[file]; return seen, ok }
func (l looks) KeepLook(file string, content []byte)           { l[file] = validate.LookAt(content) }

func TestWhatRefersIsKept(t *testing.T) {
	in := input(t, map[string]string{"specs/a.yaml": proposal("a") + "related: [{specification: b, how: x}]\n"}, "specs/a.yaml")
	in.Looks = looks{}
	if _, err := in.Look(context.Background(), in.Files); err != nil {
		t.Fatal(err)
	}
	read := in.Read
	in.Read = nil
	looked, err := in.Look(context.Background(), in.Files)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]validate.Looked{"specs/a.yaml": {ID: "a", Refers: []string{"b"}}}
	if diff := cmp.Diff(want, looked); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	in.Read = read
	looked, err = in.Look(context.Background(), in.Files, "proposal")
	if err != nil || !looked["specs/a.yaml"].Mentions {
		t.Errorf("the word is not seen; error %v", err)
	}
	in.Read = func(string) ([]byte, error) { return []byte(`frameworks: ["m\x70f@2025"]`), nil }
	looked, err = in.Look(context.Background(), in.Files, "mpf@2025")
	if err != nil || !looked["specs/a.yaml"].Mentions {
		t.Errorf("a word that is written otherwise is not seen; error %v", err)
	}
}

func TestChangesOfWhatIsJudgedBy(t *testing.T) {
	base := []validate.Yardstick{{Name: "the pack a@1", File: "criteria/a/1.yaml", Text: "x"}, {Name: "the pack b@1", Text: ""}, {Name: "the pack d@1", File: "d.yaml", Text: "x"}}
	head := []validate.Yardstick{{Name: "the pack b@1", File: "criteria/b/1.yaml", Text: "y"}, {Name: "the pack c@1", File: "c.yaml"}, {Name: "the pack d@1", Text: ""}}
	var got []string
	for _, f := range validate.Changes(base, head) {
		got = append(got, f.File+" "+strings.SplitN(f.Message, ":", 2)[0])
	}
	want := []string{
		"c.yaml the pack c@1 is in force here, and not at the base",
		"criteria/a/1.yaml the pack a@1 is in force at the base, and not here",
		"criteria/b/1.yaml the pack b@1 is another here than at the base",
		"d.yaml the pack d@1 is another here than at the base",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if found := validate.Changes(base, base); len(found) > 0 {
		t.Errorf("nothing changed, and yet %v", found)
	}
}
