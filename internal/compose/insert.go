package compose

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// ErrNoPlace says that a part cannot be put where it belongs without touching
// what is there, because the group of keys around it stands between braces.
var ErrNoPlace = errors.New("the group of keys around it is written between braces")

// errChanges is a fault of this package that was noticed in time.
var errChanges = errors.New("putting a part in would change another")

// Insert puts a key that is not there into a group of keys that is, by its JSON
// Pointer: behind the keys that the format has before it, on lines of its own. All
// that is there stays, byte for byte. The source must be read by doc and be free
// of findings that refuse something. The error is ErrNoPlace, or says what else
// is in the way.
func Insert(doc *yamldoc.Document, source []byte, group string, e Entry) ([]byte, error) {
	m := doc.At(group)
	switch {
	case m.Kind() != yamldoc.Map:
		return nil, fmt.Errorf("at %s there is no group of keys to put %s into", group, e.Key)
	case m.Get(e.Key).Present():
		return nil, fmt.Errorf("%s/%s is there already", group, e.Key)
	}
	s := newSource(source)
	if s.at(m.Pos()) == '{' {
		return nil, ErrNoPlace
	}
	w := newWriter()
	indent, path := m.Pos().Column-1, pattern(group)
	w.notes(indent, e.Value.notes)
	w.value(e.Key+":", e.Value, indent, indent+2, path+"/"+e.Key)
	made := s.with(s.behind(m, w.fields[path], e.Key), w.Bytes())
	if !addsOnly(doc, made, group, e.Key) {
		return nil, fmt.Errorf("%w: %s/%s", errChanges, group, e.Key)
	}
	return made, nil
}

// SetWord writes another word in the place of a text that is one word, at a JSON
// Pointer; its quotes stay. The error says why it cannot.
func SetWord(doc *yamldoc.Document, source []byte, pointer, word string) ([]byte, error) {
	v := doc.At(pointer)
	if v.Kind() != yamldoc.Text {
		return nil, fmt.Errorf("at %s there is no text", pointer)
	}
	s := newSource(source)
	start, end := s.offset(v.Pos()), s.offset(v.End())
	written := string(source[start:end])
	if old := v.Text(); old == "" || strings.Count(written, old) != 1 || len(written) > len(old)+2 {
		return nil, fmt.Errorf("at %s the word %q is written in a way that cannot be replaced, want it on the line of its key", pointer, old)
	}
	made := bytes.Join([][]byte{source[:start], []byte(strings.Replace(written, v.Text(), word, 1)), source[end:]}, nil)
	after, _ := yamldoc.Parse(doc.File(), made, yamldoc.Options{MaxBytes: max(len(made), yamldoc.DefaultMaxBytes)})
	if after == nil || after.At(pointer).Text() != word {
		return nil, fmt.Errorf("%w: %s", errChanges, pointer)
	}
	return made, nil
}

// pattern is a pointer with * for the items of lists, as the format's groups of
// keys are named.
func pattern(pointer string) string {
	steps := strings.Split(pointer, "/")
	for i, step := range steps {
		if step != "" && strings.Trim(step, "0123456789") == "" {
			steps[i] = "*"
		}
	}
	return strings.Join(steps, "/")
}

// addsOnly reports whether a source says what doc says, and one key more.
func addsOnly(doc *yamldoc.Document, made []byte, group, key string) bool {
	after, _ := yamldoc.Parse(doc.File(), made, yamldoc.Options{MaxBytes: max(len(made), yamldoc.DefaultMaxBytes)})
	if after == nil || !after.At(group).Get(key).Present() {
		return false
	}
	return reflect.DeepEqual(doc.Root().Plain(), without(after.Root(), strings.Split(group, "/")[1:], key))
}

// without returns the plain values of v, but for one key of the group that steps
// lead to.
func without(v yamldoc.Value, steps []string, key string) any {
	if v.Kind() == yamldoc.List {
		items := make([]any, 0, v.Len())
		for i, item := range v.Items() {
			if len(steps) > 0 && steps[0] == fmt.Sprint(i) {
				items = append(items, without(item, steps[1:], key))
				continue
			}
			items = append(items, item.Plain())
		}
		return items
	}
	if v.Kind() != yamldoc.Map {
		return v.Plain()
	}
	entries := make(map[string]any, v.Len())
	for e := range v.Entries() {
		switch {
		case len(steps) == 0 && e.Name == key:
		case len(steps) > 0 && e.Name == steps[0]:
			entries[e.Name] = without(e.Value, steps[1:], key)
		default:
			entries[e.Name] = e.Value.Plain()
		}
	}
	return entries
}

