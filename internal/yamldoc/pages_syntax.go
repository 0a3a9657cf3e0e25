package yamldoc

import "github.com/advancing-practice/credctl/internal/finding"

var syntaxPages = []finding.Page{
	{
		Code: CodeUnreadable, Title: "the text cannot be read as YAML",
		Why:  "Something in or before the line named breaks the rules of YAML in a way that has no page of its own. Until it is mended nothing in the file can be checked.",
		Help: "Compare the line with a neighbour that works: its indentation, its colon, its quotes. If in doubt put the text in quotes, or begin it with `>-` on the key's line and write it below with more indentation.",
	},
	{
		Code: CodeColon, Title: "a colon within a text",
		Why:  "A colon with a space behind it is how YAML tells a key from its value. A title with a subtitle has one too, and YAML cannot know that it is none of its business.",
		Help: "Put the whole text in quotes.",
	},
	{
		Code: CodeUnclosedQuote, Title: "a quote that is never closed",
		Why:  "From an opening quote on, everything is text until the closing one comes. If that is missing, the keys below are swallowed.",
		Help: "Close the quote at the end of the text. An apostrophe at the start of a text counts as an opening quote: put such a text in double quotes.",
	},
	{
		Code: CodeBehindQuote, Title: "something behind a closing quote",
		Why:  "A value in quotes ends with its closing quote. An apostrophe within single quotes ends it too early, and a text that only begins with quoted words ends after these.",
		Help: "Put the whole text in quotes of the other kind, or write an apostrophe within single quotes twice.",
	},
	{
		Code: CodeSpecialStart, Title: "a text that begins with a sign that YAML uses",
		Why:  "The signs @ ` % & * ! | > [ { ] } , at the start of a value, and a question mark within brackets, are part of YAML's own language, so the words behind them are not taken for a text.",
		Help: "Put the text in quotes. For a longer text after | or > begin on the line below, with more indentation.",
	},
	{
		Code: CodeIndentation, Title: "a line in the wrong column",
		Why:  "What belongs to what is told by the column in which a line begins, and by nothing else. One space too many or too few and a line belongs to nothing.",
		Help: "Begin keys that belong together in the same column, two further in than what they belong to.",
	},
	{
		Code: CodeMisaligned, Title: "a list item out of line",
		Why:  "Only dashes in one column make one list. A dash that stands a little further in is read as part of the item above, often without any complaint from other programs.",
		Help: "Put all dashes of a list in the same column.",
	},
	{
		Code: CodeMissingSpace, Title: "no space behind a colon or a dash",
		Why:  "A web address has colons and a compound word has dashes. Only the space behind tells a key or a list item from those.",
		Help: "Put one space behind the colon or the dash.",
	},
	{
		Code: CodeNoKey, Title: "a line without a key",
		Why:  "Where keys are expected, each line must begin with one. Most often the line is the second half of a text that was broken in two without indenting it.",
		Help: "Indent the line if it goes on with the text above; otherwise write its key and a colon before it.",
	},
	{
		Code: CodeBracket, Title: "brackets that do not match",
		Why:  "Lists in square brackets and keys in curly ones go on until their closing bracket, over as many lines as it takes. If it is missing or of the wrong kind, the rest of the file is swallowed.",
		Help: "Close each bracket with its own kind, or write the list with one dash a line, where nothing has to be closed.",
	},
	{
		Code: CodeComma, Title: "a comma too few or too many in brackets",
		Why:  "Within brackets a comma is all that parts one item from the next; without it two items run together.",
		Help: "Put exactly one comma between two items. A text that has commas or brackets in it needs quotes there.",
	},
	{
		Code: CodeBackslash, Title: "a backslash in double quotes",
		Why:  "In double quotes a backslash and the letter behind it make a special sign. The address of a file on Windows is full of backslashes that are meant as they stand.",
		Help: "Use single quotes, or write each backslash twice.",
	},
	{
		Code: CodeItemOnLine, Title: "a list item on the line of its key",
		Why:  "A list stands below its key, one dash a line. A dash behind the colon is neither a list nor a text.",
		Help: "Press Enter before the dash. If the dash is part of a text, put the text in quotes.",
	},
	{
		Code: CodeCutOff, Title: "a text cut off by a number sign",
		Why:  "A # with a space before it begins a remark, which programs pass over. What was meant as the rest of the text is then lost without a word.",
		Help: "Put the whole text in quotes. If it is a remark, leave a space behind the # and nothing more is said.",
	},
	{
		Code: CodeLongKey, Title: "a key that is far too long",
		Why:  "Keys are single words. A colon after more than a thousand characters is the colon of a sentence.",
		Help: "Put the text in quotes, or begin it with `>-` and write it on the lines below.",
	},
}
