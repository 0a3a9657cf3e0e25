package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/verify"
	"github.com/advancing-practice/credctl/internal/workspace"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// noState is the value of --state that does without a memory.
const noState = "none"

// trust finds out what the user trusts and what was seen before, and returns the
// file in which that is remembered; "" for none.
func (o *verifyOptions) trust(cmd *cobra.Command, store *gitrepo.Store, in *verify.Input) (place string, err error) {
	if in.Root, in.RootFrom, err = o.saidRoot(cmd, store); err != nil {
		return "", err
	}
	own := ownRoot(in)
	folder := o.env.trustFolder()
	if in.Root == "" && o.state != noState && own != "" && folder != "" {
		path := filepath.Join(folder, own+".yaml")
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			in.Root, in.RootFrom = own, "remembered in "+path
		}
	}
	if in.Root == "" {
		o.ownWord(store, in)
	}
	switch {
	case o.state == noState:
		in.MemoryFrom = noState
		return "", nil
	case o.state != "":
		place = o.env.path(o.state)
	case in.Root == "":
		return "", nil
	case folder == "":
		o.env.warn("nothing is remembered: the environment does not say where your state folder is", "--state FILE names a place")
		return "", nil
	default:
		place = filepath.Join(folder, in.Root+".yaml")
	}
	memory, err := readMemory(place)
	if err != nil {
		return "", err
	}
	in.Memory, in.MemoryFrom = &memory, place
	return place, nil
}

// saidRoot returns the trust root that the user gave: as a flag, in the
// environment, or in a settings file outside the repository.
func (o *verifyOptions) saidRoot(cmd *cobra.Command, store *gitrepo.Store) (root, from string, err error) {
	flags, err := given(cmd.Flags())
	if err != nil {
		return "", "", err
	}
	said, _, err := config.Load(config.Input{Environ: o.env.Environ, Flags: flags})
	var value *config.ValueError
	if errors.As(err, &value) {
		return "", "", usageError{err: err, hint: value.Help}
	}
	if err != nil || said.TrustRoot != "" {
		return said.TrustRoot, rootOrigin(&said), err
	}
	for dir := range parents(o.outside(store)) {
		path := filepath.Join(dir, workspace.SettingsFile)
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		settings, found, _ := config.Load(config.Input{File: path, Data: data})
		if found.AtLeast(finding.Error) && settings.TrustRoot == "" {
			o.env.warn(unusable(path, found).Error(), "it was passed over")
			continue
		}
		if settings.TrustRoot != "" && !sameRepository(cmd.Context(), o.env, store, dir) {
			return settings.TrustRoot, rootOrigin(&settings), nil
		}
	}
	return "", "", nil
}

func rootOrigin(s *config.Settings) string {
	for _, origin := range s.Origins() {
		if origin.Setting == "trust_root" {
			return origin.From
		}
	}
	return ""
}

// outside is the folder from which on settings files are looked for, upwards: that
// above the repository, or with --repo that in which the user is.
func (o *verifyOptions) outside(store *gitrepo.Store) string {
	dir := o.env.Dir
	if o.repo == "" {
		dir = store.GitDir()
		if tree, _, ok := store.WorkTree(); ok {
			dir = tree
		}
		dir = filepath.Dir(dir)
	}
	if led, err := filepath.EvalSymlinks(dir); err == nil {
		return led
	}
	return dir
}

// parents yields a folder and all above it.
func parents(dir string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for yield(dir) && filepath.Dir(dir) != dir {
			dir = filepath.Dir(dir)
		}
	}
}

// sameRepository reports whether a folder belongs to the repository that is judged,
// as another of its work trees may: what lies there cannot vouch for it.
func sameRepository(ctx context.Context, env *Env, store *gitrepo.Store, dir string) bool {
	other, err := gitrepo.OpenStore(ctx, dir, env.Environ)
	if err != nil {
		return !errors.Is(err, gitrepo.ErrNoRepository)
	}
	defer other.Close()
	return other.CommonDir() == store.CommonDir()
}

// ownRoot is the SHA-256 of the first version of governance that the repository
// has; "" if it has none.
func ownRoot(in *verify.Input) string {
	for _, tree := range []fs.FS{in.Tree, in.Newest} {
		if tree == nil {
			continue
		}
		if data, err := fs.ReadFile(tree, record.GovernancePath(1)); err == nil && len(data) <= record.MaxBytes {
			return record.Hash(data)
		}
	}
	return ""
}

// ownWord says so if the repository names a trust root itself.
func (o *verifyOptions) ownWord(store *gitrepo.Store, in *verify.Input) {
	var data []byte
	if tree, _, ok := store.WorkTree(); ok {
		data, _ = os.ReadFile(filepath.Join(tree, workspace.SettingsFile)) // if it is there
	}
	for _, tree := range []fs.FS{in.Newest, in.Tree} {
		if data == nil && tree != nil {
			data, _ = fs.ReadFile(tree, workspace.SettingsFile)
		}
	}
	if data == nil || len(data) > yamldoc.DefaultMaxBytes {
		return
	}
	if settings, _, _ := config.Load(config.Input{File: workspace.SettingsFile, Data: data}); settings.TrustRoot != "" {
		o.env.warn(fmt.Sprintf("the repository's own %s names the trust root %s, which was passed over: a repository cannot vouch for itself",
			workspace.SettingsFile, settings.TrustRoot), "compare it with what the Centre publishes in another place")
	}
}

// readMemory reads a memory file; one that is not there remembers nothing.
func readMemory(path string) (verify.Memory, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return verify.Memory{}, nil
	case err == nil && !info.Mode().IsRegular():
		return verify.Memory{}, hinted{fmt.Errorf("%q cannot hold what was seen: it is no file", path), "--state FILE names another, --state none does without"}
	case err == nil && info.Size() > verify.MaxMemory:
		return verify.Memory{}, hinted{fmt.Errorf("%q has more than %d MiB, and is no memory of credctl", path, verify.MaxMemory>>20), "--state FILE names another, --state none does without"}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return verify.Memory{}, hinted{fmt.Errorf("what was seen before cannot be read from %q: %w", path, plainlyMissing(err)), "--state FILE names another place, --state none does without"}
	}
	memory, found := verify.ParseMemory(path, data)
	if err := unusable("what was seen before, "+path+",", found); err != nil {
		return verify.Memory{}, hinted{err, "mend it from a copy; if there is none, move it away, and older registers than you saw will not be noticed"}
	}
	return memory, nil
}

// trustFolder is where verdicts are remembered, "" where the environment does not
// say.
func (e *Env) trustFolder() string {
	state := userState(e.Getenv)
	if state == "" {
		return ""
	}
	return filepath.Join(state, "credctl", "trust")
}
