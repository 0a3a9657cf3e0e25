// Package dossier makes what a reviewer without git is sent: one zip with the text
// and the criteria as a page to read, the record prefilled, instructions and a
// covering letter; and it reads such a zip back, believing nothing in it that it
// cannot check.
//
// It is values in and bytes out: it opens no file, unpacks nothing to disk, signs
// nothing, and asks for no time. What counts, and who may review, it does not know.
package dossier

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Content is what a dossier is made of. The files are the exact bytes that records
// name by their hashes.
type Content struct {
	Reviewer      string   // the person it is for
	Specification []byte   // the text that is judged
	Round         []byte   // the last round opened on it
	Governance    []byte   // the version that the record will name
	Packs         [][]byte // the sets of criteria, in the order of the round
	Earlier       []byte   // the reviewer's record on an earlier text of it, to start from; nil: there is none
	Contact       Contact  // whom the reviewer writes to
	Findings      finding.List
	Evidence      []criteria.Evidence

	// These two are for the pages alone, and do not come back out of a zip.
	Frameworks *framework.Registry // names the items that the text maps to; nil: they are not named
	Commands   Commands
}

// Commands is what a reviewer who has the program types. The words are the command
// line's; a way whose command is empty is left out of the instructions.
type Commands struct {
	Review string // in front of the name of the zip: "credctl review --pack"
	Enrol  string // "credctl enrol"
}

// Contact is whom a reviewer writes to, and sends the two files.
type Contact struct {
	Name  string // a person or a team; one line
	Email string // one address, such as "reviews@example.org"
}

// Dossier is a content that was checked, with what its files say.
type Dossier struct {
	Content
	Subject    record.Subject
	GovernedBy record.GovernanceRef
	RoundHash  string
	Opened     *record.Round
	Known      *record.Governance
	Criteria   []*criteria.Pack // in the order of Packs
	Text       *spec.Specification
	Document   *yamldoc.Document // of the text
	Before     *record.Review    // what Earlier says; nil if there is none
}

