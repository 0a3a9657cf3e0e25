package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/workspace"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// narrow leaves of what would be checked what the change since the base touches.
func (c *comparison) narrow(ctx context.Context) error {
	var everything bool
	var frameworks []string
	c.changes, everything, frameworks = c.base.changed(c.p)
	d, err := c.differences(ctx)
	if err != nil {
		return err
	}
	skimming := c.all
	skimming.Skim = func(file string, use func(data []byte)) error {
		return c.p.files.Skim(file, c.p.settings.MaxBytes, use)
	}
	if d.looked, err = skimming.Look(ctx, d.same, frameworks...); err != nil {
		return err
	}
	c.was = d.was
	var files []string
	for _, file := range c.all.Files {
		looked, unchanged := d.looked[file]
		if everything || !unchanged || looked.Mentions || looked.Names(d.touched) {
			files = append(files, file)
		}
	}
	c.head = c.all
	c.head.Files, c.head.Looked = files, d.looked
	c.head.Others = without(c.p.listing.Specifications, files)
	c.head.TallyOnly = c.all.TallyOnly && len(files) > 1
	c.head.Criteria, c.head.Frameworks, c.head.Reading = c.base.set, c.base.frameworks, yamldoc.Options{MaxBytes: c.base.settings.MaxBytes}
	if limit := c.base.settings.MaxBytes; limit > c.p.settings.MaxBytes {
		c.head.Read = c.o.readerUpTo(c.p, limit)
	}
	if len(c.changes) > 0 || c.head.TallyOnly != c.all.TallyOnly {
		c.head.Memory = nil // it remembers what files came to under what is in force here, as all of them are reported
	}
	c.before = c.asBefore(d)
	c.noticeNothing(files)
	return nil
}

// asBefore is what the base has of the specifications that are checked.
func (c *comparison) asBefore(d *differences) validate.Input {
	in := c.head
	in.Memory, in.Looks, in.Progress, in.TallyOnly, in.Loose, in.Files = nil, nil, nil, true, nil, nil
	in.Read = func(file string) ([]byte, error) { return c.base.tree.Read(file, c.base.settings.MaxBytes) }
	for _, file := range c.head.Files {
		if old, renamed := d.was[file]; renamed {
			file = old
		}
		if d.inBase(file) {
			in.Files = append(in.Files, file)
		}
	}
	slices.Sort(in.Files)
	in.Others = without(c.base.listing.Specifications, in.Files)
	in.Strays = nil
	for _, stray := range c.base.listing.Strays {
		in.Strays = append(in.Strays, validate.Stray(stray))
	}
	c.known.rememberBase(c.base, &in, d.inBase)
	return in
}

// noticeNothing says that no specification is touched, so that silence is not
// taken for a pass.
func (c *comparison) noticeNothing(files []string) {
	if len(files) == 0 {
		c.notices = append(c.notices, fmt.Sprintf("no specification changed since %s (%s): there was nothing to check", c.since.Ref, short(c.since.Base)))
	}
}

// short is a commit's id as people write it.
func short(id string) string { return id[:min(12, len(id))] }

// differences are what is not in the files as the base has it.
type differences struct {
	base    *base
	same    []string                   // the files that are
	changed []string                   // those that are not, and the new ones
	gone    []string                   // specifications that only the base has
	was     map[string]string          // the names that renamed files had in the base
	touched map[string]bool            // the ids of changed, new, renamed and deleted specifications
	looked  map[string]validate.Looked // what is known of the files that are the same
}

// differences compares the specifications, and whatever else is to be checked.
func (c *comparison) differences(ctx context.Context) (*differences, error) {
	d := &differences{base: c.base, was: map[string]string{}, touched: map[string]bool{}}
	files := append(slices.Clone(c.p.listing.Specifications), without(c.all.Files, c.p.listing.Specifications)...)
	same, err := c.repo.Unchanged(ctx, c.base.commit, files, gitrepo.Files{State: c.p.state, Read: c.all.Read})
	if err != nil {
		return nil, fmt.Errorf("compare with --since %q: %w", c.o.since.ref, err)
	}
	for i, file := range files {
		if same[i] && !slices.Contains(c.all.Loose, file) {
			d.same = append(d.same, file)
		} else {
			d.changed = append(d.changed, file)
		}
	}
	d.gone = without(c.base.listing.Specifications, c.p.listing.Specifications)
	return d, d.rename(c)
}

// state is what the file system said of a file when the repository was listed.
func (p *project) state(file string) (gitrepo.State, bool) {
	id, regular := p.files.IdentifyListed(file)
	return gitrepo.State{Size: id.Size, Modified: id.Modified, Changed: id.Changed, Inode: id.Inode}, regular
}

// inBase reports whether the base has a file of this name.
func (d *differences) inBase(file string) bool {
	if file == workspace.Stdin || !fs.ValidPath(file) {
		return false
	}
	info, err := fs.Stat(d.base.commit, file)
	if err != nil {
		return !errors.Is(err, fs.ErrNotExist) // that it cannot be read is told when it is
	}
	return info.Mode().IsRegular()
}

