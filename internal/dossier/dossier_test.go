package dossier

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/record"
)

// What is written is read back, and written again to the same bytes.
func TestRoundTrip(t *testing.T) {
	again := newWorld(t, ward(t))
	again.earlier = earlierRecord().Marshal()
	for name, w := range map[string]*world{"endorsement": newWorld(t, ward(t)), "gateway": newWorld(t, ward(t)).gateway(t), "again": again} {
		c := w.content(t)
		data := written(t, c)
		d, err := Open(data)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		same := cmp.Options{
			cmpopts.IgnoreFields(finding.Finding{}, "End", "File", "Fingerprint", "Edits"), cmpopts.IgnoreFields(Content{}, "Frameworks", "Commands"), cmpopts.EquateEmpty(),
		}
		if diff := cmp.Diff(c, d.Content, same); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
		d.Commands, d.Frameworks = c.Commands, framework.NewRegistry(framework.Embedded()...)
		if !bytes.Equal(written(t, d.Content), data) || !bytes.Equal(written(t, c), data) {
			t.Errorf("%s: written again it has other bytes", name)
		}
		if d.Subject.SHA256 != record.Hash(w.text) || d.RoundHash != record.Hash(w.round.Marshal()) || d.Subject.ID != "ward-care" {
			t.Errorf("%s: %v, %s", name, d.Subject, d.RoundHash)
		}
		if diff := cmp.Diff([]string{okaforsKey}, d.ActiveKeys()); diff != "" {
			t.Error(diff)
		}
	}
}

// One thing is changed in a content that is taken, and the reason is asserted.
func TestCheckRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		world   func(w *world)
		content func(c *Content)
		want    string
	}{
		"another text":          {nil, func(c *Content) { c.Specification = append(bytes.Clone(c.Specification), "# more\n"...) }, "but the round was opened on"},
		"another pack":          {nil, func(c *Content) { c.Packs = [][]byte{append(bytes.Clone(c.Packs[0]), "# more\n"...)} }, "criteria endorsement@1.0.0 have the SHA-256"},
		"no pack":               {nil, func(c *Content) { c.Packs = nil }, "0 sets of criteria are given, but the round names 1"},
		"pack not in force":     {func(w *world) { w.governance.Packs = w.governance.GatewayPacks }, nil, "but governance 1 has gateway@1.0.0"},
		"not asked":             {nil, func(c *Content) { c.Reviewer = "patel-s" }, `does not ask "patel-s", want one of okafor-a, lee-m`},
		"reviewer unknown":      {func(w *world) { w.round.Reviewers = []string{"okafor-a", "nobody"} }, nil, "the round names nobody, whom governance 1 does not know"},
		"author unknown":        {func(w *world) { w.round.Authors = []string{"nobody"} }, nil, "the round names nobody"},
		"older governance":      {func(w *world) { w.round.GovernanceSerial = 2 }, nil, "opened under governance 2, and the governance given is 1"},
		"malformed round":       {nil, func(c *Content) { c.Round = []byte("record: x\n") }, "the file of the round cannot be read: line 1"},
		"malformed gov":         {nil, func(c *Content) { c.Governance = nil }, "the file of governance cannot be read"},
		"malformed text":        {func(w *world) { w.text = []byte("format: 1\n"); w.round.SpecSHA256 = record.Hash(w.text) }, nil, "the text cannot be read"},
		"unknown key in text":   {func(w *world) { w.text = append(w.text, "more: 1\n"...); w.round.SpecSHA256 = record.Hash(w.text) }, nil, "the text cannot be read"},
		"no address":            {nil, func(c *Content) { c.Contact.Email = "reviews" }, `is "reviews", want an e-mail address`},
		"address with header":   {nil, func(c *Content) { c.Contact.Email = "a@b?bcc=c@d" }, "want an e-mail address"},
		"no name":               {nil, func(c *Content) { c.Contact.Name = " " }, "has no name"},
		"name of two lines":     {nil, func(c *Content) { c.Contact.Name = "a\nb" }, "want a name on one line"},
		"earlier, unreadable":   {nil, func(c *Content) { c.Earlier = []byte("x\n") }, "the earlier record cannot be read"},
		"earlier, of another":   {nil, func(c *Content) { r := earlierRecord(); r.Reviewer = "lee-m"; c.Earlier = r.Marshal() }, "the earlier record is of lee-m on ward-care, want one of okafor-a"},
		"earlier, on the other": {nil, func(c *Content) { r := earlierRecord(); r.Spec.ID = "x"; c.Earlier = r.Marshal() }, "is of okafor-a on x"},
		"earlier, the same text": {nil, func(c *Content) {
			r := earlierRecord()
			r.Spec.SHA256, r.Spec.Version = record.Hash(c.Specification), "1.0.0"
			c.Earlier = r.Marshal()
		}, "on the same text"},
		"a machine that judges": {nil, func(c *Content) {
			c.Evidence = []criteria.Evidence{{Pack: "endorsement@1.0.0", Criterion: "4", State: "met"}}
		}, `said to be "met", which no check ever says`},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, ward(t))
			c := w.content(t)
			if _, err := Check(c); err != nil {
				t.Fatal(err)
			}
			if tc.world != nil {
				tc.world(w)
				c.Specification, c.Round, c.Governance = w.text, w.round.Marshal(), w.governance.Marshal()
			}
			if tc.content != nil {
				tc.content(&c)
			}
			if _, err := Check(c); !says(err, tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
			if err := Write(&bytes.Buffer{}, c); !says(err, tc.want) {
				t.Errorf("Write: error %v, want %q", err, tc.want)
			}
		})
	}
}

