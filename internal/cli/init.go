package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/scaffold"
	"github.com/advancing-practice/credctl/internal/workspace"
)

type initOptions struct {
	env    *Env
	dir    string // as it was given
	dryRun bool
	force  bool
	nested bool
}

func newInit(env *Env) *cobra.Command {
	o := &initOptions{env: env}
	cmd := &cobra.Command{
		Use:   "init [folder]",
		Short: "Turn a folder into a repository of specifications",
		Long: `Turn a folder into a repository of credential specifications: a place for them, the
criteria in force, settings with explanations, a page for contributors, what
editors need to help while somebody types, and checks on pull requests for GitHub
and GitLab. Without a folder, the one you are in is meant; one that does not exist
is made.

What is there already stays as it is unless --force is given. Every file is listed
with what was done: create, same (it is as it should be), keep (it differs and was
left alone), replace (by --force), or refuse. Run it as often as you like. git
itself is not called.`,
		Example: `  credctl init
  credctl init --dry-run
  credctl init our-credentials`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("", "%s sets up one folder at a time, found %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.dir = "."
			if len(args) > 0 {
				o.dir = args[0]
			}
			return o.run(cmd)
		},
	}
	flags := cmd.Flags()
	flags.BoolVarP(&o.dryRun, "dry-run", "n", false, "list what would be done, and write nothing")
	flags.BoolVar(&o.force, "force", false, "replace files that are there and differ")
	flags.BoolVar(&o.nested, "nested", false, "set up a folder that lies inside a git repository, too")
	return cmd
}

func (o *initOptions) run(cmd *cobra.Command) error {
	if o.dir == "" {
		return usagef("", "the folder is named by an empty text, want a path")
	}
	if err := o.checkNesting(); err != nil {
		return err
	}
	folder, err := openFolder(o.env.path(o.dir), !o.dryRun)
	if err != nil {
		return fmt.Errorf("the folder %q cannot be set up: %w", o.dir, plainReason(err))
	}
	defer folder.close()
	number, _ := buildVersion()
	files, err := scaffold.Files(scaffold.Choice{Packs: o.packs(folder), Ref: scaffold.Ref(number)})
	if err != nil {
		return err
	}
	steps, interrupted := o.steps(cmd, folder, files)
	if err := o.list(steps); err != nil {
		return err
	}
	if interrupted {
		return hinted{fmt.Errorf("interrupted after %d of %d files", len(steps), len(files)), "run it again to finish"}
	}
	return o.close(folder, steps)
}

// checkNesting refuses a folder whose specifications nobody would find, because
// the repository begins further up.
func (o *initOptions) checkNesting() error {
	outer, inside := workspace.Enclosing(o.env.path(o.dir))
	if !inside {
		return nil
	}
	if !o.nested {
		return hinted{
			fmt.Errorf("%q lies inside the git repository %q; specifications, settings and checks are looked for at the root of that", o.dir, outer),
			"run credctl init there; or, to set up this folder all the same, add --nested",
		}
	}
	o.env.warn(fmt.Sprintf("%q lies inside the git repository %q, where settings, packs and checks are looked for", o.dir, outer),
		"they come to count once this folder is a repository of its own")
	return nil
}

// packs are the packs in force: those that settings which stay in place name, or
// else all that come with the program.
func (o *initOptions) packs(f *folder) []string {
	var refs []string
	for _, pack := range criteria.Embedded() {
		if pack != criteria.Always()[0] {
			refs = append(refs, pack.Ref())
		}
	}
	data, err := f.read(workspace.SettingsFile)
	if err != nil || o.force {
		return refs
	}
	settings, _, _ := config.Load(config.Input{File: workspace.SettingsFile, Data: data})
	if len(settings.Packs) > 0 {
		return settings.Packs
	}
	return refs
}

// steps does what is to be done, file by file. One that cannot be written does
// not stand in the way of the others.
func (o *initOptions) steps(cmd *cobra.Command, f *folder, files []scaffold.File) (steps []step, interrupted bool) {
	if !o.dryRun {
		f.tidy(files)
	}
	for _, file := range files {
		if cmd.Context().Err() != nil {
			return steps, true
		}
		s := f.plan(file, o.force)
		if !o.dryRun && (s.does == stepCreate || s.does == stepReplace) {
			if err := f.put(file.Path, file.Data, s.does == stepReplace); err != nil {
				s = step{path: file.Path, does: stepRefuse, why: plainReason(err).Error()}
			}
		}
		steps = append(steps, s)
	}
	return steps, false
}

// list prints every file with what was done, and the closing line.
func (o *initOptions) list(steps []step) error {
	var b strings.Builder
	counts := map[string]int{}
	for _, s := range steps {
		counts[s.does]++
		line := fmt.Sprintf("%-7s  %s", s.does, s.path)
		if s.why != "" {
			line += ": " + s.why
		}
		fmt.Fprintln(&b, report.Printable(line))
		for _, missing := range s.add {
			fmt.Fprintln(&b, "           "+report.Printable(missing))
		}
	}
	var parts []string
	for _, does := range []string{stepCreate, stepReplace, stepSame, stepKeep, stepRefuse} {
		if counts[does] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", does, counts[does]))
		}
	}
	fmt.Fprintf(&b, "\n%d files: %s", len(steps), strings.Join(parts, ", "))
	if o.dryRun {
		fmt.Fprint(&b, "; nothing was written")
	}
	_, err := io.WriteString(o.env.Out, b.String()+"\n")
	return err
}

// close says what to do next.
func (o *initOptions) close(f *folder, steps []step) error {
	refused, kept, created := 0, 0, 0
	for _, s := range steps {
		switch s.does {
		case stepRefuse:
			refused++
		case stepKeep:
			kept++
		case stepCreate:
			created++
		}
	}
	if kept > 0 {
		o.env.hint("what differs was kept; to have one of these files anew, move it away and run this again, or replace them all with --force")
	}
	if refused > 0 {
		return errors.New(counted(refused, "file") + " could not be written; the list says why")
	}
	if created == 0 || o.dryRun {
		return nil
	}
	if !f.has(".git") {
		o.env.hint("to make it a git repository, type in that folder: git init, then git add ., then git commit")
	}
	o.env.hint("begin a specification with credctl new; README.md says how to go on")
	return nil
}
