package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/scaffold"
)

// The versions of the second life of the specification.
const (
	demoCandidate = "1.1.0-rc.1"
	demoSecond    = "1.1.0"
)

// released are the steps from the first release to the second, and to the catalogue of
// both.
func (d *demonstration) released(ctx context.Context) error {
	for _, step := range []func(context.Context) error{d.comment, d.answer, d.second, d.compare} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// comment puts a release candidate out, and takes in what a stakeholder says of it.
func (d *demonstration) comment(ctx context.Context) error {
	d.env.say("The authors want to add something, and put it out for comment:")
	return untilOneFails(
		d.commits(ctx, "Put more of skin out for comment", scaffold.DemoComment()),
		d.tagged(ctx, "--no-pdf"),
		d.alone(ctx, "smith-j", "comments", "add", "wound-care", demoCandidate, "--who", "A carers' group", "--on", "B1",
			"--comment", "Nobody shows us what harm looks like before it is too late."),
	)
}

// answer answers the comment, and commits the table.
func (d *demonstration) answer(ctx context.Context) error {
	err := d.alone(ctx, "smith-j", "comments", "answer", "wound-care", demoCandidate, "1",
		"--response", "It belongs to treatment that is planned with the person.", "--change", "Statement 2.2 was added.")()
	if err != nil {
		return err
	}
	name := comments.Path("wound-care", demoCandidate)
	file := filepath.Join(d.dir, filepath.FromSlash(name))
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := os.Remove(file); err != nil { // the commit brings it back
		return err
	}
	return d.commit(ctx, "Answer what carers said", map[string][]byte{name: data, record.SpecPath("wound-care"): scaffold.DemoSecond()})
}

// second lets the same people judge the second version, and staff release it.
func (d *demonstration) second(ctx context.Context) error {
	d.env.say("The second version is judged, endorsed and released as the first was:")
	return untilOneFails(
		d.line(ctx, "rowe-e", "round open wound-care --reviewers lee-m,okafor-a"),
		d.favourable(ctx, "lee-m", criteria.Endorsement, record.OverallEndorse),
		d.favourable(ctx, "okafor-a", criteria.Endorsement, record.OverallEndorse),
		d.line(ctx, "shah-k", "endorse wound-care"),
		d.line(ctx, "rowe-e", "sign --all"),
		d.line(ctx, "shah-k", "release wound-care"),
		d.line(ctx, "rowe-e", "sign --all"),
		d.tagged(ctx),
	)
}

// compare makes what others look at: the comparison of the two releases, and the
// catalogue.
func (d *demonstration) compare(ctx context.Context) error {
	d.env.say("Everybody can see what changed, and the catalogue is made:")
	args := []string{"diff", record.TagName("wound-care", "1.0.0"), record.TagName("wound-care", demoSecond), "--format", "html"}
	const into = "dist/wound-care/comparison.html"
	d.show("rowe-e", "credctl "+shellWords(args)+" > "+into)
	var out bytes.Buffer
	if err := d.quietly(ctx, "rowe-e", &out, args); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(d.dir, filepath.FromSlash(into)), out.Bytes(), 0o666); err != nil {
		return err
	}
	root, err := d.trustRoot(ctx)
	if err != nil {
		return err
	}
	return d.alone(ctx, "rowe-e", "site", "dist/site", "--trust-root", root)()
}

// commits is a text of the specification that the authors commit.
func (d *demonstration) commits(ctx context.Context, message string, text []byte) func() error {
	return func() error {
		return d.commit(ctx, message, map[string][]byte{record.SpecPath("wound-care"): text})
	}
}

// tagged is the run of release that writes the files and makes the tag, on what is
// checked out.
func (d *demonstration) tagged(ctx context.Context, flags ...string) func() error {
	return func() error {
		d.show("rowe-e", "git merge --ff-only")
		if err := d.store.FastForward(ctx, d.tip); err != nil {
			return err
		}
		return d.as(ctx, "rowe-e", append([]string{"release", "wound-care"}, flags...)...)
	}
}

// alone is a command that signs nothing and reads what is checked out.
func (d *demonstration) alone(ctx context.Context, person string, args ...string) func() error {
	return func() error {
		d.show(person, "credctl "+shellWords(args))
		return d.quietly(ctx, person, io.Discard, args)
	}
}
