package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/sshsig"
	"github.com/advancing-practice/credctl/schema"
)

// governed are the packs that governance has in force.
type governed struct {
	file  string           // the version in force
	packs []record.PackRef // the gateway's first, as they come in the life of a specification
}

// governance finds the version of governance in force in the tree at hand, nil if
// there is none. It goes by the form of the files and by whether as many officers
// as it takes have a signature beside them, and checks neither signature nor hash
// of the chain: what specifications are validated by is advice, and no evidence.
// What decides (status, endorse, verify) reads a commit and checks every link. A
// pull request gains nothing by forging: with --since, the base has the say.
//
// Where there is no governance, one file is looked for, and not found.
func (p *project) governance() (*governed, error) {
	last := 0
	for ; ; last++ {
		_, err := p.tree.Read(record.GovernancePath(last+1), 0)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	for n := last; n > 0; n-- {
		g, err := p.version(n)
		if err != nil {
			return nil, err
		}
		before := g
		if n > 1 {
			if before, err = p.version(n - 1); err != nil {
				return nil, err
			}
		}
		if file := record.GovernancePath(n); p.seemsSigned(file, g) && p.seemsSigned(file, before) {
			return &governed{file: file, packs: slices.Concat(g.GatewayPacks, g.Packs)}, nil
		}
	}
	return nil, nil
}

// version reads one version of governance.
func (p *project) version(n int) (*record.Governance, error) {
	file := record.GovernancePath(n)
	data, err := p.tree.Read(file, record.MaxBytes)
	if err != nil {
		return nil, err
	}
	g, found := record.ParseGovernance(file, data)
	if err := unusable(file, found); err != nil {
		return nil, hinted{err: err, hint: "it says which criteria are in force; restore it as it was signed, or judge by others with --pack"}
	}
	return g, nil
}

// seemsSigned reports whether as many officers of a version as it wants have a
// signature beside a file of governance.
func (p *project) seemsSigned(file string, by *record.Governance) bool {
	signed := 0
	for _, person := range by.People {
		if signed == by.OfficerThreshold {
			break
		}
		if !person.Has(record.Officer) {
			continue
		}
		if data, err := p.tree.Read(record.SignaturePath(file, person.ID), sshsig.MaxSize); err == nil && len(data) > 0 {
			signed++
		}
	}
	return signed >= by.OfficerThreshold
}

// governs reports whether governance says which edition of a pack is in force.
func (g *governed) governs(id string) bool {
	return slices.ContainsFunc(g.packs, func(ref record.PackRef) bool { return ref.ID == id })
}

// packsGoverned are the packs in force where governance names them: those, and
// beside them the house packs that the settings name or that come with the program.
func (p *project) packsGoverned(g *governed) ([]*criteria.Pack, error) {
	packs := criteria.Always()
	for _, ref := range g.packs {
		p.inputs.Add("governed pack", []byte(ref.Ref()))
		pack, err := p.packGoverned(g, ref)
		if err != nil {
			return nil, err
		}
		packs = append(packs, pack)
	}
	house, err := p.housePacks(g)
	return append(packs, house...), err
}

// packGoverned finds the pack whose bytes governance names: in the repository, or
// in the program.
func (p *project) packGoverned(g *governed, ref record.PackRef) (*criteria.Pack, error) {
	file, shipped := ref.PackPath(), shippedPack(ref)
	data, err := p.tree.Read(file, p.settings.MaxBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist) && shipped != nil:
		return shipped, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, hinted{
			err:  fmt.Errorf("%s has the criteria pack %s in force, and there is no %s", g.file, ref.Ref(), file),
			hint: "restore it: git checkout HEAD -- " + file + ", or judge by other packs with --pack",
		}
	case err != nil:
		return nil, err
	case record.Hash(data) != ref.SHA256:
		return nil, hinted{
			err: fmt.Errorf("%s cannot be used: its SHA-256 is %s, and %s has %s in force by %s",
				file, short(record.Hash(data)), g.file, ref.Ref(), short(ref.SHA256)),
			hint: "a published edition never changes: restore the file, and put what is new into an edition of its own, which officers put in force with credctl governance propose --pack",
		}
	case shipped != nil:
		return shipped, nil // a copy of what comes with the program
	}
	return p.parsePack(ref.Ref(), file)
}

// shippedPack is the pack of these very bytes that comes with the program; nil if none
// does.
func shippedPack(ref record.PackRef) *criteria.Pack {
	data, ok := schema.Pack(ref.Ref())
	if !ok || record.Hash(data) != ref.SHA256 {
		return nil
	}
	for _, pack := range criteria.Embedded() {
		if pack.Ref() == ref.Ref() {
			return pack
		}
	}
	return nil
}

// housePacks are the packs in force beside those that governance names. It alone
// says what is asked at the gateway and for endorsement.
func (p *project) housePacks(g *governed) ([]*criteria.Pack, error) {
	var packs []*criteria.Pack
	if len(p.settings.Packs) == 0 {
		for _, pack := range criteria.Embedded() {
			if pack.Set == criteria.House && !g.governs(pack.ID) {
				packs = append(packs, pack)
			}
		}
		return packs, nil
	}
	for _, ref := range p.settings.Packs {
		id, _, _ := strings.Cut(ref, "@")
		if g.governs(id) {
			p.passOver(g, ref)
			continue
		}
		pack, err := p.pack(ref)
		if err != nil {
			return nil, err
		}
		if pack.Set != criteria.House {
			p.passOver(g, ref)
			continue
		}
		p.inputs.Add("pack", []byte(ref))
		packs = append(packs, pack)
	}
	return packs, nil
}

// passOver says that the settings name a pack which governance does not have in
// force.
func (p *project) passOver(g *governed, ref string) {
	if slices.ContainsFunc(g.packs, func(r record.PackRef) bool { return r.Ref() == ref }) {
		return
	}
	p.env.warn(fmt.Sprintf("%s names the pack %s, which is passed over: what is asked at the gateway and for endorsement is said by %s", p.origin("packs"), ref, g.file),
		"take it out of the settings, or let officers put it in force: credctl governance propose --pack "+ref)
}

// isShipped reports whether bytes are those of the pack that comes with the program.
func isShipped(ref string, data []byte) bool {
	shipped, ok := schema.Pack(ref)
	return ok && bytes.Equal(data, shipped)
}
