package cli

import (
	"strings"
	"testing"
)

// What git says of two who publish in the same moment is not taken for a remote that
// cannot be got at.
func TestPublishAtOnce(t *testing.T) {
	p := &publishing{publishOptions: &publishOptions{remote: "origin"}, push: &publishPush{branch: "main"}}
	said := "! [remote rejected] wound-care/v1.1.0 -> wound-care/v1.1.0 (atomic transaction failed)"
	if hint := p.afterRefusal(said); !strings.Contains(hint, "somebody else sent something in the same moment: run this again") {
		t.Errorf("%q", hint)
	}
}
