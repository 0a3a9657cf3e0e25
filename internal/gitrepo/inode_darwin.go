package gitrepo

import (
	"io/fs"
	"syscall"
)

// sameInode compares what the operating system knows of a file beside its size
// and its time. A file put in the place of another differs here at the latest.
func sameInode(info fs.FileInfo, e indexEntry) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && uint32(s.Ino) == e.inode && e.ctime.same(stamp{uint32(s.Ctimespec.Sec), uint32(s.Ctimespec.Nsec)})
}
