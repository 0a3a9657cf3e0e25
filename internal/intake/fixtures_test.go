package intake

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/compose"
	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/tabular"
)

var update = flag.Bool("update", false, "write what the fixtures are made into anew")

// fixtures are the documents and tables of testdata/import, each by one producer.
var fixtures = []string{
	"foot-care.pandoc.docx", "foot-care.libreoffice.docx", "own.docx",
	"pain.libreoffice.csv", "pain.excel.csv", "pain.unicode.txt",
}

// source is a fixture with what the readers below this package found in it.
type source struct {
	document *docx.Document
	table    *tabular.Table
}

func readSource(t testing.TB, name string) source {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "testdata", "import", name))
	if err != nil {
		t.Fatal(err)
	}
	var s source
	if strings.HasSuffix(name, ".docx") {
		s.document, err = docx.Read(data)
	} else {
		s.table, err = tabular.Read(data)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s source) draft(options Options) (*Draft, error) {
	options.Frameworks = framework.NewRegistry(framework.Embedded()...)
	if s.document != nil {
		return Document(s.document, options)
	}
	return Table(s.table, options)
}

// written is what a draft becomes: the report, and the keys of a specification.
func written(d *Draft) string {
	return strings.Join(d.Report.Lines(), "\n") + "\n---\n" + string(compose.Bytes(compose.Map(d.Entries("notes", "TODO: ")...)))
}

func TestFixtures(t *testing.T) {
	for _, name := range fixtures {
		t.Run(name, func(t *testing.T) {
			d, err := readSource(t, name).draft(Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := written(d)
			golden := filepath.Join("..", "..", "testdata", "import", name+".draft.txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
