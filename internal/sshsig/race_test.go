//go:build race

package sshsig_test

// The race detector makes the tests that try very many cases one after the other
// many times slower and finds nothing in them: one in so many is tried then.
const oneIn = 7
