package cli

import (
	"os"
	"path/filepath"

	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// spareSources refuses to write the report over a file that is read: the slip of
// a moment would cost somebody's work.
func (o *validateOptions) spareSources(p *project, in validate.Input) error {
	if o.outputFile == "" {
		return nil
	}
	target, err := os.Stat(o.env.path(o.outputFile))
	if err != nil {
		return nil // there is nothing to spare
	}
	for _, file := range p.sources(in) {
		for _, from := range []string{p.files.Dir(), o.env.Dir} { // those outside the repository are named as given
			path := filepath.FromSlash(file)
			if !filepath.IsAbs(path) {
				path = filepath.Join(from, path)
			}
			if read, err := os.Stat(path); err == nil && os.SameFile(target, read) {
				return usagef("give the report a file of its own", "flag --output-file is %q, which would overwrite %q", o.outputFile, file)
			}
		}
	}
	return nil
}

// sources are the files that a run of in reads, or that lie among them.
func (p *project) sources(in validate.Input) []string {
	all := append([]string{workspace.SettingsFile}, in.Files...)
	all = append(all, in.Others...)
	all = append(all, p.listing.Frameworks...)
	for _, pack := range p.listing.Packs {
		all = append(all, pack.File)
	}
	for _, stray := range in.Strays {
		all = append(all, stray.File)
	}
	return all
}
