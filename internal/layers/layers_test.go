// Package layers is the architecture as a test: who may import whom. Where the
// drawing turns out wrong, change the drawing and this law together, in a commit
// of its own that says why.
package layers

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/advancing-practice/credctl/"

// mayImport is the whole architecture: each package, and what of this module its
// program code may import. A package that is not listed fails the test.
var mayImport = map[string][]string{
	// 0: what everything speaks of
	"internal/finding":  {},
	"internal/nearest":  {},
	"internal/yamldoc":  {"internal/finding"},
	"internal/decode":   {"internal/finding", "internal/nearest", "internal/yamldoc"},
	"internal/docx":     {"internal/document"},
	"internal/document": {},
	"internal/tabular":  {},
	"internal/record":   {"internal/finding", "internal/yamldoc", "internal/decode"},
	// 1: the field's things
	"internal/framework": {"internal/finding", "internal/nearest", "internal/yamldoc", "internal/decode"},
	"internal/glossary":  {"internal/framework", "internal/nearest"},
	"internal/spec":      {"internal/finding", "internal/yamldoc", "internal/decode"},
	"internal/sshsig":    {},
	"internal/criteria": {
		"internal/finding", "internal/nearest", "internal/yamldoc", "internal/decode",
		"internal/framework", "internal/spec",
	},
	// 2: judgement over many, and what is written
	"internal/compose": {"internal/finding", "internal/yamldoc", "internal/decode", "internal/spec"},
	"internal/drafting": {
		"internal/finding", "internal/yamldoc", "internal/framework", "internal/spec", "internal/criteria", "internal/compose",
	},
	"internal/validate": {
		"internal/finding", "internal/nearest", "internal/yamldoc", "internal/decode", "internal/framework",
		"internal/spec", "internal/criteria",
	},
	"internal/chain":        {"internal/finding", "internal/nearest", "internal/record", "internal/sshsig"},
	"internal/format":       {"internal/finding", "internal/yamldoc", "internal/spec"},
	"internal/intervention": {"internal/spec"},
	"internal/fix":          {"internal/finding", "internal/yamldoc", "internal/spec"},
	"internal/intake": {
		"internal/nearest", "internal/docx", "internal/tabular", "internal/framework", "internal/compose",
	},
	"internal/standing": {
		"internal/nearest", "internal/yamldoc", "internal/record", "internal/criteria", "internal/chain",
	},
	"internal/verify": {
		"internal/finding", "internal/nearest", "internal/yamldoc", "internal/decode", "internal/record", "internal/sshsig",
		"internal/chain", "internal/standing",
	},
	"internal/diff":     {"internal/finding", "internal/yamldoc", "internal/spec"},
	"internal/layout":   {"internal/document", "internal/yamldoc", "internal/spec"},
	"internal/matrix":   {"internal/finding", "internal/framework", "internal/spec"},
	"internal/comments": {"internal/nearest", "internal/tabular", "internal/spec", "internal/verify"},
	"internal/edition": {
		"internal/framework", "internal/spec", "internal/record", "internal/chain", "internal/standing", "internal/diff",
	},
	"internal/release": {
		"internal/document", "internal/finding", "internal/framework", "internal/spec", "internal/criteria", "internal/record",
		"internal/chain", "internal/standing", "internal/diff", "internal/edition", "internal/comments",
	},
	"internal/workbook": {
		"internal/nearest", "internal/docx", "internal/tabular", "internal/framework", "internal/spec", "internal/diff", "internal/edition",
	},
	// 3: the world outside
	"internal/gitrepo":   {},
	"internal/forge":     {},
	"internal/sshkey":    {"internal/sshsig"},
	"internal/workspace": {},
	"internal/config":    {"internal/finding", "internal/nearest", "internal/yamldoc", "internal/decode"},
	"internal/ledger":    {"internal/record", "internal/chain", "internal/gitrepo"},
	"internal/browser":   {},
	"internal/cache":     {"internal/finding", "internal/spec", "internal/criteria", "internal/validate"},
	// 4: values in, bytes out
	"internal/report": {
		"internal/document", "internal/finding", "internal/framework", "internal/glossary", "internal/spec", "internal/criteria",
		"internal/validate", "internal/intervention", "internal/record", "internal/standing", "internal/verify",
		"internal/workbook", "internal/matrix", "internal/comments", "internal/tabular", "internal/diff",
	},
	"internal/dossier": {
		"internal/document", "internal/layout", "internal/finding", "internal/yamldoc", "internal/framework", "internal/spec", "internal/criteria", "internal/record",
		"internal/report", // for Printable: what people read is escaped in one way
	},
	"internal/chart": {"internal/document"},
	"internal/page":  {"internal/document", "internal/report"},
	"internal/render": {
		"internal/matrix", "internal/comments", "internal/chart", "internal/document", "internal/docx", "internal/framework", "internal/spec", "internal/record", "internal/chain",
		"internal/standing", "internal/layout", "internal/diff", "internal/edition", "internal/page", "internal/report",
	},
	"internal/export": {
		"internal/yamldoc", "internal/document", "internal/docx", "internal/tabular", "internal/framework", "internal/spec",
		"internal/record", "internal/chain", "internal/standing", "internal/diff", "internal/edition",
		"internal/workbook",
	},
	"internal/site": {
		"internal/comments", "internal/document", "internal/framework", "internal/spec", "internal/standing", "internal/diff", "internal/edition",
		"internal/matrix", "internal/page", "internal/render", "internal/export",
	},
	"internal/scaffold": {"schema"},
	// 5: the command line
	"internal/cli": {
		"internal/browser",
		"internal/cache",
		"internal/chain",
		"internal/chart",
		"internal/comments",
		"internal/config",
		"internal/criteria",
		"internal/decode",
		"internal/diff",
		"internal/document",
		"internal/docx",
		"internal/dossier",
		"internal/edition",
		"internal/export",
		"internal/drafting",
		"internal/finding",
		"internal/fix",
		"internal/forge",
		"internal/format",
		"internal/framework",
		"internal/gitrepo",
		"internal/glossary",
		"internal/intake",
		"internal/intervention",
		"internal/ledger",
		"internal/matrix",
		"internal/nearest",
		"internal/page",
		"internal/record",
		"internal/release",
		"internal/render",
		"internal/report",
		"internal/scaffold",
		"internal/site",
		"internal/spec",
		"internal/sshkey",
		"internal/sshsig",
		"internal/standing",
		"internal/tabular",
		"internal/validate",
		"internal/verify",
		"internal/workbook",
		"internal/workspace",
		"internal/yamldoc",
		"schema",
		"testdata/criteria",
	},
	"cmd/credctl":      {"internal/cli"},
	"cmd/credctl-docs": {"internal/cli"},
	"internal/layers":  {},
	// for tests alone, so they stand in nobody's list
	"internal/forgetest":  {},
	"internal/recordtest": {"internal/finding", "internal/record", "internal/sshsig", "schema"},
	// data that is part of the program
	"schema":            {},
	"testdata/criteria": {},
	// programs of the workshop, never part of the product
	"testdata/bench":        {"testdata/bench/corpus"},
	"testdata/bench/corpus": {},
}

