package criteria

import "testing"

func TestUnique(t *testing.T) {
	askAll(t, "unique", []string{"/authors/*"}, []asked{
		{name: "all differ", with: Params{By: "id"}, text: "authors: [{id: a}, {id: b}]\n"},
		{name: "one again", with: Params{By: "id"}, text: "authors:\n- {id: a}\n- {id: b}\n- {id: a}\n", want: []string{"4:8 `authors[3].id` is \"a\", which line 2 has already"}},
		{name: "without the key", with: Params{By: "id"}, text: "authors: [{name: a}, {name: a}]\n"},
	})
	askAll(t, "unique", []string{"/frameworks/*"}, []asked{
		{name: "texts themselves", text: "frameworks: [mpf@2025, mpf@2025]\n", want: []string{"1:24 `frameworks[2]` is \"mpf@2025\", which line 1 has already"}},
	})
	refused(t, Check{Kind: "unique"})
	refused(t, Check{Kind: "unique", With: Params{Of: "names"}})
}

func TestUniqueIDs(t *testing.T) {
	askAll(t, "unique", nil, []asked{
		{name: "kinds may share an id", with: Params{Of: "ids"}, text: "domains:\n- id: C\n  capabilities: [{id: C, statements: [{id: C, text: x}]}]\noutcomes: [{id: C, text: y}]\n"},
		{
			name: "statements of two domains", with: Params{Of: "ids"},
			text: "domains:\n- id: A\n  statements:\n  - {id: \"1.1\", text: x}\n- id: B\n  statements:\n  - {id: \"1.1\", text: y}\n",
			want: []string{"7:10 `domains[2].statements[1].id` is \"1.1\", which the statement in line 4 has already"},
		},
		{
			name: "three of one id", with: Params{Of: "ids"},
			text: "outcomes:\n- {id: A}\n- {id: A}\n- {id: A}\n",
			want: []string{
				"3:8 `outcomes[2].id` is \"A\", which the outcome in line 2 has already",
				"4:8 `outcomes[3].id` is \"A\", which the outcome in line 2 has already",
			},
		},
	})
}
