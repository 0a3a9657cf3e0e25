package render

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/layout"
)

// builder puts the document of one edition together.
type builder struct {
	e        *edition.Edition
	pageOf   func(id string) string // of another specification; "": it has none
	registry *framework.Registry
	layout   *layout.Layout
}

// Document puts an edition together as a document: what the specification says, every
// field of it, and what the records of its register say of it.
func Document(e *edition.Edition) *document.Document { return documentOf(e, nil) }

func documentOf(e *edition.Edition, related func(id string) string) *document.Document {
	b := &builder{e: e, registry: framework.NewRegistry(e.Frameworks...), pageOf: related}
	b.layout = layout.Of(e.Spec, layout.Options{Item: b.item, Related: b.related})
	return &document.Document{
		Title: e.Spec.Title, Lang: "en-GB", Banner: e.Banner(), Standing: Standing(e),
		Intro: b.intro(), Sections: b.sections(),
	}
}

// sections are in the order in which somebody reads who wants to learn, to teach or
// to judge: what it is, what is learnt, how that is assessed, and then where it comes
// from and who judged it.
func (b *builder) sections() []document.Section {
	return slices.Concat(
		b.summary(),
		b.group("about", "Whom it is for and what it covers", "target_group", "entry", "scope", "level", "credits"),
		b.layout.Section("domains"),
		b.matrix(),
		b.layout.Section("coverage"),
		b.group("teaching", "How it is learnt and assessed", "outcomes", "learning", "assessment", "units", "activities"),
		b.layout.Section("sections"),
		b.layout.Section("related"),
		b.layout.Section("proposal"),
		b.group("making", "How it was made", "authors", "developer", "involvement", "equality", "provenance", "frameworks", "review", "acknowledgements"),
		b.changes(),
		b.judged(),
		b.layout.Section("licence"),
		b.layout.Section("references"),
		b.layout.Section("retired"),
		b.check(),
	)
}

// group is a section of those of some keys of the file; none if none of them has
// anything to say.
func (b *builder) group(id, title string, keys ...string) []document.Section {
	var parts []document.Section
	for _, key := range keys {
		parts = append(parts, b.layout.Section(key)...)
	}
	if len(parts) == 0 {
		return nil
	}
	return []document.Section{{ID: id, Title: title, Parts: parts}}
}

// summary is the first section of the text without the title, which stands above the
// document.
func (b *builder) summary() []document.Section {
	var names [][]document.Block
	for _, name := range b.e.Spec.AlsoKnownAs {
		names = append(names, document.Prose(name))
	}
	blocks := document.Prose(b.e.Spec.Summary)
	if len(names) > 0 {
		blocks = append(blocks, document.Block{Facts: []document.Fact{{Name: "Also known as", Blocks: []document.Block{document.Bullets(names...)}}}})
	}
	if len(blocks) == 0 {
		return nil
	}
	return []document.Section{{ID: "summary", Title: "Summary", Blocks: blocks}}
}

// item is a reference to an item of a framework, with our short title of it, led to
// its line in the table of the framework.
func (b *builder) item(ref string) document.Span {
	res := b.registry.Resolve(ref, b.e.Spec.Frameworks)
	if res.Problem != framework.Resolved || res.Framework == nil {
		return document.Words(ref)
	}
	return document.Within(itemAnchor(res.Framework, res.Item.Number), ref+", "+res.Item.Title)
}

// related is another specification of the register, led to its page where it has one.
func (b *builder) related(id string) document.Span {
	s := document.Code(id)
	if b.pageOf != nil {
		s.Href = b.pageOf(id)
	}
	return s
}
