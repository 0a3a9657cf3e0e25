// Package standing says what the records of a specification amount to: whether an
// act may be done, what stands in its way and who can clear it, who is still
// needed, and what state the present text is in. Decide is the one place that
// knows what counts (records: section 4); status, endorse, release and verify all
// ask it, so that they cannot disagree.
//
// It takes what package chain found to hold, and checks no hash and no signature
// itself. It knows no git, no folder and no clock, and it never says that a
// criterion is met: it says who answered what.
package standing