// rename finds the files that only have another name now: they hold the id of one
// that is gone, or its content, the line of the id aside. What has another id and
// another content is another specification.
func (d *differences) rename(c *comparison) error {
	gone, added := map[string]string{}, map[string]marks{}
	for _, file := range d.gone {
		data, err := c.base.tree.Read(file, c.base.settings.MaxBytes)
		if err != nil {
			return fmt.Errorf("read %s as --since %q has it: %w", file, c.o.since.ref, err)
		}
		look := validate.LookAt(data)
		d.touched[look.ID], d.touched[stem(file)] = true, true
		for _, mark := range marksOf(look.ID, data) {
			gone[mark] = file
		}
	}
	for _, file := range d.changed {
		data, err := c.all.Read(file)
		if err != nil {
			continue // it is told when it is checked
		}
		look := validate.LookAt(data)
		d.touched[look.ID], d.touched[stem(file)] = true, true
		if d.inBase(file) {
			if old, err := c.base.tree.Read(file, c.base.settings.MaxBytes); err == nil {
				d.touched[validate.LookAt(old).ID] = true
			}
			continue
		}
		added[file] = marksOf(look.ID, data)
	}
	d.match(added, gone)
	delete(d.touched, "")
	return nil
}

// match finds for files that were added those that went, by what they have kept:
// the ids first, because a copy of a file holds its content too.
func (d *differences) match(added map[string]marks, gone map[string]string) {
	taken := map[string]bool{}
	for which := range len(marks{}) {
		for _, file := range slices.Sorted(maps.Keys(added)) {
			old, ok := gone[added[file][which]]
			if ok && d.was[file] == "" && !taken[old] {
				d.was[file], taken[old] = old, true
			}
		}
	}
}

// stem is what a specification's id must be, whether or not it can be told that it
// is.
func stem(file string) string { return strings.TrimSuffix(path.Base(file), ".yaml") }

// marks are what a renamed file may have kept, the best first.
type marks [2]string

// marksOf returns the id, and the content without the line of the id, which has to
// be another where the file has another name.
func marksOf(id string, data []byte) marks {
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	if at := strings.Index("\n"+text, "\nid:"); at >= 0 {
		_, rest, _ := strings.Cut(text[at:], "\n")
		text = text[:at] + rest
	}
	if id == "" {
		return marks{"text " + text, "text " + text}
	}
	return marks{"id " + id, "text " + text}
}

// measures are the packs and settings in force, which concern every
// specification.
func (p *project) measures() []validate.Yardstick {
	all := []validate.Yardstick{
		{Name: "the setting fail_on", File: workspace.SettingsFile, Text: p.settings.FailOn.String()},
		{Name: "the setting max_bytes", File: workspace.SettingsFile, Text: strconv.Itoa(p.settings.MaxBytes)},
	}
	for _, pack := range p.set.Packs() {
		y := validate.Yardstick{Name: "the criteria pack " + pack.Ref(), File: p.packFiles[pack.Ref()]}
		if y.Text = p.text(y.File); y.File == "" {
			y.File = p.saysPack(pack.ID) // that it is in force is said there
		}
		all = append(all, y)
	}
	return all
}

// saysPack is where it is said that a pack is in force.
func (p *project) saysPack(id string) string {
	if p.governed != nil && p.governed.governs(id) {
		return p.governed.file
	}
	return workspace.SettingsFile
}

// references are the frameworks that can be named, each concerning those
// specifications that do so.
func (p *project) references() map[string]validate.Yardstick {
	all := map[string]validate.Yardstick{}
	for _, f := range p.frameworks.Frameworks() {
		file := p.frameworkFiles[f.Ref()]
		all[f.Ref()] = validate.Yardstick{Name: "the framework " + f.Ref(), File: file, Text: p.text(file)}
	}
	return all
}

// text is what a file that verdicts rest on holds; "" stands for what comes with
// the program, the same on both sides.
func (p *project) text(file string) string {
	if file == "" {
		return ""
	}
	data, err := p.tree.Read(file, p.settings.MaxBytes)
	if err != nil {
		return err.Error() // it was read a moment ago
	}
	return string(data)
}

// changed are the yardsticks that the files have otherwise than the base: the
// findings that say so, whether they concern every specification, and if not the
// frameworks that they are.
func (b *base) changed(head *project) (found finding.List, everything bool, frameworks []string) {
	found = validate.Changes(b.measures(), head.measures())
	everything = len(found) > 0
	before, after := b.references(), head.references()
	refs := slices.Concat(slices.Collect(maps.Keys(before)), slices.Collect(maps.Keys(after)))
	slices.Sort(refs)
	for _, ref := range slices.Compact(refs) {
		var was, is []validate.Yardstick
		if y, ok := before[ref]; ok {
			was = append(was, y)
		}
		if y, ok := after[ref]; ok {
			is = append(is, y)
		}
		if changes := validate.Changes(was, is); len(changes) > 0 {
			found, frameworks = append(found, changes...), append(frameworks, ref)
		}
	}
	return found, everything, frameworks
}
