package report

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/standing"
)

// everyStatus is a status in which everything is said that can be said, with some
// text wherever one can come from a repository.
func everyStatus(text string) *Status {
	sum := func(c string) string { return strings.Repeat(c, 64) }
	now := record.Subject{ID: "wound-care", Version: "1.1.0", SHA256: sum("a")}
	before := record.Subject{ID: "wound-care", Version: "1.0.0", SHA256: sum("b")}
	first := &chain.Record{Review: record.Review{Overall: record.OverallEndorse}, Person: "lee-m", Path: "reviews/x/lee-m.yaml", SHA256: sum("c")}
	one := SpecStatus{
		Path: "specs/wound-care.yaml", Stage: "candidate", WorkTree: FileChanged, Branches: []string{"credctl/review/wound-care/1.1.0/" + sum("a")[:16] + "/brown-p"},
		Standing: standing.Standing{
			ID: "wound-care", Version: "1.1.0", Title: "Wound care " + text, Text: now, State: standing.UnderReview, Next: "endorsement", Policy: "at least 2 different reviewers",
			Published: []standing.Release{{Version: "0.8.0", Text: before, Seq: 2, Withdrawn: 3}, {Version: "0.9.0", Text: before, Seq: 4, Superseded: true}, {Version: "1.0.0", Text: before, Seq: 6}},
			Accepted:  &standing.Acceptance{Text: before, Seq: 2, Proposal: standing.ChangeSome},
			Round: &chain.Round{
				Round:   record.Round{Kind: record.Endorsement, Authors: []string{"smith-j"}, RespondBy: "2026-11-20", Reviewers: []string{"lee-m", "okafor-a", "brown-p"}},
				Subject: now, N: 2, Path: "rounds/wound-care/1.1.0/x/2.yaml", Opened: 8,
			},
			Reviewers: []standing.ReviewerState{
				{Person: "lee-m", Roles: []record.Role{record.Academic, record.Clinical}, Counted: record.Academic, Round: 1, Filed: true, Overall: record.OverallEndorse, Counts: true, Carried: true, Record: first},
				{Person: "okafor-a", Roles: []record.Role{record.Clinical}, Round: 2, Filed: true, Overall: record.OverallDecline, Reason: standing.WhyUnfavourable, Why: "says 4.1 does-not-meet " + text, Record: first},
				{Person: "brown-p", Roles: []record.Role{record.Clinical}, Round: 2, Reason: standing.WhyRecordMissing, Why: "has filed no record"},
				{Person: "ahmed-z", Filed: true, Record: first, Released: "fell ill " + text, Reason: standing.WhyReleased, Why: "fell ill " + text},
			},
			Criteria: []standing.CriterionState{
				{Pack: "endorsement@1.0.0", ID: "4", Mandatory: true, Asked: 3, Meets: []string{"lee-m", "okafor-a"}, Open: []string{"brown-p"}},
				{Pack: "endorsement@1.0.0", ID: "4.1", Title: "Expression as advanced practice " + text, Asked: 3, Meets: []string{"lee-m"}, Open: []string{"brown-p"}, Other: []standing.Said{{Person: "okafor-a", Outcome: record.DoesNotMeet, Note: "no " + text, Negative: true}}},
			},
			Stale: []standing.StaleRecord{
				{Person: "lee-m", Text: before, Path: "reviews/y/lee-m.yaml", SHA256: sum("d"), Overall: record.OverallEndorse, Known: true, Parts: []standing.Part{{Key: "domains", ID: "A" + text, How: standing.Rewritten}, {Key: "assessment", Sub: "methods", ID: "AS1", How: standing.Added}}, Bears: []string{"4.1"}},
				{Person: "okafor-a", Text: before, Path: "reviews/y/okafor-a.yaml", SHA256: sum("d"), Known: true},
				{Person: "brown-p", Text: record.Subject{ID: "wound-care", Version: "0.9.0", SHA256: sum("e")}, Path: "reviews/z/brown-p.yaml", SHA256: sum("f")},
			},
			Blockers: []standing.Blocker{
				{Reason: standing.WhyRecordMissing, Message: "brown-p was asked " + text, Owner: "brown-p", Command: "credctl review wound-care"},
				{Reason: standing.WhyUnfavourable, Message: "okafor-a says does-not-meet", Owner: standing.OwnerAuthors},
				{Reason: chain.MissingObject, Message: "was not fetched", Owner: standing.OwnerStaff, Unclear: true, Command: `credctl round amend wound-care --release x --reason "` + text + `"`},
			},
			Needs: []standing.Need{
				{Role: record.Clinical, Count: 1, Asked: []string{"brown-p"}, Eligible: []string{"lee-m"}}, {Role: record.Staff, Count: 2, Eligible: []string{"rowe-e"}}, {Count: 3},
			},
			Pending: &chain.Entry{},
		},
	}
	return &Status{
		Ref: "HEAD" + text, Commit: sum("1")[:40], Version: "1.2.3", Today: "2026-11-26", Serial: 3, Entries: 9, Detail: true,
		Broken:   []Broken{{Path: "register/0010.yaml", Reason: "register-previous", Message: "hangs on another " + text}},
		Warnings: []standing.Warning{{Reason: standing.WhyOfficersFew, Message: "2 officers " + text, Owner: standing.OwnerOfficers, Command: "credctl governance propose", People: []string{"ng-t", "patel-s"}}},
		Pending:  &PendingEntry{Seq: 9, Kind: "endorse", Spec: "other-area", Version: "2.0.0", Missing: 1, Signers: []string{"rowe-e"}},
		Notices:  []string{"the register speaks of gone-area" + text},
		Specs:    []SpecStatus{one, {Standing: standing.Standing{ID: "torn"}, Path: "specs/torn.yaml", Unread: "line 3 " + text, Mend: "credctl validate specs/torn.yaml"}},
		Names:    map[string]string{"lee-m": "M. Lee " + text, "okafor-a": "A. Okafor"},
	}
}

