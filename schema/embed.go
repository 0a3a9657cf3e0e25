// Package schema holds the published contracts of credctl: the JSON schemas of
// its files, the reference frameworks and the criteria packs that are shipped.
// They are here for editors, for copying into a repository, and for the tests
// that hold the program to them; the program itself reads none of them at start.
package schema

import (
	"embed"
	"strings"
)

// Files are the schemas (NAME.schema.json), the frameworks (frameworks/*.yaml)
// and the packs (criteria/*/*.yaml), by slash-separated path.
//
//go:embed *.json frameworks criteria
var Files embed.FS

// CredentialSpecification is the JSON schema, draft-07, of a specification file.
//
//go:embed credential-specification.schema.json
var CredentialSpecification []byte

// Pack returns the bytes of a shipped criteria pack, named with its version as in
// "gateway@1.0.0". It returns false if none of that name and version is shipped.
func Pack(ref string) ([]byte, bool) {
	id, version, ok := strings.Cut(ref, "@")
	if !ok {
		return nil, false
	}
	folders, err := Files.ReadDir("criteria")
	if err != nil {
		return nil, false
	}
	for _, folder := range folders {
		data, err := Files.ReadFile("criteria/" + folder.Name() + "/" + id + "-" + version + ".yaml")
		if err == nil {
			return data, true
		}
	}
	return nil, false
}
