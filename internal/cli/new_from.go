package cli

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/docx"
	"github.com/advancing-practice/credctl/internal/drafting"
	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/intake"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/tabular"
)

// fromOptions say what a new specification takes over from a file, and how.
type fromOptions struct {
	file      string
	framework string
	columns   []string
	headings  []string
}

func (o *fromOptions) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.file, "from", "", "take over the content of `FILE`: a table (.csv, .tsv, .txt) or a Word document (.docx)")
	flags.StringVar(&o.framework, "framework", "", "with --from: read numbers in mappings as items of `FRAMEWORK`, such as mpf@2025; if not given, of the newest mpf")
	flags.StringArrayVar(&o.columns, "column", nil, "with --from: read a column of a table as `ROLE=COLUMN`, such as capability=B or mapping=\"Maps to\"; may be repeated")
	flags.StringArrayVar(&o.headings, "heading", nil, "with --from: read a heading of a Word document as `ROLE=HEADING`, such as entry=\"Before you start\"; may be repeated")
	completeWords(cmd, "column", withSign(intake.ColumnRoles())...)
	completeWords(cmd, "heading", withSign(intake.HeadingRoles())...)
	if err := cmd.RegisterFlagCompletionFunc("from", cobra.FixedCompletions([]string{"docx", "csv", "tsv", "txt"}, cobra.ShellCompDirectiveFilterFileExt)); err != nil {
		panic(err) // the command has no such flag
	}
}

// roles are roles as the help lists them, in lines of its width.
func roles(all []string) string {
	const width = 84
	var lines []string
	line := ""
	for i, role := range all {
		if i < len(all)-1 {
			role += ","
		}
		if line != "" && len(line)+1+len(role) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + role)
	}
	return strings.Join(append(lines, line), "\n")
}

func withSign(roles []string) []string {
	var words []string
	for _, role := range roles {
		words = append(words, role+"=")
	}
	return words
}

// begin makes the source of the specification: what the answers say, over what
// the file of --from has, if there is one.
func (o *newOptions) begin(judge *drafting.Judge, draft *intake.Draft) ([]byte, error) {
	if draft == nil {
		return judge.Scaffold(o.answers)
	}
	var source []byte
	err := drafting.ErrTooLarge
	if draft.Size() <= judge.Reading.MaxBytes { // or else there is no need to write it
		name := path.Base(filepath.ToSlash(o.from.file))
		source, err = judge.Scaffold(o.answers, draft.Entries(name, drafting.Mark)...)
	}
	if errors.Is(err, drafting.ErrTooLarge) {
		return nil, hinted{err, "divide the file, or raise max_bytes in .credctl.yaml"}
	}
	return source, err
}

// prepare settles what --from means for the other flags.
func (o *newOptions) prepare() error {
	if o.from.file == "" {
		for _, flag := range []string{"framework", "column", "heading"} {
			if o.given(flag) {
				return usagef("name the file with --from", "flag --%s says how a file is read, and none is named", flag)
			}
		}
		return nil
	}
	if !o.given("stage") {
		o.stage = string(spec.Draft)
	}
	o.yes = true // what the file does not say is left open
	return nil
}

// takeOver reads the file of --from, if there is one, and says how it is
// understood. What flags say counts more than what the file does.
func (o *newOptions) takeOver(p *project) (*intake.Draft, error) {
	if o.from.file == "" {
		return nil, nil
	}
	draft, err := o.from.read(p)
	if draft == nil {
		return nil, err
	}
	if o.answers.Title != "" {
		draft.Overrule("title", "another title was given by --title")
	}
	if o.answers.Need != "" {
		draft.Overrule("need", "another need was given by --need")
	}
	for _, line := range draft.Report.Lines() {
		o.env.say("%s", line)
	}
	return draft, err
}

