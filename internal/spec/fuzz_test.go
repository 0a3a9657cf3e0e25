package spec_test

import (
	"testing"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// FuzzDecode holds that nothing that can be read makes the decoder fail, that its
// findings are few and placed, and that what is listed can be found again.
func FuzzDecode(f *testing.F) {
	f.Add(specifications(f)["testdata/full.yaml"])
	f.Add([]byte(head + "level: {framework: FHEQ, value: seven}\nentry: text\n"))
	f.Add([]byte("domains: [{id: C, capabilities: [{id: C, maps_to: [{item: a}]}]}]\nretired: [{id: 1}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, _ := yamldoc.Parse("a.yaml", data, yamldoc.Options{})
		if doc == nil {
			return
		}
		s, found := spec.Decode(doc)
		if s == nil || len(found) > decode.MaxFindings+1 {
			t.Fatalf("specification %v with %d findings", s, len(found))
		}
		for _, finding := range found {
			if finding.Pos.IsZero() || finding.Message == "" || len(finding.Message) > 1000 {
				t.Errorf("finding %+v", finding)
			}
		}
		for _, k := range spec.Kinds {
			for _, e := range s.Elements(k) {
				if e.Kind != k || e.ID == "" || !e.At.Present() {
					t.Errorf("element %+v among those of kind %s", e, k)
				}
			}
		}
		for _, l := range s.Links() {
			if l.Ref.ID == "" || l.Field == "" || len(l.To) == 0 {
				t.Errorf("link %+v", l)
			}
		}
	})
}
