package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/ledger"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

type receiveOptions struct {
	env     *Env
	ref     refFlag
	put     putFlags
	replace bool
}

func newReceive(env *Env) *cobra.Command {
	o := &receiveOptions{env: env}
	cmd := &cobra.Command{
		Use:   "receive RECORD.yaml RECORD.sig",
		Short: "Take in a review record that came by e-mail",
		Long: `Take in a review record and its signature that a reviewer sent by e-mail. Both are
held to every rule that a record in the repository is held to: who was asked, on which
text, by which criteria, and that the signature is by the person's own key over exactly
these bytes. Whatever is wrong is said, with what to ask the reviewer for.

The two files are then recorded in exactly one commit on a new branch, under the names
that they have to have. The record counts exactly as if its author had committed it:
who commits it does not matter. What is checked out is never touched.

The exit status is 0 if the record was taken in or is there already, and 1 if it would
not hold.`,
		Example: `  credctl receive okafor-a.yaml okafor-a.sig
  credctl receive ~/Downloads/okafor-a.yaml ~/Downloads/okafor-a.sig --push`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usagef("such as credctl receive okafor-a.yaml okafor-a.sig", "%s wants two files, the record and its signature; found %s", cmd.CommandPath(), counted(len(args), "argument"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), args[0], args[1])
		},
	}
	cmd.Flags().BoolVar(&o.replace, "replace", false, "take it in in the place of an earlier record of the same person on the same text")
	o.ref.add(cmd)
	o.put.add(cmd)
	return cmd
}

func (o *receiveOptions) run(ctx context.Context, recordFile, sigFile string) error {
	office, err := o.ref.open(ctx, o.env)
	if err != nil {
		return err
	}
	if _, err := office.governance(); err != nil {
		return err
	}
	data, err := o.env.readFile(recordFile, record.MaxBytes)
	if err != nil {
		return err
	}
	sig, err := o.env.readFile(sigFile, sshsig.MaxSize)
	if err != nil {
		return err
	}
	r, err := o.read(recordFile, sigFile, data, sig)
	if err != nil {
		return err
	}
	text, err := o.about(office, recordFile, r)
	if err != nil {
		return err
	}
	tip, done, err := o.already(ctx, office, text, r, data)
	if err != nil || done {
		return err
	}
	if err := o.check(ctx, office, r, data, sig); err != nil {
		return err
	}
	if len(r.Declaration.Conflicts) > 0 {
		o.env.warn("the record declares a conflict of interest, so it will not be counted: "+strings.Join(r.Declaration.Conflicts, "; "),
			"if the reviewer is to be excused: credctl round amend "+r.Spec.ID+" --release "+r.Reviewer+" --reason TEXT")
	}
	return office.putRecord(ctx, ledger.Review(r, data, sig), tip, o.put)
}

// read reads a record that came from outside, strictly, and says what a mail
// program or an editor did to it.
func (o *receiveOptions) read(recordFile, sigFile string, data, sig []byte) (*record.Review, error) {
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("-----BEGIN SSH SIGNATURE-----")) {
		return nil, usagef("the record comes first: credctl receive "+sigFile+" "+recordFile, "%s is a signature, want the record", recordFile)
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(sig, []byte("PK\x03\x04")) {
		return nil, usagef("take the record and its signature out of it, and name the two", "a zip was named, want the two files that are in it")
	}
	if what, how := mangled(data); what != "" {
		return nil, o.spoilt(recordFile, what, how, data, sig)
	}
	if what, how := mangled(sig); what != "" {
		return nil, o.env.refuse(sendAgain, "the signature %s %s, %s, most likely by a mail program", sigFile, what, how)
	}
	r, found := record.ParseReview(recordFile, data)
	if r != nil {
		return r, nil
	}
	found.Sort()
	for _, f := range found {
		o.env.complain(errors.New(f.String()), "")
	}
	return nil, o.env.refuse("ask the reviewer to fill in what is named and to sign the file anew; it cannot be mended here, because it is signed",
		"%s is not a complete review record", recordFile)
}

const sendAgain = "ask the reviewer to send both files again in a zip, which no program on the way changes"

// spoilt refuses a record that no reader takes as it is: it was saved so before it was
// signed, and then has to be signed anew, or something on the way made it so.
func (o *receiveOptions) spoilt(file, what, how string, data, sig []byte) error {
	holds := func(data, sig []byte) bool {
		s, err := sshsig.Parse(sig)
		return err == nil && s.Check(data, sshsig.Review) == nil
	}
	if holds(data, sig) || holds(data, restored(sig)) {
		return o.env.refuse("ask the reviewer to save it as plain text in UTF-8, as the record in the zip is, or to copy the answers into a fresh one, and to sign it anew",
			"%s %s, and was signed like that; nobody could read it as a record", file, what)
	}
	more := "; and that alone does not explain it: with that undone, the signature does not hold either"
	if holds(restored(data), restored(sig)) {
		more = "; with that undone the signature holds, so nothing else was changed"
	}
	return o.env.refuse(sendAgain, "%s %s, %s, most likely by a mail program or an editor, so it is not what was signed%s", file, what, how, more)
}

