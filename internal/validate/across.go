package validate

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/nearest"
)

// The R codes that only show when several files, or their names, are seen.
const (
	CodeFileName = "R020" // id and file name differ
	CodeSharedID = "R021" // two specifications have one id
	CodeStray    = "R022" // not a specification, but among them
	CodeNoSuch   = "R023" // another specification is named that is not here
)

// Stray is a file that lies among the specifications and is none.
type Stray struct {
	File   string
	Reason string // why it is none, in words: `its name does not end in ".yaml"`
	Help   string
}

// inventory is which ids the specifications of a repository have.
type inventory struct {
	first   map[string]string   // a file of each id
	shared  map[string][]string // all files of each id that has several, in order
	stems   map[string]bool     // names, without .yaml, of the files whose id cannot be told
	advised int                 // how often the ids were searched for one that was meant
	ids     []string            // the keys of first in order, once they were needed
}

// newInventory is for about so many files.
func newInventory(files int) *inventory {
	return &inventory{first: make(map[string]string, files), shared: map[string][]string{}, stems: map[string]bool{}}
}

func (v *inventory) add(file, id string) {
	if id == "" {
		v.stems[strings.TrimSuffix(path.Base(file), ".yaml")] = true
		return
	}
	first, met := v.first[id]
	switch {
	case !met:
		v.first[id] = file
	case v.shared[id] == nil:
		v.shared[id] = []string{first, file}
	default:
		v.shared[id] = append(v.shared[id], file)
	}
}

func (v *inventory) sort() {
	for _, files := range v.shared {
		slices.Sort(files)
	}
}

// has reports whether there is a specification of an id, as far as can be told.
func (v *inventory) has(id string) bool { return v.first[id] != "" || v.stems[id] }

// meant returns the id that somebody probably meant, or "". The search costs the
// number of ids, so that only so many mistakes of a run are helped with.
func (v *inventory) meant(id string) string {
	const most = 50
	if v.advised++; v.advised > most {
		return ""
	}
	if v.ids == nil {
		v.ids = slices.Sorted(maps.Keys(v.first))
	}
	return nearest.Word(id, v.ids)
}

// dangling says which specifications the file names that are not here.
func (c *checkedFile) dangling(here *inventory) finding.List {
	var found finding.List
	for _, r := range c.Refers {
		if here.has(r.ID) {
			continue
		}
		f := r.At
		f.Code = CodeNoSuch
		f.Message = fmt.Sprintf("`specification` is %q, and no specification here has that id", r.ID)
		f.Help = "take the reference out, or put the specification that it names into specs/"
		if near := here.meant(r.ID); near != "" {
			f.Help = fmt.Sprintf("did you mean %q?", near)
		}
		f.Fingerprint = fingerprint(f.Code, r.ID)
		found = append(found, f)
	}
	return found
}

// shared says that the file's id stands in other files as well.
func (c *checkedFile) shared(here *inventory) finding.List {
	files := here.shared[c.Verdict.ID]
	if _, counts := slices.BinarySearch(files, c.Verdict.File); c.ID == (Place{}) || !counts {
		return nil
	}
	f := c.atID()
	f.Code = CodeSharedID
	f.Message = fmt.Sprintf("`id` is %q, which is also the id of %s", c.Verdict.ID, fewOf(files, c.Verdict.File))
	f.Help = "every specification has an id of its own; choose another for one of them"
	f.Fingerprint = fingerprint(f.Code, c.Verdict.ID)
	return finding.List{f}
}

// atID is a finding at the file's id, without code and words.
func (m *Memo) atID() finding.Finding {
	return finding.Finding{File: m.Verdict.File, Pos: m.ID.Pos, End: m.ID.End, Pointer: "/id", Severity: finding.Error}
}

// fewOf names the files except one, three at most: a hundred copies of one file
// would otherwise each name the ninety-nine others. files must be sorted.
func fewOf(files []string, except string) string {
	const most = 3
	var named []string
	for _, file := range files {
		if file != except && len(named) < most {
			named = append(named, file)
		}
	}
	if more := len(files) - 1 - len(named); more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(named, ", "), more)
	}
	return strings.Join(named, ", ")
}

func strayFindings(strays []Stray) finding.List {
	var found finding.List
	for _, s := range strays {
		found = append(found, finding.Finding{
			File: s.File, Code: CodeStray, Severity: finding.Error,
			Message: "this is not a specification, but lies in specs/: " + s.Reason,
			Help:    s.Help, Fingerprint: fingerprint(CodeStray, s.File),
		})
	}
	return found
}

// Pages are the pages of the codes of this package, in code order.
func Pages() []finding.Page { return slices.Concat(ignorePages(), acrossPages()) }

// acrossPages are the pages of the codes that only show across files.
func acrossPages() []finding.Page {
	return []finding.Page{
		{
			Code:  CodeYardstick,
			Title: "What specifications are judged by changes",
			Why:   "A change that also alters the criteria, the frameworks or the settings could make its own mistakes go unnoticed. So it is judged by what was in force before, and by what it brings.",
			Help:  "Nothing, if the change is meant: let those agree who look after the criteria. Otherwise take it out, or propose it by itself.",
		},
		{
			Code:  CodeFileName,
			Title: "The id and the file name differ",
			Why:   "People and records find a specification by its file name, programs by its id. When the two differ, one of them leads to the wrong place.",
			Help:  "Rename the file to the id followed by .yaml, or correct the id. An id that was ever published stays; then rename the file.",
		},
		{
			Code:  CodeSharedID,
			Title: "Two specifications have the same id",
			Why:   "Reviews, decisions and releases name a specification by its id alone. If two texts share it, nobody can tell which one was judged.",
			Help:  "Give one of the two another id. If one is a copy that was left behind by mistake, delete the copy.",
		},
		{
			Code:  CodeStray,
			Title: "A file in specs/ is not a specification",
			Why:   "Whatever lies in specs/ looks as if it had been checked. A file that is passed over there, because of its name or its place, gives false comfort.",
			Help:  "Give a specification the ending .yaml and put it directly into specs/. Keep other files elsewhere.",
		},
		{
			Code:  CodeNoSuch,
			Title: "Another specification is named that is not here",
			Why:   "Whoever follows the reference finds nothing. As a rule the other specification was deleted, or has another id.",
			Help:  "Correct the id in `related`, take the reference out, or bring the other specification back.",
		},
	}
}
