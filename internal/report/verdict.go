package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/verify"
)

// cannotPromise is what no verdict can say. The manual has more.
const cannotPromise = "That somebody named here is who they say they are: people were enrolled by people. That those who signed did not act together. " +
	"That nothing newer exists, such as a withdrawal: only a newer clone shows that. Anything, if most of the officers are false. " +
	"credctl help verify says more."

// Verdict writes a verdict for people: what it is, what it means, what it rests on,
// and what it cannot promise.
func Verdict(w io.Writer, v *verify.Verdict, o Options) error {
	p := newPage(w, o)
	p.outcome(v)
	for i := range v.Reasons {
		p.cause(&v.Reasons[i])
	}
	if v.Outcome == verify.Verified {
		p.line("")
		p.wrapped("  ", verifiedMeans(v))
	}
	p.reliedOn(v)
	if v.Outcome == verify.Verified {
		p.judges(v)
		p.signers(v)
	}
	if len(v.Notes) > 0 {
		p.heading("Worth knowing")
		for _, note := range v.Notes {
			p.wrapped("  ", note)
		}
	}
	if v.Outcome == verify.Verified {
		p.heading("What this cannot promise")
		p.wrapped("  ", cannotPromise)
	}
	return p.out.Flush()
}

// outcome is the first line: the verdict in plain words.
func (p *pageWriter) outcome(v *verify.Verdict) {
	what := v.Specification.ID + " " + v.Specification.Version
	headline := ""
	switch {
	case v.Outcome == verify.Verified:
		headline = fmt.Sprintf("%s was endorsed and published, and the tag %s holds exactly that", what, v.Tag.Name)
	case v.Outcome == verify.CannotTell:
		headline = fmt.Sprintf("whether the tag %s holds what was endorsed; nothing is known to be wrong", v.Tag.Name)
	case has(v, verify.NoSuchTag):
		headline = "there is no tag " + v.Tag.Name + " here"
	case has(v, verify.Withdrawn):
		headline = what + " was withdrawn"
	case has(v, verify.ReleaseCandidate):
		headline = what + " is not endorsed, it is a draft for comment"
	default:
		headline = "do not rely on the tag " + v.Tag.Name
	}
	code := map[verify.Outcome]string{verify.Verified: codeGreen, verify.NotVerified: codeRed, verify.CannotTell: codeYellow}[v.Outcome]
	p.line(p.ink.paint(code, string(v.Outcome)+":") + " " + p.ink.bold(Printable(headline)))
}

func has(v *verify.Verdict, reason verify.Reason) bool {
	return slices.ContainsFunc(v.Reasons, func(c verify.Cause) bool { return c.Reason == reason })
}

// cause is one reason, and what to do about it.
func (p *pageWriter) cause(c *verify.Cause) {
	p.line("")
	p.wrapped("  ", fmt.Sprintf("%s [%s]", c.Message, c.Reason))
	if c.Do != "" {
		p.wrapped("  what to do: ", c.Do)
	}
	if c.Command != "" {
		p.line("    " + Printable(c.Command)) // on one line, to be copied
	}
}

