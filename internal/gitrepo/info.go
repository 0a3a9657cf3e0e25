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
