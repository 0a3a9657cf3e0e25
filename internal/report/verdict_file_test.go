package report

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/verify"
)

// sampleFileVerdicts are answers for a file, by the name of their golden files.
func sampleFileVerdicts() map[string]*verify.FileVerdict {
	file := verify.AskedFile{Name: "wound-care-1.0.0.html", SHA256: record.Hash(nil), Size: 90483}
	judged := func(in verify.FileInput) *verify.FileVerdict {
		in.File, in.LookedAt = file, max(in.LookedAt, len(in.Tags))
		v := verify.JudgeFile(in)
		return &v
	}
	tag := func(name string, same bool, edit func(*verify.Verdict)) verify.Concerned {
		c := verify.Concerned{Concern: verify.Concern{Name: file.Name}, Verdict: verify.Verdict{Outcome: verify.Verified, Tag: verify.Tagged{Name: name}}}
		c.Verdict.Relied.TrustRoot = verify.TrustRoot{SHA256: record.NoEntry, From: "flag --trust-root", Found: record.NoEntry}
		if same {
			c.Concern = verify.Concern{Same: []string{file.Name}}
		}
		if edit != nil {
			edit(&c.Verdict)
		}
		return c
	}
	forged := func(v *verify.Verdict) {
		v.Outcome = verify.NotVerified
		v.Reasons = []verify.Cause{{Reason: verify.TagSigner, Message: "the tag is signed by \x1b[31m\u202e::error::", Do: "do not use this copy", Command: "git fetch"}}
	}
	return map[string]*verify.FileVerdict{
		"file-genuine":    judged(verify.FileInput{Tags: []verify.Concerned{tag("wound-care/v1.0.0", true, nil)}}),
		"file-superseded": judged(verify.FileInput{Tags: []verify.Concerned{tag("wound-care/v1.0.0", true, func(v *verify.Verdict) { v.SupersededBy = "1.1.0" })}}),
		"file-altered":    judged(verify.FileInput{Tags: []verify.Concerned{tag("wound-care/v1.0.0", false, nil), tag("wound-care/v9.0.0", true, forged)}}),
		"file-draft":      judged(verify.FileInput{Draft: "specs/wound-care.yaml of HEAD has these bytes", LookedAt: 2}),
		"file-unknown":    judged(verify.FileInput{LookedAt: 2, Listed: "SHA256SUMS lists it as \x1b.html; no tag vouches for that list"}),
	}
}

func TestFileVerdict(t *testing.T) {
	schema := fileVerdictSchema(t)
	for name, v := range sampleFileVerdicts() {
		t.Run(name, func(t *testing.T) {
			golden(t, name+".txt", func(w io.Writer) error { return FileVerdict(w, v, Options{}) })
			out := written(t, func(w io.Writer) error { return FileVerdictJSON(w, v, "1.2.3") })
			checkHarmless(t, string(out))
			if err := schema.Validate(unmarshalled(t, out)); err != nil {
				t.Errorf("the schema refuses it: %v\n%s", err, out)
			}
			var text bytes.Buffer
			if err := FileVerdict(&text, v, Options{}); err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(text.String(), string(v.Answer)+": ") {
				t.Errorf("the first line does not say %q", v.Answer)
			}
			checkHarmless(t, text.String())
		})
	}
	broken := written(t, func(w io.Writer) error { return NoVerdictJSON(w, "no such file", "1.2.3") })
	if err := schema.Validate(unmarshalled(t, broken)); err != nil {
		t.Errorf("a run that broke off: %v", err)
	}
}

func TestFileVerdictSchemaRefuses(t *testing.T) {
	schema := fileVerdictSchema(t)
	good := string(written(t, func(w io.Writer) error { return FileVerdictJSON(w, sampleFileVerdicts()["file-altered"], "1.2.3") }))
	for name, change := range map[string][2]string{
		"unknown member": {`"format": 1`, `"format": 1, "extra": 1`},
		"another answer": {`"answer": "altered"`, `"answer": "fine"`},
		"null list":      {`"notes": []`, `"notes": null`},
		"error as well":  {`"format": 1`, `"format": 1, "error": "x"`},
		"missing member": {`"same_bytes": false`, `"x": 1`},
		"another state":  {`"state": "in force"`, `"state": "endorsed"`},
	} {
		if bad := strings.Replace(good, change[0], change[1], 1); bad == good {
			t.Errorf("%s: %s is not in the sample\n%s", name, change[0], good)
		} else if schema.Validate(unmarshalled(t, []byte(bad))) == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

func fileVerdictSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("../../schema/file-verdict.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("file-verdict.schema.json", unmarshalled(t, data)); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("file-verdict.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}
