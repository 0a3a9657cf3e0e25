package framework

import (
	"regexp"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
)

// Bounds on the search for a proposal: no reference is longer, and a list beyond
// them is not gone through, so that a hostile file costs no more than a wrong one.
const (
	maxRef      = 160 // bytes
	maxCompared = 256 // frameworks or items
	maxChoices  = 4   // proposals that are worth reading
)

// The strict parts of a reference. Parse holds framework files to the same.
const (
	namePattern    = `[a-z][a-z0-9]*(-[a-z0-9]+)*`
	editionPattern = `[a-z0-9]+([.-][a-z0-9]+)*`
	numberPattern  = `[A-Za-z0-9]+([.-][A-Za-z0-9]+)*`
)

var (
	strictRef  = regexp.MustCompile(`^` + namePattern + `@` + editionPattern + `#` + numberPattern + `$`)
	bareNumber = regexp.MustCompile(`^[0-9]+([.,][0-9]+)*\.?$`)
	// looseRef takes apart what people write: MPF@2025 1.2, mpf2025#1.2, mpf 1.2.
	looseRef = regexp.MustCompile(`^([A-Za-z][^#]*?)[\s#:/]+([A-Za-z0-9][A-Za-z0-9.,-]*)$`)
)

// fail says why ref names no item and what was probably meant.
func (r *Registry) fail(ref string, declared []string) Resolution {
	res := Resolution{Problem: Malformed}
	if len(ref) > maxRef {
		return res
	}
	name, number, hash := strings.Cut(ref, "#")
	if e, known := r.byRef[name]; known {
		res.Framework = e.framework
	}
	trimmed := strings.TrimSpace(ref)
	switch {
	case strictRef.MatchString(ref) && res.Framework != nil:
		res.Problem = UnknownItem
	case strictRef.MatchString(ref):
		res.Problem = UnknownFramework
	case !hash && (bareNumber.MatchString(trimmed) || r.numbers[trimmed]):
		res.Problem = Bare
		res.propose(r.withNumber(r.preferred(declared), trimmed))
		return res
	}
	if parts := looseRef.FindStringSubmatch(trimmed); parts != nil {
		name, number = parts[1], parts[2]
	}
	res.propose(r.withNumber(r.meant(name, declared), number))
	return res
}

// propose takes over what is near: one reference or the choice of several.
func (res *Resolution) propose(refs []string) {
	switch {
	case len(refs) == 1:
		res.Propose = refs[0]
	case len(refs) > 1 && len(refs) <= maxChoices:
		res.Choices = refs
	}
}

// preferred returns the declared frameworks that are known, or else all of them.
func (r *Registry) preferred(declared []string) []string {
	var known []string
	for _, ref := range capped(declared) {
		if _, ok := r.byRef[ref]; ok && !slices.Contains(known, ref) {
			known = append(known, ref)
		}
	}
	if len(known) == 0 {
		return r.order
	}
	return known
}

// meant returns the frameworks that somebody who wrote name may have meant:
// the one it spells but for case and signs, else the editions of the one it
// names, else one that is spelt nearly so.
func (r *Registry) meant(name string, declared []string) []string {
	if _, known := r.byRef[name]; known {
		return []string{name}
	}
	if ref, ok := r.byFolded[fold(name)]; ok {
		return []string{ref}
	}
	id, _, _ := strings.Cut(name, "@")
	editions := r.byID[fold(id)]
	if len(editions) == 0 {
		if near := nearest.Word(name, capped(r.order)); near != "" {
			return []string{near}
		}
		return nil
	}
	var wanted []string
	for _, ref := range capped(declared) {
		if slices.Contains(capped(editions), ref) && !slices.Contains(wanted, ref) {
			wanted = append(wanted, ref)
		}
	}
	if len(wanted) == 0 {
		wanted = editions
	}
	if near := nearest.Word(name, capped(wanted)); near != "" && len(wanted) > 1 {
		return []string{near}
	}
	return wanted
}

// withNumber returns the references to the item that number means in each of the
// frameworks that has it. A number that is merely like it is not proposed: it
// stands for something else, and would make a false mapping.
func (r *Registry) withNumber(frameworks []string, number string) []string {
	number = mendNumber(number)
	var exact []string
	for _, ref := range capped(frameworks) {
		if _, ok := r.byRef[ref].items[number]; ok {
			exact = append(exact, ref+"#"+number)
		}
	}
	return exact
}

// mendNumber undoes what hands do to numbers: 1,2 and "1.2." and "1. 2".
func mendNumber(number string) string {
	number = strings.Join(strings.Fields(number), "")
	return strings.Trim(strings.ReplaceAll(number, ",", "."), ".-")
}

// fold leaves the letters and digits of a name, in small letters.
func fold(name string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c >= 'A' && c <= 'Z':
			return c - 'A' + 'a'
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			return c
		}
		return -1
	}, name)
}

func capped(words []string) []string { return words[:min(len(words), maxCompared)] }
