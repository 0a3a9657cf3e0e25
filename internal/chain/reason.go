package chain

// Reasons of a file itself.
const (
	// Form is a file that is not written as its form asks.
	Form Reason = "form"
	// Mode is a name that is not exactly one ordinary file of mode 100644: a link,
	// a submodule, an executable, or a name that stands twice.
	Mode Reason = "mode"
	// MissingFile is a file that must be there and is not.
	MissingFile Reason = "missing-file"
	// MissingObject is a file that is there, and whose content was not fetched. It
	// is always Unclear.
	MissingObject Reason = "missing-object"
	// Stray is a file that has none of the names that files in its folder have.
	Stray Reason = "stray"
)

// Reasons of a signature that does not count.
const (
	// SignatureForm is a file that is not exactly one signature.
	SignatureForm Reason = "signature-form"
	// SignatureNamespace is a signature that was given for something else.
	SignatureNamespace Reason = "signature-namespace"
	// SignatureFalse is a signature that is not over these bytes.
	SignatureFalse Reason = "signature-false"
	// SignerUnknown is a signature named by somebody whom governance does not know.
	SignerUnknown Reason = "signer-unknown"
	// SignerRole is a signature by somebody without the role that it takes.
	SignerRole Reason = "signer-role"
	// SignerKey is a signature by a key that governance does not give to the person.
	SignerKey Reason = "signer-key"
	// SignerKeyRetired is a signature by a key that was no longer active.
	SignerKeyRetired Reason = "signer-key-retired"
	// SignerKeyCompromised is a signature by a key that is marked as compromised.
	SignerKeyCompromised Reason = "signer-key-compromised"
)

// Reasons of governance.
const (
	// GovernanceGap is a serial behind one that is not there.
	GovernanceGap Reason = "governance-gap"
	// GovernanceSerial is a serial other than the file's name says.
	GovernanceSerial Reason = "governance-serial"
	// GovernancePrevious is a version that does not hang on the one before.
	GovernancePrevious Reason = "governance-previous"
	// GovernanceOfficers is a version with fewer officers than must sign.
	GovernanceOfficers Reason = "governance-officers"
	// GovernanceSignatures is a version with too few signatures that is followed
	// by another.
	GovernanceSignatures Reason = "governance-signatures"
	// KeyForm is a key that may not sign: damaged, weak, or of an unknown kind.
	KeyForm Reason = "key-form"
	// KeyTwoPeople is a key that belonged to somebody else in an earlier serial. (Of
	// two people in one serial the form tells.)
	KeyTwoPeople Reason = "key-two-people"
)

// Reasons of the register.
const (
	// RegisterGap is an entry behind one that is not there.
	RegisterGap Reason = "register-gap"
	// RegisterSeq is a number other than the file's name says.
	RegisterSeq Reason = "register-seq"
	// RegisterPrevious is an entry that does not hang on the one before.
	RegisterPrevious Reason = "register-previous"
	// RegisterSerialBack is an entry under an older governance than the one before.
	RegisterSerialBack Reason = "register-serial-back"
	// RegisterSignatures is an entry with too few signatures that is followed by
	// another.
	RegisterSignatures Reason = "register-signatures"
	// EntryGovernance is an entry under a governance that is not in force or has
	// another hash.
	EntryGovernance Reason = "entry-governance"
	// EntryRound is a decision on another round than the last that was opened on
	// its text.
	EntryRound Reason = "entry-round"
	// EntryRoundKind is an endorsement of a gateway round, or an acceptance of an
	// endorsement round.
	EntryRoundKind Reason = "entry-round-kind"
	// EntryRecords is a list of records that differs from those in the text's folder.
	EntryRecords Reason = "entry-records"
	// EntryEndorsement is a publication that names no endorsement of its text.
	EntryEndorsement Reason = "entry-endorsement"
	// EntryWithdrawn is a publication of a version that was withdrawn.
	EntryWithdrawn Reason = "entry-withdrawn"
	// EntryPublished is a second publication of a version.
	EntryPublished Reason = "entry-published"
)

// Reasons of rounds.
const (
	// RoundGap is a round behind one that is not there.
	RoundGap Reason = "round-gap"
	// RoundMissing is a round that was opened and lies nowhere.
	RoundMissing Reason = "round-missing"
	// RoundHash is a round that differs from what was opened.
	RoundHash Reason = "round-hash"
	// RoundUnopened is a round that no register entry opens.
	RoundUnopened Reason = "round-unopened"
	// RoundText is a round on another text than its folder says.
	RoundText Reason = "round-text"
	// RoundGovernance is a round under a governance that is not in force.
	RoundGovernance Reason = "round-governance"
	// RoundPacks is a round with other criteria than its governance asks for.
	RoundPacks Reason = "round-packs"
)

// Reasons of review records.
const (
	// RecordPerson is a record by another person than its name says.
	RecordPerson Reason = "record-person"
	// RecordText is a record on another text than its folder says.
	RecordText Reason = "record-text"
	// RecordRound is a record in a round that was not opened on this text.
	RecordRound Reason = "record-round"
	// RecordPacks is a record on other criteria than those of its round.
	RecordPacks Reason = "record-packs"
	// RecordGovernance is a record under a governance that is not in force or has
	// another hash.
	RecordGovernance Reason = "record-governance"
	// RecordSerial is a record under a governance older than that of its round, or
	// newer than that of the endorsement that lists it.
	RecordSerial Reason = "record-serial"
	// RecordUnsigned is a record without a signature beside it.
	RecordUnsigned Reason = "record-unsigned"
	// RecordSignature is a record whose signature does not hold.
	RecordSignature Reason = "record-signature"
	// RecordKeyUnknown is a record signed by a key that is not the person's in the
	// record's serial.
	RecordKeyUnknown Reason = "record-key-unknown"
	// RecordKeyRetiredBefore is a record signed by a key that was retired in the
	// record's serial already.
	RecordKeyRetiredBefore Reason = "record-key-retired-before"
	// RecordKeyCompromised is a record signed by a key that is marked as
	// compromised, in the newest serial or in the record's.
	RecordKeyCompromised Reason = "record-key-compromised"
	// RecordNotAsked is a record by somebody whom no round on this text asked.
	RecordNotAsked Reason = "record-not-asked"
	// RecordRole is a record by somebody who is no reviewer in the record's serial.
	RecordRole Reason = "record-role"
	// RecordDeclaration is a declaration against other authors than those of the
	// last round on this text. It can come with a later round, without the record
	// being wrong when it was signed.
	RecordDeclaration Reason = "record-declaration"
	// RecordCriteria is a record that leaves a criterion out, or answers one that was
	// not asked. (Of a second answer the form tells.)
	RecordCriteria Reason = "record-criteria"
	// RecordOverall is an overall outcome that rounds of this kind do not have.
	RecordOverall Reason = "record-overall"
)

// Reasons of criteria.
const (
	// PackMissing is an edition of criteria that is not in the tree.
	PackMissing Reason = "pack-missing"
	// PackHash is an edition of criteria with other bytes than governance says.
	PackHash Reason = "pack-hash"
	// PackName is an edition of criteria that says it is another.
	PackName Reason = "pack-name"
	// PackCriteria is a criterion that stands in two sets of criteria of a round.
	PackCriteria Reason = "pack-criteria"
)
