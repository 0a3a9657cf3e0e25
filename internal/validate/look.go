package validate

import (
	"bytes"
	"context"
	"errors"
	"slices"
)

// Looked is what is known of a specification that is not itself checked. It is
// read off its bytes, without parsing them.
type Looked struct {
	ID       string   // "" if it cannot be told
	Refers   []string // the ids of other specifications that it seems to name, "" for one that cannot be told; a text of prose may look like one
	Mentions bool     // one of the words that were looked for stands somewhere in it, or may
}

// Names reports whether the specification seems to name one of ids, or may.
func (l Looked) Names(ids map[string]bool) bool {
	return slices.ContainsFunc(l.Refers, func(id string) bool { return ids[id] || id == "" && len(ids) > 0 })
}

// Look reads what there is to know of files of in that need no check by
// themselves, on all cores, words being those that make Mentions true. What in's
// Looks recall is not read. A file that cannot be read is as good as empty; the
// error is about the program alone (ErrInternal), or ctx's.
func (in *Input) Look(ctx context.Context, files []string, words ...string) (map[string]Looked, error) {
	all := make([]Looked, len(files))
	errs := make([]error, len(files))
	each(ctx, len(files), func(i int) {
		defer recovered(files[i], &errs[i])
		all[i] = in.lookFor(files[i], words)
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	looked := make(map[string]Looked, len(files))
	for i, file := range files {
		looked[file] = all[i]
	}
	return looked, errors.Join(errs...)
}

func (in *Input) lookFor(file string, words []string) Looked {
	if in.Looks != nil && len(words) == 0 {
		if l, ok := in.Looks.RecallLook(file); ok {
			return l
		}
	}
	var l Looked
	look := func(data []byte) {
		l = LookAt(data)
		if in.Looks != nil {
			in.Looks.KeepLook(file, data)
		}
		l.Mentions = len(words) > 0 && hasEscapes(data) ||
			slices.ContainsFunc(words, func(word string) bool { return bytes.Contains(data, []byte(word)) })
	}
	if in.Skim != nil {
		_ = in.Skim(file, look) // a file that cannot be read is as good as empty
	} else if data, err := in.Read(file); err == nil {
		look(data)
	}
	return l
}

// LookAt is Look for one file that was read already.
func LookAt(data []byte) Looked { return Looked{ID: IDAsWritten(data), Refers: namedIn(data)} }

// namedIn returns the ids that stand behind a key `specification`, wherever there
// seems to be one, and "" for what cannot be told without parsing.
func namedIn(data []byte) []string {
	var ids []string
	if hasEscapes(data) {
		ids = append(ids, "") // they may spell the key, or an id
	}
	for {
		_, rest, ok := bytes.Cut(data, []byte("specification"))
		if !ok {
			return ids
		}
		data = rest
		rest, ok = bytes.CutPrefix(bytes.TrimLeft(rest, "\"' \t\r\n"), []byte(":"))
		if !ok {
			continue
		}
		rest = valueIn(rest)
		if len(rest) > 0 && bytes.IndexByte([]byte("!&*"), rest[0]) >= 0 {
			ids = append(ids, "")
			continue
		}
		end := bytes.IndexFunc(rest, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9') })
		if end < 0 {
			end = len(rest)
		}
		if end > 0 {
			ids = append(ids, string(rest[:end]))
		}
	}
}

// valueIn returns the beginning of the text that stands behind a colon: behind
// comments, its quotes, and the sign that it is written as a block.
func valueIn(data []byte) []byte {
	const white = " \t\r\n"
	for {
		data = bytes.TrimLeft(data, white)
		if len(data) == 0 || bytes.IndexByte([]byte("#|>"), data[0]) < 0 {
			return bytes.TrimLeft(data, white+"\"'")
		}
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
}

// hasEscapes reports whether a text may hold letters that are written otherwise, or
// in two lines.
func hasEscapes(data []byte) bool {
	for {
		i := bytes.IndexByte(data, '\\')
		if i < 0 || i+1 == len(data) {
			return false
		}
		if bytes.IndexByte([]byte("xuU\r\n"), data[i+1]) >= 0 {
			return true
		}
		data = data[i+2:]
	}
}

// otherFile is what is known of a file that is not itself checked.
type otherFile struct {
	id  string
	err error
}

// look reads the id of a specification that is not itself checked, unless it is
// known already. Nothing else of it matters here; a file that cannot be read has
// no id.
func (in *Input) look(file string) (o otherFile) {
	defer recovered(file, &o.err)
	if l, ok := in.Looked[file]; ok {
		return otherFile{id: l.ID}
	}
	if in.Looks != nil {
		if l, ok := in.Looks.RecallLook(file); ok {
			return otherFile{id: l.ID}
		}
	}
	data, err := in.Read(file)
	if err != nil {
		return o
	}
	if in.Looks != nil {
		in.Looks.KeepLook(file, data)
	}
	return otherFile{id: IDAsWritten(data)}
}
