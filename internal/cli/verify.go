package cli

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/verify"
)

type verifyOptions struct {
	env    *Env
	tag    string
	file   string // to answer for; "" for the tag alone
	sums   string // that list the file; "" for those beside it
	root   string
	state  string
	repo   string
	ref    refFlag
	format string
	color  string
}

func newVerify(env *Env) *cobra.Command {
	o := &verifyOptions{env: env}
	cmd := &cobra.Command{
		Use:   "verify TAG | verify --file FILE [TAG]",
		Short: "Check that a tag publishes exactly what was judged and endorsed",
		Long: `Check, from a clone and without network or account, that a tag publishes exactly
the bytes that were judged against exactly the criteria in force, by everybody who
was asked and by nobody who wrote them, and that staff of this register endorsed and published
them. Everything is worked out anew from the signed files; no stored "passed" is
believed.

There are three answers. "verified" (exit status 0): all of that holds. "not
verified" (1): something is wrong, and the output says what. "cannot tell" (4):
nothing is known to be wrong, and nothing is established, because a part of the
repository is not here or nobody said what to trust; the output says what to do.

With --file it answers for a file that you hold, such as a document you were sent: by
its bytes and its name, against the artefacts that the tags of the clone list. Only
tags count that are verified themselves; those that are not are named. There are six
answers. "genuine" (0): byte for byte what was published. "superseded" (0): the same,
and a newer version is in force, which the answer names. "withdrawn" (1): the same, of
a release that was withdrawn. "draft" (1): of a release candidate, or a text that
nobody published. "altered" (1): it calls itself an artefact of a release, and has other
bytes. "unknown" (4): none of these can be told from here. With TAG, only that release
is asked. An older release lists its artefacts in a file SHA256SUMS alone: the one
beside FILE, or that of --sums, is taken if its hash is the one that the tag names.

What to trust is one hash, the trust root: the SHA-256 of the repository's
governance/0001.yaml, which the Centre publishes in another place. A repository
cannot vouch for itself. The trust root comes from --trust-root, or from
"trust_root" in a .credctl.yaml outside the repository, in a folder above it (with
--repo: from the folder you are in), or is remembered from an earlier run.

What was seen is remembered, by trust root, in your own state folder, and only once
a tag was verified, or was found to be withdrawn. Whoever shows you an older or a
different register later is found out by that. --state names another file, and
"--state none" does without.

What no verdict can promise: that somebody named is who they say they are, because
people are enrolled by people; that people did not act together in secret; that
nothing newer exists, such as a withdrawal, which only a newer clone shows (the
verdict says as of which entry of the register it holds); and anything at all if
most of the officers are false.`,
		Example: `  credctl verify wound-care/v1.0.0
  credctl verify wound-care/v1.0.0 --trust-root ` + exampleHash + `
  credctl verify wound-care/v1.0.0 --repo ~/clones/specifications.git --ref origin/main
  credctl verify wound-care/v1.0.0 --format json
  credctl verify --file ~/Downloads/wound-care-1.0.0.html`,
		Args: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("file") {
				return o.checkFile(cmd, args)
			}
			if o.sums != "" {
				return usagef("name the file, too: "+cmd.CommandPath()+" --file FILE --sums "+shellWord(o.sums), "--sums goes with --file")
			}
			named := len(slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == "" }))
			if len(args) != 1 || named != 1 {
				return usagef("git tag lists what there is, for example "+cmd.CommandPath()+" wound-care/v1.0.0", "%s checks one tag, found %d", cmd.CommandPath(), named)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				o.tag = strings.TrimPrefix(args[0], tagPrefix)
			}
			if cmd.Flags().Changed("file") {
				return o.runFile(cmd)
			}
			return o.run(cmd)
		},
	}
	cmd.Flags().StringVar(&o.file, "file", "", "answer for `FILE`, - for standard input, by the releases of the clone")
	cmd.Flags().StringVar(&o.sums, "sums", "", "take `SHA256SUMS` for the list of artefacts, where a tag names it by its hash alone (default: the one beside FILE)")
	cmd.Flags().StringVar(&o.root, "trust-root", "", "trust the repository whose governance/0001.yaml has the `SHA256`")
	cmd.Flags().StringVar(&o.state, "state", "", "remember what was seen in `FILE`, or nowhere: none (default: your state folder)")
	cmd.Flags().StringVar(&o.repo, "repo", "", "look at the repository in `DIR` instead of the one you are in")
	o.ref.add(cmd)
	cmd.Flags().Lookup("ref").Usage = "take the commit `REV` for the newest that is known: what it withdraws counts"
	addFormat(cmd, &o.format)
	addColor(cmd, &o.color)
	if err := cmd.MarkFlagDirname("repo"); err != nil {
		panic(err) // the command has no such flag
	}
	return cmd
}

