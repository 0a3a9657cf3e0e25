package validate_test

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/diff"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
	"github.com/advancing-practice/credctl/internal/yamldoc"
	examples "github.com/advancing-practice/credctl/testdata/criteria"
)

// TestExamples runs every worked example through the whole of validation: what
// fails yields exactly the findings it says, what passes yields none of the code.
// Those of a comparison are run by package diff.
func TestExamples(t *testing.T) {
	for _, code := range examples.Codes() {
		if slices.ContainsFunc(diff.Pages(), func(p finding.Page) bool { return p.Code == code }) {
			continue
		}
		t.Run(code, func(t *testing.T) {
			e, _, err := examples.Get(code)
			if err != nil {
				t.Fatal(err)
			}
			if len(e.Fail) == 0 || len(e.Pass) == 0 || len(e.Want) == 0 {
				t.Fatal("want an example that fails, one that passes, and the findings")
			}
			if diff := cmp.Diff(e.Want, found(t, e, e.Fail)); diff != "" {
				t.Errorf("what fails (-want +got):\n%s", diff)
			}
			if got := found(t, e, e.Pass); len(got) > 0 {
				t.Errorf("what passes yields %q", got)
			}
		})
	}
}

// found returns the findings of the example's code in files.
func found(t *testing.T, e examples.Example, files []examples.File) []string {
	t.Helper()
	set, err := criteria.NewSet(criteria.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	in := validate.Input{
		Criteria: set, Frameworks: framework.NewRegistry(framework.Embedded()...),
		As: spec.Stage(e.As), Today: "2026-11-22", Reading: yamldoc.Options{MaxBytes: e.Limit},
		Read: func(file string) ([]byte, error) {
			for _, f := range files {
				if f.Name == file {
					return f.Data, nil
				}
			}
			return nil, fmt.Errorf("no file %q", file)
		},
	}
	for _, f := range files {
		if e.Base != nil {
			continue // the change is what is judged
		}
		if path.Ext(f.Name) != ".yaml" {
			in.Strays = append(in.Strays, validate.Stray{File: f.Name, Reason: "its name does not end in .yaml"})
			continue
		}
		in.Files = append(in.Files, f.Name)
	}
	res, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	res.Findings = append(res.Findings, validate.Changes(yardsticks(e.Base), yardsticks(files))...)
	var lines []string
	for _, f := range res.Findings {
		if strings.EqualFold(f.Code, e.Code) {
			lines = append(lines, f.String())
		}
	}
	return lines
}

// yardsticks takes each of the files for a setting by itself.
func yardsticks(files []examples.File) []validate.Yardstick {
	var all []validate.Yardstick
	for _, f := range files {
		if path.Base(f.Name) == f.Name && f.Name[0] == '.' {
			name, _, _ := strings.Cut(string(f.Data), ":")
			all = append(all, validate.Yardstick{Name: "the setting " + name, File: f.Name, Text: string(f.Data)})
		}
	}
	return all
}
