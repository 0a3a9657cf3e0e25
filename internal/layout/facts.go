package layout

import (
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// fact is one fact, left out where there is nothing to say.
func fact(name string, blocks []document.Block) []document.Fact {
	if len(blocks) == 0 {
		return nil
	}
	return []document.Fact{{Name: name, Blocks: blocks}}
}

// text is a fact of one text.
func text(name, s string) []document.Fact { return fact(name, document.Prose(s)) }

// list is a fact of several texts.
func list(name string, all []string) []document.Fact { return fact(name, each(all)) }

// each is a list of texts, each of which may have paragraphs of its own.
func each(texts []string) []document.Block {
	var items [][]document.Block
	for _, t := range texts {
		items = append(items, document.Prose(t))
	}
	return bullets(items)
}

// bullets is a list, left out where it has no items.
func bullets(items [][]document.Block) []document.Block {
	if len(items) == 0 {
		return nil
	}
	return []document.Block{document.Bullets(items...)}
}

// words is a fact of several short words.
func words(name string, all []string) []document.Fact {
	return text(name, strings.Join(all, ", "))
}

// number is a fact of a number, left out where it is 0.
func number(name string, n float64) []document.Fact {
	if n == 0 {
		return nil
	}
	return text(name, strconv.FormatFloat(n, 'f', -1, 64))
}

// yes is a fact of yes or no, left out where the file does not say.
func yes(name string, v yamldoc.Value) []document.Fact {
	if v.Kind() != yamldoc.Bool {
		return nil
	}
	if v.Text() == "true" {
		return text(name, "yes")
	}
	return text(name, "no")
}

// address is a fact of a web address.
func address(name, url string) []document.Fact {
	if url == "" {
		return nil
	}
	return fact(name, []document.Block{document.Para(document.Outside(url, url))})
}

// facts is a block of facts, left out where there are none.
func facts(all ...[]document.Fact) []document.Block {
	flat := slices.Concat(all...)
	if len(flat) == 0 {
		return nil
	}
	return []document.Block{{Facts: flat}}
}

// refs are links to what ids of the same file mean.
func (l *Layout) refs(name string, refs []spec.Ref, kinds ...spec.Kind) []document.Fact {
	var spans []document.Span
	for i, r := range refs {
		if i > 0 {
			spans = append(spans, document.Words(", "))
		}
		spans = append(spans, l.Ref(r.ID, kinds...))
	}
	if len(spans) == 0 {
		return nil
	}
	return fact(name, []document.Block{document.Para(spans...)})
}

// maps is what something maps to in the frameworks.
func (l *Layout) maps(all []spec.Mapping) []document.Fact {
	var items [][]document.Block
	for _, m := range all {
		spans := []document.Span{l.item(m.Item)}
		if m.Strength != "" {
			spans = append(spans, document.Words(" ("+m.Strength+")"))
		}
		items = append(items, []document.Block{document.Para(spans...)})
	}
	return fact("Maps to", bullets(items))
}

// item is a reference to an item of a framework.
func (l *Layout) item(ref string) document.Span {
	if l.o.Item == nil {
		return document.Words(ref)
	}
	return l.o.Item(ref)
}

// features are what the authors claim that something deals with.
func features(all []string) []document.Fact {
	return words("The authors say that it deals with", all)
}

// or is some blocks, or one that says why there are none.
func or(blocks []document.Block, otherwise string) []document.Block {
	if len(blocks) == 0 {
		return []document.Block{document.Said(otherwise)}
	}
	return blocks
}

const (
	nothingMore = "The text says nothing more of it."
	dash        = "nothing more"
)

// table is a section of one table, left out where it has no rows.
func (l *Layout) table(pointer, title string, t document.Table) []document.Section {
	if len(t.Rows) == 0 {
		return nil
	}
	return l.at(pointer, title, []document.Block{{Table: &t}})
}

// named is an id with what it is called.
func named(id, title string) string {
	if id == "" || title == "" {
		return id + title
	}
	return id + ": " + title
}