// checkFile is what --file may stand with.
func (o *verifyOptions) checkFile(cmd *cobra.Command, args []string) error {
	switch {
	case o.file == "":
		return usagef("name the file, - for standard input", "--file names no file")
	case len(args) > 1:
		return usagef("name one release, or none to look through all", "%s --file takes at most one tag, found %d", cmd.CommandPath(), len(args))
	case len(args) == 1:
		if _, ok := verify.ParseName(strings.TrimPrefix(args[0], tagPrefix)); !ok {
			return usagef("name a release, such as wound-care/v1.0.0, or none to look through all", "%.100q is not the name of a release", args[0])
		}
	}
	return nil
}

// exampleHash stands for a trust root in an example.
const exampleHash = "3f9ac2417bde00113f9ac2417bde00113f9ac2417bde00113f9ac2417bde0011"

// run prints the verdict. A run that breaks off prints none; for programs it says
// so on standard output too.
func (o *verifyOptions) run(cmd *cobra.Command) error {
	options, err := o.env.pageOptions(o.format, o.color)
	if err != nil {
		return err
	}
	v, err := o.verdict(cmd)
	number, _ := buildVersion()
	if err != nil {
		return o.noVerdict(err, number)
	}
	if o.format == "json" {
		err = report.VerdictJSON(o.env.Out, v, number)
	} else {
		err = report.Verdict(o.env.Out, v, options)
	}
	if err != nil {
		return err
	}
	return answered(v.Outcome)
}

// noVerdict is the error of a run that came to no verdict; programs are told of it on
// standard output as well.
func (o *verifyOptions) noVerdict(err error, number string) error {
	if o.format == "json" && !errors.As(err, new(usageError)) {
		return errors.Join(err, report.NoVerdictJSON(o.env.Out, err.Error(), number))
	}
	return err
}

// answered is what an outcome that was printed ends the run with.
func answered(outcome verify.Outcome) error {
	switch outcome {
	case verify.Verified:
		return nil
	case verify.CannotTell:
		return errUndecided
	}
	return errFindings
}

// verdict makes the verdict, and remembers what was seen.
func (o *verifyOptions) verdict(cmd *cobra.Command) (*verify.Verdict, error) {
	store, err := o.openStore(cmd.Context())
	if err != nil {
		return nil, err
	}
	defer store.Close()
	return o.verdictIn(cmd, store)
}

// openStore opens the repository that is looked at.
func (o *verifyOptions) openStore(ctx context.Context) (*gitrepo.Store, error) {
	dir := o.env.Dir
	if o.repo != "" {
		dir = o.env.path(o.repo)
	}
	store, err := gitrepo.OpenStore(ctx, dir, o.env.Environ)
	if err != nil {
		return nil, noStore(dir, err)
	}
	return store, nil
}

// verdictIn is verdict in a repository that is open.
func (o *verifyOptions) verdictIn(cmd *cobra.Command, store *gitrepo.Store) (*verify.Verdict, error) {
	ctx := cmd.Context()
	in, err := o.look(ctx, store)
	if err != nil {
		return nil, err
	}
	place, err := o.trust(cmd, store, &in)
	if err != nil {
		return nil, err
	}
	v, err := verify.Verify(ctx, in)
	if err != nil {
		return nil, err
	}
	o.elsewhere(&v)
	if v.Learned != nil && place != "" {
		if err := learn(ctx, place, *v.Learned); err != nil {
			o.env.warn("what was seen could not be remembered: "+err.Error(), "--state FILE names another place, --state none does without")
		}
	}
	return &v, nil
}

