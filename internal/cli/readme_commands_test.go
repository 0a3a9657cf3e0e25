package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// others are the commands beside credctl itself that the README may show, by
// their first words. They are held to what can be held without running them.
var others = map[string]func(t *testing.T, args []string){
	"go test":     holdGoTest,
	"go generate": func(t *testing.T, args []string) { holdExists(t, args[0]) },
	"go build":    func(t *testing.T, args []string) { holdMainPackage(t, args[len(args)-1]) },
	"go run":      func(t *testing.T, args []string) { holdMainPackage(t, args[0]) },
	"git clone":   holdClone,
	"tar -xzf":    func(t *testing.T, args []string) { holdArchive(t, args[0]) },
	"cd":          func(*testing.T, []string) {},
	".ci/run":     func(t *testing.T, _ []string) { holdExists(t, ".ci/run") },
}

// isCommand reports whether code within a sentence is a command, and not merely
// a name.
func isCommand(words []string) bool {
	switch words[0] {
	case "go", "git", "tar":
		return len(words) > 2
	case ".ci/run":
		return true
	}
	args, isProgram := ownArgs(words)
	return isProgram && len(args) > 0
}

// do runs a command if it is credctl, and otherwise holds it to what can be held.
// It returns the exit status.
func (r *reader) do(t *testing.T, section string, words []string) int {
	t.Helper()
	for len(words) > 1 && slices.Contains([]string{"CGO_ENABLED", "GOOS", "GOARCH"}, strings.Split(words[0], "=")[0]) {
		words = words[1:]
	}
	if _, isProgram := ownArgs(words); isProgram {
		out, status := r.program(t, section, words)
		if status > exitFindings {
			t.Log(out)
		}
		return status
	}
	for n := min(2, len(words)); n > 0; n-- {
		if hold, known := others[strings.Join(words[:n], " ")]; known {
			if len(words) == n && n > 1 {
				t.Fatalf("%s: arguments are missing", strings.Join(words, " "))
			}
			hold(t, words[n:])
			return exitOK
		}
	}
	t.Fatalf("no test knows the command %q", strings.Join(words, " "))
	return exitFailure
}

// holdGoTest holds a call of go test to be well formed: flags that exist,
// packages that exist, and names that match some function there. Running it here
// would run this test within itself.
func holdGoTest(t *testing.T, args []string) {
	functions := map[string]*regexp.Regexp{}
	var packages []string
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "-race" || arg == "-v" || arg == "-update":
		case (arg == "-run" || arg == "-bench") && i+1 < len(args):
			i++
			functions[map[string]string{"-run": "Test", "-bench": "Benchmark"}[arg]] = regexp.MustCompile(args[i])
		case strings.HasPrefix(arg, "-"):
			t.Errorf("go test: no test knows the flag %s", arg)
		default:
			packages = append(packages, arg)
			holdExists(t, strings.TrimSuffix(arg, "/..."))
		}
	}
	for kind, wanted := range functions {
		if wanted.String() != "^$" && !slices.ContainsFunc(testFunctions(t, packages, kind), wanted.MatchString) {
			t.Errorf("go test: no function of %s matches %s", strings.Join(packages, " "), wanted)
		}
	}
}

var testFunction = regexp.MustCompile(`(?m)^func (\w+)\(\w+ \*testing\.[TB]\)`)

// testFunctions returns the names of the functions in the tests of some packages
// that begin with kind.
func testFunctions(t *testing.T, packages []string, kind string) []string {
	var names []string
	for _, dir := range packages {
		files, err := filepath.Glob(filepath.Join(repository, dir, "*_test.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range testFunction.FindAllStringSubmatch(string(source), -1) {
				if strings.HasPrefix(name[1], kind) {
					names = append(names, name[1])
				}
			}
		}
	}
	return names
}

func holdMainPackage(t *testing.T, dir string) {
	if name, _ := packageClause(t, dir); name != "main" {
		t.Errorf("%s is not a program", dir)
	}
}

func holdClone(t *testing.T, args []string) {
	gomod, err := os.ReadFile(filepath.Join(repository, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	home, isURL := strings.CutPrefix(args[0], "https://")
	if !isURL || !strings.HasPrefix(string(gomod), "module "+home+"\n") {
		t.Errorf("git clone %s: go.mod says the module lives elsewhere", args[0])
	}
}

func holdExists(t *testing.T, file string) {
	if _, err := os.Stat(filepath.Join(repository, filepath.FromSlash(file))); err != nil {
		t.Errorf("there is no %s", file)
	}
}

var (
	archive   = regexp.MustCompile(`credctl_VERSION_\w+(\.[a-z]+)*`)
	published = regexp.MustCompile(`^credctl_VERSION_(windows_(amd64|arm64)\.zip|(linux|darwin)_(amd64|arm64)\.tar\.gz)$`)
)

func holdArchive(t *testing.T, name string) {
	if !published.MatchString(name) {
		t.Errorf("a release has no archive %s", name)
	}
}

// TestReadmeNamesArchives holds the names of downloads to those that a release
// has, and what is assumed of them here to the recipe of the release.
func TestReadmeNamesArchives(t *testing.T) {
	recipe, err := os.ReadFile(filepath.Join(repository, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{
		"project_name: credctl\n", "goos: [linux, darwin, windows]\n", "goarch: [amd64, arm64]\n", "formats: [tar.gz]\n",
		"      - goos: windows\n        formats: [zip]\n", "name_template: SHA256SUMS\n",
		`name_template: "{{ .ProjectName }}_{{ .Version }}_{{ .Os }}_{{ .Arch }}"` + "\n",
	} {
		if !strings.Contains(string(recipe), said) {
			t.Errorf(".goreleaser.yaml no longer says %q; see what the README tells people to download", said)
		}
	}
	met := 0
	for _, line := range readPage(t).lines {
		for _, name := range archive.FindAllString(line, -1) {
			if met++; strings.Contains(name, ".") {
				holdArchive(t, name)
			}
		}
	}
	if met == 0 {
		t.Error("the README names no archive")
	}
}

var (
	link    = regexp.MustCompile(`\]\(([^)]+)\)`)
	heading = regexp.MustCompile(`^#+ (.+)$`)
	dropped = regexp.MustCompile(`[^a-z0-9 -]`)
)

// TestReadmeLinks holds links to files and headings that exist.
func TestReadmeLinks(t *testing.T) {
	p := readPage(t)
	anchors := map[string]bool{}
	for _, line := range p.lines {
		if h := heading.FindStringSubmatch(line); h != nil {
			anchors["#"+strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(h[1]), ""), " ", "-")] = true
		}
	}
	for i, line := range p.lines {
		for _, l := range link.FindAllStringSubmatch(line, -1) {
			switch target := l[1]; {
			case strings.HasPrefix(target, "https://"):
			case strings.HasPrefix(target, "#"):
				if !anchors[target] {
					t.Errorf("README.md:%d: no heading is %s", i+1, target)
				}
			default:
				holdExists(t, target)
			}
		}
	}
}
