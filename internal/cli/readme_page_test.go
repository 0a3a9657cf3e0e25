package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// repository is the root of the repository, seen from this package.
const repository = "../.."

// readmePage is the README as the tests see it: lines, and the blocks among them.
type readmePage struct {
	lines  []string
	blocks []*block
	spans  []span
}

// block is a fenced block of the README, or what stands between a comment
// "generated: WHAT" and the comment "end".
type block struct {
	first, last int    // the lines of the body, last excluded, from 0
	section     string // the second-level heading it stands under
	language    string // of a fence
	directive   string // the word of the comment above it, such as "file"; "" if there is none
	argument    string // what that comment says behind the colon
	body        string
}

// span is a piece of code within a sentence.
type span struct {
	line    int // from 0
	section string
	text    string
}

var (
	comment    = regexp.MustCompile(`^<!-- ([a-z ]+)(?:: (.+))? -->$`)
	inlineCode = regexp.MustCompile("`([^`]+)`")
)

// readPage reads the README.
func readPage(t *testing.T) *readmePage {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(repository, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	p := &readmePage{lines: strings.Split(string(data), "\n")}
	var section, directive, argument string
	for i := 0; i < len(p.lines); i++ {
		line := p.lines[i]
		b := &block{first: i + 1, section: section, directive: directive, argument: argument}
		switch said := comment.FindStringSubmatch(line); {
		case said != nil && said[1] == "generated":
			b.directive, b.argument = said[1], said[2]
			i = p.close(t, b, "<!-- end -->")
		case said != nil:
			directive, argument = said[1], said[2]
			continue // it is about the block below
		case strings.HasPrefix(line, "```"):
			b.language = strings.TrimPrefix(line, "```")
			i = p.close(t, b, "```")
		case strings.HasPrefix(line, "## "):
			section = line
		default:
			for _, code := range inlineCode.FindAllStringSubmatch(line, -1) {
				p.spans = append(p.spans, span{line: i, section: section, text: code[1]})
			}
		}
		if directive != "" && b.body == "" && b.last == 0 {
			t.Errorf("README.md:%d: the comment above is about no block", i+1)
		}
		directive, argument = "", ""
	}
	return p
}

// close ends a block at the line that closes it, and returns that line.
func (p *readmePage) close(t *testing.T, b *block, end string) int {
	t.Helper()
	length := slices.Index(p.lines[b.first:], end)
	if length < 0 {
		t.Fatalf("README.md:%d: no line %q closes the block", b.first, end)
	}
	b.last = b.first + length
	b.body = joined(p.lines[b.first:b.last])
	p.blocks = append(p.blocks, b)
	return b.last
}

// joined puts lines together, a line break behind each.
func joined(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// write writes the README again, with the bodies that its blocks have now.
func (p *readmePage) write(t *testing.T) {
	t.Helper()
	var out strings.Builder
	next := 0
	for _, b := range p.blocks {
		out.WriteString(joined(p.lines[next:b.first]))
		out.WriteString(b.body)
		next = b.last
	}
	out.WriteString(strings.Join(p.lines[next:], "\n"))
	if err := os.WriteFile(filepath.Join(repository, "README.md"), []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
