package criteria

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const claimants = `domains:
- id: A
  features: [risk]
  capabilities:
  - id: A1
    features: [complexity, risk]
    statements:
    - {id: "1.1", text: x, features: [complexity]}
- id: F
  statements:
  - {id: "6.1", text: y, features: [uncertainty]}
`

func TestClaims(t *testing.T) {
	askAll(t, "claims", nil, []asked{
		{name: "each somewhere", with: Params{Values: []string{"complexity", "risk", "uncertainty"}}, text: claimants},
		{name: "two nowhere", with: Params{Values: []string{"complexity", "luck", "weather"}}, text: claimants, want: []string{
			"1:1 no domain, capability or statement claims to deal with luck or weather",
		}},
		{name: "no domains", with: Params{Values: []string{"risk"}}, text: "id: x\n", want: []string{"1:1 `domains` is missing"}},
	})
}

func TestClaimed(t *testing.T) {
	c := claims{[]string{"complexity", "risk", "unpredictability"}}
	got := c.Claimed(subject(t, "test.yaml", claimants, ""))
	want := []string{"complexity by capability A1 and statement 1.1", "risk by domain A and capability A1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
