package standing

import "github.com/advancing-practice/credctl/internal/chain"

// Reason says in one word, for programs, why something blocks. The words of chain
// are reasons here as well, where what it found is passed on.
type Reason = chain.Reason

// The reasons. A word never changes its meaning.
const (
	// Of any act.
	WhyNoGovernance Reason = "no-governance"
	WhyNotStaff     Reason = "signer-not-staff"
	WhySignerAuthor Reason = "signer-is-author"
	WhyQuorum       Reason = "quorum-out-of-reach"
	WhyPending      Reason = "entry-pending"
	WhyWithdrawn    Reason = "version-withdrawn"
	WhyPublished    Reason = "version-published"
	WhyDone         Reason = "already-decided"
	WhyDeclined     Reason = "declined"
	WhyTextMovedOn  Reason = "text-moved-on"

	// Of the round.
	WhyStage           Reason = "wrong-stage"
	WhyNoRound         Reason = "no-round"
	WhyRoundNotOpened  Reason = "round-not-opened"
	WhyRoundKind       Reason = "round-of-another-kind"
	WhyRoundText       Reason = "round-on-another-text"
	WhyRoundGovernance Reason = "round-under-older-governance"
	WhyPacks           Reason = "packs-not-in-force"
	WhyReleaseReason   Reason = "released-without-reason"
	WhyReleasedAsked   Reason = "released-and-asked"

	// Of the people.
	WhyUnknownPerson       Reason = "person-unknown"
	WhyNoKey               Reason = "reviewer-without-key"
	WhyNoRole              Reason = "reviewer-without-role"
	WhyReviewerIsAuthor    Reason = "reviewer-is-author"
	WhySharedOrganisation  Reason = "organisation-shared"
	WhyReviewerSigned      Reason = "reviewer-signed-decision"
	WhyAuthorUnknown       Reason = "author-unknown"
	WhyNoOrganisation      Reason = "author-without-organisation"
	WhyAuthorLeftOut       Reason = "author-left-out"
	WhyReviewerDropped     Reason = "reviewer-dropped"
	WhyAuthorDropped       Reason = "author-dropped"
	WhyTooFewReviewers     Reason = "too-few-reviewers"
	WhyTooFewOfRole        Reason = "too-few-of-role"
	WhyConflict            Reason = "conflict-declared"
	WhyDeclaration         Reason = "declaration-against-others"
	WhyRecordMissing       Reason = "record-missing"
	WhyUnfavourable        Reason = "unfavourable"
	WhyRecordOfOtherRound  Reason = "record-of-another-round"
	WhyRecordPacks         Reason = "record-on-other-packs"
	WhyCriterionUnanswered Reason = "criterion-unanswered"
	WhyCriterionUnknown    Reason = "criterion-unknown"
	WhyCriterionTwice      Reason = "criterion-answered-twice"
	WhyNotAsked            Reason = "record-not-asked-for"
	WhyReleased            Reason = "released"

	// Of the decisions before.
	WhyNotEndorsed         Reason = "not-endorsed"
	WhyEndorsementOutdated Reason = "endorsement-outdated"
	WhyNothingToWithdraw   Reason = "nothing-to-withdraw"

	// What a specification needs next, where nothing is wrong.
	WhyNotDrafted     Reason = "draft-not-begun"
	WhyNotCandidate   Reason = "not-a-candidate"
	WhyNotYetDecided  Reason = "decision-awaited"
	WhyNotYetReleased Reason = "release-awaited"

	// Of governance as a whole.
	WhyOfficersFew     Reason = "officers-too-few"
	WhyStaffFew        Reason = "staff-too-few"
	WhyReviewersFew    Reason = "reviewers-too-few"
	WhyGovernanceWaits Reason = "governance-pending"
)
