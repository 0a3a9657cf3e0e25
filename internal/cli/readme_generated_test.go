package cli

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
)

// generated is what the README takes from the program, by name.
var generated = map[string]func(t *testing.T) string{
	"exit statuses": exitTable,
	"kinds":         kindsSentence,
	"packages":      packagesTable,
	"settings":      settingsTable,
	"stages":        stagesTable,
}

// table writes a table of Markdown.
func table(rows ...[]string) string {
	var b strings.Builder
	for i, row := range rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			fmt.Fprintf(&b, "|%s\n", strings.Repeat("---|", len(row)))
		}
	}
	return b.String()
}

// exitTable is the table of exit statuses, from the constants in exit.go and the
// comments behind them.
func exitTable(t *testing.T) string {
	file, err := parser.ParseFile(token.NewFileSet(), "exit.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	rows := [][]string{{"Status", "Meaning"}}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, isValue := n.(*ast.ValueSpec)
		if !isValue || !strings.HasPrefix(spec.Names[0].Name, "exit") || len(spec.Values) == 0 {
			return true
		}
		if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
			rows = append(rows, []string{literal.Value, strings.TrimSpace(spec.Comment.Text())})
		}
		return true
	})
	if len(rows) != 6 {
		t.Fatalf("exit.go has %d statuses, want 5", len(rows)-1)
	}
	return table(rows...)
}

func settingsTable(*testing.T) string {
	rows := [][]string{{"Setting", "Environment", "Flag", "Default", "What it is for"}}
	for _, s := range config.Table() {
		flag, usual := "", fmt.Sprintf("`%v`", s.Default)
		if s.Flag != "" {
			flag = "`--" + s.Flag + "`"
		}
		if list, isList := s.Default.([]string); isList && len(list) == 0 {
			usual = "none"
		}
		if s.Default == "" {
			usual = "none"
		}
		rows = append(rows, []string{"`" + s.Name + "`", "`" + s.Env + "`", flag, usual, s.Words})
	}
	return table(rows...)
}

// stagesTable says, for each pack that comes with the program, how much its
// findings weigh at each stage.
func stagesTable(*testing.T) string {
	rows := [][]string{{"Pack", "What it asks", "Proposal", "Draft", "Candidate"}}
	for _, p := range criteria.Embedded() {
		var proposal, draft, candidate []finding.Severity
		for _, c := range p.Criteria {
			for _, check := range c.Checks {
				proposal = append(proposal, check.Severity.Proposal)
				draft = append(draft, check.Severity.Draft)
				candidate = append(candidate, check.Severity.Candidate)
			}
		}
		rows = append(rows, []string{"`" + p.ID + "`", p.Title, fromTo(proposal), fromTo(draft), fromTo(candidate)})
	}
	return table(rows...)
}

// fromTo names the least and the greatest of some severities.
func fromTo(all []finding.Severity) string {
	least, most := slices.Min(all).String(), slices.Max(all).String()
	if least == most {
		return least
	}
	return least + " to " + most
}

func kindsSentence(*testing.T) string {
	var b strings.Builder
	width := 0
	for i, kind := range criteria.Kinds() {
		word := "`" + kind + "`"
		switch {
		case i == 0:
		case width+len(word)+2 > 118:
			b.WriteString(",\n")
			width = 0
		default:
			b.WriteString(", ")
			width += 2
		}
		b.WriteString(word)
		width += len(word)
	}
	return b.String() + ".\n"
}

var (
	floorLine   = regexp.MustCompile(`^\t// (.+)$`)
	packageLine = regexp.MustCompile(`^\t"([^"]+)": *\{`)
)

// packagesTable is every package, on its floor, with the first sentence it says
// of itself. Floors and packages are those of the law in internal/layers.
func packagesTable(t *testing.T) string {
	law, err := os.ReadFile(filepath.Join(repository, "internal", "layers", "layers_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	_, entries, found := strings.Cut(string(law), "\nvar mayImport = map[string][]string{\n")
	entries, _, ended := strings.Cut(entries, "\n}\n")
	if !found || !ended {
		t.Fatal("the law of imports is not where it was")
	}
	floor, rows := "", [][]string{{"Floor", "Package", "What it is"}}
	for line := range strings.SplitSeq(entries, "\n") {
		if f := floorLine.FindStringSubmatch(line); f != nil {
			floor = f[1]
		}
		if p := packageLine.FindStringSubmatch(line); p != nil {
			_, says := packageClause(t, p[1])
			rows = append(rows, []string{floor, fmt.Sprintf("[%s](%s)", path.Base(p[1]), p[1]), synopsis(says)})
			floor = ""
		}
	}
	return table(rows...)
}

// synopsis is the first sentence of a package comment, without the words that
// every such comment begins with.
func synopsis(text string) string {
	sentence := new(doc.Package).Synopsis(text)
	if words := strings.SplitN(sentence, " ", 3); len(words) == 3 && (words[0] == "Package" || words[0] == "Command") {
		sentence = words[2]
	}
	return strings.TrimRight(sentence, ".:")
}

// packageClause returns the name of the package in dir, and its comment.
func packageClause(t *testing.T, dir string) (name, says string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(repository, filepath.FromSlash(dir), "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s holds no Go files", dir)
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		if name == "" || !strings.HasSuffix(file, "_test.go") {
			name = parsed.Name.Name
		}
		if says == "" {
			says = parsed.Doc.Text()
		}
	}
	return name, says
}