// elsewhere makes the commands that a verdict names fit for the folder that the
// user is in.
func (o *verifyOptions) elsewhere(v *verify.Verdict) {
	if o.repo == "" {
		return
	}
	dir := shellWord(o.repo)
	for i := range v.Reasons {
		switch c := &v.Reasons[i].Command; {
		case strings.HasPrefix(*c, "git "):
			*c = "git -C " + dir + strings.TrimPrefix(*c, "git")
		case *c != "":
			*c += " --repo " + dir
		}
	}
}

// shellWord is a text as one word for a shell.
func shellWord(text string) string {
	if plainWord.MatchString(text) {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

var plainWord = regexp.MustCompile(`^(--)?[A-Za-z0-9_./~+][A-Za-z0-9_./~+=,@-]*$`)

// look gathers what the repository has to say of the tag.
func (o *verifyOptions) look(ctx context.Context, store *gitrepo.Store) (verify.Input, error) {
	in := verify.Input{
		Name: o.tag, Automatic: automatic(o.env), Shallow: store.Shallow(),
		Today: o.env.Now().UTC().AddDate(0, 0, 1).Format(time.DateOnly), // east of here it may be tomorrow
	}
	if err := lookAtTag(ctx, store, &in); err != nil {
		return in, err
	}
	if _, release := verify.ParseName(in.Name); !release || !in.Ref.Exists {
		in.Tags = tagNames(store)
	}
	commit, err := store.Resolve(ctx, o.ref.ref)
	if err != nil {
		return in, o.noNewest(store, err)
	}
	if commit == in.Commit { // there is nothing newer
		return in, nil
	}
	tree, err := store.Tree(ctx, commit)
	if err != nil {
		return in, (&office{store: store, ref: o.ref.ref}).unread(err)
	}
	in.Newest, in.NewestFrom = tree, o.ref.ref
	return in, nil
}

// tagNames are the tags that are here. They help with a name that is none, so that
// it stands in nobody's way if they cannot be listed.
func tagNames(store *gitrepo.Store) (names []string) {
	refs, _ := store.Refs(tagPrefix)
	for _, ref := range refs {
		names = append(names, strings.TrimPrefix(ref.Name, tagPrefix))
	}
	return names
}

const tagPrefix = "refs/tags/"

// noNewest says why there is no newest commit to look at. That HEAD has none yet,
// or one that is not here, stands in nobody's way.
func (o *verifyOptions) noNewest(store *gitrepo.Store, err error) error {
	if o.ref.ref != "HEAD" || errors.Is(err, context.Canceled) {
		return (&office{store: store, ref: o.ref.ref}).noCommit(err)
	}
	o.env.warn("HEAD names no commit that is here, so that nothing newer than the tag was looked at", "--ref origin/main names what is newest")
	return nil
}

// lookAtTag reads the tag and the tree of its commit. What is not here, or not as
// git writes it, is for the verdict to say.
func lookAtTag(ctx context.Context, store *gitrepo.Store, in *verify.Input) error {
	tag, err := store.Tag(in.Name)
	var missing *gitrepo.MissingError
	var malformed *gitrepo.MalformedError
	switch {
	case errors.Is(err, gitrepo.ErrNoTag), errors.As(err, new(*gitrepo.RefError)):
		return nil
	case errors.As(err, &missing):
		in.Ref = verify.TagRef{Exists: true, Annotated: true, Missing: true, Object: tag.ID}
		return nil
	case err != nil && !errors.As(err, &malformed):
		return err
	}
	in.Ref = verify.TagRef{Exists: true, Annotated: tag.Annotated, Raw: tag.Raw, Target: tag.Target}
	if !tag.Annotated {
		return nil
	}
	in.Ref.Object = tag.ID
	parsed, err := verify.ParseTag(tag.Raw)
	if err != nil { // whatever it leads to
		return nil
	}
	in.Commit = parsed.Commit
	tree, err := store.Tree(ctx, parsed.Commit)
	switch {
	case errors.As(err, &missing):
		return nil
	case errors.As(err, &malformed):
		in.Malformed = malformed.Error()
		return nil
	case err != nil:
		return err
	}
	in.Tree = tree
	return nil
}

// automatic reports whether this runs in continuous integration.
func automatic(env *Env) bool {
	ci := env.Getenv("CI")
	return ci != "" && ci != "false" && ci != "0" || env.Getenv("GITHUB_ACTIONS") == "true"
}
