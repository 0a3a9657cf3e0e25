package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/dossier"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// runPack reviews from a zip, and leaves the record and its signature beside it.
func (o *reviewOptions) runPack(cmd *cobra.Command, args []string) error {
	for _, flag := range []string{"ref", "push", "remote", "replace"} {
		if cmd.Flags().Changed(flag) {
			return usagef("with --pack, two files are left in this folder for you to send", "--%s is for a repository, and --pack needs none", flag)
		}
	}
	ctx := cmd.Context()
	d, err := o.openPack(args)
	if err != nil {
		return err
	}
	for _, name := range []string{d.RecordName(), d.SignatureName()} {
		if _, err := os.Lstat(o.env.path(name)); !errors.Is(err, fs.ErrNotExist) {
			return hinted{err: fmt.Errorf("%s is there already, and is never overwritten", name), hint: "if it is finished, send it; otherwise put it aside and run this again"}
		}
	}
	who, err := o.packed(ctx, d)
	if err != nil {
		return err
	}
	k := taskOf(d, "credctl review --pack "+o.pack)
	a, err := o.settle(ctx, k)
	if err != nil {
		return left(err)
	}
	_, data, err := a.file(k, o.env.today())
	if err != nil {
		return err
	}
	o.env.showRecord(data, a.carried(k))
	if len(a.conflicts) > 0 {
		o.env.warn("the record declares a conflict of interest, so it will not be counted", "")
	}
	if err := o.confirm(ctx, k); err != nil {
		return left(err)
	}
	return o.leaveFiles(ctx, d, k, who, data)
}

// openPack reads the zip.
func (o *reviewOptions) openPack(args []string) (*dossier.Dossier, error) {
	data, err := o.env.readFile(o.pack, dossier.MaxBytes)
	if err != nil {
		return nil, err
	}
	d, err := dossier.Open(data)
	if err != nil {
		return nil, hinted{err: fmt.Errorf("%s cannot be used: %w", o.pack, err), hint: "ask for it to be sent again; it must be the zip itself, not unpacked and packed anew"}
	}
	if len(args) == 1 && specID(args[0]) != d.Subject.ID {
		return nil, usagef("leave the id out", "%s is about %s, not %s", o.pack, d.Subject.ID, args[0])
	}
	if o.keys.as != "" && o.keys.as != d.Reviewer {
		return nil, usagef("ask for one of your own", "%s was made for %s, not for %s", o.pack, d.Reviewer, o.keys.as)
	}
	return d, nil
}

// packed finds the key of the person that a zip was made for.
func (o *reviewOptions) packed(ctx context.Context, d *dossier.Dossier) (*me, error) {
	flags := keyFlags{key: o.keys.key, as: d.Reviewer}
	return o.env.identify(ctx, nil, d.Known, flags, record.Academic, record.Clinical)
}

// taskOf is what a zip asks.
func taskOf(d *dossier.Dossier, again string) *task {
	k := &task{
		subject: d.Subject, title: d.Text.Title, kind: d.Opened.Kind, round: d.RoundHash, respondBy: d.Opened.RespondBy, packs: d.Opened.Packs,
		governance: d.GovernedBy, doc: d.Document, findings: d.Findings, evidence: d.Evidence, again: again,
	}
	k.reviewer, _ = d.Known.Person(d.Reviewer)
	for _, id := range d.Opened.Authors {
		p, _ := d.Known.Person(id)
		k.authors = append(k.authors, p)
	}
	for _, pack := range d.Criteria {
		for i := range pack.Criteria {
			k.asked = append(k.asked, asked{&pack.Criteria[i], pack})
		}
	}
	if d.Before != nil && slices.ContainsFunc(d.Before.Packs, func(p record.PackRef) bool { return slices.Contains(k.packs, p) }) {
		k.before = &before{Review: *d.Before, sha256: record.Hash(d.Earlier)}
	}
	return k
}

// leaveFiles signs the record and leaves both files in the working directory.
func (o *reviewOptions) leaveFiles(ctx context.Context, d *dossier.Dossier, k *task, who *me, data []byte) error {
	armour, err := who.sign(ctx, sshsig.Review, data)
	if err != nil {
		return hinted{err: fmt.Errorf("nothing was written: %w", err), hint: "run " + k.again + " again"}
	}
	sig, err := sshsig.Parse(armour)
	if err == nil {
		err = sig.Check(data, sshsig.Review)
	}
	if err == nil && !slices.Contains(d.ActiveKeys(), sig.Key().String()) {
		err = errors.New("it is by a key that governance does not have")
	}
	if err != nil {
		return fmt.Errorf("nothing was written: the signature does not hold: %w", err)
	}
	if err := leave(o.env.path(d.RecordName()), data); err != nil {
		return err
	}
	if err := leave(o.env.path(d.SignatureName()), armour); err != nil {
		return errors.Join(err, os.Remove(o.env.path(d.RecordName())))
	}
	o.env.say("Written: %s and %s.", filepath.Base(d.RecordName()), filepath.Base(d.SignatureName()))
	o.env.say("Send both, in a zip so that no mail program changes them, to %s <%s>.", d.Contact.Name, d.Contact.Email)
	o.env.forget(k)
	return nil
}
