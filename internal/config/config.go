// Package config puts the settings together: what is so by default, what the
// repository's settings file says, then the environment, then the flags, each
// over the one before. It is the only home of viper. It reads neither files nor
// the environment by itself: what they hold is handed in. What the settings are
// for it does not know.
package config

import (
	"errors"

	"github.com/advancing-practice/credctl/internal/finding"
)

// Settings are the values in force.
type Settings struct {
	Packs    []string         // criteria packs in force, such as "gateway@1.0.0"; none: the embedded ones
	FailOn   finding.Severity // the least severity that blocks: note, warning or error
	Format   string           // how findings are reported: one of Formats
	Color    string           // auto, always or never
	MaxBytes int              // the largest file that is read, in bytes

	// TrustRoot is the SHA-256 of the first version of governance that verify
	// trusts, "" if nobody said. In a repository's own file it means nothing: a
	// repository cannot vouch for itself.
	TrustRoot string

	RegisterName string   // what the register is called in documents; "" if nobody said
	RegisterURL  string   // where its catalogue is published, without a slash at the end; "" if nobody said
	Licences     []string // under which a specification may be released

	origins []Origin
}

// Origin says of one setting what is in force and where it was said.
type Origin struct {
	Setting string // "fail_on"
	Value   string // as it would be written in the settings file
	From    string // "default", ".credctl.yaml:3", "environment CREDCTL_FAIL_ON" or "flag --fail-on"
}

// Origins returns one Origin for each setting, in the order of the table.
func (s *Settings) Origins() []Origin { return s.origins }

// Input is where settings come from.
type Input struct {
	File    string              // name of the settings file, for findings and origins
	Data    []byte              // what it holds; nil: there is none
	Environ []string            // NAME=value, as from os.Environ
	Flags   map[string][]string // the flags that were given, by name without dashes; others than settings' are passed over
}

// Load puts the settings together. The findings are about the settings file: a
// setting they are about is as if it had not been said there. The error joins a
// *ValueError for each variable of the environment and each flag that cannot be
// used. The Settings are complete in any case.
func Load(in Input) (Settings, finding.List, error) {
	file, found := readFile(in)
	env, envErr := readEnvironment(in.Environ)
	flags, flagErr := readFlags(in.Flags)
	settings := merge(defaults(), file, env, flags)
	return settings, found, errors.Join(envErr, flagErr)
}
