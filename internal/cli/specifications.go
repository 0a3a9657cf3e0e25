package cli

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/drafting"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/workspace"
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

// specification finds a specification of the repository by its id, by the name of
// its file, or by a path. A path to another file never means the specification that
// merely has the same name.
func (p *project) specification(arg string) (string, error) {
	if strings.ContainsAny(arg, `/\`) {
		return p.specificationAt(arg)
	}
	id := specID(arg)
	for _, file := range p.listing.Specifications {
		if specID(file) == id {
			return file, nil
		}
	}
	return "", usagef(p.unknownSpecification(id), "there is no specification %q in this repository", arg)
}

// specificationAt finds a specification of the repository by its path.
func (p *project) specificationAt(arg string) (string, error) {
	selection, err := p.files.Sources([]string{arg})
	switch {
	case err != nil:
		return "", err
	case len(selection.Files) != 1 || !slices.Contains(p.listing.Specifications, selection.Files[0]):
		return "", usagef(p.unknownSpecification(""), "%q is no specification of this repository", arg)
	}
	return selection.Files[0], nil
}

// unknownSpecification is the way out for somebody who named a specification that
// is not there.
func (p *project) unknownSpecification(id string) string {
	near := nearest.Word(id, p.specIDs())
	switch {
	case p.insideSpecs():
		return "this folder is itself called specs, and no repository was found around it; go one folder up"
	case near != "":
		return "did you mean " + near + "?"
	}
	return "specifications lie in specs/, each named after its id; credctl new begins one"
}

// insideSpecs reports whether a folder specs/ was taken for the whole repository,
// because none was found around it.
func (p *project) insideSpecs() bool {
	return p.files.FoundBy() == workspace.ByStart && filepath.Base(p.files.Dir()) == "specs"
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
