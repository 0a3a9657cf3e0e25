//go:build !race

package spec_test

const oneIn = 1
