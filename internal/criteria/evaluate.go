package criteria

import (
	"slices"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Evaluate asks every check that is in force at the subject's stage. It returns
// what they found, in the one order of findings, and what they have to say about
// the criteria that are shown at that stage, in the order of the packs. It never
// says that a criterion is met.
func (s *Set) Evaluate(sub *Subject) (finding.List, []Evidence) {
	var found finding.List
	var gaps []gap
	all := make([]told, len(s.groups))
	for i := range s.bound {
		b := &s.bound[i]
		severity := b.check.Severity.At(sub.Stage)
		if severity == finding.Off {
			continue
		}
		problems := b.ask.Problems(sub)
		all[b.group].note(b, problems, sub)
		for j := range problems {
			p := &problems[j]
			switch {
			case p.Quiet, b.check.Kind != Unfinished && p.At.Kind() == yamldoc.Text && spec.Unwritten(p.At.Text()):
			case p.At.Kind() == yamldoc.Absent:
				gaps = append(gaps, gap{p.At.Gap(), b, p, severity})
			default:
				found = append(found, b.finding(p, severity))
			}
		}
	}
	found = append(found, closeGaps(sub.Doc, gaps)...)
	found.Sort()
	return found, s.collect(all, sub.Stage)
}

// finding makes a finding of a problem with something that is there.
func (b *bound) finding(p *Problem, severity finding.Severity) finding.Finding {
	help := p.Help
	if help == "" {
		help = b.check.Help
	}
	f := p.At.Finding(b.check.Code, severity, p.Message, help)
	f.Criterion = b.serves
	if start, end, ok := p.At.Part(p.From, p.To); ok {
		f.Pos, f.End = start, end
	}
	return f
}

// told is what the checks of one criterion had to say so far.
type told struct {
	asked   bool
	codes   []string
	claimed []string
}

func (t *told) note(b *bound, problems []Problem, sub *Subject) {
	t.asked = true
	if len(problems) > 0 {
		t.codes = append(t.codes, b.check.Code)
	}
	if c, ok := b.ask.(claimer); ok {
		t.claimed = append(t.claimed, c.Claimed(sub)...)
	}
}

// collect makes evidence of what was told about the criteria of those packs that
// are shown at a stage.
func (s *Set) collect(all []told, stage spec.Stage) []Evidence {
	evidence := make([]Evidence, 0, len(all))
	for i := range all {
		g, t := s.groups[i], &all[i]
		if rank(stage) < rank(g.pack.From) {
			continue
		}
		slices.Sort(t.codes)
		slices.Sort(t.claimed)
		evidence = append(evidence, Evidence{
			Pack: g.ref, Criterion: g.criterion.ID, Title: g.criterion.Title, Mandatory: g.criterion.Mandatory,
			State: t.state(), Codes: t.codes, Claimed: t.claimed,
		})
	}
	return evidence
}

func (t *told) state() State {
	switch {
	case !t.asked:
		return ForReviewers
	case len(t.codes) > 0:
		return EvidenceMissing
	}
	return EvidencePresent
}

// rank is a stage's place in their order.
func rank(stage spec.Stage) int { return slices.Index(spec.Stages, stage) }
