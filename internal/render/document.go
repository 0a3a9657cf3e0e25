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
	registry *framework.Registry
	layout   *layout.Layout
}

// Document puts an edition together as a document: what the specification says, every
// field of it, and what the records of its register say of it.
func Document(e *edition.Edition) *document.Document {
	b := &builder{e: e, registry: framework.NewRegistry(e.Frameworks...)}
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
	of := func(keys ...string) []document.Section {
		var all []document.Section
		for _, key := range keys {
			all = append(all, b.layout.Section(key)...)
		}
		return all
	}
	return slices.Concat(
		b.summary(),
		of("target_group", "scope", "entry", "level", "credits", "domains"),
		b.coverage(),
		of("coverage", "outcomes", "learning", "assessment", "units", "activities", "sections", "related", "proposal",
			"involvement", "equality"),
		b.changes(),
		b.judged(),
		of("authors", "developer", "provenance", "frameworks", "licence", "review", "references", "acknowledgements", "retired"),
		b.check(),
	)
}

// summary is the first section without the title, which stands above the document.
func (b *builder) summary() []document.Section {
	var blocks []document.Block
	if len(b.e.Spec.AlsoKnownAs) > 0 {
		var items [][]document.Block
		for _, name := range b.e.Spec.AlsoKnownAs {
			items = append(items, document.Prose(name))
		}
		blocks = []document.Block{{Facts: []document.Fact{{Name: "Also known as", Blocks: []document.Block{document.Bullets(items...)}}}}}
	}
	blocks = slices.Concat(document.Prose(b.e.Spec.Summary), blocks)
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

// related is another specification of the register.
func (b *builder) related(id string) document.Span { return document.Code(id) }