// mangled says what is wrong with a text as a whole, and how that comes about where
// it was right once; "" if nothing can be seen.
func mangled(data []byte) (what, how string) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return "is in UTF-16", "which it was turned into"
	case bytes.Contains(data, []byte("\r\n")):
		return "has Windows line ends (CRLF)", "which were put in on the way"
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return "begins with a byte order mark", "which was put in on the way"
	case len(data) > 0 && !bytes.HasSuffix(data, []byte("\n")):
		return "does not end with a line end", "which was lost on the way"
	}
	return "", ""
}

// restored undoes what mangled names, as far as it can be undone.
func restored(data []byte) []byte {
	data = bytes.TrimPrefix(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\xef\xbb\xbf"))
	return append(bytes.TrimRight(data, "\n"), '\n')
}

// about finds the text that a record is on, and asks that its author is to judge it.
func (o *receiveOptions) about(office *office, file string, r *record.Review) (*chain.Text, error) {
	t, err := office.text(r.Spec.ID)
	if err != nil {
		return nil, err
	}
	if r.Spec != t.Subject {
		return nil, o.env.refuse("ask the reviewer to judge the present text; send them what they need with: credctl round pack "+t.ID+" --for "+r.Reviewer,
			"%s is a record on another text: %s %s with the SHA-256 %s, and %s has %s with %s", file,
			r.Spec.ID, r.Spec.Version, record.Key16(r.Spec.SHA256), office.ref, t.Version, record.Key16(t.SHA256))
	}
	g, err := office.governance()
	if err != nil {
		return nil, err
	}
	if _, ok := g.Person(r.Reviewer); !ok {
		return nil, o.env.refuse(nearestPerson(r.Reviewer, &g.Governance), "%s is by %q, whom governance version %d does not know", file, r.Reviewer, g.Serial)
	}
	text, err := office.book.Text(t.Subject)
	if err != nil {
		return nil, office.unread(err)
	}
	_, err = office.toReview(t, &text, r.Reviewer)
	return &text, err
}

// already deals with a record of the same person that is there.
func (o *receiveOptions) already(ctx context.Context, office *office, text *chain.Text, r *record.Review, data []byte) (tip string, done bool, err error) {
	there, err := fs.ReadFile(office.tree, r.Spec.ReviewPath(r.Reviewer))
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return "", false, office.unread(err)
	case bytes.Equal(there, data):
		o.env.say("This very record is in %s already; nothing was changed.", office.ref)
		return "", true, nil
	case !o.replace:
		return "", false, o.env.refuse("if this one is to count, add --replace",
			"another record of %s on this text is in %s already", r.Reviewer, office.ref)
	}
	return office.filed(ctx, text, r.Reviewer, o.replace)
}

// check holds the record to every rule, as if it stood in the repository already.
func (o *receiveOptions) check(ctx context.Context, office *office, r *record.Review, data, sig []byte) error {
	at := r.Spec.ReviewPath(r.Reviewer)
	book, err := office.with(ctx, map[string][]byte{at: data, record.ReviewSignaturePath(at): sig})
	if err != nil {
		return err
	}
	problems, err := problemsOf(book, r.Spec, r.Reviewer)
	if err != nil {
		return office.unread(err)
	}
	if len(problems) == 0 {
		return nil
	}
	var ask []string
	for _, p := range problems {
		o.env.complain(fmt.Errorf("the record would not hold: %s", p.Message), "")
		if a := askFor(p.Reason, sig); len(ask) == 0 || ask[len(ask)-1] != a {
			ask = append(ask, a)
		}
	}
	for _, a := range ask {
		o.env.hint("%s", a)
	}
	o.env.hint("nothing was recorded")
	return errFindings
}

// askFor says what to ask the reviewer for.
func askFor(why chain.Reason, sig []byte) string {
	switch why {
	case chain.RecordSignature:
		if s, err := sshsig.Parse(sig); err != nil {
			return "ask the reviewer to send the signature file again, both files in a zip so that nothing changes them on the way"
		} else if s.Namespace() != sshsig.Review {
			return "ask the reviewer to sign for the right thing: ssh-keygen -Y sign -n " + sshsig.Review + " -f KEY RECORD.yaml"
		}
		return "the file was changed after it was signed, or this is the signature of another file: ask the reviewer for both files as they were signed, in a zip"
	case chain.RecordKeyUnknown:
		return "ask the reviewer to sign with the key that governance has, or to enrol the other key: credctl enrol"
	case chain.RecordKeyRetiredBefore, chain.RecordKeyCompromised:
		return "ask the reviewer to sign anew with a key that is active; a new key is taken in with credctl enrol"
	case chain.RecordDeclaration:
		return "the authors were added to after the reviewer declared: ask for a new record, with the declaration against all of them"
	case chain.RecordCriteria, chain.RecordOverall, chain.RecordPacks:
		return "ask the reviewer to answer every criterion of the round, and nothing else, and to sign the file anew"
	}
	return "ask the reviewer for a record made from the present round; send them what they need with credctl round pack"
}
