// Command credctl looks after credential specifications kept in git.
package main

import (
	"os"

	"github.com/advancing-practice/credctl/internal/cli"
)

func main() {
	os.Exit(cli.Main())
}
