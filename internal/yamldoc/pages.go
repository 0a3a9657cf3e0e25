package yamldoc

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Pages returns the page of every Y code, in the order of the codes.
func Pages() []finding.Page {
	return slices.Concat(bytePages, syntaxPages, structurePages)
}

var bytePages = []finding.Page{
	{
		Code: CodeTooLarge, Title: "the file is too large",
		Why:  "A specification is a text of some pages. A file many times that size holds something else, and reading it could make the program slow or exhaust the memory of the machine.",
		Help: "Keep pictures, tables of data and attachments elsewhere and name their address under `references`. Who looks after the repository can raise the limit in its settings.",
	},
	{
		Code: CodeNotText, Title: "the file is not a plain text",
		Why:  "A document from Word or a PDF keeps its words packed together with fonts and layout. Giving it a name that ends in .yaml does not change what is inside.",
		Help: "Begin with a copy of another specification, and bring the words over piece by piece.",
	},
	{
		Code: CodeUTF16, Title: "the file is saved as UTF-16",
		Why:  "UTF-16 writes every letter with two bytes. git takes such a file for a picture: it shows no differences and nobody can review a change.",
		Help: "Save the file again and choose the encoding UTF-8. Notepad offers it at the bottom of its Save As window.",
	},
	{
		Code: CodeNotUTF8, Title: "a byte that is not UTF-8",
		Why:  "Older programs save accents, curly quotes and dashes in a way of their own. Read as UTF-8, the only encoding that every system shares, they are no characters at all, and each program would guess differently.",
		Help: "Save the file as UTF-8, then look at the places named and type again what came out wrong.",
	},
	{
		Code: CodeByteOrderMark, Title: "a byte order mark at the start",
		Why:  "Some Windows programs put an invisible mark before the first letter. Other programs take it for part of the first key, and two files that look the same get different fingerprints.",
		Help: "Save as UTF-8 without BOM, or let credctl fix take it away. In a working file this is a warning; what reviewers judge must not have it.",
	},
	{
		Code: CodeCRLF, Title: "Windows line ends",
		Why:  "Windows ends lines with two characters, everything else with one. A signature covers every byte, so the same text with other line ends is another text.",
		Help: "Set the editor to LF, or let git do it: the repository's .gitattributes tells it to; credctl fix mends the file as it is. In a working file this is a warning; what reviewers judge must not have it.",
	},
	{
		Code: CodeCarriageReturn, Title: "a carriage return in the middle",
		Why:  "A lone carriage return moves back to the start of the line: in a terminal, what follows overwrites what came before, so that a reader sees something else than what is there.",
		Help: "Set the line ends to LF in the editor. They are otherwise a leftover of very old Mac programs.",
	},
	{
		Code: CodeFinalNewline, Title: "no line end behind the last line",
		Why:  "Without it, a line that somebody adds later counts in git as a change of two lines, one of them by a person who never touched it.",
		Help: "Press Enter at the end of the last line. Most editors have a setting that sees to it, and credctl fix does it too.",
	},
	{
		Code: CodeTab, Title: "a tab instead of spaces",
		Why:  "YAML says what belongs to what by indentation, and a tab is two, four or eight columns wide depending on who looks. It is therefore not allowed there, and in a text it only pretends to be a table.",
		Help: "Use two spaces for each step. Editors can replace all tabs of a file at once.",
	},
	{
		Code: CodeControl, Title: "a control character",
		Why:  "Control characters are orders to old printers and to terminals, for example to change colours or the window's title. Nobody sees them in an editor, and everything that prints the text obeys them.",
		Help: "Delete the characters around the place named and type them again. They mostly come from Word's manual breaks or from a PDF.",
	},
	{
		Code: CodeLineSeparator, Title: "a line separator of another kind",
		Why:  "Three rare characters end a line for some programs and not for others. Line numbers then differ from program to program, and a remark in one is text in another.",
		Help: "Replace it by a space or an ordinary line end. It often comes from slides or from a web page.",
	},
	{
		Code: CodeDirection, Title: "a character that changes the direction of writing",
		Why:  "Such a character makes the screen show the letters in another order than they are stored in. A reviewer could sign a text that reads differently from what is published.",
		Help: "Delete it. Names in right-to-left scripts are shown rightly without.",
	},
	{
		Code: CodeInvisible, Title: "an invisible character",
		Why:  "Soft hyphens, zero-width spaces and their like cannot be seen but count: a search does not find the word, and two ids that look the same are two ids.",
		Help: "Delete it, or let credctl fix do so; the finding names the column. Every format character of Unicode is refused, and so are zero-width joiners within coloured signs. The two selectors that choose between a plain and a coloured sign are allowed.",
	},
	{
		Code: CodeHardSpace, Title: "a non-breaking space where YAML needs a space",
		Why:  "Word and web pages put in spaces that look like any other. YAML does not take them for spaces, so that a key is no key and indentation no indentation, and nothing on the screen tells why.",
		Help: "Delete it and press the space bar, or let credctl fix do so. Within a text a non-breaking space is welcome.",
	},
	{
		Code: CodePrivate, Title: "a character without a shared meaning",
		Why:  "Some code points are left to each font. What Word shows as a bullet is an empty box or another sign on the next machine.",
		Help: "Begin list items with a dash and a space, and type signs that have a code point of their own.",
	},
	{
		Code: CodeLost, Title: "the sign for a lost character",
		Why:  "This sign is what a conversion leaves where it did not understand a character. The text has already lost something that only its author can put back.",
		Help: "Look the passage up in the source and type the character that was meant.",
	},
}
