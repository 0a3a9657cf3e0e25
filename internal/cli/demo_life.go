package cli

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/scaffold"
	"github.com/advancing-practice/credctl/internal/sshkey"
)

// demoPeople are those of the demonstration, with the roles that they ask for.
var demoPeople = []struct{ id, name, organisation, roles string }{
	{"ng-t", "T. Ng", "centre", "officer"},
	{"patel-s", "S. Patel", "centre", "officer"},
	{"quinn-d", "D. Quinn", "centre", "officer,staff"},
	{"rowe-e", "E. Rowe", "centre", "staff"},
	{"shah-k", "K. Shah", "centre", "staff"},
	{"smith-j", "J. Smith", "trust-d", "author"},
	{"khan-r", "R. Khan", "trust-d", "author"},
	{"lee-m", "M. Lee", "university-c", "academic"},
	{"ahmed-z", "Z. Ahmed", "university-f", "academic"},
	{"okafor-a", "A. Okafor", "trust-b", "clinical"},
	{"brown-p", "P. Brown", "trust-e", "clinical"},
}

// build lets the people do everything, in the order in which it happens, and
// returns the trust root: the SHA-256 of the first version of governance.
func (d *demonstration) build(ctx context.Context) (root string, err error) {
	for _, step := range []func(context.Context) error{d.enrol, d.begin, d.govern, d.gateway, d.develop, d.endorse, d.publish, d.checkOut, d.tag} {
		if err := step(ctx); err != nil {
			return "", err
		}
	}
	if d.further {
		if err := d.released(ctx); err != nil {
			return "", err
		}
	}
	root, err = d.trustRoot(ctx)
	if err != nil {
		return "", err
	}
	return root, d.store.DeleteBranch(ctx, demoBranch, d.tip)
}

// trustRoot is the SHA-256 of the first version of governance.
func (d *demonstration) trustRoot(ctx context.Context) (string, error) {
	tree, err := d.store.Tree(ctx, d.tip)
	if err != nil {
		return "", err
	}
	first, err := fs.ReadFile(tree, record.GovernancePath(1))
	return record.Hash(first), err
}

// enrol gives everybody a key and a request.
func (d *demonstration) enrol(ctx context.Context) error {
	d.env.say("Everybody makes a key and asks the officers to be taken in:")
	if err := os.MkdirAll(d.people, 0o700); err != nil {
		return err
	}
	for _, p := range demoPeople {
		signer, _, err := sshkey.NewKey()
		if err != nil {
			return err
		}
		if _, err := sshkey.WriteKey(d.people, p.id, signer); err != nil {
			return err
		}
		if err := d.as(ctx, p.id, "enrol", "--id", p.id, "--name", p.name, "--organisation", p.organisation, "--role", p.roles); err != nil {
			return err
		}
	}
	return nil
}

// begin makes the repository, with the proposal in it.
func (d *demonstration) begin(ctx context.Context) error {
	d.env.say("The authors commit a proposal:")
	environ := demoEnviron(d.env.Environ, d.people, "smith-j")
	if err := gitrepo.Init(ctx, d.dir, environ); err != nil {
		return err
	}
	store, err := gitrepo.OpenStore(ctx, d.dir, environ)
	if err != nil {
		return err
	}
	d.store = store
	begun, err := demoBeginning()
	if err != nil {
		return err
	}
	begun[record.SpecPath("wound-care")] = scaffold.DemoProposal()
	return d.commit(ctx, "Propose wound care", begun)
}

// commit is what the authors do with git alone.
func (d *demonstration) commit(ctx context.Context, message string, files map[string][]byte) error {
	d.show("smith-j", fmt.Sprintf("git commit --message %q", message))
	author, committer, err := d.store.Identity(ctx, demoEnviron(d.env.Environ, d.people, "smith-j"), d.env.Now())
	if err != nil {
		return err
	}
	d.tip, err = d.store.Write(ctx, gitrepo.Change{
		Branch: demoBranch, Parent: d.tip, Expect: d.tip, Files: files, Message: message + "\n", Author: author, Committer: committer,
	})
	return err
}

