package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
)

func newRegister(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "register",
		Short: "Put right an entry of the register that cannot go on",
		Long: `Put right an entry of the register that cannot go on. Entries are numbered, so that
two people who decide at the same time take the same number; the second to be taken
in is made anew with the next one. An entry that lacks signatures can be given up.`,
		Example: `  credctl register renumber
  credctl register drop`,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newRegisterRenumber(env), newRegisterDrop(env))
	return cmd
}

// registerOptions are what both commands take.
type registerOptions struct {
	env    *Env
	ref    refFlag
	key    keyFlags
	put    putFlags
	yes    yesFlag
	branch string // that was named; "": none
}

func (o *registerOptions) add(cmd *cobra.Command) {
	cmd.Args = atMostOneBranch
	cmd.ValidArgsFunction = completeBranches(o.env)
	o.ref.add(cmd)
	o.key.add(cmd)
	o.put.add(cmd)
	o.yes.add(cmd)
}

// open reads the commit and what lies on branches, and finds out who runs the command.
func (o *registerOptions) open(ctx context.Context) (*office, *me, []branched, error) {
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return nil, nil, nil, err
	}
	m, err := office.me(ctx, o.key, record.Staff)
	if err != nil {
		return nil, nil, nil, err
	}
	all, err := office.branched(ctx)
	return office, m, all, err
}

func (o *registerOptions) noBranch() error {
	return usagef("git branch --list --all '*credctl/*' lists them", "there is no branch %q with an entry of the register", o.branch)
}

// atMostOneBranch refuses more than one argument.
func atMostOneBranch(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usagef("", "%s takes one branch, found %s", cmd.CommandPath(), counted(len(args), "argument"))
	}
	return nil
}

// completeBranches lets a shell complete an argument with the branches that this
// program made here.
func completeBranches(env *Env) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		o, err := openOffice(cmd.Context(), env, env.Dir, "HEAD")
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		refs, err := o.store.Refs("refs/heads/" + ledger.Branches + "/")
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var names []string
		for _, ref := range refs {
			names = append(names, strings.TrimPrefix(ref.Name, "refs/heads/"))
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

// branched is the last entry of the register on branches that this program made.
type branched struct {
	entry   *chain.Entry
	book    *chain.Book // as the first of the places has it
	places  []ledger.Place
	missing int // how many signatures it lacks where it has the most of them
}

// branched lists the last entries on branches that this program made, here and as
// they were fetched; those that the commit has with all their signatures aside. A
// branch that cannot be read is named in a warning.
func (o *office) branched(ctx context.Context) ([]branched, error) {
	places, err := ledger.Places(o.store, o.commit)
	if err != nil {
		return nil, err
	}
	var all []branched
	for _, place := range places {
		if place.Branch == "" {
			continue
		}
		last, book, err := o.lastEntry(ctx, place.Commit)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			o.env.warn(fmt.Sprintf("the branch %s cannot be read and is passed over: %v", place, err), "")
			continue
		}
		if last == nil {
			continue
		}
		if i := slices.IndexFunc(all, func(b branched) bool { return b.entry.SHA256 == last.SHA256 }); i >= 0 {
			all[i].places = append(all[i].places, place)
			all[i].missing = min(all[i].missing, last.Missing)
			continue
		}
		all = append(all, branched{entry: last, book: book, places: []ledger.Place{place}, missing: last.Missing})
	}
	return all, nil
}

// lastEntry returns the last entry of the register of another commit; nil if there
// is none, or if it is one that this commit has complete. That is told from its
// bytes, so that branches which were taken in long ago cost next to nothing.
func (o *office) lastEntry(ctx context.Context, commit string) (*chain.Entry, *chain.Book, error) {
	tree, err := o.store.Tree(ctx, commit)
	if err != nil {
		return nil, nil, err
	}
	n := len(o.book.Register)
	if n > 0 && !o.book.Register[n-1].Pending() {
		switch taken, err := takenIn(tree, o.book); {
		case err != nil:
			return nil, nil, err
		case taken:
			return nil, nil, nil
		}
	}
	book, err := chain.Read(ctx, tree)
	if err != nil || len(book.Register) == 0 {
		return nil, nil, err
	}
	return &book.Register[len(book.Register)-1], book, nil
}

// takenIn reports whether the last entry of a tree's register, by its bytes, is in a
// book; so is that of a tree without a register.
func takenIn(tree fs.FS, book *chain.Book) (bool, error) {
	files, err := fs.ReadDir(tree, record.RegisterDir)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	last := 0
	for _, file := range files {
		if number, ok := strings.CutSuffix(file.Name(), ".yaml"); ok {
			n, _ := strconv.Atoi(number) // what is no number is no entry
			last = max(last, n)
		}
	}
	if err != nil || last == 0 || last > len(book.Register) {
		return false, err
	}
	data, err := fs.ReadFile(tree, record.EntryPath(last))
	return err == nil && record.Hash(data) == book.Register[last-1].SHA256, err
}

// signedByMe reports whether somebody's signature stands beside an entry.
func signedByMe(e *chain.Entry, person string) bool {
	return slices.ContainsFunc(e.Signers, func(s chain.Signer) bool { return s.Person == person })
}

// isAt reports whether one of some places is the branch of a name, as git writes it.
func isAt(places []ledger.Place, name string) bool {
	return slices.ContainsFunc(places, func(p ledger.Place) bool { return p.Branch != "" && (p.Branch == name || p.String() == name) })
}

// unwanted says how a branch is taken away that is of no use any more.
func (e *Env) unwanted(places []ledger.Place) {
	for _, p := range places {
		switch {
		case p.Branch == "":
		case p.Remote == "":
			e.say("  git branch -D %s", p.Branch)
		default:
			e.say("  git push %s --delete %s", p.Remote, p.Branch)
		}
	}
}

// whichBranch asks to name one of several branches.
func (o *office) whichBranch(cmd string, all []branched) error {
	var lines, names []string
	for _, b := range all {
		name := b.places[0].String()
		if b.places[0].Branch == "" {
			name = o.ref
		}
		names = append(names, name)
		lines = append(lines, fmt.Sprintf("%s on %s", described(&b.entry.Entry), name))
	}
	return usagef("say which: "+cmd+" "+names[0], "several could be meant:\n%s", strings.Join(lines, "\n"))
}
