package verify

import (
	"context"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// many is a world with a register of 1,000 entries and 2,000 records: 333
// specifications went all the way, each with six reviewers, and one more round
// stands at the beginning.
func many() *world {
	const specifications, reviewers = 333, 6
	w := recordtest.New()
	var asked []string
	w.Govern(func(g *record.Governance) {
		for i := range reviewers {
			person := fmt.Sprintf("reviewer-%d", i)
			g.People = append(g.People, record.Person{
				ID: person, Name: person, Roles: []record.Role{record.Academic, record.Clinical}, Organisations: []string{"uni-x"},
			})
			w.Enrol(g, person)
			asked = append(asked, person)
		}
	})
	first := w.Spec("first", "0.1.0", "proposal", "smith-j")
	w.Open(record.Gateway, first, []string{"okafor-a"}, nil)
	review := func(s record.Subject) {
		w.Open(record.Endorsement, s, asked, nil)
		for _, person := range asked {
			w.Review(s, person, nil)
		}
		w.Decide(record.Endorse, s, nil)
		w.Decide(record.Publish, s, nil)
	}
	for i := range specifications - 1 {
		review(w.Spec(fmt.Sprintf("area-%d", i), "1.0.0", "candidate", "smith-j"))
	}
	review(w.Spec(id, "1.0.0", "candidate", "smith-j", "khan-r"))
	return tagged(w, "1.0.0")
}

// What verification costs beside the bare signature checks that it cannot do
// without.
func BenchmarkVerify(b *testing.B) {
	w := many()
	in := w.input()
	v, err := Verify(context.Background(), in)
	if err != nil || v.Outcome != Verified || v.Relied.Register.Entry != 1000 {
		b.Fatalf("%s, entry %d: %+v, %v", v.Outcome, v.Relied.Register.Entry, v.Reasons, err)
	}
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			if _, err := Verify(context.Background(), in); err != nil {
				b.Fatal(err)
			}
		}
	})
	type pair struct {
		text, armour []byte
		namespace    string
	}
	pairs := []pair{}
	for _, signer := range v.Relied.Signers {
		for _, path := range signer.Signed {
			if path == in.Name {
				continue
			}
			base := strings.TrimSuffix(path, ".sig")
			namespace := sshsig.Review
			switch {
			case strings.HasPrefix(path, record.GovernanceDir):
				namespace, base = sshsig.Govern, base[:strings.LastIndexByte(base, '.')]
			case strings.HasPrefix(path, record.RegisterDir):
				namespace, base = sshsig.Endorse, base[:strings.LastIndexByte(base, '.')]
			}
			text, err := fs.ReadFile(in.Tree, base+".yaml")
			if err != nil {
				b.Fatal(err)
			}
			pairs = append(pairs, pair{text, w.Files[path], namespace})
		}
	}
	b.Run("signatures", func(b *testing.B) {
		for b.Loop() {
			for _, p := range pairs {
				s, err := sshsig.Parse(p.armour)
				if err == nil {
					err = s.Check(p.text, p.namespace)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64(len(pairs)), "signatures")
	})
}
