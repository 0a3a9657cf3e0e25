package cli

import (
	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// The machine-readable form of governance: what stands in the file, with
// fingerprints, signers and states. A list that is empty is [], never null.
type (
	shownGovernance struct {
		Serial    int            `json:"serial"`
		Path      string         `json:"path"`
		SHA256    string         `json:"sha256"`
		InForce   bool           `json:"in_force"`
		Missing   int            `json:"signatures_missing"`
		Signers   []string       `json:"signers"`
		TrustRoot string         `json:"trust_root"`
		Threshold int            `json:"officer_threshold"`
		Packs     []shownPack    `json:"packs"`
		Gateway   []shownPack    `json:"gateway_packs"`
		Policy    shownPolicy    `json:"policy"`
		AtGateway shownPolicy    `json:"gateway_policy"`
		People    []shownPerson  `json:"people"`
		Pending   *shownWaiting  `json:"pending"`
		Warnings  []shownWarning `json:"warnings"`
		Problems  []shownProblem `json:"problems"`
	}
	shownPack struct {
		ID      string `json:"id"`
		Version string `json:"version"`
		SHA256  string `json:"sha256"`
	}
	shownPolicy struct {
		Reviewers int                 `json:"reviewers"`
		OfRole    map[record.Role]int `json:"of_role"`
		Endorsers int                 `json:"endorsers,omitempty"`
		Openers   int                 `json:"openers,omitempty"`
	}
	shownPerson struct {
		ID            string        `json:"id"`
		Name          string        `json:"name"`
		Roles         []record.Role `json:"roles"`
		Organisations []string      `json:"organisations"`
		Keys          []shownKey    `json:"keys"`
	}
	shownKey struct {
		Key         string           `json:"key"`
		Fingerprint string           `json:"fingerprint"`
		Status      record.KeyStatus `json:"status"`
	}
	shownWaiting struct {
		Serial  int      `json:"serial"`
		Path    string   `json:"path"`
		SHA256  string   `json:"sha256"`
		Missing int      `json:"signatures_missing"`
		Signers []string `json:"signers"`
		Changes []string `json:"changes"`
	}
	shownWarning struct {
		Reason  standing.Reason `json:"reason"`
		Message string          `json:"message"`
		People  []string        `json:"people"`
	}
	shownProblem struct {
		Path    string       `json:"path"`
		Reason  chain.Reason `json:"reason"`
		Message string       `json:"message"`
	}
)

func shownJSON(book *chain.Book, g *chain.Serial) shownGovernance {
	s := shownGovernance{
		Serial: g.Serial, Path: g.Path, SHA256: g.SHA256, InForce: g.Missing == 0, Missing: g.Missing, Signers: orEmpty(chain.SignerIDs(g.Signers)),
		TrustRoot: book.Governance[0].SHA256, Threshold: g.OfficerThreshold,
		Packs: each(g.Packs, jsonPack), Gateway: each(g.GatewayPacks, jsonPack),
		Policy: jsonPolicy(g.Policy), AtGateway: jsonPolicy(g.GatewayPolicy), People: each(g.People, jsonPerson),
		Warnings: each(standing.Governance(book), func(w standing.Warning) shownWarning {
			return shownWarning{w.Reason, w.Message, orEmpty(w.People)}
		}),
		Problems: each(book.Problems, func(p chain.Problem) shownProblem { return shownProblem{p.Path, p.Reason, p.Message} }),
	}
	if w := waitingSerial(book, g); w != nil {
		s.Pending = &shownWaiting{
			Serial: w.Serial, Path: w.Path, SHA256: w.SHA256, Missing: w.Missing, Signers: orEmpty(chain.SignerIDs(w.Signers)),
			Changes: orEmpty(changesInWords(&g.Governance, &w.Governance)),
		}
	}
	return s
}

func jsonPack(p record.PackRef) shownPack { return shownPack(p) }

func jsonPolicy(p record.Policy) shownPolicy {
	s := shownPolicy{Reviewers: p.Reviewers, OfRole: map[record.Role]int{}, Endorsers: p.Endorsers, Openers: p.Openers}
	for _, c := range p.OfRole {
		s.OfRole[c.Role] = c.Count
	}
	return s
}

func jsonPerson(p record.Person) shownPerson {
	return shownPerson{p.ID, p.Name, orEmpty(p.Roles), orEmpty(p.Organisations), each(p.Keys, func(k record.Key) shownKey {
		return shownKey{k.Key, fingerprint(k.Key), k.Status}
	})}
}

// each makes a list of another, never nil.
func each[A, B any](list []A, of func(A) B) []B {
	made := make([]B, 0, len(list))
	for _, one := range list {
		made = append(made, of(one))
	}
	return made
}

// orEmpty is a list that is never nil, which a program reads as [] and not as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
