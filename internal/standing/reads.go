package standing

import "github.com/advancing-practice/credctl/internal/criteria"

// Reads returns the top-level keys of a specification that the checks of a
// criterion read, each at least once; everything is true where that cannot be told,
// as of a criterion that no check feeds. It is what Bears goes by.
func Reads(c *criteria.Criterion) (keys []string, everything bool) { return readBy(c) }
