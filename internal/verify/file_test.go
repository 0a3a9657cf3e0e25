package verify

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/record"
)

// page is a file of acute-medicine 1.0.0.
var page = AskedFile{Name: "acute-medicine-1.0.0.html", SHA256: record.Hash([]byte("page")), Size: 4}

// fileTag is a tag that lists a page with these bytes.
func fileTag(version, bytes string) *FileTag {
	sums := record.SumsOf(map[string][]byte{"acute-medicine-" + version + ".html": []byte(bytes)})
	return &FileTag{Name: record.TagName(id, version), Sums: sums, Object: TagObject{SumsSHA256: record.Hash(sums.Marshal())}, Text: record.Hash([]byte("text " + version))}
}

func TestConcerns(t *testing.T) {
	tag := fileTag("1.0.0", "page")
	text := &record.Spec{ID: id, Version: "1.0.0"}
	for _, test := range []struct {
		name string
		file AskedFile
		text *record.Spec
		want *Concern
	}{
		{"the same bytes", page, nil, &Concern{Same: []string{page.Name}}},
		{"the same bytes under another name", AskedFile{Name: "x", SHA256: page.SHA256}, nil, &Concern{Same: []string{page.Name}}},
		{"the list itself", AskedFile{Name: "x", SHA256: tag.Object.SumsSHA256}, nil, &Concern{Same: []string{"SHA256SUMS"}}},
		{"the text", AskedFile{Name: "x", SHA256: tag.Text}, text, &Concern{Same: []string{"specs/acute-medicine.yaml"}}},
		{"other bytes", AskedFile{Name: page.Name, SHA256: record.NoEntry}, nil, &Concern{Name: page.Name}},
		{"other bytes, saved twice", AskedFile{Name: "acute-medicine-1.0.0 (2).html", SHA256: record.NoEntry}, nil, &Concern{Name: page.Name}},
		{"other bytes, copied", AskedFile{Name: "Copy of acute-medicine-1.0.0.html", SHA256: record.NoEntry}, nil, &Concern{Name: page.Name}},
		{"other bytes, copied on Windows", AskedFile{Name: "acute-medicine-1.0.0 - Copy.html", SHA256: record.NoEntry}, nil, &Concern{Name: page.Name}},
		{"a text that says it is this", AskedFile{Name: "x.yaml", SHA256: record.NoEntry}, text, &Concern{Name: "specs/acute-medicine.yaml"}},
		{"a text of another version", AskedFile{Name: "x.yaml", SHA256: record.NoEntry}, &record.Spec{ID: id, Version: "1.0.1"}, nil},
		{"a file of another version", AskedFile{Name: "acute-medicine-1.0.1.html", SHA256: record.NoEntry}, nil, nil},
		{"a file without a hash", AskedFile{}, nil, nil},
	} {
		if got := Concerns(test.file, test.text, tag); !cmp.Equal(test.want, got) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
	// A tag that lists nothing concerns nothing but its text.
	if got := Concerns(AskedFile{Name: "", SHA256: ""}, nil, &FileTag{Name: tag.Name}); got != nil {
		t.Errorf("%+v", got)
	}
}

func concerned(version string, same bool, edit func(*Verdict)) Concerned {
	c := Concerned{Verdict: newVerdict(record.TagName(id, version))}
	c.Verdict.Outcome = Verified
	name := "acute-medicine-" + version + ".html"
	if c.Concern.Name = name; same {
		c.Concern = Concern{Same: []string{name}}
	}
	if edit != nil {
		edit(&c.Verdict)
	}
	return c
}

func because(outcome Outcome, reasons ...Reason) func(*Verdict) {
	return func(v *Verdict) {
		v.Outcome = outcome
		for _, r := range reasons {
			v.Reasons = append(v.Reasons, Cause{Reason: r, Message: string(r)})
		}
	}
}

// TestJudgeFile: what a file is follows from the tags that count, and from no other.
func TestJudgeFile(t *testing.T) {
	superseded := func(v *Verdict) { v.SupersededBy = "1.1.0" }
	draft := because(NotVerified, ReleaseCandidate)
	for _, test := range []struct {
		name   string
		in     FileInput
		answer FileAnswer
		first  string // the tag that it rests on
		says   string
	}{
		{"genuine", FileInput{Tags: []Concerned{concerned("1.0.0", true, nil)}}, Genuine, "1.0.0", "byte for byte"},
		{"superseded", FileInput{Tags: []Concerned{concerned("1.0.0", true, superseded)}}, Superseded, "1.0.0", "a newer version, 1.1.0"},
		{"withdrawn", FileInput{Tags: []Concerned{concerned("1.0.0", true, because(NotVerified, Withdrawn))}}, WithdrawnIn, "1.0.0", "was withdrawn"},
		{"a candidate's", FileInput{Tags: []Concerned{concerned("1.1.0-rc.1", true, draft)}}, Draft, "1.1.0-rc.1", "a draft for comment that nobody endorsed"},
		{"a text in the making", FileInput{Draft: "specs/a.yaml of HEAD has these bytes"}, Draft, "", "nobody published"},
		{"altered", FileInput{Tags: []Concerned{concerned("1.0.0", false, nil)}}, Altered, "1.0.0", "has other bytes"},
		{"altered, of a withdrawn release", FileInput{Tags: []Concerned{concerned("1.0.0", false, because(NotVerified, Withdrawn))}}, Altered, "1.0.0", "has other bytes"},
		{"altered, of one of two", FileInput{Tags: []Concerned{concerned("1.0.0", false, superseded), concerned("1.1.0", false, nil)}}, Altered, "1.1.0", ", or "},
		{"unknown", FileInput{LookedAt: 3}, Unknown, "", "among 3 tags"},
		{"no tags at all", FileInput{}, Unknown, "", "no tag of a release"},

		// several say something
		{"in two releases", FileInput{Tags: []Concerned{concerned("1.0.0", true, superseded), concerned("1.1.0", true, nil)}}, Genuine, "1.1.0", ""},
		{"withdrawn, and published again", FileInput{Tags: []Concerned{concerned("1.0.0", true, because(NotVerified, Withdrawn)), concerned("1.0.1", true, nil)}}, Genuine, "1.0.1", ""},
		{"a draft that was published", FileInput{Tags: []Concerned{concerned("1.1.0-rc.1", true, draft), concerned("1.1.0", true, nil)}, Draft: "x"}, Genuine, "1.1.0", ""},
		{"the bytes of one and the name of another", FileInput{Tags: []Concerned{concerned("1.0.0", true, superseded), concerned("1.1.0", false, nil)}}, Superseded, "1.0.0", ""},
		{"a draft under the name of a release", FileInput{Tags: []Concerned{concerned("1.0.0", false, nil)}, Draft: "specs/a.yaml of HEAD has these bytes"}, Draft, "1.0.0", "nobody published"},

		// tags that do not count
		{"listed by a forged tag", FileInput{Tags: []Concerned{concerned("1.0.0", true, because(NotVerified, TagSigner))}, LookedAt: 1}, Unknown, "", "cannot be relied on"},
		{"named by a forged tag", FileInput{Tags: []Concerned{concerned("1.0.0", false, because(NotVerified, TagSigner))}, LookedAt: 1}, Unknown, "", "cannot be relied on"},
		{"listed by a draft that nobody signed", FileInput{Tags: []Concerned{concerned("1.1.0-rc.1", true, because(NotVerified, ReleaseCandidate, TagSigner))}, LookedAt: 1}, Unknown, "", "cannot be relied on"},
		{"withdrawn, by a forged tag", FileInput{Tags: []Concerned{concerned("1.0.0", true, because(NotVerified, Withdrawn, TagSigner))}, LookedAt: 1}, Unknown, "", "cannot be relied on"},
		{"a forged tag against a true one", FileInput{Tags: []Concerned{concerned("1.0.0", false, nil), concerned("9.0.0", true, because(NotVerified, TagSigner))}}, Altered, "1.0.0", ""},
		{"nobody said what to trust", FileInput{Tags: []Concerned{concerned("1.0.0", true, because(CannotTell, NoTrustRoot))}, LookedAt: 1}, Unknown, "", "nobody said which governance to trust"},
		{"a part is not here", FileInput{Tags: []Concerned{concerned("1.0.0", true, because(CannotTell, ObjectMissing))}, LookedAt: 1}, Unknown, "", "cannot be relied on"},
		{"a tag that was named and is another", FileInput{Tags: []Concerned{{Verdict: concerned("1.0.0", true, nil).Verdict}}, LookedAt: 1}, Unknown, "", "among 1 tag"},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.in.File = page
			v := JudgeFile(test.in)
			if v.Answer != test.answer || v.Outcome != test.answer.Outcome() || !strings.Contains(v.Message, test.says) {
				t.Errorf("%s, %s: %q, want %s and %q", v.Answer, v.Outcome, v.Message, test.answer, test.says)
			}
			first := ""
			if len(v.Releases) > 0 {
				first = v.Releases[0].Version
			}
			if first != test.first {
				t.Errorf("it rests on %q, want %q", first, test.first)
			}
			if len(v.Releases)+len(v.NotCounted) < min(1, len(test.in.Tags)) && test.name != "a tag that was named and is another" {
				t.Error("a tag is told of nowhere")
			}
		})
	}
}

