package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/comments"
	"github.com/advancing-practice/credctl/internal/nearest"
	"github.com/advancing-practice/credctl/internal/page"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/render"
	"github.com/advancing-practice/credctl/internal/report"
)

type commentsListOptions struct {
	env        *Env
	format     string
	unanswered bool
}

func newCommentsList(env *Env) *cobra.Command {
	o := &commentsListOptions{env: env}
	cmd := &cobra.Command{
		Use:   "list id [version] | tag",
		Short: "List the comments on release candidates",
		Long: `List the comments on all release candidates of a specification, or on one of them, from
the files in the work tree. A file that cannot be read whole is told of, and the status
is 1 then.`,
		Example: `  credctl comments list wound-care --unanswered
  credctl comments list wound-care 1.0.0-rc.1 --format csv`,
		Args:              commentsArgs,
		ValidArgsFunction: completeIDs(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd, args) },
	}
	addOwnFormat(cmd, &o.format, "text", "json", "csv")
	cmd.Flags().BoolVar(&o.unanswered, "unanswered", false, "list only those that nobody answered yet")
	return cmd
}

func (o *commentsListOptions) run(cmd *cobra.Command, args []string) error {
	if err := oneOfFlag("format", o.format, []string{"text", "json", "csv"}); err != nil {
		return err
	}
	id, sheets, err := commentsRead(o.env, cmd, args)
	if err != nil {
		return err
	}
	list := report.Comments{ID: id, Sheets: sheets, Unanswered: o.unanswered}
	if err := report.CommentFormats[o.format](o.env.Out, list); err != nil {
		return err
	}
	return commentsTold(o.env, sheets)
}

// commentsTold tells what could not be read.
func commentsTold(env *Env, sheets []*comments.Sheet) error {
	broken := false
	for _, s := range sheets {
		for _, note := range s.Notes {
			env.warn(s.Path+": "+note, "")
		}
		for _, p := range s.Problems {
			broken = true
			env.complain(fmt.Errorf("%s: %s", s.Path, p), "")
		}
	}
	if broken {
		env.hint("a version is not released before its comments can be read; mend it in a spreadsheet and save it as CSV UTF-8")
		return errFindings
	}
	return nil
}

// commentsRead reads the tables of the work tree that arguments mean.
func commentsRead(env *Env, cmd *cobra.Command, args []string) (id string, sheets []*comments.Sheet, err error) {
	id, version := commentsTag(args)
	p, err := openSettings(env, cmd.Flags(), nil)
	if err != nil {
		return "", nil, err
	}
	defer p.close()
	root, err := os.OpenRoot(p.files.Dir())
	if err != nil {
		return "", nil, err
	}
	defer root.Close()
	if !fs.ValidPath(comments.Path(id, version)) {
		return "", nil, usagef("it is written in small letters, such as wound-care", "%q is no id of a specification", id)
	}
	if sheets, err = comments.All(root.FS(), id); err != nil {
		return "", nil, errors.Join(errors.New("the comments cannot be read"), plainlyMissing(err))
	}
	if p.listing, err = p.tree.List(); err != nil {
		return "", nil, err
	}
	if ids := p.specIDs(); len(sheets) == 0 && !slices.Contains(ids, id) {
		hint := "credctl status lists the specifications that there are"
		if near := nearest.Word(id, ids); near != "" {
			hint = "did you mean " + near + "?"
		}
		return "", nil, usagef(hint, "there is no specification %q", args[0])
	}
	if version == "" {
		return id, sheets, nil
	}
	var have []string
	for _, s := range sheets {
		if s.Version == version {
			return id, []*comments.Sheet{s}, nil
		}
		have = append(have, s.Version)
	}
	hint := "comments are on release candidates, such as 1.0.0-rc.1"
	if record.IsCandidate(version) {
		hint = "credctl comments add " + id + " " + version + " adds one; its --help says how"
	}
	if near := nearest.Word(version, have); near != "" {
		hint = "did you mean " + near + "?"
	}
	return "", nil, usagef(hint, "there is no comment on %s %s: %s is not there", id, version, comments.Path(id, version))
}

type commentsPublishOptions struct {
	env        *Env
	to, output string
}

func newCommentsPublish(env *Env) *cobra.Command {
	o := &commentsPublishOptions{env: env}
	cmd := &cobra.Command{
		Use:   "publish id [version] | tag",
		Short: "Write the comments and their answers as a document",
		Long: `Write the comments on release candidates and their answers as a document for everybody
to read. Those who commented are named in it as the file names them.

Nothing is written where a file cannot be read whole: a comment would be missing.`,
		Example: `  credctl comments publish wound-care --to html --output comments.html
  credctl comments publish wound-care 1.0.0-rc.1`,
		Args:              commentsArgs,
		ValidArgsFunction: completeIDs(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd, args) },
	}
	cmd.Flags().StringVar(&o.to, "to", "markdown", "write as `FORMAT`: markdown or html")
	cmd.Flags().StringVarP(&o.output, "output", "o", "", "write to `FILE` instead of standard output")
	completeWords(cmd, "to", "markdown", "html")
	return cmd
}

func (o *commentsPublishOptions) run(cmd *cobra.Command, args []string) error {
	if err := oneOfFlag("to", o.to, []string{"markdown", "html"}); err != nil {
		return err
	}
	id, sheets, err := commentsRead(o.env, cmd, args)
	if err != nil {
		return err
	}
	if err := commentsTold(o.env, sheets); err != nil {
		return err
	}
	d := render.Comments(id, sheets)
	data := render.MarkdownOf(&d)
	if o.to == "html" {
		var out bytes.Buffer
		if err := page.Write(&out, page.Page{Document: d, Register: pageRegister(o.env)}); err != nil {
			return err
		}
		data = out.Bytes()
	}
	return o.env.writeOutput(output{file: o.output, flag: "output"}, data)
}
