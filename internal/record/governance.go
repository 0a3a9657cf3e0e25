package record

import (
	"github.com/advancing-practice/credctl/internal/decode"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// ParseGovernance reads a version of governance. The value is nil if anything was
// found. Lists may be empty; an empty one is nil.
func ParseGovernance(file string, data []byte) (*Governance, finding.List) {
	return read(file, data, (*reader).governance, (*reader).governanceRules)
}

func (r *reader) governance(v yamldoc.Value, g *Governance) {
	r.Map(v, governanceFields, func(key string, v yamldoc.Value) {
		switch key {
		case "record":
			r.form(v, GovernanceForm)
		case "serial":
			g.Serial = r.number(v)
		case "previous":
			g.Previous = r.orNull(v, &hashShape)
		case "officer_threshold":
			g.OfficerThreshold = r.Whole(v, 2, maxNumber)
		case "packs":
			g.Packs = r.packs(v)
		case "gateway_packs":
			g.GatewayPacks = r.packs(v)
		case "policy":
			g.Policy = r.policy(v, policyFields)
		case "gateway_policy":
			g.GatewayPolicy = r.policy(v, gatewayPolicyFields)
		case "people":
			g.People = list(r, v, r.person)
		}
	})
}

func (r *reader) policy(v yamldoc.Value, fields decode.Fields) (p Policy) {
	r.Map(v, fields, func(key string, v yamldoc.Value) {
		switch key {
		case "reviewers":
			p.Reviewers = r.number(v)
		case "of_role":
			r.Map(v, ofRoleFields, func(role string, v yamldoc.Value) {
				p.OfRole = append(p.OfRole, RoleCount{Role: Role(role), Count: r.Whole(v, 0, maxNumber)})
			})
		case "endorsers":
			p.Endorsers = r.number(v)
		case "openers":
			p.Openers = r.number(v)
		}
	})
	return p
}

// person reads somebody with keys.
func (r *reader) person(v yamldoc.Value) (p Person) {
	r.Map(v, personFields, func(key string, v yamldoc.Value) {
		if key == "keys" {
			p.Keys = list(r, v, r.key)
			return
		}
		r.aboutPerson(key, v, &p)
	})
	return p
}

func (r *reader) aboutPerson(key string, v yamldoc.Value, p *Person) {
	switch key {
	case "id":
		p.ID = r.id(v)
	case "name":
		p.Name = r.Shaped(v, &line)
	case "roles":
		for _, role := range r.Words(v, roleWords) {
			p.Roles = append(p.Roles, Role(role))
		}
	case "organisations":
		p.Organisations = r.ids(v)
	}
}

func (r *reader) key(v yamldoc.Value) (k Key) {
	r.Map(v, keyFields, func(key string, v yamldoc.Value) {
		switch key {
		case "key":
			k.Key = r.Shaped(v, &keyShape)
		case "status":
			k.Status = KeyStatus(r.OneOf(v, statusWords))
		}
	})
	return k
}

func (r *reader) governanceRules(v yamldoc.Value, g *Governance) {
	if previous := v.Get("previous"); (g.Serial == 1) != (g.Previous == "") {
		want := "the SHA-256 of the version before, since serial is not 1"
		if g.Serial == 1 {
			want = "null, since serial is 1"
		}
		r.wrong(previous, want, "the first version has none before it; every other names the bytes of the one before")
	}
	r.once(v.Get("packs"), "id")
	r.once(v.Get("gateway_packs"), "id")
	r.once(v.Get("people"), "id")
	keys := map[string]bool{}
	for _, person := range v.Get("people").Items() {
		for _, key := range person.Get("keys").Items() {
			key = key.Get("key")
			if keys[key.Text()] {
				r.again(key, "which stands here already, want each key once", "a key belongs to one person for ever; whoever has none of their own makes one")
			}
			keys[key.Text()] = true
		}
	}
}

// ParseEnrolment reads a person's request to be taken into governance. The value
// is nil if anything was found; its person has the one key, active.
func ParseEnrolment(file string, data []byte) (*Enrolment, finding.List) {
	return read(file, data, (*reader).enrolment, nil)
}

func (r *reader) enrolment(v yamldoc.Value, e *Enrolment) {
	r.Map(v, enrolmentFields, func(key string, v yamldoc.Value) {
		switch key {
		case "record":
			r.form(v, EnrolmentForm)
		case "person":
			r.Map(v, enrolledFields, func(key string, v yamldoc.Value) { r.aboutPerson(key, v, &e.Person) })
		case "key":
			e.Person.Keys = []Key{{Key: r.Shaped(v, &keyShape), Status: Active}}
		case "consent":
			e.Consent = r.Shaped(v, &consentWording)
		case "date":
			e.Date = r.Shaped(v, &day)
		}
	})
}
