package export

import (
	"regexp"
	"testing"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// TestIdentifiersNeverChange: these are out in the world. A change that makes this
// test fail gives everything that was ever published another identity.
func TestIdentifiersNeverChange(t *testing.T) {
	r := edition.Register{Root: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"}
	mpf := &framework.Framework{ID: "mpf", Edition: "2025"}
	for name, tc := range map[string]struct{ got, want string }{
		"specification":  {Identifier(r, "wound-care", "", ""), "789644c8-5ef3-561a-8c4d-b4b546a4273a"},
		"capability":     {Identifier(r, "wound-care", spec.KindCapability, "A1"), "c4427081-a4a8-5bb8-bbe7-66ae00574c6a"},
		"framework":      {FrameworkIdentifier(mpf, ""), "cfe6e435-4edb-54b2-82a4-94fa238b3d82"},
		"framework item": {FrameworkIdentifier(mpf, "1.10"), "0ec760a2-e223-589f-809b-f22f538ffa17"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s is %s, was %s", name, tc.got, tc.want)
		}
	}
}

// TestIdentifiersDiffer: whatever an identifier hangs on makes another one.
func TestIdentifiersDiffer(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	one, two := edition.Register{Root: "one"}, edition.Register{Root: "two"}
	seen := map[string]string{}
	for name, id := range map[string]string{
		"specification":     Identifier(one, "wound-care", "", ""),
		"other register":    Identifier(two, "wound-care", "", ""),
		"no register":       Identifier(edition.Register{}, "wound-care", "", ""),
		"other one":         Identifier(one, "wounds", "", ""),
		"1.1":               Identifier(one, "wound-care", spec.KindStatement, "1.1"),
		"1.10":              Identifier(one, "wound-care", spec.KindStatement, "1.10"),
		"domain A":          Identifier(one, "wound-care", spec.KindDomain, "A"),
		"capability A":      Identifier(one, "wound-care", spec.KindCapability, "A"),
		"framework":         FrameworkIdentifier(&framework.Framework{ID: "mpf", Edition: "2025"}, ""),
		"framework 1.1":     FrameworkIdentifier(&framework.Framework{ID: "mpf", Edition: "2025"}, "1.1"),
		"framework 1.10":    FrameworkIdentifier(&framework.Framework{ID: "mpf", Edition: "2025"}, "1.10"),
		"framework earlier": FrameworkIdentifier(&framework.Framework{ID: "mpf", Edition: "2017"}, "1.10"),
	} {
		if !form.MatchString(id) {
			t.Errorf("%s is %s, want a UUID of version 5 in lower case", name, id)
		}
		if other, taken := seen[id]; taken {
			t.Errorf("%s and %s are both %s", name, other, id)
		}
		seen[id] = name
	}
}
