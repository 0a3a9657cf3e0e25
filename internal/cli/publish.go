package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/forge"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/verify"
)

// publishOptions are those of `credctl publish`.
type publishOptions struct {
	env    *Env
	verify verifyOptions
	remote string
	branch string
	dist   string // the folder of all releases; "": dist, at the top of the repository
	forge  string
	api    string
	plain  bool
	noPage bool
	dryRun bool
}

func newPublish(env *Env) *cobra.Command {
	o := &publishOptions{env: env, verify: verifyOptions{env: env, color: "auto"}}
	cmd := &cobra.Command{
		Use:   "publish TAG",
		Short: "Send a release to where people get it, and make its page",
		Long: `Send the signed tag of a release, and the branch that it is on, to a remote, both or
neither; then make the page of the release on GitHub, GitLab or Gitea, with the files
that credctl release wrote into dist/<id>/<version>/ attached.

Before anything is sent, the tag is verified as credctl verify does, with the same
trust root; each file is compared with SHA256SUMS, and that with what the tag says; and
the host is asked whether it takes the token. A release candidate must be signed by the
staff, and its page is marked as a draft for comment.

Nothing is ever forced: a tag that the remote has already and that is another one, a
branch that went on there, or a rule of the host that refuses leave the remote and this
clone as they were. Where it breaks off later, to run it again goes on from there; a
file that is there already is left, one that arrived in part is sent anew. Where
everything is there it changes nothing.

The token comes from the environment: GH_TOKEN or GITHUB_TOKEN for GitHub
(GH_ENTERPRISE_TOKEN or GITHUB_ENTERPRISE_TOKEN before these for a server of your own),
GITLAB_TOKEN for GitLab, or CI_JOB_TOKEN in its jobs, GITEA_TOKEN or FORGEJO_TOKEN for
Gitea and Forgejo. It is sent to the host of the remote alone, and shown nowhere. What
kind of host a remote is on, and where its interface is, is told from its address;
--forge and --api say it where that is not enough.`,
		Example: `  credctl publish wound-care/v1.0.0 --dry-run
  credctl publish wound-care/v1.0.0
  credctl publish wound-care/v1.0.0 --remote upstream --forge gitlab --api https://git.trust.example/api/v4
  credctl publish wound-care/v1.1.0-rc.1 --no-page`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] == "" {
				return usagef("git tag lists what there is, for example "+cmd.CommandPath()+" wound-care/v1.0.0", "%s publishes one tag, found %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			o.verify.tag = strings.TrimPrefix(args[0], tagPrefix)
			return o.run(cmd)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&o.remote, "remote", "origin", "send to the remote `NAME`")
	flags.StringVar(&o.branch, "branch", "", "send the `BRANCH` that the tag is on (default: the one that is checked out)")
	flags.StringVar(&o.dist, "dist", "", "take the files from below the folder `DIR` (default: dist, at the top of the repository)")
	flags.StringVar(&o.forge, "forge", "", "the remote is on a `KIND` of host: "+publishKinds())
	flags.StringVar(&o.api, "api", "", "the host has its interface at `URL`, such as https://git.trust.example/api/v4")
	flags.BoolVar(&o.plain, "plain-http", false, "send the token by plain HTTP, where anybody on the way can read it")
	flags.BoolVar(&o.noPage, "no-page", false, "send tag and branch alone, and make no page")
	flags.BoolVar(&o.dryRun, "dry-run", false, "say what would be done, and do nothing")
	flags.StringVar(&o.verify.root, "trust-root", "", "trust the repository whose governance/0001.yaml has the `SHA256`")
	flags.StringVar(&o.verify.state, "state", "", "remember what was seen in `FILE`, or nowhere: none (default: your state folder)")
	completeWords(cmd, "forge", strings.Split(publishKinds(), ", ")...)
	if err := cmd.MarkFlagDirname("dist"); err != nil {
		panic(err) // the command has no such flag
	}
	return cmd
}

func publishKinds() string {
	var names []string
	for _, kind := range forge.Kinds {
		names = append(names, string(kind))
	}
	return strings.Join(names, ", ")
}

// publishing is one run of the command.
type publishing struct {
	*publishOptions
	store   *gitrepo.Store
	name    verify.Name
	verdict *verify.Verdict
	tag     verify.TagObject
	object  string // id of the tag
	files   *publishFiles
	host    forge.Host // nil with --no-page
	place   forge.Place
	push    *publishPush
}

// run checks everything before it sends anything, and sends the page last.
func (o *publishOptions) run(cmd *cobra.Command) error {
	ctx := cmd.Context()
	if err := o.checkFlags(); err != nil {
		return err
	}
	store, err := o.verify.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	p := &publishing{publishOptions: o, store: store}
	if err := p.checkTag(cmd); err != nil {
		return err
	}
	if err := p.checkFiles(ctx); err != nil {
		return err
	}
	if err := p.openHost(ctx); err != nil {
		return err
	}
	if err := p.planPush(ctx); err != nil {
		return err
	}
	if o.dryRun {
		return p.rehearse(ctx)
	}
	if err := p.send(ctx); err != nil {
		return err
	}
	return p.present(ctx)
}

func (o *publishOptions) checkFlags() error {
	if o.forge != "" {
		if err := oneOfFlag("forge", o.forge, strings.Split(publishKinds(), ", ")); err != nil {
			return err
		}
	}
	if _, ok := verify.ParseName(o.verify.tag); !ok {
		hint := "name a release, such as wound-care/v1.0.0; git tag lists what there is"
		if near := verify.NearestName(o.verify.tag); near != "" {
			hint = "did you mean " + near + "?"
		}
		return usagef(hint, "%.100q is not the name of a release", o.verify.tag)
	}
	return nil
}

// checkTag asks the verifier. What it does not vouch for is not sent, and why is shown
// as credctl verify shows it.
func (p *publishing) checkTag(cmd *cobra.Command) error {
	p.verify.ref.ref = "HEAD"
	v, err := p.verify.verdictIn(cmd, p.store)
	if err != nil {
		return err
	}
	p.verdict = v
	p.name, _ = verify.ParseName(v.Tag.Name)
	if v.Outcome != verify.Verified && !v.SignedDraft() {
		options, err := p.env.pageOptions("text", p.verify.color)
		if err != nil {
			return err
		}
		if err := report.Verdict(p.env.Out, v, options); err != nil {
			return err
		}
		p.env.say("Nothing was sent: only what credctl verify accepts is published, or a release candidate that staff signed.")
		return answered(v.Outcome)
	}
	tag, err := p.store.Tag(v.Tag.Name)
	if err != nil {
		return err
	}
	p.object = tag.ID
	p.tag, err = verify.ParseTag(tag.Raw)
	return err
}

// what is the release in words.
func (p *publishing) what() string { return p.name.ID + " " + p.name.Version }

// pause waits between two tries.
func (e *Env) pause(ctx context.Context, d time.Duration) error {
	if e.Sleep != nil {
		return e.Sleep(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// brokeOff is an interruption after something was sent: what is said of one before
// would not be true.
func brokeOff(err error, done string) error {
	if errors.Is(err, context.Canceled) {
		return hinted{err: fmt.Errorf("interrupted: %s", done), hint: "run this again, and it goes on from there"}
	}
	return err
}