// A person whose record would have the name of another file is refused, not lost.
func TestNameTaken(t *testing.T) {
	w := newWorld(t, ward(t))
	w.governance.People[2].ID, w.round.Reviewers[0] = "specification", "specification"
	c := w.content(t)
	c.Reviewer = "specification"
	if _, err := Check(c); !says(err, "would both be called specification.yaml") {
		t.Errorf("error %v", err)
	}
}

// The page names the reviewers, and nothing on it says that a criterion is met.
func TestMachineNeverJudges(t *testing.T) {
	d := checked(t, newWorld(t, ward(t)).content(t))
	page := string(made(t, d.Page))
	for _, want := range []string{"Under review, not endorsed.", "Evidence missing.", "Evidence present.", d.Subject.SHA256, "20 December 2026", "A. Okafor"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, said := range []string{page, string(made(t, d.Instructions)), string(d.Letter()), string(d.Template())} {
		for _, never := range []string{"criterion is met:", "is met.", "criteria are met", "passed"} {
			if strings.Contains(said, never) {
				t.Errorf("it says %q", never)
			}
		}
	}
}

// Somebody who judged an earlier text sees what the answers were, in the record and
// on the page; none is taken over unseen.
func TestEarlierAnswers(t *testing.T) {
	w := newWorld(t, ward(t))
	w.earlier = earlierRecord().Marshal()
	d := checked(t, w.content(t))
	draft := d.Draft()
	if draft.CarriedFrom != record.Hash(w.earlier) || draft.Outcomes[0].Outcome != "" {
		t.Errorf("%+v", draft)
	}
	got, found := record.ParseReview("a", []byte(fill(string(d.Template()))))
	if got == nil || got.CarriedFrom != draft.CarriedFrom {
		t.Errorf("%v %v", got, found)
	}
	for _, said := range []string{string(made(t, d.Page)), string(d.Template())} {
		if !strings.Contains(said, "meets-with-conditions, with the note: Say how.") {
			t.Errorf("the earlier answer is missing in\n%s", said)
		}
	}
}

// A way is shown only where there is a command for it.
func TestWaysShown(t *testing.T) {
	c := newWorld(t, ward(t)).content(t)
	both := string(made(t, checked(t, c).Instructions))
	c.Commands = Commands{}
	hand := string(made(t, checked(t, c).Instructions))
	for _, part := range []string{"<code>credctl review --pack</code>", "<code>credctl enrol</code>", "two ways"} {
		if !strings.Contains(both, part) || strings.Contains(hand, part) {
			t.Errorf("%s: with commands %v, without %v", part, strings.Contains(both, part), strings.Contains(hand, part))
		}
	}
	for _, page := range []string{both, hand} {
		if readPage(t, []byte(page)).check(t); !strings.Contains(page, "ssh-keygen -Y sign -n review@credctl.v1") {
			t.Error("the way by hand is missing")
		}
	}
}
