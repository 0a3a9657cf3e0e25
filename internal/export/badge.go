package export

import (
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// badgeContext is what the members of an achievement mean.
var badgeContext = []string{
	"https://www.w3.org/ns/credentials/v2",
	"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
}

// achievement is an Achievement of Open Badges 3.0.
type achievement struct {
	Context    []string          `json:"@context"`
	ID         string            `json:"id"`
	Type       []string          `json:"type"`
	Kind       string            `json:"achievementType"`
	Name       string            `json:"name"`
	Text       string            `json:"description"`
	Criteria   badgeCriteria     `json:"criteria"`
	Creator    *badgeProfile     `json:"creator,omitempty"`
	Credits    float64           `json:"creditsAvailable,omitempty"`
	HumanCode  string            `json:"humanCode"`
	Version    string            `json:"version"`
	Language   string            `json:"inLanguage"`
	Tags       []string          `json:"tag,omitempty"`
	Other      []badgeIdentifier `json:"otherIdentifier"`
	Alignments []badgeAlignment  `json:"alignment,omitempty"`
}

type badgeCriteria struct {
	ID        string `json:"id,omitempty"`
	Narrative string `json:"narrative"`
}

type badgeProfile struct {
	ID   string   `json:"id"`
	Type []string `json:"type"`
	Name string   `json:"name"`
}

type badgeIdentifier struct {
	Type       string `json:"type"`
	Identifier string `json:"identifier"`
	Kind       string `json:"identifierType"`
}

type badgeAlignment struct {
	Type      []string `json:"type"`
	Code      string   `json:"targetCode,omitempty"`
	Text      string   `json:"targetDescription,omitempty"`
	Name      string   `json:"targetName"`
	Framework string   `json:"targetFramework"`
	Kind      string   `json:"targetType"`
	URL       string   `json:"targetUrl"`
}

// writeBadge makes an Open Badges 3.0 Achievement: what can be achieved, and what that
// takes. It is the definition alone, and no credential: who awards it to people issues
// and signs that, with a system of their own. A register awards nothing.
//
// Its identifier is that of the specification, in all its versions; version says which
// this is.
func writeBadge(e *edition.Edition) ([]byte, error) {
	a := achievement{
		Context: badgeContext, ID: "urn:uuid:" + Identifier(e.Register, e.Spec.ID, "", ""), Type: []string{"Achievement"},
		Kind: "MicroCredential", Name: oneLine(headline(e)), Text: badgeText(e), Criteria: badgeCriteria{Narrative: badgeNarrative(e)},
		Creator: badgeCreator(e), Credits: e.Spec.Credits, HumanCode: e.Spec.ID, Version: e.Version(), Language: language,
		Other: badgeIdentifiers(e), Alignments: badgeAlignments(e),
	}
	if banner := e.Banner(); banner != "" {
		a.Tags = append(a.Tags, banner)
	}
	if l := levelWords(e.Spec.Level); l != "" {
		a.Tags = append(a.Tags, l)
	}
	return indented(a)
}

// levelWords is the academic level, such as "FHEQ level 7"; "" if none is given.
func levelWords(l spec.Level) string {
	if l.Value == 0 {
		return ""
	}
	return oneLine(l.Framework + " level " + strconv.Itoa(l.Value))
}

// badgeText is the description: the summary, and what every format says.
func badgeText(e *edition.Edition) string {
	text := notice(e)
	if e.Spec.Summary != "" {
		text = append([]string{e.Spec.Summary, ""}, text...)
	}
	return strings.Join(text, "\n")
}

func badgeCreator(e *edition.Edition) *badgeProfile {
	name := e.Spec.Developer.Organisation
	if name == "" && len(e.Spec.Authors) > 0 {
		name = creator(e)
	}
	if name == "" {
		return nil
	}
	return &badgeProfile{"urn:uuid:" + identified("profile", e.Register.Root, name), []string{"Profile"}, oneLine(name)}
}

// badgeIdentifiers are what the achievement can be checked by.
func badgeIdentifiers(e *edition.Edition) []badgeIdentifier {
	list := []badgeIdentifier{{"IdentifierEntry", e.SHA256, "ext:sha256"}}
	if tag := tagOf(e); tag != "" {
		list = append(list, badgeIdentifier{"IdentifierEntry", tag, "ext:tag"})
	}
	if e.Register.Root != "" {
		list = append(list, badgeIdentifier{"IdentifierEntry", e.Register.Root, "ext:trustRoot"})
	}
	return list
}

// badgeNarrative is what is needed to achieve it, as Markdown.
func badgeNarrative(e *edition.Edition) string {
	var parts []string
	if banner := e.Banner(); banner != "" {
		parts = append(parts, "**"+markdown(banner)+"**")
	}
	if l := levelWords(e.Spec.Level); l != "" {
		parts = append(parts, "Academic level: "+markdown(l)+".")
	}
	var outcomes, methods []string
	for _, o := range e.Spec.Outcomes {
		outcomes = append(outcomes, o.ID+": "+o.Text)
	}
	for _, m := range e.Spec.Assessment.Methods {
		methods = append(methods, strings.TrimSuffix(m.ID+" "+m.Type+": "+m.Description, ": "))
	}
	parts = append(parts, markdownList("Learning outcomes", outcomes)...)
	if s := e.Spec.Assessment.Strategy; s != "" {
		parts = append(parts, "Assessment: "+markdown(s))
	}
	parts = append(parts, markdownList("Ways of assessing", methods)...)
	return strings.Join(append(parts, markdown(standingSentence(e))), "\n\n")
}

// badgeAlignments are the capabilities that are developed, and the items of frameworks
// that anything is mapped to, in the order of their frameworks.
func badgeAlignments(e *edition.Edition) []badgeAlignment {
	b := newCaseBuilder(e.Register, "")
	var list []badgeAlignment
	add := func(identifier, code, name, text, of string) {
		list = append(list, badgeAlignment{[]string{"Alignment"}, code, text, oneLine(name), oneLine(of), "CFItem", b.uri("CFItems", identifier)})
	}
	for i := range e.Spec.Domains {
		d := &e.Spec.Domains[i]
		for _, c := range d.Capabilities {
			add(Identifier(e.Register, e.Spec.ID, spec.KindCapability, c.ID), c.ID, c.Title, c.Statement, headline(e))
		}
		if len(d.Capabilities) == 0 {
			add(Identifier(e.Register, e.Spec.ID, spec.KindDomain, d.ID), d.ID, d.Title, d.Summary, headline(e))
		}
	}
	for _, f := range e.Frameworks {
		for _, i := range mappedItems(e, f) {
			add(FrameworkIdentifier(f, i.Number), i.Number, i.Title, "", f.Title+" ("+f.Edition+")")
		}
	}
	return list
}

// mappedItems are the items of a framework that anything is mapped to, in its order.
func mappedItems(e *edition.Edition, f *framework.Framework) []framework.Item {
	known, mapped := framework.NewRegistry(e.Frameworks...), map[string]bool{}
	for _, m := range e.Spec.Mappings() {
		if found := known.Resolve(m.Mapping.Item, nil); found.Problem == framework.Resolved && found.Framework == f {
			mapped[found.Item.Number] = true
		}
	}
	var list []framework.Item
	for _, p := range f.Pillars {
		for _, i := range p.Items {
			if mapped[i.Number] {
				list = append(list, i)
			}
		}
	}
	return list
}
