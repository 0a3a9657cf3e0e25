package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/drafting"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshkey"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

type enrolOptions struct {
	env          *Env
	person       record.Person
	roles        string
	key          string
	noPassphrase bool
	yes          yesFlag
	lines        *lines // the answers of somebody at a terminal
}

func newEnrol(env *Env) *cobra.Command {
	o := &enrolOptions{env: env}
	cmd := &cobra.Command{
		Use:   "enrol",
		Short: "Ask to be taken in: a key, and a request for the officers",
		Long: `Ask the officers to take you in, so that you can review, decide or be named as an
author. A few questions are asked; each answer can be given as a flag instead. Two
files are written into the folder you are in, enrol-ID.yaml and enrol-ID.sig: your
request, and the proof that the key is yours. Send both to an officer, who will ask
you to read out the fingerprint of your key.

Your key is an SSH key: a pair of files, of which the secret one never leaves your
computer. If you have one it is used; if not, one is made, and you are asked for a
passphrase that protects it. Nothing else is to be learnt, no repository is needed,
and nothing that is there already is overwritten.

` + publicForEver,
		Example: `  credctl enrol
  credctl enrol --name "A. Okafor" --organisation trust-b --role clinical
  credctl enrol --id okafor-a --name "A. Okafor" --organisation trust-b --role clinical --key ~/.ssh/id_ed25519`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.Context()) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.person.Name, "name", "", "your `NAME`, as it is to be shown")
	flags.StringVar(&o.person.ID, "id", "", "the short `NAME` that records bear, such as okafor-a; proposed from your name")
	flags.StringSliceVar(&o.person.Organisations, "organisation", nil, "the short `NAME` of an organisation you work for, such as trust-b; may be repeated")
	flags.StringVar(&o.roles, "role", "", "`ROLE` you ask for: author, academic, clinical, staff, officer; several with commas")
	flags.StringVar(&o.key, "key", "", "use the SSH key in `FILE`, or make it there (default: the one git signs with, those of the agent and of ~/.ssh)")
	flags.BoolVar(&o.noPassphrase, "no-passphrase", false, "make a new key without a passphrase: for automation alone, because whoever reads the file can sign")
	o.yes.addAs(cmd, "agree to what is public, and sign without asking")
	completeWords(cmd, "role", each(record.Roles[:], func(r record.Role) string { return string(r) })...)
	return cmd
}

// publicForEver is what somebody agrees to who enrols: the wording consent/1.
const publicForEver = `What is public: your name, your organisations, your roles, what you sign and the
public half of your key become part of a repository that anybody may copy, and
cannot be taken back from the copies, ever. Your secret key and its passphrase stay
with you: nobody needs them, and nobody will ask you for them.`

func (o *enrolOptions) run(ctx context.Context) error {
	if err := o.checkGiven(); err != nil {
		return err
	}
	if err := o.complete(ctx); err != nil {
		return err
	}
	file := "enrol-" + o.person.ID + ".yaml"
	for _, name := range []string{file, record.ReviewSignaturePath(file)} {
		if _, err := os.Lstat(o.env.path(name)); !errors.Is(err, fs.ErrNotExist) {
			return hinted{err: fmt.Errorf("%s is there already, and a request is never written over", name), hint: "move it away, or send it as it is"}
		}
	}
	for text := range strings.SplitSeq("\n"+publicForEver+"\n", "\n") {
		o.env.say("%s", text)
	}
	if err := o.yes.confirmAfter(ctx, o.env, o.lines, "Do you agree, and sign your request?"); err != nil {
		return err
	}
	tool, key, err := o.findKey(ctx)
	if err != nil {
		return err
	}
	o.person.Keys = []record.Key{{Key: key.Key.String(), Status: record.Active}}
	request := record.Enrolment{Person: o.person, Consent: record.ConsentWording, Date: o.env.today()}
	data := request.Marshal()
	if _, found := record.ParseEnrolment(file, data); len(found) > 0 {
		return unusable("the request", found)
	}
	sig, err := tool.Sign(ctx, key, sshsig.Enrol, data)
	if err != nil {
		return fmt.Errorf("sign the request with %s: %w", key.Key.Fingerprint(), err)
	}
	if err := o.write(file, data, sig); err != nil {
		return err
	}
	o.tell(file, key)
	return nil
}

