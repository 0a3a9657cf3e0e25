package verify

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// later is the published world some time after its release: 1.1.0 was published,
// and governance went on.
func later() *recordtest.World {
	w := recordtest.Published()
	w.Govern(nil)
	s := w.Spec(id, "1.1.0", "candidate", "smith-j", "khan-r")
	reviewed(w, s, nil, nil, nil)
	w.Decide(record.Endorse, s, nil)
	w.Decide(record.Publish, s, nil)
	return w
}

// withdraw withdraws 1.0.0 at the end of a world.
func withdraw(w *recordtest.World) *recordtest.World {
	old := recordtest.Published().Subject(id)
	w.Decide(record.Withdraw, old, nil)
	return w
}

// An older release stays verifiable, as of its entry.
func TestOlderReleaseAfterNewerOnes(t *testing.T) {
	w := published()
	newer := later()
	w.in.Newest, w.in.NewestFrom = newer.FS(), "HEAD"
	v := verdict(t, w.input())
	want(t, v, Verified, "")
	if got := v.Relied.Register; got.Entry != 5 || got.Newest != 8 || got.From != "HEAD" {
		t.Errorf("register %+v", got)
	}
	if len(v.Learned.Log) != 8 || len(v.Learned.Governance) != 2 {
		t.Errorf("learnt %+v", v.Learned)
	}

	w = published()
	w.in.Memory, w.in.MemoryFrom = tagged(newer, "1.1.0").seen(), "a file"
	v = verdict(t, w.input())
	want(t, v, Verified, "")
	if got := v.Relied.Register; got.Entry != 5 || got.Newest != 8 || got.From != "what was seen before" {
		t.Errorf("register %+v", got)
	}
	if diff := (Remembered{Used: true, From: "a file"}); v.Relied.Memory != diff {
		t.Errorf("memory %+v", v.Relied.Memory)
	}
}

// A memory that is fresh, as old as the tag, older, or has gaps changes nothing.
func TestMemoryThatAgrees(t *testing.T) {
	w := tagged(later(), "1.1.0")
	all := w.seen()
	gaps := &Memory{Log: map[int]string{2: all.Log[2], 8: all.Log[8]}}
	for name, memory := range map[string]*Memory{"fresh": {}, "the same": all, "older": published().seen(), "with gaps": gaps} {
		w.in.Memory, w.in.MemoryFrom = memory, "a file"
		v := verdict(t, w.input())
		want(t, v, Verified, "")
		if v.Learned == nil || !maps.Equal(memory.Learn(*v.Learned).Log, all.Log) {
			t.Errorf("%s: learnt %+v", name, v.Learned)
		}
	}
}

func TestMemoryThatDiffers(t *testing.T) {
	other := record.Hash([]byte("another"))
	tests := []struct {
		name   string
		build  func() *world
		reason Reason
	}{
		{"history was rewritten", func() *world {
			w, s := underway()
			reviewed(w, s, nil, nil, func(r *record.Review) { r.Date = "2026-11-24" })
			rewritten := finish(w, s)
			rewritten.in.Memory = published().seen()
			return rewritten
		}, SeenOther},
		{"another governance was seen", func() *world {
			w := tagged(later(), "1.1.0")
			w.in.Memory = &Memory{Governance: map[int]string{2: other}}
			return w
		}, SeenOther},
		{"grown on governance from before a key was taken out of use", func() *world {
			honest := recordtest.Published()
			honest.Govern(func(g *record.Governance) { recordtest.Person(g, "rowe-e").Keys[0].Status = record.Compromised })
			seen := published().seen()
			seen.Governance[2] = record.Hash(honest.Files["governance/0002.yaml"])

			w := recordtest.Published() // the thief's copy, without governance 2
			s := w.Spec(id, "1.1.0", "candidate", "smith-j", "khan-r")
			reviewed(w, s, nil, nil, nil)
			w.Decide(record.Endorse, s, nil)
			w.Decide(record.Publish, s, nil)
			grown := tagged(w, "1.1.0")
			grown.in.Memory = seen
			return grown
		}, SeenNewer},
		{"a withdrawal was seen", func() *world {
			w := published()
			w.in.Memory = &Memory{Withdrawn: [][2]string{{id, "0.9.0"}, {id, "1.0.0"}}}
			return w
		}, Withdrawn},
		{"the newest register is another than was seen", func() *world {
			w := published()
			w.in.Newest, w.in.NewestFrom = later().FS(), "HEAD"
			w.in.Memory = &Memory{Log: map[int]string{7: other}}
			return w
		}, SeenOther},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := test.build()
			w.in.MemoryFrom = "a file"
			v := verdict(t, w.input())
			want(t, v, NotVerified, test.reason)
			if test.reason != Withdrawn && v.Learned != nil {
				t.Errorf("learnt %+v", v.Learned)
			}
		})
	}
}

