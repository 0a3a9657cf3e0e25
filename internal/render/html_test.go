package render

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLookAt(t *testing.T) {
	dir := os.Getenv("LOOK_AT")
	if dir == "" {
		t.Skip()
	}
	for name, e := range editions(t) {
		data, err := HTML(e)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".html"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
