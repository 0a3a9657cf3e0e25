package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// when is the moment at which all commits of the tests are made.
var when = time.Date(2026, 11, 22, 10, 0, 0, 0, time.FixedZone("", 3600))

// tester is who makes them.
var tester = Identity{Name: "A. Okafor", Email: "okafor@example.org", When: when}

// reviewBranch is a branch as records have them.
const reviewBranch = "credctl/review/acute-medicine/1.0.0/3f9a2c41b7de0011/okafor-a"

// change is a commit of one file on reviewBranch, over parent.
func change(parent string) Change {
	return Change{
		Branch: reviewBranch, Parent: parent, Message: "review(acute-medicine): 1.0.0 by okafor-a\n\nCredctl-Kind: review\n",
		Files:  map[string][]byte{"reviews/acute-medicine/okafor-a.yaml": []byte("record: credctl/review/v1\n")},
		Author: tester, Committer: tester,
	}
}

// write makes a change, which must succeed.
func (s *sandbox) put(c Change) string {
	s.t.Helper()
	id, err := s.store("").Write(s.t.Context(), c)
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// sound has git check the whole repository.
func (s *sandbox) sound() {
	s.t.Helper()
	cmd := exec.Command("git", "fsck", "--strict", "--full", "--no-dangling")
	cmd.Dir, cmd.Env = s.dir, environ()
	out, err := cmd.CombinedOutput()
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "notice: ") { // that there is nothing on main yet
			s.t.Errorf("git fsck: %s", line)
		}
	}
	if err != nil {
		s.t.Fatalf("git fsck: %v", err)
	}
}

