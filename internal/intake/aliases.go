package intake

import (
	"slices"
	"strings"
	"unicode"
)

// What follows is what columns and headings are known by. Somebody whose words
// are not among them names them with --column or --heading.

// The roles of columns.
const (
	roleDomain       = "domain"
	roleDomainID     = "domain-id"
	roleCapability   = "capability"
	roleCapabilityID = "capability-id"
	roleDescription  = "capability-statement"
	roleStatement    = "statement"
	roleStatementID  = "statement-id"
	roleKind         = "kind"
	roleMapping      = "mapping"
	roleStrength     = "strength"
	roleIgnore       = "ignore"

	roleNumber = "number" // the id of whatever stands in the next column
)

// alias is what one role is known by, in small letters and without signs.
type alias struct {
	role  string
	means string // in words, for people
	words []string
}

// columnAliases are what the columns of a table are known by.
var columnAliases = []alias{
	{roleDomain, "the domain's title", []string{"domain", "domains", "domain title", "domain name", "theme", "area", "section", "cluster", "pillar of the area"}},
	{roleDomainID, "the domain's id", []string{"domain id", "domain no", "domain number", "domain code", "domain ref"}},
	{roleCapability, "the capability's title", []string{"capability", "capabilities", "capability title", "capability name", "competency", "competence", "competencies", "title"}},
	{roleCapabilityID, "the capability's id", []string{"capability id", "capability no", "capability number", "capability code", "capability ref", "competency no", "competency number", "cap no", "cap id"}},
	{roleDescription, "the capability's statement", []string{"capability statement", "capability description", "description", "descriptor", "capability descriptor", "summary"}},
	{roleStatement, "the statements", []string{"statement", "statements", "text", "statement text", "indicator", "indicators", "learning statement", "the practitioner", "the practitioner can", "knowledge skills and behaviours"}},
	{roleStatementID, "the statement's id", []string{"statement id", "statement no", "statement number", "statement code", "statement ref", "indicator no"}},
	{roleNumber, "", []string{"no", "nr", "number", "id", "ref", "code", "reference"}},
	{roleKind, "what kind a statement is of", []string{"kind", "type", "ksb", "knowledge skill or behaviour", "statement kind", "statement type"}},
	{roleMapping, "the mapping", []string{"mapping", "mappings", "mpf", "framework", "maps to", "mapped to", "multi professional framework", "multiprofessional framework", "framework mapping", "mpf mapping", "mpf item", "mpf items", "mapped to mpf", "maps to mpf", "mapping to mpf", "mpf capability", "mpf capabilities", "mapping to the framework"}},
	{roleStrength, "how much of an item is served", []string{"strength", "mapping strength", "full or partial"}},
}

// ColumnRoles are the roles that a column can be given.
func ColumnRoles() []string {
	var roles []string
	for _, a := range columnAliases {
		if a.role != roleNumber {
			roles = append(roles, a.role)
		}
	}
	return append(roles, roleIgnore)
}

// The roles of headings that are no part of the specification of their own.
const (
	partContainer = "capabilities" // what is below are domains
	partSection   = "section"      // kept as a section
	partIgnore    = "ignore"
)

// headingAliases are what the headings of a document are known by.
var headingAliases = []alias{
	{roleDomain, "a domain", nil},
	{roleCapability, "a capability", nil},
	{partContainer, "what holds the domains", []string{"capabilities", "domains", "domains and capabilities", "domains of capability", "capability framework", "the capabilities", "the capability framework", "capabilities in practice", "area specific capabilities"}},
	{"summary", "the summary", []string{"summary", "introduction", "executive summary", "overview", "about this document"}},
	{"need", "the workforce need", []string{"need", "the need", "workforce need", "rationale"}},
	{"scope-in", "what is in scope", []string{"scope", "in scope", "what is covered"}},
	{"scope-out", "what is out of scope", []string{"out of scope", "what is not covered", "exclusions"}},
	{"professions", "the professions it is for", []string{"target group", "target audience", "who it is for", "who this is for", "professions", "audience"}},
	{"entry", "the entry requirements", []string{"entry", "entry requirements", "entry criteria", "prerequisites", "core entry criteria", "admission requirements"}},
	{"outcomes", "the learning outcomes", []string{"learning outcomes", "intended learning outcomes", "outcomes"}},
	{"content", "what is taught", []string{"content", "learning content", "syllabus", "indicative content"}},
	{"methods", "how it is taught", []string{"learning methods", "learning and teaching", "teaching methods", "learning and teaching methods"}},
	{"supervision", "the supervision", []string{"supervision", "supervision and support", "workplace supervision"}},
	{"assessment", "how it is assessed", []string{"assessment", "assessment strategy", "how it is assessed", "programme of assessment"}},
	{"equality", "equality, diversity and inclusion", []string{"equality", "equality diversity and inclusion", "equality and diversity", "edi", "equality impact"}},
	{"references", "the references", []string{"references", "bibliography", "reference list", "literature", "sources"}},
	{"acknowledgements", "the acknowledgements", []string{"acknowledgements", "acknowledgments", "thanks"}},
	{partSection, "a section of its own", nil},
	{partIgnore, "", nil},
}

// HeadingRoles are the roles that a heading can be given.
func HeadingRoles() []string {
	var roles []string
	for _, a := range headingAliases {
		roles = append(roles, a.role)
	}
	return roles
}

// kinds are what the kinds of statements are known by.
var kinds = []alias{
	{"knowledge", "", []string{"knowledge", "k", "knows"}},
	{"skill", "", []string{"skill", "skills", "s"}},
	{"behaviour", "", []string{"behaviour", "behaviours", "behavior", "behaviors", "b"}},
}

// mappingHeadings are headings within a capability that its mapping stands under.
var mappingHeadings = []string{"mapping", "mpf", "mpf mapping", "framework mapping", "mapping to the framework", "mapping to the mpf"}

// roleOf returns the role that is known by words, "" if none is.
func roleOf(aliases []alias, words string) string {
	words = folded(words)
	for _, a := range aliases {
		if slices.Contains(a.words, words) {
			return a.role
		}
	}
	return ""
}

// meaning returns a role in words for people.
func meaning(aliases []alias, role string) string {
	for _, a := range aliases {
		if a.role == role {
			return a.means
		}
	}
	return role
}

// folded leaves the words of a text, in small letters.
func folded(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}
