package fix

import (
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// idKeys are the keys of the format under which nothing but an id, or a list of
// ids, may stand: what looks like a number there can only lack its quotes.
var idKeys = map[string]bool{
	"id": true, "item": true, "outcomes": true, "draws_on": true,
	"develops": true, "assesses": true, "replaced_by": true,
}

// isID reports whether a pointer leads to an id or to an item of a list of ids.
func isID(pointer string) bool {
	tokens := strings.Split(pointer, "/")
	last := tokens[len(tokens)-1]
	if _, err := strconv.Atoi(last); err == nil && len(tokens) > 2 {
		last = tokens[len(tokens)-2]
		return last != "id" && last != "item" && idKeys[last]
	}
	return idKeys[last]
}

// quoted puts the number that a finding is about in quotes, as it is spelt.
func quoted(doc *yamldoc.Document, f *finding.Finding) finding.Edit {
	return finding.Edit{Pos: f.Pos, End: f.End, New: strconv.Quote(doc.Between(f.Pos, f.End))}
}
