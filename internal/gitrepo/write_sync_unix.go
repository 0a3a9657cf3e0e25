//go:build !windows

package gitrepo

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder returns when the names in a folder are on the disk. Some file
// systems, those of network shares among them, have no such thing.
func syncFolder(folder *os.File) error {
	if err := folder.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}
