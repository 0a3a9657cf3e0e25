package gitrepo

import (
	"io/fs"
	"time"
)

// info describes an entry of a tree.
type info struct {
	entry treeEntry
	size  int64
}

func (i info) Name() string       { return i.entry.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.entry.mode }
func (i info) ModTime() time.Time { return time.Time{} } // git keeps none
func (i info) IsDir() bool        { return i.entry.mode.IsDir() }
func (i info) Sys() any           { return nil }

// ContentID names the content: of two entries of one repository with the same one the
// content is the same, of folders with all that is in them.
func (i info) ContentID() string { return i.entry.id }

// listed is an entry of a folder that was listed. It shares the folder's memory, which
// is never changed: a register has thousands of files, and there are as many of it as
// tags.
type listed struct{ entry *treeEntry }

func (l listed) Name() string               { return l.entry.name }
func (l listed) IsDir() bool                { return l.entry.mode.IsDir() }
func (l listed) Type() fs.FileMode          { return l.entry.mode.Type() }
func (l listed) Info() (fs.FileInfo, error) { return info{*l.entry, 0}, nil }
func (l listed) String() string             { return fs.FormatDirEntry(l) }

// Mode and ContentID are those of the entry's info.
func (l listed) Mode() fs.FileMode { return l.entry.mode }
func (l listed) ContentID() string { return l.entry.id }