// Without a memory, a register grown on older governance cannot be told from an
// honest one; the verdict shows the serial.
func TestOlderGovernanceWithoutMemory(t *testing.T) {
	v := verdict(t, published().input())
	want(t, v, Verified, "")
	if v.Relied.Governance.Serial != 1 || v.Relied.Memory.Used {
		t.Errorf("%+v", v.Relied)
	}
}

func TestNewestCounts(t *testing.T) {
	tests := []struct {
		name    string
		newest  func() *recordtest.World
		outcome Outcome
		reason  Reason
		note    string
	}{
		{name: "the same", newest: recordtest.Published, outcome: Verified},
		{name: "longer", newest: later, outcome: Verified},
		{"shorter", func() *recordtest.World {
			w, _ := underway()
			return w
		}, Verified, "", ""},
		{"without records", func() *recordtest.World {
			return &recordtest.World{Files: map[string][]byte{"README.md": []byte("hello\n")}}
		}, Verified, "", "HEAD has no governance and no register"},
		{"withdrawn", func() *recordtest.World { return withdraw(later()) }, NotVerified, Withdrawn, ""},
		{"another version withdrawn", func() *recordtest.World {
			w := later()
			w.Decide(record.Withdraw, w.Subject(id), nil)
			return w
		}, Verified, "", ""},
		{"a withdrawal that one signed", func() *recordtest.World {
			w := later()
			w.Decide(record.Withdraw, recordtest.Published().Subject(id), nil, "rowe-e")
			return w
		}, Verified, "", ""},
		{"another register", func() *recordtest.World {
			w, s := underway()
			reviewed(w, s, nil, nil, func(r *record.Review) { r.Date = "2026-11-24" })
			finish(w, s)
			return w
		}, NotVerified, NewestOther, ""},
		{"another governance", func() *recordtest.World {
			w := recordtest.Published()
			w.Files["governance/0001.yaml"] = append(w.Files["governance/0001.yaml"], "# more\n"...)
			for _, person := range []string{"ng-t", "patel-s"} {
				w.Sign("governance/0001.yaml", "governance/0001."+person+".sig", "govern@credctl.v1", person)
			}
			return w
		}, NotVerified, NewestOther, ""},
		{"governance at its end lacks signatures", func() *recordtest.World {
			w := later()
			w.Govern(nil, "ng-t")
			return w
		}, Verified, "", "governance 3 of HEAD lacks signatures and was passed over"},
		{"a reviewer's key was compromised since", func() *recordtest.World {
			w := later()
			w.Govern(func(g *record.Governance) { recordtest.Person(g, "lee-m").Keys[0].Status = record.Compromised })
			return w
		}, Verified, "", "the key " + recordtest.New().Key("lee-m").Fingerprint() + " of lee-m was marked as compromised since"},
		{"governance at its end is damaged", func() *recordtest.World {
			w := later()
			w.Files["governance/0003.yaml"] = []byte("nothing\n")
			return w
		}, Verified, "", "what HEAD has in governance/0003.yaml does not hold"},
		{"the register is damaged", func() *recordtest.World {
			w := withdraw(later())
			w.Files["register/0009.yaml"] = []byte("nothing\n")
			return w
		}, NotVerified, Reason(chain.Form), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := published()
			w.in.Newest, w.in.NewestFrom = test.newest().FS(), "HEAD"
			v := verdict(t, w.input())
			want(t, v, test.outcome, test.reason)
			if noted := slices.ContainsFunc(v.Notes, func(n string) bool { return strings.HasPrefix(n, test.note) }); test.note != "" && !noted {
				t.Errorf("notes %q, want %q", v.Notes, test.note)
			}
		})
	}
}

