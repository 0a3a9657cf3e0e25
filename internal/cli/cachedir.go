package cli

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/cache"
	"github.com/advancing-practice/credctl/internal/validate"
)

// cacheFlags are the flags of every command that may use what earlier runs found
// out. Commands that decide over a specification have none.
type cacheFlags struct {
	dir string
	off bool
}

func (c *cacheFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.dir, "cache-dir", "", "keep in `DIR` what was found out about unchanged files, instead of in your cache folder")
	cmd.Flags().BoolVar(&c.off, "no-cache", false, "work everything out anew, and keep nothing")
	if err := cmd.MarkFlagDirname("cache-dir"); err != nil {
		panic(err) // the command has no such flag
	}
}

// cacheVariable is the environment's way to say --cache-dir. It is no setting: a
// repository must not choose where on a machine something is written.
const cacheVariable = "CREDCTL_CACHE_DIR"

// place returns the folder to keep things in, "" for nowhere. It was asked for by
// name if from is not "".
func (c *cacheFlags) place(env *Env) (dir, from string, err error) {
	switch {
	case c.off:
		return "", "", nil
	case c.dir != "":
		dir, from = env.path(c.dir), "flag --cache-dir"
	case env.Getenv(cacheVariable) != "":
		dir, from = env.path(env.Getenv(cacheVariable)), "environment "+cacheVariable
	default:
		return userCache(runtime.GOOS, env.Getenv), "", nil
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return "", from, usagef("name a folder; it is made if there is none", "%s is %q, which is a file, want a folder", from, dir)
	}
	return dir, from, nil
}

// userCache is where a system wants programs to keep what can be made anew, ""
// where the environment does not say.
func userCache(system string, getenv func(name string) string) string {
	dir, below := getenv("HOME"), ".cache"
	switch system {
	case "windows":
		dir, below = cmp.Or(getenv("LOCALAPPDATA"), getenv("LocalAppData")), ""
	case "darwin", "ios":
		below = filepath.Join("Library", "Caches")
	default:
		if dir := getenv("XDG_CACHE_HOME"); filepath.IsAbs(dir) {
			return filepath.Join(dir, "credctl")
		}
	}
	if !filepath.IsAbs(dir) {
		return ""
	}
	return filepath.Join(dir, below, "credctl")
}

// remembering is a run that may use what earlier ones found out.
type remembering struct {
	env    *Env
	dir    string
	build  string
	cache  *cache.Cache // nil: it may not
	before *cache.Cache // of the base of a comparison; nil: there is none
	from   string       // who asked for the place; "" if nobody did
}

// remember lets a run use what earlier ones found out, and keep what it finds out
// itself.
func (c *cacheFlags) remember(env *Env, p *project, in *validate.Input) (*remembering, error) {
	r := &remembering{env: env}
	dir, from, err := c.place(env)
	if err != nil || dir == "" {
		return r, err
	}
	build, err := cache.BuildID()
	if err != nil {
		env.debug(fmt.Sprintf("nothing is kept: %v", err))
		return r, nil
	}
	r.dir, r.build, r.from = dir, build, from
	r.cache = r.open(p, p.files.Dir(), in, func(file string) (cache.Identity, bool) {
		id, ok := p.files.IdentifyListed(file)
		return cache.Identity(id), ok
	})
	in.Memory, in.Looks = r.cache, r.cache
	return r, nil
}

// rememberBase does the same for the files of a comparison's base, as in has
// them. Nothing but their content says that they are what they were, and they are
// kept apart from those of the work tree, which bear the same names.
func (r *remembering) rememberBase(b *base, in *validate.Input, has func(file string) bool) {
	if r.cache == nil {
		return
	}
	r.before = r.open(b.project, b.files.Dir()+"\x00base", in, func(file string) (cache.Identity, bool) {
		return cache.Identity{}, has(file)
	})
	in.Memory = r.before
}

// open opens the cache of what p says files are judged by.
func (r *remembering) open(p *project, repository string, in *validate.Input, identify func(file string) (cache.Identity, bool)) *cache.Cache {
	p.inputs.Add("as", []byte(in.As))
	p.inputs.Add("reading", fmt.Appendf(nil, "%+v", in.Reading))
	p.inputs.Add("tally only", strconv.AppendBool(nil, in.TallyOnly))
	return cache.Open(cache.Options{
		Dir: r.dir, Repository: repository, Build: r.build, Inputs: p.inputs.Digest(), Today: in.Today, Now: r.env.Now(),
		Identify: identify, Read: in.Read,
	})
}

// done keeps what was found out about so many files. If it cannot be kept, only
// whoever asked for it to be kept somewhere needs to know.
func (r *remembering) done(checked int) {
	if r.cache == nil {
		r.env.debug(fmt.Sprintf("checked %d, recalled 0, parsed %d", checked, checked))
		return
	}
	err := r.cache.Save()
	if r.before != nil && err == nil {
		err = r.before.Save()
	}
	stats := r.cache.Stats()
	recalled := min(stats.Recalled, checked) // some are judged twice, by two sets of packs
	r.env.debug(fmt.Sprintf("checked %d, recalled %d, parsed %d; read %d to compare", checked, recalled, checked-recalled, stats.Read))
	if r.before != nil {
		r.env.debug(fmt.Sprintf("as the base has them: recalled %d", r.before.Stats().Recalled))
	}
	if err == nil {
		return
	}
	message := fmt.Sprintf("nothing could be kept for the next run: %v", plainReason(err))
	if r.from == "" {
		r.env.debug(message)
		return
	}
	r.env.warn(message, r.from+" says where; the next run will take as long as this one")
}

// debug tells whoever asked for it how the program went about its work: by our own
// variable, or by running a job of GitHub's again with its own.
func (e *Env) debug(message string) {
	if strings.TrimSpace(e.Getenv("CREDCTL_DEBUG")+e.Getenv("RUNNER_DEBUG")) != "" {
		e.tell("debug", message, "")
	}
}