// onlyIn names the homes of every import that reaches outside the process, or
// that we may want to replace one day. A trailing slash means everything below.
var onlyIn = map[string][]string{
	"github.com/agnivade/levenshtein":       {"internal/nearest"},
	"github.com/google/uuid":                {"internal/export"},
	"github.com/hiddeco/sshsig":             {"internal/sshsig"},
	"github.com/joshdk/go-junit":            {}, // tests alone: a reader of what we write
	"github.com/mattn/go-runewidth":         {"internal/report"},
	"github.com/piprate/json-gold/":         {}, // tests alone: a reader of what we write
	"github.com/rogpeppe/go-internal/diff":  {"internal/report"},
	"github.com/rogpeppe/go-internal/txtar": {"testdata/criteria"},
	"github.com/santhosh-tekuri/":           {}, // tests alone: its mere import doubles the start
	"github.com/spf13/cobra":                {"internal/cli"},
	"github.com/spf13/cobra/doc":            {"cmd/credctl-docs"},
	"github.com/spf13/pflag":                {"internal/cli"},
	"github.com/spf13/viper":                {"internal/config"},
	"github.com/yuin/goldmark":              {}, // tests alone, as above
	"golang.org/x/crypto/":                  {"internal/sshsig", "internal/sshkey"},
	"golang.org/x/mod/semver":               {"internal/standing", "internal/diff", "internal/site"},
	"golang.org/x/net/":                     {}, // tests alone, as above
	"golang.org/x/sys/unix":                 {"internal/workspace"},
	"golang.org/x/term":                     {"internal/cli"},
	"gopkg.in/yaml.v3":                      {"internal/yamldoc"},
	"github.com/go-git/":                    {"internal/gitrepo"},
	"crypto/rand":                           {"internal/sshkey"}, // keys to be thrown away
	"math/rand":                             {},
	"math/rand/v2":                          {},
	"net/":                                  {"internal/forge", "internal/forgetest"},
	"net":                                   {"internal/sshkey", "internal/forge"}, // the socket of ssh-agent; what an address of this machine is
	"os":                                    {"cmd/credctl", "cmd/credctl-docs", "internal/cli", "internal/gitrepo", "internal/sshkey", "internal/workspace", "internal/cache", "internal/browser", "testdata/bench"},
	"os/exec":                               {"internal/gitrepo", "internal/sshkey", "internal/browser"},
	"os/signal":                             {"internal/cli"},
	"path/filepath":                         {"cmd/credctl-docs", "internal/cli", "internal/gitrepo", "internal/sshkey", "internal/workspace", "internal/cache", "internal/browser", "testdata/bench"},
	"syscall":                               {"internal/cli", "internal/gitrepo", "internal/workspace", "internal/cache"},
	"unsafe":                                {},

	"github.com/rogpeppe/go-internal/lockedfile": {"internal/cli"},
}

