package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// sheet is the page of a status: of one specification, or of several.
func (s *Status) sheet() sheet {
	page := sheet{Version: s.Version, Foot: statusNote}
	if s.Detail && len(s.Specs) == 1 {
		one := &s.Specs[0]
		page.Title, page.Lead, page.Intro = headline(one), stateWords[one.State], append(s.intro(one), s.place())
		page.Sections = append(s.brokenSection(), s.parts(one)...)
	} else {
		page.Title = fmt.Sprintf("%s at %s", s.shown(), s.Ref)
		page.Intro = []string{s.place()}
		page.Sections = s.brokenSection()
		switch {
		case s.Detail:
			for i := range s.Specs {
				one := &s.Specs[i]
				page.Sections = append(page.Sections, sheetSection{Heading: headline(one), Lead: stateWords[one.State], Text: s.intro(one)})
				for _, part := range s.parts(one) {
					part.Below = true
					page.Sections = append(page.Sections, part)
				}
			}
		case len(s.Specs) > 0:
			page.Sections = append(page.Sections, s.overview())
		}
	}
	page.Sections = append(page.Sections, s.rest()...)
	return page
}

// shown says how many specifications are shown, and of how many.
func (s *Status) shown() string {
	if len(s.States) == 0 {
		return plural(len(s.Specs), "specification")
	}
	return fmt.Sprintf("%d of %s, %s,", len(s.Specs), plural(s.All, "specification"), strings.Join(s.States, " or "))
}

func headline(one *SpecStatus) string {
	if one.Unread != "" {
		return one.ID + ": not known"
	}
	return fmt.Sprintf("%s %s: %s", one.ID, one.Version, one.State)
}

// place says what was read.
func (s *Status) place() string {
	read := fmt.Sprintf("Read from the commit `%s` (%s); ", head(s.Commit, 12), s.Ref)
	if s.Serial == 0 {
		read += "no governance is in force"
	} else {
		read += fmt.Sprintf("governance %d is in force", s.Serial)
	}
	if s.Entries == 0 {
		return read + ", and the register has no entry."
	}
	return read + fmt.Sprintf(", and the register ends with entry %d.", s.Entries)
}

