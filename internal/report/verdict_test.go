package report

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/verify"
)

// sampleVerdicts are verdicts on a small world, by the name of their golden files.
func sampleVerdicts(t *testing.T) map[string]*verify.Verdict {
	t.Helper()
	const commit = "0123456789abcdef0123456789abcdef01234567"
	w := recordtest.New()
	s := w.Spec("acute-medicine", "1.0.0", "candidate", "smith-j", "khan-r")
	w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m", "brown-p"}, nil)
	w.Review(s, "okafor-a", nil)
	w.Review(s, "lee-m", nil)
	w.Review(s, "brown-p", func(r *record.Review) { r.Outcomes[0].Outcome, r.Overall = record.DoesNotMeet, record.OverallRevise })
	w.Open(record.Endorsement, s, []string{"okafor-a", "lee-m"}, func(r *record.Round) {
		r.Released = []record.Release{{Reviewer: "brown-p", Reason: "on leave"}}
	})
	w.Decide(record.Endorse, s, nil)
	w.Decide(record.Publish, s, nil)
	in := verify.Input{
		Name: "acute-medicine/v1.0.0", Commit: commit, Tree: w.FS(),
		Ref: verify.TagRef{
			Exists: true, Annotated: true, Object: "89abcdef0123456789abcdef0123456789abcdef", Target: commit,
			Raw: w.Tag(commit, "acute-medicine", "1.0.0", "rowe-e", nil),
		},
		Root: record.Hash(w.Files["governance/0001.yaml"]), RootFrom: "flag --trust-root", MemoryFrom: "none",
	}
	verdict := func(change func(in *verify.Input)) *verify.Verdict {
		in := in
		change(&in)
		v, err := verify.Verify(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		return &v
	}
	withdrawn := w.Clone()
	withdrawn.Decide(record.Withdraw, s, nil)
	return map[string]*verify.Verdict{
		"verdict-verified": verdict(func(in *verify.Input) {
			in.Memory, in.MemoryFrom, in.Newest, in.NewestFrom = &verify.Memory{}, "/home/reader/trust.yaml", recordtest.New().FS(), "HEAD"
		}),
		"verdict-withdrawn":   verdict(func(in *verify.Input) { in.Newest, in.NewestFrom = withdrawn.FS(), "HEAD" }),
		"verdict-unsigned":    verdict(func(in *verify.Input) { in.Ref.Raw = in.Ref.Raw[:200] }),
		"verdict-lightweight": verdict(func(in *verify.Input) { in.Ref, in.Automatic = verify.TagRef{Exists: true, Target: commit}, true }),
		"verdict-rootless":    verdict(func(in *verify.Input) { in.Root, in.RootFrom = "", "" }),
		"verdict-candidate":   verdict(func(in *verify.Input) { in.Name = "acute-medicine/v1.2.0-rc.1" }),
		"verdict-gone":        verdict(func(in *verify.Input) { in.Ref = verify.TagRef{} }),
		"verdict-hostile":     verdict(func(in *verify.Input) { in.Name = "\x1b[31m::error::\u202e\n##[error]" }),
	}
}

func TestVerdict(t *testing.T) {
	schema := verdictSchema(t)
	for name, v := range sampleVerdicts(t) {
		t.Run(name, func(t *testing.T) {
			golden(t, name+".txt", func(w io.Writer) error { return Verdict(w, v, Options{}) })
			write := func(w io.Writer) error { return VerdictJSON(w, v, "1.2.3") }
			golden(t, name+".json", write)
			out := written(t, write)
			checkHarmless(t, string(out))
			if err := schema.Validate(unmarshalled(t, out)); err != nil {
				t.Errorf("the schema refuses it: %v", err)
			}
			var text bytes.Buffer
			if err := Verdict(&text, v, Options{}); err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(text.String(), string(v.Outcome)+": ") {
				t.Errorf("the first line does not say %q", v.Outcome)
			}
			checkHarmless(t, text.String())
		})
	}
}

// A run that broke off is no verdict, for whoever reads either.
func TestNoVerdict(t *testing.T) {
	out := written(t, func(w io.Writer) error { return NoVerdictJSON(w, "read \x1b: \u202eno such file", "1.2.3") })
	checkHarmless(t, string(out))
	if err := verdictSchema(t).Validate(unmarshalled(t, out)); err != nil {
		t.Errorf("the schema refuses it: %v", err)
	}
	if strings.Contains(string(out), "outcome") {
		t.Errorf("%s", out)
	}
}

func TestVerdictSchemaRefuses(t *testing.T) {
	schema := verdictSchema(t)
	good := string(written(t, func(w io.Writer) error { return VerdictJSON(w, sampleVerdicts(t)["verdict-verified"], "1.2.3") }))
	for name, change := range map[string][2]string{
		"unknown member":   {`"format": 1`, `"format": 1, "extra": 1`},
		"another format":   {`"format": 1`, `"format": 2`},
		"another outcome":  {`"outcome": "verified"`, `"outcome": "ok"`},
		"null list":        {`"reasons": []`, `"reasons": null`},
		"error as well":    {`"format": 1`, `"format": 1, "error": "x"`},
		"missing member":   {`"used": true,`, ``},
		"another role":     {`"role": "staff"`, `"role": "author"`},
		"shortened hash":   {`"sums_sha256": ""`, `"sums_sha256": "abc"`},
		"unknown reviewer": {`"governance_serial": 1`, `"serial": 1`},
	} {
		t.Run(name, func(t *testing.T) {
			bad := strings.Replace(good, change[0], change[1], 1)
			if bad == good {
				t.Fatalf("%s is not in the sample", change[0])
			}
			if schema.Validate(unmarshalled(t, []byte(bad))) == nil {
				t.Error("the schema takes it")
			}
		})
	}
}

func verdictSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("../../schema/verdict.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("verdict.schema.json", unmarshalled(t, data)); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("verdict.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}
