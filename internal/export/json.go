package export

import (
	"bytes"
	"encoding/json"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// editionJSON is the document of the format json (schema/edition.schema.json).
type editionJSON struct {
	Format        int              `json:"format"`
	Headline      string           `json:"headline"`
	Notice        []string         `json:"notice"`
	Register      registerJSON     `json:"register"`
	Standing      standingJSON     `json:"standing"`
	Source        sourceJSON       `json:"source"`
	Specification json.RawMessage  `json:"specification"`
	Identifiers   []identifierJSON `json:"identifiers"`
	Replaced      []replacedJSON   `json:"replaced"`
	Frameworks    []frameworkJSON  `json:"frameworks"`
	Evidence      *evidenceJSON    `json:"evidence"`
	Changes       *changesJSON     `json:"changes"`
}

type registerJSON struct {
	Name      string `json:"name"`
	URL       string `json:"url"`
	TrustRoot string `json:"trust_root"`
}

type standingJSON struct {
	State        string  `json:"state"`
	Banner       string  `json:"banner"`
	ForComment   bool    `json:"for_comment"`
	SupersededBy string  `json:"superseded_by"`
	Reason       string  `json:"reason"`
	Tag          string  `json:"tag"`
	Check        string  `json:"check"`
	Commit       string  `json:"commit"`
	Date         *string `json:"date"`
}

type sourceJSON struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

type identifierJSON struct {
	Kind       spec.Kind `json:"kind"`
	ID         string    `json:"id"`
	Identifier string    `json:"identifier"`
}

// replacedJSON is an element that is no more.
type replacedJSON struct {
	Kind       spec.Kind        `json:"kind"`
	ID         string           `json:"id"`
	Identifier string           `json:"identifier"`
	Since      string           `json:"since"`
	By         []identifierJSON `json:"by"`
}

type frameworkJSON struct {
	Ref        string       `json:"ref"`
	Title      string       `json:"title"`
	Mark       string       `json:"mark"`
	Note       string       `json:"note"`
	Source     string       `json:"source"`
	Identifier string       `json:"identifier"`
	Pillars    []pillarJSON `json:"pillars"`
}

type pillarJSON struct {
	Number     string     `json:"number"`
	Title      string     `json:"title"`
	Identifier string     `json:"identifier"`
	Items      []itemJSON `json:"items"`
}

type itemJSON struct {
	Ref        string `json:"ref"`
	Number     string `json:"number"`
	Title      string `json:"title"`
	Identifier string `json:"identifier"`
}

func writeJSON(e *edition.Edition) ([]byte, error) {
	text, err := specificationJSON(e.Spec)
	if err != nil {
		return nil, err
	}
	d := editionJSON{
		Format: 1, Headline: headline(e), Notice: notice(e),
		Register: registerJSON{e.Register.Name, e.Register.URL, e.Register.Root},
		Standing: standingOf(e), Source: sourceJSON{e.Path, e.SHA256},
		Specification: text, Identifiers: identifiers(e), Replaced: replacedOf(e), Frameworks: []frameworkJSON{},
		Evidence: evidenceOf(e), Changes: changesOf(e),
	}
	for _, f := range e.Frameworks {
		d.Frameworks = append(d.Frameworks, frameworkOf(f))
	}
	return indented(d)
}

// indented is a value as JSON that people can read, too.
func indented(value any) ([]byte, error) {
	var out bytes.Buffer
	w := json.NewEncoder(&out)
	w.SetIndent("", "  ")
	err := w.Encode(value)
	return out.Bytes(), err
}

func standingOf(e *edition.Edition) standingJSON {
	s := standingJSON{
		State: string(e.State), Banner: e.Banner(), ForComment: e.Comment, SupersededBy: e.Newer, Reason: e.Reason,
		Tag: tagOf(e), Check: checkCommand(e), Commit: e.Commit,
	}
	if at := moment(e); at != "" {
		s.Date = &at
	}
	return s
}

// identifiers are those of the specification and of all its elements.
func identifiers(e *edition.Edition) []identifierJSON {
	list := []identifierJSON{{"specification", e.Spec.ID, Identifier(e.Register, e.Spec.ID, "", "")}}
	for _, kind := range spec.Kinds {
		for _, el := range e.Spec.Elements(kind) {
			list = append(list, identifierOf(e, element{kind, el.ID}))
		}
	}
	return list
}

func identifierOf(e *edition.Edition, of element) identifierJSON {
	return identifierJSON{of.kind, of.id, Identifier(e.Register, e.Spec.ID, of.kind, of.id)}
}

func replacedOf(e *edition.Edition) []replacedJSON {
	list := []replacedJSON{}
	gone, _ := replacements(e)
	for _, r := range gone {
		out := replacedJSON{r.old.kind, r.old.id, identifierOf(e, r.old).Identifier, r.since, nil}
		for _, by := range r.by {
			out.By = append(out.By, identifierOf(e, by))
		}
		list = append(list, out)
	}
	return list
}

func frameworkOf(f *framework.Framework) frameworkJSON {
	out := frameworkJSON{
		Ref: f.Ref(), Title: f.Title, Mark: string(f.Mark), Note: f.Note, Source: f.Source,
		Identifier: FrameworkIdentifier(f, ""), Pillars: []pillarJSON{},
	}
	for _, p := range f.Pillars {
		pillar := pillarJSON{p.Number, p.Title, PillarIdentifier(f, p.Number), []itemJSON{}}
		for _, i := range p.Items {
			pillar.Items = append(pillar.Items, itemJSON{f.Ref() + "#" + i.Number, i.Number, i.Title, FrameworkIdentifier(f, i.Number)})
		}
		out.Pillars = append(out.Pillars, pillar)
	}
	return out
}
