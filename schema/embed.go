// Package schema holds the published contracts of credctl: the JSON schemas of
// its files, the reference frameworks and the criteria packs that are shipped.
// They are here for editors, for copying into a repository, and for the tests
// that hold the program to them; the program itself reads none of them at start.
package schema

import "embed"

// Files are the schemas (NAME.schema.json), the frameworks (frameworks/*.yaml)
// and the packs (criteria/*/*.yaml), by slash-separated path.
//
//go:embed *.json frameworks criteria
var Files embed.FS

// CredentialSpecification is the JSON schema, draft-07, of a specification file.
//
//go:embed credential-specification.schema.json
var CredentialSpecification []byte
