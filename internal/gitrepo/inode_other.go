//go:build !linux && !darwin

package gitrepo

// notesInodes reports whether what git notes of a file beside size and time is
// what the system says here.
const notesInodes = false
