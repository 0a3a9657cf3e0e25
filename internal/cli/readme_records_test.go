package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/sshkey"
)

// inWorld runs the commands of a session in a world of records: "STAGE, PERSON" is
// how far wound-care has come there, and who sits at the terminal.
func (r *reader) inWorld(t *testing.T, b *block) string {
	stage, person, _ := strings.Cut(b.argument, ", ")
	w := upTo(stage)
	k := keep(t, w)
	home := filepath.Join(lookup(k.env.Environ, "HOME"), ".ssh")
	if err := os.MkdirAll(home, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := sshkey.WriteKey(home, "id_ed25519", w.Signer(person)); err != nil {
		t.Fatal(err)
	}
	return session(t, b, func(words []string) (string, int) {
		args, isProgram := ownArgs(words)
		if !isProgram {
			t.Fatalf("no test knows the command %q", strings.Join(words, " "))
		}
		env, shown := *k.env, &bytes.Buffer{}
		env.Out, env.Err = shown, shown
		status := run(&env, args...)
		return shown.String(), status
	})
}

// holdTyped holds commands that are shown as they are typed, one after the other by
// different people, to what can be held without running them: that each exists, with
// its flags.
func holdTyped(t *testing.T, body string) {
	for line := range strings.Lines(body) {
		line, _, _ := strings.Cut(strings.TrimSpace(line), " # ")
		for command := range strings.SplitSeq(line, " && ") {
			args, isProgram := ownArgs(strings.Fields(command))
			if !isProgram {
				continue
			}
			cmd, rest, err := NewRoot(&Env{}).Find(unquoted(args))
			if err == nil {
				err = cmd.ParseFlags(rest)
			}
			if err != nil {
				t.Errorf("%s: %v", command, err)
			}
		}
	}
}

// unquoted puts words together that stand in one pair of double quotes.
func unquoted(words []string) []string {
	var all []string
	open := false
	for _, word := range words {
		if bare := strings.ReplaceAll(word, `"`, ""); open {
			all[len(all)-1] += " " + bare
		} else {
			all = append(all, bare)
		}
		open = open != (strings.Count(word, `"`)%2 == 1)
	}
	return all
}
