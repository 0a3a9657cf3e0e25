package criteria

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// The fewest bytes by which an expression may be told; and how many pieces it may
// be spelt out to, for a first look and for a closer one.
const (
	shortestStem = 3
	fewStems     = 16
	manyStems    = 400
)

// stemsOf returns pieces of which a text must hold at least one if it matches
// the expression; nil if there are none that are long enough. What follows each
// other is joined to most pieces at most.
func stemsOf(expression string, most int) []string {
	tree, err := syntax.Parse(expression, syntax.Perl|syntax.FoldCase)
	if err != nil {
		return nil
	}
	known := literalReader(most).literals(tree)
	if len(known.any) == 0 || shortest(known.any) < shortestStem {
		return nil
	}
	return withoutLonger(known.any)
}

// withoutLonger leaves out pieces that hold another one: where they stand, that
// one stands too. Of many pieces, only those that begin with another are left out.
func withoutLonger(pieces []string) []string {
	slices.Sort(pieces)
	kept := pieces[:1]
	for _, piece := range pieces[1:] {
		if !strings.HasPrefix(piece, kept[len(kept)-1]) {
			kept = append(kept, piece)
		}
	}
	if len(kept) > 4*fewStems {
		return kept
	}
	return slices.DeleteFunc(slices.Clone(kept), func(piece string) bool {
		return slices.ContainsFunc(kept, func(other string) bool { return other != piece && strings.Contains(piece, other) })
	})
}

// literal is what is known of the texts that a part of an expression matches:
// each holds one of any; if exact, each is one of any. No any: nothing is known.
type literal struct {
	any   []string
	exact bool
}

// literalReader reads parts of an expression, joining up to so many pieces.
type literalReader int

func (most literalReader) literals(tree *syntax.Regexp) literal {
	switch tree.Op {
	case syntax.OpLiteral:
		return literal{any: []string{strings.ToLower(string(tree.Rune))}, exact: true}
	case syntax.OpCharClass:
		return literalClass(tree.Rune)
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return literal{any: []string{""}, exact: true}
	case syntax.OpCapture:
		return most.literals(tree.Sub[0])
	case syntax.OpQuest:
		if sub := most.literals(tree.Sub[0]); sub.exact {
			return literal{any: append([]string{""}, sub.any...), exact: true}
		}
	case syntax.OpPlus:
		return literal{any: most.literals(tree.Sub[0]).any}
	case syntax.OpRepeat:
		if tree.Min > 0 {
			return literal{any: most.literals(tree.Sub[0]).any}
		}
	case syntax.OpAlternate:
		return most.alternate(tree.Sub)
	case syntax.OpConcat:
		return most.concat(tree.Sub)
	}
	return literal{}
}

// literalClass spells out a class of a few characters.
func literalClass(ranges []rune) literal {
	var spelt []string
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i+1]-ranges[i] > 8 {
			return literal{}
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if r == 'ſ' || r == '\u212a' {
				continue // other cases of s and k, which nobody writes
			}
			spelt = append(spelt, strings.ToLower(string(r)))
		}
	}
	return literal{any: spelt, exact: len(spelt) > 0}
}

func (most literalReader) alternate(subs []*syntax.Regexp) literal {
	all := literal{exact: true}
	for _, sub := range subs {
		one := most.literals(sub)
		if len(one.any) == 0 || len(all.any)+len(one.any) > manyStems {
			return literal{}
		}
		all.any = append(all.any, one.any...)
		all.exact = all.exact && one.exact
	}
	return all
}

// concat joins what follows each other as long as every part is exact,
// and keeps the best of the runs.
func (most literalReader) concat(subs []*syntax.Regexp) literal {
	run, best, whole := []string{""}, []string(nil), true
	for _, sub := range subs {
		one := most.literals(sub)
		if one.exact && len(run)*len(one.any) <= int(most) {
			run = joined(run, one.any)
			continue
		}
		best, whole = better(better(best, run), one.any), false
		run = []string{""}
	}
	return literal{any: better(best, run), exact: whole}
}

func joined(heads, tails []string) []string {
	all := make([]string, 0, len(heads)*len(tails))
	for _, head := range heads {
		for _, tail := range tails {
			all = append(all, head+tail)
		}
	}
	return all
}

// better returns whichever set has the longer shortest piece.
func better(a, b []string) []string {
	if len(a) == 0 || len(b) > 0 && shortest(b) > shortest(a) {
		return b
	}
	return a
}

func shortest(pieces []string) int {
	n := len(pieces[0])
	for _, piece := range pieces {
		n = min(n, len(piece))
	}
	return n
}
