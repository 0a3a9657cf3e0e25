package cli

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gopkg.in/yaml.v3"
)

// program returns the path of a program that is not part of a bare machine with Go
// and git. Without it the test is skipped, unless REQUIRE_PROGRAMS asks for it.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("REQUIRE_PROGRAMS") != "" {
		t.Fatalf("%s is missing; .ci/programs installs it", name)
	}
	if err != nil {
		t.Skipf("%s is not installed", name)
	}
	return path
}

// outside runs a program in a folder and returns what it prints and whether it was
// content.
func outside(t *testing.T, dir string, name string, args ...string) (string, bool) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=T. Tester", "GIT_AUTHOR_EMAIL=tester@example.org",
		"GIT_COMMITTER_NAME=T. Tester", "GIT_COMMITTER_EMAIL=tester@example.org")
	out, err := cmd.CombinedOutput()
	if _, failed := err.(*exec.ExitError); err != nil && !failed {
		t.Fatal(err)
	}
	return string(out), err == nil
}

// must is outside for what has to succeed.
func must(t *testing.T, dir string, name string, args ...string) {
	t.Helper()
	if out, ok := outside(t, dir, name, args...); !ok {
		t.Fatalf("%s %s:\n%s", name, strings.Join(args, " "), out)
	}
}

// initialised is a folder that `credctl init` has set up.
func initialised(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var out bytes.Buffer
	env := &Env{In: strings.NewReader(""), Out: &out, Err: &out, Dir: dir, Now: time.Now}
	if status := Run(context.Background(), env, []string{"init"}); status != exitOK {
		t.Fatalf("exit status %d\n%s", status, out.String())
	}
	return dir
}

// spoilt is a text with one thing in it put wrong.
func spoilt(t *testing.T, text, old, by string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("there is no %q to break", old)
	}
	return strings.Replace(text, old, by, 1)
}

func TestActionlintAcceptsTheWorkflow(t *testing.T) {
	actionlint := program(t, "actionlint")
	dir := initialised(t)
	must(t, dir, "git", "init", "--quiet")
	file := filepath.Join(dir, ".github", "workflows", "credctl.yml")
	if out, ok := outside(t, dir, actionlint, "-no-color"); !ok {
		t.Errorf("actionlint:\n%s", out)
	}
	text := readFile(t, file)
	for old, by := range map[string]string{
		"runs-on: ubuntu-latest": "run-on: ubuntu-latest",
		"github.base_ref":        "github.base_reef",
		"contents: read":         "contents: rad",
	} {
		writeFile(t, file, spoilt(t, text, old, by))
		if out, ok := outside(t, dir, actionlint, "-no-color"); ok {
			t.Errorf("actionlint lets %q pass:\n%s", by, out)
		}
	}
}

// TestActionIsOne holds action.yml to the published schema of actions, by a
// validator that carries it.
func TestActionIsOne(t *testing.T) {
	validator := program(t, "action-validator")
	dir := t.TempDir()
	file, text := filepath.Join(dir, "action.yml"), readFile(t, filepath.Join(repository, "action.yml"))
	writeFile(t, file, text)
	if out, ok := outside(t, dir, validator, file); !ok {
		t.Errorf("action-validator:\n%s", out)
	}
	for old, by := range map[string]string{
		"      shell: bash\n": "", "using: composite": "using: composit", "description: Check": "describe: Check",
	} {
		writeFile(t, file, spoilt(t, text, old, by))
		if out, ok := outside(t, dir, validator, file); ok {
			t.Errorf("action-validator lets %q pass without %q:\n%s", by, old, out)
		}
	}
}

type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Steps []struct {
			Name, Run, Uses, Shell string
			Env, With              map[string]string
		}
	}
}

func readAction(t *testing.T) action {
	t.Helper()
	var a action
	if err := yaml.Unmarshal([]byte(readFile(t, filepath.Join(repository, "action.yml"))), &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// Inputs reach a script through the environment alone, whoever writes them; and
// none is called like a setting of credctl, which would refuse it.
func TestActionWritesNoInputIntoAScript(t *testing.T) {
	a := readAction(t)
	used := ""
	for _, step := range a.Runs.Steps {
		if strings.Contains(step.Run, "${{") {
			t.Errorf("%s: something is written into the script", step.Name)
		}
		for name, value := range step.Env {
			used += value
			if strings.HasPrefix(name, "CREDCTL_") || !strings.Contains(step.Run, "$"+name) && !strings.Contains(step.Run, "${"+name) {
				t.Errorf("%s: variable %s is unused, or taken for a setting", step.Name, name)
			}
		}
	}
	for input := range a.Inputs {
		if !strings.Contains(used, "inputs."+input+" ") {
			t.Errorf("the input %s goes nowhere", input)
		}
	}
}

// The last script of the action hands on what it is given, word by word, and runs
// none of it.
func TestActionScriptHandsOnItsInputs(t *testing.T) {
	bash := program(t, "bash")
	steps := readAction(t).Runs.Steps
	script := steps[len(steps)-1].Run
	tests := []struct {
		env  map[string]string
		want []string
	}{
		{map[string]string{}, []string{"validate", "--"}},
		{
			map[string]string{
				"INPUT_SINCE": "origin/$(touch made)`touch made`", "INPUT_FAIL_ON": "note; touch made",
				"INPUT_PATHS": "specs/a.yaml\nspecs/* $HOME", "INPUT_ARGS": "--format github  --format sarif=x",
			},
			[]string{
				"validate", "--since=origin/$(touch made)`touch made`", "--fail-on-new", "--fail-on=note; touch made",
				"--format", "github", "--format", "sarif=x", "--", "specs/a.yaml", "specs/*", "$HOME",
			},
		},
	}
	for _, test := range tests {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "specs", "b.yaml"), "")
		fake := filepath.Join(dir, "credctl-bin", "credctl")
		writeFile(t, fake, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 1\n")
		if err := os.Chmod(fake, 0o755); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(bash, "-e", "-c", script)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "RUNNER_TEMP="+dir, "INPUT_SINCE=", "INPUT_FAIL_ON=", "INPUT_PATHS=", "INPUT_ARGS=")
		for name, value := range test.env {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
		out, err := cmd.CombinedOutput()
		if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 1 {
			t.Errorf("the step ends with %v, want exit status 1 as from credctl\n%s", err, out)
		}
		if got := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n"); !slices.Equal(got, test.want) {
			t.Errorf("credctl was given %q\nwant %q", got, test.want)
		}
		if _, err := os.Stat(filepath.Join(dir, "made")); err == nil {
			t.Error("an input was run")
		}
	}
}

