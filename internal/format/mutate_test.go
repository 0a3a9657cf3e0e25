package format

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/advancing-practice/credctl/internal/yamldoc"
	"github.com/advancing-practice/credctl/testdata/bench/corpus"
)

// node is a key or an item: where it begins, and its pointer.
type node struct {
	line, col int // from 0
	pointer   string
}

// nodes returns every key and item of the block style, the outer ones first.
func nodes(t testing.TB, text string) []node {
	t.Helper()
	doc, found := yamldoc.Parse("m.yaml", []byte(text), yamldoc.Options{MaxBytes: 1 << 20})
	if doc == nil {
		t.Fatalf("%v\n%s", found, text)
	}
	lines := strings.Split(text, "\n")
	var all []node
	var walk func(v yamldoc.Value)
	walk = func(v yamldoc.Value) {
		if v.Style() != yamldoc.Block {
			return
		}
		for _, item := range v.Items() {
			at := item.Pos().Line - 1
			before := lines[at][:min(item.Pos().Column-1, len(lines[at]))]
			for !strings.Contains(before, "-") { // the dash has a line to itself
				at--
				before = lines[at]
				if strings.HasPrefix(strings.TrimSpace(before), "#") {
					before = ""
				}
			}
			all = append(all, node{at, strings.LastIndex(before, "-"), item.Pointer()})
			walk(item)
		}
		for e := range v.Entries() {
			all = append(all, node{e.Key.Pos().Line - 1, e.Key.Pos().Column - 1, e.Value.Pointer()})
			walk(e.Value)
		}
	}
	walk(doc.Root())
	return all
}

// abouts returns what each of our own remarks is about: the first key or item on
// the next line. Of an order to credctl, the column counts as well, and above the
// first key it is about everything.
func abouts(t testing.TB, text string) map[string]string {
	t.Helper()
	first := map[int]string{}
	for _, n := range nodes(t, text) {
		if _, ok := first[n.line]; !ok {
			first[n.line] = n.pointer
		}
	}
	next, col, all := "", 0, map[string]string{}
	lines := strings.Split(text, "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		remark := strings.TrimSpace(lines[i])
		indent := strings.Index(lines[i], "#")
		switch {
		case remark == "":
		case remark[0] != '#':
			next, col = first[i], len(lines[i])-len(strings.TrimLeft(lines[i], " "))
		case !strings.Contains(remark, "stays"):
		case !directive.MatchString(remark):
			all[remark] = next
		case indent > col:
			all[remark] = "nothing"
		case next == nodes(t, text)[0].pointer:
			all[remark] = "everything"
		default:
			all[remark] = next
		}
	}
	return all
}

// mutator makes a text untidy without changing what it says.
type mutator struct {
	*rand.Rand
	t testing.TB
}

// shuffle exchanges two keys, with all that is below them, in groups chosen at
// random.
func (m mutator) shuffle(text string) string {
	for range 8 {
		doc, _ := yamldoc.Parse("m.yaml", []byte(text), yamldoc.Options{MaxBytes: 1 << 20})
		var groups []yamldoc.Value
		var walk func(v yamldoc.Value)
		walk = func(v yamldoc.Value) {
			if v.Kind() == yamldoc.Map && v.Style() == yamldoc.Block && v.Len() > 1 {
				groups = append(groups, v)
			}
			for _, item := range v.Items() {
				walk(item)
			}
			for e := range v.Entries() {
				walk(e.Value)
			}
		}
		walk(doc.Root())
		if len(groups) == 0 {
			return text
		}
		text = m.exchange(text, groups[m.IntN(len(groups))])
	}
	return text
}

// exchange exchanges two keys of a group. Its last key ends where its value does.
func (m mutator) exchange(text string, g yamldoc.Value) string {
	var starts []int
	end := 0
	for e := range g.Entries() {
		start, behind := e.Key.Extent()
		starts = append(starts, start)
		if from, to := e.Value.Extent(); from < to {
			behind = to
		}
		end = behind + strings.IndexByte(text[behind:], '\n')
	}
	if strings.HasSuffix(strings.TrimRight(text[:starts[0]], " "), "---") {
		return text
	}
	indent := strings.Repeat(" ", g.Pos().Column-1)
	var parts []string
	for i, start := range starts {
		stop := end
		if i+1 < len(starts) {
			stop = starts[i+1] - len(indent) - 1
		}
		parts = append(parts, text[start:stop])
	}
	i, j := m.IntN(len(parts)), m.IntN(len(parts))
	parts[i], parts[j] = parts[j], parts[i]
	return text[:starts[0]] + strings.Join(parts, "\n"+indent) + text[end:]
}

