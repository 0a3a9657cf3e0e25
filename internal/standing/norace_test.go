//go:build !race

package standing_test

const oneIn = 1
