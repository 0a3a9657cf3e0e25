package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/workspace"
)

// loadPacks takes the packs that are in force: those that governance names, else
// those of the settings, else the embedded ones; and what is always in force. The
// flag --pack has its own way, and says so.
func (p *project) loadPacks() error {
	p.packFiles = map[string]string{}
	packs, err := p.packsInForce()
	if err != nil {
		return err
	}
	if p.set, err = criteria.NewSet(packs); err != nil {
		var refs []string
		for _, pack := range packs {
			refs = append(refs, pack.Ref())
		}
		return fmt.Errorf("use the packs %s: %w", strings.Join(refs, ", "), err)
	}
	return nil
}

func (p *project) packsInForce() ([]*criteria.Pack, error) {
	asked := strings.HasPrefix(p.origin("packs"), "flag ")
	g, err := p.governance()
	switch {
	case asked && g != nil:
		p.env.tell("note", fmt.Sprintf("judged by the packs of --pack, not by those that %s has in force", g.file), "")
	case asked: // with a governance that cannot be used, too
	case err != nil:
		return nil, err
	case g != nil:
		p.governed = g
		return p.packsGoverned(g)
	}
	if len(p.settings.Packs) == 0 {
		return criteria.Embedded(), nil
	}
	packs := criteria.Always()
	for _, ref := range p.settings.Packs {
		p.inputs.Add("pack", []byte(ref))
		pack, err := p.pack(ref)
		if err != nil {
			return nil, err
		}
		packs = append(packs, pack)
	}
	return packs, nil
}

// pack finds a pack by name and version: in the repository first, then among the
// embedded ones.
func (p *project) pack(ref string) (*criteria.Pack, error) {
	var embedded *criteria.Pack
	for _, pack := range criteria.Embedded() {
		if pack.Ref() == ref {
			embedded = pack
		}
	}
	for _, own := range p.listing.Packs {
		if own.Ref != ref {
			continue
		}
		if embedded != nil {
			data, err := p.tree.Read(own.File, p.settings.MaxBytes)
			if err != nil {
				return nil, err
			}
			if isShipped(ref, data) {
				return embedded, nil // a copy, as credctl init makes
			}
			p.env.warn(fmt.Sprintf("%s takes the place of the %s that comes with credctl", own.File, ref), "")
		}
		return p.parsePack(ref, own.File)
	}
	if embedded == nil {
		return nil, p.noPack(ref)
	}
	return embedded, nil
}

// noPack says that there is no such pack, and where it was asked for.
func (p *project) noPack(ref string) error {
	known := p.packRefs()
	hint := "known here are " + strings.Join(known, ", ")
	if near := nearest.Word(ref, known); near != "" {
		hint = "did you mean " + near + "?"
	}
	from := p.origin("packs")
	err := fmt.Errorf("%s names the pack %q, which is neither under criteria/ nor in the program", from, ref)
	if strings.HasPrefix(from, workspace.SettingsFile) {
		return hinted{err: err, hint: hint} // no fault of the command line
	}
	return usageError{err: err, hint: hint}
}

// origin is where the value in force of a setting was said.
func (p *project) origin(setting string) string {
	for _, o := range p.settings.Origins() {
		if o.Setting == setting {
			return o.From
		}
	}
	return ""
}

// packRefs are the packs that can be named here, the repository's own first.
func (p *project) packRefs() []string {
	var refs []string
	for _, own := range p.listing.Packs {
		refs = append(refs, own.Ref)
	}
	for _, pack := range criteria.Embedded() {
		if !slices.Contains(refs, pack.Ref()) {
			refs = append(refs, pack.Ref())
		}
	}
	return refs
}

func (p *project) parsePack(ref, file string) (*criteria.Pack, error) {
	doc, err := p.read(file)
	if err != nil {
		return nil, err
	}
	pack, found := criteria.ParsePack(doc)
	if err := unusable("the pack "+file, found); err != nil {
		return nil, err
	}
	p.packFiles[ref] = file
	if pack.Ref() != ref {
		return nil, fmt.Errorf("%s says it is %s, want %s as its path does", file, pack.Ref(), ref)
	}
	return pack, nil
}

// completePacks lets a shell complete --pack with the packs that can be named.
func completePacks(cmd *cobra.Command, env *Env) {
	complete := func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return namedPacks(env, cmd), cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc("pack", complete); err != nil {
		panic(err) // the command has no such flag, or had this done already
	}
}

// namedPacks are the packs that can be named in the working directory; none where
// the repository cannot be read.
func namedPacks(env *Env, cmd *cobra.Command) []string {
	p, err := openSettings(env, cmd.Flags(), nil)
	if err != nil {
		return nil
	}
	defer p.close()
	if p.listing, err = p.tree.List(); err != nil {
		return nil
	}
	return p.packRefs()
}