// Who has seen the withdrawal in a new clone is not fooled by an old one.
func TestWithdrawalIsLearnt(t *testing.T) {
	w := published()
	w.in.Newest, w.in.NewestFrom = withdraw(later()).FS(), "HEAD"
	v := verdict(t, w.input())
	want(t, v, NotVerified, Withdrawn)
	if v.Learned == nil {
		t.Fatal("nothing is learnt")
	}
	w.in.Newest, w.in.Memory = nil, v.Learned
	want(t, verdict(t, w.input()), NotVerified, Withdrawn)

	// But only from those whom the reader trusts.
	w = published()
	w.in.Root, w.in.Newest, w.in.NewestFrom = "", withdraw(later()).FS(), "HEAD"
	v = verdict(t, w.input())
	want(t, v, NotVerified, Withdrawn)
	if v.Learned != nil {
		t.Errorf("learnt %+v from a repository that nobody trusts", v.Learned)
	}
}

// What is not here is no fault: nothing can be told, and nothing is learnt.
func TestCannotTell(t *testing.T) {
	w := published()
	s := w.Subject(id)
	paths := []string{
		"governance", "governance/0001.yaml", "governance/0001.ng-t.sig", "register", "register/0001.yaml", "register/0002.shah-k.sig",
		"register/0005.yaml", "register/0005.rowe-e.sig", "specs", "specs/acute-medicine.yaml", s.RoundPath(1), s.RoundsFolder(), s.ReviewsFolder(),
		s.ReviewPath("lee-m"), record.ReviewSignaturePath(s.ReviewPath("lee-m")), w.Governance().Packs[0].PackPath(),
	}
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			in := w.input()
			in.Tree = w.without(path)
			v := verdict(t, in)
			want(t, v, CannotTell, ObjectMissing)
			if v.Learned != nil || len(v.Reasons) != 1 || !strings.HasPrefix(v.Reasons[0].Command, "git fetch ") {
				t.Errorf("learnt %v, %+v", v.Learned, v.Reasons)
			}
		})
	}
	tests := map[string]struct {
		change func(in *Input)
		reason Reason
		do     string
	}{
		"the commit is not here":     {func(in *Input) { in.Tree = nil }, ObjectMissing, "git fetch --refetch"},
		"the tag is not here":        {func(in *Input) { in.Ref = TagRef{Exists: true, Annotated: true, Missing: true, Object: object} }, ObjectMissing, "git fetch --refetch"},
		"flattened by CI":            {func(in *Input) { in.Ref, in.Automatic = TagRef{Exists: true, Target: commit}, true }, Lightweight, "git fetch --force origin refs/tags/acute-medicine/v1.0.0:refs/tags/acute-medicine/v1.0.0"},
		"flattened in depth 1":       {func(in *Input) { in.Ref, in.Shallow = TagRef{Exists: true, Target: commit}, true }, Lightweight, "git fetch --force origin"},
		"not fetched in depth 1":     {func(in *Input) { in.Ref, in.Shallow = TagRef{}, true }, NoSuchTag, "git fetch origin refs/tags/acute-medicine/v1.0.0"},
		"the newest is not all here": {func(in *Input) { in.Newest, in.NewestFrom = w.without("register/0005.yaml"), "HEAD" }, ObjectMissing, "git fetch"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			in := w.input()
			test.change(&in)
			v := verdict(t, in)
			want(t, v, CannotTell, test.reason)
			if len(v.Reasons) != 1 || !strings.HasPrefix(v.Reasons[0].Command, test.do) {
				t.Errorf("%+v, want %q", v.Reasons, test.do)
			}
		})
	}
}

// A tag that was taken away is told together with what the register still shows.
func TestTagGoneAndRegisterShowsIt(t *testing.T) {
	w := published()
	w.in.Ref = TagRef{}
	w.in.Newest, w.in.NewestFrom = later().FS(), "HEAD"
	v := verdict(t, w.input())
	want(t, v, NotVerified, NoSuchTag)
	const shown = "the register of HEAD still shows its publication, in entry 5"
	if !strings.Contains(v.Reasons[0].Message, shown) {
		t.Errorf("%q, want %q", v.Reasons[0].Message, shown)
	}
}
