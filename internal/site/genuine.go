package site

import (
	_ "embed" // the scripts
	"html/template"

	"github.com/advancing-practice/credctl/internal/document"
	"github.com/advancing-practice/credctl/internal/page"
)

// genuineTitle is what the page is called that compares a file with what was published.
const genuineTitle = "Is my copy genuine?"

//go:embed sha256.js
var sha256Script string

//go:embed genuine.js
var genuineScript string

// genuineField is shown by the script alone.
const genuineField = template.HTML(`<noscript><p>Choosing a file here needs a script, which this browser does not run. The other ways below need none.</p></noscript>
<div class="nhsuk-form-group" id="genuine" hidden>
<label class="nhsuk-label" for="file">The file to compare</label>
<div class="nhsuk-hint" id="file-hint">The file stays on this device: it is read here, and nothing is sent anywhere.</div>
<input type="file" id="file" aria-describedby="file-hint">
</div>
<div id="answer" role="status"></div>`)

// known is what the script compares with.
type known struct {
	Releases []knownRelease `json:"releases"`
}

type knownRelease struct {
	Title    string      `json:"title"` // with the version
	Tag      string      `json:"tag"`
	Standing string      `json:"standing"` // published, superseded, withdrawn or draft
	Newer    string      `json:"newer,omitempty"`
	Reason   string      `json:"reason,omitempty"`
	Page     string      `json:"page"`
	Files    [][2]string `json:"files"` // hash and name
}

// genuine is the page that compares a file with what was published.
func (a *About) genuine(all []Summary) (File, error) {
	data := known{Releases: []knownRelease{}}
	for i := range all {
		for _, l := range all[i].Versions {
			r := knownRelease{
				Title: all[i].Title + " " + l.Version, Tag: l.Tag, Standing: "draft", Newer: l.Newer, Reason: l.Reason, Page: l.Page,
			}
			if l.Published {
				r.Standing = string(l.Standing)
			}
			for _, f := range l.Files {
				r.Files = append(r.Files, [2]string{f.SHA256, f.Name})
			}
			data.Releases = append(data.Releases, r)
		}
	}
	return a.file(genuinePage, page.Page{
		Document: document.Document{
			Title: genuineTitle, Intro: genuineIntro(), Sections: otherWays(a), Standing: a.stands("the hashes of the catalogue", "credctl verify --file FILE"),
		},
		Extra: genuineField, Script: sha256Script + genuineScript, Data: data,
	})
}

func genuineIntro() []document.Block {
	return []document.Block{
		document.Said("Choose a file that you have. Its SHA-256 is worked out in this browser and compared with the hashes of everything that this catalogue lists."),
		{Text: []document.Span{document.Words("The answer is only as trustworthy as the place that this page came from. Where it matters, use one of the other ways below: they rest on signatures, and not on this site.")}, Strong: true},
	}
}

// otherWays are those that do without trust in the site.
func otherWays(a *About) []document.Section {
	root := a.Register.Root
	if root == "" {
		root = "TRUST_ROOT"
	}
	return []document.Section{{ID: "other-ways", Title: "Other ways", Blocks: []document.Block{
		document.Said("With credctl, in a clone of the repository of the register. The trust root is best taken from another place than this site:"),
		{Lines: "credctl verify --file FILE --trust-root " + root},
		document.Said("Without credctl, compare the hash with the list in the message of the signed tag:"),
		{Lines: "sha256sum FILE\ngit cat-file tag ID/vVERSION"},
		document.Said("and check who signed the tag, against the keys of the register:"),
		{Lines: "credctl allowed-signers > signers\ngit -c gpg.ssh.allowedSignersFile=signers tag -v ID/vVERSION"},
	}}, {ID: "answers", Title: "What the answers mean", Blocks: []document.Block{{Facts: []document.Fact{
		{Name: "Genuine", Blocks: document.Cell("The file is, byte for byte, one that was published with a version that is in force.")},
		{Name: "Superseded", Blocks: document.Cell("It is a genuine file of a version that a later one has taken the place of.")},
		{Name: "Withdrawn", Blocks: document.Cell("It is a genuine file of a version that was withdrawn, and is not to be used.")},
		{Name: "A draft", Blocks: document.Cell("It was put out for comment and is endorsed by nobody.")},
		{Name: "Altered", Blocks: document.Cell("A file of this name was published, and its content was another.")},
		{Name: "Unknown", Blocks: document.Cell("Nothing that is listed here has this content. It may be genuine and newer than this site, or never have been published.")},
	}}}}}
}
