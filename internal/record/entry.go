package record

import (
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// ParseEntry reads an entry of the register. The value is nil if anything was
// found. Which keys there are depends on what the entry decides.
func ParseEntry(file string, data []byte) (*Entry, finding.List) {
	return read(file, data, (*reader).entry, (*reader).entryRules)
}

func (r *reader) entry(v yamldoc.Value, e *Entry) {
	r.Map(v, entryFields(Act(v.Get("kind").Text())), func(key string, v yamldoc.Value) {
		switch key {
		case "record":
			r.form(v, EntryForm)
		case "seq":
			e.Seq = r.number(v)
		case "previous":
			e.Previous = r.hash(v)
		case "kind":
			e.Kind = Act(r.OneOf(v, actWords))
		case "spec":
			r.entrySpec(v, e)
		case "governance":
			e.Governance = r.governanceRef(v)
		case keyRound:
			e.RoundSHA256 = r.hash(v)
		case keyRecords:
			e.Records = list(r, v, r.listed)
		case keyEndorsement:
			e.Endorsement = r.number(v)
		case keyReason:
			e.Reason = r.Text(v)
		}
	})
}

func (r *reader) entrySpec(v yamldoc.Value, e *Entry) {
	r.Map(v, entrySpecFields, func(key string, v yamldoc.Value) {
		switch key {
		case "id":
			e.SpecID = r.id(v)
		case "version":
			e.SpecVersion = r.Shaped(v, &release)
		case "path":
			e.SpecPath = r.Shaped(v, &line)
		case "sha256":
			e.SpecSHA256 = r.hash(v)
		}
	})
}

func (r *reader) listed(v yamldoc.Value) (l Listed) {
	r.Map(v, listedFields, func(key string, v yamldoc.Value) {
		switch key {
		case "path":
			l.Path = r.Shaped(v, &line)
		case "sha256":
			l.SHA256 = r.hash(v)
		}
	})
	return l
}

func (r *reader) entryRules(v yamldoc.Value, e *Entry) {
	if previous := v.Get("previous"); (e.Seq == 1) != (e.Previous == NoEntry) {
		want := "the SHA-256 of the entry before, since seq is not 1"
		if e.Seq == 1 {
			want = "sixty-four zeros, since seq is 1"
		}
		r.wrong(previous, want, "the first entry has none before it; every other names the bytes of the one before")
	}
	if want := SpecPath(e.SpecID); e.SpecPath != want {
		r.wrong(v.Get("spec").Get("path"), want, "a specification lies under its own id")
	}
	if e.Kind == Publish && e.Endorsement >= e.Seq {
		r.wrong(v.Get(keyEndorsement), "the number of an earlier entry", "it is the seq of the entry that endorses this text")
	}
	folder, last := e.Subject().ReviewsFolder()+"/", ""
	for _, item := range v.Get(keyRecords).Items() {
		path := item.Get("path")
		person, below := strings.CutPrefix(path.Text(), folder)
		person, named := strings.CutSuffix(person, ".yaml")
		switch {
		case !below || !named || !ValidID(person):
			r.wrong(path, folder+"PERSON.yaml", "only records on the text of the entry are listed")
		case path.Text() == last:
			r.again(path, "which the list already has, want each once", "leave one of the two out")
		case path.Text() < last:
			r.wrong(path, "a path that comes behind the one before it", "sort the list by path, so that there is one way to write it")
		}
		last = path.Text()
	}
}
