package decode

import "github.com/advancing-practice/credctl/internal/finding"

// Pages are the pages of the S codes, in code order.
func Pages() []finding.Page {
	return []finding.Page{
		{
			Code:  CodeUnknownKey,
			Title: "A key that the format does not have",
			Why:   "What stands under a key that nobody knows is read by nobody. A slip of one letter would silently drop a whole part of the document.",
			Help:  "Correct the spelling, or use the key meant for it. What has no key of its own goes under sections, with a heading.",
		},
		{
			Code:  CodeMissingKey,
			Title: "A key that must be there is missing",
			Why:   "Without it the rest cannot be understood: something with no id cannot be referred to, and a file with no version cannot be told from the last one.",
			Help:  "Add the key with its value. Only the few keys without which nothing works are asked for here; what is enough for a stage is another question.",
		},
		{
			Code:  CodeWrongKind,
			Title: "A value of the wrong kind",
			Why:   "A list where one text is wanted, or a number where a text is wanted, would be shown wrongly or lost in print. What looks like a number is sorted and rewritten as one; an id must come out as it went in.",
			Help:  "Write the kind of value that the message asks for. Put what merely looks like a number in quotes; begin the items of a list with a dash; write nothing half, not even an empty key.",
		},
		{
			Code:  CodeUnknownWord,
			Title: "A word outside the closed list",
			Why:   "Some values choose between a few words, so that specifications can be compared and searched. A synonym is clear to people but counted nowhere.",
			Help:  "Use one of the words in the message, spelt exactly so. If none fits, leave the key out and say it in a text.",
		},
		{
			Code:  CodeWrongShape,
			Title: "A text that does not look as it must",
			Why:   "Ids, versions, dates and web addresses are compared letter by letter and become part of file names and links. A stray space or capital makes two things of one.",
			Help:  "Follow the example in the message. Dates are written year first: 2026-03-31.",
		},
		{
			Code:  CodeEmptyText,
			Title: "A text without words",
			Why:   "An empty text looks answered to a machine and unanswered to a reader. Leaving the key out is honest: then everybody sees that it is still to be written.",
			Help:  "Write the text, or take the key out until it can be written.",
		},
		{
			Code:  CodeTooLong,
			Title: "A text longer than it may be",
			Why:   "Ids are typed by hand, cited in reviews and shown in narrow columns. A long one gets mistyped and cut off.",
			Help:  "Choose a short id. What it stands for is said in the title beside it.",
		},
		{
			Code:  CodeOutOfRange,
			Title: "A number outside its limits",
			Why:   "No credits, a negative number of hours or a level that no framework has can only be a slip of the keyboard, and would be carried into every sum and table.",
			Help:  "Correct the number. If it is not known, leave the key out: 0 is not the same as unknown.",
		},
		{
			Code:  CodeRepeated,
			Title: "A word twice in one list",
			Why:   "Such a list says which of a few things apply. Saying one twice adds nothing, and often means that another was meant.",
			Help:  "Leave one of the two out, or put the word there that was meant.",
		},
		{
			Code:  CodeOtherFormat,
			Title: "A file of another format",
			Why:   "The number says by which rules the file was written. Read by the rules of another format, the same words could mean something else.",
			Help:  "Write format: 1. If the file comes from a newer version of the program, use that version.",
		},
		{
			Code:  CodeTooMany,
			Title: "Too many differences to list",
			Why:   "Beyond a thousand findings in one file a list helps nobody: as a rule the file is not of this format at all, or one habit runs through it.",
			Help:  "Mend what is listed, beginning with what repeats, and check again.",
		},
	}
}
