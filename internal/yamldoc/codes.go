package yamldoc

// The codes of what the bytes of a file may have against them.
const (
	CodeTooLarge       = "Y101"
	CodeNotText        = "Y102"
	CodeUTF16          = "Y103"
	CodeNotUTF8        = "Y104"
	CodeByteOrderMark  = "Y105"
	CodeCRLF           = "Y106"
	CodeCarriageReturn = "Y107"
	CodeFinalNewline   = "Y108"
	CodeTab            = "Y109"
	CodeControl        = "Y110"
	CodeLineSeparator  = "Y111"
	CodeDirection      = "Y112"
	CodeInvisible      = "Y113"
	CodeHardSpace      = "Y114"
	CodePrivate        = "Y115"
	CodeLost           = "Y116"
)

// The codes of what keeps a text from being read as YAML at all, and of two
// things that are YAML but hardly ever meant (Y206 in part, and Y213).
const (
	CodeUnreadable    = "Y200"
	CodeColon         = "Y201"
	CodeUnclosedQuote = "Y202"
	CodeBehindQuote   = "Y203"
	CodeSpecialStart  = "Y204"
	CodeIndentation   = "Y205"
	CodeMisaligned    = "Y206"
	CodeMissingSpace  = "Y207"
	CodeNoKey         = "Y208"
	CodeBracket       = "Y209"
	CodeComma         = "Y210"
	CodeBackslash     = "Y211"
	CodeItemOnLine    = "Y212"
	CodeCutOff        = "Y213"
	CodeLongKey       = "Y214"
)

// The codes of what is YAML but not of the strict part that is read here.
const (
	CodeEmpty          = "Y301"
	CodeSecondDocument = "Y302"
	CodeDirective      = "Y303"
	CodeAnchor         = "Y304"
	CodeAlias          = "Y305"
	CodeTag            = "Y306"
	CodeMergeKey       = "Y307"
	CodeDuplicateKey   = "Y308"
	CodeKeyKind        = "Y309"
	CodeTooDeep        = "Y310"
	CodeTooMany        = "Y311"
	CodeNumber         = "Y312"
	CodeBool           = "Y313"
	CodeEscape         = "Y314"
)