// remarks puts remarks and blank lines between the lines, wherever a key or an
// item begins a line.
func (m mutator) remarks(text string) string {
	begins := map[int]int{}
	for _, n := range nodes(m.t, text) {
		if _, ok := begins[n.line]; !ok {
			begins[n.line] = n.col
		}
	}
	var out []string
	ends, inBlock := m.blocks(text), false
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			inBlock = ends[i-1]
		}
		col, ok := begins[i]
		if !ok || m.IntN(6) > 0 || i == 0 {
			out = append(out, line)
			continue
		}
		for range m.IntN(3) {
			out = append(out, strings.Repeat(" ", m.IntN(3)))
		}
		switch m.IntN(4) {
		case 0: // above what it belongs to
			out = append(out, fmt.Sprintf("%s# %d stays", strings.Repeat(" ", m.IntN(col+1)), i))
		case 1: // an order, wherever it is indented to
			if !inBlock {
				for range m.IntN(2) {
					out = append(out, fmt.Sprintf("%s# %d above", strings.Repeat(" ", m.IntN(8)), i))
				}
				out = append(out, fmt.Sprintf("%s# credctl: ignore X%d stays", strings.Repeat(" ", m.IntN(8)), i))
			}
		case 2: // something that belongs to what is above
			if !inBlock {
				out = append(out, fmt.Sprintf("%s# %d below", strings.Repeat(" ", m.IntN(8)), i))
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// blocks returns the last line of every text behind | or >, which would take a
// remark below it for its own.
func (m mutator) blocks(text string) map[int]bool {
	doc, _ := yamldoc.Parse("m.yaml", []byte(text), yamldoc.Options{MaxBytes: 1 << 20})
	ends := map[int]bool{}
	scalars(doc.Root(), func(v yamldoc.Value) {
		if v.Style() == yamldoc.Literal || v.Style() == yamldoc.Folded {
			ends[v.End().Line-1] = true
		}
	})
	return ends
}

// indent pushes everything below a top key further in, where it is indented at
// all, and puts spaces behind lines that end in a colon.
func (m mutator) indent(text string) string {
	var out []string
	by := 0
	for line := range strings.SplitSeq(text, "\n") {
		switch {
		case line != "" && line[0] != ' ' && line[0] != '-' && line[0] != '#':
			by = m.IntN(4)
			if strings.HasSuffix(line, ":") {
				line += strings.Repeat(" ", m.IntN(3))
			}
		case strings.TrimSpace(line) != "" && line[0] != '#':
			line = strings.Repeat(" ", by) + line
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// loneDash is a dash by itself, as it stands where a remark comes between it and
// its first key.
var loneDash = regexp.MustCompile(`(?m)^((?: |- )*)-\n +`)

// However untidy a specification is, it comes out canonical: running twice changes
// nothing, values and remarks are what they were, and every remark stands above
// what it stood above.
func TestMutations(t *testing.T) {
	files, err := filepath.Glob("../../specs/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, filepath.FromSlash("../../testdata/script/files/wound-care.yaml"))
	texts := []string{string(corpus.Specification(0))}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(data))
	}
	rounds := 4
	if testing.Short() {
		rounds = 1
	}
	for i, clean := range texts {
		for round := range rounds {
			name := fmt.Sprintf("text %d, round %d", i, round)
			m := mutator{Rand: rand.New(rand.NewPCG(uint64(i), uint64(round))), t: t}
			shuffled := m.shuffle(clean)
			if got := string(laidOut(t, name, []byte(shuffled))); got != string(laidOut(t, name, []byte(clean))) {
				t.Fatalf("%s: keys in another order come out otherwise: %s", name, cmp.Diff(clean, got))
			}
			untidy := m.indent(m.remarks(shuffled))
			out := laidOut(t, name, []byte(untidy))
			if out == nil {
				_, found, err := Source(name, []byte(untidy), Options{})
				t.Fatalf("%s: not laid out: %v %v\n%s", name, found, err, untidy)
			}
			if diff := cmp.Diff(abouts(t, untidy), abouts(t, string(out))); diff != "" {
				t.Fatalf("%s: a remark stands above something else: %s\n%s\n---\n%s", name, diff, untidy, out)
			}
			tidy := slices.DeleteFunc(strings.Split(string(out), "\n"), func(line string) bool {
				line = strings.TrimSpace(line)
				return strings.HasSuffix(line, "stays") || strings.HasSuffix(line, "above") || strings.HasSuffix(line, "below")
			})
			if !strings.Contains(clean, "\n\n") {
				tidy = slices.DeleteFunc(tidy, func(line string) bool { return line == "" })
				joined := loneDash.ReplaceAllString(strings.Join(tidy, "\n")+"\n", "$1- ")
				if got, want := joined, string(laidOut(t, name, []byte(clean))); got != want {
					t.Fatalf("%s: not in canonical layout: %s", name, cmp.Diff(want, got))
				}
			}
		}
	}
}

// FuzzFormat holds Source to what it promises, whatever the bytes.
func FuzzFormat(f *testing.F) {
	for _, data := range sources(f) {
		f.Add(data[:min(len(data), 1500)])
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) { laidOut(t, "f.yaml", data) })
}