// pure are the packages of floors 0 to 2, the domain: besides the imports above
// they may not ask for the time either.
var pure = []string{
	"internal/finding",
	"internal/nearest",
	"internal/yamldoc",
	"internal/decode",
	"internal/framework",
	"internal/spec",
	"internal/sshsig",
	"internal/criteria",
	"internal/compose",
	"internal/drafting",
	"internal/validate",
	"internal/format",
	"internal/fix",
	"internal/glossary",
	"internal/intervention",
	"internal/scaffold",
	"internal/docx",
	"internal/tabular",
	"internal/intake",
	"internal/record",
	"internal/chain",
	"internal/standing",
	"internal/verify",
	"internal/comments",
	"internal/diff",
	"internal/release",
	"internal/workbook",
}

func TestImportsPointDown(t *testing.T) {
	forEachImport(t, func(pkg, file, imported string) {
		allowed, listed := mayImport[pkg]
		if !listed {
			t.Errorf("%s: package %s is not in the law", file, pkg)
			return
		}
		if own, ours := strings.CutPrefix(imported, module); ours && !slices.Contains(allowed, own) {
			t.Errorf("%s: %s may not import %s", file, pkg, own)
		}
	})
}

func TestOutsideHasOneHome(t *testing.T) {
	forEachImport(t, func(pkg, file, imported string) {
		for outside, homes := range onlyIn {
			below := strings.HasSuffix(outside, "/") && strings.HasPrefix(imported, outside)
			if (imported == outside || below) && !slices.Contains(homes, pkg) {
				t.Errorf("%s: %s may not import %s", file, pkg, imported)
			}
		}
		if outside := strings.Contains(strings.SplitN(imported, "/", 2)[0], "."); outside && !known(imported) {
			t.Errorf("%s: %s has no home in the law", file, imported)
		}
	})
}

// known reports whether an import from outside the standard library is ours or
// has a home.
func known(imported string) bool {
	if strings.HasPrefix(imported, module) {
		return true
	}
	for outside := range onlyIn {
		if imported == outside || strings.HasPrefix(imported, strings.TrimSuffix(outside, "/")+"/") {
			return true
		}
	}
	return false
}

func TestDomainAsksNoClock(t *testing.T) {
	forEachFile(t, func(pkg, file string, source []byte) {
		if slices.Contains(pure, pkg) && strings.Contains(string(source), "time.Now") {
			t.Errorf("%s: %s may not ask for the time; it is handed in", file, pkg)
		}
	})
}

func TestLawSpeaksOfWhatExists(t *testing.T) {
	seen := map[string]bool{}
	forEachFile(t, func(pkg, _ string, _ []byte) { seen[pkg] = true })
	for pkg := range mayImport {
		if !seen[pkg] && pkg != "internal/layers" {
			t.Errorf("the law speaks of %s, which has no Go files", pkg)
		}
	}
}

// forEachImport calls do for every import of program code (tests aside).
func forEachImport(t *testing.T, do func(pkg, file, imported string)) {
	t.Helper()
	forEachFile(t, func(pkg, file string, source []byte) {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			do(pkg, file, imported)
		}
	})
}

// forEachFile calls do for every Go file of the module that is not a test.
func forEachFile(t *testing.T, do func(pkg, file string, source []byte)) {
	t.Helper()
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name := entry.Name(); len(name) > 1 && name[0] == '.' {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		source, err := fs.ReadFile(root, file)
		if err != nil {
			return err
		}
		do(path.Dir(file), file, source)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
