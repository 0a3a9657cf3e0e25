package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/finding"
	examples "github.com/advancing-practice/credctl/testdata/criteria"
)

// shippedPages are the pages that explain knows without any repository.
func shippedPages(t *testing.T) []finding.Page {
	t.Helper()
	set, err := criteria.NewSet(criteria.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return (&project{set: set}).pages()
}

// Every page is complete, and says something that no other page says.
func TestPagesAreCompleteAndDiffer(t *testing.T) {
	whys, titles := map[string]string{}, map[string]string{}
	for _, page := range shippedPages(t) {
		if page.Title == "" || page.Why == "" || page.Help == "" {
			t.Errorf("%s: title, why or help is empty", page.Code)
		}
		if twin := whys[page.Why]; twin != "" {
			t.Errorf("%s and %s have the same why", twin, page.Code)
		}
		if twin := titles[page.Title]; twin != "" {
			t.Errorf("%s and %s have the same title", twin, page.Code)
		}
		whys[page.Why], titles[page.Title] = page.Code, page.Code
	}
}

// Every code that the program can give has exactly one page, and no page is about
// a code that it cannot give.
func TestEveryCodeHasAPage(t *testing.T) {
	var paged []string
	for _, page := range shippedPages(t) {
		if slices.Contains(paged, page.Code) {
			t.Errorf("%s has two pages", page.Code)
		}
		paged = append(paged, page.Code)
	}
	code := regexp.MustCompile(`^[A-Z][0-9]{3}$`)
	for text, file := range literals(t) {
		if code.MatchString(text) && !slices.Contains(paged, text) {
			t.Errorf("%s: code %s has no page", file, text)
		}
	}
}

// Every page has a worked example, which fails and passes, and every example a
// page.
func TestEveryPageHasAnExample(t *testing.T) {
	worked := examples.Codes()
	for _, page := range shippedPages(t) {
		i := slices.Index(worked, page.Code)
		if i < 0 {
			t.Errorf("there is no testdata/criteria/%s.txtar", page.Code)
			continue
		}
		worked = slices.Delete(worked, i, i+1)
		e, _, err := examples.Get(page.Code)
		if err != nil || len(e.Fail) == 0 || len(e.Pass) == 0 || len(e.Want) == 0 {
			t.Errorf("example of %s: %d files fail, %d pass, %d findings are wanted, error %v", page.Code, len(e.Fail), len(e.Pass), len(e.Want), err)
		}
	}
	for _, code := range worked {
		t.Errorf("testdata/criteria/%s.txtar: there is no such code", code)
	}
}

// What the program advises people to type is there to be typed: a command that is
// planned is not mentioned before it exists.
func TestAdviceNamesCommandsThatExist(t *testing.T) {
	planned := []string{"new", "init", "fmt", "fix", "diff", "due", "status", "review", "endorse", "release", "verify", "publish", "render", "export", "site"}
	root := NewRoot(&Env{})
	advice := regexp.MustCompile(`\bcredctl ([a-z]+)`)
	check := func(text, where string) {
		for _, m := range advice.FindAllStringSubmatch(text, -1) {
			if cmd, _, err := root.Find(m[1:]); slices.Contains(planned, m[1]) && (err != nil || cmd == root) {
				t.Errorf("%s: %q is advised, which does not exist", where, m[0])
			}
		}
	}
	for text, file := range literals(t) {
		check(text, file)
	}
	for _, page := range shippedPages(t) {
		check(page.Title+"\n"+page.Why+"\n"+page.Help, page.Code)
	}
}

// literals are the string literals of the program, tests aside, each with a file
// that it stands in.
func literals(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil {
					all[text] = path
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
