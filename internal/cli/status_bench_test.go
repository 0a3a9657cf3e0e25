package cli

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/recordtest"
	"github.com/advancing-practice/credctl/internal/scaffold"
	"github.com/advancing-practice/credctl/internal/sshsig"
)

// BenchmarkStatus asks where 1,000 specifications with 10,000 records stand and,
// beside it, in the same run and over the same packed repository, does what nobody
// can do without: reads each object once, parses what is YAML and checks what is a
// signature, on all cores. It reports the ratio of the two ("x-floor").
func BenchmarkStatus(b *testing.B) {
	dir := b.TempDir()
	importWorld(b, dir, manyRecords(1000, 10))
	for _, test := range []struct {
		name string
		args []string
	}{{"all", []string{"status"}}, {"one", []string{"status", "area-500"}}} {
		b.Run(test.name, func(b *testing.B) {
			var ours, floor time.Duration
			for b.Loop() {
				floor += timed(func() { readOnce(b, dir) })
				ours += timed(func() {
					if status := Run(b.Context(), quietEnv(dir), test.args); status != exitOK {
						b.Fatal(status)
					}
				})
			}
			b.ReportMetric(ours.Seconds()/floor.Seconds(), "x-floor")
			b.ReportMetric(floor.Seconds()/float64(b.N)*1000, "ms-floor")
			b.ReportMetric(ours.Seconds()/float64(b.N)*1000, "ms-status")
		})
	}
}

// quietEnv is a world of which nothing is kept.
func quietEnv(dir string) *Env {
	return &Env{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard, Dir: dir, Environ: benchEnviron(), Now: time.Now}
}

func benchEnviron() []string {
	return append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
}

// manyRecords is a world of specifications, each endorsed by so many reviewers.
func manyRecords(specs, records int) *recordtest.World {
	w := recordtest.New()
	var reviewers []string
	w.Govern(func(g *record.Governance) {
		for i := range records {
			id := fmt.Sprintf("reviewer-%d", i)
			reviewers = append(reviewers, id)
			role := []record.Role{record.Academic, record.Clinical}[i%2]
			g.People = append(g.People, record.Person{ID: id, Name: "R. Eviewer", Roles: []record.Role{role}, Organisations: []string{"uni-" + id}})
			w.Enrol(g, id)
		}
	})
	for i := range specs {
		id := fmt.Sprintf("area-%d", i)
		w.Files[record.SpecPath(id)] = bytes.Replace(scaffold.DemoCandidate(), []byte("id: wound-care\n"), []byte("id: "+id+"\n"), 1)
		s := w.Subject(id)
		w.Open(record.Endorsement, s, reviewers, nil)
		for _, person := range reviewers {
			w.Review(s, person, nil)
		}
	}
	return w
}

// importWorld makes a packed repository of the files of a world.
func importWorld(b testing.TB, dir string, w *recordtest.World) {
	b.Helper()
	var stream bytes.Buffer
	stream.WriteString("commit refs/heads/main\ncommitter T. Tester <tester@example.org> 1767323045 +0000\ndata 0\n")
	for _, path := range slices.Sorted(maps.Keys(w.Files)) {
		data := w.Files[path]
		fmt.Fprintf(&stream, "M 100644 inline %s\ndata %d\n%s\n", path, len(data), data)
	}
	gitIn(b, dir, "init", "--quiet", "--bare", "--initial-branch=main")
	cmd := exec.Command("git", "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet")
	cmd.Dir, cmd.Stdin = dir, &stream
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	gitIn(b, dir, "repack", "-adq")
}

// readOnce does what nobody can do without.
func readOnce(b *testing.B, dir string) {
	store, err := gitrepo.OpenStore(b.Context(), dir, benchEnviron())
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	commit, err := store.Resolve(b.Context(), "HEAD")
	if err != nil {
		b.Fatal(err)
	}
	tree, err := store.Tree(b.Context(), commit)
	if err != nil {
		b.Fatal(err)
	}
	var files []string
	err = fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".yaml") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	signatures := signaturesBeside(tree, files)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				readWith(b, tree, files[i], signatures[files[i]])
			}
		})
	}
	workers.Wait()
}

// signaturesBeside finds the signatures over each file.
func signaturesBeside(tree fs.FS, files []string) map[string][]string {
	beside := map[string][]string{}
	err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		base, isSignature := strings.CutSuffix(path, ".sig")
		if err != nil || !isSignature {
			return err
		}
		if !strings.HasPrefix(path, record.ReviewsDir) {
			base = base[:strings.LastIndexByte(base, '.')]
		}
		beside[base+".yaml"] = append(beside[base+".yaml"], path)
		return nil
	})
	if err != nil || !slices.ContainsFunc(files, func(f string) bool { return len(beside[f]) > 0 }) {
		panic("no signature is beside its file")
	}
	return beside
}

// readWith reads a file and its signatures, parses the one and checks the others.
func readWith(b *testing.B, tree fs.FS, file string, signatures []string) {
	data, err := fs.ReadFile(tree, file)
	if err == nil {
		err = yaml.Unmarshal(data, new(yaml.Node))
	}
	if err != nil {
		b.Error(file, err)
		return
	}
	namespace := map[string]string{record.ReviewsDir: sshsig.Review, record.RegisterDir: sshsig.Endorse, record.GovernanceDir: sshsig.Govern}[strings.SplitN(file, "/", 2)[0]]
	for _, name := range signatures {
		armour, err := fs.ReadFile(tree, name)
		if err != nil {
			b.Error(name, err)
			return
		}
		sig, err := sshsig.Parse(armour)
		if err == nil {
			err = sig.Check(data, namespace)
		}
		if err != nil {
			b.Error(name, err)
		}
	}
}
