package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/workspace"
	"github.com/advancing-practice/credctl/schema"
)

// loadPacks takes the packs that the settings name, or else the embedded ones,
// and adds what is always in force.
func (p *project) loadPacks() error {
	p.packFiles = map[string]string{}
	packs := criteria.Embedded()
	if len(p.settings.Packs) > 0 {
		packs = criteria.Always()
		for _, ref := range p.settings.Packs {
			p.inputs.Add("pack", []byte(ref))
			pack, err := p.pack(ref)
			if err != nil {
				return err
			}
			packs = append(packs, pack)
		}
	}
	set, err := criteria.NewSet(packs)
	if err != nil {
		return fmt.Errorf("use the packs %s: %w", strings.Join(p.settings.Packs, ", "), err)
	}
	p.set = set
	return nil
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
			if shipped, ok := schema.Pack(ref); ok && bytes.Equal(data, shipped) {
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
