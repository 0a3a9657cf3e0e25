package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// spareSources refuses to write a report over a file that is read: the slip of a
// moment would cost somebody's work.
func (o *validateOptions) spareSources(p *project, in validate.Input) error {
	for _, out := range o.outputs {
		if out.file == "" {
			continue
		}
		target, err := os.Stat(o.env.path(out.file))
		if err != nil {
			continue // there is nothing to spare
		}
		for _, file := range p.sources(in) {
			if o.reads(p, file, target) {
				return usagef("give the report a file of its own", "flag --%s is %q, which would overwrite %q", out.flag, out.named(), file)
			}
		}
	}
	return nil
}

// named is the value of the flag that named the file.
func (out output) named() string {
	if out.flag == "format" {
		return out.format + "=" + out.file
	}
	return out.file
}

// reads reports whether the file that is read, as it is called in findings, is
// the target.
func (o *validateOptions) reads(p *project, file string, target os.FileInfo) bool {
	for _, from := range []string{p.files.Dir(), o.env.Dir} { // those outside the repository are named as given
		path := filepath.FromSlash(file)
		if !filepath.IsAbs(path) {
			path = filepath.Join(from, path)
		}
		if read, err := os.Stat(path); err == nil && os.SameFile(target, read) {
			return true
		}
	}
	return false
}

// spared reports whether a file must not be overwritten although nothing is
// known of the repository, because what is written says that the run broke off:
// it may well be one of those that would have been read.
func (o *validateOptions) spared(file string) bool {
	if file == "" {
		return false
	}
	if _, err := os.Stat(o.env.path(file)); err != nil {
		return false
	}
	switch strings.ToLower(filepath.Ext(file)) {
	case ".yaml", ".yml":
		return true
	}
	return slices.ContainsFunc(o.paths, func(path string) bool { return o.env.sameFile(path, file) })
}

// sources are the files that a run of in reads, or that lie among them.
func (p *project) sources(in validate.Input) []string {
	all := append([]string{workspace.SettingsFile}, in.Files...)
	all = append(all, in.Others...)
	all = append(all, p.listing.Frameworks...)
	if p.governed != nil {
		all = append(all, p.governed.file)
	}
	for _, pack := range p.listing.Packs {
		all = append(all, pack.File)
	}
	for _, stray := range in.Strays {
		all = append(all, stray.File)
	}
	return all
}
