package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/config"
	"github.com/advancing-practice/credctl/internal/report"
)

// output is one place that the report of a run goes to.
type output struct {
	format string // one of report.Formats
	file   string // as the user named it; "": standard output
	flag   string // that named the file
}

// formatsFlag is what --format was given: FORMAT for the report without a file,
// and FORMAT=FILE for those with one.
type formatsFlag []string

func (f *formatsFlag) String() string     { return strings.Join(*f, ", ") }
func (f *formatsFlag) Type() string       { return "string" }
func (f *formatsFlag) Set(w string) error { *f = append(*f, w); return nil }

// setting is the part of the flag that is the setting of its name: the format of
// the report without a file.
func (f *formatsFlag) setting() (words []string, said bool) {
	for _, word := range *f {
		if !strings.Contains(word, "=") {
			return []string{word}, true
		}
	}
	return nil, false
}

// completeFormats lets a shell complete the formats, and files behind FORMAT=.
func completeFormats(cmd *cobra.Command) {
	complete := func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		if strings.Contains(typed, "=") {
			return nil, cobra.ShellCompDirectiveDefault
		}
		return config.Formats, cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc("format", complete); err != nil {
		panic(err) // the command has no such flag, or had this done already
	}
}

// settle works out where the report goes; p may be nil. The outputs are there
// beside an error, too: those that can be used.
func (o *validateOptions) settle(p *project) error {
	unnamed := output{format: "text", file: o.outputFile, flag: "output-file"}
	if words, said := o.formats.setting(); said && report.Formats[words[0]] != nil {
		unnamed.format = words[0]
	}
	if p != nil && p.settings.Format != "" {
		unnamed.format = p.settings.Format
	}
	o.outputs = []output{unnamed}
	var errs []error
	first := ""
	for _, word := range o.formats {
		format, file, named := strings.Cut(word, "=")
		out := output{format: format, file: file, flag: "format"}
		if err := o.wrong(out, named, word, first); err != nil {
			errs = append(errs, err)
			continue
		}
		if named {
			o.outputs = append(o.outputs, out)
			continue
		}
		first = word
	}
	return errors.Join(errs...)
}

// wrong says what is wrong with a value of --format; first is the one before it
// that names no file.
func (o *validateOptions) wrong(out output, named bool, word, first string) error {
	if !named {
		if first != "" {
			return usagef(fmt.Sprintf("write one of them into a file, such as --format %s=FILE", word),
				"flag --format asks for two reports without a file, %q and %q", first, word)
		}
		return nil // whether there is such a format, the settings say
	}
	if err := oneOfFlag("format", out.format, config.Formats); err != nil {
		return err
	}
	if out.file == "" {
		return usagef("", "flag --format is %q, which names no file", word)
	}
	for _, other := range o.outputs {
		if other.file != "" && o.env.sameFile(other.file, out.file) {
			return usagef("give each report a file of its own", "two reports would be written to %q", out.file)
		}
	}
	return nil
}

// sameFile reports whether two names mean one file, or would once it is there.
func (e *Env) sameFile(a, b string) bool {
	a, b = e.path(a), e.path(b)
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	one, errOne := os.Stat(a)
	two, errTwo := os.Stat(b)
	return errOne == nil && errTwo == nil && os.SameFile(one, two)
}

// showsEvidence reports whether a report tells what was found for each criterion
// of every specification, rather than how many there are of each kind.
func (o *validateOptions) showsEvidence() bool {
	return slices.ContainsFunc(o.outputs, func(out output) bool { return out.format == "json" || out.format == "html" })
}

// write writes every report that was asked for. One that cannot be written keeps
// none of the others from being written.
func (o *validateOptions) write(p *project, r report.Report) error {
	var errs []error
	for _, out := range o.outputs {
		r.Options.Color = p.optionsFor(out.file == "" && o.env.OutTerminal).Color
		errs = append(errs, o.writeOne(out, r))
	}
	o.summarise(r)
	return errors.Join(errs...)
}

// writeOne writes one report. Where making it broke down, the document of its
// format says so.
func (o *validateOptions) writeOne(out output, r report.Report) error {
	document, broken := made(out.format, r)
	if broken != nil {
		document, _ = madeOfFailure(out.format, broken)
	}
	return errors.Join(broken, o.put(out, document))
}

// put writes a document, whole or not at all.
func (o *validateOptions) put(out output, document []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = newBrokenDown(p)
		}
	}()
	return o.env.writeOutput(out, document)
}

// made is the report as a document of the format.
func made(format string, r report.Report) ([]byte, error) {
	const line = 128 // roughly what a specification takes: growing bit by bit would move it all again and again
	return reportDocument(line*len(r.Result.Verdicts), func(w io.Writer) error { return report.Formats[format](w, r) })
}

// madeOfFailure is a document of the format that says why the run broke off.
func madeOfFailure(format string, why error) ([]byte, error) {
	number, _ := buildVersion()
	return reportDocument(0, func(w io.Writer) error { return report.Failure(w, format, number, why.Error()) })
}

// reportDocument is what write writes, about so many bytes; that it breaks down is an
// error like any other.
func reportDocument(size int, write func(w io.Writer) error) (written []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			written, err = nil, newBrokenDown(p)
		}
	}()
	var out bytes.Buffer
	out.Grow(size)
	err = write(&out)
	return out.Bytes(), err
}

// failed makes sure that a program which asked for a format gets a document of
// that format even when nothing could be checked. It returns err, with what went
// wrong besides.
func (o *validateOptions) failed(err error) error {
	if o.outputs == nil {
		_ = o.settle(nil) // what is wrong with the flags is said already, or weighs less
	}
	errs := []error{err}
	for _, out := range o.outputs {
		document, broken := madeOfFailure(out.format, err)
		if broken == nil && len(document) == 0 || o.spared(out.file) {
			continue // formats for people say nothing: they read standard error
		}
		errs = append(errs, broken, o.put(out, document))
	}
	number, _ := buildVersion()
	o.summarise(report.Report{Version: number, Failure: err.Error()})
	return errors.Join(errs...)
}

// summaryLeast is how much room the summary of a step must have left for ours to
// be of use, in bytes.
const summaryLeast = 4 << 10

// summarise adds the report to the summary that GitHub shows of a step, where
// there is one and the format github is asked for. That it cannot be done is no
// failure: the report is elsewhere.
func (o *validateOptions) summarise(r report.Report) {
	name := o.env.Getenv("GITHUB_STEP_SUMMARY")
	github := slices.ContainsFunc(o.outputs, func(out output) bool { return out.format == "github" })
	if name == "" || !github {
		return
	}
	err := appendFile(o.env.path(name), func(size int64) ([]byte, error) {
		if r.Options.MaxBytes = report.MarkdownBytes - int(min(size, report.MarkdownBytes)); r.Options.MaxBytes < summaryLeast {
			return nil, errors.New("it is full")
		}
		return made("markdown", r)
	})
	if err != nil {
		o.env.warn(fmt.Sprintf("the file %q of GITHUB_STEP_SUMMARY cannot be added to: %v", name, plainReason(err)), "")
	}
}
