package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// parts is everything that is known of one specification, what is to be done first.
func (s *Status) parts(one *SpecStatus) []sheetSection {
	if one.Unread != "" {
		return nil
	}
	all := []sheetSection{s.blockers(one)}
	for _, part := range []func(*SpecStatus) (sheetSection, bool){s.needs, s.round, s.criteria, s.stale, s.gateway, s.published, s.branches} {
		if section, any := part(one); any {
			all = append(all, section)
		}
	}
	return all
}

func (s *Status) blockers(one *SpecStatus) sheetSection {
	out := sheetSection{Heading: "What is left to do"}
	if one.Next != "" {
		out.Heading = "Next: " + one.Next
	}
	if len(one.Blockers) == 0 {
		out.Text = []string{"Nothing stands in the way, and nothing waits for anybody."}
		if one.Next == "" {
			out.Text = []string{"Nothing is left to do for this text."}
		}
	}
	for _, b := range one.Blockers {
		text := s.who(b.Owner) + ": " + b.Message
		if b.Unclear {
			text += " (it is not known to be wrong: something was not fetched)"
		}
		out.Items = append(out.Items, sheetItem{Text: text, Command: b.Command})
	}
	return out
}

// needs says how many are missing, and beside it the rule that is applied.
func (s *Status) needs(one *SpecStatus) (sheetSection, bool) {
	out := sheetSection{Heading: "Who is needed, and the rule"}
	for _, n := range one.Needs {
		item := sheetItem{Text: "needs " + plural(n.Count, "more "+reviewerOf(n.Role))}
		if n.Role == record.Staff {
			item.Text = "needs " + pluralOf(n.Count, "more member of staff", "more members of staff") + " to sign"
		}
		if len(n.Asked) > 0 {
			item.More = append(item.More, "asked, and not yet counted: "+s.whoAll(n.Asked))
		}
		if len(n.Eligible) > 0 {
			item.More = append(item.More, "could do it besides: "+s.whoAll(n.Eligible))
		}
		if len(n.Asked)+len(n.Eligible) == 0 {
			item.More = append(item.More, "nobody in governance could")
		}
		out.Items = append(out.Items, item)
	}
	if one.Policy != "" {
		out.Text = []string{"The rule: " + one.Policy + "."}
	}
	return out, len(out.Items)+len(out.Text) > 0
}

// round says who was asked, and what became of it.
func (s *Status) round(one *SpecStatus) (sheetSection, bool) {
	r := one.Round
	if r == nil {
		return sheetSection{}, false
	}
	kind := "for endorsement"
	if r.Kind == record.Gateway {
		kind = "at the gateway"
	}
	out := sheetSection{Heading: fmt.Sprintf("Round %d %s", r.N, kind), Text: []string{
		fmt.Sprintf("Opened by entry %d of the register (%s).", r.Opened, r.Path),
	}}
	if len(r.Authors) > 0 {
		out.Text[0] += " Its authors are " + s.whoAll(r.Authors) + "."
	}
	if r.RespondBy != "" {
		passed := "."
		if s.overdue(one) {
			passed = "; that day has passed (nothing follows from it)."
		}
		out.Text = append(out.Text, "An answer was asked for by "+r.RespondBy+passed)
	}
	t := &sheetTable{Caption: "Who was asked, and what they filed", Head: []string{"Person", "Reviews as", "Answer", "Besides"}, Inline: 3}
	for i := range one.Reviewers {
		t.Rows = append(t.Rows, s.reviewer(&one.Reviewers[i], r.N))
	}
	if len(t.Rows) > 0 {
		out.Table = t
	}
	return out, true
}

func (s *Status) reviewer(r *standing.ReviewerState, round int) []string {
	as := strings.Join(roleWords(r.Roles), " and ")
	if r.Counted != "" {
		as = string(r.Counted)
	}
	answer := "nothing filed"
	switch {
	case r.Filed && r.Overall != "":
		answer = "filed: " + string(r.Overall)
	case r.Filed:
		answer = "filed, and cannot be read"
	}
	var more []string
	if r.Released != "" {
		more = append(more, "released, so the answer is not counted; the reason: "+r.Released)
	} else if r.Filed && !r.Counts {
		more = append(more, "not counted: "+r.Why)
	}
	if r.Carried {
		more = append(more, "started from answers on an earlier text")
	}
	if r.Round > 0 && r.Round < round {
		more = append(more, fmt.Sprintf("first asked in round %d", r.Round))
	}
	return []string{s.who(r.Person), orNone(as), answer, strings.Join(more, "; ")}
}

