package forge_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/forge"
)

func TestParseRemote(t *testing.T) {
	for address, want := range map[string]forge.Remote{
		"https://github.com/trust/specs.git":                     {"https", "github.com", "", "trust/specs"},
		"https://user:secret@GitHub.com/trust/specs":             {"https", "github.com", "", "trust/specs"},
		"https://git.trust.example:8443/a/b/c/":                  {"https", "git.trust.example", "8443", "a/b/c"},
		"http://127.0.0.1:3000/a/b.git":                          {"http", "127.0.0.1", "3000", "a/b"},
		"ssh://git@git.trust.example:2222/group/sub/project.git": {"ssh", "git.trust.example", "2222", "group/sub/project"},
		"git@github.com:trust/specs.git":                         {"ssh", "github.com", "", "trust/specs"},
		"github.com:trust/specs":                                 {"ssh", "github.com", "", "trust/specs"},
		"org-1234@github.com:/trust/specs.git":                   {"ssh", "github.com", "", "trust/specs"},
		"git@[2001:db8::1]:a/b.git":                              {"ssh", "2001:db8::1", "", "a/b"},
		"git+ssh://git@h.example/a/b":                            {"git+ssh", "h.example", "", "a/b"},
		"https://h.example/a%2Db/c":                              {"https", "h.example", "", "a-b/c"},
	} {
		if got, err := forge.ParseRemote(address); err != nil || got != want {
			t.Errorf("%s: %+v, %v", address, got, err)
		}
	}
	for _, local := range []string{"/srv/git/specs.git", "../specs", "file:///srv/specs", `C:\specs`, "C:/specs", ""} {
		if got, err := forge.ParseRemote(local); !errors.Is(err, forge.ErrLocal) {
			t.Errorf("%s: %+v, %v", local, got, err)
		}
	}
	for _, bad := range []string{"https://h.example", "https:///a/b", "https://u:secret@h.example/%zz", "https://h.example/../b", "git@h.example:a b/c", "https://h.example/a/b?x", "https://h.example/a/\x1bb", "https://h.example/a%3Fsecret/b"} {
		if got, err := forge.ParseRemote(bad); err == nil && got.Path != "a/b" || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %+v, %v", bad, got, err)
		}
	}
}

