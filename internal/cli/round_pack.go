package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/dossier"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
)

type roundPackOptions struct {
	env     *Env
	ref     refFlag
	id      string
	person  string
	output  string
	contact string
}

func newRoundPack(env *Env) *cobra.Command {
	o := &roundPackOptions{env: env}
	cmd := &cobra.Command{
		Use:   "pack id",
		Short: "Make the zip that a reviewer without git is sent",
		Long: `Make the zip that a reviewer without git is sent: the text and the criteria as a
page to read, the record with everything filled in but the answers, instructions for
Windows and Mac, and a covering letter. It is made of what was committed.

The reviewer answers with credctl review --pack FILE.zip, or by hand with a text
editor and ssh-keygen, and mails two files back, which credctl receive takes in.

The zip is written into the folder you are in, as ID-VERSION-PERSON.zip, and never
over a file that is there. Nobody is sent one who is not asked, is released, or has
filed a record; the exit status is then 1.`,
		Example: `  credctl round pack wound-care --for okafor-a
  credctl round pack wound-care --for okafor-a --output /tmp/for-okafor.zip --contact "Reviews <reviews@example.org>"`,
		Args: oneSpecification,
		RunE: func(cmd *cobra.Command, args []string) error {
			o.id = args[0]
			return o.run(cmd.Context())
		},
		ValidArgsFunction: completeIDs(env),
	}
	cmd.Flags().StringVar(&o.person, "for", "", "make it for `PERSON`, who is asked to review")
	cmd.Flags().StringVar(&o.output, "output", "", "write the zip to `FILE`")
	cmd.Flags().StringVar(&o.contact, "contact", "", "let reviewers write to `CONTACT`, such as \"Reviews <reviews@example.org>\" (default: you, as git knows you)")
	o.ref.add(cmd)
	completePeople(cmd, env, "for")
	return cmd
}

func (o *roundPackOptions) run(ctx context.Context) error {
	if o.person == "" {
		return usagef("such as --for okafor-a", "it is not said whom the zip is for: flag --for is missing")
	}
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	inForce, err := office.governance()
	if err != nil {
		return err
	}
	text, err := office.text(o.id)
	if err != nil {
		return err
	}
	folders, err := office.book.Text(text.Subject)
	if err != nil {
		return office.unread(err)
	}
	last := folders.Last()
	if last == nil {
		return hinted{err: fmt.Errorf("no round is open on this text of %s (SHA-256 %s)", text.ID, text.SHA256), hint: "credctl round open " + text.ID + " --reviewers PERSON,PERSON"}
	}
	c, err := standing.NewIndex(office.book).Case(decisionOn(last), text.Subject, text.spec.Stage, text.spec.Authors)
	if err != nil {
		return office.unread(err)
	}
	if err := office.undecided(&c); err != nil {
		return err
	}
	if err := o.asked(office, inForce, &folders, last); err != nil {
		return err
	}
	content, err := o.content(ctx, office, text, inForce, last)
	if err != nil {
		return err
	}
	return o.write(content, text, !slices.Equal(last.Packs, inForce.PacksFor(last.Kind)))
}

// asked refuses to make a zip for somebody whose answer is not awaited.
func (o *roundPackOptions) asked(office *office, inForce *chain.Serial, folders *chain.Text, last *chain.Round) error {
	id := folders.Subject.ID
	no := func(owner, command, format string, args ...any) error {
		return office.refuse("no zip was made for "+o.person, []standing.Blocker{{Message: fmt.Sprintf(format, args...), Owner: owner, Command: command}})
	}
	if i := slices.IndexFunc(last.Released, func(r record.Release) bool { return r.Reviewer == o.person }); i >= 0 {
		return no(standing.OwnerStaff, "credctl round amend "+id+" --add "+o.person, "%s is released: %s", o.person, last.Released[i].Reason)
	}
	if !slices.Contains(last.Reviewers, o.person) {
		hint := "it asks " + strings.Join(last.Reviewers, ", ")
		if near := nearest.Word(o.person, last.Reviewers); near != "" {
			hint = "did you mean " + near + "?"
		}
		return usagef(hint, "%s does not ask %q", last.Path, o.person)
	}
	for _, r := range folders.Records {
		if r.Person == o.person && sameNames(r.Declaration.Authors, last.Authors) {
			return no(o.person, "credctl review "+id+" --replace", "%s has filed a record on this text already: %s", o.person, r.Path)
		}
	}
	p, _ := inForce.Person(o.person)
	if !slices.ContainsFunc(p.Keys, func(k record.Key) bool { return k.Status == record.Active }) {
		return no(o.person, "credctl enrol", "%s has no active key in governance version %d, and could not sign", o.person, inForce.Serial)
	}
	return nil
}

