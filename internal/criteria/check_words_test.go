package criteria

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/spec"
)

// wordsOf is a shipped check of words or verbs, ready to be asked.
func wordsOf(t testing.TB, code string) asker {
	t.Helper()
	set := embeddedSet(t)
	i, known := set.byCode[code]
	if !known {
		t.Fatalf("no pack has %s", code)
	}
	return set.bound[i].ask
}

// said is the parts of a text that a check finds at fault.
func said(t testing.TB, ask asker, text string) []string {
	t.Helper()
	var parts []string
	for _, p := range ask.Problems(textSubject(t, text)) {
		if !p.Quiet {
			parts = append(parts, string([]rune(p.At.Text())[p.From:p.To]))
		}
	}
	return parts
}

// textSubject is a specification with one text, which all checks of words look at.
func textSubject(t testing.TB, text string) *Subject {
	t.Helper()
	doc := "summary: |-\n  " + strings.ReplaceAll(text, "\n", "\n  ") + "\n"
	return subject(t, "text.yaml", doc, spec.Draft)
}

// pageLine is a line of a page of sentences.
type pageLine struct {
	number int
	text   string
}

// page reads the sentences of a file, one a line.
func page(t *testing.T, name string) []pageLine {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../testdata/wording", name))
	if err != nil {
		t.Fatal(err)
	}
	var lines []pageLine
	for i, line := range strings.Split(string(data), "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, pageLine{i + 1, line})
		}
	}
	return lines
}

func TestCredentialUsedWell(t *testing.T) {
	lines := page(t, "credential-ok.txt")
	if len(lines) < 80 {
		t.Fatalf("only %d sentences", len(lines))
	}
	ask := wordsOf(t, "W001")
	for _, line := range lines {
		if got := said(t, ask, line.text); got != nil {
			t.Errorf("line %d: %q has findings %q", line.number, line.text, got)
		}
	}
}

func TestCredentialMisused(t *testing.T) {
	lines := page(t, "credential-misuse.txt")
	if len(lines) < 40 {
		t.Fatalf("only %d sentences", len(lines))
	}
	ask := wordsOf(t, "W001")
	for _, line := range lines {
		text, missed := strings.CutPrefix(line.text, "known miss: ")
		got := said(t, ask, text)
		switch {
		case !missed && len(got) != 1:
			t.Errorf("line %d: %q has findings %q, want one", line.number, text, got)
		case missed && got != nil:
			t.Errorf("line %d: %q is marked as a known miss but has findings %q", line.number, text, got)
		}
	}
}

// Proper uses in a row, with their quotations and negations side by side, have no
// finding either, and each misuse is found among them.
func TestCredentialWithinProse(t *testing.T) {
	ask := wordsOf(t, "W001")
	ok := page(t, "credential-ok.txt")
	for step := 1; step < len(ok); step += 7 {
		for i := range ok {
			text := ok[i].text + " " + ok[(i+step)%len(ok)].text + "\n\n" + ok[(i+2*step)%len(ok)].text
			if got := said(t, ask, text); got != nil {
				t.Errorf("%q has findings %q", text, got)
			}
		}
	}
	for _, line := range page(t, "credential-misuse.txt") {
		if strings.HasPrefix(line.text, "known miss: ") {
			continue
		}
		text := "Neither units nor people are credentialed. " + line.text + " A \"credentialed\" nurse is not our term."
		if got := said(t, ask, text); len(got) != 1 {
			t.Errorf("line %d: %q has findings %q, want one", line.number, text, got)
		}
	}
}

// No wording rule has a finding in the specifications of this repository.
func TestWordingOfSpecifications(t *testing.T) {
	files, err := filepath.Glob("../../specs/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no specifications: %v", err)
	}
	set := embeddedSet(t)
	for _, file := range files {
		text := specFile(t, filepath.Base(file))
		for _, stage := range []spec.Stage{"", spec.Candidate} {
			found, _ := set.Evaluate(subject(t, filepath.Base(file), text, stage))
			for _, f := range found {
				if f.Code[0] == 'W' || f.Code == "H025" {
					t.Errorf("at stage %q: %s", stage, f)
				}
			}
		}
	}
}
