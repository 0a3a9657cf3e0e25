package cli

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/comments"
)

type commentsAddOptions struct {
	env     *Env
	comment comments.Comment
}

func newCommentsAdd(env *Env) *cobra.Command {
	o := &commentsAddOptions{env: env}
	cmd := &cobra.Command{
		Use:   "add id version|tag",
		Short: "Add a comment on a release candidate",
		Long: `Add a comment on a release candidate that has a tag, by its version or its tag. It is
written into the file in the work tree, for you to commit.

--on says what the comment is on: the id of a capability, an outcome or anything else
in the text, a part of the file such as assessment, or whole. Something that the
candidate does not have is kept, with a warning.

` + commentsTable,
		Example: `  credctl comments add wound-care 1.0.0-rc.1 --who "Trust B" --on A1 --comment "Say what a complex wound is"
  credctl comments add wound-care/v1.0.0-rc.1 --who "J. Smith" --on whole --comment "Clear" --response "Thank you"`,
		Args:              commentsArgs,
		ValidArgsFunction: completeIDs(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.comment.Who, "who", "", "`NAME` of the person or the body that comments; it is published")
	flags.StringVar(&o.comment.On, "on", "", "what the comment is on: an `ID`, a part of the file, or whole")
	flags.StringVar(&o.comment.Comment, "comment", "", "the `TEXT` of the comment")
	flags.StringVar(&o.comment.Response, "response", "", "the `TEXT` of the answer, if there is one already")
	flags.StringVar(&o.comment.Change, "change", "", "`TEXT` saying what was changed because of it")
	return cmd
}

func (o *commentsAddOptions) run(ctx context.Context, args []string) error {
	c := commentsClean(o.comment)
	for _, flag := range []struct{ name, value string }{{"who", c.Who}, {"on", c.On}, {"comment", c.Comment}} {
		if flag.value == "" {
			return usagef("a comment is on something by somebody: --who, --on (whole, if on nothing in particular) and --comment", "flag --%s is missing", flag.name)
		}
	}
	if err := c.Check(); err != nil {
		return usageError{err: err}
	}
	candidate, err := findCandidate(ctx, o.env, args)
	if err != nil {
		return err
	}
	number := 0
	said := false
	err = candidate.change(ctx, func(s *comments.Sheet) error {
		for _, there := range s.Comments {
			if there.Who == c.Who && there.On == c.On && there.Comment == c.Comment {
				number, said = there.Number, true
				return nil
			}
		}
		if len(s.Comments) >= comments.MaxCount {
			return fmt.Errorf("%s has %d comments already, and no more fit", s.Path, len(s.Comments))
		}
		number = len(s.Comments) + 1
		s.Comments = append(s.Comments, c)
		return nil
	})
	if err != nil {
		return err
	}
	candidate.warnOfAim(c.On)
	if said {
		o.env.say("no changes: this is comment %d on %s already", number, candidate)
		return nil
	}
	o.env.say("added comment %d on %s to %s", number, candidate, candidate.path())
	o.env.hint("commit it: git add %s && git commit", candidate.path())
	return nil
}

// commentsClean is a comment as it comes back from its table.
func commentsClean(c comments.Comment) comments.Comment {
	return comments.Comment{
		Who: comments.Clean(c.Who), On: comments.Clean(c.On), Comment: comments.Clean(c.Comment),
		Response: comments.Clean(c.Response), Change: comments.Clean(c.Change),
	}
}

type commentsAnswerOptions struct {
	env              *Env
	response, change string
	replace          bool
}

func newCommentsAnswer(env *Env) *cobra.Command {
	o := &commentsAnswerOptions{env: env}
	cmd := &cobra.Command{
		Use:   "answer id version number | tag number",
		Short: "Answer a comment",
		Long: `Answer a comment by its number, as credctl comments list shows it. A number stays with
its comment: none is ever taken away. The answer is written into the file in the work
tree, for you to commit.`,
		Example: `  credctl comments answer wound-care 1.0.0-rc.1 3 --response "Done" --change "A1 names complex wounds"
  credctl comments answer wound-care/v1.0.0-rc.1 3 --response "Kept: it is needed" --replace`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 && len(args) != 3 {
				return usagef("such as "+cmd.CommandPath()+" wound-care 1.0.0-rc.1 3", "%s takes a release candidate and the number of a comment, found %s", cmd.CommandPath(), counted(len(args), "argument"))
			}
			return nil
		},
		ValidArgsFunction: completeIDs(env),
		RunE:              func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&o.response, "response", "", "the `TEXT` of the answer")
	flags.StringVar(&o.change, "change", "", "`TEXT` saying what was changed because of it")
	flags.BoolVar(&o.replace, "replace", false, "put the answer in the place of an earlier one")
	return cmd
}

func (o *commentsAnswerOptions) run(ctx context.Context, args []string) error {
	last := len(args) - 1
	number, err := strconv.Atoi(args[last])
	if err != nil || number < 1 {
		return usagef("credctl comments list shows the numbers", "the number of a comment is %q, want one such as 3", args[last])
	}
	answer := commentsClean(comments.Comment{Response: o.response, Change: o.change})
	if !answer.Answered() {
		return usagef("such as --response \"Done, thank you\"", "flag --response is missing, or says only that it is still to be written")
	}
	candidate, err := findCandidate(ctx, o.env, args[:last])
	if err != nil {
		return err
	}
	var answered comments.Comment
	same := false
	err = candidate.change(ctx, func(s *comments.Sheet) error {
		if number > len(s.Comments) {
			return usagef("credctl comments list "+s.ID+" "+s.Version+" shows the numbers", "there is no comment %d on %s: it has %s", number, candidate, counted(len(s.Comments), "comment"))
		}
		c := &s.Comments[number-1]
		after := *c
		after.Response = answer.Response
		if o.change != "" {
			after.Change = answer.Change
		}
		if c.Answered() && after != *c && !o.replace {
			return usagef("--replace puts the new answer in its place", "comment %d on %s is answered already: %q", number, candidate, c.Response)
		}
		same = after == *c
		*c, answered = after, after
		return after.Check()
	})
	if err != nil {
		return err
	}
	if same {
		o.env.say("no changes: this is the answer to comment %d on %s already", number, candidate)
		return nil
	}
	o.env.say("comment %d on %s, by %s on %s, is answered in %s", number, candidate, answered.Who, answered.On, candidate.path())
	o.env.hint("commit it: git add %s && git commit", candidate.path())
	return nil
}
