package gitrepo

import (
	"context"
	"os"
	"path"
	"strings"
)

// log notes a change in the log of a ref, as git does. That it cannot be noted
// is no reason to fail: git can do without. begin is whether a log is begun where
// there is none.
func (w *writer) log(c refChange, begin bool) {
	name := "logs/" + c.ref
	flags := os.O_WRONLY | os.O_APPEND
	if at, err := w.root.Stat(name); err != nil || at.IsDir() {
		if !begin || w.makeFolder(path.Dir(name)) != nil {
			return
		}
		if err == nil && w.removeEmpty(name) != "" {
			return
		}
		flags |= os.O_CREATE
	}
	file, err := w.root.OpenFile(name, flags, 0o666)
	if err != nil {
		return
	}
	old := c.expect
	if old == "" {
		old = strings.Repeat("0", len(c.to))
	}
	why := strings.Join(strings.Fields(c.why), " ")
	_, _ = file.WriteString(old + " " + c.to + " " + c.who + "\t" + why + "\n")
	if flags&os.O_CREATE != 0 {
		w.share(name, 0o666)
	}
	_ = file.Close()
}

// logs reports whether git would begin a log for a ref.
func (w *writer) logs(ctx context.Context, ref string) bool {
	value, err := w.setting(ctx, "core.logAllRefUpdates")
	if err != nil {
		return false
	}
	branch := strings.HasPrefix(ref, "refs/heads/")
	switch strings.ToLower(value) {
	case "always":
		return true
	case "true", "yes", "on", "1":
		return branch
	case "":
		bare, err := w.isBare(ctx)
		return branch && err == nil && !bare
	}
	return false
}
