package chain

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// signature is a signature file beside another. It is checked against the bytes,
// and not yet against who may sign.
type signature struct {
	Signer
	problem *Problem // why it is no signature over the file; nil if it is one
}

// signature reads and checks a signature over data.
func (s source) signature(f folder, name, person, namespace string, data []byte) (signature, error) {
	path := f.dir + "/" + name
	result := signature{Signer: Signer{Person: person, Path: path}}
	armour, problem, err := s.read(f, name, sshsig.MaxSize)
	if problem != nil || err != nil {
		result.problem = problem
		return result, err
	}
	sig, err := sshsig.Parse(armour)
	if err != nil {
		result.problem = &Problem{Path: path, Reason: SignatureForm, Message: fmt.Sprintf("%s cannot be read: %v", path, err)}
		return result, nil
	}
	result.Key = sig.Key()
	if err := sig.Check(data, namespace); err != nil {
		result.problem = &Problem{Path: path, Reason: SignatureFalse, Message: fmt.Sprintf("%s does not hold: %v", path, err)}
		if errors.Is(err, sshsig.ErrNamespace) {
			result.problem.Reason = SignatureNamespace
		}
	}
	return result, nil
}

// refuses says why a signature does not count as one by somebody with a role in a
// version of governance; nil if it counts.
func (m members) refuses(sig signature, role record.Role, what string) *Problem {
	refuse := func(reason Reason, message string, args ...any) *Problem {
		return &Problem{Path: sig.Path, Reason: reason, Message: fmt.Sprintf(message, args...)}
	}
	holder, held := m.keys[sig.Key]
	switch who := m.name(sig.Person); {
	case sig.problem != nil:
		return sig.problem
	case m.people[sig.Person] == nil:
		return refuse(SignerUnknown, "%s is not known to %s", sig.Person, what)
	case !m.hasRole(sig.Person, role):
		return refuse(SignerRole, "%s is not among %s of %s", who, plural[role], what)
	case !held:
		return refuse(SignerKey, "%s was signed with a key that %s does not have in %s", sig.Path, who, what)
	case holder.person != sig.Person:
		return refuse(SignerKey, "%s was signed with the key of %s, not of %s", sig.Path, m.name(holder.person), who)
	case holder.status == record.Compromised:
		return refuse(SignerKeyCompromised, "%s was signed with a key of %s that %s marks as compromised", sig.Path, who, what)
	case holder.status != record.Active:
		return refuse(SignerKeyRetired, "%s was signed with a key of %s that is no longer active in %s", sig.Path, who, what)
	}
	return nil
}

var plural = map[record.Role]string{record.Staff: "the staff", record.Officer: "the officers"}

// bySigner is the order of signers.
func bySigner(a, b Signer) int { return strings.Compare(a.Person, b.Person) }

func sortSigners(signers []Signer) { slices.SortFunc(signers, bySigner) }

// unclear returns those of some problems that are no fault of the files.
func unclear(problems []Problem) []Problem {
	var found []Problem
	for _, p := range problems {
		if p.Unclear {
			found = append(found, p)
		}
	}
	return found
}