// Check reads the files of a content and holds them to each other: every hash, the
// reviewer against the round, the packs against the round and against governance.
// The error says which two things do not agree.
func Check(c Content) (*Dossier, error) {
	d := &Dossier{Content: c, RoundHash: record.Hash(c.Round)}
	for _, step := range []func() error{d.readGovernance, d.readRound, d.readText, d.readPacks, d.checkReviewer, d.readEarlier, c.checkContact, d.checkEvidence} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// firstOf makes an error of what keeps a file from being read.
func firstOf(what string, found finding.List) error {
	if len(found) == 0 {
		return fmt.Errorf("%s cannot be read", what)
	}
	f := found[0]
	return fmt.Errorf("%s cannot be read: line %d: %s (%s)", what, f.Pos.Line, report.Printable(f.Message), f.Code)
}

func (d *Dossier) readGovernance() error {
	known, found := record.ParseGovernance(governanceName, d.Governance)
	if known == nil || len(found) > 0 {
		return firstOf("the file of governance", found)
	}
	d.Known, d.GovernedBy = known, record.GovernanceRef{Serial: known.Serial, SHA256: record.Hash(d.Governance)}
	return nil
}

func (d *Dossier) readRound() error {
	round, found := record.ParseRound(roundName, d.Round)
	if round == nil || len(found) > 0 {
		return firstOf("the file of the round", found)
	}
	d.Opened = round
	switch {
	case round.GovernanceSerial > d.Known.Serial:
		return fmt.Errorf("the round was opened under governance %d, and the governance given is %d, want that one or a later one", round.GovernanceSerial, d.Known.Serial)
	case round.SpecSHA256 != record.Hash(d.Specification):
		return fmt.Errorf("the text has the SHA-256 %s, but the round was opened on %s", record.Hash(d.Specification), round.SpecSHA256)
	}
	for _, id := range slices.Concat(round.Authors, round.Reviewers) {
		if _, known := d.Known.Person(id); !known {
			return fmt.Errorf("the round names %s, whom governance %d does not know", id, d.Known.Serial)
		}
	}
	return nil
}

// readText refuses a text that is not well formed: a page of it could leave
// something out.
func (d *Dossier) readText() error {
	doc, found := yamldoc.Parse(specificationName, d.Specification, yamldoc.Options{Exact: true})
	if doc == nil || len(found) > 0 {
		return firstOf("the text", found)
	}
	text, found := spec.Decode(doc)
	if found.AtLeast(finding.Error) {
		return firstOf("the text", found)
	}
	d.Document, d.Text = doc, text
	d.Subject = record.Subject{ID: text.ID, Version: text.Version, SHA256: record.Hash(d.Specification)}
	return nil
}

func (d *Dossier) readPacks() error {
	refs := d.Opened.Packs
	if inForce := d.Known.PacksFor(d.Opened.Kind); !slices.Equal(refs, inForce) {
		return fmt.Errorf("the round asks for %s, but governance %d has %s in force for it", packNames(refs), d.Known.Serial, packNames(inForce))
	}
	if len(d.Packs) != len(refs) {
		return fmt.Errorf("%d sets of criteria are given, but the round names %d", len(d.Packs), len(refs))
	}
	for i, data := range d.Packs {
		if hash := record.Hash(data); hash != refs[i].SHA256 {
			return fmt.Errorf("the criteria %s have the SHA-256 %s, but the round names %s", refs[i].Ref(), hash, refs[i].SHA256)
		}
		doc, found := yamldoc.Parse(refs[i].PackPath(), data, yamldoc.Options{Exact: true})
		if doc == nil || len(found) > 0 {
			return firstOf("the file of the criteria "+refs[i].Ref(), found)
		}
		pack, found := criteria.ParsePack(doc)
		if pack == nil {
			return firstOf("the file of the criteria "+refs[i].Ref(), found)
		}
		if pack.Ref() != refs[i].Ref() {
			return fmt.Errorf("the file of the criteria %s says that it is %s", refs[i].Ref(), pack.Ref())
		}
		d.Criteria = append(d.Criteria, pack)
	}
	if _, err := criteria.NewSet(d.Criteria); err != nil {
		return fmt.Errorf("the criteria of the round cannot be in force together: %w", err)
	}
	return nil
}

func packNames(refs []record.PackRef) string {
	names := make([]string, len(refs))
	for i, r := range refs {
		names[i] = r.Ref() + " (" + record.Key16(r.SHA256) + ")"
	}
	return strings.Join(names, ", ")
}

func (d *Dossier) checkReviewer() error {
	name := d.RecordName()
	switch {
	case !slices.Contains(d.Opened.Reviewers, d.Reviewer):
		return fmt.Errorf("the round does not ask %q, want one of %s", d.Reviewer, strings.Join(d.Opened.Reviewers, ", "))
	case name == specificationName || name == earlierName:
		return fmt.Errorf("the person %q cannot be sent a dossier, because the record and another file would both be called %s", d.Reviewer, name)
	}
	return nil
}

// readEarlier reads the record that the answers start from. Whether its signature
// is good, or it still counts for anything, does not matter: the person signs anew.
func (d *Dossier) readEarlier() error {
	if d.Earlier == nil {
		return nil
	}
	before, found := record.ParseReview(earlierName, d.Earlier)
	switch {
	case before == nil:
		return firstOf("the earlier record", found)
	case before.Reviewer != d.Reviewer || before.Spec.ID != d.Subject.ID:
		return fmt.Errorf("the earlier record is of %s on %s, want one of %s on %s", before.Reviewer, before.Spec.ID, d.Reviewer, d.Subject.ID)
	case before.Spec == d.Subject:
		return errors.New("the earlier record is on the same text, want one on an earlier text")
	}
	d.Before = before
	return nil
}

func (c *Content) checkContact() error {
	name, host, ok := strings.Cut(c.Contact.Email, "@")
	plain := func(r rune) bool {
		return r < 0x80 && (r == '.' || r == '-' || r == '_' || r == '+' || '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z')
	}
	odd := func(s string) bool {
		return s == "" || strings.ContainsFunc(s, func(r rune) bool { return !plain(r) })
	}
	switch {
	case !ok || odd(name) || odd(host) || len(c.Contact.Email) > 200:
		return fmt.Errorf("the address to write to is %q, want an e-mail address such as \"reviews@example.org\"", c.Contact.Email)
	case strings.TrimSpace(c.Contact.Name) == "" || len(c.Contact.Name) > 200:
		return errors.New("the address to write to has no name, or one of more than 200 bytes, want the name of a person or team")
	case report.Printable(c.Contact.Name) != c.Contact.Name:
		return fmt.Errorf("the name to write to is %q, want a name on one line without signs that cannot be seen", c.Contact.Name)
	}
	return nil
}

// checkEvidence holds what is said to come from the machine to what the machine can
// say. It never says that a criterion is met.
func (d *Dossier) checkEvidence() error {
	for _, e := range d.Evidence {
		switch e.State {
		case criteria.EvidencePresent, criteria.EvidenceMissing, criteria.ForReviewers:
		default:
			return fmt.Errorf("the evidence for criterion %q is said to be %q, which no check ever says", e.Criterion, e.State)
		}
	}
	return nil
}

// nameOf returns a person's name for people to read.
func (d *Dossier) nameOf(id string) string {
	if p, known := d.Known.Person(id); known {
		return report.Printable(p.Name)
	}
	return report.Printable(id)
}

// ActiveKeys returns the keys with which the reviewer may sign the record, in the
// order of governance. With none, the person has to enrol before, and a dossier
// made under a later governance is needed.
func (d *Dossier) ActiveKeys() []string {
	var keys []string
	reviewer, _ := d.Known.Person(d.Reviewer)
	for _, k := range reviewer.Keys {
		if k.Status == record.Active {
			keys = append(keys, k.Key)
		}
	}
	return keys
}

// RecordName is the name of the file of the record.
func (d *Dossier) RecordName() string { return d.Reviewer + ".yaml" }

// SignatureName is the name of the file of its signature.
func (d *Dossier) SignatureName() string { return d.Reviewer + ".sig" }

// Draft returns the record with everything that is fixed filled in, and an answer
// without an outcome for every criterion, in the order of the page. Earlier answers
// are not taken over: see Carried.
func (d *Dossier) Draft() record.Review {
	r := record.Review{
		Spec: d.Subject, RoundSHA256: d.RoundHash, Packs: slices.Clone(d.Opened.Packs), Governance: d.GovernedBy, Reviewer: d.Reviewer,
		Declaration: record.Declaration{Wording: record.DeclarationWording, Authors: slices.Clone(d.Opened.Authors)},
	}
	if d.Before != nil {
		r.CarriedFrom = record.Hash(d.Earlier)
	}
	for _, p := range d.Criteria {
		for i := range p.Criteria {
			r.Outcomes = append(r.Outcomes, record.Answer{Criterion: p.Criteria[i].ID})
		}
	}
	return r
}

// Carried returns what the reviewer answered to a criterion on the earlier text;
// false if there was no such answer.
func (d *Dossier) Carried(criterion string) (record.Answer, bool) {
	if d.Before != nil {
		for _, a := range d.Before.Outcomes {
			if a.Criterion == criterion {
				return a, true
			}
		}
	}
	return record.Answer{}, false
}
