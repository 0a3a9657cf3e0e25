package chain

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// Text returns what lies in the folders of one text, each record checked: what
// does not hold is in its Problems. The error is of the tree, or of a text that no
// folder can be named by.
func (b *Book) Text(s record.Subject) (Text, error) {
	t := Text{Subject: s}
	if !fs.ValidPath(s.RoundsFolder()) || strings.Count(s.RoundsFolder(), "/") != 3 {
		return t, fmt.Errorf("%w: %q", errText, s.RoundsFolder())
	}
	if err := b.readRounds(&t); err != nil {
		return t, err
	}
	b.checkDecisions(&t)
	if err := b.readRecords(&t); err != nil {
		return t, err
	}
	slices.SortStableFunc(t.Problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	return t, nil
}

// Texts returns all texts of a specification that have a folder under rounds/ or
// reviews/, in the order of the folders. What has no folder, though the register
// speaks of it, is not among them. An error with a method ObjectMissing that
// returns true is of a folder that was not fetched.
func (b *Book) Texts(id string) ([]Text, error) {
	if !record.ValidID(id) {
		return nil, fmt.Errorf("%w: %q", errText, id)
	}
	var below []string
	for _, dir := range []string{record.RoundsDir, record.ReviewsDir} {
		versions, err := b.subfolders(dir + "/" + id)
		if err != nil {
			return nil, err
		}
		for _, version := range versions {
			keys, err := b.subfolders(dir + "/" + id + "/" + version)
			if err != nil {
				return nil, err
			}
			for _, key := range keys {
				below = append(below, version+"/"+key)
			}
		}
	}
	slices.Sort(below)
	below = slices.Compact(below)
	texts := make([]Text, len(below))
	err := inParallel(context.Background(), len(below), func(i int) error {
		version, key, _ := strings.Cut(below[i], "/")
		s, err := b.subject(id, version, key)
		if err == nil {
			texts[i], err = b.Text(s)
		}
		return err
	})
	return texts, err
}

// subfolders returns the names of the folders in a folder.
func (b *Book) subfolders(dir string) ([]string, error) {
	f, problem, err := b.source.folder(dir)
	if problem != nil && problem.Unclear {
		return nil, notListed{dir}
	}
	return slices.DeleteFunc(f.names, func(name string) bool { return !f.modes[name].IsDir() }), err
}

// notListed is a folder whose content was not fetched, so that nobody can say which
// texts there are.
type notListed struct{ dir string }

func (e notListed) Error() string { return "the content of " + e.dir + " is not in this clone" }

// ObjectMissing reports that nothing is known to be wrong.
func (notListed) ObjectMissing() bool { return true }

// subject finds the whole hash of a text whose folders have a name: in the
// register, or in the rounds and records themselves. A text of which nothing says
// it has the name of the folder in the place of the hash.
func (b *Book) subject(id, version, key string) (record.Subject, error) {
	s := record.Subject{ID: id, Version: version, SHA256: key}
	for _, e := range b.Entries(id) {
		if e.SpecVersion == version && record.Key16(e.SpecSHA256) == key {
			return e.Subject(), nil
		}
	}
	for _, dir := range []string{s.RoundsFolder(), s.ReviewsFolder()} {
		f, _, err := b.source.folder(dir)
		if err != nil {
			return s, err
		}
		for _, name := range f.names {
			if !strings.HasSuffix(name, ".yaml") {
				continue
			}
			data, problem, err := b.source.read(f, name, record.MaxBytes)
			if err != nil {
				return s, err
			}
			if hash := hashIn(dir, data); problem == nil && record.Key16(hash) == key {
				return record.Subject{ID: id, Version: version, SHA256: hash}, nil
			}
		}
	}
	return s, nil
}

// hashIn returns the hash of the text that a round or a record says it is on.
func hashIn(dir string, data []byte) string {
	if strings.HasPrefix(dir, record.RoundsDir+"/") {
		if round, _ := record.ParseRound(dir, data); round != nil {
			return round.SpecSHA256
		}
		return ""
	}
	if review, _ := record.ParseReview(dir, data); review != nil {
		return review.Spec.SHA256
	}
	return ""
}

// Last returns the last round that was opened on the text; nil if none was.
func (t *Text) Last() *Round {
	for i := len(t.Rounds) - 1; i >= 0; i-- {
		if t.Rounds[i].Opened > 0 {
			return &t.Rounds[i]
		}
	}
	return nil
}

// round returns the opened round of a hash; nil if there is none.
func (t *Text) round(hash string) *Round {
	for i := range t.Rounds {
		if t.Rounds[i].SHA256 == hash && t.Rounds[i].Opened > 0 {
			return &t.Rounds[i]
		}
	}
	return nil
}

// Differs says how the records that an entry lists differ from those that lie in
// the folder of its text: each must be listed, and none else.
func (t *Text) Differs(e *Entry) []Problem {
	var found []Problem
	problem := func(message string, args ...any) {
		found = append(found, Problem{Path: e.Path, Reason: EntryRecords, Message: fmt.Sprintf(message, args...)})
	}
	listed := make(map[string]string, len(e.Records))
	for _, l := range e.Records {
		listed[l.Path] = l.SHA256
	}
	for _, r := range t.Records {
		want, ok := listed[r.Path]
		delete(listed, r.Path)
		switch {
		case !ok:
			problem("%s is in the folder, and %s does not list it", r.Path, e.Path)
		case r.SHA256 == "" && len(unclear(r.Problems)) > 0:
			found = append(found, unclear(r.Problems)...)
		case want != r.SHA256:
			problem("%s has the SHA-256 %s, and %s lists it with %s", r.Path, short(r.SHA256), e.Path, short(want))
		}
	}
	for _, l := range e.Records {
		if _, missing := listed[l.Path]; missing {
			problem("%s lists %s, which is not there", e.Path, l.Path)
		}
	}
	return found
}

// errText is a text that no folder can be named by.
var errText = errors.New("no text of a specification")
