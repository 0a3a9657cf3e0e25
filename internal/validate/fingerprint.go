package validate

import (
	"crypto/sha256"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// takeFingerprints gives every finding of a document its fingerprint; doc is nil
// where nothing could be made of the file.
func takeFingerprints(doc *yamldoc.Document, found finding.List) {
	for i := range found {
		f := &found[i]
		if doc == nil {
			f.Fingerprint = fingerprint(f.Code, f.Message)
			continue
		}
		way, at := wayTo(doc, f.Pointer)
		f.Fingerprint = fingerprint(f.Code, way, meant(doc, at, f))
	}
}

// fingerprint is of parts that may hold anything.
func fingerprint(parts ...string) finding.Fingerprint {
	h := sha256.New()
	for _, part := range parts {
		h.Write(strconv.AppendInt(nil, int64(len(part)), 10))
		h.Write([]byte{':'})
		h.Write([]byte(part))
	}
	var f finding.Fingerprint
	copy(f[:], h.Sum(nil))
	return f
}

// identities are the keys that tell an item of a list from its neighbours, the
// best first.
var identities = []string{"id", "item", "title", "name", "text", "group", "kind", "type", "specification"}

// wayTo returns the way to a value and the value: the pointer with the items of
// lists named by what tells them apart, so that another item put before them
// does not change it.
func wayTo(doc *yamldoc.Document, pointer string) (string, yamldoc.Value) {
	v := doc.Root()
	if pointer == "" {
		return "", v
	}
	var way strings.Builder
	for token := range strings.SplitSeq(pointer[1:], "/") {
		inList := v.Kind() == yamldoc.List
		v = v.Step(token)
		way.WriteByte('/')
		if inList && v.Present() {
			way.WriteString(identity(v))
			continue
		}
		way.WriteString(token)
	}
	return way.String(), v
}

// identity is what tells an item of a list from its neighbours; "" if nothing does.
func identity(item yamldoc.Value) string {
	if item.Kind() != yamldoc.Map {
		return normal(item.Text())
	}
	for _, key := range identities {
		if text := item.Get(key).Text(); text != "" {
			return key + "=" + normal(text)
		}
	}
	return ""
}

// meant is the normalised value that a finding is about: the part of a text that
// it points at, a whole text, or of lists and groups of keys only that they are
// such, because whatever changes inside them is not what the finding is about.
func meant(doc *yamldoc.Document, at yamldoc.Value, f *finding.Finding) string {
	if isIgnoreCode(f.Code) {
		return normal(doc.Between(f.Pos, f.End)) // the comment
	}
	switch at.Kind() {
	case yamldoc.Absent, yamldoc.List, yamldoc.Map:
		return at.Kind().String()
	}
	if f.Pos == at.Pos() && f.End == at.End() || f.End.IsZero() {
		return normal(at.Text())
	}
	return normal(doc.Between(f.Pos, f.End))
}

// normal is a text with every run of white space as one space.
func normal(text string) string { return strings.Join(strings.Fields(text), " ") }
