package release

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

func TestChecklistOfWhatMayBeReleased(t *testing.T) {
	in := inputOf(t, endorsed())
	var names []string
	for _, c := range Checklist(in) {
		names = append(names, c.Name)
		if len(c.Blockers) > 0 || c.State != standing.Satisfied && c.Name != "signatures" {
			t.Errorf("%+v", c)
		}
	}
	want := []string{"candidate", "not-illustrative", "endorsed", "version", "step", "licence", "comments", "related", "committed", "register", "signatures"}
	if !slices.Equal(names, want) {
		t.Errorf("got %q", names)
	}
	if last := Checklist(in)[len(names)-1]; last.State != standing.Awaited || !strings.HasPrefix(last.By, "rowe-e, and 1 more, of ") {
		t.Errorf("%+v", last)
	}
}

// TestChecklistBlocks begins with what may be released, and changes one thing.
func TestChecklistBlocks(t *testing.T) {
	w := endorsed()
	for _, test := range []struct {
		name      string
		edit      func(in *Input)
		condition string
		why       standing.Reason
		says      string
	}{
		{"a finding", func(in *Input) {
			in.Found = finding.List{{Code: "H1", Severity: finding.Warning}, {Code: "E1", Severity: finding.Error, Message: "what is wrong"}}
		}, "candidate", WhyFindings, "E1: what is wrong"},
		{"a draft", func(in *Input) {
			in.Decision.Blockers = append(in.Decision.Blockers, standing.Blocker{Reason: standing.WhyStage, Message: "says stage: draft"})
		}, "candidate", standing.WhyStage, "says stage: draft"},
		{"made up", func(in *Input) { in.Spec.Provenance.Illustrative = true }, "not-illustrative", WhyIllustrative, "provenance says"},
		{"answers that were made up", func(in *Input) { in.Spec.Proposal.Illustrative = true }, "not-illustrative", WhyIllustrative, "proposal says"},
		{"not endorsed", func(in *Input) {
			in.Decision.Blockers = []standing.Blocker{{Reason: standing.WhyNotEndorsed, Message: "nobody endorsed it"}}
		}, "endorsed", standing.WhyNotEndorsed, "nobody endorsed it"},
		{"whatever chain found", func(in *Input) {
			in.Decision.Blockers = []standing.Blocker{{Reason: "record-key", Message: "a record does not hold"}}
		}, "endorsed", "record-key", "a record does not hold"},
		{"withdrawn", func(in *Input) {
			in.Decision.Blockers = []standing.Blocker{{Reason: standing.WhyWithdrawn, Message: "was withdrawn"}}
		}, "version", standing.WhyWithdrawn, "was withdrawn"},
		{"tagged", func(in *Input) { in.Tagged = []string{"0.9.0", "1.0.0"} }, "version", WhyTagged, "there is a tag wound-care/v1.0.0 already"},
		{"a step too small", func(in *Input) {
			in.Previous, in.Changes = "1.0.0", since(t, w, "1.0.1", "find out why a wound", "learn why a wound")
		}, "step", WhyStep, "1.0.1 raises the patch number, and the changes are an adjustment; raise it to 1.1.0 or higher"},
		{"a step back", func(in *Input) { in.Previous, in.Changes = "1.0.0", since(t, w, "0.9.0") }, "step", WhyNotHigher, "0.9.0 is earlier than 1.0.0"},
		{"an id with another meaning", func(in *Input) {
			in.Previous, in.Changes = "1.0.0", since(t, w, "2.0.0")
			in.Changes.Findings = finding.List{{Code: "R030", Severity: finding.Error, Message: "A1 means something else"}}
		}, "step", WhyIDs, "R030: A1 means something else"},
		{"no text to compare with", func(in *Input) { in.Previous, in.Missing = "1.0.0", "it was not fetched" }, "step", WhyNoPrevious, "it was not fetched"},
		{"no licence", func(in *Input) { in.Spec.Licence.ID = "" }, "licence", WhyNoLicence, "names no licence"},
		{"another licence", func(in *Input) { in.Spec.Licence.ID = "MIT" }, "licence", WhyLicence, "MIT is none of the open licences"},
		{"a licence against commerce", func(in *Input) {
			in.Spec.Licence.ID = "CC-BY-NC-4.0"
			in.Licences = append(in.Licences, "CC-BY-NC-4.0")
		}, "licence", WhyLicence, "keeps others from commercial use, so that it is not open, whatever the settings say; want one of CC-BY-4.0, OGL-UK-3.0"},
		{"a setting with such alone", func(in *Input) {
			in.Spec.Licence.ID, in.Licences = "CC-BY-NC-4.0", []string{"CC-BY-NC-4.0"}
		}, "licence", WhyLicence, "whatever the settings say; want an open one, such as CC-BY-4.0"},
		{"nobody who grants it", func(in *Input) { in.Spec.Licence.Holder = " " }, "licence", WhyHolder, "licence.holder is missing"},
		{"a comment", func(in *Input) {
			in.Comments = []*comments.Sheet{comments.Read("wound-care", "1.0.0-rc.1", []byte("who,on,comment,response,change\nA,whole,Hm,,\n"))}
		}, "comments", WhyComments, "1 comment on 1.0.0-rc.1 is not answered"},
		{"comments that cannot be read", func(in *Input) {
			in.Comments = []*comments.Sheet{comments.Read("wound-care", "1.0.0-rc.1", []byte("a,b\n1,2\n"))}
		}, "comments", WhyComments, "cannot be read"},
		{"another that is not endorsed", func(in *Input) { in.Related = []Related{{ID: "ward-care", State: standing.UnderReview}} }, "related", WhyRelated, "related names ward-care, which is under review"},
		{"another that was withdrawn", func(in *Input) { in.Related = []Related{{ID: "ward-care", State: standing.Withdrawn}} }, "related", WhyRelated, "which is withdrawn"},
		{"another that is none", func(in *Input) { in.Related = []Related{{ID: "ward-care"}} }, "related", WhyRelated, "there is no such specification"},
		{"a changed file", func(in *Input) { in.Beside = []string{"specs/wound-care.yaml"} }, "committed", WhyBeside, "specs/wound-care.yaml differs"},
		{"a setting of the environment", func(in *Input) { in.Environment = []string{"CREDCTL_LICENCES"} }, "committed", WhyEnvironment, "CREDCTL_LICENCES is set in the environment"},
		{"an entry that waits", func(in *Input) {
			in.Decision.Blockers = []standing.Blocker{{Reason: standing.WhyPending, Message: "entry 5 lacks a signature"}}
		}, "register", standing.WhyPending, "entry 5 lacks a signature"},
		{"no branch", func(in *Input) { in.Tags = true }, "branch", WhyNoBranch, "no branch holds the commit"},
		{"a signer who is an author", func(in *Input) {
			in.Decision.Blockers = []standing.Blocker{{Reason: standing.WhySignerAuthor, Message: "wrote it"}}
		}, "signatures", standing.WhySignerAuthor, "wrote it"},
	} {
		in := inputOf(t, w)
		test.edit(in)
		all := Checklist(in)
		blocks := Blockers(all)
		if len(blocks) != 1 || blocks[0].Reason != test.why || !strings.Contains(blocks[0].Message, test.says) || blocks[0].Owner == "" && len(in.Decision.Blockers) == 0 {
			t.Errorf("%s: %+v, want %s with %q", test.name, blocks, test.why, test.says)
		}
		for _, c := range all {
			if no := len(c.Blockers) > 0; no != (c.Name == test.condition) || no != (c.State == standing.NotSatisfied) {
				t.Errorf("%s: %+v, want only %s not to hold", test.name, c, test.condition)
			}
		}
	}
}

