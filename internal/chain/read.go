package chain

import (
	"context"
	"io/fs"
)

// Read reads governance and the register of a tree, each up to the first link that
// does not hold. Rounds and records are read when they are asked for. The tree is
// read from several goroutines at once; where the content of a file was not
// fetched, its error has a method ObjectMissing that returns true. A tree that
// holds nothing makes an empty Book.
func Read(ctx context.Context, tree fs.FS) (*Book, error) {
	b := &Book{source: source{tree: tree, people: newPeople(), history: newHistory(), packs: &packs{}}}
	if err := b.readGovernance(ctx); err != nil {
		return nil, err
	}
	if err := b.readRegister(ctx); err != nil {
		return nil, err
	}
	return b, nil
}
