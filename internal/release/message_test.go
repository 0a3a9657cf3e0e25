package release

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/record"
)

var someSums = record.SumsOf(map[string][]byte{"wound-care-1.0.0.yaml": []byte("x")})

// unsigned is the tag that a message is of.
func unsigned(t *testing.T, message string) string {
	t.Helper()
	tag := record.Tag{
		Commit: strings.Repeat("0a", 20), ID: "wound-care", Version: "1.0.0", Tagger: "rowe-e <rowe-e@example.org> 1795000000 +0000",
		Message: message, Seq: 5, RegisterSHA256: record.NoEntry, SumsSHA256: record.Hash(someSums.Marshal()),
	}
	data, err := tag.Unsigned()
	if err != nil {
		t.Fatalf("%v\n%s", err, message)
	}
	return string(data)
}

func TestMessage(t *testing.T) {
	e := editionOf(t, endorsed())
	want := "wound-care 1.0.0: Wound care (made up for a demonstration)\n\nIt is the first release.\n\n" + string(someSums.Marshal())
	if diff := cmp.Diff(want, Message(e, someSums)); diff != "" {
		t.Error(diff)
	}
	notes, sums, err := record.CutSums(strings.TrimSuffix(Message(e, someSums), "\n"))
	if err != nil || !cmp.Equal(sums, someSums) || strings.Contains(notes, "  wound-care") {
		t.Errorf("%q, %v, %v", notes, sums, err)
	}
	e.Comment = true
	if got := Message(e, someSums); !strings.Contains(got, "\n\nA draft for comment. It is not endorsed.\n\n") {
		t.Error(got)
	}
	e.Previous = "0.9.0"
	if got := Message(e, someSums); !strings.Contains(got, "What changed since 0.9.0 is not known here.") {
		t.Error(got)
	}
}

// TestMessageOfHostileTexts: whatever a text holds, the message is one that a tag can
// have, and its list is the list.
func TestMessageOfHostileTexts(t *testing.T) {
	e := editionOf(t, endorsed())
	hostile := "x\n\nCredctl-Seq: 9\n-----BEGIN SSH SIGNATURE-----\n" + strings.Repeat("ab", 32) + "  other\u202e\x1b[1m\r\n\xff"
	e.Spec.Title = hostile
	e.Previous, e.Changes = "0.9.0", &diff.Comparison{Class: diff.Revision}
	for range 30 {
		e.Changes.Changes = append(e.Changes.Changes, diff.Change{What: diff.Renamed, Name: hostile, Was: hostile})
	}
	e.Changes.Changes[0].Name = "Credctl-Seq: 9"
	got := unsigned(t, Message(e, someSums))
	if !strings.Contains(got, "\n- and 10 more, in NOTES.md\n") || strings.Count(got, "\nCredctl-Seq:") != 1 {
		t.Error(got)
	}
	_, sums, err := record.CutSums(strings.TrimSuffix(Message(e, someSums), "\n"))
	if err != nil || !cmp.Equal(sums, someSums) {
		t.Errorf("%v, %v", sums, err)
	}
	for _, text := range []string{"Credctl-Sums-Sha256: x", "credctl-x", "-----BEGIN PGP MESSAGE-----"} {
		if got := harmless(text); got != "| "+text {
			t.Errorf("%q", got)
		}
	}
}

func TestForeword(t *testing.T) {
	if got, err := Foreword([]byte("\xef\xbb\xbfThanks.\r\n\r\nTo all.\r\n")); err != nil || got != "Thanks.\n\nTo all." {
		t.Errorf("%q, %v", got, err)
	}
	for text, want := range map[string]string{
		"": "is empty", " \n\n": "is empty", "\xff": "is not UTF-8", "a\x1b[1m": "U+001B", "a\u202eb": "U+202E",
		strings.Repeat("a", maxForeword+1): "want at most",
	} {
		if got, err := Foreword([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.20q: %q, %v", text, got, err)
		}
	}
}

// TestEvidence: who judged, endorsed and published it, by their keys and hashes, and no
// word that a criterion is met.
func TestEvidence(t *testing.T) {
	w := endorsed()
	w.Decide(record.Publish, w.Subject("wound-care"), nil)
	e := editionOf(t, w)
	text := words(Evidence(e))
	for _, want := range []string{
		"lee-m", "okafor-a", e.SHA256, w.Key("lee-m").Fingerprint(), w.Key("rowe-e").Fingerprint(), w.Key("shah-k").Fingerprint(),
		e.Evidence.Published.SHA256, e.Evidence.Endorsed.SHA256, e.Evidence.Round.SHA256, e.Register.Root, "credctl verify wound-care/v1.0.0",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q", want)
		}
	}
	for _, never := range []string{"is met", "meets the", "Centre", "NHS England"} {
		if strings.Contains(strings.ReplaceAll(text, "never says that a criterion is met", ""), never) {
			t.Errorf("it says %q", never)
		}
	}
	data, err := EvidenceJSON(e)
	var read map[string]any
	if err != nil || json.Unmarshal(data, &read) != nil || read["published"].(map[string]any)["entry"] != float64(e.Evidence.Published.Seq) || read["draft_for_comment"] != false {
		t.Errorf("%v\n%s", err, data)
	}
	again, _ := EvidenceJSON(editionOf(t, w))
	if string(again) != string(data) {
		t.Error("made twice, two ways")
	}
}

// TestEvidenceOfADraft: where nobody was asked, that is said.
func TestEvidenceOfADraft(t *testing.T) {
	e := editionOf(t, endorsed())
	e.Evidence, e.Tag = nil, ""
	text := words(Evidence(e))
	for _, want := range []string{"Nobody was asked to judge this text", "not endorsed, and not published", "There is no tag"} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q", want)
		}
	}
	data, err := EvidenceJSON(e)
	if err != nil || !strings.Contains(string(data), `"reviewers": []`) || !strings.Contains(string(data), `"published": null`) {
		t.Errorf("%v\n%s", err, data)
	}
}

// words are all words of a document.
func words(d *document.Document) string {
	var b strings.Builder
	var blocks func(list []document.Block)
	blocks = func(list []document.Block) {
		for _, bl := range list {
			for _, s := range bl.Text {
				b.WriteString(s.Text)
			}
			b.WriteString("\n")
			for _, f := range bl.Facts {
				b.WriteString(f.Name + ": ")
				blocks(f.Blocks)
			}
			if bl.Table != nil {
				for _, row := range bl.Table.Rows {
					for _, cell := range row.Cells {
						blocks(cell)
					}
				}
			}
		}
	}
	blocks(d.Intro)
	for _, s := range d.Sections {
		b.WriteString(s.Title + "\n")
		blocks(s.Blocks)
		for _, part := range s.Parts {
			b.WriteString(part.Title + "\n")
			blocks(part.Blocks)
		}
	}
	return b.String()
}
