package criteria

import (
	"strings"
	"testing"
)

func TestExpressionsOfStrangersStaySmall(t *testing.T) {
	for _, c := range []struct{ pattern, want string }{
		{`[a-z]{1,80}`, ""},
		{`(?:[a-z]+ ){0,4}x{10}`, ""},
		{`(.?){1000}`, "repeats its parts more than 500 times"},
		{`((a{30}){30})`, "repeats its parts more than 500 times"},
		{strings.Repeat(`(x{999}|y)`, 3), "repeats its parts more than 500 times"},
		{`a{2000}`, "near \"{2000}\""},
		{strings.Repeat("(", 1500) + strings.Repeat(")", 1500), "too deep"},
		{`(a`, "never closed"},
	} {
		_, err := expression(c.pattern)
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%.20s: %v", c.pattern, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%.20s: the error is %v, want one that says %q", c.pattern, err, c.want)
		}
	}
}
