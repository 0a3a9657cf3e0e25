package record_test

import (
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/record"
)

// refusal is one change that makes a file invalid, and what is said of it.
type refusal struct {
	name, old, new string
	code, message  string // "" for any message
}

func refuses[T any](t *testing.T, form string, good []byte, parse func(string, []byte) (*T, finding.List), cases []refusal) {
	t.Helper()
	if _, found := parse("a.yaml", good); len(found) > 0 {
		t.Fatalf("%s: %v", form, found)
	}
	for _, c := range cases {
		bad := strings.Replace(string(good), c.old, c.new, 1)
		if bad == string(good) {
			t.Errorf("%s, %s: nothing is changed in\n%s", form, c.name, good)
			continue
		}
		value, found := parse("a.yaml", []byte(bad))
		if value != nil || len(found) != 1 || found[0].Code != c.code || !strings.Contains(found[0].Message, c.message) || found[0].Severity != finding.Error {
			t.Errorf("%s, %s: %v, want %s %q alone", form, c.name, found, c.code, c.message)
		}
	}
}

func TestBytesThatAreRefused(t *testing.T) {
	refuses(t, "review", review().Marshal(), record.ParseReview, []refusal{
		{"CR LF", "\n", "\r\n", "Y106", ""},
		{"a byte order mark", "record", "\ufeffrecord", "Y105", ""},
		{"no line end at the end", "date: 2026-11-22\n", "date: 2026-11-22", "Y108", ""},
		{"too long", "\n", "\n#" + strings.Repeat(" ", record.MaxBytes) + "\n", "Y101", ""},
		{"an anchor", "meets", "&a meets", "Y304", ""},
		{"a tag", "meets", "!!str meets", "Y306", ""},
		{"a key twice", "overall:", "date: 2026-11-22\noverall:", "Y308", ""},
		{"a second document", "date: 2026-11-22\n", "date: 2026-11-22\n---\na: b\n", "Y302", ""},
		{"a zero-width space", "I know", "I\u200bknow", "Y113", ""},
		{"a zero-width space behind a backslash", "[I know them]", `["I\u200bknow them"]`, "Y314", ""},
		{"a change of direction", "I know", "I \u202eknow", "Y112", ""},
		{"a control character", "I know", "I \x1bknow", "Y110", ""},
	})
}

func TestGovernanceThatIsRefused(t *testing.T) {
	refuses(t, "governance", governance().Marshal(), record.ParseGovernance, []refusal{
		{"another form", "governance/v1", "governance/v2", "S110", `want "credctl/governance/v1"`},
		{"an unknown key", "serial: 2", "serial: 2\ncomment: yes", "S101", "`comment`"},
		{"a missing key", "officer_threshold: 2\n", "", "S102", "`officer_threshold`"},
		{"one officer", "officer_threshold: 2", "officer_threshold: 1", "S108", "from 2"},
		{"the first with one before it", "serial: 2", "serial: 1", "S105", "want null, since serial is 1"},
		{"a later one without", `previous: "` + binary + `"`, "previous: null", "S105", "`previous` is null"},
		{"no endorsers", "endorsers: 2", "endorsers: 0", "S108", ""},
		{"a role that is near", "[clinical, academic]", "[clinicl, academic]", "S104", "clinicl"},
		{"a role twice", "[clinical, academic]", "[clinical, clinical]", "S109", ""},
		{"a role nobody knows", "academic: 1", "chair: 1", "S101", "chair"},
		{"an id twice", "{id: okafor-a", `{id: "y"`, "S109", "`people[2].id`"},
		{"a key of two people", "keys: []", "keys: [{key: " + keyA + ", status: active}]", "S109", "want each key once"},
		{"a key of one word", "ssh-ed25519 ", "", "S105", "a public key"},
		{"a key with a remark", "kVQAHMB", "kVQAHMB me@home", "S105", "a public key"},
		{"an unknown status", "compromised", "lost", "S104", ""},
		{"an organisation twice", "[trust-b", "[trust-b, trust-b", "S109", ""},
		{"a capital in an id", "okafor-a", "Okafor-a", "S105", ""},
		{"a look-alike in an id", "okafor-a", "\u043ekafor-a", "S105", ""},
		{"a device of Windows", "okafor-a", "com1", "S105", "device"},
		{"a name of two lines", "A. Okafor", `"A.\nOkafor"`, "S105", "one line"},
		{"a hash in capitals", "a1a1", "A1a1", "S105", "SHA-256"},
		{"a short hash", "a1a1", "a1a", "S105", "SHA-256"},
		{"a hash with another letter", "a1a1", "g1a1", "S105", "SHA-256"},
		{"a pack twice", "packs: [", "packs: [{id: endorsement, version: 1.1.0, sha256: " + hashA + "}, ", "S109", ""},
		{"a pack of no edition", "version: 1.0.0", "version: 1.5", "S103", ""},
	})
}

