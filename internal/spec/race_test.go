//go:build race

package spec_test

// The race detector makes the comparison of decoder and schema many times slower
// and finds nothing in it: one in so many documents is judged then.
const oneIn = 10
