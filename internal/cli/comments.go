package cli

import (
	"github.com/spf13/cobra"
)

// commentsTable says how the table is kept, for every help text.
const commentsTable = `The comments on a release candidate are kept in comments/<id>/<version>.csv, a table
that a spreadsheet opens, with the columns who, on, comment, response and change. It may
be changed there and saved as CSV again. Names in it are published with the
specification: ask those who comment how they want to be named.`

func newComments(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "comments",
		Short: "Keep what stakeholders say of a release candidate, and answer it",
		Long: `Keep what stakeholders say of a release candidate, such as wound-care 1.0.0-rc.1, and
what was answered. A version is released only once every comment on its release
candidates is answered.

` + commentsTable,
		Args: unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCommentsAdd(env), newCommentsAnswer(env), newCommentsList(env), newCommentsPublish(env))
	return cmd
}
