package forge

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// Remote is the address of a remote repository, without what is secret in it.
type Remote struct {
	Scheme string // https, http, ssh or git
	Host   string // without port, in lower case
	Port   string // "" for the usual one
	Path   string // of the project, without .git: "group/sub/project"
}

// ErrLocal is a remote that is a folder: it has no release pages.
var ErrLocal = errors.New("it is a folder, and has no release pages")

// scp is the short form of an address for ssh.
var scp = regexp.MustCompile(`^(?:[^@/:\s]+@)?(\[[0-9A-Fa-f:]+\]|[^@/:\s\[\]]+):([^\s].*)$`)

// ParseRemote reads the address of a remote as git takes it. The error never has the
// address in it, which may hold a password.
func ParseRemote(address string) (Remote, error) {
	var r Remote
	path := ""
	switch parts := scp.FindStringSubmatch(address); {
	case strings.HasPrefix(address, "file:"), !strings.Contains(address, ":"):
		return r, ErrLocal
	case !strings.Contains(address, "://") && parts != nil && (len(parts[1]) > 1): // not C:\folder
		r.Scheme, r.Host, path = "ssh", strings.Trim(parts[1], "[]"), parts[2]
	case !strings.Contains(address, "://"):
		return r, ErrLocal
	default:
		u, err := url.Parse(address)
		if err != nil {
			return r, errors.New("its address cannot be read")
		}
		r.Scheme, r.Host, r.Port, path = strings.ToLower(u.Scheme), u.Hostname(), u.Port(), u.Path
	}
	r.Host = strings.ToLower(r.Host)
	r.Path = strings.TrimSuffix(strings.Trim(path, "/"), ".git")
	if r.Host == "" || !plainPath(r.Path) {
		return Remote{}, errors.New("its address has no host, or no path of a project")
	}
	return r, nil
}

// plainPath reports whether a path is made of names, none of which leads elsewhere.
func plainPath(path string) bool {
	for part := range strings.SplitSeq(path, "/") {
		if part == "" || part == "." || part == ".." || strings.ContainsFunc(part, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\\' || r == '?' || r == '#' }) {
			return false
		}
	}
	return path != ""
}

// Place is a project on a host, and what opens it.
type Place struct {
	Kind      Kind
	Host      string // of the remote, as people know it
	API       string // the address of its interface, without a slash at the end
	Project   string // "owner/name"; of GitLab with all groups
	Token     string
	TokenFrom string // the variable that it came from
	Job       bool   // it is the token of a job, which GitLab takes in another header
}

// Asked is what the user said of a host.
type Asked struct {
	Kind Kind   // "": to be told from the address
	API  string // "": the usual one
}

// UnknownError says that a host cannot be told from the address.
type UnknownError struct{ Host string }

// Error names the host.
func (e *UnknownError) Error() string {
	return fmt.Sprintf("what kind of host %s is cannot be told from its address", e.Host)
}

// Locate finds out what host a remote is on, and which token of the environment is
// for it. There may be none.
func Locate(r Remote, asked Asked, getenv func(string) string) (Place, error) {
	p := Place{Kind: asked.Kind, Host: publicHost(r.Host), API: strings.TrimRight(asked.API, "/"), Project: r.Path}
	if p.Kind == "" {
		if p.Kind = kindOf(p.Host, getenv); p.Kind == "" {
			return p, &UnknownError{p.Host}
		}
	}
	if p.API == "" {
		p.API = usualAPI(p.Kind, p.Host, r)
	} else if err := p.below(); err != nil {
		return p, err
	}
	if parts := strings.Count(p.Project, "/") + 1; p.Kind != GitLab && parts != 2 || parts < 2 {
		return p, fmt.Errorf("the path %q of the remote is no project of %s, want an owner and a name", p.Project, p.Kind)
	}
	p.chooseToken(getenv)
	return p, nil
}

// below takes from the path of the project what is the path of the host itself, where
// that does not lie at the top: https://host/git/api/v4 and https://host/git/group/name.
func (p *Place) below() error {
	u, err := url.Parse(p.API)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("the address of the interface cannot be used, want such as https://host/api/v4")
	}
	for _, end := range []string{"/api/v4", "/api/v3", "/api/v1"} {
		if top, ok := strings.CutSuffix(u.Path, end); ok && top != "" {
			p.Project = strings.TrimPrefix(p.Project, strings.Trim(top, "/")+"/")
		}
	}
	return nil
}

// publicHost is the host that people know, where ssh goes to another one.
func publicHost(host string) string {
	switch host {
	case "ssh.github.com", "www.github.com":
		return "github.com"
	case "altssh.gitlab.com":
		return "gitlab.com"
	}
	return host
}

// kindOf tells the kind of a host from its name, and from what continuous integration
// says of the host that it runs for.
func kindOf(host string, getenv func(string) string) Kind {
	label, _, _ := strings.Cut(host, ".")
	switch {
	case host == "github.com", strings.HasSuffix(host, ".ghe.com"), host == hostOf(getenv("GITHUB_SERVER_URL")), label == "github":
		return GitHub
	case host == "gitlab.com", host == hostOf(getenv("CI_SERVER_URL")), label == "gitlab":
		return GitLab
	case host == "codeberg.org", host == "gitea.com", label == "gitea", label == "forgejo":
		return Gitea
	}
	return ""
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return "-" // no host has this name
	}
	return strings.ToLower(u.Hostname())
}

// usualAPI is where a host has its interface. A remote that is reached by plain HTTP
// has it there as well, and Open refuses that unless it is allowed.
func usualAPI(kind Kind, host string, r Remote) string {
	base := "https://" + host
	if r.Port != "" && (r.Scheme == "https" || r.Scheme == "http") {
		base += ":" + r.Port
	}
	if r.Scheme == "http" {
		base = "http" + strings.TrimPrefix(base, "https")
	}
	switch {
	case kind == GitHub && host == "github.com":
		return "https://api.github.com"
	case kind == GitHub && strings.HasSuffix(host, ".ghe.com"):
		return "https://api." + host
	case kind == GitHub:
		return base + "/api/v3"
	case kind == GitLab:
		return base + "/api/v4"
	}
	return base + "/api/v1"
}

// TokenVariables are where a token for a host is looked for, in this order.
func TokenVariables(kind Kind, host string) []string {
	switch {
	case kind == GitHub && (host == "github.com" || strings.HasSuffix(host, ".ghe.com")):
		return []string{"GH_TOKEN", "GITHUB_TOKEN"}
	case kind == GitHub:
		return []string{"GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", "GH_TOKEN", "GITHUB_TOKEN"}
	case kind == GitLab:
		return []string{"GITLAB_TOKEN"}
	}
	return []string{"GITEA_TOKEN", "FORGEJO_TOKEN"}
}

func (p *Place) chooseToken(getenv func(string) string) {
	for _, name := range TokenVariables(p.Kind, p.Host) {
		if token := strings.TrimSpace(getenv(name)); token != "" {
			p.Token, p.TokenFrom = token, name
			return
		}
	}
	// The token of a job is good on the host that runs the job, and nowhere else.
	if token := strings.TrimSpace(getenv("CI_JOB_TOKEN")); p.Kind == GitLab && token != "" && p.Host == hostOf(getenv("CI_SERVER_URL")) {
		p.Token, p.TokenFrom, p.Job = token, "CI_JOB_TOKEN", true
	}
}
