package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/advancing-practice/credctl/internal/drafting"
	"github.com/advancing-practice/credctl/internal/finding"
)

// question is one thing that is asked when a specification is begun.
type question struct {
	flag     string // that answers it, too; "" for the id, which is an argument
	ask      string
	pointer  string // to where the answer goes, for what the format says of it
	answered func(a *drafting.Answers) bool
	answer   func(a *drafting.Answers, text string)
}

// questions are all questions, in the order in which they are asked.
func questions() []question {
	text := func(flag, ask, pointer string, field func(a *drafting.Answers) *string) question {
		return question{
			flag, ask, pointer,
			func(a *drafting.Answers) bool { return *field(a) != "" },
			func(a *drafting.Answers, text string) { *field(a) = text },
		}
	}
	return []question{
		text("title", "Title: what the area is called", "/title", func(a *drafting.Answers) *string { return &a.Title }),
		text("", "Id: its short name, in lower-case letters and hyphens", "/id", func(a *drafting.Answers) *string { return &a.ID }),
		text("author", "Author: the name of one; more are added in the file", "/authors/0/name", func(a *drafting.Answers) *string { return &a.Author }),
		text("organisation", "Organisation: where the author works", "/authors/0/organisation", func(a *drafting.Answers) *string { return &a.Organisation }),
		text("need", "Need: what can too few people do today", "/proposal/need/statement", func(a *drafting.Answers) *string { return &a.Need }),
		text("population", "Population: whose care depends on it", "/proposal/need/relates_to", func(a *drafting.Answers) *string { return &a.Population }),
		{
			"profession", "Professions: those that share the need, with commas between them", "/proposal/multi_professional/professions",
			func(a *drafting.Answers) bool { return len(a.Professions) > 0 },
			func(a *drafting.Answers, text string) { a.Professions = split(text) },
		},
	}
}

// split returns the parts of a list with commas.
func split(text string) []string {
	var parts []string
	for part := range strings.SplitSeq(text, ",") {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// check says what is wrong with the answer to a question.
func (q *question) check(p *project, judge *drafting.Judge, a drafting.Answers) (finding.Finding, bool) {
	if f, wrong := wrongAt(q.pointer, judge.Check(a)); wrong {
		return f, true
	}
	if q.flag == "" {
		return p.clash(a.ID)
	}
	return finding.Finding{}, false
}

// wrongAt returns the first finding at or below a pointer.
func wrongAt(pointer string, found finding.List) (finding.Finding, bool) {
	for _, f := range found {
		if f.Pointer == pointer || strings.HasPrefix(f.Pointer, pointer+"/") {
			return f, true
		}
	}
	return finding.Finding{}, false
}

// errBrokenOff says that the answers ended before the questions did.
var errBrokenOff = errors.New("the questions were broken off: nothing was written")

// interview asks questions, one line each, until each answer is one that the
// format takes. Prompts are plain lines, so that any terminal and any screen reader
// can follow.
func (o *newOptions) interview(ctx context.Context, p *project, judge *drafting.Judge, open []question) error {
	fmt.Fprintf(o.env.Err, "%s. Press Enter to leave one open, Ctrl-C to stop and write nothing.\n", counted(len(open), "question"))
	lines := newLines(o.env.In)
	for _, q := range open {
		for {
			proposed := ""
			if q.flag == "" {
				proposed = drafting.IDFor(o.answers.Title)
			}
			prompt := q.ask
			if proposed != "" {
				prompt += " [" + proposed + "]"
			}
			fmt.Fprintf(o.env.Err, "%s: ", prompt)
			text, err := lines.next(ctx)
			if err != nil {
				fmt.Fprintln(o.env.Err)
				return err
			}
			if text == "" && proposed != "" {
				text = proposed
			}
			if done := o.take(p, judge, q, text); done {
				break
			}
		}
	}
	return nil
}

// take takes an answer, or says why it cannot be taken.
func (o *newOptions) take(p *project, judge *drafting.Judge, q question, text string) bool {
	if text == "" {
		if q.flag == "" {
			o.env.say("  the id cannot be left open: the file is named after it")
		}
		return q.flag != ""
	}
	before := o.answers
	q.answer(&o.answers, text)
	f, wrong := q.check(p, judge, o.answers)
	if !wrong {
		return true
	}
	o.answers = before
	o.env.say("  %s", f.Message)
	if f.Help != "" {
		o.env.say("  %s", f.Help)
	}
	return false
}

// lines reads answers while it can be interrupted: whoever presses Ctrl-C is not
// asked to press Enter first.
type lines struct {
	in   *bufio.Reader
	read chan line
}

type line struct {
	text string
	err  error
}

// longestAnswer bounds how much of one line is kept, in bytes.
const longestAnswer = 16 << 10

func newLines(in io.Reader) *lines {
	return &lines{in: bufio.NewReaderSize(in, longestAnswer), read: make(chan line, 1)}
}

// next returns the next line, without white space around it.
func (l *lines) next(ctx context.Context) (string, error) {
	go func() {
		data, err := l.in.ReadSlice('\n')
		if len(data) > 0 && errors.Is(err, io.EOF) {
			err = nil // a last line without an end is an answer
		}
		l.read <- line{strings.TrimSpace(string(data)), err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case got := <-l.read:
		switch {
		case errors.Is(got.err, io.EOF):
			return "", errBrokenOff
		case errors.Is(got.err, bufio.ErrBufferFull):
			return "", fmt.Errorf("an answer is longer than %d characters: nothing was written", longestAnswer)
		case got.err != nil:
			return "", fmt.Errorf("read the answer: %w", got.err)
		}
		return got.text, nil
	}
}
