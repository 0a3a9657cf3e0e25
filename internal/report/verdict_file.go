package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/verify"
)

// fileHeadlines is each answer in plain words.
var fileHeadlines = map[verify.FileAnswer]string{
	verify.Genuine:     "this file is what was published, and nothing newer is known",
	verify.Superseded:  "this file is what was published, and a newer version is in force",
	verify.WithdrawnIn: "this file was published, and its release was withdrawn",
	verify.Draft:       "this file is a draft, which nobody endorsed",
	verify.Altered:     "this file is not what was published under its name",
	verify.Unknown:     "nothing can be told of this file from what is here",
}

// FileVerdict writes for people what was found out about a file.
func FileVerdict(w io.Writer, v *verify.FileVerdict, o Options) error {
	p := newPage(w, o)
	code := map[verify.Outcome]string{verify.Verified: codeGreen, verify.NotVerified: codeRed, verify.CannotTell: codeYellow}[v.Outcome]
	p.line(p.ink.paint(code, string(v.Answer)+":") + " " + p.ink.bold(fileHeadlines[v.Answer]))
	p.line("")
	p.wrapped("  ", fmt.Sprintf("%s: %s", v.File.Name, v.Message))
	if v.Do != "" {
		p.wrapped("  what to do: ", v.Do)
	}
	if len(v.Releases) > 0 {
		p.heading("Releases that have to do with it")
		for i := range v.Releases {
			p.wrapped("  ", fileRelease(&v.Releases[i]))
		}
	}
	if len(v.NotCounted) > 0 {
		p.heading("Tags that were passed over")
		for i := range v.NotCounted {
			c := &v.NotCounted[i]
			p.wrapped("  ", fmt.Sprintf("%s, %s: %s [%s]", c.Tag, c.Outcome, c.Message, c.Reason))
			if c.Do != "" {
				p.wrapped("  what to do: ", c.Do)
			}
			if c.Command != "" {
				p.line("    " + Printable(c.Command))
			}
		}
	}
	if len(v.Notes) > 0 {
		p.heading("Worth knowing")
		for _, note := range v.Notes {
			p.wrapped("  ", note)
		}
	}
	p.heading("What was looked at")
	p.wrapped("  file: ", fmt.Sprintf("%s, SHA-256 %s", plural(int(v.File.Size), "byte"), v.File.SHA256))
	p.wrapped("  tags of releases: ", fmt.Sprintf("%d", v.LookedAt))
	if root := v.TrustRoot; root.SHA256 != "" {
		p.wrapped("  trust root: ", fmt.Sprintf("%s (%s)", root.SHA256, root.From))
	}
	return p.out.Flush()
}

// fileRelease is a release and what it calls the file.
func fileRelease(r *verify.FileRelease) string {
	state := r.State
	if r.Newer != "" {
		state += ", version " + r.Newer + " is in force"
	}
	has := "has these bytes as"
	if !r.Same {
		has = "has other bytes as"
	}
	return fmt.Sprintf("%s (%s) %s %s", r.Tag, state, has, strings.Join(r.As, ", "))
}

// jsonFileVerdict is the JSON document of what was found out about a file;
// schema/file-verdict.schema.json is its contract.
type jsonFileVerdict struct {
	Format int      `json:"format"`
	Tool   jsonTool `json:"tool"`
	*verify.FileVerdict
}

// FileVerdictJSON writes for programs what was found out about a file.
func FileVerdictJSON(w io.Writer, v *verify.FileVerdict, version string) error {
	return encode(w, jsonFileVerdict{Format: jsonFormat, Tool: jsonTool{"credctl", version}, FileVerdict: v})
}
