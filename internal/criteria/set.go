package criteria

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Set is the packs in force, with every check bound to its data. It is not
// changed after NewSet and may be used by several goroutines at once.
type Set struct {
	packs  []*Pack
	bound  []bound          // in the order of packs and their criteria
	groups []group          // every criterion, in the same order
	byCode map[string]int32 // index into bound
}

// bound is a check ready to be asked.
type bound struct {
	check  *Check
	group  int // index into Set.groups
	serves string
	ask    asker
}

// group is a criterion with its pack.
type group struct {
	pack      *Pack
	ref       string // of the pack
	criterion *Criterion
}

// NewSet binds packs, in the order in which their criteria are to be shown. A
// pack that is given twice (the same value) counts once. The error says, in
// words, why packs cannot be in force together: a kind of check that there is
// not, or a pack, a criterion or a code that two of them have. The packs must not
// be changed afterwards.
func NewSet(packs []*Pack) (*Set, error) {
	s := &Set{byCode: map[string]int32{}}
	criteria := map[string]*Pack{}
	var errs []error
	for _, p := range packs {
		if slices.Contains(s.packs, p) {
			continue
		}
		if i := slices.IndexFunc(s.packs, func(q *Pack) bool { return q.ID == p.ID }); i >= 0 {
			errs = append(errs, fmt.Errorf("packs %s and %s cannot be in force together: they are editions of one pack", s.packs[i].Ref(), p.Ref()))
			continue
		}
		s.packs = append(s.packs, p)
		for i := range p.Criteria {
			c := &p.Criteria[i]
			if other, taken := criteria[c.ID]; taken {
				errs = append(errs, fmt.Errorf("criterion %q is in pack %s and in pack %s", c.ID, other.Ref(), p.Ref()))
			}
			criteria[c.ID] = p
			errs = append(errs, s.bind(p, c))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	shareLexicon(s.bound)
	return s, nil
}

// bind adds a criterion with its checks.
func (s *Set) bind(p *Pack, c *Criterion) error {
	s.groups = append(s.groups, group{p, p.Ref(), c})
	serves := p.ID + " " + c.ID
	for i := range c.Checks {
		check := &c.Checks[i]
		if n, taken := s.byCode[check.Code]; taken {
			other := s.groups[s.bound[n].group].pack
			return fmt.Errorf("check %s is in pack %s and in pack %s", check.Code, other.Ref(), p.Ref())
		}
		k, known := kinds[check.Kind]
		if !known {
			return fmt.Errorf("check %s of pack %s: there is no kind of check %q", check.Code, p.Ref(), check.Kind)
		}
		ask, err := k.bind(check)
		if err != nil {
			return fmt.Errorf("check %s of pack %s: %w", check.Code, p.Ref(), err)
		}
		s.byCode[check.Code] = int32(len(s.bound))
		s.bound = append(s.bound, bound{check, len(s.groups) - 1, serves, ask})
	}
	return nil
}

// Packs returns the packs in force, in their order. The values are shared: do not
// change them.
func (s *Set) Packs() []*Pack { return s.packs }

// Check returns the check of a code with the criterion and the pack it belongs
// to; false if no pack in force has it.
func (s *Set) Check(code string) (Criterion, Check, Pack, bool) {
	i, ok := s.byCode[code]
	if !ok {
		return Criterion{}, Check{}, Pack{}, false
	}
	b := &s.bound[i]
	g := s.groups[b.group]
	return *g.criterion, *b.check, *g.pack, true
}

// Pages returns the pages of the codes of all checks, in code order.
func (s *Set) Pages() []finding.Page {
	pages := make([]finding.Page, len(s.bound))
	for i := range s.bound {
		c := s.bound[i].check
		pages[i] = finding.Page{Code: c.Code, Title: c.Title, Why: c.Why, Help: c.Help}
	}
	slices.SortFunc(pages, func(a, b finding.Page) int { return cmp.Compare(a.Code, b.Code) })
	return pages
}