// TestGitLabFiles holds the files for GitLab to GitLab's own schema, by a program
// that carries it and runs pipelines.
func TestGitLabFiles(t *testing.T) {
	runner := program(t, "gitlab-ci-local")
	component := readFile(t, filepath.Join(repository, "templates", "validate.yml"))
	pipeline := readFile(t, filepath.Join(initialised(t), ".gitlab-ci.yml"))
	include := "include:\n  - local: templates/validate.yml\n    inputs:\n      job: checks\n      fail-on: warning\n"
	tests := []struct {
		name, pipeline, component string
		ok                        bool
		says                      string
	}{
		{"pipeline", pipeline, component, true, "credctl "},
		{"broken pipeline", spoilt(t, pipeline, "when: always", "when: sometimes"), component, false, "sometimes"},
		{"component", include, component, true, "checks "},
		{"broken component", include, spoilt(t, component, "when: always", "when: sometimes"), false, "sometimes"},
		{"component without its input", include, spoilt(t, component, "    job:\n", "    jobb:\n"), false, ""},
	}
	for _, test := range tests {
		dir := t.TempDir()
		must(t, dir, "git", "init", "--quiet", "--initial-branch=main")
		must(t, dir, "git", "remote", "add", "origin", "https://127.0.0.1:9/group/project.git")
		writeFile(t, filepath.Join(dir, ".gitlab-ci.yml"), test.pipeline)
		writeFile(t, filepath.Join(dir, "templates", "validate.yml"), test.component)
		must(t, dir, "git", "add", ".")
		must(t, dir, "git", "commit", "--quiet", "-m", "x")
		out, ok := outside(t, dir, runner, "--list-all")
		if ok != test.ok || !strings.Contains(out, test.says) {
			t.Errorf("%s: accepted is %t, want %t and a word of %q\n%s", test.name, ok, test.ok, test.says, out)
		}
	}
}

// Every input of the component is used, and none is written into its script.
func TestGitLabComponentWritesNoInputIntoAScript(t *testing.T) {
	parts := strings.Split(readFile(t, filepath.Join(repository, "templates", "validate.yml")), "\n---\n")
	if len(parts) != 2 {
		t.Fatalf("a component has a head and a body, found %d parts", len(parts))
	}
	var head struct {
		Spec struct {
			Inputs map[string]struct{ Description, Default string }
		}
	}
	var body map[string]struct{ Script []string }
	if err := yaml.Unmarshal([]byte(parts[0]), &head); err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal([]byte(parts[1]), &body); err != nil {
		t.Fatal(err)
	}
	for name, input := range head.Spec.Inputs {
		if input.Description == "" || !strings.Contains(parts[1], "$[[ inputs."+name+" ]]") {
			t.Errorf("the input %s is not described, or goes nowhere", name)
		}
	}
	for job, does := range body {
		if len(does.Script) == 0 || strings.Contains(strings.Join(does.Script, "\n"), "$[[") {
			t.Errorf("%s: no script, or an input is written into it", job)
		}
	}
}

// What the files for continuous integration ask of credctl, it has.
func TestCIFilesNameWhatExists(t *testing.T) {
	root := NewRoot(&Env{})
	validate, _, err := root.Find([]string{"validate"})
	if err != nil {
		t.Fatal(err)
	}
	dir := initialised(t)
	flag := regexp.MustCompile(`["( ]--([a-z][a-z-]+)`)
	for _, file := range []string{
		filepath.Join(dir, ".github", "workflows", "credctl.yml"), filepath.Join(dir, ".gitlab-ci.yml"),
		filepath.Join(repository, "action.yml"), filepath.Join(repository, "templates", "validate.yml"),
	} {
		for _, m := range flag.FindAllStringSubmatch(readFile(t, file), -1) {
			if validate.Flags().Lookup(m[1]) == nil {
				t.Errorf("%s: credctl validate has no flag --%s", filepath.Base(file), m[1])
			}
		}
	}
	command := regexp.MustCompile("(?:`|entry: )credctl ([a-z]+)")
	for _, file := range []string{filepath.Join(dir, "README.md"), filepath.Join(dir, ".credctl.yaml"), filepath.Join(repository, ".pre-commit-hooks.yaml")} {
		for _, m := range command.FindAllStringSubmatch(readFile(t, file), -1) {
			if cmd, _, err := root.Find(m[1:]); err != nil || cmd == root {
				t.Errorf("%s: there is no command credctl %s", filepath.Base(file), m[1])
			}
		}
	}
}
