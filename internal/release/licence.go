package release

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A licence is open where anybody may use, change and share the content for any
// purpose (opendefinition.org, version 2.1). These are known to be none, whatever a
// setting calls them.
var (
	noncommercial = regexp.MustCompile(`(?i)(^|[-.])NC([-.]|$)`)
	noDerivatives = regexp.MustCompile(`(?i)(^|[-.])ND([-.]|$)`)
	restricted    = []string{"BUSL-1.1", "SSPL-1.0", "ELASTIC-2.0", "UNLICENSED", "PROPRIETARY", "NONE", "NOASSERTION", "ALL-RIGHTS-RESERVED"}
)

// notOpen says why a licence is not open by definition; "" where nothing is known
// against it.
func notOpen(id string) string {
	switch {
	case noncommercial.MatchString(id):
		return fmt.Sprintf("%s keeps others from commercial use, so that it is not open", id)
	case noDerivatives.MatchString(id):
		return fmt.Sprintf("%s keeps others from changing the content, so that it is not open", id)
	}
	for _, word := range restricted {
		if strings.EqualFold(id, word) {
			return fmt.Sprintf("%s does not let anybody use, change and share the content for any purpose, so that it is not open", id)
		}
	}
	return ""
}

// knownOpen names those of the settings' licences that nothing is known against.
func knownOpen(ids []string) string {
	open := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return notOpen(id) != "" })
	if len(open) == 0 {
		return "an open one, such as CC-BY-4.0, in the setting licences of .credctl.yaml as well"
	}
	return "one of " + strings.Join(open, ", ")
}
