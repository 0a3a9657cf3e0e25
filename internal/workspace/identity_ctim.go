//go:build linux || openbsd || dragonfly

package workspace

import (
	"io/fs"
	"syscall"
)

// identifies reports whether the system says when a file was last changed.
const identifies = true

func identity(info fs.FileInfo) Identity {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return Identity{Size: info.Size()}
	}
	return Identity{
		Size: s.Size, Modified: s.Mtim.Nano(), Changed: s.Ctim.Nano(),
		Inode: uint64(s.Ino), Device: uint64(s.Dev), Mode: uint32(s.Mode),
	}
}
