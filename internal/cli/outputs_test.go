package cli

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/report"
)

// everyFormat are flags that ask for every format in a file of its own name.
func everyFormat() (args []string) {
	for _, format := range config.Formats {
		args = append(args, "--format", format+"="+format)
	}
	return args
}

// saysFailure asks whether a document of the format is well formed and says why
// nothing was checked.
func saysFailure(t *testing.T, format, document, why string) {
	t.Helper()
	switch format {
	case "text", "compact", "ignore": // are for people, who read standard error
		if document != "" {
			t.Errorf("text is %q, want none", document)
		}
		return
	case "json", "sarif", "gitlab":
		if !json.Valid([]byte(document)) {
			t.Errorf("%s is no JSON: %q", format, document)
		}
	case "junit":
		if err := xml.Unmarshal([]byte(document), new(struct{})); err != nil {
			t.Errorf("junit: %v in %q", err, document)
		}
	}
	if !strings.Contains(document, why) {
		t.Errorf("%s does not say %q: %q", format, why, document)
	}
	if strings.Contains(document, "othing blocks") {
		t.Errorf("%s could be taken for a clean result: %q", format, document)
	}
}

func TestInternalErrorInEveryFormat(t *testing.T) {
	if len(config.Formats) != len(report.Formats) {
		t.Errorf("there are %d formats, and %d words for them", len(report.Formats), len(config.Formats))
	}
	for name, spoil := range map[string]func(env *Env){
		"clock": func(env *Env) { env.Now = func() time.Time { panic("a wire came loose") } },
		"input": func(env *Env) { env.In = broken{} },
	} {
		for _, format := range config.Formats {
			env, out, _ := world(t, 1)
			spoil(env)
			args := append([]string{"validate", "--format", format, "-"}, everyFormat()...)
			if status := run(env, args...); status != exitFailure {
				t.Errorf("%s: exit status %d, want %d", name, status, exitFailure)
			}
			saysFailure(t, format, out.String(), "a wire came loose")
			for _, format := range config.Formats {
				document, err := os.ReadFile(filepath.Join(env.Dir, format))
				if err != nil && format != "text" && format != "compact" && format != "ignore" {
					t.Errorf("%s: %v", name, err)
				}
				saysFailure(t, format, string(document), "a wire came loose")
			}
		}
	}
}

// A format that breaks down says so in its own document, and costs no other.
func TestFormatThatBreaksDown(t *testing.T) {
	sound := report.Formats["sarif"]
	report.Formats["sarif"] = func(w io.Writer, r report.Report) error {
		if r.Failure == "" {
			fmt.Fprint(w, "half a docu")
			panic("a wire came loose")
		}
		return sound(w, r)
	}
	defer func() { report.Formats["sarif"] = sound }()
	env, out, errOut := world(t, 1)
	args := append([]string{"validate", "--format", "sarif", "--output-file", "first"}, everyFormat()...)
	if status := run(env, args...); status != exitFailure {
		t.Errorf("exit status %d, want %d", status, exitFailure)
	}
	for _, format := range append([]string{"first"}, config.Formats...) {
		document, err := os.ReadFile(filepath.Join(env.Dir, format))
		if err != nil || len(document) == 0 {
			t.Errorf("%s: %v, %d bytes", format, err, len(document))
		}
		if format == "sarif" || format == "first" {
			saysFailure(t, "sarif", string(document), "a wire came loose")
		}
	}
	if said := errOut.String(); out.Len() > 0 || !strings.Contains(said, "credctl: hint: this is a fault of credctl") {
		t.Errorf("standard output is %q, standard error %q", out, said)
	}
}

// Where standard output is gone, the files are written all the same.
func TestFilesAreWrittenWithoutStandardOutput(t *testing.T) {
	for name, out := range map[string]io.Writer{"broken": broken{}, "full": failing{os.ErrPermission}} {
		env, _, _ := world(t, 1)
		env.Out = out
		if status := run(env, append([]string{"validate"}, everyFormat()...)...); status != exitFailure {
			t.Errorf("%s: exit status %d, want %d", name, status, exitFailure)
		}
		for _, format := range config.Formats {
			if document, err := os.ReadFile(filepath.Join(env.Dir, format)); err != nil || strings.Contains(string(document), "a wire came loose") {
				t.Errorf("%s: %s: %v in %q", name, format, err, document)
			}
		}
	}
}

// Behind FORMAT= a shell completes files.
func TestFormatsComplete(t *testing.T) {
	for typed, want := range map[string]string{"": "sarif\n", "sarif=": ":0\n"} {
		env, out, _ := world(t, 0)
		run(env, "__complete", "validate", "--format", typed)
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is completed by %q, want %q in it", typed, out, want)
		}
	}
}
