package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/yamldoc"
	"github.com/advancing-practice/credctl/schema"
)

// changeFlags say what a version of governance is to change.
type changeFlags struct {
	from          string
	enrol         []string
	roles         []string
	organisations []string
	keyStatus     []string
	packs         []string
	gatewayPacks  []string
	numbers       map[string]*int // of the policy, by flag
	ofRole        map[string]int
}

// policyFlags are the numbers of a version, by the flag that sets each.
var policyFlags = []struct {
	flag, usage string
	of          func(g *record.Governance) *int
}{
	{"threshold", "`NUMBER` of officers who sign a change of governance, 2 or more", func(g *record.Governance) *int { return &g.OfficerThreshold }},
	{"reviewers", "`NUMBER` of favourable records that an endorsement takes", func(g *record.Governance) *int { return &g.Policy.Reviewers }},
	{"gateway-reviewers", "`NUMBER` of favourable records that the gateway takes", func(g *record.Governance) *int { return &g.GatewayPolicy.Reviewers }},
	{"endorsers", "`NUMBER` of staff who sign a decision", func(g *record.Governance) *int { return &g.Policy.Endorsers }},
	{"openers", "`NUMBER` of staff who sign the opening of a round", func(g *record.Governance) *int { return &g.Policy.Openers }},
}

func (c *changeFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&c.from, "from", "", "take an edited copy of governance from `FILE`, as credctl governance show --yaml prints one")
	flags.StringSliceVar(&c.enrol, "enrol", nil, "take in the enrolment request in `FILE`; the names of further ones may follow")
	flags.StringArrayVar(&c.roles, "role", nil, "give `PERSON=ROLE,ROLE`: author, academic, clinical, staff, officer; none behind the = takes all away")
	flags.StringArrayVar(&c.organisations, "organisation", nil, "say `PERSON=ID,ID`: the organisations that somebody belongs to")
	flags.StringArrayVar(&c.keyStatus, "key-status", nil, "mark keys: `PERSON=STATUS`, retired or compromised, or PERSON=STATUS:FINGERPRINT for one of several")
	flags.StringArrayVar(&c.packs, "pack", nil, "put the edition `PACK` of a set of criteria in force, such as endorsement@1.1.0")
	flags.StringArrayVar(&c.gatewayPacks, "gateway-pack", nil, "put a `PACK` in force for gateway rounds that no round asks for yet")
	flags.StringToIntVar(&c.ofRole, "of-role", nil, "how many of a role endorsement takes: `ROLE=NUMBER`, academic or clinical")
	c.numbers = map[string]*int{}
	for _, p := range policyFlags {
		c.numbers[p.flag] = flags.Int(p.flag, 0, p.usage)
		flags.Lookup(p.flag).DefValue = "" // unchanged, where it is not given
	}
}

// take takes further arguments for files of enrolment requests, so that a shell
// may spread a pattern behind --enrol.
func (c *changeFlags) take(cmd *cobra.Command, args []string) error {
	if len(args) > 0 && len(c.enrol) == 0 {
		return usagef("name enrolment requests behind --enrol, an edited copy behind --from", "%s takes no argument, found %q", cmd.CommandPath(), args[0])
	}
	c.enrol = append(c.enrol, args...)
	for flag, n := range c.numbers {
		if !cmd.Flags().Changed(flag) {
			delete(c.numbers, flag)
		} else if *n < 1 {
			return usagef("", "flag --%s is %d, want a number of people, 1 or more", flag, *n)
		}
	}
	return nil
}

