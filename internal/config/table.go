package config

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/advancing-practice/credctl/internal/decode"
)

// The words that settings take.
var (
	Colors  = []string{"auto", "always", "never"}  // of color
	FailOns = []string{"note", "warning", "error"} // of fail_on
	Formats = []string{                            // of format
		"text", "compact", "json", "sarif", "github", "gitlab", "junit", "markdown", "html", "ignore",
	}
)

// The bounds of max_bytes. Below the lower one a specification that others can
// read could not be read here; the upper one keeps a run within its memory.
const (
	leastMaxBytes = 256 << 10
	mostMaxBytes  = 16 << 20
)

// Setting is one thing that can be set.
type Setting struct {
	Name    string // in the settings file
	Env     string // in the environment
	Flag    string // on the command line, without dashes; "" if there is none
	Words   string // what it is for, in words
	Default any

	list  bool          // several values
	shape *decode.Shape // of a text
	words []string      // the closed list it takes its value from
	whole [2]int        // the bounds of a whole number
}

// Table is every setting, in the order in which they are shown.
func Table() []Setting { return slices.Clone(table[:]) }

var table = [...]Setting{
	{
		Name: "packs", Env: "CREDCTL_PACKS", Flag: "pack", Default: []string{}, list: true, shape: packShape,
		Words: "criteria packs in force, each with its version; none: those that come with the program; where governance is in force, house packs alone are taken from here",
	},
	{
		Name: "fail_on", Env: "CREDCTL_FAIL_ON", Flag: "fail-on", Default: "error", words: FailOns,
		Words: "the least severity of a finding that blocks",
	},
	{
		Name: "format", Env: "CREDCTL_FORMAT", Flag: "format", Default: "text", words: Formats,
		Words: "how findings are reported",
	},
	{
		Name: "color", Env: "CREDCTL_COLOR", Flag: "color", Default: "auto", words: Colors,
		Words: "whether the report is coloured; auto: on a terminal only",
	},
	{
		Name: "max_bytes", Env: "CREDCTL_MAX_BYTES", Default: leastMaxBytes, whole: [2]int{leastMaxBytes, mostMaxBytes},
		Words: "the largest file that is read, in bytes",
	},
	{
		Name: "trust_root", Env: "CREDCTL_TRUST_ROOT", Flag: "trust-root", Default: "", shape: digestShape,
		Words: "SHA-256 of the governance/0001.yaml that verify trusts; heeded outside the repository that is judged",
	},
	{
		Name: "register_name", Env: "CREDCTL_REGISTER_NAME", Default: "", shape: lineShape,
		Words: "what this register is called in documents, such as \"the register of Example Trust\"",
	},
	{
		Name: "register_url", Env: "CREDCTL_REGISTER_URL", Default: "", shape: addressShape,
		Words: "where the catalogue of this register is published; machine formats name things by it",
	},
	{
		Name: "licences", Env: "CREDCTL_LICENCES", Default: []string{"CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "OGL-UK-3.0"}, list: true, shape: licenceShape,
		Words: "licences under which a specification may be released; each must let anybody use, change and share it for any purpose",
	},
}

// lineShape is a few words on one line.
var lineShape = &decode.Shape{Pattern: regexp.MustCompile(`^\S+( \S+)*$`), Want: "a name on one line", Max: 128}

// addressShape is a web address without a slash at the end: names are put behind it.
var addressShape = &decode.Shape{
	Pattern: regexp.MustCompile(`^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*$`),
	Want:    `a web address, such as "https://credentials.example.org"`, Max: 256,
	Mend: func(text string) string { return strings.TrimRight(strings.TrimSpace(text), "/") },
}

// licenceShape is the short name of a licence, as SPDX has them.
var licenceShape = &decode.Shape{
	Pattern: regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.+-]*$`), Want: `the short name of a licence, such as "CC-BY-4.0"`, Max: 64,
}

// packShape is a pack with its version. The version must be there: a pack in
// force that may change by itself is no measure.
var packShape = &decode.Shape{
	Pattern: regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*@(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z]+([.-][0-9A-Za-z]+)*)?$`),
	Want:    `a pack with its version, such as "gateway@1.0.0"`, Max: 128,
}

// digestShape is the SHA-256 of a file.
var digestShape = &decode.Shape{
	Pattern: regexp.MustCompile(`^[0-9a-f]{64}$`),
	Want:    "a SHA-256 in 64 digits from 0 to 9 and a to f", Max: 64,
	Mend: func(text string) string {
		return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "sha256:")
	},
}

// others are the variables of the program that are no settings.
var others = []string{"CREDCTL_DEBUG", "CREDCTL_CACHE_DIR", "CREDCTL_BROWSER"}

// find returns the setting for which is holds.
func find(is func(s *Setting) bool) *Setting {
	for i := range table {
		if is(&table[i]) {
			return &table[i]
		}
	}
	return nil
}

// want says in words what a setting takes.
func (s *Setting) want() string {
	switch {
	case s.shape != nil:
		return s.shape.Want
	case s.words != nil:
		return "one of " + strings.Join(s.words, ", ")
	}
	return "a whole number from " + strconv.Itoa(s.whole[0]) + " to " + strconv.Itoa(s.whole[1])
}
