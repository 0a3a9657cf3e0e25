package cli

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// releasedText finds the text of a version that was published or endorsed; of "" the
// newest that is published.
func (o *office) releasedText(id, version string) (record.Subject, error) {
	entries := o.book.Entries(id)
	if len(entries) == 0 {
		return record.Subject{}, o.nothingDecided(id)
	}
	if version == "" {
		return newestPublished(id, standing.Releases(entries), endorsedVersions(entries))
	}
	for _, act := range []record.Act{record.Publish, record.Endorse} {
		for _, e := range slices.Backward(entries) {
			if e.Kind == act && !e.Pending() && e.SpecVersion == version {
				return e.Subject(), nil
			}
		}
	}
	known := endorsedVersions(entries)
	hint := "credctl log " + id + " lists what was decided"
	if near := nearest.Word(version, known); near != "" {
		hint = "did you mean " + near + "?"
	} else if len(known) > 0 {
		hint = "versions are " + andLast(known)
	}
	return record.Subject{}, usagef(hint, "version %q of %s was neither published nor endorsed", version, id)
}

// newestPublished is the highest version that is published and not withdrawn; if all
// are withdrawn, the highest.
func newestPublished(id string, releases []standing.Release, endorsed []string) (record.Subject, error) {
	if len(releases) == 0 {
		hint := "there is nothing to withdraw"
		if len(endorsed) > 0 {
			hint = "to withdraw an endorsement, name the version: --version " + endorsed[len(endorsed)-1]
		}
		return record.Subject{}, usagef(hint, "no version of %s was published", id)
	}
	return standing.Newest(releases).Text, nil
}

// endorsedVersions lists the versions that were endorsed, each once.
func endorsedVersions(entries []*chain.Entry) []string {
	var versions []string
	for _, e := range entries {
		if e.Kind == record.Endorse && !e.Pending() && !slices.Contains(versions, e.SpecVersion) {
			versions = append(versions, e.SpecVersion)
		}
	}
	return versions
}

// nothingDecided says that the register has no entry on a specification.
func (o *office) nothingDecided(id string) error {
	var ids []string
	for _, e := range o.book.Register {
		ids = append(ids, e.SpecID)
	}
	hint := "credctl status lists where every specification stands"
	if near := nearest.Word(id, slices.Compact(slices.Sorted(slices.Values(ids)))); near != "" && near != id {
		hint = "did you mean " + near + "?"
	}
	return usagef(hint, "the register has no entry on %q", id)
}