// statuses are the shapes that a status can have.
func statuses(text string) map[string]*Status {
	one, all, nothing := everyStatus(text), everyStatus(text), everyStatus(text)
	one.Specs, one.Broken = one.Specs[:1], nil
	all.Detail = false
	*nothing = Status{Ref: "HEAD", Commit: nothing.Commit, Version: "1.2.3", Today: nothing.Today}
	published := everyStatus(text)
	published.Specs = []SpecStatus{{Path: "specs/a.yaml", Standing: standing.Standing{ID: "a", Version: "1.0.0", State: standing.Published, Text: one.Specs[0].Text}, WorkTree: FileSame}}
	published.Broken, published.Warnings, published.Pending, published.Notices = nil, nil, nil, nil
	return map[string]*Status{"several": everyStatus(text), "one": one, "all": all, "nothing": nothing, "published": published}
}

func everyLog(text string) *Log {
	sum := strings.Repeat("a", 64)
	return &Log{
		ID: "wound-care", Ref: "HEAD" + text, Commit: sum[:40], Version: "1.2.3", Names: map[string]string{"lee-m": "M. Lee " + text},
		Broken: []Broken{{Path: "register/0007.yaml", Reason: "missing-object", Message: "was not fetched", Unclear: true}},
		Events: []LogEvent{
			{Kind: "open", Seq: 1, Version: "0.1.0", SHA256: sum, Path: "register/0001.yaml", Signed: []string{"rowe-e"}, Round: 1, RoundKind: "gateway", Asked: []string{"lee-m"}, Released: []LogRelease{{"brown-p", "fell ill " + text}}, RespondBy: "2026-12-20"},
			{Kind: "review", Version: "0.1.0", SHA256: sum, Path: "reviews/x/lee-m.yaml", Signed: []string{"lee-m"}, Overall: "accept", Date: "2026-11-22", Carried: true},
			{Kind: "review", Version: "0.1.0", SHA256: sum, Path: "reviews/x/okafor-a.yaml", Problems: []string{"is unsigned " + text}},
			{Kind: "accept", Seq: 2, Version: "0.1.0", SHA256: sum, Path: "register/0002.yaml", Signed: []string{"rowe-e", "shah-k"}, Round: 1, RoundKind: "gateway", Records: 2},
			{Kind: "withdraw", Seq: 3, Version: "1.0.0", SHA256: sum, Path: "register/0003.yaml", Signed: []string{"rowe-e"}, Missing: 1, Reason: "found wrong " + text},
			{Kind: "endorse", Seq: 4, Version: "1.0.0", SHA256: sum, Path: "register/0004.yaml", Missing: 2, Problems: []string{"its round is not here"}},
		},
	}
}

func TestStatusPages(t *testing.T) {
	for name, s := range statuses("") {
		for format, ext := range map[string]string{"text": "txt", "markdown": "md", "html": "html", "json": "json"} {
			golden(t, "status-"+name+"."+ext, func(w io.Writer) error { return StatusFormats[format](w, s) })
		}
	}
	for format, ext := range map[string]string{"text": "txt", "markdown": "md", "json": "json"} {
		golden(t, "log."+ext, func(w io.Writer) error { return LogFormats[format](w, everyLog("")) })
	}
}

// Whatever a repository says, and wherever it says it, nothing that a terminal, a
// build server or a browser would obey gets out.
func TestStatusIsHarmless(t *testing.T) {
	for _, text := range nasty {
		for name, s := range statuses(text) {
			for format, write := range StatusFormats {
				out := string(written(t, func(w io.Writer) error { return write(w, s) }))
				checkHarmless(t, out)
				if format == "html" {
					checkInert(t, []byte(out))
				}
				if format == "markdown" && strings.Contains(out, "<script") || strings.Contains(out, "<img") && format != "json" && format != "text" {
					t.Errorf("%s: %.300s", name, out)
				}
			}
		}
		for _, write := range LogFormats {
			checkHarmless(t, string(written(t, func(w io.Writer) error { return write(w, everyLog(text)) })))
		}
	}
}

