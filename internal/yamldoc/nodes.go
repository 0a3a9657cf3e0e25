package yamldoc

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/advancing-practice/credctl/internal/finding"
)

// nodes parses d's text, mended where need be, and returns the outermost node;
// nil, with a finding, if there is none. A text without problems is parsed once.
func (r *report) nodes(d *Document, spaces bool) *yaml.Node {
	if spaces {
		d.text = ordinarySpaces(r, d.text)
	}
	text := d.text
	root, failure := parseNodes(text)
	mended := spaces
	for rest := attempts(len(text)); failure != nil; rest-- {
		s := newSketch(r, text)
		s.read()
		if s.troubles == 0 {
			r.unreadable(d, failure)
		}
		if s.beyondMending || len(s.edits) == 0 || rest == 0 {
			return nil
		}
		text, mended = apply(text, s.edits), true
		root, failure = parseNodes(text)
	}
	if root == nil || root.Kind == yaml.ScalarNode && root.ShortTag() == "!!null" && root.Value == "" {
		r.add(finding.Finding{Pos: finding.Pos{Line: 1, Column: 1}, Code: CodeEmpty, Severity: finding.Error,
			Message: "there is nothing in the file, want a document", Help: "a copy of another specification is a good beginning"})
		return nil
	}
	if mended {
		restore(root)
	}
	return root
}

// attempts is how often a text of that size may be mended and parsed again. It
// bounds the time that a hostile file can take.
func attempts(size int) int {
	if size > DefaultMaxBytes/8 {
		return 1
	}
	return 4
}

// failure is why a text cannot be parsed: the parser's words, which no user
// ever sees, and the line.
type failure struct {
	words string
	line  int
}

// parseNodes parses text into nodes and returns the outermost; nil if the text
// is empty. Whatever the parser does, it does not panic.
func parseNodes(text []byte) (root *yaml.Node, why *failure) {
	defer func() {
		if p := recover(); p != nil {
			root, why = nil, newFailure(fmt.Errorf("panic: %v", p))
		}
	}()
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		return nil, newFailure(err)
	}
	if n.Kind != yaml.DocumentNode || len(n.Content) == 0 {
		return nil, nil
	}
	if line := lineBehind(text, n.Content[0]); line > 0 {
		return nil, &failure{words: "text behind the document", line: line}
	}
	return n.Content[0], nil
}

// lineBehind returns the line of the first text behind the outermost value, 0 if
// there is none. The parser takes such text for another document and passes over
// it in silence; where lists and maps begin in column 1 there can be none.
func lineBehind(text []byte, root *yaml.Node) int {
	bare := len(root.Content) > 0 && root.Content[0].Line == root.Line && root.Anchor == "" && root.Style == 0
	if bare && root.Column == 1 {
		return 0
	}
	if root.Kind == yaml.ScalarNode && root.Value == "" && root.Style == 0 {
		return 0
	}
	d := &Document{text: text, root: root}
	v := Value{doc: d, node: root}
	end := v.end()
	number := d.placed().pos(end).Line
	for line := range bytes.Lines(text[end:]) {
		if !isBlankOrComment(line) {
			return number
		}
		number++
	}
	return 0
}

// newFailure takes the line out of the parser's words. The parser counts lines
// from 1 in what its scanner says and from 0 in what its grammar says.
func newFailure(err error) *failure {
	if err == nil {
		err = errors.New("no reason given")
	}
	f := &failure{words: strings.TrimPrefix(err.Error(), "yaml: "), line: 1}
	rest, ok := strings.CutPrefix(f.words, "line ")
	if !ok {
		return f
	}
	number, words, _ := strings.Cut(rest, ": ")
	if n, err := strconv.Atoi(number); err == nil {
		f.line, f.words = n, words
	}
	switch f.words {
	case "did not find expected key", "did not find expected '-' indicator", "did not find expected node content",
		"did not find expected ',' or ']'", "did not find expected ',' or '}'", "did not find expected <document start>":
		f.line++
	}
	return f
}

// unreadable reports a text that cannot be parsed for a reason that is none of
// those that people run into.
func (r *report) unreadable(d *Document, why *failure) {
	p := newPlaces(d.text)
	n := min(why.line, len(p.starts))
	line := p.line(n)
	start := p.starts[n-1] + len(line) - len(strings.TrimLeft(string(line), " "))
	end := p.starts[n-1] + len(strings.TrimRight(string(line), " "))
	r.add(finding.Finding{
		Pos: p.pos(start), End: p.pos(max(start, end)), Code: CodeUnreadable, Severity: finding.Error,
		Message: "this line, together with those before it, cannot be read as YAML",
		Help:    "compare its indentation, colons, dashes and quotes with those of its neighbours; a text with signs in it is safe in quotes",
	})
}
