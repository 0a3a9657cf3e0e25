package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/record"
)

// releaseOptions are those of `credctl release`.
type releaseOptions struct {
	env      *Env
	id       string
	dryRun   bool
	foreword string // a file; "": none
	noPDF    bool
	out      string // the folder of all releases; "": dist, at the top of the repository
	format   string
	ref      refFlag
	key      keyFlags
	put      putFlags
	yes      yesFlag
}

func newRelease(env *Env) *cobra.Command {
	o := &releaseOptions{env: env}
	cmd := &cobra.Command{
		Use:   "release id",
		Short: "Release a specification that is endorsed",
		Long: `Release a specification that is endorsed. It takes two runs, because two people
publish.

The first run prints everything that a release asks for and how it stands, each thing
that does not hold with who clears it and how. If all holds, you sign the entry of the
register that publishes the text, on a new branch. Another member of staff signs it
with credctl sign, and it is taken in with git merge.

The second run, on the commit that holds the entry with all its signatures, writes the
files of the release into dist/<id>/<version>/ and makes the signed tag <id>/v<version>
last. Nothing is sent anywhere: that is credctl publish.

A version such as 1.2.0-rc.1 is a release candidate: a draft that is put out for
comment. It takes one run and no endorsement, and says in every file that it is a
draft.

With --dry-run the files are written into dist/<id>/<version>-dry-run/ whatever the
checklist says, and nothing is signed. The same commit makes the same files, except
for the PDF. To run the command again when nothing changed does nothing.`,
		Example: `  credctl release wound-care --dry-run
  credctl release wound-care
  credctl release wound-care --foreword foreword.txt --yes`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return nil
			}
			return usagef("such as "+cmd.CommandPath()+" wound-care", "%s takes the id of one specification, found %s", cmd.CommandPath(), counted(len(args), "argument"))
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.id = args[0]
			return o.run(cmd.Context())
		},
		ValidArgsFunction: completeIDs(env),
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.dryRun, "dry-run", false, "write the files and sign nothing")
	flags.StringVar(&o.foreword, "foreword", "", "begin the notes with the text in `FILE`")
	flags.BoolVar(&o.noPDF, "no-pdf", false, "make no PDF, although there is a browser that could print one")
	flags.StringVar(&o.out, "out", "", "write below the folder `DIR` (default: dist, at the top of the repository)")
	if err := cmd.MarkFlagDirname("out"); err != nil {
		panic(err) // the command has no such flag
	}
	addFormat(cmd, &o.format)
	o.ref.add(cmd)
	o.key.add(cmd)
	o.put.add(cmd)
	o.yes.add(cmd)
	return cmd
}

// run does what the state of the register asks for next.
func (o *releaseOptions) run(ctx context.Context) error {
	if err := oneOfFlag("format", o.format, []string{"text", "json"}); err != nil {
		return err
	}
	r, err := o.open(ctx)
	if err != nil {
		return err
	}
	defer r.store.Close()
	if !o.dryRun {
		if done, err := r.already(ctx); done || err != nil {
			return err
		}
		if r.me, err = r.office.me(ctx, o.key, record.Staff); err != nil {
			return err
		}
	}
	if err := r.gather(ctx); err != nil {
		return err
	}
	if err := r.printChecklist(); err != nil {
		return err
	}
	switch {
	case o.dryRun:
		return r.rehearse(ctx)
	case len(r.blockers) > 0:
		return r.refusal()
	case r.entry != nil || r.candidate:
		return r.release(ctx)
	}
	return r.publish(ctx)
}
