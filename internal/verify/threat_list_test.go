package verify

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestThreatList: whatever is to be withstood is held by tests that exist.
func TestThreatList(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("testdata", "threats.txt"))
	if err != nil {
		t.Fatal(err)
	}
	held, row := map[string]int{}, ""
	for _, line := range strings.Split(string(list), "\n") {
		test, under := strings.CutPrefix(line, "\t")
		switch {
		case line == "", strings.HasPrefix(line, "#"):
		case !under:
			if _, again := held[line]; again {
				t.Errorf("the row %q is there twice", line)
			}
			row, held[line] = line, 0
		default:
			if err := holds(test); err != nil {
				t.Errorf("%s: %v", row, err)
			}
			held[row]++
		}
	}
	for row, tests := range held {
		if tests == 0 {
			t.Errorf("nothing holds %q", row)
		}
	}
	if len(held) < 50 {
		t.Errorf("only %d rows were read", len(held))
	}
}

// holds reports why a line of the list names no test.
func holds(line string) error {
	test, subtest, _ := strings.Cut(line, ": ")
	where, name, _ := strings.Cut(test, " ")
	switch where {
	case "none": // and why
		if subtest == "" {
			return fmt.Errorf("%q does not say why", line)
		}
		return nil
	case "script":
		_, err := os.Stat(filepath.Join("..", "..", "testdata", "script", name))
		return err
	}
	files, err := filepath.Glob(filepath.Join("..", where, "*_test.go"))
	if err != nil {
		return err
	}
	var source strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		source.Write(text)
	}
	if !strings.Contains(source.String(), "\nfunc "+name+"(t *testing.T)") {
		return fmt.Errorf("internal/%s has no test %s", where, name)
	}
	if subtest != "" && !strings.Contains(source.String(), `"`+subtest+`"`) {
		return fmt.Errorf("%s of internal/%s has no row %q", name, where, subtest)
	}
	return nil
}
