package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/tabular"
)

// The importer of Moodle as rules, as a real one was seen to behave.

// moodleCompetency is a row as the importer reads it, by place.
type moodleCompetency struct {
	parent, id, name, description, format, scale, config, related, framework, taxonomy string
}

// importMoodle does what the importer does, and is as strict as it is wherever that
// loses or spoils something. It returns the rows, the framework first.
func importMoodle(data []byte) ([]moodleCompetency, error) {
	if bytes.Contains(data, []byte(`\"`)) {
		return nil, errors.New("PHP takes the quotation mark behind a backslash for no end of the cell")
	}
	table := csv.NewReader(bytes.NewReader(data))
	table.FieldsPerRecord = 14
	records, err := table.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(records) < 2 {
		return nil, errors.New("there is no row below the names of the columns")
	}
	var rows []moodleCompetency
	for i, r := range records[1:] {
		row := moodleCompetency{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[10], r[12], r[13]}
		if err := checkMoodleRow(row, i == 0, rows); err != nil {
			return nil, fmt.Errorf("row %d (%s): %w", i+2, row.id, err)
		}
		rows = append(rows, row)
	}
	for _, row := range rows {
		if err := checkMoodleRelated(row, rows); err != nil {
			return nil, fmt.Errorf("%s: %w", row.id, err)
		}
	}
	return rows, nil
}

func checkMoodleRow(row moodleCompetency, first bool, before []moodleCompetency) error {
	switch {
	case (row.framework != "") != first:
		return errors.New("the first row is the framework, and no other one")
	case strings.TrimSpace(row.name) == "", row.name == "0":
		return errors.New("it has no short name: it is dropped silently, with all its children")
	case utf8.RuneCountInString(row.name) > 100:
		return errors.New("the short name is cut in the middle of a word")
	case strings.ContainsAny(row.name, "<>"):
		return errors.New("what looks like a tag is taken out of the short name")
	case row.id == "" || utf8.RuneCountInString(row.id) > 100:
		return errors.New("the id is empty or too long")
	case row.format != "1":
		return errors.New("the description is not said to be HTML")
	}
	parents := 0
	for i, other := range before {
		if phpEqual(other.id, row.id) || strings.EqualFold(other.id, row.id) {
			return fmt.Errorf("PHP or a database takes the id for %q", other.id)
		}
		if i > 0 && row.parent != "" && phpEqual(other.id, row.parent) {
			parents++
		}
	}
	if row.parent != "" && parents != 1 {
		return fmt.Errorf("the parent %q is %d rows before it", row.parent, parents)
	}
	if first && row.parent != "" {
		return errors.New("the framework has a parent")
	}
	return errors.Join(checkMoodleScale(row), checkMoodleTaxonomy(row, first), checkHTML(row.description))
}

// phpEqual is == of two texts in PHP, which compares texts that look like numbers as
// numbers.
func phpEqual(a, b string) bool {
	x, isX := phpNumber(a)
	y, isY := phpNumber(b)
	if isX && isY {
		return x == y
	}
	return a == b
}

var phpNumeric = regexp.MustCompile(`^[ \t\n\r\v\f]*([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?)[ \t\n\r\v\f]*$`)

func phpNumber(text string) (float64, bool) {
	m := phpNumeric.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	return n, err == nil || errors.Is(err, strconv.ErrRange)
}

func checkMoodleScale(row moodleCompetency) error {
	var config []map[string]any
	if err := json.Unmarshal([]byte(row.config), &config); err != nil || len(config) == 0 {
		return fmt.Errorf("the configuration of the scale cannot be read: %w", err)
	}
	if _, ok := config[0]["scaleid"]; !ok {
		return errors.New("the configuration of the scale does not begin with its id")
	}
	values := len(strings.Split(row.scale, ","))
	defaults, proficient := 0, 0
	for _, c := range config[1:] {
		id, ok := c["id"].(float64)
		if !ok || id < 1 || int(id) > values {
			return fmt.Errorf("the scale has no value %v", c["id"])
		}
		if c["scaledefault"] == 1.0 {
			defaults++
		}
		if c["proficient"] == 1.0 {
			proficient++
		}
	}
	if defaults != 1 || proficient < 1 || row.scale == "" {
		return fmt.Errorf("the scale %q has %d defaults and %d values that are proficient", row.scale, defaults, proficient)
	}
	return nil
}

var moodleTaxonomies = []string{
	"behaviour", "competency", "concept", "domain", "indicator", "level", "outcome", "practice", "proficiency", "skill", "value",
}

func checkMoodleTaxonomy(row moodleCompetency, first bool) error {
	if !first && row.taxonomy == "" {
		return nil
	}
	for word := range strings.SplitSeq(row.taxonomy, ",") {
		if !slices.Contains(moodleTaxonomies, word) {
			return fmt.Errorf("%q is no taxonomy", word)
		}
	}
	return nil
}

