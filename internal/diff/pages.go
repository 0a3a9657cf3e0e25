package diff

import "github.com/advancing-practice/credctl/internal/finding"

// The codes of what two versions may have against each other.
const (
	CodeReused  = "R030" // an id means something else
	CodeRevived = "R031" // an id that was retired is used
)

// Pages returns the pages of the codes that a comparison gives, in code order.
func Pages() []finding.Page {
	return []finding.Page{
		{
			Code:  CodeReused,
			Title: "An id means something else than in the version before",
			Why:   "Courses, portfolios and other systems keep the id and not the words. Whoever was assessed against A1 would from now on seem to have been assessed against something else, and nobody would notice.",
			Help:  "Give what is new an id that was never used, and note under retired that the old one is gone, with replaced_by where something takes its place. Where it is the same thing in quite other words, keep some of the words that people know it by.",
		},
		{
			Code:  CodeRevived,
			Title: "An id that the version before had retired is used",
			Why:   "An entry under retired is a promise that the id never comes back, because elsewhere it still stands for what is gone. To take the entry away and use the id breaks that promise where nobody sees it.",
			Help:  "Give it an id that was never used, and put the entry under retired back.",
		},
	}
}