// Nobody must read into a page that somebody else endorsed, or that a criterion is
// met.
func TestStatusSaysWhoseDecisionsTheseAre(t *testing.T) {
	for name, s := range statuses("") {
		for format, write := range StatusFormats {
			out := strings.Join(strings.Fields(string(written(t, func(w io.Writer) error { return write(w, s) }))), " ")
			if n := strings.Count(out, "no statement by anybody outside of it"); n != 1 {
				t.Errorf("%s as %s says %d times whose decisions these are", name, format, n)
			}
			for _, word := range []string{"Centre", "NHS", "satisf", "fulfil", "criteria met", "is met,"} {
				if strings.Contains(out, word) {
					t.Errorf("%s as %s says %q", name, format, word)
				}
			}
		}
	}
}

// schemaFile compiles one of the published schemas.
func schemaFile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("../../schema/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return compiled(t, unmarshalled(t, data))
}

func TestStatusJSONByItsSchema(t *testing.T) {
	schema := schemaFile(t, "status.schema.json")
	for name, s := range statuses("<&>\u202e\x1b") {
		out := written(t, func(w io.Writer) error { return writeStatusJSON(w, s) })
		if err := schema.Validate(unmarshalled(t, out)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	good := string(written(t, func(w io.Writer) error { return writeStatusJSON(w, everyStatus("")) }))
	refuses(t, schema, good, map[string][2]string{
		"unknown member":     {`"format": 1`, `"format": 1, "extra": 1`},
		"no such state":      {`"state": "under review"`, `"state": "met"`},
		"null list":          {`"asked": []`, `"asked": null`},
		"no reason":          {`"reason": "record-missing",`, ``},
		"nobody missing":     {`"count": 1`, `"count": 0`},
		"a verdict":          {`"mandatory": true`, `"mandatory": true, "met": true`},
		"half a standing":    {`"policy": "at least 2 different reviewers",`, ``},
		"known and not read": {`"unread": "line 3 "`, `"unread": "", "title": "x"`},
		"a date in words":    {`"respond_by": "2026-11-20"`, `"respond_by": "soon"`},
	})
}

func TestLogJSONByItsSchema(t *testing.T) {
	schema := schemaFile(t, "log.schema.json")
	good := string(written(t, func(w io.Writer) error { return writeLogJSON(w, everyLog("<&>\u202e\x1b")) }))
	if err := schema.Validate(unmarshalled(t, []byte(good))); err != nil {
		t.Error(err)
	}
	refuses(t, schema, good, map[string][2]string{
		"unknown member": {`"format": 1`, `"format": 1, "extra": 1`},
		"no such kind":   {`"kind": "withdraw"`, `"kind": "forget"`},
		"missing member": {`"carried": true,`, ``},
		"null list":      {`"asked": []`, `"asked": null`},
	})
}

// refuses holds that a schema refuses a document with one thing changed.
func refuses(t *testing.T, schema *jsonschema.Schema, good string, changes map[string][2]string) {
	t.Helper()
	for name, change := range changes {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Fatalf("%s: %s is not in the sample", name, change[0])
		}
		if schema.Validate(unmarshalled(t, []byte(bad))) == nil {
			t.Errorf("the schema takes %s", name)
		}
	}
}

// Every member of the documents is described, and in the sample, so that the
// comparison with the schema says something of each.
func TestStatusSchemasDescribeEveryMember(t *testing.T) {
	for name, sample := range map[string][]byte{
		"status.schema.json": written(t, func(w io.Writer) error { return writeStatusJSON(w, everyStatus("")) }),
		"log.schema.json":    written(t, func(w io.Writer) error { return writeLogJSON(w, everyLog("")) }),

		"comparison.schema.json": written(t, func(w io.Writer) error { return writeComparisonJSON(w, everyComparison("")) }),
	} {
		data, err := os.ReadFile("../../schema/" + name)
		if err != nil {
			t.Fatal(err)
		}
		described := map[string]bool{}
		walkSchema(t, name, unmarshalled(t, data), described)
		written := map[string]bool{}
		var doc any
		if err := json.Unmarshal(sample, &doc); err != nil {
			t.Fatal(err)
		}
		members(doc, written)
		if diff := cmp.Diff(described, written); diff != "" {
			t.Errorf("%s (-described +written):\n%s", name, diff)
		}
	}
}

func walkSchema(t *testing.T, at string, v any, described map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		if properties, ok := v["properties"].(map[string]any); ok {
			if v["additionalProperties"] != false {
				t.Errorf("%s lets unknown members pass", at)
			}
			for name, p := range properties {
				described[name] = true
				if p, ok := p.(map[string]any); !ok || p["description"] == nil {
					t.Errorf("%s/%s has no description", at, name)
				}
			}
		}
		for name, child := range v {
			walkSchema(t, at+"/"+name, child, described)
		}
	case []any:
		for _, child := range v {
			walkSchema(t, at, child, described)
		}
	}
}

func members(v any, found map[string]bool) {
	switch v := v.(type) {
	case map[string]any:
		for name, child := range v {
			found[name] = true
			members(child, found)
		}
	case []any:
		for _, child := range v {
			members(child, found)
		}
	}
}
