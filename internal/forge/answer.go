package forge

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// moved returns where a host says that something is now; "" if it does not. Nothing
// but a question follows it, and only on the same host.
func (c *client) moved(k call, from *url.URL, r *http.Response) (string, error) {
	switch r.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return "", nil
	}
	to, err := from.Parse(r.Header.Get("Location"))
	if err != nil || k.method != http.MethodGet || to.Scheme != from.Scheme || !strings.EqualFold(to.Host, from.Host) || to.User != nil {
		e := c.failure(k, r.StatusCode, "it wants the request sent elsewhere, and nothing was sent there", nil)
		e.Hint = "if the project moved, give the remote its new address: git remote set-url; if the interface is elsewhere, name it with --api"
		return "", e
	}
	return to.String(), nil
}

// answered reads an answer.
func (c *client) answered(ctx context.Context, k call, r *http.Response) error {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxAnswer+1))
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return c.failure(k, 0, "the answer broke off", nil)
	case len(body) > maxAnswer:
		return fmt.Errorf("%s on %s: the answer has more than %d MiB", k.doing, c.place.Host, maxAnswer>>20)
	case r.StatusCode == http.StatusNotFound && k.absent:
		return errAbsent
	case r.StatusCode < 200 || r.StatusCode > 299:
		return c.failure(k, r.StatusCode, said(body), r.Header)
	case k.into == nil:
		return nil
	}
	if err := json.Unmarshal(body, k.into); err != nil {
		return c.strange(k)
	}
	return nil
}

// strange is an answer that no such host gives.
func (c *client) strange(k call) *Error {
	return &Error{
		Doing: k.doing, Host: c.place.Host, Said: "the answer is none that such a host gives",
		Hint: "is the address of its interface right? --api names another; a proxy on the way may have answered instead", unclear: !k.again, Status: 0,
	}
}

var objectID = regexp.MustCompile(`^[0-9a-f]{40}$`)

// tagged asks for the id of a tag, which is "" where there is none. What is no id is
// never shown: a host may send back there what it was sent.
func (c *client) tagged(ctx context.Context, k call, id *string) (string, error) {
	switch err := c.do(ctx, k); {
	case errors.Is(err, errAbsent):
		return "", nil
	case err != nil:
		return "", err
	case *id != "" && !objectID.MatchString(*id):
		return "", c.strange(k)
	}
	return *id, nil
}

// failure is a refusal in words.
func (c *client) failure(k call, status int, said string, h http.Header) *Error {
	e := &Error{Doing: k.doing, Host: c.place.Host, Status: status, Said: c.clean(said), unclear: !k.again && (status == 0 || status >= 500)}
	e.Until = c.until(status, h)
	if status > 0 {
		e.Hint = c.hint(status, e.Until)
	} else {
		e.Hint = "is the network there, and the address right? What is done stays, and is not done twice"
	}
	return e
}

// until is when a host that has had enough wants to be asked again; zero if it does
// not say so.
func (c *client) until(status int, h http.Header) time.Time {
	limited := status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable ||
		status == http.StatusForbidden && (h.Get("X-RateLimit-Remaining") == "0" || h.Get("Retry-After") != "")
	if !limited || h == nil {
		return time.Time{}
	}
	now := c.options.Now()
	if after := h.Get("Retry-After"); after != "" {
		if seconds, err := strconv.Atoi(after); err == nil && seconds >= 0 && seconds < 1<<20 {
			return now.Add(time.Duration(seconds) * time.Second)
		}
		if at, err := http.ParseTime(after); err == nil {
			return at
		}
	}
	for _, name := range []string{"X-RateLimit-Reset", "RateLimit-Reset"} {
		if at, err := strconv.ParseInt(h.Get(name), 10, 64); err == nil && at > now.Unix()-60 && at < now.Unix()+1<<20 && status != http.StatusServiceUnavailable {
			return time.Unix(at, 0)
		}
	}
	return time.Time{}
}

// unanswered is why no answer came, without the address, which git's users put secrets
// into.
func (c *client) unanswered(attempt context.Context, err error) string {
	var address *url.Error
	if errors.As(err, &address) {
		err = address.Err
	}
	if attempt.Err() != nil {
		return "it did not answer in time"
	}
	return err.Error()
}

// clean is what a host says, short and without the token.
func (c *client) clean(text string) string {
	text = strings.Join(strings.Fields(c.hide(text)), " ")
	if utf8.RuneCountInString(text) > maxSaid {
		text = string([]rune(text)[:maxSaid]) + " …"
	}
	return text
}

// hide takes the token out of what a host gives, in whatever form it sends that back.
func (c *client) hide(text string) string {
	token := c.place.Token
	for _, form := range []string{token, url.QueryEscape(token), url.PathEscape(token), base64.StdEncoding.EncodeToString([]byte(token)), base64.RawURLEncoding.EncodeToString([]byte(token))} {
		text = strings.ReplaceAll(text, form, "[token]")
	}
	return text
}

// shown is an address that a host gives for people to open; "" if it is none.
func (c *client) shown(address string) string {
	address = c.clean(address)
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || strings.ContainsAny(address, " <>\"") {
		return ""
	}
	return address
}

// list asks for all pages of a list.
func list[T any](ctx context.Context, c *client, k call) ([]T, error) {
	var all []T
	const perPage = 100
	joint := "?"
	if strings.Contains(k.at, "?") {
		joint = "&"
	}
	at, size := k.at, "per_page"
	if c.place.Kind == Gitea {
		size = "limit"
	}
	for page := 1; page <= maxPages; page++ {
		var some []T
		k.method, k.again, k.into = http.MethodGet, true, &some
		k.at = fmt.Sprintf("%s%s%s=%d&page=%d", at, joint, size, perPage, page)
		if err := c.do(ctx, k); err != nil {
			return nil, err
		}
		if all = append(all, some...); len(some) == 0 || c.place.Kind != Gitea && len(some) < perPage {
			break // Gitea may give fewer on a page than it was asked for
		}
	}
	return all, nil
}