// source is the bytes of a file as lines, each with its end.
type source struct {
	lines [][]byte
	end   []byte // how lines end
}

func newSource(data []byte) *source {
	s := &source{lines: bytes.SplitAfter(data, []byte{'\n'}), end: []byte{'\n'}}
	if last := len(s.lines) - 1; len(s.lines[last]) == 0 {
		s.lines = s.lines[:last]
	}
	if len(s.lines) > 0 && bytes.HasSuffix(s.lines[0], []byte("\r\n")) {
		s.end = []byte("\r\n")
	}
	return s
}

// offset returns the byte at which a place stands, which is counted in
// characters.
func (s *source) offset(pos finding.Pos) int {
	at := 0
	for i, line := range s.lines {
		if i+1 < pos.Line {
			at += len(line)
			continue
		}
		line = bytes.TrimPrefix(line, []byte("\xEF\xBB\xBF"))
		at += len(s.lines[i]) - len(line)
		column := 1
		for j := range string(line) {
			if column == pos.Column {
				return at + j
			}
			column++
		}
		return at + len(bytes.TrimRight(line, "\r\n"))
	}
	return at
}

// at returns the byte at a place, 0 behind the end.
func (s *source) at(pos finding.Pos) byte {
	data := bytes.Join(s.lines, nil)
	if i := s.offset(pos); i < len(data) {
		return data[i]
	}
	return 0
}

// behind returns how many lines stand in front of the place of a new key: those
// up to the end of the last key that the format has before it.
func (s *source) behind(m yamldoc.Value, fields decode.Fields, key string) int {
	var before yamldoc.Value
	best := -1
	for e := range m.Entries() {
		if r := rank(fields, e.Name); r <= rank(fields, key) && r >= best {
			before, best = e.Value, r
		}
	}
	if best < 0 {
		return s.inFront(m)
	}
	n := before.End().Line
	if last := lastText(before); strings.HasSuffix(last, "\n\n") || last != "" && strings.Trim(last, "\n") == "" {
		for n < len(s.lines) && len(bytes.TrimSpace(s.lines[n])) == 0 {
			n++ // the blank lines are part of the text
		}
	}
	return n
}

// inFront returns how many lines stand in front of a group of keys and the remarks
// on its first key; of an item of a list, whose first key stands behind the dash,
// those up to the end of that.
func (s *source) inFront(m yamldoc.Value) int {
	n := m.Pos().Line - 1
	if len(bytes.TrimSpace(s.lines[n][:min(m.Pos().Column-1, len(s.lines[n]))])) > 0 {
		for e := range m.Entries() {
			return e.Value.End().Line
		}
	}
	for n > 0 && bytes.HasPrefix(bytes.TrimSpace(s.lines[n-1]), []byte{'#'}) {
		n--
	}
	return n
}

// lastText returns the text in which a value ends, "" if it does not end in one.
func lastText(v yamldoc.Value) string {
	last := v
	for _, item := range v.Items() {
		last = item
	}
	for e := range v.Entries() {
		last = e.Value
	}
	if last == v {
		return v.Text()
	}
	return lastText(last)
}

// with returns the lines with others put in behind the first n.
func (s *source) with(n int, added []byte) []byte {
	added = bytes.ReplaceAll(added, []byte{'\n'}, s.end)
	var b bytes.Buffer
	for _, line := range s.lines[:n] {
		b.Write(line)
	}
	if n > 0 && !bytes.HasSuffix(s.lines[n-1], []byte{'\n'}) { // the file ends without a line end, and still does
		b.Write(s.end)
		added = bytes.TrimSuffix(added, s.end)
	}
	b.Write(added)
	for _, line := range s.lines[n:] {
		b.Write(line)
	}
	return b.Bytes()
}
