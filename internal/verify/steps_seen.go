package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// memoryOf is what a tree shows: governance in force, complete entries, and what
// they withdraw.
func memoryOf(book *chain.Book) Memory {
	m := Memory{Governance: map[int]string{}, Log: map[int]string{}}
	for i := range book.Governance {
		if s := &book.Governance[i]; s.Missing == 0 {
			m.Governance[s.Serial] = s.SHA256
		}
	}
	for i := range book.Register {
		e := &book.Register[i]
		if e.Pending() {
			continue
		}
		m.Log[e.Seq] = e.SHA256
		if e.Kind == record.Withdraw {
			m.Withdrawn = append(m.Withdrawn, [2]string{e.SpecID, e.SpecVersion})
		}
	}
	return m
}

// remembered compares the tag's tree with what was seen before.
func (j *judge) remembered(context.Context) error {
	r := &j.v.Relied
	r.Memory.Used = j.in.Memory != nil
	r.Register.Newest, r.Register.From = len(j.book.Register), "the tag"
	if j.in.Memory == nil {
		return nil
	}
	if n := newest(j.in.Memory.Log); n > r.Register.Newest {
		r.Register.Newest, r.Register.From = n, "what was seen before"
	}
	j.compareSeen(j.book, "the tag")
	if len(j.v.Reasons) == 0 && j.in.Memory.SawWithdrawn(j.name.ID, j.name.Version) {
		j.withdrawn("", "that was seen before", "")
	}
	return nil
}

// compareSeen asks that what a tree holds is what was seen under the same number,
// and that an entry that was not seen yet is under no older governance than was
// seen: whoever grows a register on governance from before a key was taken out of
// use is found out so.
func (j *judge) compareSeen(book *chain.Book, where string) {
	seen := j.in.Memory
	for i := range book.Governance {
		s := &book.Governance[i]
		if before, ok := seen.Governance[s.Serial]; ok && s.Missing == 0 && before != s.SHA256 {
			j.refuse(SeenOther, s.Path, fmt.Sprintf("governance %d of %s is %s, and %s was seen before", s.Serial, where, s.SHA256, before))
			return
		}
	}
	least := newest(seen.Governance)
	for i := range book.Register {
		e := &book.Register[i]
		before, ok := seen.Log[e.Seq]
		switch {
		case e.Pending():
		case ok && before != e.SHA256:
			j.refuse(SeenOther, e.Path, fmt.Sprintf("entry %d of the register of %s is %s, and %s was seen before", e.Seq, where, e.SHA256, before))
			return
		case !ok && e.Governance.Serial < least:
			j.refuse(SeenNewer, e.Path, fmt.Sprintf("entry %d of the register of %s was not seen before and is under governance %d, want at least %d, which was seen before", e.Seq, where, e.Governance.Serial, least))
			return
		}
	}
}

// compared looks at the newest commit that is known: its register must continue
// the tag's, and what it withdraws counts.
func (j *judge) compared(ctx context.Context) error {
	if j.in.Newest == nil {
		return nil
	}
	book, err := j.read(ctx, j.in.Newest)
	if err != nil {
		return fmt.Errorf("read the records of %s: %w", j.in.NewestFrom, err)
	}
	if len(book.Governance) == 0 && len(book.Register) == 0 && len(book.Problems) == 0 {
		j.note(fmt.Sprintf("%s has no governance and no register, so that nothing newer than the tag was looked at", j.in.NewestFrom))
		return nil
	}
	if !j.continues(book) || !j.newestBroken(book) {
		return nil
	}
	if j.in.Memory != nil {
		if j.compareSeen(book, j.in.NewestFrom); len(j.v.Reasons) > 0 {
			return nil
		}
	}
	j.newest = book
	j.lookedAt(book)
	if w := withdrawal(book, j.name); w != nil {
		j.withdrawn(w.Path, fmt.Sprintf("entry %d of the register of %s", w.Seq, j.in.NewestFrom), w.Reason)
	}
	return nil
}

