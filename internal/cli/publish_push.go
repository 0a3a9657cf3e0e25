package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/advancing-practice/credctl/internal/gitrepo"
)

// publishPush is what is to be sent by git.
type publishPush struct {
	branch string   // its short name
	refs   []string // of branch and tag those that the remote lacks
}

// planPush asks the remote what it has, and refuses what could not be sent without
// force.
func (p *publishing) planPush(ctx context.Context) error {
	p.push = &publishPush{branch: p.branch}
	if err := p.chooseBranch(ctx); err != nil {
		return err
	}
	tagRef, branchRef := tagPrefix+p.verdict.Tag.Name, "refs/heads/"+p.push.branch
	asked := []string{tagRef}
	if p.push.branch != "" {
		asked = append(asked, branchRef)
	}
	there, err := p.store.RemoteRefs(ctx, p.env.Err, p.remote, asked...)
	if err != nil {
		return p.unasked(err)
	}
	if id := there[tagRef]; id != "" && id != p.object {
		return hinted{
			err:  fmt.Errorf("%s has another tag %s already (%s, and this one is %s), and a published version never changes; nothing was sent", p.remote, p.verdict.Tag.Name, id[:12], p.object[:12]),
			hint: fmt.Sprintf("look at the other one: git fetch %s %s:refs/credctl/other, then git cat-file tag refs/credctl/other", p.remote, tagRef),
		}
	}
	has, err := p.remoteHas(ctx, there[branchRef], there[tagRef] != "")
	if err != nil {
		return err
	}
	if !has {
		if p.push.branch == "" {
			return hinted{err: errors.New("no branch is checked out, and the tag's commit has to be sent with one; nothing was sent"), hint: "name the branch that the tag is on: --branch main"}
		}
		p.push.refs = append(p.push.refs, branchRef)
	}
	if there[tagRef] == "" {
		p.push.refs = append(p.push.refs, tagRef)
	}
	return nil
}

// chooseBranch settles on the branch that the tag is on: the one that was named, or
// the one that is checked out.
func (p *publishing) chooseBranch(ctx context.Context) error {
	if p.push.branch == "" {
		branch, _, err := p.store.Head()
		if err != nil && !errors.Is(err, gitrepo.ErrUnborn) {
			return err
		}
		p.push.branch = branch
	}
	if p.push.branch == "" {
		return nil // whether one is needed, the remote says
	}
	tip, err := p.store.Resolve(ctx, "refs/heads/"+p.push.branch)
	var ref *gitrepo.RefError
	switch {
	case errors.As(err, &ref) && ref.Missing:
		return usagef("git branch lists what there is", "there is no branch %q", p.push.branch)
	case err != nil:
		return err
	}
	switch on, err := p.store.Contains(ctx, tip, p.tag.Commit); {
	case err != nil:
		return err
	case !on:
		return hinted{
			err:  fmt.Errorf("the branch %s does not have the commit of %s; nothing was sent", p.push.branch, p.verdict.Tag.Name),
			hint: "name the branch that has it with --branch: git branch --contains " + p.verdict.Tag.Name,
		}
	}
	return nil
}

// remoteHas reports whether the branch of the remote, which is at a commit, has the
// commit of the tag already, and refuses a branch that could not be moved forward.
func (p *publishing) remoteHas(ctx context.Context, at string, tagged bool) (bool, error) {
	if at == "" {
		return p.push.branch == "" && tagged, nil
	}
	has, err := p.store.Contains(ctx, at, p.tag.Commit)
	if err != nil || has {
		return has, err
	}
	tip, err := p.store.Resolve(ctx, "refs/heads/"+p.push.branch)
	if err != nil {
		return false, err
	}
	forward, err := p.store.Contains(ctx, tip, at)
	switch {
	case err != nil || forward:
		return false, err
	case tagged: // it was sent with its branch, which went on since
		return true, nil
	}
	return false, hinted{
		err:  fmt.Errorf("the branch %s of %s has commits that are not here; nothing was sent", p.push.branch, p.remote),
		hint: fmt.Sprintf("take them in, and run this again: git fetch %[1]s, then git merge %[1]s/%[2]s", p.remote, p.push.branch),
	}
}

