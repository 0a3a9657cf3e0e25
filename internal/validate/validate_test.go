package validate_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/advancing-practice/credctl/internal/criteria"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/validate"
)

// input returns an Input that checks the named files of a set held in memory;
// the others of the set are known to it as the rest of the repository.
func input(t *testing.T, files map[string]string, checked ...string) validate.Input {
	t.Helper()
	set, err := criteria.NewSet(criteria.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	in := validate.Input{
		Files: checked, Criteria: set, Frameworks: framework.NewRegistry(framework.Embedded()...), Today: "2026-11-22",
		Read: func(file string) ([]byte, error) {
			if text, ok := files[file]; ok {
				return []byte(text), nil
			}
			return nil, fs.ErrNotExist
		},
	}
	return in
}

func proposal(id string) string {
	return fmt.Sprintf("format: 1\nid: %s\nversion: 0.1.0\nstage: proposal\ntitle: %s\n", id, id)
}

func codes(res validate.Result, prefix string) []string {
	var all []string
	for _, f := range res.Findings {
		if strings.HasPrefix(f.Code, prefix) {
			all = append(all, f.File+" "+f.Code)
		}
	}
	return all
}

func TestOtherFilesIdsCountWithoutBeingChecked(t *testing.T) {
	in := input(t, map[string]string{
		"specs/a.yaml": proposal("a"),
		"specs/b.yaml": "# a copy\nid: 'a' # left behind\nnot: [even valid",
	}, "specs/a.yaml")
	in.Others = []string{"specs/b.yaml", "specs/gone.yaml"}
	res, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"specs/a.yaml R021"}, codes(res, "R02")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(res.Verdicts) != 1 {
		t.Errorf("%d verdicts, want 1: only one file was to be checked", len(res.Verdicts))
	}
}

func TestIDsOutsideTheRepositoryClashWithNobodys(t *testing.T) {
	in := input(t, map[string]string{"-": proposal("a"), "specs/a.yaml": proposal("a"), "specs/b.yaml": proposal("a")}, "-", "specs/a.yaml")
	in.Loose = []string{"-"}
	for _, test := range []struct {
		others []string
		want   []string
	}{
		{nil, nil},
		{[]string{"specs/b.yaml"}, []string{"specs/a.yaml R021"}},
	} {
		in.Others = test.others
		res, err := validate.Run(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, codes(res, "R02")); diff != "" {
			t.Errorf("with %q (-want +got):\n%s", test.others, diff)
		}
	}
}

func TestSharedIDNamesFewFiles(t *testing.T) {
	files := map[string]string{}
	var names []string
	for i := range 9 {
		name := fmt.Sprintf("specs/copy-%d.yaml", i)
		files[name], names = proposal("same"), append(names, name)
	}
	res, err := validate.Run(context.Background(), input(t, files, names...))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range res.Findings {
		if f.Code == validate.CodeSharedID && !strings.HasSuffix(f.Message, " and 5 more") {
			t.Fatalf("message is %q, want three names and how many more", f.Message)
		}
	}
}

func TestUnreadableFileHidesNoOther(t *testing.T) {
	in := input(t, map[string]string{"specs/a.yaml": proposal("a")}, "specs/a.yaml", "specs/gone.yaml")
	res, err := validate.Run(context.Background(), in)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "specs/gone.yaml") {
		t.Errorf("error is %v, want one that names specs/gone.yaml", err)
	}
	if len(res.Verdicts) != 1 || res.Verdicts[0].ID != "a" {
		t.Errorf("verdicts are %v, want that of a", res.Verdicts)
	}
}

func TestPanicIsAnInternalError(t *testing.T) {
	in := input(t, map[string]string{"specs/a.yaml": proposal("a")}, "specs/a.yaml", "specs/b.yaml")
	read := in.Read
	in.Read = func(file string) ([]byte, error) {
		if file == "specs/b.yaml" {
			panic("broken check")
		}
		return read(file)
	}
	res, err := validate.Run(context.Background(), in)
	if !errors.Is(err, validate.ErrInternal) || !strings.Contains(err.Error(), "specs/b.yaml") {
		t.Errorf("error is %v, want an internal error that names specs/b.yaml", err)
	}
	if len(res.Verdicts) != 1 {
		t.Errorf("%d verdicts, want that of the other file", len(res.Verdicts))
	}
}

func TestPanicOverAnotherFileIsAnInternalError(t *testing.T) {
	in := input(t, map[string]string{"specs/a.yaml": proposal("a")}, "specs/a.yaml")
	in.Others = []string{"specs/b.yaml"}
	read := in.Read
	in.Read = func(file string) ([]byte, error) {
		if file == "specs/b.yaml" {
			panic("broken reader")
		}
		return read(file)
	}
	if _, err := validate.Run(context.Background(), in); !errors.Is(err, validate.ErrInternal) {
		t.Errorf("error is %v, want an internal error", err)
	}
}

func TestStageToJudgeAt(t *testing.T) {
	misspelt := strings.Replace(proposal("a"), "stage: proposal", "stage: propsal", 1)
	for _, test := range []struct {
		text string
		as   spec.Stage
		want spec.Stage
	}{
		{proposal("a"), "", spec.Proposal},
		{proposal("a"), spec.Candidate, spec.Candidate},
		{misspelt, "", spec.Proposal},
		{misspelt, spec.Draft, spec.Draft},
	} {
		in := input(t, map[string]string{"a.yaml": test.text}, "a.yaml")
		in.As = test.as
		res, err := validate.Run(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		if got := res.Verdicts[0].JudgedAt; got != test.want {
			t.Errorf("judged at %q, want %q (as %q)", got, test.want, test.as)
		}
	}
}

func TestSameResultHoweverTheWorkIsSpread(t *testing.T) {
	in, _ := corpusInput(t, 24)
	for i := range in.Files {
		in.Strays = append(in.Strays, validate.Stray{File: in.Files[i] + ".txt", Reason: "is a copy"})
	}
	in.As = spec.Candidate
	run := func(procs int) validate.Result {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		res, err := validate.Run(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	one, many := run(1), run(8)
	if len(one.Findings) == 0 {
		t.Fatal("no findings to compare")
	}
	if diff := cmp.Diff(one, many, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-one core +eight):\n%s", diff)
	}
}

func TestRunStopsWhenAskedTo(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	in, _ := corpusInput(t, 50)
	in.Progress = cancel
	if _, err := validate.Run(ctx, in); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want context.Canceled", err)
	}
}

func TestTallyOnlyKeepsTheCounts(t *testing.T) {
	in, _ := corpusInput(t, 2)
	whole, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	in.TallyOnly = true
	counted, err := validate.Run(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range counted.Verdicts {
		want := whole.Verdicts[i]
		if v.Evidence != nil || v.Tally != want.Tally || v.Tally != criteria.Count(want.Evidence) || v.Tally.Present == 0 {
			t.Errorf("%s: tally %+v and %d criteria, want %+v and none", v.ID, v.Tally, len(v.Evidence), want.Tally)
		}
	}
}

// Whoever reads files says which one it was; that is not said twice.
func TestUnreadableFileIsNamedOnce(t *testing.T) {
	in := input(t, nil, "specs/a.yaml")
	in.Read = func(file string) ([]byte, error) { return nil, fmt.Errorf("%q may not be read", file) }
	if _, err := validate.Run(context.Background(), in); err == nil || err.Error() != `"specs/a.yaml" may not be read` {
		t.Errorf("error is %v", err)
	}
}
