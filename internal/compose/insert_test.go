package compose

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

func parse(t testing.TB, source string) *yamldoc.Document {
	t.Helper()
	doc, found := yamldoc.Parse("f.yaml", []byte(source), yamldoc.Options{})
	if doc == nil {
		t.Fatalf("%s\n%v", source, found)
	}
	return doc
}

func TestInsertTouchesNothingElse(t *testing.T) {
	place := Key("scale", Prose("TODO: how widely"))
	for name, test := range map[string]struct{ source, group, want string }{
		"behind what the format has before it": {
			"proposal:\n  need:\n    statement: >-\n      Few can.\n    # why\n    evidence:\n    - none\npriority: x\n", "/proposal/need",
			"proposal:\n  need:\n    statement: >-\n      Few can.\n    scale: >-\n      TODO: how widely\n    # why\n    evidence:\n    - none\npriority: x\n",
		},
		"in front of everything, remarks too": {
			"proposal:\n  need:\n    # why\n    evidence: [none]\n", "/proposal/need",
			"proposal:\n  need:\n    scale: >-\n      TODO: how widely\n    # why\n    evidence: [none]\n",
		},
		"blank lines that belong to a text": {
			"proposal:\n    need:\n        statement: |+\n          Few can.\n\n\n        evidence: [none]\n", "/proposal/need",
			"proposal:\n    need:\n        statement: |+\n          Few can.\n\n\n        scale: >-\n          TODO: how widely\n        evidence: [none]\n",
		},
		"at the end of a file without a line end": {
			"proposal:\n  need:\n    statement: x", "/proposal/need",
			"proposal:\n  need:\n    statement: x\n    scale: >-\n      TODO: how widely",
		},
		"among Windows line ends": {
			"proposal:\r\n  need:\r\n    statement: x # so\r\n", "/proposal/need",
			"proposal:\r\n  need:\r\n    statement: x # so\r\n    scale: >-\r\n      TODO: how widely\r\n",
		},
		"behind the dash of an item": {
			"domains:\n  -   title: é\n      statements: []\n", "/domains/0",
			"domains:\n  -   title: é\n      statements: []\n      scale: >-\n        TODO: how widely\n",
		},
		"behind texts in quotes over lines": {
			"proposal:\n  need:\n    statement: \"a\n      b\"\n    other: 'x'\n", "/proposal/need",
			"proposal:\n  need:\n    statement: \"a\n      b\"\n    scale: >-\n      TODO: how widely\n    other: 'x'\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Insert(parse(t, test.source), []byte(test.source), test.group, place)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestInsertRefuses(t *testing.T) {
	for source, group := range map[string]string{
		"proposal: {need: x}\n": "/proposal",
		"proposal: {}\n":        "/proposal",
	} {
		if _, err := Insert(parse(t, source), []byte(source), group, Key("priority", Text("x"))); !errors.Is(err, ErrNoPlace) {
			t.Errorf("%q: error is %v, want ErrNoPlace", source, err)
		}
	}
	for source, group := range map[string]string{
		"proposal: x\n":               "/proposal",
		"proposal:\n  priority: x\n":  "/proposal",
		"proposal:\n  priority: x\n#": "/none",
	} {
		if made, err := Insert(parse(t, source), []byte(source), group, Key("priority", Text("x"))); err == nil {
			t.Errorf("%q became %q, want an error", source, made)
		}
	}
}

// The groups of keys of the real specifications take the keys that they lack: of
// each file every fourth, and of all files each.
func TestInsertIntoRealSpecifications(t *testing.T) {
	files, err := filepath.Glob(filepath.FromSlash("../../specs/*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for i, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := parse(t, string(data))
		for _, g := range spec.Groups() {
			for _, group := range []string{g.At[0], strings.ReplaceAll(g.At[0], "*", "0")} {
				if doc.At(group).Kind() != yamldoc.Map {
					continue
				}
				for j, f := range g.Fields {
					if (i+j)%4 == 0 && !doc.At(group).Get(f.Name).Present() {
						insertOne(t, doc, data, group, f.Name)
					}
				}
			}
		}
	}
}

func insertOne(t *testing.T, doc *yamldoc.Document, data []byte, group, key string) {
	t.Helper()
	made, err := Insert(doc, data, group, Key(key, Map(Key("one", Texts("TODO: a")), Key("two", Prose("TODO: b")))))
	if errors.Is(err, ErrNoPlace) {
		return
	}
	if err != nil {
		t.Errorf("%s: %v", doc.File(), err)
		return
	}
	before, after := strings.SplitAfter(string(data), "\n"), strings.SplitAfter(string(made), "\n")
	i := 0
	for _, line := range after {
		if i < len(before) && before[i] == line {
			i++
		}
	}
	if i < len(before) || len(after) < len(before)+4 {
		t.Errorf("%s%s/%s: lines were touched", doc.File(), group, key)
	}
}

func TestSetWord(t *testing.T) {
	for source, want := range map[string]string{
		"stage: draft # for now\nid: x\n":     "stage: candidate # for now\nid: x\n",
		"\ufeffstage: \"draft\"\r\nid: x\r\n": "\ufeffstage: \"candidate\"\r\nid: x\r\n",
		"{id: é, stage: 'draft', title: x}\n": "{id: é, stage: 'candidate', title: x}\n",
		"stage:\n  draft\n":                   "stage:\n  candidate\n",
		"stage: >-\n  draft\nid: x\n":         "",
		"stage: \"dr\\x61ft\"\nid: x\n":       "",
		"stage: [draft]\n":                    "",
		"id: x\n":                             "",
		"title: draft\nstage: draft\nid: x":   "title: draft\nstage: candidate\nid: x",
	} {
		got, err := SetWord(parse(t, source), []byte(source), "/stage", "candidate")
		if string(got) != want || (err == nil) != (want != "") {
			t.Errorf("%q became %q (%v), want %q", source, got, err, want)
		}
	}
}

// FuzzInsert holds Insert to adding one key and nothing else, whatever the file
// looks like.
func FuzzInsert(f *testing.F) {
	for _, source := range []string{
		"proposal:\n  need:\n    statement: |+\n      a\n\n\n# x\npriority: 1\n", "a:\r\n- b: c\r\n  d: [e,\r\n   f]\r\n", "a: \"b\n  c\" # d\ne:\n  f: g",
		"- a: b\n-\n  c: d\n", "a:\n  b:\n    c: >2\n        d\n     e\n", "? a\n: b\n", "--- # x\na: b\n...\n", "\ufeffa: b\n", "a:\n\n\n  b: 'c'\n",
	} {
		f.Add(source, uint8(1))
	}
	f.Fuzz(func(t *testing.T, source string, pick uint8) {
		doc, found := yamldoc.Parse("f.yaml", []byte(source), yamldoc.Options{})
		if doc == nil || len(found) > 0 {
			return
		}
		groups := maps(doc.Root(), nil)
		if len(groups) == 0 {
			return
		}
		group := groups[int(pick)%len(groups)].Pointer()
		made, err := Insert(doc, []byte(source), group, Key("zz", Map(Key("one", Texts("TODO: a")))))
		switch {
		case errors.Is(err, errChanges):
			t.Fatalf("%q at %s: %v", source, group, err)
		case err == nil && len(made) <= len(source):
			t.Fatalf("%q at %s became %q", source, group, made)
		}
	})
}

// maps returns the groups of keys at and below v.
func maps(v yamldoc.Value, all []yamldoc.Value) []yamldoc.Value {
	if v.Kind() == yamldoc.Map {
		all = append(all, v)
	}
	for _, item := range v.Items() {
		all = maps(item, all)
	}
	for e := range v.Entries() {
		all = maps(e.Value, all)
	}
	return all
}