// TestChecklistLets: what a release may be like.
func TestChecklistLets(t *testing.T) {
	w := endorsed()
	for name, edit := range map[string]func(in *Input){
		"a warning":                func(in *Input) { in.Found = finding.List{{Code: "H1", Severity: finding.Warning}} },
		"a greater step":           func(in *Input) { in.Previous, in.Changes = "1.0.0", since(t, w, "3.0.0", "stays open", "is open") },
		"another that is endorsed": func(in *Input) { in.Related = []Related{{ID: "ward-care", State: standing.Endorsed}} },
		"another that was released and is being changed": func(in *Input) {
			in.Related = []Related{{ID: "ward-care", State: standing.InDevelopment, Released: "1.0.0"}}
		},
		"other tags":     func(in *Input) { in.Tagged = []string{"0.9.0", "1.0.0-rc.1"} },
		"detached":       func(in *Input) { in.Tags, in.Branch, in.Detached = true, "main", true },
		"another commit": func(in *Input) { in.Elsewhere = "another commit was asked for" },
	} {
		in := inputOf(t, w)
		edit(in)
		if b := Blockers(Checklist(in)); len(b) > 0 {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

// TestChecklistOnceEntered: the entry that publishes has to be the last, under the
// governance in force.
func TestChecklistOnceEntered(t *testing.T) {
	w := endorsed()
	in := inputOf(t, w)
	w.Decide(record.Publish, w.Subject("wound-care"), nil)
	book := readBook(t, w)
	in.Published, in.Register = &book.Register[len(book.Register)-1], len(book.Register)
	if b := Blockers(Checklist(in)); len(b) > 0 {
		t.Fatalf("%+v", b)
	}
	in.Register++
	in.Serial++
	b := Blockers(Checklist(in))
	if len(b) != 2 || b[0].Reason != WhyNotLast || b[1].Reason != WhyNewSerial {
		t.Fatalf("%+v", b)
	}
	for _, blocker := range b {
		if want := fmt.Sprintf("credctl release wound-care --ref $(git log -1 --format=%%H -- 'register/%04d.*')", in.Published.Seq); blocker.Command != want {
			t.Errorf("%q, want %q", blocker.Command, want)
		}
	}
}

func TestChecklistOfACandidate(t *testing.T) {
	w := endorsed()
	for name, test := range map[string]struct {
		edit func(in *Input)
		want standing.Reason // "": it may go out
	}{
		"as it is":             {func(*Input) {}, ""},
		"a draft":              {func(in *Input) { in.Spec.Stage = "draft" }, ""},
		"a proposal":           {func(in *Input) { in.Spec.Stage = "proposal" }, standing.WhyStage},
		"a finding":            {func(in *Input) { in.Found = finding.List{{Severity: finding.Error}} }, WhyFindings},
		"made up":              {func(in *Input) { in.Spec.Provenance.Illustrative = true }, WhyIllustrative},
		"the number again":     {func(in *Input) { in.Tagged = []string{"1.1.0-rc.1"} }, WhyTagged},
		"the number before":    {func(in *Input) { in.Tagged = []string{"1.1.0-rc.2"} }, ""},
		"of a release":         {func(in *Input) { in.Releases = []standing.Release{{Version: "1.1.0", Seq: 9}} }, standing.WhyPublished},
		"behind a release":     {func(in *Input) { in.Previous, in.Changes = "1.0.0", since(t, w, "1.1.0-rc.1", "stays open", "is open") }, ""},
		"lower than a release": {func(in *Input) { in.Previous, in.Changes = "1.0.0", since(t, w, "1.0.0-rc.9") }, WhyNotHigher},
		"no branch":            {func(in *Input) { in.Branch = "" }, WhyNoBranch},
		"no licence":           {func(in *Input) { in.Spec.Licence.ID = "" }, WhyNoLicence},
		"a file that differs":  {func(in *Input) { in.Beside = []string{"specs/wound-care.yaml"} }, WhyBeside},
		"comments that are open": {func(in *Input) {
			in.Comments = []*comments.Sheet{comments.Read("wound-care", "1.1.0-rc.1", []byte("who,on,comment,response,change\nA,whole,Hm,,\n"))}
		}, ""},
	} {
		in := inputOf(t, w)
		asCandidate(in, "1.1.0-rc.1")
		test.edit(in)
		var got []standing.Reason
		for _, b := range Blockers(Checklist(in)) {
			got = append(got, b.Reason)
		}
		if test.want == "" && len(got) > 0 || test.want != "" && !slices.Equal(got, []standing.Reason{test.want}) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
	in := inputOf(t, w)
	asCandidate(in, "1.1.0-rc.9")
	in.Tagged = []string{"1.1.0-rc.9"}
	if b := Blockers(Checklist(in)); len(b) != 1 || !strings.HasSuffix(b[0].Message, "raise it, to 1.1.0-rc.10") {
		t.Errorf("%+v", b)
	}
}

// TestLicences: open is a licence by definition, whatever a setting calls it.
func TestLicences(t *testing.T) {
	for id, open := range map[string]bool{
		"CC-BY-4.0": true, "CC-BY-SA-4.0": true, "CC0-1.0": true, "OGL-UK-3.0": true, "MIT": true, "NCSA": true, "ODbL-1.0": true, "CNRI-Python": true,
		"CC-BY-NC-4.0": false, "CC-BY-ND-4.0": false, "CC-BY-NC-ND-4.0": false, "cc-by-nc-sa-4.0": false, "LicenseRef-CC-BY-NC": false,
		"PolyForm-NC.1": false, "BUSL-1.1": false, "proprietary": false, "NONE": false,
	} {
		if why := notOpen(id); (why == "") != open {
			t.Errorf("%s: %q, want open: %v", id, why, open)
		}
	}
}
