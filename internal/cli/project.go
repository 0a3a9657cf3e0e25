package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/advancing-practice/credctl/internal/cache"
	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/workspace"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// project is a repository as most commands see it: its files, its settings, and
// the frameworks and packs in force.
type project struct {
	env        *Env
	files      *workspace.Workspace
	tree       tree // where listing, settings, frameworks and packs are read: files, or a commit
	listing    *workspace.Listing
	settings   config.Settings
	frameworks *framework.Registry
	set        *criteria.Set

	governed *governed // nil: governance does not say which packs are in force

	packFiles, frameworkFiles map[string]string // where the repository's own stand, by "gateway@1.0.0" and "mpf@2025"

	inputs cache.Inputs // what verdicts rest on, as far as it was read
}

// tree is a repository that can be listed and read, as workspace says.
type tree interface {
	List() (*workspace.Listing, error)
	Read(file string, limit int) ([]byte, error)
}

// sharedFlags are the flags of every command that opens a project.
type sharedFlags struct {
	packs []string
	color string
}

func (s *sharedFlags) add(cmd *cobra.Command, env *Env) {
	s.addPack(cmd, env)
	cmd.Flags().StringVar(&s.color, "color", "auto", "colour the report `WHEN`: auto, always or never")
	completeWords(cmd, "color", config.Colors...)
}

// addPack adds the flag --pack alone, for commands that report nothing in colour.
func (s *sharedFlags) addPack(cmd *cobra.Command, env *Env) {
	cmd.Flags().StringSliceVar(&s.packs, "pack", nil, "use `PACK` (such as gateway@1.0.0) instead of the packs in force; may be repeated")
	completePacks(cmd, env)
}

// open opens the repository that args mean, seen from the working directory,
// with the settings that the flags given leave in force. Beside an error the
// project may be there, closed, so that the failure can be told in the format
// that its settings ask for.
func (s *sharedFlags) open(env *Env, flags *pflag.FlagSet, args []string) (*project, error) {
	p, err := openSettings(env, flags, args)
	if err != nil {
		return p, err
	}
	if err := p.load(); err != nil {
		p.close()
		return p, err
	}
	return p, nil
}

// load lists the repository and reads what specifications are judged by.
func (p *project) load() error {
	for _, step := range []func() error{p.list, p.loadFrameworks, p.loadPacks} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// openSettings opens the repository that args mean, and nothing of it but its
// settings. What it returns is as for open.
func openSettings(env *Env, flags *pflag.FlagSet, args []string) (*project, error) {
	files, err := workspace.OpenFor(env.Dir, args)
	if err != nil {
		return nil, err
	}
	p := &project{env: env, files: files, tree: files}
	if err := p.configure(flags); err != nil {
		p.close()
		return p, err
	}
	return p, nil
}

func (p *project) close() { p.files.Close() }

// list finds out which files are what, and warns of those that were probably
// meant to count and do not.
func (p *project) list() (err error) {
	if p.listing, err = p.tree.List(); err != nil {
		return err
	}
	for _, o := range p.listing.Overlooked {
		p.env.warn(fmt.Sprintf("%s is not read: %s", o.File, o.Reason), o.Help)
	}
	return nil
}

// configure puts the settings together. They are complete beside an error, too.
func (p *project) configure(flags *pflag.FlagSet) error {
	in := config.Input{File: workspace.SettingsFile, Environ: p.env.Environ}
	var err error
	if in.Flags, err = given(flags); err != nil {
		return err
	}
	in.Data, err = p.tree.Read(workspace.SettingsFile, yamldoc.DefaultMaxBytes)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var found finding.List
	p.settings, found, err = config.Load(in)
	if err := unusable(workspace.SettingsFile, found); err != nil {
		return err
	}
	var value *config.ValueError
	if errors.As(err, &value) {
		return usageError{err: err, hint: value.Help}
	}
	return err
}

// given are the flags that were set on the command line. One that was set to
// nothing is an error: as a rule a variable was empty that should not have been.
func given(flags *pflag.FlagSet) (map[string][]string, error) {
	all := map[string][]string{}
	var empty error
	flags.Visit(func(f *pflag.Flag) {
		if _, own := f.Annotations[ownFormat]; own {
			return
		}
		words := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			words = list.GetSlice()
		}
		if formats, ok := f.Value.(*formatsFlag); ok {
			var said bool
			if words, said = formats.setting(); !said {
				return
			}
		}
		if strings.Join(words, "") == "" && empty == nil {
			empty = usagef("", "flag --%s is empty, want a value", f.Name)
		}
		all[f.Name] = words
	})
	return all, empty
}

// loadFrameworks reads the repository's own frameworks, which stand beside the
// embedded ones and replace those of the same name and edition.
func (p *project) loadFrameworks() error {
	all := framework.Embedded()
	p.frameworkFiles = map[string]string{}
	for _, file := range p.listing.Frameworks {
		doc, err := p.read(file)
		if err != nil {
			return err
		}
		f, found := framework.Parse(doc)
		if err := unusable("the framework "+file, found); err != nil {
			return err
		}
		if slices.ContainsFunc(framework.Embedded(), func(e *framework.Framework) bool { return e.Ref() == f.Ref() }) {
			p.env.warn(fmt.Sprintf("%s takes the place of the %s that comes with credctl", file, f.Ref()), "")
		}
		p.frameworkFiles[f.Ref()] = file
		all = append(all, f)
	}
	p.frameworks = framework.NewRegistry(all...)
	return nil
}

// read reads a file that the verdict on others rests on: strictly to the byte.
func (p *project) read(file string) (*yamldoc.Document, error) {
	data, err := p.tree.Read(file, p.settings.MaxBytes)
	if err != nil {
		return nil, err
	}
	p.inputs.Add("file "+file, data)
	doc, found := yamldoc.Parse(file, data, yamldoc.Options{MaxBytes: p.settings.MaxBytes, Exact: true})
	if err := unusable(file, found); err != nil {
		return nil, err
	}
	return doc, nil
}

// unusable turns findings about something that verdicts rest on into an error:
// with a framework or a pack half understood, no verdict would be worth having.
func unusable(what string, found finding.List) error {
	if !found.AtLeast(finding.Error) {
		return nil
	}
	found.Sort()
	err := fmt.Errorf("%s cannot be used", what)
	for _, f := range found {
		text := f.String()
		if f.Help != "" {
			text += "; " + f.Help
		}
		err = errors.Join(err, errors.New(text))
	}
	return err
}

// options are the wishes for what people read on standard output.
func (p *project) options() report.Options { return p.optionsFor(p.env.OutTerminal) }

// optionsFor are the wishes for what people read, on a terminal or not.
func (p *project) optionsFor(terminal bool) report.Options {
	return report.Options{Color: p.env.colored(p.settings.Color, terminal)}
}

// colored decides on colour. First comes the flag or setting, then NO_COLOR, then
// what forces colour, then whether a terminal is there at all.
func (e *Env) colored(setting string, terminal bool) bool {
	switch {
	case setting == "always":
		return true
	case setting == "never", e.Getenv("NO_COLOR") != "":
		return false
	}
	for _, force := range []string{"CLICOLOR_FORCE", "FORCE_COLOR"} {
		if value := e.Getenv(force); value != "" && value != "0" {
			return true
		}
	}
	return terminal && e.Getenv("CLICOLOR") != "0" && e.Getenv("TERM") != "dumb"
}
