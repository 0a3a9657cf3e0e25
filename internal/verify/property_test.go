package verify

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/record"
)

// restsOn reports whether the verdict on the published world rests on a file. It
// does not on the records of the gateway round, which judged another text, nor on
// the criteria of that.
func restsOn(path string, s record.Subject, packs []record.PackRef) bool {
	for _, folder := range []string{"governance/", "register/", s.RoundsFolder() + "/", s.ReviewsFolder() + "/"} {
		if strings.HasPrefix(path, folder) {
			return true
		}
	}
	return path == record.SpecPath(s.ID) || slices.ContainsFunc(packs, func(p record.PackRef) bool { return p.PackPath() == path })
}

// shown is all that somebody could go by.
func shown(t *testing.T, v Verdict) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Whatever single byte is changed, in the tag or in any file that the verdict rests
// on: it is not verified any more, or it is seen to rest on something else. Every
// forty-first byte is tried, with one bit after the other; all of them were, once.
func TestAnyByteChangesTheVerdict(t *testing.T) {
	const stride = 41
	w := published()
	// A third signature that nothing needs: to lose it must show as well.
	w.Sign("register/0005.yaml", "register/0005.quinn-d.sig", "endorse@credctl.v1", "quinn-d")
	w.retag("rowe-e", withSums)
	s, packs := w.Subject(id), w.Governance().Packs
	before := shown(t, verdict(t, w.input()))

	tried := 0
	spoil := func(data []byte, name string, in func([]byte) Input) {
		for i := tried % stride; i < len(data); i += stride {
			changed := slices.Clone(data)
			changed[i] ^= 1 << (tried % 8)
			tried++
			if v := verdict(t, in(changed)); v.Outcome == Verified && shown(t, v) == before {
				t.Errorf("%s: byte %d (%q) as %q changes nothing", name, i, data[i], changed[i])
			}
		}
	}
	spoil(w.in.Ref.Raw, "the tag", func(raw []byte) Input {
		in := w.input()
		in.Ref.Raw = raw
		return in
	})
	for _, path := range slices.Sorted(maps.Keys(w.Files)) {
		if !restsOn(path, s, packs) {
			continue
		}
		data := w.Files[path]
		spoil(data, path, func(changed []byte) Input {
			w.Files[path] = changed
			in := w.input()
			w.Files[path] = data
			return in
		})
	}
	t.Logf("%d changes", tried)
}
