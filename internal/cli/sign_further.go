package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
)

// further adds one more signature to an entry of the register that has as many as it
// takes: where a key of those who signed it is about to be marked as compromised, it
// would have too few otherwise, and nothing could be recorded behind it.
func (s *sitting) further(ctx context.Context, e *chain.Entry) error {
	a, err := s.settled(ctx, e)
	if err != nil {
		return err
	}
	if a.signedBy(a.me.ID) {
		s.env.say("%s has signed %s already; nothing was signed.", a.me.ID, a.Path)
		return nil
	}
	if err := s.printItem(a); err != nil || len(a.reasons()) > 0 {
		return errors.Join(err, errFindings)
	}
	if err := s.opts.yes.confirm(ctx, s.env, fmt.Sprintf("Sign %s as well, as %s, with the key %s?", a.Path, a.me.ID, a.me.key.Key.Fingerprint())); err != nil {
		return err
	}
	return s.sign(ctx, []*signable{a})
}

// settled is a complete entry as somebody sees it who could sign it, too.
func (s *sitting) settled(ctx context.Context, e *chain.Entry) (*signable, error) {
	data, err := fs.ReadFile(s.tree, e.Path)
	if err != nil {
		return nil, s.unread(err)
	}
	w := &awaiting{tree: s.tree, Waiting: ledger.Waiting{Entry: e, Path: e.Path, Data: data, Book: s.book, Places: []ledger.Place{{Commit: s.commit}}}}
	if w.sigs, err = w.signaturesBeside(s.tree); err != nil {
		return nil, s.unread(err)
	}
	tool, keys, err := s.env.keys(ctx, s.office, s.opts.key.key)
	if err != nil {
		return nil, err
	}
	a := &signable{awaiting: w}
	if a.me, err = among(w.under()[0], tool, keys, s.opts.key, record.Staff); err != nil {
		return nil, err
	}
	round, _, err := s.book.RoundOf(e)
	if err != nil {
		return nil, s.unread(err)
	}
	if round != nil && slices.Contains(slices.Concat(round.Authors, round.Reviewers), a.me.ID) {
		a.taken = append(a.taken, a.me.ID+" is an author or a reviewer of this text, and signs no decision on it")
	}
	return a, nil
}
