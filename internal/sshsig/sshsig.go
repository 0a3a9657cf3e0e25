// Package sshsig reads public keys and detached signatures of SSH (SSHSIG), and
// checks the one with the other. It is stricter than ssh-keygen, so that a key or
// a signature can be written in one way only, and everything it accepts ssh-keygen
// accepts too. It knows nothing of people, records or whose key may sign what, and
// it opens no file, runs no program and asks no agent.
package sshsig

import "errors"

// The namespaces, one a meaning: a signature given for one thing never counts as
// another.
const (
	Review  = "review@credctl.v1"  // a review record
	Endorse = "endorse@credctl.v1" // an entry of the register
	Govern  = "govern@credctl.v1"  // a version of governance
	Enrol   = "enrol@credctl.v1"   // a request to be enrolled
	Git     = "git"                // a tag; git's own
)

// What is wrong with a key. The errors of this package wrap one of these, or one
// of those about signatures, and say more.
var (
	// ErrKeyForm is a text that is not exactly one public key.
	ErrKeyForm = errors.New("not a public key as ssh writes it")
	// ErrKeyKind is a key of a kind that may not sign: a certificate, DSA, or one
	// that is not known.
	ErrKeyKind = errors.New("this kind of key is not accepted")
	// ErrWeakKey is a key that somebody else could sign with.
	ErrWeakKey = errors.New("the key is too weak")
)

// What is wrong with a signature.
var (
	// ErrForm is a file that is not exactly one signature.
	ErrForm = errors.New("not a signature as ssh-keygen writes it")
	// ErrNamespace is a signature that was given for something else.
	ErrNamespace = errors.New("the signature was given for something else")
	// ErrPresence is a signature by a security key that nobody touched.
	ErrPresence = errors.New("the security key was not touched when it signed")
	// ErrBad is a signature that is not of this key over this text.
	ErrBad = errors.New("the signature does not fit the text")
)
