package cli

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// recall finds the reviewer's record on the latest earlier text that answers some
// of the same criteria, and what changed since.
func (o *office) recall(ctx context.Context, k *task, t *judged) error {
	texts, err := o.book.Texts(k.subject.ID)
	if err != nil {
		return o.unread(err)
	}
	var last *chain.Record
	newest := 0
	for i := range texts {
		if texts[i].Subject == k.subject {
			continue
		}
		opened := 0
		for _, r := range texts[i].Rounds {
			opened = max(opened, r.Opened)
		}
		for j := range texts[i].Records {
			r := &texts[i].Records[j]
			if r.Person == k.reviewer.ID && usable(r) && sharePacks(r.Packs, k.packs) && opened >= newest {
				last, newest = r, opened
			}
		}
	}
	if last == nil {
		return nil
	}
	k.before = &before{Review: last.Review, sha256: last.SHA256}
	data, err := o.earlierText(ctx, t.path, last.Spec.SHA256)
	if err != nil || data == nil {
		return err
	}
	k.before.known, k.before.bears = true, map[string][]standing.Part{}
	parts, seen := standing.Changed(data, t.data), map[*criteria.Pack]bool{}
	k.before.parts = parts
	for _, a := range k.asked {
		if seen[a.pack] {
			continue
		}
		seen[a.pack] = true
		for id, bearing := range standing.Bears(a.pack, parts) {
			k.before.bears[id] = bearing
		}
	}
	return nil
}

// usable reports whether a record says what its author signed. It need not count
// any more: the person signs anew.
func usable(r *chain.Record) bool {
	for _, p := range r.Problems {
		switch p.Reason {
		case chain.RecordDeclaration, chain.RecordSerial, chain.RecordNotAsked, chain.RecordKeyCompromised:
		default:
			return false
		}
	}
	return len(r.Outcomes) > 0
}

func sharePacks(a, b []record.PackRef) bool {
	for _, p := range a {
		for _, q := range b {
			if p == q {
				return true
			}
		}
	}
	return false
}

// farBack bounds how many commits are looked at for an earlier text.
const farBack = 5000

// earlierText finds the bytes of an earlier text in the history of the commit; nil
// if they are not at hand, as in a clone without its history.
func (o *office) earlierText(ctx context.Context, path, sha256 string) ([]byte, error) {
	seen, queue, last := map[string]bool{}, []string{o.commit}, ""
	for len(queue) > 0 && len(seen) < farBack {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		id := queue[0]
		queue = queue[1:]
		if seen[id] {
			continue
		}
		seen[id] = true
		kind, data, err := o.store.Object(id)
		if err != nil || kind != "commit" {
			continue // cut off here
		}
		queue = append(queue, builtOn(data)...)
		text, err := o.textAt(ctx, id, path)
		if err != nil || text == nil || string(text) == last {
			continue
		}
		if last = string(text); record.Hash(text) == sha256 {
			return text, nil
		}
	}
	return nil, nil
}

func (o *office) textAt(ctx context.Context, commit, path string) ([]byte, error) {
	tree, err := o.store.Tree(ctx, commit)
	if err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(tree, path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// builtOn are the commits that a commit, as git keeps it, was built on.
func builtOn(commit []byte) []string {
	head, _, _ := strings.Cut(string(commit), "\n\n")
	var ids []string
	for line := range strings.Lines(head) {
		if id, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "parent "); ok {
			ids = append(ids, id)
		}
	}
	return ids
}
