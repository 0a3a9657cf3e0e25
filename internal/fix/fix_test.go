package fix_test

import (
	"bytes"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/fix"
	"github.com/advancing-practice/credctl/internal/yamldoc"
	examples "github.com/advancing-practice/credctl/testdata/criteria"
)

func mend(t *testing.T, text string) (string, []fix.Fixed) {
	t.Helper()
	mended, fixed := fix.Source("a.yaml", []byte(text), yamldoc.Options{})
	return string(mended), fixed
}

func TestWhatHasOneRightAnswer(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"soft hyphen", "title: Men\u00adtal\n", "title: Mental\n"},
		{"hyphen from Word", "title: well\x1ebeing\n", "title: well-being\n"},
		{"hard space", "title:\u00a0A\n", "title: A\n"},
		{"hard space in a text stays", "title: 10\u00a0credits\n", "title: 10\u00a0credits\n"},
		{"byte order mark", "\ufefftitle: A\n", "title: A\n"},
		{"Windows line ends", "title: A\r\nsummary: B\r\n", "title: A\nsummary: B\n"},
		{"old Mac line ends", "title: A\rsummary: \u00adB\r", "title: A\nsummary: B\n"},
		{"last line", "title: A", "title: A\n"},
		{"id like a number", "domains: [{id: 1.10, title: A}]\n", "domains: [{id: \"1.10\", title: A}]\n"},
		{"id that would lose a zero", "domains: [{id: 010, title: A}]\n", "domains: [{id: \"010\", title: A}]\n"},
		{"ids in a list", "outcomes:\n- id: LO1\n  develops:\n  - 1\n  - 1.20\n", "outcomes:\n- id: LO1\n  develops:\n  - \"1\"\n  - \"1.20\"\n"},
		{"title like a number", "title: 2024 # the year\n", "title: \"2024\" # the year\n"},
		{"yes for true", "provenance: {own_words: yes}\n", "provenance: {own_words: true}\n"},
		{"number in quotes", "credits: '60'\n", "credits: 60\n"},
		{"capital where small letters are wanted", "stage: Draft\n", "stage: draft\n"},
	} {
		if got, _ := mend(t, c.text); got != c.want {
			t.Errorf("%s (-want +got):\n%s", c.name, cmp.Diff(c.want, got))
		}
	}
}

func TestWhatIsForTheAuthorStays(t *testing.T) {
	for name, text := range map[string]string{
		"a misspelt key":              "titel: A\n",
		"a word that is merely near":  "stage: drafft\n",
		"a joiner within an emoji":    "title: \U0001f469\u200d\u2695\ufe0f\n",
		"a mark of direction":         "title: A\u202eB\n",
		"what keeps a # in the text":  "title: wards \u200b# 1 and 2\n",
		"what keeps a text a text":    "scope:\n  in:\n  - Note:\u200b see the summary\n",
		"what a block text rests on":  "title: |\n  \u200b  A\n  B\n",
		"a tab":                       "scope:\n\tin: [A]\n",
		"a number that may be a text": "credits: 060\n",
		"number in words":             "credits: '060'\n",
		"a carriage return in a line": "title: A\rB\nsummary: C\n",
	} {
		if got, fixed := mend(t, text); got != text || fixed != nil {
			t.Errorf("%s: %q became %q, %v", name, text, got, fixed)
		}
	}
}

func TestPlacesAreCountedByCode(t *testing.T) {
	_, fixed := mend(t, "\ufefftitle: Men\u00adtal he\u00adalth\r\nstage: Draft\r\ndomains: [{id: 1, title: A}]\r\n")
	want := []fix.Fixed{{"S103", 1}, {"S104", 1}, {"Y105", 1}, {"Y106", 1}, {"Y113", 2}}
	if diff := cmp.Diff(want, fixed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// There is a limit to how many findings of one code are listed, but not to how
// many are mended.
func TestManyPlaces(t *testing.T) {
	const n = 5000
	got, fixed := mend(t, "title: A"+string(bytes.Repeat([]byte("\u00ad."), n))+"\n")
	if want := "title: A" + string(bytes.Repeat([]byte("."), n)) + "\n"; got != want {
		t.Errorf("%d bytes, want %d", len(got), len(want))
	}
	if diff := cmp.Diff([]fix.Fixed{{"Y113", n}}, fixed); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The examples of these codes are exactly what fix does: it makes the passing one
// of the failing one.
func TestExamplesAreWhatFixDoes(t *testing.T) {
	for _, code := range []string{"Y105", "Y106", "Y108", "Y113", "Y114"} {
		e, ok, err := examples.Get(code)
		if err != nil || !ok {
			t.Fatalf("%s: %v, %v", code, ok, err)
		}
		for i := range e.Fail {
			got, _ := mend(t, string(e.Fail[i].Data))
			if diff := cmp.Diff(string(e.Pass[i].Data), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", code, diff)
			}
		}
	}
}

// Whatever the file: a second time there is nothing to do, and what could be read
// before can be read afterwards, with no more findings of the codes mended.
func FuzzSource(f *testing.F) {
	for _, code := range examples.Codes() {
		e, _, err := examples.Get(code)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range slices.Concat(e.Fail, e.Pass) {
			f.Add(file.Data)
		}
	}
	hostile, err := os.ReadDir("../../testdata/hostile")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range hostile {
		data, err := os.ReadFile("../../testdata/hostile/" + file.Name())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		mended, fixed := fix.Source("a.yaml", data, yamldoc.Options{})
		if !bytes.Equal(before, data) {
			t.Fatal("the bytes handed in were changed")
		}
		if len(fixed) == 0 && !bytes.Equal(data, mended) {
			t.Fatal("changed, and nothing said")
		}
		if again, fixed := fix.Source("a.yaml", mended, yamldoc.Options{}); !bytes.Equal(mended, again) {
			t.Fatalf("a second time %v is mended:\n%q\n%q", fixed, mended, again)
		}
		if doc, _ := yamldoc.Parse("a.yaml", data, yamldoc.Options{}); doc != nil {
			if doc, _ := yamldoc.Parse("a.yaml", mended, yamldoc.Options{}); doc == nil {
				t.Fatalf("could be read, and cannot after mending:\n%q", mended)
			}
		}
	})
}
