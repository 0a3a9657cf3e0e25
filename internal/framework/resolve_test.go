package framework

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// trustX is an organisation's own framework, as a repository may keep one.
func trustX() *Framework {
	return &Framework{ID: "trust-x", Edition: "1", Mark: Local, Pillars: []Pillar{
		{Number: "A", Items: []Item{{Number: "A1", Title: "First"}, {Number: "A2", Title: "Second"}}},
	}}
}

func TestResolve(t *testing.T) {
	both := []string{"mpf@2017", "mpf@2025"}
	only := []string{"mpf@2025"}
	tests := []struct {
		ref      string
		declared []string
		problem  Problem
		known    string // the framework that the reference names
		propose  string
		choices  []string
	}{
		{ref: "mpf@2025#1.2", declared: only, known: "mpf@2025"},
		{ref: "mpf@2025#1.10", known: "mpf@2025"},
		{ref: "mpf@2017#4.8", declared: only, known: "mpf@2017"},
		{ref: "trust-x@1#A2", known: "trust-x@1"},

		{ref: "1.2", declared: only, problem: Bare, propose: "mpf@2025#1.2"},
		{ref: " 1.2 ", declared: only, problem: Bare, propose: "mpf@2025#1.2"},
		{ref: "1,2", declared: only, problem: Bare, propose: "mpf@2025#1.2"},
		{ref: "A1", problem: Bare, propose: "trust-x@1#A1"},
		{ref: "A1", declared: []string{"trust-x@1", "mpf@2025"}, problem: Bare, propose: "trust-x@1#A1"},
		{ref: "1.2", declared: both, problem: Bare, choices: []string{"mpf@2017#1.2", "mpf@2025#1.2"}},
		{ref: "1.2", declared: []string{"mpf@2025", "mpf@2017"}, problem: Bare, choices: []string{"mpf@2025#1.2", "mpf@2017#1.2"}},
		{ref: "1.2", declared: []string{"mpf@2025", "trust-x@1"}, problem: Bare, propose: "mpf@2025#1.2"},
		{ref: "1.2", declared: []string{"mpf@2025", "mpf@2025"}, problem: Bare, propose: "mpf@2025#1.2"},
		{ref: "1.2", problem: Bare, choices: []string{"mpf@2017#1.2", "mpf@2025#1.2"}},
		{ref: "1.2", declared: []string{"nobody@1"}, problem: Bare, choices: []string{"mpf@2017#1.2", "mpf@2025#1.2"}},
		{ref: "9.9.9", declared: only, problem: Bare},

		{ref: "mpf#1.2", declared: only, problem: Malformed, propose: "mpf@2025#1.2"},
		{ref: "mpf#1.2", declared: both, problem: Malformed, choices: []string{"mpf@2017#1.2", "mpf@2025#1.2"}},
		{ref: "mpf 1.2", declared: only, problem: Malformed, propose: "mpf@2025#1.2"},
		{ref: "MPF@2025 1.2", declared: only, problem: Malformed, propose: "mpf@2025#1.2"},
		{ref: "MPF@2017 1.2", declared: only, problem: Malformed, propose: "mpf@2017#1.2"},
		{ref: "MPF 2025: 1.2", problem: Malformed, propose: "mpf@2025#1.2"},
		{ref: "mpf@2025#1,2", declared: only, problem: Malformed, known: "mpf@2025", propose: "mpf@2025#1.2"},
		{ref: "mpf@2025# 1.2", declared: only, problem: Malformed, known: "mpf@2025", propose: "mpf@2025#1.2"},
		{ref: "mpf@2025#1.2.", declared: only, problem: Malformed, known: "mpf@2025", propose: "mpf@2025#1.2"},
		{ref: "mpf2025#1.2", declared: only, problem: Malformed, propose: "mpf@2025#1.2"},
		{ref: "mpf@2025/1.2", problem: Malformed, propose: "mpf@2025#1.2"},
		{ref: "mpf@2025", declared: only, problem: Malformed, known: "mpf@2025"},
		{ref: "mpf@2025#", declared: only, problem: Malformed, known: "mpf@2025"},
		{ref: "#1.2", declared: only, problem: Malformed},
		{ref: "", declared: only, problem: Malformed},
		{ref: "#", declared: only, problem: Malformed},
		{ref: "see the framework", declared: only, problem: Malformed},
		{ref: strings.Repeat("1.2,", 1000), declared: only, problem: Malformed},
		{ref: "1.2" + strings.Repeat(" ", maxRef), declared: only, problem: Malformed},

		{ref: "mpf@2024#1.2", declared: only, problem: UnknownFramework, propose: "mpf@2025#1.2"},
		{ref: "mpf@2024#1.2", declared: both, problem: UnknownFramework, propose: "mpf@2025#1.2"},
		{ref: "mpf@2024#1.2", problem: UnknownFramework, propose: "mpf@2025#1.2"},
		{ref: "mfp@2025#1.2", declared: only, problem: UnknownFramework, propose: "mpf@2025#1.2"},
		{ref: "trustx@1#A1", problem: UnknownFramework, propose: "trust-x@1#A1"},
		{ref: "consultant@2020#1.2", declared: only, problem: UnknownFramework},

		{ref: "mpf@2025#1.99", declared: only, problem: UnknownItem, known: "mpf@2025"},
		{ref: "mpf@2025#1.12", declared: only, problem: UnknownItem, known: "mpf@2025"},
		{ref: "mpf@2025#2", declared: only, problem: UnknownItem, known: "mpf@2025"},
		{ref: "mpf@2025#2.1-2.11", declared: only, problem: UnknownItem, known: "mpf@2025"},
		{ref: "trust-x@1#A9", declared: only, problem: UnknownItem, known: "trust-x@1"},
	}
	r := NewRegistry(append(slices.Clone(Embedded()), trustX())...)
	for _, test := range tests {
		got := r.Resolve(test.ref, test.declared)
		want := Resolution{Problem: test.problem, Item: got.Item, Propose: test.propose, Choices: test.choices}
		if test.known != "" {
			want.Framework, _ = r.Lookup(test.known)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Resolve(%q, %q) (-want +got):\n%s", test.ref, test.declared, diff)
		}
		if number := test.ref[strings.Index(test.ref, "#")+1:]; test.problem == Resolved && got.Item.Number != number {
			t.Errorf("Resolve(%q) is item %q", test.ref, got.Item.Number)
		}
	}
}