// content gathers what the zip is made of, all of it from the commit.
func (o *roundPackOptions) content(ctx context.Context, office *office, text *judged, inForce *chain.Serial, last *chain.Round) (dossier.Content, error) {
	c := dossier.Content{
		Reviewer: o.person, Specification: text.data,
		Commands: dossier.Commands{Review: "credctl review --pack", Enrol: "credctl enrol"},
	}
	var err error
	if c.Contact, err = o.writeTo(ctx, office); err != nil {
		return c, err
	}
	if c.Round, err = office.file(last.Path); err != nil {
		return c, err
	}
	if c.Governance, err = office.file(inForce.Path); err != nil {
		return c, err
	}
	for _, ref := range last.Packs {
		data, err := office.file(ref.PackPath())
		if err != nil {
			return c, err
		}
		c.Packs = append(c.Packs, data)
	}
	if c.Earlier, err = o.earlier(office, text, last.Kind); err != nil {
		return c, err
	}
	as := spec.Candidate
	if last.Kind == record.Gateway {
		as = spec.Draft
	}
	result, p, err := office.findings(ctx, text, as)
	if err != nil {
		return c, err
	}
	c.Frameworks = p.frameworks
	c.Findings = slices.DeleteFunc(result.Findings, func(f finding.Finding) bool { return f.File != text.path })
	for _, v := range result.Verdicts {
		c.Evidence = append(c.Evidence, v.Evidence...)
	}
	return c, nil
}

// file reads a file of the commit.
func (o *office) file(path string) ([]byte, error) {
	data, err := fs.ReadFile(o.tree, path)
	if err != nil {
		return nil, o.unread(err)
	}
	return data, nil
}

// writeTo is whom the reviewer writes to.
func (o *roundPackOptions) writeTo(ctx context.Context, office *office) (dossier.Contact, error) {
	if o.contact == "" {
		w, err := office.writer(ctx)
		if err != nil {
			return dossier.Contact{}, err
		}
		return dossier.Contact{Name: w.Author.Name, Email: w.Author.Email}, nil
	}
	name, rest, ok := strings.Cut(o.contact, "<")
	email, end, closed := strings.Cut(rest, ">")
	if !ok || !closed || strings.TrimSpace(end) != "" || strings.TrimSpace(name) == "" {
		return dossier.Contact{}, usagef(`such as --contact "Reviews <reviews@example.org>"`, "flag --contact is %q, want a name and an address", o.contact)
	}
	return dossier.Contact{Name: strings.TrimSpace(name), Email: strings.TrimSpace(email)}, nil
}

// earlier is the person's record on the text before this one that was judged last in
// a round of the same kind; nil if there is none.
func (o *roundPackOptions) earlier(office *office, text *judged, kind record.Kind) ([]byte, error) {
	texts, err := office.book.Texts(text.ID)
	if err != nil {
		return nil, office.unread(err)
	}
	path, opened := "", 0
	for i := range texts {
		last := texts[i].Last()
		if last == nil || last.Kind != kind || texts[i].Subject == text.Subject || last.Opened < opened {
			continue
		}
		for _, r := range texts[i].Records {
			if r.Person == o.person && r.Reviewer == o.person && r.Spec == texts[i].Subject {
				path, opened = r.Path, last.Opened
			}
		}
	}
	if path == "" {
		return nil, nil
	}
	return office.file(path)
}

// write makes the zip and puts it where it belongs. stale is that the round asks for
// other criteria than those in force.
func (o *roundPackOptions) write(c dossier.Content, text *judged, stale bool) error {
	var zip bytes.Buffer
	if err := dossier.Write(&zip, c); err != nil {
		hint := fmt.Sprintf(`reviewers are told to write to %s <%s>; name another with --contact "Reviews <reviews@example.org>"`, c.Contact.Name, c.Contact.Email)
		if stale {
			hint = "the criteria in force have changed since the round was opened: credctl round amend " + text.ID
		}
		return hinted{err: fmt.Errorf("no zip was made: %w", err), hint: hint}
	}
	name := o.output
	if name == "" {
		name = fmt.Sprintf("%s-%s-%s.zip", text.ID, text.Version, o.person)
	}
	if err := createNew(o.env.path(name), zip.Bytes()); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return hinted{err: fmt.Errorf("%s is there already, and is not written over", name), hint: "move it away, or name another with --output FILE"}
		}
		return fmt.Errorf("%s cannot be written: %w", name, plainReason(err))
	}
	o.env.say("%s was written, for %s", name, o.person)
	o.env.hint("send it by e-mail; letter.txt in it is a covering letter. What comes back is taken in with credctl receive")
	return nil
}
