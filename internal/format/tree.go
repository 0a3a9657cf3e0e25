package format

// tree is a file as lines that belong to something.
type tree struct {
	head   []line // what stays at the top
	marker *remarked
	middle []line // below the marker, and belongs to no key
	root   entry  // without a key
	end    []line // what stands behind the root, and the marker that ends the document
}

// remarked is a line of its own kind with a remark behind it.
type remarked struct {
	text   string
	remark remark
}

// line is a blank line or a remark on a line of its own.
type line struct {
	text  string // from the # on; "" of a blank line
	col   int    // where it begins, from 0
	apart bool   // it has to stay further right than what is below it
}

// remark is what stands behind something on the same line, and further remarks
// below that begin in the same column.
type remark struct {
	text  string
	gap   int // spaces before it
	col   int
	below []string
}

// group is a list or a group of keys, each on a line of its own.
type group struct {
	list    bool
	root    bool // nothing is around it
	col     int  // where its dashes or keys stood
	order   map[string]int
	opener  []line // directly below what opens the group, and about none of its entries
	entries []*entry
	trailer []line // behind the last entry, and belongs to the group
}

// entry is a key with its value, or an item.
type entry struct {
	lead   []line // directly above
	name   string // the key as it reads
	key    string // the key as it is written
	remark remark // on the line of the key, unless the value stands on it too
	group  *group // at most one of group and leaf is there; an empty value has neither
	inner  []line // between the key and a leaf on a line of its own
	leaf   *leaf
	trail  []line // below a leaf and further to the right than the key: about this entry
}

// leaf is a value that is kept as it is written: a scalar, or something in
// brackets.
type leaf struct {
	lines  []string // the first from where it begins, the others whole
	base   int      // the column of the group it stands in, -1 outside of any
	fresh  bool     // it begins a line
	col    int      // where it begins
	flow   bool     // in brackets
	block  bool     // behind | or >: the first line is the header
	keep   bool     // blank lines behind it are part of it
	fixed  int      // how far beyond base the header says that the text is indented; 0: it does not say
	indent int      // how far the text is indented; -1: there is none that could tell
	scalar []bool   // of each line of a flow: its end lies within a scalar
	remark remark   // behind its last line; of a block text behind the header
}