func (d *demonstration) govern(ctx context.Context) error {
	d.env.say("Two officers say who may do what:")
	args := []string{"governance", "init", "--enrol"}
	for _, p := range demoPeople {
		args = append(args, filepath.Join(d.people, "enrol-"+p.id+".yaml"))
	}
	return untilOneFails(func() error { return d.as(ctx, "ng-t", args...) }, d.line(ctx, "patel-s", "sign --all"))
}

func (d *demonstration) gateway(ctx context.Context) error {
	d.env.say("The proposal is judged at the gateway, and two members of staff accept it:")
	return untilOneFails(
		d.line(ctx, "rowe-e", "round open wound-care --gateway --reviewers lee-m"),
		d.favourable(ctx, "lee-m", criteria.Gateway, record.OverallAccept),
		d.line(ctx, "rowe-e", "accept wound-care"),
		d.line(ctx, "shah-k", "sign --all"),
	)
}

func (d *demonstration) develop(ctx context.Context) error {
	d.env.say("The authors develop it into a candidate:")
	return d.commit(ctx, "Put wound care forward", map[string][]byte{record.SpecPath("wound-care"): scaffold.DemoCandidate()})
}

func (d *demonstration) endorse(ctx context.Context) error {
	d.env.say("An academic and a clinical reviewer judge the candidate, and two members of staff endorse it:")
	return untilOneFails(
		d.line(ctx, "rowe-e", "round open wound-care --reviewers lee-m,okafor-a"),
		d.favourable(ctx, "lee-m", criteria.Endorsement, record.OverallEndorse),
		d.favourable(ctx, "okafor-a", criteria.Endorsement, record.OverallEndorse),
		d.line(ctx, "rowe-e", "endorse wound-care"),
		d.line(ctx, "shah-k", "sign --all"),
	)
}

// line is a command as a step.
func (d *demonstration) line(ctx context.Context, person, line string) func() error {
	return func() error { return d.as(ctx, person, strings.Fields(line)...) }
}

// favourable is a review that answers every criterion of a set with "meets".
func (d *demonstration) favourable(ctx context.Context, person string, set criteria.SetName, overall record.Overall) func() error {
	args := []string{"review", "wound-care", "--no-conflicts"}
	for _, pack := range criteria.Embedded() {
		if pack.Set != set {
			continue
		}
		for _, c := range pack.Criteria {
			args = append(args, "--outcome", c.ID+"="+string(record.Meets))
		}
	}
	args = append(args, "--overall", string(overall))
	return func() error { return d.as(ctx, person, args...) }
}

// untilOneFails takes steps until one fails.
func untilOneFails(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// demoBeginning are the files that tell git how to keep those of a repository.
func demoBeginning() (map[string][]byte, error) {
	files, err := scaffold.Files(scaffold.Choice{})
	if err != nil {
		return nil, err
	}
	begun := map[string][]byte{}
	for _, f := range files {
		if f.Path == ".gitattributes" || f.Path == ".gitignore" {
			begun[f.Path] = f.Data
		}
	}
	return begun, nil
}

// publish lets two members of staff publish what was endorsed.
func (d *demonstration) publish(ctx context.Context) error {
	d.env.say("Two members of staff publish it, and one of them tags it:")
	return untilOneFails(d.line(ctx, "rowe-e", "release wound-care"), d.line(ctx, "shah-k", "sign --all"))
}

// checkOut puts the files where people see them.
func (d *demonstration) checkOut(ctx context.Context) error { return d.store.FillWorkTree(ctx, d.tip) }

// tag makes the files of the release, and its tag. A PDF would take longer than all
// the rest.
func (d *demonstration) tag(ctx context.Context) error {
	return d.as(ctx, "rowe-e", "release", "wound-care", "--no-pdf")
}
