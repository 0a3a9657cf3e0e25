package gitrepo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// crowd is several writers at one repository. Each tells what it was promised.
type crowd struct {
	*sandbox
	branch string
	each   int // commits that each writer makes

	mu       sync.Mutex
	promised []string
}

// maxTries is how often a writer tries, so that one that never can is no test
// that never ends.
const maxTries = 500

// try runs git, which may fail.
func (c *crowd) try(args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = c.dir, environ()
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("git %q: %w: %s", args, err, said.String())
	}
	return strings.TrimSpace(string(out)), err
}

func (c *crowd) promise(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.promised = append(c.promised, id)
}

// ours is a writer of credctl's. Whoever finds that another was faster looks
// again, and builds on what is there now.
func (c *crowd) ours(ctx context.Context, name string) error {
	store, err := OpenStore(ctx, c.dir, environ())
	if err != nil {
		return err
	}
	defer store.Close()
	for n, tries := 0, 0; n < c.each; {
		if tries++; tries > maxTries {
			return fmt.Errorf("after %d tries %d commits are made", tries, n)
		}
		at, err := store.Resolve(ctx, "refs/heads/"+c.branch)
		if err != nil {
			return fmt.Errorf("the branch cannot be read: %w", err)
		}
		x := change(at)
		x.Branch, x.Expect = c.branch, at
		x.Files = map[string][]byte{fmt.Sprintf("reviews/%s/%d.yaml", name, n): []byte(name)}
		id, err := store.Write(ctx, x)
		switch {
		case errors.As(err, new(*MovedError)):
			continue
		case err != nil:
			return err
		}
		c.promise(id)
		n++
	}
	return nil
}

// updateRef is a writer that uses git's plumbing.
func (c *crowd) updateRef(string) error {
	for n, tries := 0, 0; n < c.each; {
		if tries++; tries > maxTries {
			return fmt.Errorf("after %d tries %d commits are made", tries, n)
		}
		at, err := c.try("rev-parse", "--verify", "refs/heads/"+c.branch)
		if err != nil {
			return fmt.Errorf("the branch cannot be read: %w", err)
		}
		id, err := c.try("commit-tree", "-p", at, "-m", fmt.Sprint("git ", n), at+"^{tree}")
		if gaveWay(err) {
			continue
		}
		if err != nil {
			return err
		}
		if _, err := c.try("update-ref", "refs/heads/"+c.branch, id, at); err != nil {
			continue // another was faster, or holds the lock
		}
		c.promise(id)
		n++
	}
	return nil
}

// commits is a person who commits on the branch that is checked out.
func (c *crowd) commits(string) error {
	for n, tries := 0, 0; n < c.each; {
		if tries++; tries > maxTries {
			return fmt.Errorf("after %d tries %d commits are made", tries, n)
		}
		_, err := c.try("commit", "--quiet", "--allow-empty", "--message", fmt.Sprint("person ", n))
		if gaveWay(err) {
			continue
		}
		if err != nil {
			return err
		}
		id, err := c.try("rev-parse", "main")
		if err != nil {
			return err
		}
		c.promise(id)
		n++
	}
	return nil
}

// gaveWay reports whether git gave up because another git was in its way: a ref was
// locked, or "git gc" removed the empty folder in which a new object was about to be
// written. It has written no ref then, and whoever runs it does so again.
func gaveWay(err error) bool {
	if err == nil {
		return false
	}
	return slices.ContainsFunc([]string{".lock", "cannot lock ref", "unable to create temporary file"}, func(why string) bool {
		return strings.Contains(err.Error(), why)
	})
}

// packs keeps packing refs and objects until the others are done, and reads
// every ref in between.
func (c *crowd) packs(done *atomic.Bool) error {
	for n := 0; !done.Load(); n++ {
		pack := []string{"pack-refs", "--all", "--prune"}
		if n%4 == 3 {
			pack = []string{"gc", "--quiet"}
		}
		if _, err := c.try(pack...); err != nil && !gaveWay(err) {
			return err
		}
		if _, err := c.try("for-each-ref"); err != nil {
			return fmt.Errorf("a ref was torn: %w", err)
		}
	}
	return nil
}

// Writers of ours and of git's at one branch, a person who commits and a packer
// beside them: no commit is lost and no ref torn.
func TestWritersAtOnceLoseNothing(t *testing.T) {
	rounds, each := 3, 12
	if testing.Short() {
		rounds, each = 1, 6
	}
	for round := range rounds {
		c := &crowd{sandbox: newSandbox(t), branch: "credctl/review/shared", each: each}
		c.write("a", "a\n")
		c.commit()
		c.git("branch", c.branch)
		start := c.git("rev-parse", "main")

		var done atomic.Bool
		var writers, packer sync.WaitGroup
		packer.Go(func() {
			if err := c.packs(&done); err != nil {
				t.Errorf("round %d: packing: %v", round, err)
			}
		})
		for name, write := range map[string]func(string) error{
			"ours-1":  func(name string) error { return c.ours(t.Context(), name) },
			"ours-2":  func(name string) error { return c.ours(t.Context(), name) },
			"plumber": c.updateRef, "person": c.commits,
		} {
			writers.Go(func() {
				if err := write(name); err != nil {
					t.Errorf("round %d: %s: %v", round, name, err)
				}
			})
		}
		writers.Wait()
		done.Store(true)
		packer.Wait()

		history := strings.Fields(c.git("rev-list", c.branch, "main", "^"+start))
		slices.Sort(history)
		slices.Sort(c.promised)
		if !slices.Equal(history, c.promised) || len(history) != 4*each {
			t.Errorf("round %d: the branches hold %d commits, %d were promised, want %d of both", round, len(history), len(c.promised), 4*each)
		}
		if left := c.leftovers(); left != nil {
			t.Errorf("round %d: left over: %q", round, left)
		}
		c.sound()
	}
}
