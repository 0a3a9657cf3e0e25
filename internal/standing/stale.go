package standing

import (
	"maps"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// stale lists the records on earlier texts that no longer apply: those of rounds
// since the last publication, and of gateway rounds while nothing is accepted.
func (l *life) stale(accepted bool) []StaleRecord {
	since := 0
	for _, e := range l.c.Entries {
		if e.Kind == record.Publish && !e.Pending() {
			since = e.Seq
		}
	}
	var list []StaleRecord
	for i := range l.texts {
		t := &l.texts[i]
		if t.Subject == l.in.Subject || len(t.Records) == 0 || !l.awaited(t, since, accepted) {
			continue
		}
		known, parts, bears := l.since(t.Subject)
		for _, r := range t.Records {
			list = append(list, StaleRecord{
				Person: r.Person, Text: t.Subject, Path: r.Path, SHA256: r.SHA256, Overall: r.Overall,
				Known: known, Parts: parts, Bears: bears,
			})
		}
	}
	return list
}

// awaited reports whether a round on a text would still be going on if the text
// were the present one.
func (l *life) awaited(t *chain.Text, since int, accepted bool) bool {
	return slices.ContainsFunc(t.Rounds, func(r chain.Round) bool {
		return r.Opened > since && (r.Kind == record.Endorsement || !accepted)
	})
}

// since says what changed between an earlier text and the present one, and which
// criteria read it.
func (l *life) since(s record.Subject) (known bool, parts []Part, bears []string) {
	before := l.before(s)
	if before == nil || l.in.Text == nil {
		return false, nil, nil
	}
	parts = Changed(before, l.in.Text)
	ids := map[string]bool{}
	for _, pack := range l.in.Criteria {
		for id := range Bears(pack, parts) {
			ids[id] = true
		}
	}
	return true, parts, slices.Sorted(maps.Keys(ids))
}
