package report

import (
	"maps"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/validate"
)

// fileReport is what there is to say of one file.
type fileReport struct {
	file       string
	verdict    *validate.Verdict // nil: it is no specification, or it could not be read
	found      finding.List
	suppressed []validate.Suppressed
	counts     counts
	blocking   int
}

// files returns what there is to say of each file: the specifications in the
// order in which they were checked, then whatever else has findings, by name.
func (r Report) files() []fileReport {
	byFile := map[string]*fileReport{}
	var all []*fileReport
	at := func(file string) *fileReport {
		if byFile[file] == nil {
			byFile[file] = &fileReport{file: file}
		}
		return byFile[file]
	}
	for i := range r.Result.Verdicts {
		f := at(r.Result.Verdicts[i].File)
		f.verdict = &r.Result.Verdicts[i]
		all = append(all, f)
	}
	for _, f := range r.Result.Findings {
		of := at(f.File)
		of.found = append(of.found, f)
		of.counts.add(f.Severity)
		if r.blocks(f) {
			of.blocking++
		}
	}
	for _, s := range r.Result.Suppressed {
		of := at(s.Finding.File)
		of.suppressed = append(of.suppressed, s)
	}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		if byFile[file].verdict == nil {
			all = append(all, byFile[file])
		}
	}
	out := make([]fileReport, 0, len(all))
	for _, f := range all {
		out = append(out, *f)
	}
	return out
}

// title is what a file is called above its findings: the specification's id and
// stage, or the file's name where it has none. It is printable.
func (f fileReport) title() string {
	if f.verdict == nil {
		return Printable(f.file)
	}
	return strings.TrimSuffix(label(f.verdict), ":")
}

// worstFirst returns the findings with those that matter most in front: what was
// not there before, then what weighs most, then in the one order of findings.
func (r Report) worstFirst() finding.List {
	sorted := slices.Clone(r.Result.Findings)
	slices.SortStableFunc(sorted, func(f, g finding.Finding) int {
		if f.Known != g.Known {
			if f.Known {
				return 1
			}
			return -1
		}
		return int(g.Severity) - int(f.Severity)
	})
	return sorted
}

// verdictLine says in one sentence whether anything blocks, and that not
// everything is known where it is not.
func (r Report) verdictLine() string {
	said := r.blockingWords()
	if n := len(r.Unchecked); n > 0 {
		said += "; " + plural(n, "path") + " could not be checked"
	}
	return said
}

// blockingWords says whether anything blocks.
func (r Report) blockingWords() string {
	switch n := r.Blocking(); n {
	case 0:
		return "nothing blocks"
	case 1:
		return "1 finding blocks (" + r.threshold() + ")"
	default:
		return plural(n, "finding") + " block (" + r.threshold() + ")"
	}
}

// threshold says which findings block.
func (r Report) threshold() string {
	words := "at or above " + r.failOn().String()
	if r.FailOnNew && r.compared() {
		words = "introduced, " + words
	}
	return words
}

// pagesByCode are the pages that explain the codes of this report.
func (r Report) pagesByCode() map[string]finding.Page {
	pages := make(map[string]finding.Page, len(r.Pages))
	for _, p := range r.Pages {
		pages[p.Code] = p
	}
	return pages
}

// codes are the codes that found something or would have, sorted.
func (r Report) codes() []string {
	met := map[string]bool{}
	for _, f := range r.Result.Findings {
		met[f.Code] = true
	}
	for _, s := range r.Result.Suppressed {
		met[s.Finding.Code] = true
	}
	delete(met, "")
	return slices.Sorted(maps.Keys(met))
}

// short is printable text of at most so many characters; what is cut off leaves
// an ellipsis. A text of a file may be as long as the file.
func short(s string, most int) string {
	bounded := s[:min(len(s), 4*most)] // a character has four bytes at most
	if len(bounded) < len(s) {
		return cut(Printable(bounded)+" ", most) // the space is cut off, and with it half a character
	}
	return cut(Printable(s), most)
}

// cut is text of at most so many characters, with an ellipsis behind it if there
// were more.
func cut(s string, most int) string {
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + ellipsis
		}
		n++
	}
	return s
}

// proseLines is prose of several lines, each of them printable and none a command
// to a build server.
func proseLines(text string) string {
	return strings.Join(shortAll(strings.Split(strings.TrimSpace(text), "\n")), "\n")
}

// phrase is a part of a message: words, or a name from a file that stands between
// backticks.
type phrase struct {
	Text string
	Code bool
}

// phrases takes a message apart at its backticks, where they come in pairs.
func phrases(message string) []phrase {
	if message == "" {
		return nil
	}
	parts := strings.Split(message, "`")
	if len(parts)%2 == 0 {
		return []phrase{{Text: message}}
	}
	var all []phrase
	for i, part := range parts {
		if part != "" {
			all = append(all, phrase{Text: part, Code: i%2 == 1})
		}
	}
	return all
}
