package cli

import (
	"os"
	"path/filepath"
	"strings"
)

// expandWildcards replaces each path such as drafts/*.yaml by the files it means.
// Most shells do that before a program starts; those of Windows do not. A path
// that exists as it stands, or that means nothing, stays as it is, and so do
// wildcards in the names of folders.
func (e *Env) expandWildcards(args []string) []string {
	var all []string
	for _, arg := range args {
		if files := e.wildcard(arg); len(files) > 0 {
			all = append(all, files...)
		} else {
			all = append(all, arg)
		}
	}
	return all
}

func (e *Env) wildcard(arg string) []string {
	folder, pattern := filepath.Split(arg)
	if !strings.ContainsAny(pattern, "*?[") {
		return nil
	}
	if _, err := os.Lstat(e.path(arg)); err == nil {
		return nil
	}
	entries, err := os.ReadDir(e.path(folder))
	if err != nil {
		return nil // it is said of the path as a whole that it does not exist
	}
	var files []string
	for _, entry := range entries {
		hidden := strings.HasPrefix(entry.Name(), ".") && !strings.HasPrefix(pattern, ".")
		if match, err := filepath.Match(pattern, entry.Name()); match && err == nil && !hidden {
			files = append(files, folder+entry.Name())
		}
	}
	return files
}
