package forge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Done is what became of a page.
type Done struct {
	URL     string   // where people see it; "" if the host does not say
	Changed bool     // anything was done
	Other   []string // files that the page has besides, which were left alone
}

// mostUploads is how often a file is sent that did not arrive.
const mostUploads = 3

// Complete makes the page of a release, or completes it: title, text and files are as
// they are wanted, and only then is the page shown, where the host can keep it back.
// Wherever it breaks off, to run it again goes on from there. tell is told of each
// thing that was done, in words; sleep is that of Options.
func Complete(ctx context.Context, h Host, want Page, files []File, tell func(string), sleep Sleep) (Done, error) {
	c := &completion{host: h, want: want, tell: tell, sleep: sleep}
	if err := c.page(ctx); err != nil {
		return c.done, err
	}
	if err := c.attach(ctx, files); err != nil {
		return c.done, err
	}
	err := c.show(ctx)
	c.done.URL = c.have.URL
	return c.done, err
}

type completion struct {
	host Host
	want Page
	have *Page
	done Done
	tell func(string)

	sleep Sleep
}

// Sleep waits for a while between two tries. The error is that of ctx.
type Sleep func(ctx context.Context, d time.Duration) error

// Await returns what the host has under refs/tags/NAME, "" if it does not say. After a
// push that may take a moment to be seen.
func Await(ctx context.Context, h Host, tag string, sleep Sleep) (string, error) {
	for try := 1; ; try++ {
		id, err := h.Tagged(ctx, tag)
		if err != nil || id != "" || try == maxTries {
			return id, err
		}
		if err := sleep(ctx, time.Second<<(try-1)); err != nil {
			return "", err
		}
	}
}

func (c *completion) did(format string, args ...any) {
	c.done.Changed = true
	c.tell(fmt.Sprintf(format, args...))
}

// page finds the page or makes it. Whether a request that got no answer was done, only
// another look can say.
func (c *completion) page(ctx context.Context) (err error) {
	if c.have, err = c.host.Find(ctx, c.want.Tag); err != nil {
		return err
	}
	if c.have == nil {
		hidden := c.want
		hidden.Draft = c.host.Drafts()
		if c.have, err = c.host.Create(ctx, hidden); err != nil {
			found, lookErr := c.lookAgain(ctx, err)
			if lookErr != nil {
				return lookErr
			}
			c.have = found
		}
		c.keep(c.have)
		c.did("made the release page")
	}
	c.keep(c.have)
	if c.have.Title == c.want.Title && sameText(c.have.Body, c.want.Body) && (c.have.Prerelease == c.want.Prerelease || !c.host.Drafts()) {
		return nil
	}
	next := c.want
	next.Draft = c.have.Draft
	if c.have, err = c.host.Update(ctx, c.have, next); err != nil {
		return err
	}
	c.keep(c.have)
	c.did("wrote the text of the release page")
	return nil
}

// keep puts on a page what hosts do not give back.
func (c *completion) keep(p *Page) { p.Package, p.Version = c.want.Package, c.want.Version }

// lookAgain looks whether a page was made nevertheless: nothing came back, or somebody
// else made it at the same time.
func (c *completion) lookAgain(ctx context.Context, why error) (*Page, error) {
	var failed *Error
	if !errors.As(why, &failed) || !failed.unclear && failed.Status != 409 && failed.Status != 422 {
		return nil, why
	}
	found, err := c.host.Find(ctx, c.want.Tag)
	if err != nil || found == nil {
		return nil, why
	}
	return found, nil
}

// sameText compares texts as hosts give them back.
func sameText(a, b string) bool {
	plain := func(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }
	return plain(a) == plain(b)
}

// attach sees to it that the page has every file, and says what it has besides.
func (c *completion) attach(ctx context.Context, files []File) error {
	assets, err := c.host.Assets(ctx, c.have)
	if err != nil {
		return err
	}
	for i := range files {
		if err := c.attachOne(ctx, &files[i], assets); err != nil {
			return err
		}
	}
	for _, a := range assets {
		if !slices.ContainsFunc(files, func(f File) bool { return f.Name == a.Name }) {
			c.done.Other = append(c.done.Other, a.Name)
		}
	}
	return nil
}

func (c *completion) attachOne(ctx context.Context, f *File, assets []Asset) error {
	for try := 1; ; try++ {
		old := named(assets, f.Name)
		switch {
		case old != nil && old.is(f) && !old.Loose:
			return nil
		case old != nil && !old.is(f):
			if err := c.host.Delete(ctx, c.have, old); err != nil {
				return err
			}
		}
		a, err := c.host.Upload(ctx, c.have, f)
		if err == nil && !a.is(f) {
			err = &Error{Doing: "attach " + f.Name, Host: "the page", Said: fmt.Sprintf("%d bytes arrived, want %d with SHA-256 %s", a.Size, f.Size, f.SHA256), unclear: true}
		}
		if err == nil {
			c.did("attached %s", f.Name)
			return nil
		}
		var failed *Error
		if !errors.As(err, &failed) || try == mostUploads || !failed.unclear && failed.Status != 422 {
			return err
		}
		if err := c.sleep(ctx, time.Second<<try); err != nil {
			return err
		}
		again, lookErr := c.host.Assets(ctx, c.have)
		if lookErr != nil {
			return err
		}
		if there := named(again, f.Name); failed.Status == 422 && there == nil {
			return err // it was refused, and not because it is there
		} else if there != nil && there.is(f) && !there.Loose {
			c.did("attached %s", f.Name)
			return nil
		}
		assets = again
	}
}

func named(assets []Asset, name string) *Asset {
	for i := range assets {
		if assets[i].Name == name {
			return &assets[i]
		}
	}
	return nil
}

// show lets people see the page.
func (c *completion) show(ctx context.Context) error {
	if !c.have.Draft {
		return nil
	}
	shown, err := c.host.Update(ctx, c.have, c.want)
	if err != nil {
		return err
	}
	c.have = shown
	c.did("showed the release page to everybody")
	return nil
}
