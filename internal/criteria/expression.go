package criteria

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
)

// mostRepeats is how many copies of their parts the counted repetitions of one
// expression, such as {1,80}, may come to. RE2 never runs away, but its time is
// the length of the text times the size of the expression, and a pack may come
// from a stranger.
const mostRepeats = 500

// expression compiles an RE2 expression; its error is in our own words.
func expression(pattern string) (*regexp.Regexp, error) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, unreadable(pattern, err)
	}
	if repeats(tree) > mostRepeats {
		return nil, fmt.Errorf("the expression repeats its parts more than %d times, want fewer: lower the numbers in braces", mostRepeats)
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, unreadable(pattern, err)
	}
	return re, nil
}

func unreadable(pattern string, err error) error {
	var s *syntax.Error
	switch {
	case !errors.As(err, &s):
		return errors.New("the expression cannot be read")
	case s.Code == syntax.ErrLarge:
		return errors.New("the expression is too large: lower the numbers in braces, or split it")
	case s.Code == syntax.ErrNestingDepth:
		return errors.New("the expression has brackets within brackets too deep")
	case s.Expr != "" && s.Expr != pattern:
		return fmt.Errorf("the expression cannot be read near %s", quoted(s.Expr))
	}
	return errors.New("the expression cannot be read: look for a bracket that is never closed")
}

// repeats is how many copies of single parts counted repetitions make; an
// expression without any has none. It stops counting far beyond mostRepeats.
func repeats(tree *syntax.Regexp) int {
	const enough = 1 << 20
	made := 0
	for _, sub := range tree.Sub {
		made += repeats(sub)
	}
	if tree.Op == syntax.OpRepeat {
		made = max(made, 1) * max(tree.Min, tree.Max, 1)
	}
	return min(made, enough)
}