// unasked says why a remote cannot be asked.
func (p *publishing) unasked(err error) error {
	var asked *gitrepo.RemoteError
	switch {
	case errors.Is(err, gitrepo.ErrNoRemote):
		return p.noRemote()
	case errors.As(err, &asked):
		return hinted{err: fmt.Errorf("%w; nothing was sent", err), hint: gitAccess(asked.Said, p.remote)}
	}
	return err
}

func (p *publishing) noRemote() error {
	return hinted{err: fmt.Errorf("this repository has no remote %q; nothing was sent", p.remote), hint: "git remote -v lists what there is; name another with --remote, or add one: git remote add " + shellWord(p.remote) + " ADDRESS"}
}

// gitAccess is what to do where git could not get at a remote.
func gitAccess(said, remote string) string {
	said = strings.ToLower(said)
	switch {
	case strings.Contains(said, "could not read username"), strings.Contains(said, "authentication failed"), strings.Contains(said, "terminal prompts disabled"), strings.Contains(said, "403"), strings.Contains(said, "401"):
		return "git needs a password or token of its own for " + remote + ": see that git fetch " + remote + " works, then run this again"
	case strings.Contains(said, "permission denied"), strings.Contains(said, "publickey"):
		return "the SSH key is not taken there: see that git fetch " + remote + " works, then run this again"
	}
	return "see that git fetch " + remote + " works, then run this again"
}

// send pushes what the remote lacks, all of it or nothing.
func (p *publishing) send(ctx context.Context) error {
	if len(p.push.refs) == 0 {
		return nil
	}
	if err := p.store.Push(ctx, p.env.Err, p.remote, p.push.refs...); err != nil {
		var refused *gitrepo.PushError
		if !errors.As(err, &refused) {
			return err
		}
		return hinted{err: fmt.Errorf("%w; tag and branch are sent together or not at all, and %s is as it was", err, p.remote), hint: p.afterRefusal(refused.Said)}
	}
	p.env.say("Sent to %s: %s.", p.remote, strings.Join(p.sent(), " and "))
	return nil
}

func (p *publishing) sent() []string {
	var names []string
	for _, ref := range p.push.refs {
		if name, ok := strings.CutPrefix(ref, tagPrefix); ok {
			names = append(names, "the tag "+name)
		} else {
			names = append(names, "the branch "+strings.TrimPrefix(ref, "refs/heads/"))
		}
	}
	return names
}

// afterRefusal is what to do about a push that was refused.
func (p *publishing) afterRefusal(said string) string {
	fetch := fmt.Sprintf("git fetch %[1]s, then git merge %[1]s/%[2]s", p.remote, p.push.branch)
	low := strings.ToLower(said)
	switch {
	case strings.Contains(low, "stale info"), strings.Contains(low, "already exists"):
		return fmt.Sprintf("somebody else tagged it first: see who with git ls-remote %s %s%s", p.remote, tagPrefix, p.verdict.Tag.Name)
	case strings.Contains(low, "atomic transaction failed"), strings.Contains(low, "cannot lock ref"):
		return "somebody else sent something in the same moment: run this again, and it says what is there by now"
	case strings.Contains(low, "non-fast-forward"), strings.Contains(low, "fetch first"):
		return "somebody else was faster; take that in, and run this again: " + fetch
	case strings.Contains(low, "protected"), strings.Contains(low, "gh006"), strings.Contains(low, "gh013"), strings.Contains(low, "hook declined"), strings.Contains(low, "not allowed"):
		return "a rule of the host refuses it: have the branch taken in there with a pull request that is merged without squashing, or the tag allowed; then " + fetch + ", and run this again"
	case strings.Contains(low, "support --atomic"):
		return "the other side cannot take both or neither; use another way to it, such as SSH or a newer server"
	}
	return gitAccess(said, p.remote)
}
