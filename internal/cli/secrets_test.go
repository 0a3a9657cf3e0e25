package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// Whatever goes wrong, nothing of the environment and nothing of what is in a key file
// is shown.
func TestNoSecretsAreShown(t *testing.T) {
	k, root := released(t)
	const secret = "hunter2-of-the-environment"
	k.env.Environ = append(k.env.Environ, "GITHUB_TOKEN="+secret, "SSH_ASKPASS="+secret, "CREDCTL_DEBUG=1")
	secrets := []string{secret}
	for _, person := range []string{"rowe-e", "lee-m", "brown-p"} {
		key, err := os.ReadFile(filepath.Join(k.keys, person))
		if err != nil {
			t.Fatal(err)
		}
		secrets = append(secrets, strings.Split(string(key), "\n")[2]) // the last line but one has the private part
	}
	const rubbish = "my password is hunter2-of-the-file"
	noKey := filepath.Join(k.keys, "no-key")
	putFile(t, noKey, rubbish+"\n")
	putFile(t, noKey+"2", "-----BEGIN OPENSSH PRIVATE KEY-----\n"+rubbish+"\n-----END OPENSSH PRIVATE KEY-----\n")
	secrets = append(secrets, "hunter2-of-the-file")

	list := readers(k, root)
	for _, key := range []string{noKey, noKey + "2"} {
		for _, args := range [][]string{
			{"withdraw", wound, "--reason", "x", "--yes"}, {"endorse", wound}, {"sign", "--all", "--yes"}, {"review", wound}, {"round", "open", wound, "--reviewers", "lee-m"},
		} {
			list = append(list, commanded{args: append(args, "--key", key)})
		}
	}
	list = append(list, commanded{args: []string{"verify", release100, "--trust-root", noKey}})
	for _, broken := range []bool{false, true} {
		for _, c := range list {
			env, said := *k.env, new(bytes.Buffer)
			env.Out, env.Err = said, said
			if broken {
				env.Now = func() time.Time { panic("a wire came loose") }
			}
			run(&env, c.args...)
			if at := slices.IndexFunc(secrets, func(s string) bool { return strings.Contains(said.String(), s) }); at >= 0 {
				t.Errorf("credctl %s shows a secret (%q):\n%s", strings.Join(c.args, " "), secrets[at], said)
			}
		}
	}
}

// A verifier that breaks down has verified nothing.
func TestPanicIsNoVerdict(t *testing.T) {
	k, root := released(t)
	for name, spoil := range map[string]func(env *Env){
		"clock":  func(env *Env) { env.Now = func() time.Time { panic("a wire came loose") } },
		"output": func(env *Env) { env.Out = broken{} },
	} {
		for _, format := range []string{"text", "json"} {
			env, out, errOut := *k.env, new(bytes.Buffer), new(bytes.Buffer)
			env.Out, env.Err = out, errOut
			spoil(&env)
			status := run(&env, "verify", release100, "--state", "none", "--trust-root", root, "--format", format)
			if status != exitFailure || strings.Contains(out.String(), "verified") || !strings.Contains(errOut.String(), "internal error") {
				t.Errorf("%s as %s: exit status %d, %s%s", name, format, status, out, errOut)
			}
		}
	}
}
