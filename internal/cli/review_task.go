package cli

import (
	"context"
	"fmt"
	"io/fs"
	"slices"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// task is what a reviewer is asked, wherever it was read: in a repository or in a
// zip that was sent.
type task struct {
	subject    record.Subject
	title      string
	kind       record.Kind
	round      string // the SHA-256 of the round
	respondBy  string // YYYY-MM-DD, or ""
	packs      []record.PackRef
	governance record.GovernanceRef
	reviewer   record.Person
	authors    []record.Person // of the round, in its order
	asked      []asked         // in the order of the packs
	doc        *yamldoc.Document
	findings   finding.List
	evidence   []criteria.Evidence
	before     *before // nil: no record of the reviewer on an earlier text can be gone by
	again      string  // the command that goes on with it
}

// asked is one criterion with the pack that it stands in.
type asked struct {
	*criteria.Criterion
	pack *criteria.Pack
}

// before is what the reviewer answered on an earlier text.
type before struct {
	record.Review
	sha256 string
	known  bool                       // the earlier text is at hand
	parts  []standing.Part            // what changed since
	bears  map[string][]standing.Part // what changed since, by the criterion that it bears on
}

// criterion finds a criterion by its id.
func (t *task) criterion(id string) (asked, bool) {
	i := slices.IndexFunc(t.asked, func(a asked) bool { return a.ID == id })
	if i < 0 {
		return asked{}, false
	}
	return t.asked[i], true
}

func (t *task) criterionIDs() []string {
	var ids []string
	for _, a := range t.asked {
		ids = append(ids, a.ID)
	}
	return ids
}

func (t *task) authorIDs() []string {
	var ids []string
	for _, p := range t.authors {
		ids = append(ids, p.ID)
	}
	return ids
}

// earlier returns what the reviewer answered to the same question on an earlier
// text. Another edition of the criteria asks other questions.
func (t *task) earlier(c asked) (record.Answer, bool) {
	same := func(p record.PackRef) bool { return p.Ref() == c.pack.Ref() && slices.Contains(t.packs, p) }
	if t.before == nil || !slices.ContainsFunc(t.before.Packs, same) {
		return record.Answer{}, false
	}
	for _, a := range t.before.Outcomes {
		if a.Criterion == c.ID {
			return a, true
		}
	}
	return record.Answer{}, false
}

// settled reports whether an earlier answer can stand because nothing changed that
// bears on its criterion.
func (t *task) settled(c asked) bool {
	_, answered := t.earlier(c)
	return answered && t.before.known && len(t.before.bears[c.ID]) == 0
}

// bearing are the findings that serve a criterion, also those that ask about the
// same gap for it.
func (t *task) bearing(c asked) finding.List {
	var own finding.List
	for _, f := range t.findings {
		also := slices.ContainsFunc(c.Checks, func(k criteria.Check) bool { return slices.Contains(f.Also, k.Code) })
		if f.Criterion == c.pack.ID+" "+c.ID || also {
			own = append(own, f)
		}
	}
	return own
}

// evidenceFor is what a machine has to say about a criterion; nil if nothing.
func (t *task) evidenceFor(c asked) *criteria.Evidence {
	for i := range t.evidence {
		if e := &t.evidence[i]; e.Pack == c.pack.Ref() && e.Criterion == c.ID {
			return e
		}
	}
	return nil
}

// task puts together what the last round on a text asks of somebody.
func (o *office) task(ctx context.Context, t *judged, round *chain.Round, who record.Person) (*task, error) {
	g, err := o.governance()
	if err != nil {
		return nil, err
	}
	k := &task{
		subject: t.Subject, kind: round.Kind, round: round.SHA256, respondBy: round.RespondBy, packs: round.Packs,
		governance: record.GovernanceRef{Serial: g.Serial, SHA256: g.SHA256}, reviewer: who, again: "credctl review " + t.ID,
	}
	for _, id := range round.Authors {
		p, ok := g.Person(id)
		if !ok {
			p = record.Person{ID: id, Name: id}
		}
		k.authors = append(k.authors, p)
	}
	k.doc, _ = yamldoc.Parse(t.path, t.data, yamldoc.Options{Exact: true})
	k.title = k.doc.At("/title").Text()
	if err := o.criteriaOf(k); err != nil {
		return nil, err
	}
	if err := o.look(ctx, k, t); err != nil {
		return nil, err
	}
	return k, o.recall(ctx, k, t)
}

// criteriaOf reads the criteria of the round, which must be those that it names to
// the byte.
func (o *office) criteriaOf(k *task) error {
	for _, ref := range k.packs {
		_, problems, err := o.book.PackCriteria(ref)
		if err != nil {
			return o.unread(err)
		}
		if len(problems) > 0 {
			return hinted{
				err:  fmt.Errorf("the criteria %s cannot be answered: %s", ref.Ref(), problems[0].Message),
				hint: "see what happened to the file: git log -- " + ref.PackPath(),
			}
		}
		pack, err := o.pack(ref)
		if err != nil {
			return err
		}
		for i := range pack.Criteria {
			k.asked = append(k.asked, asked{&pack.Criteria[i], pack})
		}
	}
	return nil
}

// pack reads the set of criteria that a reference means.
func (o *office) pack(ref record.PackRef) (*criteria.Pack, error) {
	if shipped := shippedPack(ref); shipped != nil {
		return shipped, nil
	}
	data, err := fs.ReadFile(o.tree, ref.PackPath())
	if err != nil {
		return nil, o.unread(err)
	}
	if got := record.Hash(data); got != ref.SHA256 {
		return nil, fmt.Errorf("%s has the SHA-256 %s, want %s", ref.PackPath(), got, ref.SHA256)
	}
	doc, found := yamldoc.Parse(ref.PackPath(), data, yamldoc.Options{Exact: true})
	if err := unusable("the pack "+ref.PackPath(), found); err != nil {
		return nil, err
	}
	pack, found := criteria.ParsePack(doc)
	if err := unusable("the pack "+ref.PackPath(), found); err != nil {
		return nil, err
	}
	return pack, nil
}

// look finds out what a machine has to say about the text, by the criteria of the
// round. Without it people can judge all the same, so what keeps it away is a
// warning.
func (o *office) look(ctx context.Context, k *task, t *judged) error {
	result, err := o.checked(ctx, k, t)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		o.env.warn("what a machine finds in the text cannot be shown: "+err.Error(), "")
		return nil
	}
	k.findings = result.Findings
	for _, v := range result.Verdicts {
		k.evidence = append(k.evidence, v.Evidence...)
	}
	return nil
}

func (o *office) checked(ctx context.Context, k *task, t *judged) (validate.Result, error) {
	p, err := o.project()
	if err != nil {
		return validate.Result{}, err
	}
	packs := criteria.Always()
	for _, a := range k.asked {
		if !slices.Contains(packs, a.pack) {
			packs = append(packs, a.pack)
		}
	}
	set, err := criteria.NewSet(packs)
	if err != nil {
		return validate.Result{}, err
	}
	return validate.Run(ctx, validate.Input{
		Files: []string{t.path}, Others: without(p.listing.Specifications, []string{t.path}),
		Read: func(file string) ([]byte, error) { return p.tree.Read(file, p.settings.MaxBytes) }, Criteria: set,
		Frameworks: p.frameworks, Reading: yamldoc.Options{MaxBytes: p.settings.MaxBytes}, Today: o.env.today(),
	})
}
