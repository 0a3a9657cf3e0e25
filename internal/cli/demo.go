package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/sshkey"
)

type demoOptions struct {
	env      *Env
	released bool
}

func newDemo(env *Env) *cobra.Command {
	o := &demoOptions{env: env}
	cmd := &cobra.Command{
		Use:   "demo <dir>",
		Short: "Build a repository with a whole life in it, to look around in",
		Long: `Build a repository with a whole life in it, to look around in.

One specification, made up, goes all the way: people enrol, officers begin
governance, a proposal passes the gateway, a candidate is judged by an academic
and a clinical reviewer, two members of staff endorse it, and it is published
under a signed tag. Every step is the command that people would type, and is
shown as it is run.

With --released the life goes on: a release candidate is put out for comment, a
comment is answered, and a second version is judged, endorsed and released. Then both
releases with all their files lie in dist/, with the comparison of the two, and the
catalogue as a site in dist/site.

The folder must be empty or not there yet. The people and their keys are made
for this one repository and are good for nothing else; their keys lie in its
.git/demo-keys, so that you can go on as any of them with --key.`,
		Example: `  credctl demo try-it
  credctl demo try-it --released`,
		Args: oneFolder,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), args[0])
		},
	}
	cmd.Flags().BoolVar(&o.released, "released", false, "go on to a second release, a comparison and a catalogue")
	return cmd
}

func oneFolder(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return usagef("name a folder that is not there yet: "+cmd.CommandPath()+" try-it", "%s takes one folder, found %d arguments", cmd.CommandPath(), len(args))
	}
	return nil
}

// run builds the repository beside the place where it is to be, and moves it there
// when it is whole.
func (o *demoOptions) run(ctx context.Context, name string) (err error) {
	target := o.env.path(name)
	if err := free(target, name); err != nil {
		return err
	}
	if _, err := sshkey.Find(o.env.Environ); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return fmt.Errorf("make %q: %w", name, plainReason(err))
	}
	work, err := os.MkdirTemp(filepath.Dir(target), ".credctl-demo-")
	if err != nil {
		return fmt.Errorf("make %q: %w", name, plainReason(err))
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	d := &demonstration{env: o.env, dir: filepath.Join(work, "repository"), people: filepath.Join(work, "people"), further: o.released}
	root, err := d.build(ctx)
	if err != nil {
		return fmt.Errorf("the demonstration could not be built, and %q was left as it was: %w", name, err)
	}
	if err := d.keep(target); err != nil {
		return fmt.Errorf("make %q: %w", name, plainReason(err))
	}
	d.farewell(name, root)
	return nil
}

// free refuses a folder that holds anything.
func free(target, name string) error {
	entries, err := os.ReadDir(target)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("look at %q: %w", name, plainReason(err))
	case len(entries) > 0:
		return hinted{err: fmt.Errorf("%q is not empty, it holds %q", name, entries[0].Name()), hint: "name a folder that is not there yet"}
	}
	return nil
}

// demonstration is a repository in the making.
type demonstration struct {
	env    *Env
	dir    string // the repository
	people string // their keys, and what they write before there is a repository
	store  *gitrepo.Store
	// further is that there is a second release.
	further bool
	tip     string // the last commit of the branch that all is recorded on
}

// demoBranch is the branch that everything is recorded on until the repository is
// whole: the first branch of a repository is checked out, and nothing is recorded
// on that.
const demoBranch = "building"

// as runs a command as one of the people, shows it, and takes in the branch that it
// made, if it made one.
func (d *demonstration) as(ctx context.Context, person string, args ...string) error {
	d.show(person, "credctl "+strings.ReplaceAll(shellWords(args), d.people+string(filepath.Separator), ""))
	args = append(args, "--key", filepath.Join(d.people, person), "--yes")
	if d.store != nil {
		args = append(args, "--ref", demoBranch)
	}
	if err := d.quietly(ctx, person, io.Discard, args); err != nil || d.store == nil {
		return err
	}
	return d.takeIn(ctx)
}

// show tells who does what.
func (d *demonstration) show(person, what string) {
	fmt.Fprintf(d.env.Err, "  %-9s %s\n", person, what)
}