func TestRoundThatIsRefused(t *testing.T) {
	refuses(t, "round", round().Marshal(), record.ParseRound, []refusal{
		{"another kind", "kind: endorsement", "kind: open", "S104", ""},
		{"an author twice", "[smith-j, khan-r]", "[smith-j, smith-j]", "S109", "`authors[2]`"},
		{"a reviewer twice", "[okafor-a]", "[okafor-a, okafor-a]", "S109", ""},
		{"released without a reason", `, reason: "Ill: back\nin spring."`, "", "S102", "reason"},
		{"released for no reason", `"Ill: back\nin spring."`, `" "`, "S106", ""},
		{"a day that does not exist", "2026-12-20", "2026-02-30", "S105", "calendar"},
		{"no serial", "governance_serial: 1", "governance_serial: null", "S103", ""},
		{"another form altogether", "credctl/round/v1", "credctl/review/v1", "S110", ""},
	})
}

func TestReviewThatIsRefused(t *testing.T) {
	refuses(t, "review", review().Marshal(), record.ParseReview, []refusal{
		{"a release candidate", "1.0.0", "1.0.0-rc.1", "S105", "without a release candidate"},
		{"a criterion answered twice", `{criterion: "4", outcome: meets}`, `{criterion: "4.1", outcome: meets}`, "S109", "`outcomes[2].criterion`"},
		{"a criterion that is a number", `"4.1"`, "4.1", "S103", ""},
		{"an unknown outcome", "outcome: meets}", "outcome: met}", "S104", ""},
		{"an unknown answer on the whole", "overall: endorse-subject-to-conditions", "overall: endorsed", "S104", ""},
		{"an empty note", `"true"`, `""`, "S106", ""},
		{"another wording", "declaration/1", "declaration", "S105", ""},
		{"no day", "date: 2026-11-22", "date: null", "S103", ""},
		{"a hash that is a number", "round_sha256: " + hashA, "round_sha256: 12", "S103", ""},
		{"an author twice", "authors: [smith-j]", "authors: [smith-j, smith-j]", "S109", ""},
	})
}

func TestEntryThatIsRefused(t *testing.T) {
	path := subject.ReviewPath("lee-m")
	refuses(t, "endorse", entry(record.Endorse).Marshal(), record.ParseEntry, []refusal{
		{"the first with one before it", "seq: 2", "seq: 1", "S105", "sixty-four zeros"},
		{"a later one without", "previous: " + hashA, `previous: "` + record.NoEntry + `"`, "S105", "since seq is not 1"},
		{"a reason", "round_sha256:", "reason: good\nround_sha256:", "S101", "`reason`"},
		{"no round", "round_sha256: " + hashA + "\n", "", "S102", "`round_sha256`"},
		{"a release candidate", "1.0.0", "1.0.0-rc.1", "S105", ""},
		{"an unknown kind", "kind: endorse", "kind: endorsed", "S104", ""},
		{"the specification elsewhere", "path: specs/acute-medicine.yaml", "path: specs/../acute-medicine.yaml", "S105", "want specs/acute-medicine.yaml"},
		{"records out of order", path, subject.ReviewPath("patel-s"), "S105", "behind the one before"},
		{"a record twice", path, subject.ReviewPath("okafor-a"), "S109", ""},
		{"a record elsewhere", path, "reviews/a/lee-m.yaml", "S105", "PERSON.yaml"},
		{"a record that is no person's", path, subject.ReviewPath("../lee-m"), "S105", "PERSON.yaml"},
	})
	refuses(t, "open", entry(record.Open).Marshal(), record.ParseEntry, []refusal{
		{"records", "round_sha256", "records: []\nround_sha256", "S101", "`records`"},
	})
	refuses(t, "publish", entry(record.Publish).Marshal(), record.ParseEntry, []refusal{
		{"no endorsement", "endorsement: 1\n", "", "S102", "`endorsement`"},
		{"its own endorsement", "endorsement: 1", "endorsement: 2", "S105", "an earlier entry"},
		{"a round", "endorsement: 1", "endorsement: 1\nround_sha256: " + hashA, "S101", "`round_sha256`"},
	})
	for _, act := range []record.Act{record.Decline, record.Withdraw} {
		refuses(t, string(act), entry(act).Marshal(), record.ParseEntry, []refusal{
			{"without a reason", "reason: " + entry(act).Reason + "\n", "", "S102", "`reason`"},
		})
	}
}

func TestEnrolmentThatIsRefused(t *testing.T) {
	refuses(t, "enrolment", enrolment().Marshal(), record.ParseEnrolment, []refusal{
		{"another consent", "consent/1", "declaration/1", "S105", ""},
		{"keys", "organisations: [uni-c]", "organisations: [uni-c], keys: []", "S101", ""},
		{"no key", "key: " + keyA + "\n", "", "S102", ""},
		{"an organisation twice", "[uni-c]", "[uni-c, uni-c]", "S109", ""},
	})
}