// read reads the file. The draft is there beside an error where there is
// something to say of the file all the same.
func (o *fromOptions) read(p *project) (*intake.Draft, error) {
	options, err := o.options(p)
	if err != nil {
		return nil, err
	}
	kind := strings.ToLower(path.Ext(filepath.ToSlash(o.file)))
	if !slices.Contains([]string{".docx", ".doc", ".odt", ".rtf", ".pdf", ".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xls", ".ods"}, kind) {
		return nil, usagef("save it as CSV from a spreadsheet program, or as .docx from a word processor",
			"flag --from is %q, want a table (.csv, .tsv, .txt) or a Word document (.docx)", o.file)
	}
	data, err := p.files.ReadGiven(o.file, docx.MaxBytes)
	if err != nil {
		return nil, err
	}
	draft, err := take(kind, data, options)
	var unread unreadable
	switch {
	case errors.As(err, &unread):
		return nil, fmt.Errorf("%q cannot be taken over: %w", o.file, unread.err)
	case errors.Is(err, intake.ErrNothing):
		return draft, hinted{
			fmt.Errorf("%q cannot be taken over: %w; nothing was written", o.file, err),
			"say with --column or --heading what is what: see credctl help new",
		}
	case err != nil:
		return nil, usagef("", "%s", err)
	}
	return draft, nil
}

// unreadable is a file of which nothing can be made.
type unreadable struct{ err error }

func (e unreadable) Error() string { return e.err.Error() }

// take reads bytes as what they are, whatever the file's name says; the name
// counts only for how the refusal of something else is worded.
func take(kind string, data []byte, options intake.Options) (*intake.Draft, error) {
	isArchive := bytes.HasPrefix(data, []byte("PK\x03\x04"))
	isTable := slices.Contains([]string{".csv", ".tsv", ".txt", ".tab"}, kind) && !isArchive ||
		slices.Contains([]string{".xlsx", ".xls", ".ods"}, kind)
	if isTable {
		table, err := tabular.Read(data)
		if err != nil {
			return nil, unreadable{err}
		}
		return intake.Table(table, options)
	}
	document, err := docx.Read(data)
	if err != nil {
		return nil, unreadable{err}
	}
	return intake.Document(document, options)
}

// options are what the flags say.
func (o *fromOptions) options(p *project) (intake.Options, error) {
	options := intake.Options{Frameworks: p.frameworks, Framework: o.framework}
	if err := o.knownFramework(p.frameworks); err != nil {
		return options, err
	}
	var err error
	if options.Columns, err = choices("column", o.columns, intake.ColumnRoles()); err != nil {
		return options, err
	}
	options.Headings, err = choices("heading", o.headings, intake.HeadingRoles())
	return options, err
}

func (o *fromOptions) knownFramework(frameworks *framework.Registry) error {
	if _, known := frameworks.Lookup(o.framework); known || o.framework == "" {
		return nil
	}
	var refs []string
	for _, f := range frameworks.Frameworks() {
		refs = append(refs, f.Ref())
	}
	return oneOfFlag("framework", o.framework, refs)
}

// choices reads the values of --column and --heading.
func choices(flag string, values, roles []string) ([]intake.Choice, error) {
	var all []intake.Choice
	for _, value := range values {
		role, of, found := strings.Cut(value, "=")
		role, of = strings.TrimSpace(role), strings.TrimSpace(of)
		switch {
		case !found || of == "":
			return nil, usagef("the roles are "+strings.Join(roles, ", "), "flag --%s is %q, want ROLE=%s", flag, value, strings.ToUpper(flag))
		case !slices.Contains(roles, role):
			hint := "the roles are " + strings.Join(roles, ", ")
			if near := nearest.Word(role, roles); near != "" {
				hint = "did you mean " + near + "?"
			}
			return nil, usagef(hint, "flag --%s names the role %q, which is none", flag, role)
		}
		all = append(all, intake.Choice{Role: role, Of: of})
	}
	return all, nil
}
