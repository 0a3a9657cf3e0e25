package cli

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/release"
)

// again says that the release is tagged. Where its files are not here, they are made
// again from the tag, and held against the list that it has.
func (r *releasing) again(ctx context.Context) error {
	f := &releaseFolder{}
	var err error
	if f.dir, f.named, err = r.folder(); err != nil {
		return err
	}
	held, err := f.held()
	if err != nil {
		return err
	}
	sums := r.tag.parsed.Sums
	tagged := fmt.Sprintf("%s %s is tagged already%s", r.text.ID, r.text.Version, r.taggedBy(r.name))
	switch {
	case sums == nil:
		r.env.say("%s; no changes. The tag lists no files.", tagged)
	case held == nil:
		r.env.say("%s.", tagged)
		if err := r.rebuild(ctx, f, sums); err != nil {
			return err
		}
	default:
		if others := unlike(held, sums); len(others) > 0 {
			return hinted{
				err:  fmt.Errorf("%s, and %q does not hold what its tag lists: %s", tagged, f.named, andLast(others)),
				hint: "move it away and run this again: the files are made again from the tag",
			}
		}
		r.env.say("%s, and its files are in %s; no changes.", tagged, f.named)
	}
	return r.printState("released")
}

// unlike names the files that are others than a list has, or that it does not have. A
// PDF may be missing: nobody can make it again.
func unlike(held map[string][]byte, sums record.Sums) []string {
	var names []string
	for _, sum := range sums {
		data, has := held[sum.Name]
		if has && record.Hash(data) != sum.SHA256 || !has && !isPrinted(sum.Name) {
			names = append(names, sum.Name)
		}
	}
	for name, data := range held {
		if sums.Of(name) == "" && (name != release.Sums || record.Hash(data) != record.Hash(sums.Marshal())) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// rebuild makes the files from the commit that is tagged.
func (r *releasing) rebuild(ctx context.Context, f *releaseFolder, sums record.Sums) error {
	opts := *r.opts
	opts.ref.ref, opts.noPDF = tagPrefix+r.name, true
	at, err := opts.open(ctx)
	if err != nil {
		return err
	}
	defer at.store.Close()
	if err := at.gather(ctx); err != nil {
		return err
	}
	p, err := at.pack(ctx)
	if err != nil {
		return err
	}
	files := maps.Clone(p.files)
	files[release.Sums] = sums.Marshal()
	if others := unlike(files, sums); len(others) > 0 {
		hint := "another version of credctl made them, or with another --foreword; the release page has them"
		if set := at.in.Environment; len(set) > 0 {
			hint = "what the environment sets changes them: unset " + strings.Join(set, " ") + ", and run this again"
		}
		return hinted{err: fmt.Errorf("the files of %s were to be made again, and would not be those that its tag lists: %s; nothing was written", r.name, andLast(others)), hint: hint}
	}
	if err := f.write(files); err != nil {
		return err
	}
	r.env.say("Its files were made again from the tag, in %s: they are those that it lists.", f.named)
	if name := release.File(r.text.ID, r.text.Version, release.SuffixPDF); sums.Of(name) != "" {
		r.env.say("The PDF is left out, because no two are alike; the release page has the one that the tag lists.")
	}
	return nil
}