// checkHTML asks that a description has no tags but those of paragraphs and lists, all
// of them closed.
func checkHTML(text string) error {
	z := html.NewTokenizer(strings.NewReader(text))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return fmt.Errorf("the description does not close %v", open)
			}
			return nil
		case html.StartTagToken:
			name, attributes := z.TagName()
			if attributes || !slices.Contains([]string{"p", "ul", "li"}, string(name)) {
				return fmt.Errorf("the description has a tag %s", name)
			}
			open = append(open, string(name))
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return fmt.Errorf("the description closes %s out of turn", name)
			}
			open = open[:len(open)-1]
		case html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
			return errors.New("the description has a tag that is none of ours")
		}
	}
}

func checkMoodleRelated(row moodleCompetency, all []moodleCompetency) error {
	if row.related == "" {
		return nil
	}
	seen := map[string]bool{}
	for id := range strings.SplitSeq(row.related, ",") {
		id = strings.ReplaceAll(id, "%2C", ",")
		if seen[id] || id == row.id || row.framework != "" || !slices.ContainsFunc(all[1:], func(r moodleCompetency) bool { return r.id == id }) {
			return fmt.Errorf("it is related to %q, which is nowhere in the framework, itself, or said before", id)
		}
		seen[id] = true
	}
	return nil
}

func TestMoodleTakesIt(t *testing.T) {
	for name, e := range editions(t) {
		data := written(t, "moodle", e)[0].Data
		rows, err := importMoodle(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, row := range rows {
			for _, cell := range []string{row.parent, row.id, row.name, row.description, row.scale, row.config, row.related, row.taxonomy} {
				if cell != tabular.Safe(cell) {
					t.Errorf("%s: a spreadsheet takes %q for a formula", name, cell)
				}
			}
		}
	}
}

// TestMoodleRefuses: each rule of the importer finds what breaks it.
func TestMoodleRefuses(t *testing.T) {
	good := written(t, "moodle", full(t))[0].Data
	records, err := csv.NewReader(bytes.NewReader(good)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(id string) int {
		i := slices.IndexFunc(records, func(r []string) bool { return r[1] == id })
		if i < 0 {
			t.Fatalf("there is no row %q", id)
		}
		return i
	}
	bare := func(rows [][]string) { // the same ids without letters
		for _, r := range rows {
			for _, column := range []int{0, 1} {
				r[column] = strings.TrimPrefix(r[column], "FE-S")
			}
		}
	}
	for name, tc := range map[string]struct {
		change func(rows [][]string)
		want   string
	}{
		"ids that are numbers":       {bare, `takes the id for "1.1"`},
		"an id with other capitals":  {func(r [][]string) { r[at("FE-CA1")][1] = "fe-da" }, `takes the id for "FE-DA"`},
		"no short name":              {func(r [][]string) { r[at("FE-CA1")][2] = " " }, "dropped silently"},
		"a short name that is long":  {func(r [][]string) { r[at("FE-CA1")][2] = strings.Repeat("x", 101) }, "cut"},
		"a short name with a tag":    {func(r [][]string) { r[at("FE-CA1")][2] = "a <b>c" }, "a tag is taken out"},
		"no configuration of scale":  {func(r [][]string) { r[at("FE-CA1")][6] = "" }, "cannot be read"},
		"a scale without a default":  {func(r [][]string) { r[1][6] = strings.Replace(r[1][6], `"scaledefault":1`, `"scaledefault":0`, 1) }, "0 defaults"},
		"a scale nobody can pass":    {func(r [][]string) { r[1][6] = strings.Replace(r[1][6], `"proficient":1`, `"proficient":0`, 1) }, "0 values"},
		"a scale that is too short":  {func(r [][]string) { r[1][5] = "Competent" }, "no value 2"},
		"a taxonomy of our own":      {func(r [][]string) { r[1][13] = "pillar" }, `"pillar" is no taxonomy`},
		"no taxonomy":                {func(r [][]string) { r[1][13] = "" }, `"" is no taxonomy`},
		"two frameworks":             {func(r [][]string) { r[at("FE-DA")][12] = "1" }, "no other one"},
		"no framework":               {func(r [][]string) { r[1][12] = "" }, "first row is the framework"},
		"a child before its parent":  {func(r [][]string) { i := at("FE-CA1"); r[i], r[i+1] = r[i+1], r[i] }, `the parent "FE-CA1" is 0 rows`},
		"the framework as parent":    {func(r [][]string) { r[at("FE-DA")][0] = r[1][1] }, "is 0 rows"},
		"a relation to nothing":      {func(r [][]string) { r[at("FE-CA1")][10] = "MPF2025-9.9" }, "nowhere in the framework"},
		"a comma in a related id":    {func(r [][]string) { r[at("FE-DA")][1], r[at("FE-OLO1")][10] = "FE-D,A", "FE-D,A" }, "is 0 rows"},
		"a relation that said twice": {func(r [][]string) { r[at("FE-CA1")][10] = "FE-CC,FE-CC" }, "said before"},
		"a script in a description":  {func(r [][]string) { r[at("FE-CA1")][3] = "<script>x</script>" }, "a tag script"},
		"an open paragraph":          {func(r [][]string) { r[at("FE-CA1")][3] = "<p>x" }, "does not close"},
		"a description of Markdown":  {func(r [][]string) { r[at("FE-CA1")][4] = "4" }, "not said to be HTML"},
	} {
		rows := make([][]string, len(records))
		for i := range records {
			rows[i] = slices.Clone(records[i])
		}
		tc.change(rows)
		var out bytes.Buffer
		if err := csv.NewWriter(&out).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		if _, err := importMoodle(out.Bytes()); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want an error with %q", name, err, tc.want)
		}
	}
	if _, err := importMoodle(bytes.Replace(good, []byte("A1 A capability"), []byte(`"A1, a\"`), 1)); err == nil || !strings.Contains(err.Error(), "backslash") {
		t.Errorf("a cell that ends with a backslash: %v", err)
	}
	if _, err := importMoodle(bytes.Replace(good, []byte(",Taxonomy"), nil, 1)); err == nil {
		t.Error("a table of 13 columns is taken")
	}
}

// TestPHPCompares: what PHP takes for the same.
func TestPHPCompares(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		same bool
	}{
		{"1.1", "1.10", true}, {"2.1", "2.10", true}, {"10", "1e1", true}, {"1", "01", true}, {" 1", "1 ", true},
		{"1.1", "1.2", false}, {"S1.1", "S1.10", false}, {"1.a", "1.a0", false}, {"abc", "abc", true}, {"", "0", false},
	} {
		if phpEqual(tc.a, tc.b) != tc.same {
			t.Errorf("%q and %q: %t, want %t", tc.a, tc.b, !tc.same, tc.same)
		}
	}
}

