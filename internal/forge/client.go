package forge

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Options are the world that a host is asked from.
type Options struct {
	Agent     string           // what the program calls itself
	PlainHTTP bool             // allow plain HTTP elsewhere than to this machine
	Now       func() time.Time // to tell how long a host wants to be left alone
	Sleep     Sleep            // between two tries
}

// The bounds of one conversation.
const (
	maxAnswer   = 8 << 20 // of a body, in bytes
	maxSaid     = 300     // of what a host says, in characters
	maxTries    = 4
	maxWait     = 90 * time.Second // that a host may ask for between two tries
	callTimeout = 30 * time.Second
	slowest     = 32 << 10 // bytes a second that an upload is given time for
	maxPages    = 50       // of a list
)

// client sends requests to the interface of one host.
type client struct {
	place   Place
	options Options
	base    *url.URL
	http    *http.Client
}

func newClient(p Place, o Options) (*client, error) {
	base, err := url.Parse(p.API)
	if err != nil || base.Host == "" {
		return nil, errors.New("the address of the interface cannot be used, want such as https://host/api/v4")
	}
	switch {
	case base.Scheme == "https", base.Scheme == "http" && (o.PlainHTTP || loopback(base.Hostname())):
	case base.Scheme == "http":
		return nil, fmt.Errorf("the interface of %s would be asked by plain HTTP, and anybody on the way could read the token", base.Hostname())
	default:
		return nil, fmt.Errorf("the interface has an address that begins with %q, want https", base.Scheme)
	}
	if p.Token == "" {
		return nil, errors.New("there is no token")
	}
	for _, r := range p.Token {
		if r <= ' ' || r > '~' {
			return nil, fmt.Errorf("the token in %s has characters that no token has", p.TokenFrom)
		}
	}
	transport := http.DefaultTransport.(*http.Transport).Clone() // it knows the proxies of the environment
	return &client{place: p, options: o, base: base, http: &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// call is one thing that a host is asked for.
type call struct {
	doing  string // in words, for errors
	method string
	at     string // below the interface, escaped; or the whole address
	json   any    // to send, unless nil
	file   *File  // to send, unless nil
	into   any    // takes the answer, unless nil
	again  bool   // it may be sent twice: what it asks for comes out the same
	absent bool   // that there is none is an answer: errAbsent
}

// errAbsent says that what was asked for is not there, where that is an answer.
var errAbsent = errors.New("it is not there")

// do asks, and tries again where that is safe: where nothing was done, or where doing
// it twice is the same as doing it once.
func (c *client) do(ctx context.Context, k call) error {
	for try := 1; ; try++ {
		err := c.once(ctx, k)
		var failed *Error
		switch {
		case err == nil, ctx.Err() != nil:
			return err
		case !errors.As(err, &failed):
			return err
		}
		wait, repeat := c.patience(failed, k, try)
		if !repeat || try == maxTries {
			return err
		}
		if err := c.options.Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// patience says how long to wait before a call is tried again, and whether to.
func (c *client) patience(e *Error, k call, try int) (time.Duration, bool) {
	wait := time.Second << (try - 1)
	switch {
	case !e.Until.IsZero(): // it was not looked at
		wait = max(wait, e.Until.Sub(c.options.Now()))
		return wait, wait <= maxWait
	case e.Status == http.StatusTooManyRequests, notReady(e):
		return wait, true
	case e.Status == 0, e.Status >= 500:
		return wait, k.again
	}
	return 0, false
}

// notReady is what hosts say for a moment after the first push: nothing was done.
func notReady(e *Error) bool {
	said := strings.ToLower(e.Said)
	return e.Status >= 400 && e.Status < 500 && (strings.Contains(said, "repo is empty") || strings.Contains(said, "repository is empty"))
}

// once asks one time.
func (c *client) once(ctx context.Context, k call) error {
	timeout := callTimeout
	if k.file != nil {
		timeout += time.Duration(k.file.Size/slowest) * time.Second
	}
	attempt, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	const mostMoves = 3
	at := k.at
	for moves := 0; ; moves++ {
		request, err := c.request(attempt, k, at)
		if err != nil {
			return err
		}
		response, err := c.http.Do(request)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			return c.failure(k, 0, c.unanswered(attempt, err), nil)
		}
		to, err := c.moved(k, request.URL, response)
		if err != nil || to == "" || moves == mostMoves {
			if err == nil {
				err = c.answered(ctx, k, response)
			}
			response.Body.Close()
			return err
		}
		response.Body.Close()
		at = to
	}
}

// request makes the request of a call. A token goes to the host of the interface, or
// to where that host takes uploads.
func (c *client) request(ctx context.Context, k call, at string) (*http.Request, error) {
	if !strings.Contains(at, "://") {
		at = c.place.API + "/" + at
	}
	to, err := url.Parse(at)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s on %s: the address cannot be used", k.doing, c.place.Host)
	case !c.trusts(to):
		return nil, fmt.Errorf("%s: %s wants it sent to %.100q, which is another host; nothing was sent there", k.doing, c.place.Host, c.hide(to.Host))
	}
	body, err := k.body()
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, k.method, at, body)
	if err != nil {
		return nil, fmt.Errorf("%s on %s: the address cannot be used", k.doing, c.place.Host)
	}
	r.Header.Set("User-Agent", c.options.Agent)
	r.Header.Set("Accept", "application/json")
	switch {
	case k.json != nil:
		r.Header.Set("Content-Type", "application/json")
	case k.file != nil:
		r.Header.Set("Content-Type", "application/octet-stream")
		r.ContentLength = k.file.Size
	}
	c.authorise(r.Header)
	return r, nil
}

// body is what a call sends; nil if nothing. Whoever sends it closes it.
func (k *call) body() (io.Reader, error) {
	switch {
	case k.json != nil:
		data, err := json.Marshal(k.json)
		return bytes.NewReader(data), err
	case k.file != nil && k.file.Size > 0:
		return k.file.Open()
	}
	return nil, nil
}

// authorise says who asks, as the kind of host wants it.
func (c *client) authorise(h http.Header) {
	switch {
	case c.place.Kind == GitHub:
		h.Set("Authorization", "Bearer "+c.place.Token)
		h.Set("Accept", "application/vnd.github+json")
		h.Set("X-GitHub-Api-Version", "2022-11-28")
	case c.place.Job:
		h.Set("JOB-TOKEN", c.place.Token)
	case c.place.Kind == GitLab:
		h.Set("PRIVATE-TOKEN", c.place.Token)
	default:
		h.Set("Authorization", "token "+c.place.Token)
	}
}

// trusts reports whether an address is on the host of the interface, or the one beside
// it that takes uploads: uploads.github.com beside api.github.com.
func (c *client) trusts(u *url.URL) bool {
	if u.Scheme != c.base.Scheme || u.User != nil {
		return false
	}
	if strings.EqualFold(u.Host, c.base.Host) {
		return true
	}
	rest, ok := strings.CutPrefix(strings.ToLower(c.base.Host), "api.")
	return ok && c.place.Kind == GitHub && strings.EqualFold(u.Host, "uploads."+rest)
}
