package standing

import (
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
)

// distinct returns the words of a list, each once, in order.
func distinct(list []string) []string {
	seen := make(map[string]bool, len(list))
	var once []string
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			once = append(once, s)
		}
	}
	return once
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// listed writes words as people do: "a", "a and b", "a, b and c".
func listed(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// counted writes a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// near names the known person who was probably meant.
func (j *judge) near(person string) string {
	ids := make([]string, len(j.c.Governance.People))
	for i := range ids {
		ids[i] = j.c.Governance.People[i].ID
	}
	if meant := nearest.Word(person, ids); meant != "" {
		return fmt.Sprintf("; did you mean %s?", meant)
	}
	return ""
}

// packNames names packs; of one that has the same name and other bytes in the
// other list, the bytes as well.
func packNames(packs, others []record.PackRef) string {
	names := make([]string, len(packs))
	for i, p := range packs {
		names[i] = p.Ref()
		for _, o := range others {
			if o.Ref() == p.Ref() && o.SHA256 != p.SHA256 {
				names[i] += " with other contents"
			}
		}
	}
	if len(names) == 0 {
		return "no pack"
	}
	return listed(names)
}

// policyWords is the rule that is applied, as it is printed beside a decision.
func policyWords(act record.Act, kind record.Kind, p record.Policy, signers int) string {
	signed := counted(signers, "member of staff signs", "different members of staff sign")
	switch act {
	case record.Decline, record.Withdraw:
		return signed
	}
	var roles []string
	for _, r := range p.OfRole {
		if r.Count > 0 {
			roles = append(roles, fmt.Sprintf("%d %s", r.Count, r.Role))
		}
	}
	people := "at least " + counted(p.Reviewers, "reviewer", "different reviewers")
	if len(roles) > 0 {
		people += ", among them " + listed(roles)
	}
	independent := "nobody who is an author, shares an organisation with one or declares a conflict; nobody dropped without a reason"
	if act == record.Open {
		return people + " are asked; " + independent + "; " + signed
	}
	return people + "; a favourable record on exactly this text from everybody whom the last round for " + forWhat(kind) +
		" asks; " + independent + "; nobody both reviews and signs the decision; " + signed
}
