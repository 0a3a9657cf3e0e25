package schema

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"testing"
)

// TestFiles: whatever is shipped is where its name says, and every schema can be
// read and says what it is.
func TestFiles(t *testing.T) {
	counts := map[string]int{}
	err := fs.WalkDir(Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Files, name)
		if err != nil {
			return err
		}
		switch dir, base := path.Split(name); {
		case dir == "" && strings.HasSuffix(base, ".schema.json"):
			counts["schema"]++
			checkSchema(t, name, data)
		case dir == "frameworks/" && strings.HasSuffix(base, ".yaml"):
			counts["framework"]++
		case strings.HasPrefix(dir, "criteria/") && strings.Count(dir, "/") == 2 && strings.HasSuffix(base, ".yaml"):
			counts["pack"]++
		default:
			t.Errorf("%s is neither a schema, a framework nor a pack", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if counts["schema"] < 2 || counts["framework"] < 2 || counts["pack"] < 3 {
		t.Errorf("found %v", counts)
	}
}

func checkSchema(t *testing.T, name string, data []byte) {
	var head struct {
		Schema      string `json:"$schema"`
		ID          string `json:"$id"`
		Title       string
		Description string
	}
	if err := json.Unmarshal(data, &head); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if head.Schema != "http://json-schema.org/draft-07/schema#" || head.Title == "" || head.Description == "" {
		t.Errorf("%s does not say its draft, title and description: %+v", name, head)
	}
	if head.ID != "" && !strings.HasSuffix(head.ID, "/schema/"+name) {
		t.Errorf("%s calls itself %s", name, head.ID)
	}
}

func TestPack(t *testing.T) {
	for _, ref := range []string{"gateway@1.0.0", "wording@1.0.0", "references@1.0.0"} {
		data, ok := Pack(ref)
		if id, _, _ := strings.Cut(ref, "@"); !ok || !strings.Contains(string(data), "pack: "+id+"\nversion: 1.0.0\n") {
			t.Errorf("%s is not found, or is another", ref)
		}
	}
	for _, ref := range []string{"", "gateway", "gateway@9.0.0", "house/house@1.0.0", "../criteria-pack.schema.json@", "@"} {
		if _, ok := Pack(ref); ok {
			t.Errorf("%q is found", ref)
		}
	}
}
