//go:build !linux && !openbsd && !dragonfly && !darwin && !freebsd && !netbsd

package workspace

import (
	"errors"
	"io/fs"
	"os"
)

// identifies reports whether the system says when a file was last changed.
const identifies = false

// identity knows little here: without the time of the last change, a file whose
// other times were set back could not be told from the one it was.
func identity(info fs.FileInfo) Identity {
	return Identity{Size: info.Size(), Modified: info.ModTime().UnixNano()}
}

// identityIn and typeOf are not asked where the system does not say enough.
func identityIn(*os.File, string) (Identity, error) { return Identity{}, errors.ErrUnsupported }
func typeOf(Identity) fs.FileMode                   { return fs.ModeIrregular }
