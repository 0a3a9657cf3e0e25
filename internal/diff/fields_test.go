package diff_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/spec"
)

// notCompared are the fields that are no content: where a value stands in its file, and
// where the text as a whole stands in its life.
var notCompared = map[string]bool{"At": true, "Version": true, "Stage": true}

// leaf is one value inside a specification, and how to get there.
type leaf struct {
	path string // such as "Domains.Capabilities.Title"
	of   func(s *spec.Specification) reflect.Value
}

// leaves lists every value inside a specification, reading the types and not what is
// filled in, so that a field that is added to them is among them at once.
func leaves(v reflect.Value, path string, of func(s *spec.Specification) reflect.Value) (all []leaf) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() || notCompared[f.Name] {
				continue
			}
			all = append(all, leaves(v.Field(i), strings.TrimPrefix(path+"."+f.Name, "."), func(s *spec.Specification) reflect.Value { return of(s).Field(i) })...)
		}
	case reflect.Slice:
		all = append(all, leaf{path + "[]", of})
		for i := range v.Len() {
			all = append(all, leaves(v.Index(i), path, func(s *spec.Specification) reflect.Value { return of(s).Index(i) })...)
		}
	default:
		all = append(all, leaf{path, of})
	}
	return all
}

// alter changes a value to another one, the smallest change there is.
func alter(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.String:
		v.SetString(strings.TrimSpace(v.String() + " indeed"))
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Float64:
		v.SetFloat(v.Float() + 1)
	case reflect.Slice:
		item := reflect.New(v.Type().Elem()).Elem()
		fill(item)
		v.Set(reflect.Append(v, item))
	default:
		t.Fatalf("a specification has a value of kind %s, which no test knows how to change", v.Kind())
	}
}

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("a thing nobody named yet")
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !notCompared[f.Name] {
				fill(v.Field(i))
			}
		}
	}
}

// Every field of the format is compared: whatever is changed in the fullest
// specification, one change is found, of that field and nothing else. A field that is
// added to package spec and not to this one fails here.
func TestEveryFieldIsCompared(t *testing.T) {
	text := full(t)
	before := decode(t, "before", text)
	all := leaves(reflect.ValueOf(before).Elem(), "", func(s *spec.Specification) reflect.Value { return reflect.ValueOf(s).Elem() })
	if len(all) < 200 {
		t.Fatalf("%d values: too few to show anything", len(all))
	}
	for _, l := range all {
		after := decode(t, "after", text)
		alter(t, l.of(after))
		c := diff.Compare(before, after)
		if want := 1; len(c.Changes) != want && !exchanged(c.Changes) {
			t.Errorf("%s: %d changes, want 1: %+v", l.path, len(c.Changes), c.Changes)
			continue
		}
		if ch := &c.Changes[0]; !about(l.path, ch) || ch.Class == diff.Same || ch.Reason == "" || strings.Contains(ch.Reason, "no rule") {
			t.Errorf("%s: found %s of %q (field %q), %s because %q", l.path, ch.What, ch.Name, ch.Field, ch.Class, ch.Reason)
		}
	}
}

// exchanged reports whether one item of a list went and another came: what is known by
// nothing but itself is not the same when it reads otherwise.
func exchanged(changes []diff.Change) bool {
	return len(changes) == 2 && changes[0].What == diff.Removed && changes[1].What == diff.Added &&
		changes[0].Field == changes[1].Field && changes[0].Field != "" && changes[0].ID == changes[1].ID
}

// about reports whether a change is of the value with that path.
func about(path string, ch *diff.Change) bool {
	path = strings.ToLower(strings.TrimSuffix(path, "[]"))
	path = strings.Replace(path, "acknowledged", "acknowledgements", 1)
	if ch.Field == "" { // an element: it was added, or its id is another
		return ch.What == diff.Added && ch.Kind != "" || ch.What == diff.Renamed && strings.HasSuffix(path, ".id")
	}
	field := strings.ReplaceAll(ch.Field, "_", "")
	if ch.Kind == "" {
		return path == field || strings.HasPrefix(path, field+".")
	}
	return strings.HasSuffix(path, "."+field) || strings.Contains(path, "."+field+".")
}

// What is the same but for where it stands in its life and in the file is no change.
func TestVersionStageAndLayoutAreNoChange(t *testing.T) {
	text := full(t)
	other := strings.NewReplacer(
		"version: 1.4.0-rc.1+build.7", "version: 2.0.0", "stage: candidate", "stage: draft",
		"summary: >-\n  Made up from end to end, so that", "summary: |-\n  Made up from\n  end to end, so that",
		"- {id: LO1, text: Assess something., develops: [A1]}", "# a remark\n- develops: [A1]\n  text: 'Assess something.'\n  id: LO1",
		"scope:\n  in: [Adults]\n  out: [Children]", "scope: {out: [Children], in: [Adults]}",
	).Replace(text)
	if other == text {
		t.Fatal("nothing was replaced")
	}
	if c := diff.Compare(decode(t, "a", text), decode(t, "b", other)); len(c.Changes) != 0 || c.Class != diff.Same {
		t.Errorf("%+v", c.Changes)
	}
}