// findKey finds the key that the request is about, or makes one.
func (o *enrolOptions) findKey(ctx context.Context) (*sshkey.Tool, sshkey.Candidate, error) {
	tool, keys, err := o.env.keys(ctx, nil, o.key)
	switch {
	case errors.Is(err, sshkey.ErrNotFound) && o.key != "" && likeNewFile(o.key):
		if tool, err = sshkey.Find(o.env.Environ); err != nil {
			return nil, sshkey.Candidate{}, err
		}
		key, err := o.makeKey(ctx, tool, o.env.path(o.fromHome(o.key)))
		return tool, key, err
	case errors.Is(err, sshsig.ErrWeakKey) || errors.Is(err, sshsig.ErrKeyKind):
		return nil, sshkey.Candidate{}, hinted{err: err, hint: "let --key name a file that is not there yet, and a key that will do is made in it"}
	case err != nil:
		return nil, sshkey.Candidate{}, err
	}
	for _, k := range keys {
		if k.Problem == nil {
			o.env.say("The key %s (%s) is used; --key FILE names another.", k.Key.Fingerprint(), k.From)
			return tool, k, nil
		}
	}
	for _, k := range keys {
		o.env.say("Passed over (%s): %v", k.From, k.Problem)
	}
	home := o.env.home()
	if home == "" {
		return nil, sshkey.Candidate{}, usagef("", "no SSH key was found, and no home folder to make one in: want --key FILE")
	}
	key, err := o.makeKey(ctx, tool, filepath.Join(home, ".ssh", "id_ed25519"))
	return tool, key, err
}

// likeNewFile reports whether --key names a file, which may not be there yet, and
// not a key itself.
func likeNewFile(name string) bool {
	return !strings.HasPrefix(name, "SHA256:") && !strings.HasSuffix(name, ".pub") && !strings.Contains(name, "::")
}

// fromHome is a path with ~ as the shell would have it.
func (o *enrolOptions) fromHome(name string) string {
	if below, ok := strings.CutPrefix(filepath.ToSlash(name), "~/"); ok {
		return filepath.Join(o.env.home(), filepath.FromSlash(below))
	}
	return name
}

// makeKey makes a key. ssh-keygen asks for the passphrase, not this program.
func (o *enrolOptions) makeKey(ctx context.Context, tool *sshkey.Tool, path string) (sshkey.Candidate, error) {
	tool.Err, tool.NoPassphrase = o.env.Err, o.noPassphrase
	if o.env.InTerminal {
		tool.In = o.env.In
		if !o.noPassphrase {
			o.env.say("You have no key yet that will do. One is made now, in %s. ssh-keygen asks twice for a passphrase,", path)
			o.env.say("a few words that protect it: choose some that you will remember, nothing is shown while you type.")
		}
	}
	key, err := tool.Generate(ctx, path, o.person.ID, o.env.InTerminal)
	if errors.Is(err, sshkey.ErrNoTerminal) {
		return key, hinted{err: err, hint: "then run this again"}
	}
	if err != nil {
		return key, err
	}
	o.env.say("A key was made: %s (secret, stays here) and %s.pub (public).", path, path)
	return key, nil
}

// write writes both files or neither, over nothing.
func (o *enrolOptions) write(file string, data, sig []byte) error {
	if err := createNew(o.env.path(file), data); err != nil {
		return uncreated(file, err)
	}
	proof := record.ReviewSignaturePath(file)
	if err := createNew(o.env.path(proof), sig); err != nil {
		return uncreated(proof, errors.Join(err, os.Remove(o.env.path(file))))
	}
	return nil
}

// tell says what to do with the files.
func (o *enrolOptions) tell(file string, key sshkey.Candidate) {
	e := o.env
	e.say("Written: %s and %s", file, record.ReviewSignaturePath(file))
	e.say("Send both to an officer of the repository, by e-mail if you like: neither holds a secret.")
	e.say("The officer will ask you, by telephone or face to face, for the fingerprint of your key:")
	fmt.Fprintln(e.Out, key.Key.Fingerprint())
}

// personID proposes the id of a person: the last name, then the first letter of
// the first one.
func personID(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	last := drafting.IDFor(words[len(words)-1])
	first := drafting.IDFor(words[0])
	if len(words) == 1 || first == "" || last == "" {
		return last
	}
	return last + "-" + first[:1]
}
