package verify

// Reason says in one word, for programs, why a tag is not verified or why nothing
// can be told. Besides these there are those of the packages chain and standing. A
// word never changes its meaning.
type Reason string

// The reasons about the tag.
const (
	TagName           Reason = "tag-name"            // it is not the name of a release's tag
	NoSuchTag         Reason = "no-such-tag"         // the repository has no tag of the name
	Lightweight       Reason = "lightweight-tag"     // the name leads to a commit, and not to a signed tag
	ReleaseCandidate  Reason = "release-candidate"   // not endorsed: a draft for comment
	TagForm           Reason = "tag-form"            // the object is not written as the tag of a release
	TagFields         Reason = "tag-fields"          // it does not say which register entry it publishes
	TagSums           Reason = "tag-sums"            // the artefacts that it lists are not those that it names by their hash
	TagUnsigned       Reason = "tag-unsigned"        // it has no signature
	TagSignatures     Reason = "tag-signatures"      // it has more than one
	TagAfterSignature Reason = "tag-after-signature" // it has text that nobody signed
	TagSignature      Reason = "tag-signature"       // the signature does not fit
	TagSigner         Reason = "tag-signer"          // the key that signed it belongs to nobody on the staff
	TagCompromised    Reason = "tag-key-compromised" // the key that signed it is marked as compromised
	TagRenamed        Reason = "tag-renamed"         // it was made under another name
	TagMoved          Reason = "tag-moved"           // it says another commit than the one it was followed to
	CommitForm        Reason = "commit-form"         // the commit that it is on could be read in several ways
	TagEntry          Reason = "tag-entry"           // the register entry that it names is another one
)

// The reasons about what is trusted and what was seen before.
const (
	ObjectMissing Reason = "object-missing"             // a part of the repository is not here
	NoTrustRoot   Reason = "no-trust-root"              // nobody said which governance to trust
	TrustRootBad  Reason = "trust-root-differs"         // governance begins in another way than the one to trust
	NoGovernance  Reason = "no-governance"              // the tag's tree has none
	NotInForce    Reason = "governance-not-in-force"    // the newest governance of the tag's tree lacks signatures
	SeenOther     Reason = "differs-from-seen"          // another register or governance was seen before
	SeenNewer     Reason = "governance-older-than-seen" // a new entry is under governance older than the one seen
	NewestOther   Reason = "newest-differs"             // the newest register does not continue the tag's
	Withdrawn     Reason = "withdrawn"                  // the release was withdrawn
)

// The reasons about the register and the text.
const (
	NoRegister     Reason = "no-register"           // the tag's tree has none
	EntryPending   Reason = "entry-pending"         // the last entry lacks signatures
	NotPublished   Reason = "not-published"         // the last entry does not publish this
	NotUnderNewest Reason = "not-newest-governance" // it is not under the newest governance of its tree
	NotEndorsed    Reason = "not-endorsed"          // it names no entry that endorses this text
	SpecMissing    Reason = "specification-missing" // the specification is not there
	SpecChanged    Reason = "specification-changed" // its bytes are not those that were endorsed
	SpecOther      Reason = "specification-differs" // it says it is another one
	SpecStage      Reason = "specification-stage"   // it is no candidate
	RoundsDiffer   Reason = "rounds-differ"         // the rounds on the text are not those that were opened
	NotLastRound   Reason = "not-last-round"        // the endorsement is not of the last round
	PacksDiffer    Reason = "packs-differ"          // the criteria are not those in force
	RecordsDiffer  Reason = "records-differ"        // the records listed are not those that are there
)

// advice is what to do about a reason, where one answer fits all.
var advice = map[Reason]string{
	TagName:           "name a release, such as acute-medicine/v1.0.0; git tag lists what there is",
	ReleaseCandidate:  "do not rely on it; what is endorsed has a version without -rc",
	TagForm:           "do not use this copy; fetch the tag again, and if it stays so ask the Centre",
	TagFields:         "do not use this copy; fetch the tag again, and if it stays so ask the Centre",
	TagSums:           "do not use this copy, nor any file that came with it; fetch the tag again, and if it stays so ask the Centre",
	TagUnsigned:       "do not use this copy; a release is always signed",
	TagSignatures:     "do not use this copy; fetch the tag again, and if it stays so ask the Centre",
	TagAfterSignature: "do not use this copy; fetch the tag again, and if it stays so ask the Centre",
	TagSignature:      "do not use this copy; fetch the tag again, and if it stays so ask the Centre",
	TagSigner:         "do not use this copy; a release is tagged by the Centre's staff alone",
	TagCompromised:    "do not use it; the Centre has to tag the release again",
	TagRenamed:        "do not use this copy; somebody gave the tag another name",
	TagMoved:          "do not use this copy; somebody moved the tag",
	TagEntry:          "do not use this copy; somebody moved the tag, or changed the register",
	TrustRootBad:      "compare the trust root with the one that the Centre publishes; if it is right, this is another repository",
	SeenOther:         "do not use this copy; ask the Centre which register is the true one, and keep both copies as evidence",
	SeenNewer:         "do not use this copy; ask the Centre, somebody may be using keys that were taken out of use",
	NewestOther:       "look at the newest register of the place you fetch from, with --ref origin/main; if that differs too, ask the Centre",
	Withdrawn:         "do not use it any more; the register says why, and what is current",
	EntryPending:      "fetch again: the tag belongs on the commit in which the entry has all its signatures",
	SpecChanged:       "do not use this copy; it is not the text that was endorsed",
}
