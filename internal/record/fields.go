package record

import "github.com/advancing-practice/credctl/internal/decode"

// The keys of the forms, in the order in which they are written.
var (
	governanceFields = decode.Fields{
		{Name: "record", Required: true}, {Name: "serial", Required: true}, {Name: "previous", Required: true},
		{Name: "officer_threshold", Required: true}, {Name: "packs", Required: true}, {Name: "gateway_packs", Required: true},
		{Name: "policy", Required: true}, {Name: "gateway_policy", Required: true}, {Name: "people", Required: true},
	}
	policyFields = decode.Fields{
		{Name: "reviewers", Required: true}, {Name: "of_role", Required: true},
		{Name: "endorsers", Required: true}, {Name: "openers", Required: true},
	}
	gatewayPolicyFields = decode.Fields{{Name: "reviewers", Required: true}, {Name: "of_role", Required: true}}
	ofRoleFields        = decode.Fields{
		{Name: string(Author)}, {Name: string(Academic)}, {Name: string(Clinical)}, {Name: string(Staff)}, {Name: string(Officer)},
	}
	personFields = decode.Fields{
		{Name: "id", Required: true}, {Name: "name", Required: true}, {Name: "roles", Required: true},
		{Name: "organisations", Required: true}, {Name: "keys", Required: true},
	}
	keyFields = decode.Fields{{Name: "key", Required: true}, {Name: "status", Required: true}}

	roundFields = decode.Fields{
		{Name: "record", Required: true}, {Name: "kind", Required: true}, {Name: "spec_sha256", Required: true},
		{Name: "packs", Required: true}, {Name: "authors", Required: true}, {Name: "reviewers", Required: true},
		{Name: "released", Required: true}, {Name: "respond_by", Required: true}, {Name: "governance_serial", Required: true},
	}
	releaseFields = decode.Fields{{Name: "reviewer", Required: true}, {Name: "reason", Required: true}}

	reviewFields = decode.Fields{
		{Name: "record", Required: true}, {Name: "spec", Required: true}, {Name: "round_sha256", Required: true},
		{Name: "packs", Required: true}, {Name: "governance", Required: true}, {Name: "reviewer", Required: true},
		{Name: "declaration", Required: true}, {Name: "outcomes", Required: true}, {Name: "overall", Required: true},
		{Name: "carried_from", Required: true}, {Name: "date", Required: true},
	}
	packRefFields     = decode.Fields{{Name: "id", Required: true}, {Name: "version", Required: true}, {Name: "sha256", Required: true}}
	subjectFields     = packRefFields
	governanceRef     = decode.Fields{{Name: "serial", Required: true}, {Name: "sha256", Required: true}}
	reviewerFields    = decode.Fields{{Name: "id", Required: true}}
	declarationFields = decode.Fields{{Name: "wording", Required: true}, {Name: "authors", Required: true}, {Name: "conflicts", Required: true}}
	answerFields      = decode.Fields{{Name: "criterion", Required: true}, {Name: "outcome", Required: true}, {Name: "note"}}

	entryHead = decode.Fields{
		{Name: "record", Required: true}, {Name: "seq", Required: true}, {Name: "previous", Required: true},
		{Name: "kind", Required: true}, {Name: "spec", Required: true}, {Name: "governance", Required: true},
	}
	entrySpecFields = decode.Fields{
		{Name: "id", Required: true}, {Name: "version", Required: true}, {Name: "path", Required: true}, {Name: "sha256", Required: true},
	}
	listedFields = decode.Fields{{Name: "path", Required: true}, {Name: "sha256", Required: true}}

	enrolmentFields = decode.Fields{
		{Name: "record", Required: true}, {Name: "person", Required: true}, {Name: "key", Required: true},
		{Name: "consent", Required: true}, {Name: "date", Required: true},
	}
	enrolledFields = personFields[:4]
)

// The words of closed lists.
var (
	roleWords    = []string{string(Author), string(Academic), string(Clinical), string(Staff), string(Officer)}
	statusWords  = []string{string(Active), string(Retired), string(Compromised)}
	kindWords    = []string{string(Endorsement), string(Gateway)}
	actWords     = []string{string(Open), string(Accept), string(Decline), string(Endorse), string(Publish), string(Withdraw)}
	outcomeWords = []string{string(Meets), string(MeetsWithConditions), string(DoesNotMeet), string(NotApplicable)}
	overallWords = []string{
		string(OverallEndorse), string(OverallConditions), string(OverallRevise), string(OverallDecline), string(OverallAccept),
	}
)

// The keys that entries have behind those which all have.
const (
	keyRound       = "round_sha256"
	keyRecords     = "records"
	keyEndorsement = "endorsement"
	keyReason      = "reason"
)

// keysOf returns the keys that an entry of an act has besides those which all
// have, in the order in which they are written; nil for an unknown act.
func keysOf(act Act) []string {
	switch act {
	case Open:
		return []string{keyRound}
	case Accept, Endorse:
		return []string{keyRound, keyRecords}
	case Decline:
		return []string{keyRound, keyRecords, keyReason}
	case Publish:
		return []string{keyEndorsement}
	case Withdraw:
		return []string{keyReason}
	}
	return nil
}

// entryFields returns the keys of an entry of an act. Of an unknown act, which is
// a finding of its own, all keys are known and none is missing.
func entryFields(act Act) decode.Fields {
	fields := entryHead[:len(entryHead):len(entryHead)]
	keys := keysOf(act)
	for _, key := range keys {
		fields = append(fields, decode.Field{Name: key, Required: true})
	}
	if keys == nil {
		for _, key := range []string{keyRound, keyRecords, keyEndorsement, keyReason} {
			fields = append(fields, decode.Field{Name: key})
		}
	}
	return fields
}
