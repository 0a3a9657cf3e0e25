package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// The folders of a repository in which records lie.
const (
	GovernanceDir = "governance"
	RegisterDir   = "register"
	RoundsDir     = "rounds"
	ReviewsDir    = "reviews"
	CriteriaDir   = "criteria"
	SpecsDir      = "specs"
)

// Hash returns the SHA-256 of bytes in 64 lower-case hexadecimal digits, as all
// forms have it.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Key16 is the part of a text's SHA-256 that its folders are named by.
func Key16(sha256 string) string { return sha256[:min(16, len(sha256))] }

// GovernancePath returns where a version of governance lies.
func GovernancePath(serial int) string { return fmt.Sprintf("%s/%04d.yaml", GovernanceDir, serial) }

// EntryPath returns where an entry of the register lies.
func EntryPath(seq int) string { return fmt.Sprintf("%s/%04d.yaml", RegisterDir, seq) }

// SpecPath returns where a specification lies.
func SpecPath(id string) string { return SpecsDir + "/" + id + ".yaml" }

// PackPath returns where an edition of a set of criteria lies.
func (p PackRef) PackPath() string { return CriteriaDir + "/" + p.ID + "/" + p.Version + ".yaml" }

// Ref returns the pack's name with its version, such as "endorsement@1.0.0".
func (p PackRef) Ref() string { return p.ID + "@" + p.Version }

// RoundsFolder returns the folder of the rounds on a text.
func (s Subject) RoundsFolder() string { return s.folder(RoundsDir) }

// ReviewsFolder returns the folder of the records on a text.
func (s Subject) ReviewsFolder() string { return s.folder(ReviewsDir) }

func (s Subject) folder(dir string) string {
	return dir + "/" + s.ID + "/" + s.Version + "/" + Key16(s.SHA256)
}

// RoundPath returns where the nth round on a text lies, from 1.
func (s Subject) RoundPath(n int) string { return fmt.Sprintf("%s/%d.yaml", s.RoundsFolder(), n) }

// ReviewPath returns where a person's record on a text lies.
func (s Subject) ReviewPath(person string) string { return s.ReviewsFolder() + "/" + person + ".yaml" }

// Subject returns the text that an entry is about.
func (e Entry) Subject() Subject {
	return Subject{ID: e.SpecID, Version: e.SpecVersion, SHA256: e.SpecSHA256}
}

// SignaturePath returns where a person's signature over a governance or register
// file lies, beside it.
func SignaturePath(file, person string) string {
	return strings.TrimSuffix(file, ".yaml") + "." + person + ".sig"
}

// ReviewSignaturePath returns where the signature over a review record lies.
func ReviewSignaturePath(file string) string { return strings.TrimSuffix(file, ".yaml") + ".sig" }

// TagName returns the name of the tag of a release, below refs/tags/.
func TagName(id, version string) string { return id + "/v" + version }