// A repository may bring its own edition; it then stands in the place of ours.
func TestLaterFrameworkReplacesEarlier(t *testing.T) {
	own := &Framework{ID: "mpf", Edition: "2025", Pillars: []Pillar{{Number: "9", Items: []Item{{Number: "9.1"}}}}}
	r := NewRegistry(append(slices.Clone(Embedded()), nil, own)...)
	if got := len(r.Frameworks()); got != 2 {
		t.Errorf("%d frameworks, want 2", got)
	}
	if got := r.Resolve("mpf@2025#9.1", nil).Problem; got != Resolved {
		t.Errorf("the later framework's item: problem %d", got)
	}
	if got := r.Resolve("mpf@2025#1.2", nil); got.Problem != UnknownItem {
		t.Errorf("the earlier framework's item: problem %d, want UnknownItem", got.Problem)
	}
	if _, ok := r.Lookup("mpf@2026"); ok {
		t.Error("Lookup knows mpf@2026")
	}
}

// Parse reports a number that stands twice; the first one counts.
func TestFirstOfTwoItemsCounts(t *testing.T) {
	twice := []Item{{Number: "1", Title: "First"}, {Number: "1", Title: "Second"}}
	r := NewRegistry(&Framework{ID: "x", Edition: "1", Pillars: []Pillar{{Number: "1", Items: twice}}})
	if got := r.Resolve("x@1#1", nil).Item.Title; got != "First" {
		t.Errorf("x@1#1 is %q, want First", got)
	}
}

func TestRegistryServesManyGoroutines(t *testing.T) {
	r := NewRegistry(Embedded()...)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, ref := range []string{"mpf@2025#1.2", "1.2", "MPF@2024 1.99", "trust#1"} {
				r.Resolve(ref, []string{"mpf@2025"})
			}
		})
	}
	wg.Wait()
}

func FuzzResolve(f *testing.F) {
	for _, ref := range []string{"mpf@2025#1.2", "1.2", "mpf#1.2", "MPF@2025 1.2", "mpf@2025#1,2", "mpf@2024#1.99", "@#", "\xff#1", "A1"} {
		f.Add(ref, "mpf@2025", "mpf@2017")
	}
	r := NewRegistry(append(slices.Clone(Embedded()), trustX())...)
	f.Fuzz(func(t *testing.T, ref, first, second string) {
		declared := []string{first, second}
		got := r.Resolve(ref, declared)
		if diff := cmp.Diff(got, r.Resolve(ref, declared)); diff != "" {
			t.Errorf("asked twice, answered twice:\n%s", diff)
		}
		if (got.Problem == Resolved) != (got.Item != Item{}) {
			t.Errorf("problem %d with item %v", got.Problem, got.Item)
		}
		if got.Problem == Resolved && (got.Framework == nil || got.Framework.Ref()+"#"+got.Item.Number != ref) {
			t.Errorf("%q resolved to %s of %v", ref, got.Item.Number, got.Framework)
		}
		proposals := got.Choices
		if got.Propose != "" {
			proposals = []string{got.Propose}
		}
		if len(got.Choices) == 1 || len(got.Choices) > 0 && got.Propose != "" {
			t.Errorf("proposal %q beside choices %q", got.Propose, got.Choices)
		}
		for _, p := range proposals {
			if r.Resolve(p, nil).Problem != Resolved {
				t.Errorf("%q: the proposal %q does not resolve", ref, p)
			}
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	r := NewRegistry(Embedded()...)
	declared := []string{"mpf@2025"}
	for name, ref := range map[string]string{"good": "mpf@2025#3.4", "bare": "1.2", "near": "mpf@2024#1.99", "long": strings.Repeat("x", 1<<16)} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Resolve(ref, declared)
			}
		})
	}
}