// change changes the version as the flags say.
func (d *governing) change(c *changeFlags) error {
	if c.from != "" {
		if err := d.takeCopy(c.from); err != nil {
			return err
		}
	}
	for _, file := range c.enrol {
		if err := d.enrol(file); err != nil {
			return err
		}
	}
	for _, step := range []struct {
		flag   string
		values []string
		do     func(p *record.Person, value string) error
	}{{"role", c.roles, setRoles}, {"organisation", c.organisations, setOrganisations}, {"key-status", c.keyStatus, setKeyStatus}} {
		for _, text := range step.values {
			if err := d.each(step.flag, text, step.do); err != nil {
				return err
			}
		}
	}
	if err := d.setPolicy(c); err != nil {
		return err
	}
	for _, ref := range c.packs {
		if err := d.putInForce(ref, &d.after.Packs); err != nil {
			return err
		}
	}
	for _, ref := range c.gatewayPacks {
		if err := d.putInForce(ref, &d.after.GatewayPacks); err != nil {
			return err
		}
	}
	return nil
}

// each does something to the person that a flag of the form PERSON=VALUE names.
func (d *governing) each(flag, text string, do func(p *record.Person, value string) error) error {
	id, value, ok := strings.Cut(text, "=")
	if !ok {
		return usagef("", "flag --%s is %q, want PERSON=VALUE", flag, text)
	}
	i := slices.IndexFunc(d.after.People, func(p record.Person) bool { return p.ID == id })
	if i < 0 {
		return usagef(nearestPerson(id, &d.after), "flag --%s names %q, whom this version does not know", flag, id)
	}
	return do(&d.after.People[i], value)
}

func setRoles(p *record.Person, value string) error {
	roles, err := rolesOf("role", value)
	p.Roles = roles
	return err
}

// rolesOf reads a list of roles, and returns it in the usual order.
func rolesOf(flag, value string) (roles []record.Role, err error) {
	var known []string
	for _, r := range record.Roles {
		known = append(known, string(r))
	}
	words := split(value)
	for _, word := range words {
		if err := oneOfFlag(flag, word, known); err != nil {
			return nil, err
		}
	}
	for _, r := range record.Roles {
		if slices.Contains(words, string(r)) {
			roles = append(roles, r)
		}
	}
	return roles, nil
}

func setOrganisations(p *record.Person, value string) error {
	ids := split(value)
	for _, id := range ids {
		if !record.ValidID(id) {
			return usagef("lower-case letters, digits and single hyphens, such as trust-b", "flag --organisation names %q, which is no id", id)
		}
	}
	p.Organisations = ids
	return nil
}

// setKeyStatus marks the keys of somebody, or the one of a fingerprint. A key that
// is compromised stays so: it would count again.
func setKeyStatus(p *record.Person, value string) error {
	status, print, one := strings.Cut(value, ":")
	if err := oneOfFlag("key-status", status, []string{string(record.Retired), string(record.Compromised)}); err != nil {
		return err
	}
	found := false
	var known []string
	for i := range p.Keys {
		k := &p.Keys[i]
		known = append(known, fingerprint(k.Key))
		if one && fingerprint(k.Key) != print {
			continue
		}
		found = true
		if k.Status != record.Compromised {
			k.Status = record.KeyStatus(status)
		}
	}
	if !found {
		hint := "credctl governance show lists the keys"
		if near := nearest.Word(print, known); near != "" {
			hint = "did you mean " + near + "?"
		}
		return usagef(hint, "%s has no key %s", p.ID, strings.TrimSpace(print))
	}
	return nil
}

func (d *governing) setPolicy(c *changeFlags) error {
	for _, p := range policyFlags {
		if n, given := c.numbers[p.flag]; given {
			*p.of(&d.after) = *n
		}
	}
	for _, word := range slices.Sorted(maps.Keys(c.ofRole)) {
		if err := oneOfFlag("of-role", word, []string{string(record.Academic), string(record.Clinical)}); err != nil {
			return err
		}
		role, n := record.Role(word), c.ofRole[word]
		if n < 0 {
			return usagef("", "flag --of-role is %s=%d, want a number of people, 0 or more", word, n)
		}
		counts := &d.after.Policy.OfRole
		if i := slices.IndexFunc(*counts, func(c record.RoleCount) bool { return c.Role == role }); i >= 0 {
			(*counts)[i].Count = n
		} else {
			*counts = append(*counts, record.RoleCount{Role: role, Count: n})
		}
	}
	return nil
}

