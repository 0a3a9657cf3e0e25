// Command credctl-docs writes what a release of credctl carries beside the
// program: manual pages and completions, made from the commands themselves.
//
//	go run ./cmd/credctl-docs DIR
//
// writes DIR/man and DIR/completions. It is a program of its own so that credctl
// does not pay for the libraries at every start.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra/doc"

	"github.com/advancing-practice/credctl/internal/cli"
)

// docDate is the date on every manual page: fixed, so that the same commit gives
// the same bytes. It is the day of the first version.
var docDate = time.Date(2026, time.November, 22, 0, 0, 0, 0, time.UTC)

// completions are the file names that shells expect, by the shell's name.
var completions = map[string]string{
	"bash": "credctl.bash", "fish": "credctl.fish", "powershell": "credctl.ps1", "zsh": "_credctl",
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "credctl-docs: error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("want one argument, the folder to write to, found %d", len(args))
	}
	if err := writeMan(filepath.Join(args[0], "man")); err != nil {
		return fmt.Errorf("write manual pages: %w", err)
	}
	if err := writeCompletions(filepath.Join(args[0], "completions")); err != nil {
		return fmt.Errorf("write completions: %w", err)
	}
	return nil
}

func writeMan(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	header := &doc.GenManHeader{Title: "CREDCTL", Section: "1", Date: &docDate, Source: "credctl", Manual: "credctl manual"}
	return doc.GenManTree(cli.NewRoot(&cli.Env{}), header, dir)
}

func writeCompletions(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for shell, file := range completions {
		var out, complaint bytes.Buffer
		env := &cli.Env{Out: &out, Err: &complaint, Now: time.Now}
		if status := cli.Run(context.Background(), env, []string{"completion", shell}); status != 0 {
			return fmt.Errorf("completions for %s: exit status %d: %s", shell, status, complaint.String())
		}
		if err := os.WriteFile(filepath.Join(dir, file), out.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
