// Package fix mends, in the source of a specification, what has one right answer
// and nothing else: the edits that findings carry, line ends, the byte order
// mark, a missing final line end, and the quotes of ids that look like numbers.
// What an author may have meant in another way it leaves alone. It knows no
// files and judges no content.
package fix

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Fixed says how many places of one code were mended.
type Fixed struct {
	Code   string
	Places int
}

// mostPasses bounds how often a text is read again: mending one thing can bring
// another to light, but not for ever.
const mostPasses = 16

// Source mends the bytes of one specification. It returns them and what was
// mended, in code order; where there is nothing to mend these are data itself
// and nothing. What can be read before can be read afterwards, with no more
// mistakes that are for the author: invisible characters stay where without them a
// text would be something else.
func Source(file string, data []byte, reading yamldoc.Options) ([]byte, []Fixed) {
	reading.Every = true
	doc, found := read(file, data, reading)
	places := map[string]int{}
	for range mostPasses {
		counted := maps.Clone(places)
		mended := pass(data, doc, found, counted)
		if mended == nil || bytes.Equal(mended, data) {
			break
		}
		next, left := read(file, mended, reading)
		if doc != nil && (next == nil || worse(found, left)) {
			rest := withoutInvisible(found)
			if len(rest) == len(found) {
				break
			}
			found = rest
			continue
		}
		data, doc, found, places = mended, next, left, counted
	}
	return data, inOrder(places)
}

// worse reports whether more is left for the author after mending than before.
func worse(before, after finding.List) bool {
	syntax, mistakes := forAuthor(before)
	if syntax > 0 {
		return false // it hid what else is wrong
	}
	moreSyntax, more := forAuthor(after)
	return moreSyntax > 0 || more > mistakes
}

// forAuthor counts the errors that nothing is known to mend: those of YAML, and the
// others.
func forAuthor(found finding.List) (syntax, others int) {
	for i := range found {
		f := &found[i]
		switch {
		case f.Severity < finding.Error || len(f.Edits) > 0:
		case f.Code == yamldoc.CodeNumber || slices.Contains(ofLines, f.Code):
		case strings.HasPrefix(f.Code, "Y"):
			syntax++
		default:
			others++
		}
	}
	return syntax, others
}

func withoutInvisible(found finding.List) finding.List {
	return slices.DeleteFunc(slices.Clone(found), func(f finding.Finding) bool { return f.Code == yamldoc.CodeInvisible })
}

// read returns the document, nil if nothing can be made of data, and the findings
// that may carry edits.
func read(file string, data []byte, reading yamldoc.Options) (*yamldoc.Document, finding.List) {
	doc, found := yamldoc.Parse(file, data, reading)
	if doc != nil {
		_, malformed := spec.Decode(doc)
		found = append(found, malformed...)
	}
	return doc, found
}

// pass makes the edits of the findings and counts them in places. It returns nil
// if there is none to make.
func pass(data []byte, doc *yamldoc.Document, found finding.List, places map[string]int) []byte {
	var edits []edit
	ends := false
	for i := range found {
		f := &found[i]
		switch {
		case lineEnds(f.Code, data):
			ends = true
			places[f.Code]++
		case f.Code == yamldoc.CodeNumber && doc != nil && isID(f.Pointer):
			edits = append(edits, edit{f.Code, quoted(doc, f)})
		default:
			for _, e := range f.Edits {
				edits = append(edits, edit{f.Code, e})
			}
		}
	}
	if len(edits) == 0 && !ends {
		return nil
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return a.Pos.Compare(b.Pos) })
	data = apply(data, edits, places)
	if ends {
		data = endLines(data)
	}
	return data
}

func inOrder(places map[string]int) []Fixed {
	var all []Fixed
	for _, code := range slices.SortedFunc(maps.Keys(places), cmp.Compare[string]) {
		all = append(all, Fixed{code, places[code]})
	}
	return all
}