// criteria says what was answered of each criterion. Whether one is met is not
// said: that is for people.
func (s *Status) criteria(one *SpecStatus) (sheetSection, bool) {
	t := &sheetTable{Caption: "What was answered of each criterion", Head: []string{"Criterion", "Answers", "Named", "Open with", "Answered otherwise"}, Inline: 2}
	for i := range one.Criteria {
		c := &one.Criteria[i]
		var other []string
		for _, said := range c.Other {
			text := s.who(said.Person) + ": " + string(said.Outcome)
			if said.Note != "" {
				text += " (" + cut(said.Note, 300) + ")"
			}
			other = append(other, text)
		}
		t.Rows = append(t.Rows, []string{c.Pack + " " + c.ID, c.String(), c.Title, s.whoAll(c.Open), strings.Join(other, "; ")})
	}
	return sheetSection{Heading: "The criteria", Table: t}, len(t.Rows) > 0
}

// stale says which records the change of the text has left behind, text by text.
func (s *Status) stale(one *SpecStatus) (sheetSection, bool) {
	out := sheetSection{Heading: "Records that no longer apply, because the text changed"}
	for i := 0; i < len(one.Stale); {
		r, who := one.Stale[i], []string{}
		for ; i < len(one.Stale) && one.Stale[i].Text == r.Text; i++ {
			who = append(who, s.who(one.Stale[i].Person)+": "+answered(one.Stale[i].Overall))
		}
		item := sheetItem{Text: fmt.Sprintf("on %s %s (SHA-256 `%s`): %s", r.Text.ID, r.Text.Version, head(r.Text.SHA256, 16), strings.Join(who, ", "))}
		switch {
		case !r.Known && s.Detail:
			item.More = []string{"what changed since is not known here: the earlier text was not found in the history of this clone"}
		case r.Known && len(r.Parts) == 0:
			item.More = []string{"changed since: nothing but layout or remarks"}
		case r.Known:
			item.More = []string{"changed since: " + partNames(r.Parts)}
		}
		if len(r.Bears) > 0 {
			item.More = append(item.More, "that bears on the criteria "+strings.Join(r.Bears, ", "))
		}
		out.Items = append(out.Items, item)
	}
	return out, len(out.Items) > 0
}

func answered(o record.Overall) string {
	if o == "" {
		return "cannot be read"
	}
	return string(o)
}

func partNames(parts []standing.Part) string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.Name()
		if p.How != standing.Rewritten {
			names[i] += " (" + string(p.How) + ")"
		}
	}
	return strings.Join(names, ", ")
}

func (s *Status) gateway(one *SpecStatus) (sheetSection, bool) {
	a := one.Accepted
	if a == nil {
		return sheetSection{}, false
	}
	since := map[standing.Change]string{
		standing.ChangeNone: "the proposal is the same since", standing.ChangeSome: "the proposal has changed since",
		standing.ChangeUnknown: "whether the proposal has changed since is not known here",
	}
	return sheetSection{Heading: "Gateway", Text: []string{
		fmt.Sprintf("Accepted by entry %d of the register, on version %s; %s.", a.Seq, a.Text.Version, since[a.Proposal]),
	}}, true
}

func (s *Status) published(one *SpecStatus) (sheetSection, bool) {
	out := sheetSection{Heading: "Published versions"}
	for _, r := range slices.Backward(one.Published) {
		text := fmt.Sprintf("version %s, by entry %d of the register", r.Version, r.Seq)
		switch {
		case r.Withdrawn > 0:
			text += fmt.Sprintf("; withdrawn by entry %d", r.Withdrawn)
		case r.Superseded:
			text += "; superseded by a higher version"
		}
		out.Items = append(out.Items, sheetItem{Text: text, Command: "credctl verify " + record.TagName(one.ID, r.Version)})
	}
	return out, len(out.Items) > 0
}

// branches says what was recorded on this text and is not taken in, as far as the
// names of branches tell.
func (s *Status) branches(one *SpecStatus) (sheetSection, bool) {
	out := sheetSection{Heading: "On branches, and not taken in"}
	for _, b := range one.Branches {
		out.Items = append(out.Items, sheetItem{Text: "`" + b + "` is about this text and is not part of what was read"})
	}
	return out, len(out.Items) > 0
}
