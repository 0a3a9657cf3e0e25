package export

import (
	"strings"

	"github.com/google/uuid"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
)

// home is the namespace of all identifiers. It never changes.
var home = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://github.com/advancing-practice/credctl"))

// Identifier is the identifier of an element of a specification of a register, by its
// kind and id; of the specification itself where both are "". The package comment says
// what it hangs on.
func Identifier(r edition.Register, specification string, kind spec.Kind, id string) string {
	return identified("specification", r.Root, specification, string(kind), id)
}

// FrameworkIdentifier is the identifier of an item of a framework by its number, in
// every register; of the framework itself where the number is "".
func FrameworkIdentifier(f *framework.Framework, number string) string {
	return identified("framework", f.Ref(), number)
}

// PillarIdentifier is the identifier of a pillar of a framework, whose number may be
// that of an item, too.
func PillarIdentifier(f *framework.Framework, number string) string {
	return identified("pillar", f.Ref(), number)
}

// identified makes an identifier of what it hangs on. No part has a null byte in it,
// which YAML does not allow, so that different parts never make the same one.
func identified(parts ...string) string {
	return uuid.NewSHA1(home, []byte(strings.Join(parts, "\x00"))).String()
}
