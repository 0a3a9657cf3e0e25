package verify

import (
	"context"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
)

func TestAllowedSigners(t *testing.T) {
	w := recordtest.Published()
	old := w.Key("lee-m").String()
	stolen := w.Key("brown-p").String()
	w.NewKey("lee-m")
	w.Govern(func(g *record.Governance) {
		recordtest.Person(g, "lee-m").Keys[0].Status = record.Retired
		w.Enrol(g, "lee-m")
		recordtest.Person(g, "brown-p").Keys[0].Status = record.Compromised
		recordtest.Person(g, "rowe-e").Roles = []record.Role{record.Academic} // was staff until now
	})
	stranger := w.Key("smith-j").String()
	w.Govern(nil, "ng-t") // not in force
	book, err := chain.Read(context.Background(), w.FS())
	if err != nil {
		t.Fatal(err)
	}
	got := "\n" + string(AllowedSigners(book))
	for _, line := range []string{
		"lee-m namespaces=\"review@credctl.v1\" " + old,
		"lee-m namespaces=\"review@credctl.v1\" " + w.Key("lee-m").String(),
		"rowe-e namespaces=\"endorse@credctl.v1,git,review@credctl.v1\" " + w.Key("rowe-e").String(),
		"ng-t namespaces=\"govern@credctl.v1\" " + w.Key("ng-t").String(),
		"# M. Lee; this key is retired, and what it signed before still counts",
		"# Who may sign what, by governance 2.",
		"# trust root: " + record.Hash(w.Files["governance/0001.yaml"]),
	} {
		if !strings.Contains(got, "\n"+line+"\n") {
			t.Errorf("%q is missing in\n%s", line, got)
		}
	}
	for what, key := range map[string]string{"a compromised key": stolen, "the key of somebody who signs nothing": stranger} {
		if strings.Contains(got, key) {
			t.Errorf("%s is there:\n%s", what, got)
		}
	}
	if got := AllowedSigners(&chain.Book{}); len(got) > 0 {
		t.Errorf("of no governance: %q", got)
	}
}
