//go:build !race

package chain_test

const oneIn = 1
