package cli

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

// TestConfirm: only a plain yes goes on, and where nobody is there the flag has to
// have said so.
func TestConfirm(t *testing.T) {
	for _, test := range []struct {
		typed    string
		terminal bool
		flag     bool
		want     error
	}{
		{"y\n", true, false, nil},
		{"YES\n", true, false, nil},
		{"", false, true, nil},
		{"no\n", true, true, nil},
		{"n\n", true, false, errUnconfirmed},
		{"\n", true, false, errUnconfirmed},
		{"yes please\n", true, false, errUnconfirmed},
		{"", true, false, errUnconfirmed},
		{"y\n", false, false, errUsage},
	} {
		env, out, said := world(t, 1)
		env.In, env.InTerminal = strings.NewReader(test.typed), test.terminal
		f := yesFlag{yes: test.flag}
		err := f.confirm(context.Background(), env, "sign it?")
		var usage usageError
		if errors.As(err, &usage) {
			err = errUsage
		}
		if err != test.want {
			t.Errorf("typed %q (terminal %t, --yes %t): %v, want %v", test.typed, test.terminal, test.flag, err, test.want)
		}
		if asked := strings.Contains(said.String(), "sign it? [y/N]"); asked != (test.terminal && !test.flag) {
			t.Errorf("typed %q: asked is %t, and it said %q", test.typed, asked, said)
		}
		if out.Len() > 0 {
			t.Errorf("standard output holds %q", out)
		}
	}
}

var errUsage = errors.New("a usage error")

// TestConfirmInterrupted: whoever interrupts has confirmed nothing.
func TestConfirmInterrupted(t *testing.T) {
	env, _, _ := world(t, 1)
	silent, w := io.Pipe()
	defer w.Close()
	env.In, env.InTerminal = silent, true
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := (&yesFlag{}).confirm(ctx, env, "sign it?"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}
