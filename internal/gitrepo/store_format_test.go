package gitrepo

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A repository kept in a way that is not read here is refused, in plain words.
func TestUnsupportedRepositories(t *testing.T) {
	first := newSandbox(t)
	for name, test := range map[string]struct {
		config string
		what   string // "" if it is read
	}{
		"usual":                      {"[core]\n\trepositoryformatversion = 0\n", ""},
		"no version":                 {"", ""},
		"BOM and CRLF":               {"\ufeff[core]\r\n\trepositoryformatversion = 0\r\n\tbare = false\r\n", ""},
		"other keys":                 {"[core]\n\trepositoryformatversion = 0 ; remark\n[remote \"o\"] url = x\n[branch.main]\n\tmerge\n[alias]\n\tx = \"!f() { a\\\"b; \\\n}; f\" # c\n", ""},
		"harmless":                   {"[core]\n\trepositoryformatversion = 1\n[Extensions]\n\tworktreeConfig = true\n\tnoop = 1\n\tpreciousObjects\n\tpartialClone = origin\n\tobjectFormat = sha1\n", ""},
		"old, unknown":               {"[core]\n\trepositoryformatversion = 0\n[extensions]\n\tunheardOf = 1\n", ""},
		"SHA-256":                    {"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n", "object names by SHA-256"},
		"SHA-512":                    {"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha512\n", `the extension "objectformat"`},
		"reftable":                   {"[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n", `refs kept as "reftable"`},
		"unknown":                    {"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tunheardOf = 1\n", `the extension "unheardof"`},
		"unknown, below":             {"[core]\n\trepositoryformatversion = 1\n[extensions \"noop\"]\n\tx = 1\n", `the extension "noop.x"`},
		"version 2":                  {"[core]\n\trepositoryformatversion = 2\n", "version 2 of git's format"},
		"no number":                  {"[core]\n\trepositoryformatversion = x\n", `version "x" of git's format`},
		"old with a newer extension": {"[core]\n\trepositoryformatversion = 0\n[extensions]\n\tobjectFormat = sha256\n", `the extension "objectformat", which`},
	} {
		t.Run(name, func(t *testing.T) {
			s := first.copy(t)
			s.write(".git/config", test.config)
			_, with := OpenStore(t.Context(), s.dir, environ())
			_, without := openWithoutGit(t, s.dir)
			for _, err := range []error{with, without} {
				var unsupported *UnsupportedError
				switch {
				case test.what == "" && err != nil:
					t.Errorf("error is %v, want none", err)
				case test.what != "" && (!errors.As(err, &unsupported) || !strings.HasPrefix(unsupported.What, test.what)):
					t.Errorf("error is %v, want %s", err, test.what)
				}
			}
		})
	}
}

func TestRealSHA256RepositoryIsRefused(t *testing.T) {
	s := newSandbox(t, "--object-format=sha256")
	s.commit()
	if _, err := OpenStore(t.Context(), s.dir, environ()); !errors.As(err, new(*UnsupportedError)) {
		t.Errorf("error is %v, want an *UnsupportedError", err)
	}
}

// A configuration that cannot be read may hide an extension.
func TestUnreadableConfigIsRefused(t *testing.T) {
	s := newSandbox(t)
	s.write(".git/config", "[core\n")
	if _, err := openWithoutGit(t, s.dir); err == nil {
		t.Error("it is opened")
	}
	if _, err := OpenStore(t.Context(), s.dir, environ()); err == nil {
		t.Error("it is opened")
	}
}

// A repository of somebody else is refused by git, whose words are passed on.
func TestRepositoryOfSomebodyElse(t *testing.T) {
	s := history(t)
	env := append(environ(), "GIT_TEST_ASSUME_DIFFERENT_OWNER=1")
	cmd := exec.Command("git", "rev-parse", "--git-dir")
	cmd.Dir, cmd.Env = s.dir, env
	if out, err := cmd.CombinedOutput(); err == nil {
		t.Skipf("this git cannot be made to think so: %s", out)
	}
	kept = append(kept, "GIT_TEST_ASSUME_DIFFERENT_OWNER")
	defer func() { kept = kept[:len(kept)-1] }()
	for _, dir := range []string{s.dir, s.clone("--bare").dir} {
		_, err := OpenStore(t.Context(), dir, env)
		if !errors.Is(err, ErrNotTrusted) || !strings.Contains(err.Error(), "git config --global --add safe.directory "+dir) {
			t.Errorf("error is %v, want %v and what to do", err, ErrNotTrusted)
		}
	}
}

func TestBrokenLinksOfWorkTrees(t *testing.T) {
	for name, content := range map[string]string{"nothing": "", "elsewhere": "gitdir: /not/there\n", "no link": "hello\n"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ".git"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenStore(t.Context(), dir, environ()); err == nil {
			t.Errorf("%s: it is opened", name)
		}
		if _, err := openWithoutGit(t, dir); err == nil {
			t.Errorf("%s: it is opened without git", name)
		}
	}
}
