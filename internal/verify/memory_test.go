package verify

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var (
	hashA = strings.Repeat("a", 64)
	hash0 = strings.Repeat("0", 64) // without quotes, YAML would make a number of it
	hashE = "1e" + strings.Repeat("0", 62)
)

func TestMemoryRoundTrips(t *testing.T) {
	for _, m := range []Memory{
		{},
		{Governance: map[int]string{1: hashA, 2: hash0}},
		{Log: map[int]string{1: hash0, 10: hashE, 9: hashA}, Withdrawn: [][2]string{{"null", "1.0.0"}, {"true", "10.20.30"}}},
	} {
		got, found := ParseMemory("m.yaml", m.Marshal())
		if len(found) > 0 {
			t.Fatalf("%v in\n%s", found, m.Marshal())
		}
		if diff := cmp.Diff(m, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		got, found = ParseMemory("m.json", text)
		if diff := cmp.Diff(m, got, cmpopts.EquateEmpty()); diff != "" || len(found) > 0 {
			t.Errorf("as JSON: %v (-want +got):\n%s", found, diff)
		}
	}
}

// The form is a contract: YAML or JSON, every key optional.
func TestParseMemory(t *testing.T) {
	want := Memory{Governance: map[int]string{1: hashA}, Log: map[int]string{2: hashE}, Withdrawn: [][2]string{{"acute-medicine", "1.0.0"}}}
	for _, text := range []string{
		`{"governance": {"1": "` + hashA + `"}, "log": {"2": "` + hashE + `"}, "withdrawn": [["acute-medicine", "1.0.0"]]}`,
		"governance:\n  \"1\": " + hashA + "\nlog: {\"2\": \"" + hashE + "\"}\nwithdrawn:\n- [acute-medicine, 1.0.0]\n",
	} {
		got, found := ParseMemory("m", []byte(text))
		if diff := cmp.Diff(want, got); diff != "" || len(found) > 0 {
			t.Errorf("%s\n%v (-want +got):\n%s", text, found, diff)
		}
	}
	for _, text := range []string{"", "{}\n", "# nothing\n"} {
		if got, found := ParseMemory("m", []byte(text)); len(found) > 0 || len(got.Log)+len(got.Governance)+len(got.Withdrawn) > 0 {
			t.Errorf("%q: %v, %v", text, got, found)
		}
	}
}

func TestParseMemoryRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"an unknown key":     "logs: {}\n",
		"a key twice":        "log: {\"1\": \"" + hashA + "\", \"1\": \"" + hash0 + "\"}\n",
		"no hash":            "log: {\"1\": abc}\n",
		"a hash in capitals": "log: {\"1\": \"" + strings.ToUpper(hashA) + "\"}\n",
		"number zero":        "log: {\"0\": \"" + hashA + "\"}\n",
		"a negative number":  "log: {\"-1\": \"" + hashA + "\"}\n",
		"a zero before":      "log: {\"01\": \"" + hashA + "\"}\n",
		"a huge number":      "log: {\"1000000\": \"" + hashA + "\"}\n",
		"a list":             "- log\n",
		"a list of hashes":   "log: [" + hashA + "]\n",
		"a lonely id":        "withdrawn: [acute-medicine]\n",
		"no version":         "withdrawn: [[acute-medicine, one]]\n",
		"a candidate":        "withdrawn: [[acute-medicine, 1.0.0-rc.1]]\n",
		"no id":              "withdrawn: [[Acute, 1.0.0]]\n",
		"an alias":           "log: &a {}\ngovernance: *a\n",
		"not YAML":           "log: {\n",
	} {
		if _, found := ParseMemory("m.yaml", []byte(text)); len(found) == 0 {
			t.Errorf("%s is taken", name)
		}
	}
}

func TestLearnForgetsNothing(t *testing.T) {
	old := Memory{Log: map[int]string{1: hashA, 2: hashA}, Withdrawn: [][2]string{{"b", "1.0.0"}}}
	got := old.Learn(Memory{Governance: map[int]string{1: hash0}, Log: map[int]string{2: hash0, 3: hash0}, Withdrawn: [][2]string{{"a", "1.0.0"}, {"b", "1.0.0"}}})
	want := Memory{
		Governance: map[int]string{1: hash0}, Log: map[int]string{1: hashA, 2: hashA, 3: hash0},
		Withdrawn: [][2]string{{"a", "1.0.0"}, {"b", "1.0.0"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(old.Log) != 2 || len(old.Withdrawn) != 1 {
		t.Errorf("the old memory was changed: %+v", old)
	}
}

func FuzzParseMemory(f *testing.F) {
	f.Add([]byte(`{"governance": {"1": "` + hashA + `"}, "log": {"2": "` + hashE + `"}, "withdrawn": [["acute-medicine", "1.0.0"]]}`))
	f.Add(Memory{Log: map[int]string{1: hash0, 10: hashE}, Withdrawn: [][2]string{{"null", "1.0.0"}}}.Marshal())
	f.Add([]byte("log: &a {}\ngovernance: *a\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, found := ParseMemory("m.yaml", data)
		if len(found) > 0 {
			return
		}
		again, found := ParseMemory("m.yaml", m.Marshal())
		if diff := cmp.Diff(m, again, cmpopts.EquateEmpty()); diff != "" || len(found) > 0 {
			t.Errorf("%v (-first +again):\n%s", found, diff)
		}
	})
}
