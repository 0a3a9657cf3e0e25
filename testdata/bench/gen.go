// Command gen makes specifications for measuring:
//
//	go run ./testdata/bench N DIR
//
// writes N specifications of about 20 KB each to DIR/specs.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/advancing-practice/credctl/testdata/bench/corpus"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("want N and DIR, found %d arguments", len(args))
	}
	n, err := strconv.Atoi(args[0])
	if err != nil || n < 1 {
		return fmt.Errorf("N is %q, want a whole number above 0", args[0])
	}
	dir := filepath.Join(args[1], "specs")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i := range n {
		if err := os.WriteFile(filepath.Join(dir, corpus.Name(i)+".yaml"), corpus.Specification(i), 0o644); err != nil {
			return err
		}
	}
	return nil
}
