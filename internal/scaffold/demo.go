package scaffold

import (
	"bytes"
	_ "embed"
)

// The texts of a demonstration: one specification, made up, as a proposal and as a
// candidate.
var (
	//go:embed demo/proposal.yaml
	demoProposal []byte
	//go:embed demo/candidate.yaml
	demoCandidate []byte
)

// DemoProposal returns the proposal for the specification wound-care, version
// 0.1.0, made up for demonstrations. It answers every check of the gateway.
func DemoProposal() []byte { return bytes.Clone(demoProposal) }

// DemoCandidate returns the same specification as a candidate, version 1.0.0. No
// check has anything against it.
func DemoCandidate() []byte { return bytes.Clone(demoCandidate) }
