package criteria

// asker is a check that was bound to its data and can be asked of any number of
// specifications, at the same time too.
type asker interface {
	// Problems returns what is wrong with the subject, in file order.
	Problems(s *Subject) []Problem
}

// claimer is an asker whose evidence is an author's claim: Claimed says, in
// words, what was claimed and where.
type claimer interface {
	Claimed(s *Subject) []string
}

// preparer is an asker that leaves costly work (compiling expressions) until it
// is first asked. prepare does the work now and says, in plain words, why it
// cannot be done. It is called when a pack file is read.
type preparer interface {
	prepare() error
}

// kind is one kind of check: the names of the parameters it takes (the keys of
// `with`), those it cannot do without ("at" may be among them), and how to bind
// a check to it. bind may count on what it needs to be there; its error says, in
// plain words, what is wrong with the data.
type kind struct {
	params []string
	needs  []string
	bind   func(c *Check) (asker, error)
}

// kinds is every kind of check that a pack may name, one file each: check_<kind>.go.
var kinds = map[string]kind{
	"absent":             {needs: []string{"at"}, bind: newAbsent},
	"at-least-one-of":    {params: []string{"values", "of"}, needs: []string{"at"}, bind: newAtLeastOneOf},
	"claims":             {params: []string{"values"}, needs: []string{"values"}, bind: newClaims},
	"coverage-explained": {params: []string{"values", "skip"}, bind: newCoverageExplained},
	"covers":             {params: []string{"of", "by", "through", "via"}, needs: []string{"of", "by", "through"}, bind: newCovers},
	"date":               {params: []string{"to"}, needs: []string{"at"}, bind: newDate},
	"length":             {params: []string{"min", "max"}, needs: []string{"at"}, bind: newLength},
	"maps-to-framework":  {params: []string{"values"}, bind: newMapsToFramework},
	"matches":            {params: []string{"pattern", "want"}, needs: []string{"at", "pattern", "want"}, bind: newMatches},
	"min-items":          {params: []string{"min", "when"}, needs: []string{"at", "min"}, bind: newMinItems},
	"not-before":         {params: []string{"by"}, needs: []string{"at", "by"}, bind: newNotBefore},
	"not-reused":         {bind: newNotReused},
	"number":             {params: []string{"min", "max"}, needs: []string{"at"}, bind: newNumber},
	"one-of":             {params: []string{"values"}, needs: []string{"at", "values"}, bind: newOneOf},
	"present":            {needs: []string{"at"}, bind: newPresent},
	"ratio":              {params: []string{"by", "ratio"}, needs: []string{"at", "by", "ratio"}, bind: newRatio},
	"required-if":        {params: []string{"when"}, needs: []string{"at", "when"}, bind: newRequiredIf},
	"resolves":           {params: []string{"to", "values"}, needs: []string{"to"}, bind: newResolves},
	"unambiguous":        {bind: newUnambiguous},
	Unfinished:           {needs: []string{"at"}, bind: newUnfinished},
	"unique":             {params: []string{"of", "by"}, bind: newUnique},
	"verbs":              {params: []string{"terms", "verbs", "unusable", "skip"}, needs: []string{"at"}, bind: newVerbs},
	"whole-pillar":       {bind: newWholePillar},
	"words":              {params: []string{"terms", "strict", "skip"}, needs: []string{"at", "terms"}, bind: newWords},
}
