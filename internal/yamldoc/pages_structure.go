package yamldoc

import "github.com/advancing-practice/credctl/internal/finding"

var structurePages = []finding.Page{
	{
		Code: CodeEmpty, Title: "an empty file",
		Why:  "A file with nothing in it, or with remarks only, says nothing that could be checked. Often it was saved before anything was written, or emptied by mistake.",
		Help: "Copy another specification and change it, or look with `git log` for what the file held before.",
	},
	{
		Code: CodeSecondDocument, Title: "more than one document in a file",
		Why:  "YAML lets one file hold several documents, and most programs read the first and pass over the rest in silence. What nobody reads must not be there to be endorsed.",
		Help: "Delete the line with `---` or `...` if it is a leftover; otherwise give each document a file of its own.",
	},
	{
		Code: CodeDirective, Title: "an order to the reading program",
		Why:  "Lines that begin with % before the document change how the rest is read, so that the words on the page no longer say what they mean.",
		Help: "Delete the line. Nothing in a specification needs it.",
	},
	{
		Code: CodeAnchor, Title: "a name given to a value",
		Why:  "With & YAML gives a value a name to be repeated elsewhere. A reviewer who reads one passage must not have to look for another to know what it says.",
		Help: "Delete the & and the name. If a text is meant to begin with &, put it in quotes.",
	},
	{
		Code: CodeAlias, Title: "a value that is written elsewhere",
		Why:  "With * YAML puts in what was named before. A few lines of that can stand for millions of values, which has been used to bring machines to a halt.",
		Help: "Write the value out. If a text is meant to begin with *, put it in quotes.",
	},
	{
		Code: CodeTag, Title: "an order how to read a value",
		Why:  "With ! YAML has a value read as something else than it looks like, in some programs even as a program to be run.",
		Help: "Delete the ! and the word behind it. If a text is meant to begin with !, put it in quotes.",
	},
	{
		Code: CodeMergeKey, Title: "keys copied from elsewhere",
		Why:  "The key << mixes in keys that do not stand there. Which of two equal keys counts then depends on the program that reads them.",
		Help: "Write the keys where they count, and delete the line.",
	},
	{
		Code: CodeDuplicateKey, Title: "the same key twice",
		Why:  "Some programs take the first of two equal keys and some the last. Two readers of one file would then judge two different texts.",
		Help: "Keep one of them. If both are needed, they are probably items of a list: give each a dash.",
	},
	{
		Code: CodeKeyKind, Title: "a key that is not a text",
		Why:  "YAML lets numbers, lists and even nothing be keys; no other format does, so the file could not be published in any of them.",
		Help: "Put the key in quotes if it is meant as a text. An empty key is most often a colon too many.",
	},
	{
		Code: CodeTooDeep, Title: "too many levels within each other",
		Why:  "Each level of lists within lists costs every program that reads the file some of its memory, and nobody can tell any more what belongs to what.",
		Help: "Write it flatter. The deepest passage that the format knows needs less than half of the levels allowed.",
	},
	{
		Code: CodeTooMany, Title: "too many values",
		Why:  "A file of nothing but brackets and commas makes hundreds of thousands of values of a few pages. No real text does; it is a way to wear a program out.",
		Help: "Split the file, or leave out what is not part of a specification. Who looks after the repository can raise the limit on the size of files, and this one grows with it.",
	},
	{
		Code: CodeNumber, Title: "a number that does not read back as written",
		Why:  "Without quotes, 1.10 is the number 1.1, 012 is ten and 1e3 a thousand. Versions, codes and references lose digits in this way, each program in its own.",
		Help: "Put it in quotes if it is a name, a version or a code; write it the plain way if it is a number: no leading or trailing zeros, no plus, no letters.",
	},
	{
		Code: CodeBool, Title: "true or false with capitals",
		Why:  "True with a capital is a truth value to some programs and a word to others.",
		Help: "Write true or false in small letters, or quotes around the word if it is a word.",
	},
	{
		Code: CodeEscape, Title: "an invisible character by way of a backslash",
		Why:  "In double quotes a backslash can bring in any character, those included that are refused when they stand in the file itself. What is kept out at the door must not come in by the window.",
		Help: "Delete the backslash and what belongs to it. For a line end within a text \\n is allowed; for a backslash as such write two.",
	},
}