func (s *Status) intro(one *SpecStatus) []string {
	if one.Unread != "" {
		return []string{fmt.Sprintf("%s cannot be read, so nothing can be said of it: %s.", one.Path, one.Unread), "What is wrong is said by `" + one.Mend + "`."}
	}
	text := fmt.Sprintf("Judged is the text of %s as it was committed (stage: %s, SHA-256 `%s`).", one.Path, orNone(one.Stage), head(one.Text.SHA256, 16))
	switch one.WorkTree {
	case FileChanged:
		text += " The file here has changes that are not committed, and they are not looked at."
	case FileAbsent:
		text += " The file is not here, only in the commit."
	}
	if one.Title == "" {
		return []string{text}
	}
	return []string{one.Title, text}
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

func (s *Status) brokenSection() []sheetSection {
	if len(s.Broken) == 0 {
		return nil
	}
	out := sheetSection{Heading: "The chain of governance and register does not hold", Text: []string{
		"Nothing behind the break is read, so that what is said below may be out of date or wrong. Compare with a clone that was verified.",
	}}
	if !slices.ContainsFunc(s.Broken, func(b Broken) bool { return !b.Unclear }) {
		out.Heading = "Not everything is in this clone"
		out.Text = []string{"Nothing is known to be wrong, and nothing behind the gap is read, so that what is said below may be out of date."}
	}
	for _, b := range s.Broken {
		item := sheetItem{Text: at(b), Command: "git log -- " + b.Path}
		if b.Unclear {
			item.Command = "git fetch --refetch --no-filter origin"
		}
		out.Items = append(out.Items, item)
	}
	return []sheetSection{out}
}

func at(b Broken) string {
	if b.Path == "" || strings.Contains(b.Message, b.Path) {
		return b.Message
	}
	return b.Path + ": " + b.Message
}

// head is the beginning of a hash.
func head(hash string, most int) string { return hash[:min(len(hash), most)] }

// overview is a row for each specification.
func (s *Status) overview() sheetSection {
	t := &sheetTable{Caption: "Where each specification stands", Head: []string{"Specification", "Version", "State", "Next", "Waits for", "What to type"}, Inline: 3}
	for i := range s.Specs {
		one := &s.Specs[i]
		if one.Unread != "" {
			t.Rows = append(t.Rows, []string{one.ID, "", "not known", "", "the file cannot be read: " + one.Unread, code(one.Mend)})
			continue
		}
		waits, command := s.waits(one)
		t.Rows = append(t.Rows, []string{one.ID, one.Version, string(one.State), one.Next, waits, command})
	}
	return sheetSection{Table: t}
}

func code(command string) string {
	if command == "" || strings.Contains(command, "`") {
		return command
	}
	return "`" + command + "`"
}

// waits says for whom the next step waits, and what clears the first thing in its
// way. That there is no governance is said once for all.
func (s *Status) waits(one *SpecStatus) (who, command string) {
	var first *standing.Blocker
	var owners []string
	more := 0
	for i := range one.Blockers {
		b := &one.Blockers[i]
		switch {
		case b.Reason == standing.WhyNoGovernance && len(one.Blockers) > 1:
		case first == nil:
			first, owners = b, []string{s.who(b.Owner)}
		case b.Reason == first.Reason && b.Command == first.Command:
			if owner := s.who(b.Owner); owner != owners[len(owners)-1] {
				owners = append(owners, owner)
			}
		default:
			more++
		}
	}
	if first == nil {
		return "", ""
	}
	who = allOf(owners) + ": "
	if len(owners) > 1 {
		who += strings.ReplaceAll(string(first.Reason), "-", " ")
	} else {
		who += cut(first.Message, 200)
	}
	if more > 0 {
		who += "; and " + plural(more, "thing") + " besides"
	}
	return who, code(first.Command)
}

// allOf writes words as people do: "a, b and c".
func allOf(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// who names a person, or those who own something together.
func (s *Status) who(id string) string { return personName(s.Names, id) }

func personName(names map[string]string, id string) string {
	switch id {
	case standing.OwnerAuthors:
		return "the authors"
	case standing.OwnerOfficers:
		return "the officers"
	case standing.OwnerStaff:
		return "staff"
	}
	if name := names[id]; name != "" {
		return name + " (" + id + ")"
	}
	return id
}

func (s *Status) whoAll(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = s.who(id)
	}
	return allOf(out)
}

// rest is what is said of the repository as a whole.
func (s *Status) rest() []sheetSection {
	var all []sheetSection
	if p := s.Pending; p != nil {
		signed := "nobody has signed it"
		if len(p.Signers) > 0 {
			signed = s.whoAll(p.Signers) + " signed it"
		}
		all = append(all, sheetSection{Heading: "An entry of the register waits for signatures", Items: []sheetItem{{
			Text: fmt.Sprintf("entry %d (%s %s %s) lacks %s; %s, and nothing can follow it before", p.Seq, p.Kind, p.Spec, p.Version,
				plural(p.Missing, "signature"), signed),
			Command: "credctl sign",
		}}})
	}
	if len(s.Warnings) > 0 {
		out := sheetSection{Heading: "Governance"}
		waits := slices.ContainsFunc(s.Warnings, func(w standing.Warning) bool { return w.Reason == standing.WhyGovernanceWaits })
		for _, w := range s.Warnings {
			if waits && w.Reason == standing.WhyNoGovernance {
				continue // the one before says why
			}
			item := sheetItem{Text: s.who(w.Owner) + ": " + w.Message, Command: w.Command}
			if w.Reason == standing.WhyNoGovernance {
				item.Text = "nobody is known who may review or decide: no version of governance is in force; the officers begin it"
			}
			if len(w.People) > 0 {
				item.More = []string{"it rests on " + s.whoAll(w.People)}
			}
			out.Items = append(out.Items, item)
		}
		all = append(all, out)
	}
	if len(s.Notices) > 0 {
		out := sheetSection{Heading: "To know besides"}
		for _, n := range s.Notices {
			out.Items = append(out.Items, sheetItem{Text: n})
		}
		all = append(all, out)
	}
	return all
}

// reviewerOf names what somebody reviews as.
func reviewerOf(role record.Role) string {
	if role == "" {
		return "reviewer"
	}
	if role == record.Staff {
		return "member of staff"
	}
	return string(role) + " reviewer"
}