// continues reports whether a newer tree agrees with the tag's as far as both go.
func (j *judge) continues(book *chain.Book) bool {
	from := j.in.NewestFrom
	for i := range min(len(book.Governance), len(j.book.Governance)) {
		if s, own := &book.Governance[i], &j.book.Governance[i]; s.Missing == 0 && s.SHA256 != own.SHA256 {
			j.refuse(NewestOther, s.Path, fmt.Sprintf("governance %d of %s is %s, and that of the tag %s", s.Serial, from, s.SHA256, own.SHA256))
			return false
		}
	}
	for i := range min(len(book.Register), len(j.book.Register)) {
		if e, own := &book.Register[i], &j.book.Register[i]; !e.Pending() && e.SHA256 != own.SHA256 {
			j.refuse(NewestOther, e.Path, fmt.Sprintf("entry %d of the register of %s is %s, and that of the tag %s", e.Seq, from, e.SHA256, own.SHA256))
			return false
		}
	}
	return true
}

// newestBroken reports whether the newest register can be used as far as it goes.
// Governance that does not hold there is only noted: no entry can rest on it.
func (j *judge) newestBroken(book *chain.Book) bool {
	var register []chain.Problem
	for _, p := range book.Problems {
		if p.Unclear || inFolder(p.Path, record.RegisterDir) {
			p.Message = "in " + j.in.NewestFrom + ": " + p.Message
			register = append(register, p)
		} else {
			j.note(fmt.Sprintf("what %s has in %s does not hold and was passed over: %s", j.in.NewestFrom, p.Path, p.Message))
		}
	}
	j.problems(register)
	return len(register) == 0
}

func inFolder(path, dir string) bool {
	return path == dir || len(path) > len(dir) && path[:len(dir)] == dir && path[len(dir)] == '/'
}

// lookedAt notes what the newest tree has to say.
func (j *judge) lookedAt(book *chain.Book) {
	r := &j.v.Relied.Register
	complete := len(book.Register)
	if n := len(book.Register); n > 0 && book.Register[n-1].Pending() {
		complete--
	}
	if complete >= r.Newest {
		r.Newest, r.From = complete, j.in.NewestFrom
	}
	if n := len(book.Governance); n > 0 && book.Governance[n-1].Missing > 0 {
		j.note(fmt.Sprintf("governance %d of %s lacks signatures and was passed over", book.Governance[n-1].Serial, j.in.NewestFrom))
	}
}

// file returns the bytes of one file of the tag's tree, which must be exactly one
// ordinary file; false if it is not, for which the reason was added.
func (j *judge) file(path string, limit int) ([]byte, bool, error) {
	dir, name := cutPath(path)
	entries, err := fs.ReadDir(j.in.Tree, dir)
	if err != nil {
		return nil, false, j.unread(path, err)
	}
	var modes []fs.FileMode
	for _, e := range entries {
		if e.Name() != name {
			continue
		}
		info, err := e.Info()
		if err != nil {
			return nil, false, fmt.Errorf("list %s: %w", dir, err)
		}
		modes = append(modes, info.Mode())
	}
	switch {
	case len(modes) == 0:
		return nil, false, j.unread(path, fs.ErrNotExist)
	case len(modes) > 1 || modes[0] != 0o644:
		j.refuse(Reason(chain.Mode), path, path+" is not exactly one ordinary file: a link, a folder, a program, or a name that stands twice")
		return nil, false, nil
	}
	data, err := fs.ReadFile(j.in.Tree, path)
	if err != nil {
		return nil, false, j.unread(path, err)
	}
	if len(data) > limit {
		j.refuse(Reason(chain.Form), path, fmt.Sprintf("%s has %d bytes, want at most %d", path, len(data), limit))
		return nil, false, nil
	}
	return data, true, nil
}

// unread adds the reason why a file cannot be read, or returns the error.
func (j *judge) unread(path string, err error) error {
	var missing interface{ ObjectMissing() bool }
	switch {
	case errors.As(err, &missing) && missing.ObjectMissing():
		j.missing(path, path+" is not in this clone")
		return nil
	case errors.Is(err, fs.ErrNotExist):
		j.refuse(SpecMissing, path, path+" is not in the tag's commit")
		return nil
	}
	return fmt.Errorf("read %s: %w", path, err)
}

func cutPath(path string) (dir, name string) {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			return path[:i], path[i+1:]
		}
	}
	return ".", path
}
