package drafting

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/compose"
	"github.com/advancing-practice/credctl/internal/finding"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/yamldoc"
)

// Answers are what is known of a specification when it is begun. What is empty is
// not known.
type Answers struct {
	ID           string
	Stage        spec.Stage
	Title        string
	Author       string // the name of one
	Organisation string // the author's
	Need         string
	Population   string // whose care depends on the need
	Professions  []string
	Level        int // of the FHEQ; 0: not known
}

// SchemaLine is what an editor reads first: where, seen from specs/, the schema of
// the format is.
const SchemaLine = "yaml-language-server: $schema=../schema/credential-specification.schema.json"

// ErrTooLarge says that a specification would be larger than one may be.
var ErrTooLarge = errors.New("it would be larger than a specification may be")

// Scaffold returns the source of a new specification, named after its id in
// specs/. What is not known and is asked for by the stage becomes a text to come.
// content are keys that somebody has already, with what they hold.
func (j *Judge) Scaffold(a Answers, content ...compose.Entry) ([]byte, error) {
	source := compose.Bytes(compose.Merge(j.beginning(a), compose.Map(content...)), SchemaLine)
	for _, stage := range spec.Stages {
		var err error
		if most := cmp.Or(j.Reading.MaxBytes, yamldoc.DefaultMaxBytes); len(source) > most {
			return nil, ErrTooLarge
		}
		if source, _, err = j.open(a.ID+".yaml", source, stage); err != nil || stage == a.Stage {
			return source, err
		}
	}
	return source, nil
}

// IDFor makes an id of a title, "" if it has no letter of the English alphabet.
func IDFor(title string) string {
	const most = 64
	id := strings.Join(strings.FieldsFunc(strings.ToLower(title), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
	id = strings.TrimLeft(id, "0123456789-")
	return strings.TrimRight(id[:min(len(id), most)], "-")
}

// Check returns what the format has against the answers given, each under the
// pointer of the part that it is about; answers not given are passed over.
func (j *Judge) Check(a Answers) finding.List {
	return j.judge(a.ID+".yaml", compose.Bytes(j.beginning(a)), a.Stage).wrong
}

// beginning is what every specification has, and what the answers say.
func (j *Judge) beginning(a Answers) compose.Node {
	title := compose.Text(a.Title)
	if a.Title == "" {
		title = todo("name the area in a few words")
	}
	return compose.Map(
		compose.Key("format", compose.Number(spec.Format)),
		compose.Key("id", compose.Text(a.ID)),
		compose.Key("version", compose.Text("0.1.0")),
		compose.Key("stage", compose.Text(string(a.Stage))),
		compose.Key("title", title),
		compose.Key("authors", compose.List(a.author())),
		compose.Key("frameworks", compose.Words(j.newestFramework())),
		compose.Key("proposal", compose.Map(
			compose.Key("need", compose.Map(
				compose.Key("statement", compose.Text(a.Need)),
				compose.Key("relates_to", compose.List(a.relatesTo())),
			)),
			compose.Key("intervention", compose.Map(
				compose.Key("chosen", compose.Text("credential-specification")),
			)),
			compose.Key("multi_professional", compose.Map(
				compose.Key("professions", a.professions()),
			)),
		)),
		compose.Key("level", a.level()),
	)
}

// author is the one author, if anything is known of them.
func (a *Answers) author() compose.Node {
	if a.Author == "" && a.Organisation == "" {
		return compose.Node{}
	}
	name, organisation := compose.Text(a.Author), compose.Text(a.Organisation)
	if a.Author == "" {
		name = todo("name the author")
	}
	if a.Organisation == "" {
		organisation = todo("name the organisation that the author works for")
	}
	return compose.Map(
		compose.Key("id", compose.Text(authorID(a.Author))), compose.Key("name", name), compose.Key("organisation", organisation),
	)
}

// titles are no part of anybody's name.
var titles = []string{"dr", "miss", "mr", "mrs", "ms", "mx", "prof", "professor", "sir"}

// authorID makes an id of a name: surname and first initial, as "smith-j" of
// "J. Smith". A name without letters of the English alphabet gives a number.
func authorID(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r < 'a' || r > 'z' })
	for len(words) > 1 && slices.Contains(titles, words[0]) {
		words = words[1:]
	}
	switch n := len(words); {
	case n == 0:
		return "author-1"
	case n == 1:
		return shortened(words[0])
	default:
		return shortened(words[n-1]) + "-" + words[0][:1]
	}
}

// shortened keeps a word within what an id may have.
func shortened(word string) string { return word[:min(len(word), 40)] }

func (a *Answers) relatesTo() compose.Node {
	if a.Population == "" {
		return compose.Node{}
	}
	return population(a.Population)
}

// professions lists those named; a single one needs another beside it.
func (a *Answers) professions() compose.Node {
	var items []compose.Node
	for _, p := range a.Professions {
		items = append(items, compose.Text(p))
	}
	if len(items) == 1 {
		items = append(items, todo("name the other professions that share the need"))
	}
	return compose.List(items...)
}

func (a *Answers) level() compose.Node {
	if a.Level == 0 {
		return compose.Node{}
	}
	return compose.FlatMap(compose.Key("framework", compose.Text("FHEQ")), compose.Key("value", compose.Number(float64(a.Level))))
}

// newestFramework is the newest edition that is known of the framework for all
// advanced practice.
func (j *Judge) newestFramework() string {
	newest := ""
	for _, f := range j.Frameworks.Frameworks() {
		if f.ID == "mpf" && f.Ref() > newest {
			newest = f.Ref()
		}
	}
	return newest
}

// OpenPlaces returns the JSON Pointers of the texts of a source that are still to
// be written, in file order.
func (j *Judge) OpenPlaces(source []byte, stage spec.Stage) []string {
	var pointers []string
	g := j.judge("", source, stage)
	for _, f := range g.found {
		if j.isOpen(f) {
			pointers = append(pointers, f.Pointer)
		}
	}
	return pointers
}
