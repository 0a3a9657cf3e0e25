//go:build unix

package cache

import (
	"io/fs"
	"os"
	"syscall"
)

// onlyMine reports whether a file is the user's and nobody else may write to it.
func onlyMine(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	const groupOrOthers = 0o022
	return ok && int(s.Uid) == os.Geteuid() && info.Mode().Perm()&groupOrOthers == 0
}
