package compose

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMerge(t *testing.T) {
	first := Map(
		Key("title", Text("TODO: name it")), Key("frameworks", Words("mpf@2025")),
		Key("proposal", Map(Key("need", Map(Key("statement", Text("Few can.")))), Key("priority", Map(Key("statement", Text("Now."))))).Noted("the first")),
	)
	second := Map(
		Key("title", Text("Wound care")), Key("frameworks", Words()), Key("entry", Texts("Registered")),
		Key("proposal", Map(Key("need", Map(Key("scale", Text("Everywhere."))))).Noted("the second")),
	)
	before := string(Bytes(first))
	got := string(Bytes(Merge(first, second)))
	want := `title: Wound care
frameworks: [mpf@2025]
# the first
# the second
proposal:
  need:
    statement: Few can.
    scale: Everywhere.
  priority:
    statement: Now.
entry:
- Registered
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if after := string(Bytes(first)); after != before {
		t.Errorf("the first was changed:\n%s", after)
	}
}
