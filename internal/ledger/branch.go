package ledger

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// Branches is the folder of all branches that this program makes, below
// refs/heads/.
const Branches = "credctl"

// The kinds of act that are no kind of entry, as branches and trailers have them.
const (
	kindReview = "review"
	kindDrop   = "drop"
)

// branch is where an act on a text is recorded, below refs/heads/.
func branch(kind string, s record.Subject, who string) string {
	return strings.Join([]string{Branches, kind, s.ID, s.Version, record.Key16(s.SHA256), who}, "/")
}

// ReviewBranch is the branch on which a person's record on a text is filed, below
// refs/heads/.
func ReviewBranch(s record.Subject, person string) string { return branch(kindReview, s, person) }

// Again is the act on a branch of its own, named after the number of its entry: for
// an entry that need not be the first of its kind by the same person on a text.
func (a Act) Again(seq int) Act {
	a.Branch = fmt.Sprintf("%s-entry-%d", a.Branch, seq)
	return a
}

// Purpose is what the name of a branch says of the act that it was made for. Anybody
// can give a branch a name: it is a help and no evidence.
type Purpose struct {
	Review bool           // a record is filed
	Drop   bool           // an entry is given up
	Act    record.Act     // of the entry, if neither
	Text   record.Subject // with the first digits of its SHA-256 alone
	Who    string
	Seq    int // of the entry; 0: the name does not say
}

var seqBehind = regexp.MustCompile(`^(.+)-entry-([1-9][0-9]{0,5})$`)

// PurposeOf reads the name of a branch on which something was recorded about a text;
// ok is false for any other name.
func PurposeOf(name string) (p Purpose, ok bool) {
	parts := strings.Split(name, "/")
	if len(parts) != 6 || parts[0] != Branches {
		return Purpose{}, false
	}
	p = Purpose{
		Review: parts[1] == kindReview, Drop: parts[1] == kindDrop,
		Text: record.Subject{ID: parts[2], Version: parts[3], SHA256: parts[4]}, Who: parts[5],
	}
	if p.Review {
		return p, true
	}
	if match := seqBehind.FindStringSubmatch(p.Who); match != nil {
		p.Who = match[1]
		p.Seq, _ = strconv.Atoi(match[2])
	}
	if !p.Drop {
		p.Act = record.Act(parts[1])
	}
	return p, true
}
