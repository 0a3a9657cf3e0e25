package cli

import (
	"os"
	"syscall"
)

// understandsColour reports whether a console obeys ANSI sequences, and asks it
// to: the older ones would show them as they are.
func understandsColour(f *os.File) bool {
	const virtualTerminal = 0x0004
	var mode uint32
	if err := syscall.GetConsoleMode(syscall.Handle(f.Fd()), &mode); err != nil {
		return false
	}
	if mode&virtualTerminal != 0 {
		return true
	}
	set := syscall.NewLazyDLL("kernel32.dll").NewProc("SetConsoleMode")
	ok, _, _ := set.Call(f.Fd(), uintptr(mode|virtualTerminal))
	return ok != 0
}
