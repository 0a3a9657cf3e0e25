package report

import (
	"fmt"
	"io"
	"strings"
)

// Log is the life of one specification, in order of the register.
type Log struct {
	ID, Ref, Commit, Version string
	Broken                   []Broken
	Events                   []LogEvent
	Names                    map[string]string // of people, by id
	Options                  Options
}

// LogEvent is one thing that was recorded.
type LogEvent struct {
	Kind    string // open, accept, decline, endorse, publish, withdraw; review for a record
	Seq     int    // of the entry; 0 for a record
	Version string // of the text
	SHA256  string // of the text
	Path    string // of what was recorded
	Signed  []string
	Missing int    // signatures; above 0: the entry is pending, and nothing is decided yet
	Reason  string // that was given
	Date    string // that the author of a record wrote; nobody has checked it

	Round     int    // its number on the text, of what opens or decides one
	RoundKind string // gateway or endorsement; "" where the round is not here
	Asked     []string
	Released  []LogRelease
	RespondBy string
	Records   int // that a decision lists

	Overall  string
	Carried  bool
	Problems []string // why a record does not hold, or an entry cannot be told in full
}

// LogRelease is somebody who was excused.
type LogRelease struct{ Person, Reason string }

const logNote = "The order is that of the register; records stand behind the entry that opened their round, by name. " +
	"Dates are those that the authors of records wrote down, which nobody can check. " +
	"These are the records of this repository, and no statement by anybody outside of it."

// LogFormats are the formats of `credctl log`, by name.
var LogFormats = map[string]func(w io.Writer, l *Log) error{
	"json":     writeLogJSON,
	"markdown": func(w io.Writer, l *Log) error { return writeSheetMarkdown(w, l.sheet(), l.Options) },
	"text":     func(w io.Writer, l *Log) error { return writeSheetText(w, l.sheet(), l.Options) },
}

func (l *Log) sheet() sheet {
	page := sheet{
		Title: "The life of " + l.ID, Version: l.Version, Foot: logNote,
		Intro: []string{fmt.Sprintf("Read from the commit `%s` (%s).", head(l.Commit, 12), l.Ref)},
	}
	page.Sections = (&Status{Broken: l.Broken}).brokenSection()
	for i := 0; i < len(l.Events); {
		text := l.Events[i]
		section := sheetSection{Heading: fmt.Sprintf("Version %s, text %s", text.Version, head(text.SHA256, 16))}
		for ; i < len(l.Events) && l.Events[i].SHA256 == text.SHA256 && l.Events[i].Version == text.Version; i++ {
			section.Items = append(section.Items, l.item(&l.Events[i]))
		}
		page.Sections = append(page.Sections, section)
	}
	if len(l.Events) == 0 {
		page.Sections = append(page.Sections, sheetSection{Text: []string{"Nothing is recorded of it yet."}})
	}
	return page
}

func (l *Log) item(e *LogEvent) sheetItem {
	item := sheetItem{Text: l.headline(e)}
	add := func(format string, args ...any) { item.More = append(item.More, fmt.Sprintf(format, args...)) }
	if len(e.Asked) > 0 {
		add("asked: %s", l.all(e.Asked))
	}
	for _, r := range e.Released {
		add("released: %s; the reason: %s", personName(l.Names, r.Person), r.Reason)
	}
	if e.RespondBy != "" {
		add("an answer was asked for by %s", e.RespondBy)
	}
	if e.Reason != "" {
		add("the reason: %s", e.Reason)
	}
	if e.Records > 0 {
		add("on %s", plural(e.Records, "record"))
	}
	switch {
	case e.Missing > 0 && len(e.Signed) == 0:
		add("waits for %s; nobody has signed", plural(e.Missing, "signature"))
	case e.Missing > 0:
		add("waits for %s more; signed by %s", plural(e.Missing, "signature"), l.all(e.Signed))
	case len(e.Signed) > 0:
		add("signed by %s", l.all(e.Signed))
	}
	if e.Date != "" {
		add("dated %s by its author", e.Date)
	}
	for _, p := range e.Problems {
		add("does not hold: %s", p)
	}
	if e.Missing > 0 {
		item.Command = "credctl sign"
	}
	return item
}

