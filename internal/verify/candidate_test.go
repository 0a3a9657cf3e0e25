package verify

import (
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

// withSums has a tag list an artefact.
func withSums(t *recordtest.TagText) {
	list := record.NoEntry + "  a.html\n"
	t.Message += "\n\n" + strings.TrimSuffix(list, "\n")
	t.Trailers = append(t.Trailers, "Credctl-Sums-Sha256: "+record.Hash([]byte(list)))
}

// drafted is a world with a release candidate, which somebody tagged and signed.
func drafted(signer string, edit func(*recordtest.TagText)) *world {
	const version = "1.1.0-rc.1"
	w := recordtest.Published()
	w.Spec(id, version, "candidate", "smith-j", "khan-r")
	world := tagged(w, version)
	world.in.Ref.Raw = w.Tag(commit, id, version, signer, func(t *recordtest.TagText) {
		t.Trailers = nil
		withSums(t)
		if edit != nil {
			edit(t)
		}
	})
	return world
}

// Whatever it holds, a release candidate is never verified; one that staff signed is
// told from one that nobody did.
func TestCandidates(t *testing.T) {
	v := verdict(t, drafted("rowe-e", nil).input())
	if want(t, v, NotVerified, ReleaseCandidate); !v.SignedDraft() {
		t.Errorf("%+v", v.Reasons)
	}
	if v.Learned != nil {
		t.Error("a draft is learnt from")
	}
	for name, row := range map[string]struct {
		world  *world
		reason Reason
	}{
		"signed by a reviewer":       {drafted("lee-m", nil), TagSigner},
		"signed by a stranger":       {drafted("stranger", nil), TagSigner},
		"signed for something else":  {drafted("rowe-e", func(t *recordtest.TagText) { t.Namespace = "endorse@credctl.v1" }), TagSignature},
		"renamed":                    {drafted("rowe-e", func(t *recordtest.TagText) { t.Name = "acute-medicine/v1.1.0-rc.2" }), TagRenamed},
		"with an entry":              {drafted("rowe-e", func(t *recordtest.TagText) { t.Trailers[0] = "Credctl-Seq: 5" }), TagFields},
		"lightweight":                {withRef(TagRef{Exists: true, Target: commit}), Lightweight},
		"nobody said what to trust":  {untrusting(), NoTrustRoot},
		"another governance":         {trusting(record.NoEntry), TrustRootBad},
		"the text says otherwise":    {withText("1.1.0"), SpecOther},
		"nothing of it is here":      {withRef(TagRef{Exists: true, Annotated: true, Missing: true}), ObjectMissing},
		"artefacts that are swapped": {drafted("rowe-e", func(t *recordtest.TagText) { t.Message = strings.Replace(t.Message, "a.html", "b.html", 1) }), TagSums},
	} {
		v := verdict(t, row.world.input())
		if want(t, v, NotVerified, ReleaseCandidate); v.SignedDraft() {
			t.Errorf("%s: it passes for a signed draft", name)
		}
		if !slices.ContainsFunc(v.Reasons, func(c Cause) bool { return c.Reason == row.reason }) {
			t.Errorf("%s: want %s, got %+v", name, row.reason, v.Reasons)
		}
	}
	// A release is no draft, and a tag that is not there is not one, either.
	if v := verdict(t, published().input()); v.SignedDraft() {
		t.Error("a release passes for a draft")
	}
	gone := drafted("rowe-e", nil)
	gone.in.Ref = TagRef{}
	want(t, verdict(t, gone.input()), NotVerified, NoSuchTag)
}

func withRef(ref TagRef) *world {
	w := drafted("rowe-e", nil)
	w.in.Ref = ref
	return w
}

func trusting(root string) *world {
	w := drafted("rowe-e", nil)
	w.in.Root = root
	return w
}

func untrusting() *world { return trusting("") }

// withText has the file say another version than the tag.
func withText(version string) *world {
	w := drafted("rowe-e", nil)
	w.Spec(id, version, "candidate", "smith-j", "khan-r")
	return w
}
