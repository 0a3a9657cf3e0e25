package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
)

// changesInWords says what a version of governance changes, a line each; none if
// it changes nothing. Of the first version, before is nil, it says what it holds.
func changesInWords(before, after *record.Governance) []string {
	if before == nil {
		before = &record.Governance{}
	}
	changes := peopleChanges(before, after)
	if before.OfficerThreshold != after.OfficerThreshold {
		changes = append(changes, number("officers who sign a change of governance", before.OfficerThreshold, after.OfficerThreshold))
	}
	changes = append(changes, packChanges("endorsement round", before.Packs, after.Packs)...)
	changes = append(changes, packChanges("gateway round", before.GatewayPacks, after.GatewayPacks)...)
	changes = append(changes, policyChanges("for endorsement", before.Policy, after.Policy)...)
	changes = append(changes, policyChanges("at the gateway", before.GatewayPolicy, after.GatewayPolicy)...)
	if was, is := before.Policy.Endorsers, after.Policy.Endorsers; was != is {
		changes = append(changes, number("staff who sign a decision", was, is))
	}
	if was, is := before.Policy.Openers, after.Policy.Openers; was != is {
		changes = append(changes, number("staff who sign the opening of a round", was, is))
	}
	return changes
}

// number says how many of something there are to be, and were.
func number(what string, before, after int) string {
	if before == 0 {
		return fmt.Sprintf("%s: %d", what, after)
	}
	return fmt.Sprintf("%s: %d, up to now %d", what, after, before)
}

func peopleChanges(before, after *record.Governance) (changes []string) {
	for _, p := range after.People {
		if old, known := before.Person(p.ID); known {
			changes = append(changes, personChanges(old, p)...)
			continue
		}
		line := fmt.Sprintf("%s is taken in: %s, %s; %s", calledBy(p), ofWhat(p.Roles), ofOrganisations(p.Organisations), ofKeys(p.Keys))
		changes = append(changes, line)
	}
	for _, p := range before.People {
		if _, stays := after.Person(p.ID); !stays {
			changes = append(changes, fmt.Sprintf("%s is no longer listed: up to now %s, %s", calledBy(p), ofWhat(p.Roles), ofKeys(p.Keys)))
		}
	}
	return changes
}

func personChanges(old, now record.Person) (changes []string) {
	say := func(format string, args ...any) {
		changes = append(changes, now.ID+": "+fmt.Sprintf(format, args...))
	}
	if old.Name != now.Name {
		say("the name is %s, up to now %s", now.Name, old.Name)
	}
	if !sameSet(old.Roles, now.Roles) {
		say("%s, up to now %s", ofWhat(now.Roles), ofWhat(old.Roles))
	}
	if !sameSet(old.Organisations, now.Organisations) {
		say("%s, up to now %s", ofOrganisations(now.Organisations), ofOrganisations(old.Organisations))
	}
	for _, k := range now.Keys {
		i := slices.IndexFunc(old.Keys, func(o record.Key) bool { return o.Key == k.Key })
		switch {
		case i < 0 && k.Status == record.Active:
			say("the key %s is added", fingerprint(k.Key))
		case i < 0:
			say("the key %s is added, as %s", fingerprint(k.Key), k.Status)
		case old.Keys[i].Status != k.Status:
			say("the key %s is %s, up to now %s%s", fingerprint(k.Key), k.Status, old.Keys[i].Status, whatFollows(old.Keys[i].Status, k.Status))
		}
	}
	for _, k := range old.Keys {
		if !slices.ContainsFunc(now.Keys, func(n record.Key) bool { return n.Key == k.Key }) {
			say("the key %s is no longer listed; retired keys may stay, and say more", fingerprint(k.Key))
		}
	}
	return changes
}

// whatFollows says what a change of a key's status means.
func whatFollows(was, is record.KeyStatus) string {
	switch {
	case is == record.Compromised:
		return "; nothing that it ever signed counts any more"
	case was == record.Compromised:
		return "; whatever it signed counts again, whoever held it"
	case is == record.Retired:
		return "; what it signed before still counts"
	}
	return ""
}

