package spec_test

import (
	"bytes"
	"encoding/json"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
	"github.com/advancing-practice/credctl/schema"
)

// mutants is how many changed documents the differential test judges in all.
const mutants = 10_500

// tally counts what the differential test has seen, so that it cannot pass by
// judging documents of one sort only.
type tally struct {
	judged, valid int
	mutations     map[string]int
	codes         map[string]int
}

func (t *tally) add(u tally) {
	t.judged += u.judged
	t.valid += u.valid
	for name, n := range u.mutations {
		t.mutations[name] += n
	}
	for code, n := range u.codes {
		t.codes[code] += n
	}
}

func newTally() tally { return tally{mutations: map[string]int{}, codes: map[string]int{}} }

// TestDecoderAndSchemaAgree changes real specifications at random, always in the
// same way, and holds the decoder's verdict to that of the published schema.
func TestDecoderAndSchemaAgree(t *testing.T) {
	t.Parallel()
	files := specifications(t)
	judge := compiled(t, schema.CredentialSpecification)
	all, seen := sync.Mutex{}, newTally()
	t.Run("mutants", func(t *testing.T) {
		for path, data := range files {
			t.Run(path, func(t *testing.T) {
				t.Parallel()
				own := newTally()
				differ(t, path, data, judge, mutants/len(files)/oneIn+1, &own)
				all.Lock()
				defer all.Unlock()
				seen.add(own)
			})
		}
	})
	t.Logf("%d judged, %d of them valid; codes %v", seen.judged, seen.valid, seen.codes)
	if seen.judged < 10_000/oneIn || seen.valid < seen.judged/10 || seen.valid > seen.judged*9/10 {
		t.Errorf("%d documents judged, %d of them valid: too few of one sort", seen.judged, seen.valid)
	}
	for _, m := range mutations {
		if seen.mutations[m.name] < 50/oneIn {
			t.Errorf("mutation %q was applied %d times", m.name, seen.mutations[m.name])
		}
	}
	for _, code := range strings.Fields("S101 S102 S103 S104 S105 S106 S107 S108 S109 S110") {
		if seen.codes[code] == 0 && oneIn == 1 {
			t.Errorf("no mutation led to %s", code)
		}
	}
}

// TestDecoderAndSchemaAgreeEverywhere takes the fullest possible specification
// and spoils every single place of it in every plain way.
func TestDecoderAndSchemaAgreeEverywhere(t *testing.T) {
	t.Parallel()
	const path = "testdata/full.yaml"
	judge, seen := compiled(t, schema.CredentialSpecification), newTally()
	origin := parse(t, path, string(specifications(t)[path])).Root().Plain()
	spoil := func(name string, i int, apply func(place) bool) {
		root := &[]any{tree(nil, origin)}
		if p := places(root, nil)[i]; apply(p) && len(*root) > 0 {
			compare(t, path, []string{name, p.key}, (*root)[0], judge, &seen)
		}
	}
	one := rand.New(rand.NewPCG(1, 1)) // chooses among one
	kinds := []func() any{
		func() any { return nil }, func() any { return "" }, func() any { return "a b" }, func() any { return json.Number("3") },
		func() any { return true }, func() any { return &[]any{} }, func() any { return map[string]any{} },
	}
	for i := range places(&[]any{tree(nil, origin)}, nil) {
		if i%oneIn != 0 {
			continue
		}
		spoil("delete", i, func(p place) bool { p.remove(); return true })
		for _, kind := range kinds {
			spoil("kind", i, func(p place) bool { p.set(kind()); return true })
		}
		spoil("add a key", i, func(p place) bool {
			m, ok := p.value().(map[string]any)
			if ok {
				m["else"] = "text"
			}
			return ok
		})
		for _, number := range numbers {
			spoil("number", i, func(p place) bool { return replaceNumber(number)(one, p) })
		}
	}
	if seen.judged < 2000/oneIn || seen.valid == 0 {
		t.Errorf("%d documents judged, %d of them valid", seen.judged, seen.valid)
	}
}

func differ(t *testing.T, path string, data []byte, judge *jsonschema.Schema, n int, seen *tally) {
	h := fnv.New64a()
	h.Write([]byte(path))
	rng := rand.New(rand.NewPCG(h.Sum64(), 1))
	origin := parse(t, path, string(data)).Root().Plain()
	for range n {
		root := &[]any{tree(rng, origin)} // a list around it, so that the root can be changed too
		var done []string
		for range 1 + rng.IntN(2) {
			m := pick(rng, mutations)
			all := places(root, nil)
			for range 60 { // a place where the mutation applies
				if m.apply(rng, pick(rng, all)) {
					done = append(done, m.name)
					seen.mutations[m.name]++
					break
				}
			}
			if len(*root) == 0 {
				break
			}
		}
		if len(*root) == 0 {
			continue
		}
		compare(t, path, done, (*root)[0], judge, seen)
	}
}

// compare judges one document both ways. JSON is YAML in flow style, so the same
// bytes go to both.
func compare(t *testing.T, path string, done []string, root any, judge *jsonschema.Schema, seen *tally) {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(root); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	doc, unread := yamldoc.Parse(path, text.Bytes(), yamldoc.Options{})
	if doc == nil || len(unread) > 0 {
		t.Fatalf("%s, %v: cannot be read:\n%s\n%s", path, done, lines(unread), text.Bytes())
	}
	_, found := spec.Decode(doc)
	invalid := judge.Validate(value)
	if (len(found) > 0) != (invalid != nil) {
		t.Errorf("%s, %v\ndecoder:\n%s\nschema: %v\n%.2000s", path, done, lines(found), invalid, text.Bytes())
	}
	seen.judged++
	if len(found) == 0 {
		seen.valid++
	}
	for _, f := range found {
		seen.codes[f.Code]++
	}
}