// putInForce puts an edition of a set of criteria in force: in place of another one
// of the same name, wherever that stands, or else in the list given.
func (d *governing) putInForce(ref string, list *[]record.PackRef) error {
	id, version, _ := strings.Cut(ref, "@")
	pack := record.PackRef{ID: id, Version: version}
	data, err := d.edition(pack)
	if err != nil {
		return err
	}
	pack.SHA256 = record.Hash(data)
	for _, all := range []*[]record.PackRef{&d.after.Packs, &d.after.GatewayPacks} {
		if i := slices.IndexFunc(*all, func(p record.PackRef) bool { return p.ID == id }); i >= 0 {
			(*all)[i] = pack
			return nil
		}
	}
	*list = append(*list, pack)
	return nil
}

// edition returns the bytes of an edition of criteria: those of the commit, or
// else those that come with the program, which are then put beside the version.
func (d *governing) edition(pack record.PackRef) ([]byte, error) {
	data, err := fs.ReadFile(d.o.tree, pack.PackPath())
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		shipped, ok := schema.Pack(pack.Ref())
		if !ok {
			return nil, d.noEdition(pack)
		}
		d.beside[pack.PackPath()] = shipped
		data, err = shipped, nil
	}
	if err != nil {
		return nil, d.o.unread(err)
	}
	_, err = parseEdition(pack, data)
	return data, err
}

// parseEdition refuses criteria that cannot be answered, or that specifications
// cannot be validated by.
func parseEdition(pack record.PackRef, data []byte) (*criteria.Pack, error) {
	file := pack.PackPath()
	doc, found := yamldoc.Parse(file, data, yamldoc.Options{MaxBytes: yamldoc.DefaultMaxBytes, Exact: true})
	if err := unusable(file, found); err != nil {
		return nil, err
	}
	read, found := criteria.ParsePack(doc)
	if err := unusable(file, found); err != nil {
		return nil, err
	}
	if read.Ref() != pack.Ref() {
		return nil, fmt.Errorf("%s says it is %s, want %s as its path does", file, read.Ref(), pack.Ref())
	}
	_, found = record.ParsePack(file, data)
	return read, unusable(file, found)
}

// holdPacks holds criteria that are new in force to being usable together: what is
// asked twice is answered twice, and would be counted twice.
func (d *governing) holdPacks() error {
	packs := criteria.Always()
	for _, ref := range slices.Concat(d.after.GatewayPacks, d.after.Packs) {
		data, err := d.edition(ref)
		if err != nil {
			return err
		}
		pack, err := parseEdition(ref, data)
		if err != nil {
			return err
		}
		packs = append(packs, pack)
	}
	if _, err := criteria.NewSet(packs); err != nil {
		for why := range strings.SplitSeq(err.Error(), "\n") {
			d.objectf("the criteria cannot be in force together: %s", why)
		}
	}
	return nil
}

// noEdition says that there is no such edition, and what is near.
func (d *governing) noEdition(pack record.PackRef) error {
	var known []string
	files, _ := fs.Glob(d.o.tree, record.CriteriaDir+"/*/*.yaml")
	for _, file := range files {
		parts := strings.Split(strings.TrimSuffix(file, ".yaml"), "/")
		known = append(known, parts[1]+"@"+parts[2])
	}
	for _, p := range criteria.Embedded() {
		known = append(known, p.Ref())
	}
	hint := "commit it first, as " + pack.PackPath()
	if near := nearest.Word(pack.Ref(), known); near != "" {
		hint = "did you mean " + near + "?"
	}
	return usagef(hint, "there are no criteria %q in %s, nor in the program", strings.TrimSuffix(pack.Ref(), "@"), d.o.ref)
}