func packChanges(where string, before, after []record.PackRef) (changes []string) {
	for _, p := range after {
		i := slices.IndexFunc(before, func(o record.PackRef) bool { return o.ID == p.ID })
		switch {
		case i < 0:
			changes = append(changes, fmt.Sprintf("criteria %s are answered in an %s (SHA-256 %s)", p.Ref(), where, p.SHA256))
		case before[i] != p:
			changes = append(changes, fmt.Sprintf("criteria %s are answered in an %s, up to now %s (SHA-256 %s)", p.Ref(), where, before[i].Ref(), p.SHA256))
		}
	}
	for _, p := range before {
		if !slices.ContainsFunc(after, func(n record.PackRef) bool { return n.ID == p.ID }) {
			changes = append(changes, fmt.Sprintf("criteria %s are no longer answered in an %s", p.Ref(), where))
		}
	}
	if len(changes) == 0 && !slices.Equal(before, after) {
		changes = append(changes, "criteria of an "+where+" are answered in another order")
	}
	for i := range changes {
		changes[i] = strings.Replace(changes[i], "an gateway", "a gateway", 1)
	}
	return changes
}

func policyChanges(when string, before, after record.Policy) (changes []string) {
	add := func(what string, was, is int) {
		if was != is {
			changes = append(changes, number(what+" "+when, was, is))
		}
	}
	add("reviewers needed", before.Reviewers, after.Reviewers)
	for _, role := range record.Roles {
		add(string(role)+" reviewers needed among them", countOf(before.OfRole, role), countOf(after.OfRole, role))
	}
	return changes
}

func countOf(counts []record.RoleCount, role record.Role) int {
	for _, c := range counts {
		if c.Role == role {
			return c.Count
		}
	}
	return 0
}

// calledBy names a person.
func calledBy(p record.Person) string { return fmt.Sprintf("%s (%s)", p.Name, p.ID) }

// ofWhat says which roles somebody has.
func ofWhat(roles []record.Role) string {
	if len(roles) == 0 {
		return "no role"
	}
	var words []string
	for _, r := range record.Roles {
		if slices.Contains(roles, r) {
			words = append(words, roleInWords(r))
		}
	}
	return andLast(words)
}

func ofOrganisations(ids []string) string {
	if len(ids) == 0 {
		return "of no organisation"
	}
	return "of " + andLast(ids)
}

func ofKeys(keys []record.Key) string {
	if len(keys) == 0 {
		return "without a key"
	}
	var words []string
	for _, k := range keys {
		word := fingerprint(k.Key)
		if k.Status != record.Active {
			word += " (" + string(k.Status) + ")"
		}
		words = append(words, word)
	}
	return "key " + andLast(words)
}

// andLast lists words as people do.
func andLast(words []string) string {
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}

func sameSet[T ~string](a, b []T) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(one T) bool { return !slices.Contains(b, one) })
}

// quorumInWords says how many people each act takes.
func quorumInWords(g *record.Governance) []string {
	round := func(p record.Policy) string {
		text := counted(p.Reviewers, "favourable record")
		var roles []string
		for _, c := range p.OfRole {
			if c.Count > 0 {
				roles = append(roles, strconv.Itoa(c.Count)+" "+string(c.Role))
			}
		}
		if len(roles) > 0 {
			text += ", among them " + andLast(roles)
		}
		return text
	}
	return []string{
		fmt.Sprintf("a change of governance takes %s, of the version before and of its own", counted(g.OfficerThreshold, "officer")),
		"a gateway round takes " + round(g.GatewayPolicy),
		"an endorsement round takes " + round(g.Policy),
		fmt.Sprintf("a round is opened by %s of staff, any other decision takes %d", counted(g.Policy.Openers, "member"), g.Policy.Endorsers),
	}
}
