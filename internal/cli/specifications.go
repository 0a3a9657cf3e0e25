package cli

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/drafting"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// specFile is the file of the specification with an id.
func specFile(id string) string { return "specs/" + id + ".yaml" }

// specID is the id that an argument means: an id, or the path of its file.
func specID(arg string) string {
	return strings.TrimSuffix(path.Base(strings.ReplaceAll(arg, "\\", "/")), ".yaml")
}

// specIDs are the ids of the specifications of the repository, as their files are
// named.
func (p *project) specIDs() []string {
	var ids []string
	for _, file := range p.listing.Specifications {
		ids = append(ids, specID(file))
	}
	return ids
}

// specification finds a specification of the repository by its id.
func (p *project) specification(arg string) (string, error) {
	id := specID(arg)
	for _, file := range p.listing.Specifications {
		if specID(file) == id {
			return file, nil
		}
	}
	hint := "specifications lie in specs/, each named after its id; credctl new begins one"
	if near := nearest.Word(id, p.specIDs()); near != "" {
		hint = "did you mean " + near + "?"
	}
	return "", usagef(hint, "there is no specification %q in this repository", arg)
}

// shown is the path of a file of the repository as it can be typed in the working
// directory.
func (p *project) shown(file string) string {
	full := filepath.Join(p.files.Dir(), filepath.FromSlash(file))
	here := p.env.Dir
	if resolved, err := filepath.EvalSymlinks(here); err == nil {
		here = resolved
	}
	if rel, err := filepath.Rel(here, full); err == nil {
		return rel
	}
	return full
}

// judge is what specifications are begun and advanced with.
func (p *project) judge() *drafting.Judge {
	return &drafting.Judge{
		Criteria: p.set, Frameworks: p.frameworks, Today: p.env.today(),
		Reading: yamldoc.Options{MaxBytes: p.settings.MaxBytes},
	}
}

// completeIDs returns what lets a shell complete the first argument of a command
// with the ids of specifications, and the second with words.
func completeIDs(env *Env, words ...string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 1:
			return words, cobra.ShellCompDirectiveNoFileComp
		case len(args) > 1:
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		p, err := openSettings(env, cmd.Flags(), nil)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer p.close()
		if p.listing, err = p.files.List(); err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return p.specIDs(), cobra.ShellCompDirectiveNoFileComp
	}
}
