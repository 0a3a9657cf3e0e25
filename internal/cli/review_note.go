package cli

import (
	"context"
	"strings"
)

// note asks for a note: lines up to an empty one. What can be typed at each question
// can be typed here; again is that the outcome is to be asked once more.
func (i *interview) note(ctx context.Context) (note string, again bool, err error) {
	var text []string
	for {
		ask := "Note, or Enter for none: "
		if len(text) > 0 {
			ask = "Next line, or Enter to end the note: "
		}
		line, err := i.prompt(ctx, "%s", ask)
		if err != nil {
			return "", false, err
		}
		switch line {
		case "":
			return strings.Join(text, "\n"), false, nil
		case "q":
			return "", false, errLeft
		case "b":
			return "", true, nil
		case "?":
			i.env.say("  Write what you have to say on this criterion. Everybody can read it. An empty line ends it; b asks for the outcome again, q leaves.")
			continue
		}
		if err := writable("that line", line); err != nil {
			i.env.say("  %v", err)
			continue
		}
		text = append(text, line)
	}
}
