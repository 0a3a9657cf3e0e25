package workbook

import (
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/diff"
)

// revisit lists what a later version changed.
func (c *checking) revisit(changes *diff.Comparison) {
	before, after := named(c.made.Rows), named(c.later.Rows)
	why := c.reasons(changes)
	for _, row := range c.made.Rows {
		name := row.Name()
		reasons := why[name]
		if !after[name] && len(reasons) == 0 {
			reasons = []string{"it is gone" + c.instead(row.Element.ID)}
		}
		if len(reasons) > 0 {
			c.result.Revisit = append(c.result.Revisit, Entry{Element: name, Place: c.place(name), Text: row.Text, Why: reasons})
		}
	}
	renamed := map[string]bool{}
	for _, change := range changes.Changes {
		if change.What == diff.Renamed {
			renamed[Named(change.Kind, change.ID)] = true
		}
	}
	for _, row := range c.later.Rows {
		name := row.Name()
		covered := slices.ContainsFunc(c.rows[name], func(r *FilledRow) bool { return says(r.Module) })
		if !before[name] && !renamed[name] && !covered {
			c.result.Added = append(c.result.Added, Entry{Element: name, Place: c.place(name), Text: row.Text})
		}
	}
}

func named(rows []Row) map[string]bool {
	names := map[string]bool{}
	for _, row := range rows {
		names[row.Name()] = true
	}
	return names
}

func (c *checking) place(name string) string {
	if rows := c.rows[name]; len(rows) > 0 {
		return rows[0].Place
	}
	return ""
}

// reasons are what changed about each element of the earlier version, by its name there.
func (c *checking) reasons(changes *diff.Comparison) map[string][]string {
	why := map[string][]string{}
	add := func(name, reason string) {
		if !slices.Contains(why[name], reason) {
			why[name] = append(why[name], reason)
		}
	}
	before := map[string]string{} // names in the earlier version, of what was renamed
	for _, change := range changes.Changes {
		if change.What == diff.Renamed {
			before[Named(change.Kind, change.ID)] = Named(change.Kind, change.Was)
		}
	}
	earlier := func(name string) string {
		if was := before[name]; was != "" {
			return was
		}
		return name
	}
	for _, change := range changes.Changes {
		name := Named(change.Kind, change.ID)
		switch {
		case change.What == diff.Renamed:
			add(earlier(name), "it is now called "+name)
		case change.What == diff.Removed && change.Field == "":
			add(name, "it is gone"+c.instead(change.ID))
		case change.What == diff.Added && change.Field == "":
		case change.Kind != "":
			add(earlier(name), happened(change))
		}
	}
	for _, change := range changes.Changes { // what happened to others comes last
		for _, touch := range change.Touches {
			if touch.Kind != change.Kind || touch.ID != change.ID {
				add(earlier(touch.String()), befell(change)+", which bears on it")
			}
		}
	}
	return why
}

// befell says what happened to something else.
func befell(c diff.Change) string {
	if c.What == diff.Renamed && c.Was != "" {
		return fmt.Sprintf("%s was renamed to %s", Named(c.Kind, c.Was), c.ID)
	}
	return fmt.Sprintf("%s was %s", c.Name, c.What)
}

// happened is what happened to an element or a field of it, in words.
func happened(c diff.Change) string {
	what := string(c.What)
	if c.Field != "" {
		what = strings.NewReplacer("_", " ", ".", ", ").Replace(c.Field) + " " + what
	}
	switch c.What {
	case diff.Added:
		what += ": " + c.After
	case diff.Removed:
		what += ": " + c.Before
	}
	return fmt.Sprintf("%s (%s)", what, c.Class)
}

// instead says what took the place of an id that was retired.
func (c *checking) instead(id string) string {
	for _, r := range c.later.Spec.Retired {
		if r.ID != id || len(r.ReplacedBy) == 0 {
			continue
		}
		var ids []string
		for _, ref := range r.ReplacedBy {
			ids = append(ids, ref.ID)
		}
		return ", replaced by " + strings.Join(ids, ", ")
	}
	return ""
}
