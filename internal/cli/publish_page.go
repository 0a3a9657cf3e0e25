package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/forge"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/report"
)

// openHost finds out what host the remote is on, and asks whether it takes the token:
// nothing is sent that could then not be finished.
func (p *publishing) openHost(ctx context.Context) error {
	address, err := p.store.RemoteAddress(ctx, p.remote)
	switch {
	case errors.Is(err, gitrepo.ErrNoRemote):
		return p.noRemote()
	case err != nil:
		return err
	case p.noPage:
		return nil
	}
	remote, err := forge.ParseRemote(address)
	switch {
	case err != nil && p.api != "":
		return p.noHost(err)
	case errors.Is(err, forge.ErrLocal):
		return hinted{err: fmt.Errorf("the remote %s has no release pages: %w; nothing was sent", p.remote, err), hint: "send tag and branch alone with --no-page, or name another remote with --remote"}
	case err != nil:
		return p.noHost(err)
	}
	p.place, err = forge.Locate(remote, forge.Asked{Kind: forge.Kind(p.forge), API: p.api}, p.env.Getenv)
	var unknown *forge.UnknownError
	switch {
	case errors.As(err, &unknown):
		return usagef("say it with --forge, one of "+publishKinds()+"; or send tag and branch alone with --no-page", "%v; nothing was sent", err)
	case err != nil:
		return p.noHost(err)
	case p.place.Token == "" && !p.dryRun:
		return hinted{
			err:  fmt.Errorf("there is no token for %s in the environment; nothing was sent", p.place.Host),
			hint: "set " + strings.Join(forge.TokenVariables(p.place.Kind, p.place.Host), " or ") + ", or send tag and branch alone with --no-page",
		}
	case p.place.Token == "":
		p.env.warn(fmt.Sprintf("there is no token for %s in the environment, so that it was not asked", p.place.Host), "set "+strings.Join(forge.TokenVariables(p.place.Kind, p.place.Host), " or "))
		return nil
	}
	number, _ := buildVersion()
	p.host, err = forge.Open(p.place, forge.Options{Agent: "credctl/" + number, PlainHTTP: p.plain, Now: p.env.Now, Sleep: p.env.pause})
	if err != nil {
		return hinted{err: fmt.Errorf("%w; nothing was sent", err), hint: "give the remote an https address, or name the interface with --api; --plain-http allows it all the same"}
	}
	return p.refused(p.host.Check(ctx), "nothing was sent")
}

func (p *publishing) noHost(err error) error {
	return hinted{err: fmt.Errorf("the remote %s cannot be used for a release page: %w; nothing was sent", p.remote, err), hint: "see git remote get-url " + shellWord(p.remote) + "; or send tag and branch alone with --no-page"}
}

// refused says what a host did not do, and what stands nevertheless.
func (p *publishing) refused(err error, stands string) error {
	var failed *forge.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &failed):
		return hinted{err: fmt.Errorf("%w; %s", err, stands), hint: failed.Hint}
	case errors.Is(err, context.Canceled):
		return err
	}
	return hinted{err: fmt.Errorf("%w; %s", err, stands)}
}

// page is how the page is to be.
func (p *publishing) page() forge.Page {
	title, _, _ := strings.Cut(p.tag.Message, "\n")
	body := p.files.notes
	if p.name.Candidate {
		title += " (draft for comment, not endorsed)"
		body = "**This is a draft for comment. Nobody has endorsed it.**\n\n" + body
	}
	return forge.Page{
		Tag: p.verdict.Tag.Name, Title: title, Body: body, Prerelease: p.name.Candidate, Package: p.name.ID, Version: p.name.Version,
	}
}

// present makes the page, or completes it, and says where it is.
func (p *publishing) present(ctx context.Context) error {
	if p.host == nil {
		if len(p.push.refs) == 0 {
			p.env.say("%s is on %s already; no changes.", p.verdict.Tag.Name, p.remote)
		}
		return nil
	}
	stands := fmt.Sprintf("%s is on %s, and its release page is not complete", p.verdict.Tag.Name, p.remote)
	if err := p.sameTag(ctx, stands); err != nil {
		return err
	}
	done, err := forge.Complete(ctx, p.host, p.page(), p.files.list, func(did string) { p.env.say("%s: %s.", p.place.Host, did) }, p.env.pause)
	if err != nil {
		return p.goOn(p.refused(err, stands), stands)
	}
	if len(done.Other) > 0 {
		p.env.warn(fmt.Sprintf("the release page has files that the tag does not list: %s", strings.Join(done.Other, ", ")), "they were left alone; nobody can check them with credctl verify --file")
	}
	if !done.Changed && len(p.push.refs) == 0 {
		p.env.say("%s and its release page are complete; no changes.", p.what())
	}
	if done.URL != "" {
		fmt.Fprintln(p.env.Out, report.Printable(done.URL))
	}
	return nil
}

// sameTag asks that the host has the very tag that was sent: the interface that was
// named could be of another project.
func (p *publishing) sameTag(ctx context.Context, stands string) error {
	id, err := forge.Await(ctx, p.host, p.verdict.Tag.Name, p.env.pause)
	switch {
	case err != nil:
		return p.goOn(p.refused(err, stands), stands)
	case id == "" && p.place.Job: // such a token may not ask
		return nil
	case id == "":
		return hinted{err: fmt.Errorf("%s does not show the tag in %s; %s", p.place.Host, p.place.Project, stands), hint: "is that where the remote leads? Run this again in a while, or name the interface with --api"}
	case id != p.object:
		return hinted{err: fmt.Errorf("%s shows another tag %s in %s (%.12s, and this one is %.12s); %s", p.place.Host, p.verdict.Tag.Name, p.place.Project, id, p.object, stands), hint: "is that where the remote leads? --api names the interface of the host that it leads to"}
	}
	return nil
}

// goOn adds that the command can be run again.
func (p *publishing) goOn(err error, stands string) error {
	var withHint hinted
	if errors.As(err, &withHint) {
		if !strings.Contains(withHint.hint, "run this again") {
			withHint.hint = strings.TrimPrefix(withHint.hint+"; then run this again, and it goes on from there", "; ")
		}
		return withHint
	}
	return brokeOff(err, stands)
}

// rehearse says what would be done.
func (p *publishing) rehearse(ctx context.Context) error {
	if len(p.push.refs) > 0 {
		would := strings.Join(p.sent(), " and ")
		if len(p.push.refs) > 1 {
			would += ", both or neither"
		}
		p.env.say("Would send to %s: %s.", p.remote, would)
	} else {
		p.env.say("%s has the tag and the branch already.", p.remote)
	}
	if p.noPage {
		return nil
	}
	p.env.say("Would make or complete the release page of %s on %s, asked at %s with the token in %s:", p.place.Project, p.place.Host, p.place.API, orNone(p.place.TokenFrom))
	for _, f := range p.files.list {
		p.env.say("  %s", f.Name)
	}
	if p.host == nil {
		return nil
	}
	page, err := p.host.Find(ctx, p.verdict.Tag.Name)
	if err != nil {
		return p.refused(err, "nothing was sent")
	}
	if page == nil {
		p.env.say("There is no page of it yet.")
	} else {
		p.env.say("There is a page of it already, which would be completed.")
	}
	return nil
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}