// The answers and their exit statuses are a contract: what may be relied on, and
// nothing else, is verified.
func TestFileAnswers(t *testing.T) {
	for answer, want := range map[FileAnswer]Outcome{
		Genuine: Verified, Superseded: Verified, WithdrawnIn: NotVerified, Draft: NotVerified, Altered: NotVerified, Unknown: CannotTell, "": CannotTell,
	} {
		if got := answer.Outcome(); got != want {
			t.Errorf("%s: %s, want %s", answer, got, want)
		}
	}
}

// Whatever single byte of a file is changed, it is not what was published any more.
func TestAnyByteChangesTheAnswer(t *testing.T) {
	data := []byte("<p>acute medicine</p>\n")
	sums := record.SumsOf(map[string][]byte{"a.html": data})
	tag := &FileTag{Name: record.TagName(id, "1.0.0"), Sums: sums}
	for i := range data {
		for bit := range 8 {
			changed := append([]byte(nil), data...)
			changed[i] ^= 1 << bit
			f := AskedFile{Name: "a.html", SHA256: record.Hash(changed)}
			c := concerned("1.0.0", false, nil)
			if c.Concern = *Concerns(f, nil, tag); JudgeFile(FileInput{File: f, Tags: []Concerned{c}}).Answer != Altered {
				t.Errorf("byte %d, bit %d", i, bit)
			}
		}
	}
}

// That a newer version is in force is told of a release, by the newest register that
// was looked at; and it is no reason against it.
func TestSuperseded(t *testing.T) {
	w := published()
	older := w.input()
	s := w.Spec(id, "1.1.0", "candidate", "smith-j", "khan-r")
	reviewed(w.World, s, nil, nil, nil)
	finish(w.World, s)
	older.Newest, older.NewestFrom = w.FS(), "HEAD"
	v := verdict(t, older)
	if want(t, v, Verified, ""); v.SupersededBy != "1.1.0" || !strings.Contains(strings.Join(v.Notes, "\n"), "a newer version, 1.1.0, was published since, in entry") {
		t.Errorf("%q, %v", v.SupersededBy, v.Notes)
	}
	w.Decide(record.Withdraw, s, nil)
	older.Newest = w.FS()
	if v := verdict(t, older); v.SupersededBy != "" || v.Outcome != Verified {
		t.Errorf("a version that was withdrawn is in force: %q", v.SupersededBy)
	}
	if v := verdict(t, published().input()); v.SupersededBy != "" {
		t.Errorf("%q", v.SupersededBy)
	}
}
