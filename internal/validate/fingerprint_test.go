package validate_test

import (
	"context"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/validate"
)

const twoCapabilities = `format: 1
id: a
version: 0.1.0
stage: draft
title: A
domains:
- id: D
  title: D
  capabilities:
  - {id: D1, title: Assess wounds, maps_to: [{item: mpf@2025#9.9}]}
  - {id: D2, title: Treat wounds}
`

// fingerprints returns how often each fingerprint is among the findings of one
// specification that have a code.
func fingerprints(t *testing.T, text, code string) map[finding.Fingerprint]int {
	t.Helper()
	res, err := validate.Run(context.Background(), input(t, map[string]string{"specs/a.yaml": text}, "specs/a.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[finding.Fingerprint]int{}
	for _, f := range res.Findings {
		if f.Fingerprint.IsZero() {
			t.Errorf("no fingerprint: %v", f)
		}
		if f.Code == code {
			all[f.Fingerprint]++
		}
	}
	if len(all) == 0 {
		t.Fatalf("no finding %s in\n%s", code, text)
	}
	return all
}

func TestFingerprintsSurviveWhatIsBesideThem(t *testing.T) {
	want := fingerprints(t, twoCapabilities, "R013")
	for name, text := range map[string]string{
		"lines above":      "# a remark\n\n" + twoCapabilities,
		"an item before":   strings.Replace(twoCapabilities, "  - {id: D1", "  - {id: D0, title: Listen}\n  - {id: D1", 1),
		"a change beside":  strings.Replace(twoCapabilities, "Assess wounds", "Assess ulcers", 1),
		"quotes around it": strings.Replace(twoCapabilities, "mpf@2025#9.9", `"mpf@2025#9.9"`, 1),
	} {
		for f := range fingerprints(t, text, "R013") {
			if want[f] == 0 {
				t.Errorf("%s: another fingerprint", name)
			}
		}
	}
}

func TestFingerprintsTellFindingsApart(t *testing.T) {
	want := fingerprints(t, twoCapabilities, "R013")
	for name, text := range map[string]string{
		"another value": strings.Replace(twoCapabilities, "#9.9", "#9.8", 1),
		"another place": strings.Replace(twoCapabilities, "id: D1", "id: D3", 1),
	} {
		for f := range fingerprints(t, text, "R013") {
			if want[f] != 0 {
				t.Errorf("%s: the same fingerprint", name)
			}
		}
	}
}