func TestLocate(t *testing.T) {
	for _, row := range []struct {
		address string
		asked   forge.Asked
		environ map[string]string
		want    forge.Place
	}{
		{"git@github.com:trust/specs.git", forge.Asked{}, map[string]string{"GITHUB_TOKEN": "b", "GH_TOKEN": "a\n"}, forge.Place{Kind: forge.GitHub, Host: "github.com", API: "https://api.github.com", Project: "trust/specs", Token: "a", TokenFrom: "GH_TOKEN"}},
		{"ssh://git@ssh.github.com:443/trust/specs.git", forge.Asked{}, map[string]string{"GITHUB_TOKEN": "b", "GITLAB_TOKEN": "c"}, forge.Place{Kind: forge.GitHub, Host: "github.com", API: "https://api.github.com", Project: "trust/specs", Token: "b", TokenFrom: "GITHUB_TOKEN"}},
		{"https://github.trust.example/a/b", forge.Asked{}, map[string]string{"GH_TOKEN": "a", "GH_ENTERPRISE_TOKEN": "e"}, forge.Place{Kind: forge.GitHub, Host: "github.trust.example", API: "https://github.trust.example/api/v3", Project: "a/b", Token: "e", TokenFrom: "GH_ENTERPRISE_TOKEN"}},
		{"https://trust.ghe.com/a/b", forge.Asked{}, nil, forge.Place{Kind: forge.GitHub, Host: "trust.ghe.com", API: "https://api.trust.ghe.com", Project: "a/b"}},
		{"git@code.trust.example:a/b", forge.Asked{}, map[string]string{"GITHUB_SERVER_URL": "https://code.trust.example", "GITHUB_TOKEN": "t"}, forge.Place{Kind: forge.GitHub, Host: "code.trust.example", API: "https://code.trust.example/api/v3", Project: "a/b", Token: "t", TokenFrom: "GITHUB_TOKEN"}},
		{"https://gitlab.com/g/s/t/p.git", forge.Asked{}, map[string]string{"GITLAB_TOKEN": "l", "CI_JOB_TOKEN": "j"}, forge.Place{Kind: forge.GitLab, Host: "gitlab.com", API: "https://gitlab.com/api/v4", Project: "g/s/t/p", Token: "l", TokenFrom: "GITLAB_TOKEN"}},
		{"https://gitlab-ci-token:x@git.trust.example:8443/g/p.git", forge.Asked{}, map[string]string{"CI_SERVER_URL": "https://git.trust.example:8443", "CI_JOB_TOKEN": "j"}, forge.Place{Kind: forge.GitLab, Host: "git.trust.example", API: "https://git.trust.example:8443/api/v4", Project: "g/p", Token: "j", TokenFrom: "CI_JOB_TOKEN", Job: true}},
		// the token of a job is sent to no other host
		{"https://gitlab.com/g/p.git", forge.Asked{}, map[string]string{"CI_SERVER_URL": "https://git.trust.example", "CI_JOB_TOKEN": "j"}, forge.Place{Kind: forge.GitLab, Host: "gitlab.com", API: "https://gitlab.com/api/v4", Project: "g/p"}},
		{"https://trust.example/git/g/p", forge.Asked{Kind: forge.GitLab, API: "https://trust.example/git/api/v4/"}, nil, forge.Place{Kind: forge.GitLab, Host: "trust.example", API: "https://trust.example/git/api/v4", Project: "g/p"}},
		{"ssh://git@trust.example:2222/a/b", forge.Asked{Kind: forge.Gitea}, map[string]string{"FORGEJO_TOKEN": "f"}, forge.Place{Kind: forge.Gitea, Host: "trust.example", API: "https://trust.example/api/v1", Project: "a/b", Token: "f", TokenFrom: "FORGEJO_TOKEN"}},
		{"https://codeberg.org/a/b", forge.Asked{}, nil, forge.Place{Kind: forge.Gitea, Host: "codeberg.org", API: "https://codeberg.org/api/v1", Project: "a/b"}},
		{"http://git.trust.example/a/b", forge.Asked{Kind: forge.GitHub}, nil, forge.Place{Kind: forge.GitHub, Host: "git.trust.example", API: "http://git.trust.example/api/v3", Project: "a/b"}},
	} {
		remote, err := forge.ParseRemote(row.address)
		if err != nil {
			t.Fatal(err)
		}
		got, err := forge.Locate(remote, row.asked, func(name string) string { return row.environ[name] })
		if diff := cmp.Diff(row.want, got); err != nil || diff != "" {
			t.Errorf("%s: %v\n%s", row.address, err, diff)
		}
	}
	nothing := func(string) string { return "" }
	var unknown *forge.UnknownError
	if _, err := forge.Locate(forge.Remote{Host: "code.trust.example", Path: "a/b"}, forge.Asked{}, nothing); !errors.As(err, &unknown) {
		t.Errorf("%v", err)
	}
	for _, row := range []struct {
		path string
		api  string
	}{{"a/b/c", ""}, {"a", ""}, {"a/b", "https://u:p@h.example/api/v3"}, {"a/b", "nonsense"}} {
		if got, err := forge.Locate(forge.Remote{Host: "github.com", Path: row.path}, forge.Asked{API: row.api}, nothing); err == nil {
			t.Errorf("%+v: %+v", row, got)
		}
	}
}

// By plain HTTP a token goes to this machine alone, unless that is asked for.
func TestPlainHTTP(t *testing.T) {
	for api, refused := range map[string]bool{
		"https://h.example/api/v3": false, "http://127.0.0.1:1/api": false, "http://localhost/api": false, "http://[::1]/api": false,
		"http://h.example/api/v3": true, "http://127.0.0.1.h.example/": true, "ftp://h.example/": true, "h.example/api": true,
	} {
		_, err := forge.Open(forge.Place{Kind: forge.GitHub, API: api, Project: "a/b", Token: token}, forge.Options{})
		if (err != nil) != refused {
			t.Errorf("%s: %v", api, err)
		}
	}
	if _, err := forge.Open(forge.Place{Kind: forge.GitHub, API: "http://h.example/", Token: token}, forge.Options{PlainHTTP: true}); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "a b", "a\nb", "ä", "a\x00"} {
		if _, err := forge.Open(forge.Place{Kind: forge.GitHub, API: "https://h.example/", Token: bad}, forge.Options{}); err == nil || bad != "" && strings.Contains(err.Error(), bad) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
