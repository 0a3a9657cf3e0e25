package cli

import (
	"github.com/spf13/cobra"
)

type siteOptions struct {
	env  *Env
	ref  refFlag
	root string
	dist string
}

func newSite(env *Env) *cobra.Command {
	o := &siteOptions{env: env}
	cmd := &cobra.Command{
		Use:   "site DIR",
		Short: "Make the catalogue as a static site",
		Long: `Make the catalogue of all specifications of a commit as a static site in the folder
DIR: an index with search, pages of each specification with all versions that were
published and what changed between them, a page that tells whether a file is a genuine
copy, a feed, and an index for programs. It needs no server, asks for nothing from
anywhere, and works from a folder.

A version is presented as published only if its tag is verified, as by credctl verify;
of any other tag the site says why it is not. The trust root is the one given with
--trust-root or in your settings; if there is none, the repository is taken at its own
word, and every page says so. A file of a release is offered for download only if its
bytes are those that the signed tag lists: credctl release puts them into dist/. Where
they are not there, only the text of a version can be downloaded.

The folder is made new, or is one that an earlier run made. The new site is made beside
it and takes its place only once it is whole; files that are not of the site stay where
they are. If nothing changed, nothing is touched. The same commit makes the same site.
Two runs for one folder take turns, and one that was broken off is cleared up after by
the next.`,
		Example: `  credctl site public
  credctl site public --ref origin/main --dist downloads
  credctl site public --trust-root ` + exampleHash,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] == "" {
				return usagef("such as "+cmd.CommandPath()+" public", "%s wants the folder to make the site in", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd, args[0]) },
	}
	o.ref.add(cmd)
	cmd.Flags().StringVar(&o.dist, "dist", "dist", "look for the files of releases in `DIR`, as credctl release left them")
	cmd.Flags().StringVar(&o.root, "trust-root", "", "trust the repository whose governance/0001.yaml has the `SHA256`")
	if err := cmd.MarkFlagDirname("dist"); err != nil {
		panic(err) // the command has no such flag
	}
	return cmd
}

func (o *siteOptions) run(cmd *cobra.Command, dir string) error {
	ctx := cmd.Context()
	target := &siteTarget{said: dir}
	defer target.release()
	if err := target.claim(ctx, o.env); err != nil {
		return err
	}
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	defer office.store.Close()
	g, err := o.gatherer(cmd, office)
	if err != nil {
		return err
	}
	built := &siteBuilt{siteTarget: target, files: map[string]string{}}
	defer built.drop()
	if err := g.run(ctx, built.write); err != nil {
		return err
	}
	return o.finish(dir, built)
}

// finish puts the site in its place, and says what became of it.
func (o *siteOptions) finish(dir string, built *siteBuilt) error {
	changed, err := built.place()
	switch {
	case err != nil:
		return err
	case !changed:
		o.env.say("no changes: %s holds this site already", dir)
	default:
		o.env.say("the site is in %s: open %s", dir, dir+"/index.html")
	}
	return nil
}
