package validate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
)

// The R codes that only show when several files, or their names, are seen.
const (
	CodeFileName = "R020" // id and file name differ
	CodeSharedID = "R021" // two specifications have one id
	CodeStray    = "R022" // not a specification, but among them
)

// Stray is a file that lies among the specifications and is none.
type Stray struct {
	File   string
	Reason string // why it is none, in words: `its name does not end in ".yaml"`
	Help   string
}

// shared says that the file's id stands in other files as well; those of users
// must be sorted.
func (c *checkedFile) shared(users map[string][]string) finding.List {
	files := users[c.Verdict.ID]
	if _, counts := slices.BinarySearch(files, c.Verdict.File); c.ID.File == "" || len(files) < 2 || !counts {
		return nil
	}
	f := c.ID
	f.Code = CodeSharedID
	f.Message = fmt.Sprintf("`id` is %q, which is also the id of %s", c.Verdict.ID, fewOf(files, c.Verdict.File))
	f.Help = "every specification has an id of its own; choose another for one of them"
	f.Fingerprint = fingerprint(f.Code, c.Verdict.ID)
	return finding.List{f}
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
	}
}
