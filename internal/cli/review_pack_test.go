package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/dossier"
	"github.com/advancing-practice/credctl/internal/record"
)

// zipped writes the zip that somebody is sent, in a folder without a repository.
func (d *desk) zipped(person string) (dir string) {
	d.t.Helper()
	w, s := d.world, d.world.Subject("wound-care")
	round, path := w.Round(s)
	c := dossier.Content{
		Reviewer: person, Specification: w.Files[woundCare], Round: w.Files[path], Governance: w.Files[record.GovernancePath(1)],
		Contact: dossier.Contact{Name: "The review team", Email: "reviews@example.org"},
	}
	for _, ref := range round.Packs {
		c.Packs = append(c.Packs, w.Files[ref.PackPath()])
	}
	var zip bytes.Buffer
	if err := dossier.Write(&zip, c); err != nil {
		d.t.Fatal(err)
	}
	dir = d.t.TempDir()
	writeFile(d.t, filepath.Join(dir, "review.zip"), zip.String())
	return dir
}

// A zip needs no repository: two files are left to be sent, and staff take them in.
func TestReviewPack(t *testing.T) {
	d := newDesk(t, nil)
	dir := d.zipped("lee-m")
	args := []string{"review", "--pack", "review.zip", "--key", filepath.Join(d.keys, "lee-m")}
	status, said := d.run(context.Background(), dir, strings.NewReader("none\n1\n\nq\n"), args...)
	wantSaid(t, said, "You review wound-care", "What a machine finds: ", "To go on: credctl review --pack review.zip")
	if status != exitOK || len(d.kept()) != 1 {
		t.Fatalf("exit status %d, kept %q", status, d.kept())
	}
	status, said = d.run(context.Background(), dir, strings.NewReader("1\n\n1\ny\n"), args...)
	if status != exitOK {
		t.Fatalf("exit status %d:\n%s", status, said)
	}
	wantSaid(t, said, "Written: lee-m.yaml and lee-m.sig.", "to The review team <reviews@example.org>")
	if status, said = d.run(context.Background(), d.dir, nil, "receive", filepath.Join(dir, "lee-m.yaml"), filepath.Join(dir, "lee-m.sig")); status != exitOK {
		t.Fatalf("exit status %d:\n%s", status, said)
	}
	if r := d.filed("lee-m"); r == nil || r.Overall != record.OverallEndorse {
		t.Errorf("taken in was %+v", r)
	}
	// What is finished is never overwritten.
	was := readFile(t, filepath.Join(dir, "lee-m.yaml"))
	status, said = d.run(context.Background(), dir, nil, append(args, "--yes", "--no-conflicts", "--outcome", "4=meets", "--outcome", "4.1=meets", "--overall", "decline")...)
	wantSaid(t, said, "lee-m.yaml is there already, and is never overwritten")
	if is := readFile(t, filepath.Join(dir, "lee-m.yaml")); is != was || status != exitFailure {
		t.Errorf("exit status %d, and the record is now:\n%s", status, is)
	}
}

func TestReviewPackRefuses(t *testing.T) {
	d := newDesk(t, nil)
	dir := d.zipped("lee-m")
	writeFile(t, filepath.Join(dir, "other.zip"), "not a zip")
	for name, test := range map[string]struct {
		status int
		args   []string
		want   string
	}{
		"a key of somebody else": {exitFailure, []string{"--pack", "review.zip", "--key", filepath.Join(d.keys, "okafor-a")}, "has no active key of lee-m that is here"},
		"somebody else":          {exitUsage, []string{"--pack", "review.zip", "--as", "okafor-a"}, "was made for lee-m, not for okafor-a"},
		"another specification":  {exitUsage, []string{"stoma-care", "--pack", "review.zip"}, "is about wound-care, not stoma-care"},
		"no zip":                 {exitFailure, []string{"--pack", "other.zip"}, "other.zip cannot be used"},
		"nothing":                {exitFailure, []string{"--pack", "none.zip"}, "none.zip cannot be read"},
		"a flag of repositories": {exitUsage, []string{"--pack", "review.zip", "--push"}, "--push is for a repository"},
	} {
		t.Run(name, func(t *testing.T) {
			status, said := d.run(context.Background(), dir, nil, append([]string{"review"}, test.args...)...)
			if status != test.status {
				t.Errorf("exit status %d, want %d", status, test.status)
			}
			wantSaid(t, said, test.want)
		})
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("something was written: %v", entries)
	}
}