// leftovers are the lock files and temporary files in the repository.
func (s *sandbox) leftovers() (found []string) {
	s.t.Helper()
	err := filepath.WalkDir(filepath.Join(s.dir, ".git"), func(path string, _ os.DirEntry, err error) error {
		if name := filepath.Base(path); strings.HasSuffix(name, ".lock") || strings.HasPrefix(name, "tmp_") {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return found
}

// untouched returns the state that a writer may not change: what git says of the
// work tree, the index byte for byte, HEAD, and each branch but ours.
func (s *sandbox) untouched() string {
	s.t.Helper()
	index, err := os.ReadFile(filepath.Join(s.dir, ".git", "index"))
	if err != nil {
		s.t.Fatal(err)
	}
	head, err := os.ReadFile(filepath.Join(s.dir, ".git", "HEAD"))
	if err != nil {
		s.t.Fatal(err)
	}
	return fmt.Sprintf("%x\n%s\n%s\n%s", index, head,
		s.git("--no-optional-locks", "status", "--porcelain=v2", "--branch", "--untracked-files=all"), s.git("rev-parse", "main"))
}

func TestWriteAddsOneCommitOnItsOwnBranch(t *testing.T) {
	s := newSandbox(t)
	s.write("specs/a.yaml", "a\n")
	s.write("specs/run.sh", "b\n")
	s.git("add", "--all")
	s.git("update-index", "--chmod=+x", "specs/run.sh")
	s.git("commit", "--quiet", "--message", "first")
	main := s.git("rev-parse", "HEAD")

	id := s.put(change(main))
	if got := s.git("rev-parse", reviewBranch); got != id {
		t.Errorf("the branch is at %s, want %s", got, id)
	}
	want := "A. Okafor <okafor@example.org> 2026-11-22T10:00:00+01:00\n" +
		"A. Okafor <okafor@example.org> 2026-11-22T10:00:00+01:00\n" + main + "\n" +
		"review(acute-medicine): 1.0.0 by okafor-a\n\nCredctl-Kind: review\n"
	got := s.git("log", "--format=%an <%ae> %aI%n%cn <%ce> %cI%n%P%n%B", "-1", id)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the commit (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("A\treviews/acute-medicine/okafor-a.yaml", s.git("diff", "--name-status", main, id)); diff != "" {
		t.Errorf("what changed (-want +got):\n%s", diff)
	}
	if mode, _, _ := strings.Cut(s.git("ls-tree", id, "specs/run.sh"), " "); mode != "100755" {
		t.Errorf("an entry beside ours has mode %s, want 100755 as before", mode)
	}
	if got := s.git("cat-file", "blob", id+":reviews/acute-medicine/okafor-a.yaml"); got != "record: credctl/review/v1" {
		t.Errorf("the file holds %q", got)
	}
	if got := s.git("reflog", "show", "--format=%gn %gs", reviewBranch); got != "A. Okafor commit: review(acute-medicine): 1.0.0 by okafor-a" {
		t.Errorf("the log of the branch has %q", got)
	}
	if left := s.leftovers(); left != nil {
		t.Errorf("left over: %q", left)
	}
	s.sound()
}

func TestWriteIsWhatGitWouldWrite(t *testing.T) {
	s := newSandbox(t)
	for _, file := range []string{"a", "a.b/c", "ab", "b/a", "b/b/c", "b-a", "reviews.x", "reviews0"} {
		s.write(file, file+"\n")
	}
	s.commit()
	main := s.git("rev-parse", "HEAD")
	c := change(main)
	c.Files = map[string][]byte{"b/b/new": []byte("n\n"), "reviews/x.yaml": []byte("x\n"), "a": []byte("changed\n"), "a.b/c": nil, "b0": {}}
	id := s.put(c)

	s.git("checkout", "--quiet", "-b", "other")
	s.write("b/b/new", "n\n")
	s.write("reviews/x.yaml", "x\n")
	s.write("a", "changed\n")
	s.write("b0", "")
	s.git("rm", "--quiet", "a.b/c")
	s.commit()
	if diff := cmp.Diff(s.git("ls-tree", "-r", "-t", "HEAD"), s.git("ls-tree", "-r", "-t", id)); diff != "" {
		t.Errorf("the tree (-git +credctl):\n%s", diff)
	}
	s.sound()
}

func TestWriteTouchesNothingOfTheUsers(t *testing.T) {
	s := newSandbox(t)
	s.write("specs/a.yaml", "a\n")
	s.write("specs/b.yaml", "b\n")
	s.commit()
	s.write("specs/a.yaml", "staged\n")
	s.write("reviews/mine.yaml", "staged too\n")
	s.git("add", "--all")
	s.write("specs/b.yaml", "changed\n")
	s.write("notes.txt", "untracked\n")
	s.git("status") // which writes the index out once more
	before := s.untouched()

	s.put(change(s.git("rev-parse", "HEAD")))
	if diff := cmp.Diff(before, s.untouched()); diff != "" {
		t.Errorf("the user's work (-before +after):\n%s", diff)
	}
	s.sound()
}

func TestWriteBeginsAHistory(t *testing.T) {
	s := newSandbox(t)
	id := s.put(change(""))
	if got := s.git("rev-list", "--count", id); got != "1" {
		t.Errorf("the history has %s commits, want 1", got)
	}
	s.sound()
}

func TestWriteGoesOnOnItsBranch(t *testing.T) {
	s := newSandbox(t)
	first := s.put(change(""))
	c := change(first)
	c.Expect, c.Files = first, map[string][]byte{"more.yaml": []byte("more\n")}
	second := s.put(c)
	if got := s.git("rev-list", reviewBranch); got != second+"\n"+first {
		t.Errorf("the branch holds %q", got)
	}
	if got := s.git("reflog", "show", "--format=%gs", reviewBranch); strings.Count(got, "\n") != 1 {
		t.Errorf("the log of the branch has %q, want two entries", got)
	}
	s.git("reflog", "expire", "--expire=now", "--all") // reads every entry
	s.sound()
}

func TestWriteIntoALinkedWorkTree(t *testing.T) {
	s := newSandbox(t)
	s.write("a", "a\n")
	s.commit()
	linked := filepath.Join(t.TempDir(), "linked")
	s.git("worktree", "add", "--quiet", "-b", "side", linked)
	store, err := OpenStore(t.Context(), linked, environ())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	main := s.git("rev-parse", "main")
	id, err := store.Write(t.Context(), change(main))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.git("rev-parse", reviewBranch); got != id {
		t.Errorf("seen from the main work tree the branch is at %s, want %s", got, id)
	}
	for _, branch := range []string{"main", "side"} {
		c := change(main)
		c.Branch, c.Expect = branch, main
		_, err := store.Write(t.Context(), c)
		var out *CheckedOutError
		if !errors.As(err, &out) || out.Branch != branch {
			t.Errorf("a write to %s, which is checked out: %v", branch, err)
		}
	}
	s.sound()
}

func TestWriteIntoABareRepository(t *testing.T) {
	s := newSandbox(t, "--bare")
	c := change("")
	c.Branch = "main" // which no work tree shows
	id := s.put(c)
	if got := s.git("rev-parse", "HEAD"); got != id {
		t.Errorf("HEAD is at %s, want %s", got, id)
	}
	s.sound()
}

func TestWriteOfNothingIsRefused(t *testing.T) {
	s := newSandbox(t)
	first := s.put(change(""))
	again := change(first)
	again.Branch = "another"
	empty := change(first)
	empty.Files = nil
	for name, c := range map[string]Change{"the same": again, "no file": empty} {
		if _, err := s.store("").Write(t.Context(), c); !errors.Is(err, ErrUnchanged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := s.git("for-each-ref", "--format=%(refname)"); got != "refs/heads/"+reviewBranch {
		t.Errorf("the refs are %q", got)
	}
}

// What cannot be written is refused before anything is: no object, no ref.
func TestWriteRefuses(t *testing.T) {
	s := newSandbox(t)
	s.write("specs/a.yaml", "a\n")
	s.write("file", "f\n")
	s.commit()
	link := s.gitWith("file", "hash-object", "-w", "--stdin")
	s.git("update-index", "--add", "--cacheinfo", "120000,"+link+",link")
	s.git("update-index", "--add", "--cacheinfo", "160000,"+s.git("rev-parse", "HEAD")+",module")
	s.git("commit", "--quiet", "--message", "odd entries")
	main := s.git("rev-parse", "HEAD")
	objects := s.git("count-objects")

	for name, row := range map[string]struct {
		change func(*Change)
		want   string
	}{
		"file below a file":     {func(c *Change) { c.Files = map[string][]byte{"file/x": {1}} }, `"file" is a file, want a folder`},
		"file below a link":     {func(c *Change) { c.Files = map[string][]byte{"link/x": {1}} }, `"link" is a symbolic link, want a folder`},
		"file below a module":   {func(c *Change) { c.Files = map[string][]byte{"module/x": {1}} }, `"module" is a submodule, want a folder`},
		"file over a folder":    {func(c *Change) { c.Files = map[string][]byte{"specs": {1}} }, `"specs" is a folder, want a file`},
		"file over a link":      {func(c *Change) { c.Files = map[string][]byte{"link": {1}} }, `"link" is a symbolic link, want a file`},
		"file and folder":       {func(c *Change) { c.Files = map[string][]byte{"x": {1}, "x/y": {1}} }, `cannot be both`},
		"absent deleted":        {func(c *Change) { c.Files = map[string][]byte{"none": nil} }, `"none" cannot be deleted`},
		"path out":              {func(c *Change) { c.Files = map[string][]byte{"../x": {1}} }, `it has the part ".."`},
		"path absolute":         {func(c *Change) { c.Files = map[string][]byte{"/x": {1}} }, `it has the part ""`},
		"path of git":           {func(c *Change) { c.Files = map[string][]byte{"a/.GIT/hooks": {1}} }, `belongs to git`},
		"path with a backslash": {func(c *Change) { c.Files = map[string][]byte{`a\b`: {1}} }, `it holds '\\'`},
		"path of a colleague":   {func(c *Change) { c.Files = map[string][]byte{"reviews/оkafor": {1}} }, `it holds '\u043e'`},
		"message empty":         {func(c *Change) { c.Message = " \n" }, "message of the commit is empty"},
		"message late":          {func(c *Change) { c.Message = "\nx" }, "begins with an empty line"},
		"message with NUL":      {func(c *Change) { c.Message = "x\x00" }, "is not plain text"},
		"author two lines":      {func(c *Change) { c.Author.Name = "x\nparent 0" }, "the author of the commit cannot be written down"},
		"committer nobody":      {func(c *Change) { c.Committer.Name = "" }, "the name is empty"},
		"address":               {func(c *Change) { c.Author.Email = "a>b" }, "characters that git keeps for itself"},
		"long ago":              {func(c *Change) { c.Author.When = time.Date(1969, 1, 1, 0, 0, 0, 0, time.UTC) }, "before 1970"},
		"parent unknown":        {func(c *Change) { c.Parent = strings.Repeat("1", 40) }, "is not here"},
		"parent a blob":         {func(c *Change) { c.Parent = link }, "want a commit"},
		"signer refuses":        {func(c *Change) { c.Sign = func([]byte) ([]byte, error) { return nil, errors.New("no key") } }, "sign the commit: no key"},
		"signer talks":          {func(c *Change) { c.Sign = func([]byte) ([]byte, error) { return []byte("hello"), nil } }, "no signature"},
		"branch below a branch": {func(c *Change) { c.Branch = "main/x" }, `branch "main/x" cannot be made: there is branch "main"`},
		"branch checked out":    {func(c *Change) { c.Branch, c.Expect = "main", main }, `branch "main" is checked out`},
		"expectation":           {func(c *Change) { c.Expect = "main" }, "no id of a commit"},
	} {
		c := change(main)
		row.change(&c)
		_, err := s.store("").Write(t.Context(), c)
		if err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: got %v, want %q", name, err, row.want)
		}
	}
	if got := s.git("count-objects"); got != objects {
		t.Errorf("there are %s, before %s", got, objects)
	}
	if got := s.git("for-each-ref", "--format=%(refname)"); got != "refs/heads/main" {
		t.Errorf("the refs are %q", got)
	}
	if left := s.leftovers(); left != nil {
		t.Errorf("left over: %q", left)
	}
}

// A tree that git would not write is not built on: what stands there twice could
// be lost, or kept, by rewriting it.
func TestWriteRefusesATreeWithANameTwice(t *testing.T) {
	s := newSandbox(t)
	blob := rawID(s.gitWith("x", "hash-object", "-w", "--stdin"))
	twice := "100644 a\x00" + blob + "100644 a\x00" + blob
	tree := s.gitWith(twice, "hash-object", "-w", "-t", "tree", "--stdin", "--literally")
	parent := s.git("commit-tree", "-m", "x", tree)
	_, err := s.store("").Write(t.Context(), change(parent))
	if err == nil || !strings.Contains(err.Error(), `holds the name "a" twice`) {
		t.Errorf("got %v", err)
	}
}

func TestWriteSignsWhatItWrites(t *testing.T) {
	s := newSandbox(t)
	c := change("")
	var payload []byte
	c.Sign = func(data []byte) ([]byte, error) {
		payload = data
		return []byte("-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"), nil
	}
	id := s.put(c)
	raw := s.git("cat-file", "commit", id) + "\n"
	signed := "gpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n -----END SSH SIGNATURE-----\n"
	if got := strings.Replace(raw, signed, "", 1); got == raw || got != string(payload) {
		t.Errorf("the commit is\n%s\nwhat was signed is\n%s", raw, payload)
	}
	s.sound()
}

// Git itself accepts the signature, with a key made for the occasion.
func TestWriteSignsSoThatGitAccepts(t *testing.T) {
	keygen, err := exec.LookPath("ssh-keygen")
	if err != nil {
		if os.Getenv("REQUIRE_PROGRAMS") != "" {
			t.Fatal("ssh-keygen is required and not installed")
		}
		t.Skip("needs ssh-keygen")
	}
	s := newSandbox(t)
	key := filepath.Join(t.TempDir(), "key")
	if out, err := exec.Command(keygen, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	public, err := os.ReadFile(key + ".pub")
	if err != nil {
		t.Fatal(err)
	}
	allowed := filepath.Join(t.TempDir(), "allowed")
	if err := os.WriteFile(allowed, append([]byte("okafor@example.org "), public...), 0o600); err != nil {
		t.Fatal(err)
	}
	c := change("")
	c.Sign = func(payload []byte) ([]byte, error) {
		cmd := exec.Command(keygen, "-q", "-Y", "sign", "-n", "git", "-f", key)
		cmd.Stdin = bytes.NewReader(payload)
		return cmd.Output()
	}
	s.git("-c", "gpg.format=ssh", "-c", "gpg.ssh.allowedSignersFile="+allowed, "verify-commit", s.put(c))
	s.sound()
}

func TestWriteHealsABrokenObject(t *testing.T) {
	s := newSandbox(t)
	c := change("")
	blob := s.gitWith(string(c.Files["reviews/acute-medicine/okafor-a.yaml"]), "hash-object", "-w", "--stdin")
	path := filepath.Join(s.dir, ".git", "objects", blob[:2], blob[2:])
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, nil, 0o444); err != nil { // as a power cut leaves it
		t.Fatal(err)
	}
	s.put(c)
	s.sound()
}

// An object that is there is not written again, and is made young, lest git clear
// it away before the new commit refers to it.
func TestWriteKeepsAnObjectThatIsThere(t *testing.T) {
	s := newSandbox(t)
	c := change("")
	blob := s.gitWith(string(c.Files["reviews/acute-medicine/okafor-a.yaml"]), "hash-object", "-w", "--stdin")
	path := filepath.Join(s.dir, ".git", "objects", blob[:2], blob[2:])
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	s.put(c)
	after, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if !os.SameFile(before, after) || !after.ModTime().After(old) {
		t.Errorf("the same file: %t, of %s", os.SameFile(before, after), after.ModTime())
	}
}

func TestTrailer(t *testing.T) {
	got, err := Trailer("Credctl-Spec", "acute-medicine@1.0.0")
	if want := "Credctl-Spec: acute-medicine@1.0.0"; err != nil || got != want {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
	for _, row := range [][2]string{
		{"Credctl-Spec", ""}, {"Credctl-Spec", "a\nCo-authored-by: x"}, {"Credctl-Spec", "a b"}, {"Credctl-Spec", "é"},
		{"", "a"}, {"Credctl:", "a"}, {"-x", "a"}, {"Credctl Spec", "a"},
	} {
		if got, err := Trailer(row[0], row[1]); err == nil {
			t.Errorf("Trailer(%q, %q) = %q, want an error", row[0], row[1], got)
		}
	}
}

func TestInit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	if err := Init(t.Context(), dir, environ()); err != nil {
		t.Fatal(err)
	}
	s := &sandbox{t: t, dir: dir}
	if got := s.git("symbolic-ref", "HEAD"); got != "refs/heads/main" {
		t.Errorf("HEAD is %q", got)
	}
	s.put(change(""))
	s.sound()
	if err := Init(t.Context(), dir, environ()); err == nil || !strings.Contains(err.Error(), "is not empty") {
		t.Errorf("a second time: %v", err)
	}
}