// headline says in one line what happened.
func (l *Log) headline(e *LogEvent) string {
	said := map[string]string{
		"open": "a round was opened", "accept": "accepted at the gateway", "decline": "declined", "endorse": "an endorsement was entered",
		"publish": "published", "withdraw": "withdrawn",
	}[e.Kind]
	if e.Kind == "review" {
		return l.record(e)
	}
	if said == "" {
		said = e.Kind
	}
	if e.Round > 0 {
		of := "round"
		if e.RoundKind != "" {
			of = e.RoundKind + " round"
		}
		switch e.Kind {
		case "open":
			said = fmt.Sprintf("%s %d was opened", of, e.Round)
		default:
			said += fmt.Sprintf(" (%s %d)", of, e.Round)
		}
	}
	if e.Missing > 0 {
		said = "pending, and of no effect yet: " + said
	}
	return fmt.Sprintf("entry %d: %s", e.Seq, said)
}

func (l *Log) record(e *LogEvent) string {
	who := "somebody"
	if len(e.Signed) > 0 {
		who = l.all(e.Signed)
	} else if i := strings.LastIndexByte(e.Path, '/'); i >= 0 {
		who = personName(l.Names, strings.TrimSuffix(e.Path[i+1:], ".yaml"))
	}
	said := "record of " + who
	if e.Overall != "" {
		said += ": " + e.Overall
	}
	if e.Carried {
		said += " (started from answers on an earlier text)"
	}
	return said
}

func (l *Log) all(ids []string) string {
	return (&Status{Names: l.Names}).whoAll(ids)
}

// The JSON form of a log; schema/log.schema.json is its contract. Lists are never
// null.
type (
	jsonLog struct {
		Format        int            `json:"format"`
		Tool          jsonTool       `json:"tool"`
		Note          string         `json:"note"`
		Specification string         `json:"specification"`
		Ref           string         `json:"ref"`
		Commit        string         `json:"commit"`
		Broken        []jsonBroken   `json:"broken"`
		Events        []jsonLogEvent `json:"events"`
	}
	jsonLogEvent struct {
		Kind      string           `json:"kind"`
		Entry     int              `json:"entry"`
		Version   string           `json:"version"`
		SHA256    string           `json:"sha256"`
		Path      string           `json:"path"`
		SignedBy  []string         `json:"signed_by"`
		Missing   int              `json:"missing"`
		Reason    string           `json:"reason"`
		Date      string           `json:"date"`
		Round     int              `json:"round"`
		RoundKind string           `json:"round_kind"`
		Asked     []string         `json:"asked"`
		Released  []jsonLogRelease `json:"released"`
		RespondBy string           `json:"respond_by"`
		Records   int              `json:"records"`
		Overall   string           `json:"overall"`
		Carried   bool             `json:"carried"`
		Problems  []string         `json:"problems"`
	}
	jsonLogRelease struct {
		Person string `json:"person"`
		Reason string `json:"reason"`
	}
)

func writeLogJSON(w io.Writer, l *Log) error {
	doc := jsonLog{
		Format: jsonFormat, Tool: jsonTool{"credctl", l.Version}, Note: logNote, Specification: l.ID, Ref: l.Ref, Commit: l.Commit,
		Broken: []jsonBroken{}, Events: []jsonLogEvent{},
	}
	for _, b := range l.Broken {
		doc.Broken = append(doc.Broken, jsonBroken(b))
	}
	for i := range l.Events {
		e := &l.Events[i]
		out := jsonLogEvent{
			e.Kind, e.Seq, e.Version, e.SHA256, e.Path, list(e.Signed), e.Missing, e.Reason, e.Date, e.Round, e.RoundKind, list(e.Asked),
			[]jsonLogRelease{}, e.RespondBy, e.Records, e.Overall, e.Carried, list(e.Problems),
		}
		for _, r := range e.Released {
			out.Released = append(out.Released, jsonLogRelease(r))
		}
		doc.Events = append(doc.Events, out)
	}
	return encode(w, doc)
}
