package export

import (
	"strings"
	"time"

	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/record"
)

// headline is the title of an edition as programs show it, often with nothing beside
// it: what nobody may miss stands before it.
func headline(e *edition.Edition) string {
	if banner := e.Banner(); banner != "" {
		return banner + ": " + e.Spec.Title
	}
	return e.Spec.Title
}

// notice is what every format says of an edition in words, a sentence each: which
// version it is, how it stands, what others may do with it, and where to check it.
func notice(e *edition.Edition) []string {
	licence := "No licence is stated."
	if words := licenceWords(e.Spec.Licence); words != "" {
		licence = "Licence: " + words + "."
	}
	return []string{standingSentence(e), licence, checkSentence(e)}
}

// standingWords is how an edition stands, in a few words.
func standingWords(e *edition.Edition) string {
	words := e.Banner()
	switch {
	case words == "" || strings.EqualFold(words, string(e.State)):
		words = string(e.State)
	case e.State != "":
		words += " (" + string(e.State) + ")"
	}
	if isExample(e) {
		words += ", " + madeUp
	}
	return words
}

// madeUp is said of what its authors call illustrative.
const madeUp = "made up as an example"

func isExample(e *edition.Edition) bool { return e.Spec.Provenance.Illustrative }

func standingSentence(e *edition.Edition) string {
	words := []string{"Version " + e.Version() + " of " + e.Spec.ID}
	if isExample(e) {
		words = append(words, madeUp)
	}
	if e.Register.Name != "" {
		words = append(words, "register: "+e.Register.Name)
	}
	if e.State != "" {
		words = append(words, "standing by its records: "+string(e.State))
	}
	if e.Newer != "" {
		words = append(words, "superseded by version "+e.Newer)
	}
	if e.Reason != "" {
		words = append(words, "reason: "+strings.TrimSuffix(e.Reason, "."))
	}
	text := strings.Join(words, "; ") + "."
	if banner := e.Banner(); banner != "" {
		text = banner + ". " + text
	}
	return text
}

// checkSentence says how anybody can find out whether this is what it says it is.
func checkSentence(e *edition.Edition) string {
	text := "Made from a text with the SHA-256 " + e.SHA256 + "."
	text += " Check it in a clone of the register with: " + checkCommand(e) + "."
	if e.Register.URL != "" {
		text += " The register is published at " + e.Register.URL + "/."
	}
	return text
}

// checkCommand is the command that checks a release, or tells how a text stands that is
// none.
func checkCommand(e *edition.Edition) string {
	switch {
	case tagOf(e) != "":
		return "credctl verify " + tagOf(e)
	case e.State == "":
		return "credctl verify --file " + e.Path
	}
	return "credctl status " + e.Spec.ID
}

// tagOf is the tag of the release; "" if there is none. A version that is published has
// one, whether or not the edition was read from it.
func tagOf(e *edition.Edition) string {
	if e.Tag == "" && e.IsPublished() {
		return record.TagName(e.Spec.ID, e.Version())
	}
	return e.Tag
}

// moment is when the edition was last changed: when the commit was made that it was
// read from, in UTC; "" of a file in no commit.
func moment(e *edition.Edition) string {
	if e.Date.IsZero() {
		return ""
	}
	return e.Date.UTC().Format(time.RFC3339)
}
