//go:build !windows

package cli

import "os"

// understandsColour reports whether a terminal obeys ANSI sequences: all do.
func understandsColour(*os.File) bool { return true }
