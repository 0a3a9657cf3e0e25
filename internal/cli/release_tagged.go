package cli

import (
	"github.com/advancing-practice/credctl/internal/verify"
)

// taggedBy says who made a tag, as they called themselves; "" if that cannot be told.
func (o *office) taggedBy(name string) string {
	tag, err := o.store.Tag(name)
	if err != nil || !tag.Annotated {
		return ""
	}
	parsed, err := verify.ParseTag(tag.Raw)
	if err != nil {
		return ""
	}
	return ", made by " + parsed.Tagger
}
