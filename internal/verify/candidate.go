package verify

import (
	"context"
	"fmt"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
)

// Candidate says what keeps the tag of a release candidate from being one that staff
// put out for comment: whether it is written as such, and is signed by somebody on the
// staff of this register. Nothing more is established of a release candidate, which is
// a draft. The signer is judged by the newest governance that is known, else by that of
// the tag's tree. The error is as for Verify.
func Candidate(ctx context.Context, in Input) ([]Cause, error) {
	j := &judge{in: in, v: newVerdict(in.Name)}
	var ok bool
	if j.name, ok = ParseName(in.Name); !ok || !j.name.Candidate {
		return nil, fmt.Errorf("%q is not the name of a release candidate", in.Name)
	}
	if !in.Ref.Exists {
		j.refuse(NoSuchTag, "", "there is no tag "+in.Name)
	}
	for _, step := range []func(context.Context) error{j.tagged, j.known, j.signed} {
		if len(j.v.Reasons) > 0 {
			break
		}
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return j.v.Reasons, ctx.Err()
}

// known reads the governance that the signer of a release candidate is judged by.
func (j *judge) known(ctx context.Context) error {
	tree := j.in.Newest
	if tree == nil {
		tree = j.in.Tree
	}
	var err error
	if j.book, err = chain.Read(ctx, tree); err != nil {
		return fmt.Errorf("read governance: %w", err)
	}
	switch {
	case j.book.InForce() == nil:
		j.refuse(NoGovernance, record.GovernanceDir, "no governance is in force, so that nobody was allowed to put anything out for comment")
	case j.in.Root != "" && j.book.Governance[0].SHA256 != j.in.Root:
		j.refuse(TrustRootBad, record.GovernancePath(1), fmt.Sprintf("governance begins with %s, want the trust root %s (%s)", j.book.Governance[0].SHA256, j.in.Root, j.in.RootFrom))
	}
	return nil
}
