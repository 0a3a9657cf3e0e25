package cli

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/nearest"
)

// signOptions are those of `credctl sign`.
type signOptions struct {
	env    *Env
	file   string // "" for whatever waits
	all    bool
	list   bool
	more   bool // the file has as many signatures as it takes
	format string
	ref    refFlag
	key    keyFlags
	put    putFlags
	yes    yesFlag
}

func newSign(env *Env) *cobra.Command {
	o := &signOptions{env: env}
	cmd := &cobra.Command{
		Use:   "sign [file]",
		Short: "Add your signature to what waits for it",
		Long: `Add your signature to decisions and to versions of governance that wait for it.

Without a file, everything that waits for you is listed in words: what is checked
out, and the branches that credctl made, here and as you last fetched them from
others (run git fetch first). On a terminal you are then asked which to sign. All
that you choose is signed in one sitting, and recorded in one commit on each branch
that held it; the checked-out branch and your files are not touched.

With a file, such as register/0004.yaml or governance/0002.yaml, that one is signed.
Where two branches have different files of one number, write BRANCH:FILE.

A decision is held against the rules again before you sign it: what may not be
decided cannot be chosen, and says why. Nobody signs twice. Without a terminal
nothing is signed unless it is named, or --all is given, and --yes.`,
		Example: `  git fetch && credctl sign
  credctl sign register/0004.yaml
  credctl sign --list
  credctl sign --all --yes --push`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usagef("name one, or sign several with credctl sign --all", "%s takes one file, found %s", cmd.CommandPath(), counted(len(args), "argument"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.file = args[0]
			}
			return o.run(cmd.Context())
		},
		ValidArgsFunction: o.complete,
	}
	flags := cmd.Flags()
	flags.BoolVar(&o.all, "all", false, "sign everything that waits for you and that you may sign")
	flags.BoolVar(&o.more, "further", false, "sign the entry that is named although it has all its signatures, before a key of one of its signers is given up as compromised")
	flags.BoolVar(&o.list, "list", false, "list what waits, and sign nothing")
	addFormat(cmd, &o.format)
	o.ref.add(cmd)
	o.key.add(cmd)
	o.put.add(cmd)
	o.yes.add(cmd)
	return cmd
}

// complete lets a shell complete the files that wait.
func (o *signOptions) complete(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	quiet := *o.env
	quiet.Err = discarded{}
	office, err := o.ref.open(cmd.Context(), &quiet)
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	all, err := office.findWaiting(cmd.Context())
	var paths []string
	for _, w := range all {
		if err == nil && !slices.Contains(paths, w.Path) {
			paths = append(paths, w.Path)
		}
	}
	return paths, cobra.ShellCompDirectiveNoFileComp
}

// discarded takes what nobody is to read.
type discarded struct{}

func (discarded) Write(p []byte) (int, error) { return len(p), nil }

func (o *signOptions) run(ctx context.Context) error {
	if err := o.understood(); err != nil {
		return err
	}
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	s := &sitting{office: office, opts: o}
	if err := s.find(ctx); err != nil {
		return err
	}
	switch {
	case o.format == "json":
		return s.printJSON()
	case o.file != "":
		return s.one(ctx)
	}
	if err := s.print(); err != nil || o.list {
		return err
	}
	chosen, err := s.choose(ctx)
	if err != nil || len(chosen) == 0 {
		return err
	}
	return s.sign(ctx, chosen)
}

// understood refuses flags that say nothing together.
func (o *signOptions) understood() error {
	if err := oneOfFlag("format", o.format, []string{"text", "json"}); err != nil {
		return err
	}
	switch {
	case o.more && o.file == "":
		return usagef("such as credctl sign register/0004.yaml --further", "--further takes the file of an entry of the register")
	case o.all && o.file != "":
		return usagef("leave one out", "--all and a file cannot be given together")
	case (o.list || o.format == "json") && (o.all || o.file != ""):
		return usagef("credctl sign --list lists everything that waits", "to list and to sign cannot be asked for together")
	case o.yes.yes && !o.all && o.file == "" && !o.list:
		return usagef("credctl sign --all --yes, or credctl sign register/0004.yaml --yes", "--yes takes a file or --all: what is to be signed is not said")
	}
	return nil
}

// one signs the file that was named.
func (s *sitting) one(ctx context.Context) error {
	at, file, named := strings.Cut(s.opts.file, ":")
	if !named {
		at, file = "", at
	}
	file = path.Clean(filepath.ToSlash(file))
	var found []*signable
	for _, a := range s.all {
		if a.Path == file && (at == "" || a.isAt(at)) {
			found = append(found, a)
		}
	}
	switch len(found) {
	case 0:
		return s.noSuch(ctx, file)
	case 1:
		return s.named(ctx, found[0])
	}
	for _, a := range found {
		if err := s.printItem(a); err != nil {
			return err
		}
	}
	s.env.complain(fmt.Errorf("there are %d different files %s, and only one can be taken in", len(found), file),
		"agree on one and sign it by its branch, such as credctl sign "+s.name(found[0])+"; who made the other then "+found[0].again())
	return errFindings
}

// named goes on with the one file that was named.
func (s *sitting) named(ctx context.Context, a *signable) error {
	switch {
	case a.missing() == 0:
		s.env.say("%s has all its signatures, of %s; nothing was signed.", a.Path, signersNamed(a.signers()))
		s.env.hint("take it in: git merge %s", a.toMerge())
		return nil
	case a.me == nil:
		return a.stranger
	case a.signedBy(a.me.ID):
		s.env.say("%s has signed %s already; nothing was signed.", a.me.ID, a.Path)
		s.env.hint("it takes %s", moreSignatures(a.missing(), a.canSign))
		return nil
	}
	if err := s.printItem(a); err != nil {
		return err
	}
	if len(a.reasons()) > 0 {
		return errFindings
	}
	if err := s.opts.yes.confirm(ctx, s.env, fmt.Sprintf("Sign %s as %s, with the key %s?", a.Path, a.me.ID, a.me.key.Key.Fingerprint())); err != nil {
		return err
	}
	return s.sign(ctx, []*signable{a})
}

// noSuch says that a file that was named does not wait.
func (s *sitting) noSuch(ctx context.Context, file string) error {
	for i := range s.book.Register {
		e := &s.book.Register[i]
		if e.Path == file && !e.Pending() && s.opts.more {
			return s.further(ctx, e)
		}
		if e.Path == file && !e.Pending() {
			s.env.say("%s has all its signatures: %s; nothing was signed.", file, signersNamed(e.Signers))
			return nil
		}
	}
	for _, g := range s.book.Governance {
		if g.Path == file && g.Missing == 0 {
			s.env.say("%s has all its signatures: %s; nothing was signed.", file, signersNamed(g.Signers))
			return nil
		}
	}
	var paths []string
	for _, a := range s.all {
		paths = append(paths, a.Path)
	}
	hint := "nothing does; if somebody else made it, run git fetch first"
	if near := nearest.Word(file, paths); near != "" {
		hint = "did you mean " + near + "?"
	} else if len(paths) > 0 {
		hint = "these do: " + andLast(paths) + "; if somebody else made it, run git fetch first"
	}
	return usagef(hint, "%q does not wait for signatures, here or on a branch that was fetched", s.opts.file)
}
