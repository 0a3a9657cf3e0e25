package spec

import "testing"

func TestUnwritten(t *testing.T) {
	for text, want := range map[string]bool{
		"TODO: say who": true, "TODO": true, "TODO say who": true, "  TODO\n": true, "todo: say who": true, "Todo:": true, "TODO(author): x": true,
		"": false, "Todos los días": false, "todo el mundo": false, "TODOS": false, "TODO-lists are kept": false, "The TODO is open": false,
		"Método": false, "TODÓ": false, "Todo later": false, "TO DO: x": false,
	} {
		if got := Unwritten(text); got != want {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}