// quietly runs a command in the world of one person, with its output going to out; what
// it says besides is heard only if it fails.
func (d *demonstration) quietly(ctx context.Context, person string, out io.Writer, args []string) error {
	var said bytes.Buffer
	env := *d.env
	env.In, env.Out, env.Err = strings.NewReader(""), out, &said
	env.InTerminal, env.OutTerminal, env.ErrTerminal = false, false, false
	env.Dir = d.people
	if d.store != nil {
		env.Dir = d.dir
	}
	env.Environ = demoEnviron(d.env.Environ, d.people, person)
	if status := Run(ctx, &env, args); status != exitOK {
		return fmt.Errorf("credctl %s ended with status %d:\n%s", strings.Join(args, " "), status, strings.TrimSpace(said.String()))
	}
	return nil
}

// demoEnviron is the environment of one of the people: nobody's own keys, settings
// or identity get into the demonstration.
func demoEnviron(environ []string, home, person string) []string {
	var kept []string
	for _, entry := range environ {
		name, _, _ := strings.Cut(entry, "=")
		switch upper := strings.ToUpper(name); {
		case strings.HasPrefix(upper, "GIT_"), strings.HasPrefix(upper, "XDG_"), strings.HasPrefix(upper, "CREDCTL_"),
			upper == "HOME", upper == "USERPROFILE", upper == "SSH_AUTH_SOCK":
			continue
		}
		kept = append(kept, entry)
	}
	email := person + "@example.org"
	return append(kept, "HOME="+home, "USERPROFILE="+home, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME="+person, "GIT_AUTHOR_EMAIL="+email, "GIT_COMMITTER_NAME="+person, "GIT_COMMITTER_EMAIL="+email)
}

// takeIn moves the branch that all is recorded on to the one that a command made,
// which was built on it, and takes that away: what a merged pull request does.
func (d *demonstration) takeIn(ctx context.Context) error {
	refs, err := d.store.Refs("refs/heads/credctl/")
	if err != nil {
		return err
	}
	for _, ref := range refs {
		if err := d.store.UpdateBranch(ctx, demoBranch, ref.ID, d.tip); err != nil {
			return err
		}
		d.tip = ref.ID
		if err := d.store.DeleteBranch(ctx, strings.TrimPrefix(ref.Name, "refs/heads/"), ref.ID); err != nil {
			return err
		}
	}
	return nil
}

// shellWords puts quotes around what a shell would take apart.
func shellWords(args []string) string {
	words := make([]string, len(args))
	for i, arg := range args {
		words[i] = shellWord(arg)
	}
	return strings.Join(words, " ")
}

// keep moves what was built to its place. The keys go with it, where git has no eye
// for them.
func (d *demonstration) keep(target string) error {
	if err := d.store.Close(); err != nil {
		return err
	}
	keys := filepath.Join(d.dir, ".git", "demo-keys")
	if err := os.Mkdir(keys, 0o700); err != nil {
		return err
	}
	for _, p := range demoPeople {
		for _, name := range []string{p.id, p.id + ".pub"} {
			if err := os.Rename(filepath.Join(d.people, name), filepath.Join(keys, name)); err != nil {
				return err
			}
		}
	}
	if err := os.Remove(target); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return os.Rename(d.dir, target)
}

// farewell says what there is to look at.
func (d *demonstration) farewell(name, root string) {
	more := ""
	if d.further {
		more = fmt.Sprintf(`  credctl verify wound-care/v%[1]s --trust-root %[2]s
  credctl verify --file dist/wound-care/%[1]s/wound-care-%[1]s.html --trust-root %[2]s
  credctl diff wound-care/v1.0.0 wound-care/v%[1]s

and open dist/site/index.html in a browser.
`, demoSecond, root)
	}
	fmt.Fprintf(d.env.Out, `
A repository with a whole life in it is in %[1]s. Look around:

  cd %[1]s
  credctl status wound-care
  credctl log wound-care
  credctl verify wound-care/v1.0.0 --trust-root %[2]s
%[3]s
Go on as one of the people, such as E. Rowe of the staff: --key .git/demo-keys/rowe-e
`, report.Printable(shellWord(name)), root, more)
}
