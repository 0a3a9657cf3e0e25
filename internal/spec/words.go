package spec

// The closed lists of words of the format, each in the order in which people are
// told of them.
var (
	stageWords    = []string{string(Proposal), string(Draft), string(Candidate)}
	relationWords = []string{"transcribed", "based-on", "informed-by"}
	// Only the first was seen in a source, as the first alternative of gateway
	// criterion 1.1; the rest are ours.
	needWords = []string{"population", "setting", "pathway", "policy", "other"}
	// The types of area-specific workforce development that the Centre sets side
	// by side (its page on the different types, November 2022).
	interventionWords = []string{
		"area-specific-pathway", "capability-framework", "credential-specification", "module", "standards-of-practice",
	}
	// What endorsement criterion 4.1 asks capabilities to deal with.
	featureWords  = []string{"complexity", "uncertainty", "unpredictability", "risk"}
	kindWords     = []string{"knowledge", "skill", "behaviour"}
	strengthWords = []string{"full", "partial"}
	deliveryWords = []string{"within-masters", "after-masters", "after-equivalence"}
	groupWords    = []string{"patients", "practitioners", "employers", "educators", "other"}
)
