package scaffold

import (
	"bytes"
	_ "embed"
	"strings"
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

// DemoComment is the release candidate 1.1.0-rc.1 of the specification: what 1.0.0
// says, with more to be learnt about skin.
func DemoComment() []byte { return edited(demoCandidate, demoMore...) }

// DemoSecond is the candidate 1.1.0: what was put out for comment, with the statement
// that a comment asked for.
func DemoSecond() []byte { return edited(DemoComment(), demoAsked...) }

// The two steps from 1.0.0 to 1.1.0: each text with what takes its place.
var (
	demoMore = []string{
		"\nversion: 1.0.0\n", "\nversion: 1.1.0-rc.1\n",
		"content: [Healing and what delays it,", "content: [Healing and what delays it, Signs of harm on skin of every colour,",
		"changed it, when: \"2026-03\"}\n", "changed it, when: \"2026-03\"}\n- {group: employers, how: Two managers of community teams read the second draft, when: \"2026-09\"}\n",
	}
	demoAsked = []string{
		"\nversion: 1.1.0-rc.1\n", "\nversion: 1.1.0\n",
		"to the team, kind: behaviour}\n", "to the team, kind: behaviour}\n    - {id: \"2.2\", text: Show the person and those around them how to see harm early, kind: skill}\n",
	}
)

// edited is a text in which each of some texts gave way to the one after it.
func edited(text []byte, pairs ...string) []byte {
	return []byte(strings.NewReplacer(pairs...).Replace(string(text)))
}
