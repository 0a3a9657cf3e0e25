package report

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/joshdk/go-junit"

	"github.com/advancing-practice/credctl/internal/finding"
)

// A reader of JUnit that others wrote reads back what was meant.
func TestJUnitIsReadByOthers(t *testing.T) {
	documents(t, "junit", func(t *testing.T, out []byte, r Report) {
		suites, err := junit.Ingest(out)
		if err != nil {
			t.Fatal(err)
		}
		var doc junitSuites
		if err := xml.Unmarshal(out, &doc); err != nil {
			t.Fatal(err)
		}
		var failed, broke, tests int
		for _, s := range suites {
			s.Aggregate()
			failed, broke, tests = failed+s.Totals.Failed, broke+s.Totals.Error, tests+s.Totals.Tests
		}
		if failed != doc.Failures || broke != doc.Errors || tests != doc.Tests {
			t.Errorf("others count %d failures and %d errors in %d tests, the document says %d, %d and %d", failed, broke, tests, doc.Failures, doc.Errors, doc.Tests)
		}
		want := len(r.Unchecked)
		if r.Failure != "" {
			want = 1
		}
		if broke != want {
			t.Errorf("%d errors, want %d", broke, want)
		}
		if blocks := r.Blocking() > 0 && r.Failure == ""; blocks != (failed > 0) {
			t.Errorf("%d failures, although %d findings block", failed, r.Blocking())
		}
	})
}

func TestJUnitReaderRefuses(t *testing.T) {
	good := string(written(t, func(w io.Writer) error { return writeJUnit(w, sampleMany()) }))
	for was, is := range map[string]string{
		"</testcase>": "", `&#34;`: `"`, `tests="`: `tests=`, "want plain text": "want <plain text", "</testsuites>": "\x1b</testsuites>",
	} {
		bad := strings.Replace(good, was, is, 1)
		if bad == good {
			t.Fatalf("%s is not in the sample", was)
		}
		if _, err := junit.Ingest([]byte(bad)); err == nil {
			t.Errorf("the reader takes %q for %q", is, was)
		}
	}
}

// Only what Jenkins and GitLab both take: attributes and elements of the dialect.
func TestJUnitDialect(t *testing.T) {
	allowed := map[string]string{
		"testsuites": "name tests failures errors", "testsuite": "name tests failures errors file", "testcase": "name classname",
		"failure": "message type", "error": "message type", "skipped": "message", "system-out": "",
	}
	documents(t, "junit", func(t *testing.T, out []byte, _ Report) {
		d := xml.NewDecoder(strings.NewReader(string(out)))
		for {
			token, err := d.Token()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			attributes, known := allowed[start.Name.Local]
			if !known {
				t.Errorf("the element %s", start.Name.Local)
			}
			for _, a := range start.Attr {
				if !strings.Contains(" "+attributes+" ", " "+a.Name.Local+" ") {
					t.Errorf("the attribute %s of %s", a.Name.Local, start.Name.Local)
				}
			}
		}
	})
}

// What blocks fails, what does not is shown all the same, and nothing passes but
// a file without findings.
func TestJUnitOutcomes(t *testing.T) {
	r := sampleFlood(6)
	r.FailOn = finding.Warning
	suites, err := junit.Ingest(written(t, func(w io.Writer) error { return writeJUnit(w, r) }))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, s := range suites {
		for _, c := range s.Tests {
			said = append(said, s.Name+" "+string(c.Status))
		}
	}
	if got, want := strings.Join(said, ", "), "specs/a.yaml skipped, specs/b.yaml failed, specs/c.yaml failed"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
