package record

import (
	"bytes"
	"strconv"
	"strings"
)

// Each form is written with one key a line, in the order of the form. Short lists
// stand on the line of their key; of the lists that people read item by item,
// each item has a line, so that a change shows as one line. The same value gives
// the same bytes, and what is written is read back as it was. What is not valid
// is written all the same, and refused by whoever reads it.

// writer writes lines.
type writer struct{ bytes.Buffer }

// write writes a key with a value that is YAML already.
func (w *writer) write(key, yaml string) {
	w.WriteString(key)
	w.WriteString(": ")
	w.WriteString(yaml)
	w.WriteByte('\n')
}

func (w *writer) text(key, s string)       { w.write(key, scalar(s)) }
func (w *writer) number(key string, n int) { w.write(key, strconv.Itoa(n)) }

// orNull writes a text, or null for "".
func (w *writer) orNull(key, s string) {
	if s == "" {
		w.write(key, "null")
		return
	}
	w.text(key, s)
}

// lines writes a list with a line for each item.
func lines[T any](w *writer, key string, items []T, item func(T) string) {
	if len(items) == 0 {
		w.write(key, "[]")
		return
	}
	w.WriteString(key + ":\n")
	for _, it := range items {
		w.WriteString("- " + item(it) + "\n")
	}
}

// flat returns a list on one line.
func flat[T any](items []T, item func(T) string) string {
	parts := make([]string, len(items))
	for i, it := range items {
		parts[i] = item(it)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func texts(items []string) string { return flat(items, scalar) }

// group returns keys, each with its value behind it, on one line.
func group(pairs ...string) string {
	var b strings.Builder
	b.WriteByte('{')
	for i := 0; i < len(pairs); i += 2 {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(pairs[i] + ": " + pairs[i+1])
	}
	b.WriteByte('}')
	return b.String()
}

func packs(refs []PackRef) string {
	return flat(refs, func(p PackRef) string {
		return group("id", scalar(p.ID), "version", scalar(p.Version), "sha256", scalar(p.SHA256))
	})
}

func governanceGroup(g GovernanceRef) string {
	return group("serial", strconv.Itoa(g.Serial), "sha256", scalar(g.SHA256))
}

// Marshal returns the file of a version of governance.
func (g *Governance) Marshal() []byte {
	var w writer
	w.text("record", GovernanceForm)
	w.number("serial", g.Serial)
	w.orNull("previous", g.Previous)
	w.number("officer_threshold", g.OfficerThreshold)
	w.write("packs", packs(g.Packs))
	w.write("gateway_packs", packs(g.GatewayPacks))
	p := g.Policy
	w.write("policy", group("reviewers", strconv.Itoa(p.Reviewers), "of_role", ofRole(p.OfRole),
		"endorsers", strconv.Itoa(p.Endorsers), "openers", strconv.Itoa(p.Openers)))
	w.write("gateway_policy", group("reviewers", strconv.Itoa(g.GatewayPolicy.Reviewers), "of_role", ofRole(g.GatewayPolicy.OfRole)))
	lines(&w, "people", g.People, func(p Person) string {
		return group(append(about(p), "keys", flat(p.Keys, func(k Key) string {
			return group("key", scalar(k.Key), "status", scalar(string(k.Status)))
		}))...)
	})
	return w.Bytes()
}

func ofRole(counts []RoleCount) string {
	var pairs []string
	for _, c := range counts {
		pairs = append(pairs, scalar(string(c.Role)), strconv.Itoa(c.Count))
	}
	return group(pairs...)
}

// about returns the keys and values of a person, keys aside.
func about(p Person) []string {
	roles := flat(p.Roles, func(r Role) string { return scalar(string(r)) })
	return []string{"id", scalar(p.ID), "name", scalar(p.Name), "roles", roles, "organisations", texts(p.Organisations)}
}

// Marshal returns the file of a round.
func (r *Round) Marshal() []byte {
	var w writer
	w.text("record", RoundForm)
	w.text("kind", string(r.Kind))
	w.text("spec_sha256", r.SpecSHA256)
	w.write("packs", packs(r.Packs))
	w.write("authors", texts(r.Authors))
	w.write("reviewers", texts(r.Reviewers))
	lines(&w, "released", r.Released, func(r Release) string {
		return group("reviewer", scalar(r.Reviewer), "reason", scalar(r.Reason))
	})
	w.orNull("respond_by", r.RespondBy)
	w.number("governance_serial", r.GovernanceSerial)
	return w.Bytes()
}

// Marshal returns the file of a review record.
func (r *Review) Marshal() []byte {
	var w writer
	w.text("record", ReviewForm)
	w.write("spec", group("id", scalar(r.Spec.ID), "version", scalar(r.Spec.Version), "sha256", scalar(r.Spec.SHA256)))
	w.text("round_sha256", r.RoundSHA256)
	w.write("packs", packs(r.Packs))
	w.write("governance", governanceGroup(r.Governance))
	w.write("reviewer", group("id", scalar(r.Reviewer)))
	d := r.Declaration
	w.write("declaration", group("wording", scalar(d.Wording), "authors", texts(d.Authors), "conflicts", texts(d.Conflicts)))
	lines(&w, "outcomes", r.Outcomes, func(a Answer) string {
		pairs := []string{"criterion", scalar(a.Criterion), "outcome", scalar(string(a.Outcome))}
		if a.Note != "" {
			pairs = append(pairs, "note", scalar(a.Note))
		}
		return group(pairs...)
	})
	w.text("overall", string(r.Overall))
	w.orNull("carried_from", r.CarriedFrom)
	w.text("date", r.Date)
	return w.Bytes()
}

// Marshal returns the file of a register entry, with the keys that its act has.
func (e *Entry) Marshal() []byte {
	var w writer
	w.text("record", EntryForm)
	w.number("seq", e.Seq)
	w.text("previous", e.Previous)
	w.text("kind", string(e.Kind))
	w.write("spec", group("id", scalar(e.SpecID), "version", scalar(e.SpecVersion), "path", scalar(e.SpecPath), "sha256", scalar(e.SpecSHA256)))
	w.write("governance", governanceGroup(e.Governance))
	for _, key := range keysOf(e.Kind) {
		switch key {
		case keyRound:
			w.text(key, e.RoundSHA256)
		case keyRecords:
			lines(&w, key, e.Records, func(l Listed) string {
				return group("path", scalar(l.Path), "sha256", scalar(l.SHA256))
			})
		case keyEndorsement:
			w.number(key, e.Endorsement)
		case keyReason:
			w.text(key, e.Reason)
		}
	}
	return w.Bytes()
}

// Marshal returns the file of an enrolment request: the person with the first of
// the keys.
func (e *Enrolment) Marshal() []byte {
	key := ""
	if len(e.Person.Keys) > 0 {
		key = e.Person.Keys[0].Key
	}
	var w writer
	w.text("record", EnrolmentForm)
	w.write("person", group(about(e.Person)...))
	w.text("key", key)
	w.text("consent", e.Consent)
	w.text("date", e.Date)
	return w.Bytes()
}