// verifiedMeans says in words what was established.
func verifiedMeans(v *verify.Verdict) string {
	text := fmt.Sprintf("These exact bytes were judged against these exact criteria by %s, none of them an author, and nobody who was asked is missing", people(len(v.Relied.Reviewers)))
	if n := len(v.Relied.Released); n > 0 {
		text += fmt.Sprintf(", %s aside who %s excused for a reason given below", people(n), was(n))
	}
	return text + ". Staff whom this register names endorsed and published them, as many of them as its rules ask for."
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

func was(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

// reliedOn lists what the verdict rests on, as far as it got.
func (p *pageWriter) reliedOn(v *verify.Verdict) {
	r := &v.Relied
	heading := "What was relied on"
	if v.Outcome != verify.Verified {
		heading = "What was looked at"
	}
	p.heading(heading)
	fact := func(name, text string) { p.wrapped("  "+name+": ", text) }
	switch root := r.TrustRoot; {
	case root.SHA256 != "":
		fact("trust root", fmt.Sprintf("%s (%s)", root.SHA256, root.From))
	case root.Found != "":
		fact("trust root", "none was given; the repository begins with "+root.Found)
	default:
		fact("trust root", "none was given")
	}
	if v.Tag.Commit != "" {
		tag := "on commit " + v.Tag.Commit
		if v.Tag.Object != "" {
			tag = "object " + v.Tag.Object + ", " + tag
		}
		if v.Tag.Date != "" {
			tag += ", dated " + v.Tag.Date + " by whoever signed it"
		}
		fact("tag", tag)
	}
	if r.Governance.Serial > 0 {
		fact("governance", fmt.Sprintf("version %d (%s)", r.Governance.Serial, r.Governance.SHA256))
	}
	if r.Register.Entry > 0 {
		fact("register", fmt.Sprintf("as of entry %d (%s); the newest seen is entry %d, in %s", r.Register.Entry, r.Register.SHA256, r.Register.Newest, r.Register.From))
	}
	if v.Specification.SHA256 != "" {
		fact("text", fmt.Sprintf("%s (%s)", v.Specification.Path, v.Specification.SHA256))
	}
	for _, pack := range r.Packs {
		fact("criteria", fmt.Sprintf("%s@%s (%s)", pack.Pack, pack.Version, pack.SHA256))
	}
	if r.Sums != "" {
		fact("artefacts", "those whose SHA256SUMS is "+r.Sums)
	}
	if r.Governance.Serial > 0 { // it was come to
		fact("memory", memoryWords(r.Memory))
	}
}

func memoryWords(m verify.Remembered) string {
	switch {
	case m.Used:
		return "compared with what was seen before (" + m.From + ")"
	case m.From == "none":
		return "none (--state none): an older or a different register that was shown before would not be noticed"
	}
	return "not compared with what was seen before"
}

// judges lists who judged the text, and how.
func (p *pageWriter) judges(v *verify.Verdict) {
	p.heading("Who judged it")
	for i := range v.Relied.Reviewers {
		r := &v.Relied.Reviewers[i]
		p.wrapped("  ", fmt.Sprintf("%s, %s: %s (%s)", named(r.Name, r.Person), strings.Join(r.Roles, ", "), r.Overall, answers(r.Outcomes)))
	}
	for _, r := range v.Relied.Released {
		text := fmt.Sprintf("%s was asked and excused: %s", named(r.Name, r.Person), r.Reason)
		if r.Record != "" {
			text += fmt.Sprintf("; the record that was filed says %s, and is not counted", r.Overall)
		}
		p.wrapped("  ", text)
	}
}

func named(name, id string) string {
	if name == "" {
		return id
	}
	return name + " (" + id + ")"
}

// answers groups a reviewer's answers by what they are, in the order in which they
// first stand.
func answers(all []verify.Answer) string {
	var outcomes []string
	criteria := map[string][]string{}
	for _, a := range all {
		if criteria[a.Outcome] == nil {
			outcomes = append(outcomes, a.Outcome)
		}
		criteria[a.Outcome] = append(criteria[a.Outcome], a.Criterion)
	}
	for i, outcome := range outcomes {
		outcomes[i] = outcome + ": " + strings.Join(criteria[outcome], ", ")
	}
	return strings.Join(outcomes, "; ")
}

// signers lists whose keys count.
func (p *pageWriter) signers(v *verify.Verdict) {
	p.heading("Whose signatures count")
	for i := range v.Relied.Signers {
		s := &v.Relied.Signers[i]
		signed := "1 file"
		if n := len(s.Signed); n != 1 {
			signed = fmt.Sprintf("%d files", n)
		}
		p.wrapped("  ", fmt.Sprintf("%s, %s, %s (%s)", named(s.Name, s.Person), s.Role, s.Fingerprint, signed))
	}
}

// jsonVerdict is the JSON document of a verdict; schema/verdict.schema.json is its
// contract.
type jsonVerdict struct {
	Format int      `json:"format"`
	Tool   jsonTool `json:"tool"`
	Error  string   `json:"error,omitempty"`
	*verify.Verdict
}

// VerdictJSON writes a verdict for programs.
func VerdictJSON(w io.Writer, v *verify.Verdict, version string) error {
	return encode(w, jsonVerdict{Format: jsonFormat, Tool: jsonTool{"credctl", version}, Verdict: v})
}

// NoVerdictJSON writes for programs why there is no verdict.
func NoVerdictJSON(w io.Writer, failure, version string) error {
	return encode(w, jsonVerdict{Format: jsonFormat, Tool: jsonTool{"credctl", version}, Error: failure})
}
