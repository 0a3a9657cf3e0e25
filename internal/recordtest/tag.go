package recordtest

import (
	"fmt"

	"github.com/advancing-practice/credctl/internal/record"
)

// TagText is an annotated tag before it is signed.
type TagText struct {
	Object, Type, Name, Tagger string   // the headers
	Message                    string   // summary and notes, without a line end behind them
	Trailers                   []string // whole lines
	Namespace                  string   // what the signature says it is given for
	After                      string   // stands behind the signature; normally empty
}

// Tag returns the raw object of an annotated tag on a commit, in 40 or 64
// hexadecimal digits, that publishes a version under the last entry of the
// register, signed by a person.
func (w *World) Tag(commit, id, version, signer string, edit func(*TagText)) []byte {
	seq := w.Seq()
	t := TagText{
		Object: commit, Type: "commit", Name: record.TagName(id, version),
		Tagger:  fmt.Sprintf("%s <%[1]s@example.org> 1795000000 +0000", signer),
		Message: id + " " + version,
		Trailers: []string{
			fmt.Sprintf("Credctl-Seq: %d", seq),
			"Credctl-Register-Sha256: " + record.Hash(w.Files[record.EntryPath(seq)]),
		},
		Namespace: "git",
	}
	if edit != nil {
		edit(&t)
	}
	text := fmt.Sprintf("object %s\ntype %s\ntag %s\ntagger %s\n\n%s\n", t.Object, t.Type, t.Name, t.Tagger, t.Message)
	for i, trailer := range t.Trailers {
		if i == 0 {
			text += "\n"
		}
		text += trailer + "\n"
	}
	signature := w.signature(t.Namespace, signer, []byte(text))
	return append(append([]byte(text), signature...), t.After...)
}
