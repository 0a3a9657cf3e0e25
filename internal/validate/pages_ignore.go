package validate

import "github.com/advancing-practice/credctl/internal/finding"

// ignorePages are the pages of the I codes, in code order.
func ignorePages() []finding.Page {
	return []finding.Page{
		{
			Code:  CodeMalformed,
			Title: "A comment that suppresses nothing because of how or where it is written",
			Why:   "A comment that is misspelt, or stands behind a value instead of above it, has no effect. Whoever wrote it believes that it has, and nobody looks at the finding again.",
			Help:  `Write # credctl: ignore CODE reason="why" until=YYYY-MM-DD on a line of its own, right above what it is about and indented the same. The words, one code, and straight double quotes around the reason must be exactly so; until may be left out. It is about the key or the list item below it with all that belongs to it; above the first key of a file it is about the whole file.`,
		},
		{
			Code:  CodeNoReason,
			Title: "A finding is to be suppressed without a reason",
			Why:   "Months later nobody remembers why a finding did not apply. Without a reason it can neither be checked nor be taken back, and whoever reads the specification cannot tell care from convenience.",
			Help:  "Say in a few words why the finding does not apply here, so that somebody else could judge it. A reason that begins with TODO counts as none.",
		},
		{
			Code:  CodeUnknownCode,
			Title: "A comment names a code that there is not",
			Why:   "A slip in a code suppresses nothing, or one day something else: a code may be given to a new check.",
			Help:  "Copy the code from the finding, where it stands in square brackets. credctl validate --format ignore prints the whole comment. A code of a pack that is not in force is not known either.",
		},
		{
			Code:  CodeUnused,
			Title: "A comment has no finding left to suppress",
			Why:   "A comment that outlives its finding lies in wait for the next one: a new mistake in the same place would pass unseen, with a reason that was given for another.",
			Help:  "Delete the comment. If its finding is still there, the comment stands above something else, or the finding bears another code.",
		},
		{
			Code:  CodeExpired,
			Title: "The day until which a finding was suppressed is over",
			Why:   "Somebody asked for time, and the time has run out. The finding counts again, so that a postponement does not become permanent by nobody's decision.",
			Help:  "Mend what the finding says and delete the comment. If more time is needed, give a later day and say why. The day named is the last on which the finding is suppressed.",
		},
		{
			Code:  CodeNotAllowed,
			Title: "A comment names what may not be suppressed",
			Why:   "What blocks endorsement must be decided by people other than the author, on the record. An author's comment that made it disappear would decide it in silence.",
			Help:  "Mend what the finding says and delete the comment. Suppressed may be what a criteria pack asks and does not make an error of a candidate, and only where it is no error now. How a file is written, its ids and its references may not be suppressed, nor may findings about such comments.",
		},
	}
}
