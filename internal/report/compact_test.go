package report

import (
	"io"
	"testing"
)

func TestCompact(t *testing.T) {
	quiet := sampleMany()
	quiet.Options.Quiet = true
	for name, r := range map[string]Report{
		"many.compact.txt":       sampleMany(),
		"many-quiet.compact.txt": quiet,
		"since.compact.txt":      sampleSince(),
		"nothing.compact.txt":    {Checked: 11},
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name, func(w io.Writer) error { return writeCompact(w, r) })
		})
	}
}
