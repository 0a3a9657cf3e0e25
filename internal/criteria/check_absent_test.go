package criteria

import "testing"

func TestAbsent(t *testing.T) {
	askAll(t, "absent", []string{"/duration"}, []asked{
		{name: "left out", text: "id: x\n"},
		{name: "given", text: "id: x\nduration: one year\n", want: []string{"2:11 `duration` is given, want it left out"}},
	})
}
