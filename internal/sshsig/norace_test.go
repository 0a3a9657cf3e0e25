//go:build !race

package sshsig_test

const oneIn = 1
