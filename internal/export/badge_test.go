package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"
	"github.com/yuin/goldmark"
	"golang.org/x/net/html"

	"github.com/advancing-practice/credctl/internal/edition"
)

// badgeSchema is what Open Badges publishes, or a part of it.
const badgeSchema = "ob3/achievementcredential.json"

// badge is the achievement of an edition, as it is read back.
func badge(t testing.TB, e *edition.Edition) map[string]any {
	t.Helper()
	var value map[string]any
	if err := json.Unmarshal(written(t, "ob3", e)[0].Data, &value); err != nil {
		t.Fatal(err)
	}
	return value
}

// awarded is an achievement in a credential, as somebody who awards it would make one.
func awarded(achievement map[string]any) map[string]any {
	return map[string]any{
		"@context":  badgeContext,
		"id":        "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002",
		"type":      []string{"VerifiableCredential", "OpenBadgeCredential"},
		"issuer":    map[string]any{"id": "https://provider.example", "type": []string{"Profile"}, "name": "A provider"},
		"validFrom": "2026-01-01T00:00:00Z",
		"name":      "A credential that was made for a test",
		"credentialSubject": map[string]any{
			"id": "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130003", "type": []string{"AchievementSubject"}, "achievement": achievement,
		},
	}
}

func marshalled(t testing.TB, value any) []byte {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestBadgeIsValid: the achievement by its own schema, and in a credential by the whole
// one, with its context and without.
func TestBadgeIsValid(t *testing.T) {
	data := fixture(t, badgeSchema)
	part, whole := official(t, data, "#/$defs/Achievement"), official(t, data, "")
	for name, e := range editions(t) {
		a := badge(t, e)
		if err := judge(t, part, marshalled(t, a)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := judge(t, whole, marshalled(t, awarded(a))); err != nil {
			t.Errorf("%s, awarded: %v", name, err)
		}
		delete(a, "@context")
		if err := judge(t, whole, marshalled(t, awarded(a))); err != nil {
			t.Errorf("%s, awarded, without its context: %v", name, err)
		}
	}
}

// TestBadgeSchemaRefuses: the schema is strict enough to find what is amiss.
func TestBadgeSchemaRefuses(t *testing.T) {
	part := official(t, fixture(t, badgeSchema), "#/$defs/Achievement")
	for name, change := range map[string]func(a map[string]any){
		"no criteria":             func(a map[string]any) { delete(a, "criteria") },
		"a type of our own":       func(a map[string]any) { a["achievementType"] = "Specification" },
		"credits in words":        func(a map[string]any) { a["creditsAvailable"] = "60" },
		"a language in words":     func(a map[string]any) { a["inLanguage"] = "English" },
		"an alignment to nothing": func(a map[string]any) { delete(a["alignment"].([]any)[0].(map[string]any), "targetUrl") },
		"a target of our own":     func(a map[string]any) { a["alignment"].([]any)[0].(map[string]any)["targetType"] = "item" },
	} {
		a := badge(t, full(t))
		change(a)
		if err := judge(t, part, marshalled(t, a)); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// contexts gives the two contexts to a reader of JSON-LD that has no network.
type contexts struct{ t testing.TB }

func (c contexts) LoadDocument(address string) (*ld.RemoteDocument, error) {
	var data []byte
	switch address {
	case badgeContext[0]:
		data, _ = os.ReadFile(filepath.Join("testdata", "credentials-v2.jsonld"))
	case badgeContext[1]:
		data = fixture(c.t, "ob3/context-3.0.3.json")
	default:
		return nil, fmt.Errorf("%s is not here", address)
	}
	document, err := ld.DocumentFromReader(bytes.NewReader(data))
	return &ld.RemoteDocument{DocumentURL: address, Document: document}, err
}

// expanded reads JSON-LD, and refuses members that mean nothing.
func expanded(t testing.TB, value any) ([]any, error) {
	t.Helper()
	document, err := ld.DocumentFromReader(bytes.NewReader(marshalled(t, value)))
	if err != nil {
		t.Fatal(err)
	}
	options := ld.NewJsonLdOptions("")
	options.ProcessingMode, options.DocumentLoader, options.SafeMode = ld.JsonLd_1_1, contexts{t}, true
	return ld.NewJsonLdProcessor().Expand(document, options)
}

// TestBadgeMeansSomething: every member stands for something in its context, by itself
// and in a credential.
func TestBadgeMeansSomething(t *testing.T) {
	fixture(t, "ob3/context-3.0.3.json")
	for name, e := range editions(t) {
		a := badge(t, e)
		for as, value := range map[string]any{"by itself": a, "awarded": awarded(a)} {
			got, err := expanded(t, value)
			if err != nil || len(got) != 1 {
				t.Errorf("%s %s: %v", name, as, err)
			}
		}
		delete(a, "@context")
		if _, err := expanded(t, awarded(a)); err != nil {
			t.Errorf("%s awarded, without its context: %v", name, err)
		}
	}
}

// TestBadgeReaderRefuses: a member that no context knows is found, at any depth.
func TestBadgeReaderRefuses(t *testing.T) {
	fixture(t, "ob3/context-3.0.3.json")
	for name, change := range map[string]func(a map[string]any){
		"at the top":      func(a map[string]any) { a["level"] = 7 },
		"in an alignment": func(a map[string]any) { a["alignment"].([]any)[0].(map[string]any)["strength"] = "full" },
		"in the creator":  func(a map[string]any) { a["creator"].(map[string]any)["role"] = "developer" },
	} {
		a := badge(t, full(t))
		change(a)
		if _, err := expanded(t, a); err == nil {
			t.Errorf("a member that means nothing is taken %s", name)
		}
	}
}

// TestBadgeIsNoAward: nobody is awarded anything, and nothing is signed.
func TestBadgeIsNoAward(t *testing.T) {
	for name, e := range editions(t) {
		text := string(written(t, "ob3", e)[0].Data)
		for _, word := range []string{"AchievementCredential", "OpenBadgeCredential", "credentialSubject", "proof", "issuer"} {
			if strings.Contains(text, `"`+word+`"`) {
				t.Errorf("%s says %q", name, word)
			}
		}
	}
}

// TestMarkdown: texts come through Markdown as they were, as no markup at all.
func TestMarkdown(t *testing.T) {
	for _, text := range []string{
		"plain words, with a full stop.", "*stars* and _lines_ and `ticks`", "# no heading", "- no list", "+ no list", "1. no list", "12) no list",
		"= no heading", "<script>alert(1)</script>", "[a](http://evil.example)", "![a](x)", "a | b", "~~a~~", "&amp; &lt;", `a \ b \* c`, "> no quotation", "<http://a.example>",
	} {
		for _, source := range []string{markdown(text), "- " + markdown(text)} {
			var out bytes.Buffer
			if err := goldmark.Convert([]byte(source), &out); err != nil {
				t.Fatal(err)
			}
			got, tags := readHTML(t, out.String())
			if strings.TrimSpace(got) != text || strings.Trim(strings.Join(tags, " "), " ") != map[bool]string{true: "ul li", false: "p"}[strings.HasPrefix(source, "- ")] {
				t.Errorf("%q becomes %q with %v", source, got, tags)
			}
		}
	}
}

// readHTML is the text of some HTML, and the tags in it.
func readHTML(t *testing.T, source string) (text string, tags []string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return text, tags
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tags = append(tags, string(name))
		case html.TextToken:
			text += string(z.Text())
		}
	}
}

func TestBadgeGolden(t *testing.T) {
	golden(t, "full.ob3.json", written(t, "ob3", full(t))[0].Data)
}