// TestMoodleTree: what stands below what and is related to what, with 1.1 and 1.10 of
// the framework and of the specification itself.
func TestMoodleTree(t *testing.T) {
	rows, err := importMoodle(written(t, "moodle", full(t))[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, row := range rows {
		fmt.Fprintf(&got, "%s < %s | %s | %s\n", row.id, row.parent, row.name, row.related)
	}
	golden(t, "full.moodle.txt", []byte(got.String()))
}

// TestMoodleNames: names are never empty nor cut within a word, and say what is a draft
// and which version it is, however long the title.
func TestMoodleNames(t *testing.T) {
	e := full(t)
	e.State = ""
	e.Spec.Title = strings.Repeat("words of a title ", 20)
	rows, err := importMoodle(written(t, "moodle", e)[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	if name := rows[0].name; !strings.HasPrefix(name, "DRAFT, NOT ENDORSED: words") || !strings.HasSuffix(name, "… 1.4.0") || len(name) > 110 {
		t.Errorf("the framework is called %q", name)
	}
	if id := rows[0].id; id != "full-example-1.4.0" {
		t.Errorf("the framework has the id %q", id)
	}
}

func TestMoodlePrefix(t *testing.T) {
	for id, want := range map[string]string{
		"older-people": "OP", "surgery": "SUR", "a": "A", "community-based-rehabilitation": "CBR", "area-51": "A5",
	} {
		if got := moodlePrefix(id); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// TestMoodleLongIDs: ids that are too long, or alike but for capitals, stay apart.
func TestMoodleLongIDs(t *testing.T) {
	e := editionOf(t, "format: 1\nid: "+strings.Repeat("a", 64)+"\nversion: 1.0.0-"+strings.Repeat("b", 58)+`
stage: draft
title: Long
outcomes:
- {id: abc, text: one}
- {id: ABC, text: two}
`)
	rows, err := importMoodle(written(t, "moodle", e)[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := rows[2].id, rows[3].id; a != "AAA-Oabc" || !strings.HasPrefix(b, "AAA-OABC-") {
		t.Errorf("the ids are %q and %q", a, b)
	}
}

func FuzzMoodle(f *testing.F) {
	f.Add("Title", "text <b>", "1.1")
	f.Add("=1+1", "- a\n- b\n\nc", "1e1")
	f.Add(`"a, b\`, `\"`, "0")
	f.Fuzz(func(t *testing.T, title, text, id string) {
		if strings.TrimSpace(title) == "" || !regexp.MustCompile(`^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$`).MatchString(id) || !utf8.ValidString(title+text) {
			t.Skip("no specification has this")
		}
		e := minimalEdition(t)
		e.Spec.Title, e.Spec.Domains[0].Title, e.Spec.Domains[0].ID, e.Spec.Summary = title, title, id, text
		data, err := writeMoodle(e)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := importMoodle(data); err != nil {
			t.Fatal(err)
		}
	})
}

// minimalEdition is a specification of one domain.
func minimalEdition(t testing.TB) *edition.Edition {
	return editionOf(t, "format: 1\nid: small\nversion: 0.1.0\nstage: draft\ntitle: Small\ndomains: [{id: A, title: One}]\n")
}
