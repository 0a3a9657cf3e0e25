package criteria

import "testing"

func TestPresent(t *testing.T) {
	askAll(t, "present", []string{"/proposal/need/statement"}, []asked{
		{name: "there", text: "proposal: {need: {statement: Few can do it.}}\n"},
		{name: "missing", text: "proposal: {need: {scale: wide}}\n", want: []string{"1:18 `proposal.need.statement` is missing"}},
		{name: "nothing of the way there", text: "id: x\n", want: []string{"1:1 `proposal.need.statement` is missing"}},
		{name: "an S finding says it", text: "proposal: {need: {statement: \"\"}}\n", want: []string{"1:30 (quiet)"}},
		{name: "null", text: "proposal:\n  need:\n    statement:\n", want: []string{"3:15 (quiet)"}},
		{name: "still to be written", text: "proposal: {need: {statement: \"TODO: ask\"}}\n", want: []string{"1:30 (quiet)"}},
	})
	askAll(t, "present", []string{"/learning/content", "/outcomes/*/text"}, []asked{
		{name: "an empty list holds nothing", text: "learning: {content: []}\n", want: []string{"1:21 `learning.content` is there, but nothing is in it"}},
		{name: "every item is asked", text: "learning: {content: [a]}\noutcomes: [{id: A, text: b}, {id: B}]\n", want: []string{"2:30 `outcomes[2].text` is missing"}},
	})
}
