package config

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/nearest"
)

// ValueError is a variable of the environment or a flag that cannot be used.
type ValueError struct {
	From   string // "environment CREDCTL_FAIL_ON" or "flag --fail-on"
	Flag   bool   // it is a flag
	Reason string // what was found and what was wanted
	Help   string // did you mean; may be empty
}

// Error returns where the value was said and what is wrong with it.
func (e *ValueError) Error() string { return e.From + " " + e.Reason }

// prefix is how the names of the program's variables begin.
const prefix = "CREDCTL_"

// readEnvironment reads the variables that begin with CREDCTL_, in capitals or
// not, because Windows does not tell them apart. An empty one is as good as none:
// there is no other way to take one back in many places.
func readEnvironment(environ []string) (layer, error) {
	l, vars := layer{}, map[string]string{}
	for _, line := range slices.Sorted(slices.Values(environ)) {
		name, value, _ := strings.Cut(line, "=")
		upper := strings.ToUpper(name)
		if _, met := vars[upper]; strings.HasPrefix(upper, prefix) && value != "" && !met {
			vars[upper] = value
		}
	}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(vars)) {
		if slices.Contains(others, name) {
			continue
		}
		e := &ValueError{From: "environment " + name}
		s := find(func(s *Setting) bool { return s.Env == name })
		if s == nil {
			e.Reason, e.Help = unknown(name)
			errs = append(errs, e)
			continue
		}
		value, ok := s.parse(s.split(vars[name]), e)
		if !ok {
			errs = append(errs, e)
			continue
		}
		l[s.Name] = said{value: value, from: e.From}
	}
	return l, errors.Join(errs...)
}

// unknown says that a variable is none of the program's.
func unknown(name string) (reason, help string) {
	var names []string
	for i := range table {
		names = append(names, table[i].Env)
	}
	if near := nearest.Word(name, names); near != "" {
		return "is not a setting", fmt.Sprintf("did you mean %s?", near)
	}
	return "is not a setting", "variables are " + strings.Join(names, ", ")
}

// readFlags reads the flags that are settings.
func readFlags(flags map[string][]string) (layer, error) {
	l := layer{}
	var errs []error
	for i := range table {
		s := &table[i]
		words, given := flags[s.Flag]
		if s.Flag == "" || !given {
			continue
		}
		e := &ValueError{From: "flag --" + s.Flag, Flag: true}
		if value, ok := s.parse(words, e); ok {
			l[s.Name] = said{value: value, from: e.From}
		} else {
			errs = append(errs, e)
		}
	}
	return l, errors.Join(errs...)
}

// split takes the value of a variable apart: a list is separated by commas.
func (s *Setting) split(value string) []string {
	if !s.list {
		return []string{value}
	}
	words := strings.Split(value, ",")
	for i := range words {
		words[i] = strings.TrimSpace(words[i])
	}
	return words
}

// parse reads the setting's value from words; what is wrong is put into e.
func (s *Setting) parse(words []string, e *ValueError) (any, bool) {
	if s.list {
		return words, s.parseList(words, e)
	}
	if len(words) != 1 {
		e.Reason = fmt.Sprintf("is given %d times, want it once", len(words))
		return nil, false
	}
	word := words[0]
	if s.words != nil {
		if slices.Contains(s.words, word) {
			return word, true
		}
		e.Reason = s.differs(word)
		if near := nearest.Word(word, s.words); near != "" {
			e.Help = fmt.Sprintf("did you mean %q?", near)
		}
		return nil, false
	}
	if s.shape != nil {
		if s.shape.Fits(word) {
			return word, true
		}
		e.Reason = s.differs(word)
		if s.shape.Mend != nil && s.shape.Fits(s.shape.Mend(word)) {
			e.Help = fmt.Sprintf("did you mean %s?", s.shape.Mend(word))
		}
		return nil, false
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < s.whole[0] || n > s.whole[1] {
		e.Reason = s.differs(word)
		return nil, false
	}
	return n, true
}

func (s *Setting) parseList(words []string, e *ValueError) bool {
	met := map[string]bool{}
	for _, word := range words {
		if len(word) > s.shape.Max || !s.shape.Pattern.MatchString(word) {
			e.Reason = s.differs(word)
			return false
		}
		if met[word] {
			e.Reason = fmt.Sprintf("names %q twice", word)
			return false
		}
		met[word] = true
	}
	return true
}

// differs says that word is not what the setting takes. Of a long one it shows
// the beginning.
func (s *Setting) differs(word string) string {
	const most = 60
	if len(word) > most {
		return fmt.Sprintf("begins with %q, want %s", word[:most], s.want())
	}
	return fmt.Sprintf("is %q, want %s", word, s.want())
}
