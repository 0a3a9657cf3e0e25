package forge

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sort"
	"strings"
	"time"
)

// Error is what a host did not do, in words that have nothing secret in them.
type Error struct {
	Doing  string    // what it was asked for: "make the release page"
	Host   string    // that was asked
	Status int       // of HTTP; 0 if it did not answer
	Said   string    // what it said, shortened; may be empty
	Hint   string    // what to do about it; may be empty
	Until  time.Time // before which it wants no more requests; zero if it does not say

	unclear bool // it may have been done nevertheless
}

// Error says what was asked for, and what came back.
func (e *Error) Error() string {
	said := e.Said
	if e.Status > 0 {
		said = strings.TrimSpace(fmt.Sprintf("%d %s", e.Status, http.StatusText(e.Status)))
		if e.Said != "" {
			said += ": " + e.Said
		}
	}
	return fmt.Sprintf("%s on %s: %s", e.Doing, e.Host, said)
}

// hint is what to do about a status.
func (c *client) hint(status int, until time.Time) string {
	needs := map[Kind]string{
		GitHub: `it needs "Contents: read and write" for the repository, or the scope repo, and to be allowed for the organisation's single sign-on`,
		GitLab: `it needs the scope api and the role Developer or higher; a protected tag may ask for more`,
		Gitea:  `it needs the permission to write the repository`,
	}[c.place.Kind]
	switch {
	case !until.IsZero():
		return "wait, and run this again after " + until.UTC().Format("15:04:05 on 2006-01-02") + " UTC; what is done stays, and is not done twice"
	case status == http.StatusUnauthorized:
		return fmt.Sprintf("the token in %s is wrong, has expired or was revoked: make a new one; %s", c.place.TokenFrom, needs)
	case status == http.StatusForbidden:
		return fmt.Sprintf("the token in %s may not do this: %s", c.place.TokenFrom, needs)
	case status == http.StatusNotFound:
		return fmt.Sprintf("either %s is not on %s, or the token in %s may not see it: %s", c.place.Project, c.place.Host, c.place.TokenFrom, needs)
	case status == http.StatusConflict, status == http.StatusUnprocessableEntity:
		return "see what is there already, and run this again"
	case status >= 500:
		return c.place.Host + " has trouble of its own: run this again later; what is done stays, and is not done twice"
	}
	return ""
}

// said is what a host says in the body of a refusal, in one short line.
func said(body []byte) string {
	var answer struct {
		Message     any    `json:"message"`
		Error       any    `json:"error"`
		Description string `json:"error_description"`
		Errors      any    `json:"errors"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return ""
	}
	var parts []string
	for _, part := range []any{answer.Message, answer.Error, answer.Description, answer.Errors} {
		if text := flat(part); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "; ")
}

// flat is a value of JSON as words.
func flat(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case []any:
		var parts []string
		for _, item := range v {
			if text := flat(item); text != "" {
				parts = append(parts, text)
			}
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		var parts []string
		for key, item := range v {
			if text := flat(item); text != "" {
				parts = append(parts, key+" "+text)
			}
		}
		sort.Strings(parts)
		return strings.Join(parts, " ")
	}
	return ""
}
