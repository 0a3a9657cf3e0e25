package cli

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// remember [DIR] notes how a repository stands: what is checked out, the index and
// the files beside it.
func remember(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(os.WriteFile(filepath.Join(ts.Getenv("WORK"), ".remembered"), []byte(stateOf(ts, args)), 0o644))
}

// untouched [DIR] asks that a repository stands as it was remembered, and that git
// finds nothing wrong with it.
func untouched(ts *testscript.TestScript, neg bool, args []string) {
	was := ts.ReadFile(filepath.Join(ts.Getenv("WORK"), ".remembered"))
	if is := stateOf(ts, args); is != was {
		ts.Fatalf("the repository was:\n%s\nand is:\n%s", was, is)
	}
	git(ts, folderOf(ts, args), nil, "fsck", "--strict", "--no-dangling")
}

func folderOf(ts *testscript.TestScript, args []string) string {
	if len(args) > 0 {
		return ts.MkAbs(args[0])
	}
	return ts.MkAbs(".")
}

func stateOf(ts *testscript.TestScript, args []string) string {
	dir := folderOf(ts, args)
	index, err := os.ReadFile(filepath.Join(dir, ".git", "index"))
	ts.Check(err)
	head, err := os.ReadFile(filepath.Join(dir, ".git", "HEAD"))
	ts.Check(err)
	return fmt.Sprintf("%s%s%x\n%s", head, git(ts, dir, nil, "rev-parse", "HEAD"), sha256.Sum256(index),
		git(ts, dir, nil, "--no-optional-locks", "status", "--porcelain", "--ignored"))
}

// filed PERSON asks that the record of somebody lies on a branch of its own, in one
// commit that adds nothing but it and its signature, and that stock ssh-keygen takes
// the signature. $BRANCH and $RECORD are then set.
func filed(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: filed person")
	}
	dir := ts.MkAbs(".")
	var branches []string
	for branch := range strings.FieldsSeq(git(ts, dir, nil, "for-each-ref", "--format=%(refname:short)", "refs/heads/credctl/review/")) {
		if strings.HasSuffix(branch, "/"+args[0]) {
			branches = append(branches, branch)
		}
	}
	if neg {
		if len(branches) > 0 {
			ts.Fatalf("there are branches %q", branches)
		}
		return
	}
	if len(branches) != 1 {
		ts.Fatalf("branches with a record of %s are %q, want one", args[0], branches)
	}
	branch := branches[0]
	record := strings.Replace(branch, "credctl/review/", "reviews/", 1) + ".yaml"
	signature := strings.TrimSuffix(record, ".yaml") + ".sig"
	if got, want := git(ts, dir, nil, "diff", "--name-only", "--no-renames", branch+"~1", branch), signature+"\n"+record+"\n"; got != want {
		ts.Fatalf("the commit changes\n%swant\n%s", got, want)
	}
	if n := strings.TrimSpace(git(ts, dir, nil, "rev-list", "--count", "HEAD.."+branch)); n != "1" {
		ts.Fatalf("the branch has %s commits, want 1", n)
	}
	for _, file := range []string{record, signature} {
		if got := git(ts, dir, nil, "ls-tree", branch, file); !strings.HasPrefix(got, "100644 blob ") {
			ts.Fatalf("%s is filed as %s", file, got)
		}
	}
	data := git(ts, dir, nil, "show", branch+":"+record)
	if mark := fmt.Sprintf("Credctl-Record-Sha256: %x\n", sha256.Sum256([]byte(data))); !strings.Contains(git(ts, dir, nil, "log", "-1", "--format=%(trailers)", branch), mark) {
		ts.Fatalf("the commit has no trailer %s", mark)
	}
	stockVerify(ts, args[0], []byte(data), []byte(git(ts, dir, nil, "show", branch+":"+signature)))
	ts.Setenv("BRANCH", branch)
	ts.Setenv("RECORD", record)
	ts.Setenv("SIGNATURE", signature)
}

// newText DIR OLD NEW changes wound-care in a repository that `world` made, as its
// authors would, raises its version to 1.0.1, has a round opened on it that asks lee-m
// and okafor-a, and commits all that.
func newText(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: newtext dir old new")
	}
	dir, w := ts.MkAbs(args[0]), recordtest.New()
	for file := range strings.FieldsSeq(git(ts, dir, nil, "ls-files")) {
		w.Files[file] = []byte(ts.ReadFile(filepath.Join(dir, file)))
	}
	text := string(w.Files[woundCare])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", woundCare, args[1])
	}
	w.Files[woundCare] = []byte(strings.Replace(strings.ReplaceAll(text, args[1], args[2]), "version: 1.0.0", "version: 1.0.1", 1))
	openRound(w)
	for name, data := range w.Files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		ts.Check(os.MkdirAll(filepath.Dir(path), 0o755))
		ts.Check(os.WriteFile(path, data, 0o644))
	}
	git(ts, dir, nil, "add", "--all")
	git(ts, dir, nil, "commit", "--quiet", "--message", "Another text, and a round on it")
}

// stockVerify asks ssh-keygen whether a signature over a record is somebody's.
func stockVerify(ts *testscript.TestScript, person string, data, armour []byte) {
	work := ts.Getenv("WORK")
	key := ts.ReadFile(filepath.Join(work, "keys", person+".pub"))
	allowed, sig := filepath.Join(work, ".allowed"), filepath.Join(work, ".signature")
	ts.Check(os.WriteFile(allowed, []byte(person+" "+key), 0o600))
	ts.Check(os.WriteFile(sig, armour, 0o600))
	cmd := exec.Command("ssh-keygen", "-Y", "verify", "-f", allowed, "-I", person, "-n", sshsig.Review, "-s", sig)
	cmd.Stdin = bytes.NewReader(data)
	if out, err := cmd.CombinedOutput(); err != nil {
		ts.Fatalf("ssh-keygen does not take the signature: %v\n%s", err, out)
	}
}

// verified PERSON RECORD SIGNATURE asks ssh-keygen the same of two files.
func verified(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: verified person record signature")
	}
	stockVerify(ts, args[0], []byte(ts.ReadFile(args[1])), []byte(ts.ReadFile(args[2])))
}
