package sshkey

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/advancing-practice/credctl/internal/sshsig"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
)

// patience is how long an agent may take to say which keys it holds. It asks
// nobody for that, and one behind a connection that broke never answers.
const patience = 5 * time.Second

// agentLines returns the keys that the agent holds, as lines of .pub files. No
// agent holds none.
func (t *Tool) agentLines(ctx context.Context) ([]string, error) {
	asking, done := context.WithTimeout(ctx, patience)
	defer done()
	var text string
	if t.add != "" {
		text, _ = t.run(asking, nil, "", t.add, "-L") // a status says that there is none, or no agent
	} else if at := t.socket(); at != "" {
		text = listed(asking, at)
	}
	return strings.Split(text, "\n"), ctx.Err()
}

// listed asks the agent itself.
func listed(ctx context.Context, socket string) string {
	var text strings.Builder
	_ = withAgent(ctx, socket, func(client agent.ExtendedAgent) error {
		held, err := client.List()
		for _, key := range held {
			fmt.Fprintf(&text, "%s\n", key.String())
		}
		return err
	})
	return text.String()
}

// withAgent calls do with a connection to the agent, which ctx ends.
func withAgent(ctx context.Context, socket string, do func(agent.ExtendedAgent) error) error {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "unix", socket)
	if err != nil {
		return fmt.Errorf("ask ssh-agent: %w", err)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	return do(agent.NewClient(conn))
}

// signInAgent signs without ssh-keygen.
func (t *Tool) signInAgent(ctx context.Context, c Candidate, namespace string, message []byte) ([]byte, error) {
	if t.socket() == "" {
		return nil, ErrNoKeygen
	}
	var made []byte
	err := withAgent(ctx, t.socket(), func(client agent.ExtendedAgent) error {
		signers, err := client.Signers()
		if err != nil {
			return err
		}
		for _, signer := range signers {
			if key, err := wireKey(signer.PublicKey().Marshal()); err != nil || key != c.Key {
				continue
			}
			made, err = sshsig.SignBy(signer, namespace, message)
			return err
		}
		return fmt.Errorf("%w: the agent does not hold %s, and %w", ErrNotFound, c.Key.Fingerprint(), ErrNoKeygen)
	})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && !errors.Is(err, ErrNotFound):
		return nil, fmt.Errorf("%w with %s: ssh-agent: %w", ErrNotSigned, c.Key.Fingerprint(), err)
	}
	return made, err
}

// wireKey reads a key as it is on the wire.
func wireKey(wire []byte) (sshsig.Key, error) {
	var head struct {
		Kind string
		Rest []byte `ssh:"rest"`
	}
	if err := ssh.Unmarshal(wire, &head); err != nil {
		return sshsig.Key{}, fmt.Errorf("%w: the key is damaged", sshsig.ErrKeyForm)
	}
	return sshsig.ParseKey(head.Kind + " " + base64.StdEncoding.EncodeToString(wire))
}
