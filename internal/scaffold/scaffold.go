// Package scaffold is what a credentials repository begins with: the files that
// `credctl init` puts into a folder, as values. The texts are real files under
// files/; packs and schemas are those that are published. It knows neither the
// folder nor what lies in it, and writes nothing.
package scaffold

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/schema"
)

// The texts, by the path that each has in a repository. What is in capitals and
// stands for something is filled in by Files.
//
//go:embed all:files
var texts embed.FS

// File is one file of a new repository.
type File struct {
	Path string // below the root of the repository, with slashes
	Data []byte

	Keeper  bool // it is there so that git keeps the folder, and goes without saying once anything else lies in it
	Partial bool // it may hold lines of others: an existing one is complete if it has all of ours
}

// Lines returns the lines of a file that say something, comments aside. Of a JSON
// file they are those that can be put into another one.
func (f *File) Lines() []string {
	text, inset := string(f.Data), ""
	if strings.HasSuffix(f.Path, ".json") {
		inset = "  "
		text = strings.TrimSuffix(strings.TrimPrefix(text, "{\n"), "}\n")
	}
	var lines []string
	for line := range strings.Lines(text) {
		line = strings.TrimPrefix(strings.TrimRight(line, "\n"), inset)
		if bare := strings.TrimSpace(line); bare != "" && !strings.HasPrefix(bare, "#") {
			lines = append(lines, line)
		}
	}
	return lines
}

// Choice is what differs between repositories.
type Choice struct {
	Packs []string // the packs in force, such as "gateway@1.0.0"; only those that come with the program are copied
	Ref   string   // the branch or tag by which workflows name this program; see Ref
}

// schemas are those that an editor of a repository's files needs, by their names.
var schemas = []string{"credential-specification", "criteria-pack", "framework", "settings"}

// partial are the files that people commonly have already, with lines of their own.
var partial = []string{".gitattributes", ".gitignore", ".vscode/extensions.json", ".vscode/settings.json"}

// Files returns the files of a new repository, in byte order of their paths. It
// fails only if what is embedded is not complete.
func Files(c Choice) ([]File, error) {
	files, err := ownTexts(c)
	if err != nil {
		return nil, err
	}
	for _, name := range schemas {
		name := "schema/" + name + ".schema.json"
		data, err := schema.Files.ReadFile(path.Base(name))
		if err != nil {
			return nil, fmt.Errorf("find the schema for editors: %w", err)
		}
		files = append(files, File{Path: name, Data: data})
	}
	for _, ref := range c.Packs {
		if data, ok := schema.Pack(ref); ok {
			id, version, _ := strings.Cut(ref, "@")
			files = append(files, File{Path: path.Join("criteria", id, version+".yaml"), Data: data})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files, nil
}

// ownTexts returns the texts, filled in.
func ownTexts(c Choice) ([]File, error) {
	var files []File
	tree, err := fs.Sub(texts, "files")
	if err != nil {
		return nil, err
	}
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		data = bytes.ReplaceAll(data, []byte("CREDCTL_REF"), []byte(c.Ref))
		data = bytes.ReplaceAll(data, []byte("- PACK\n"), packLines(c.Packs))
		files = append(files, File{
			Path: name, Data: data, Keeper: path.Base(name) == ".gitkeep", Partial: slices.Contains(partial, name),
		})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the texts of a new repository: %w", err)
	}
	return files, nil
}

func packLines(refs []string) []byte {
	var b bytes.Buffer
	for _, ref := range refs {
		fmt.Fprintf(&b, "- %s\n", ref)
	}
	return b.Bytes()
}

// Ref returns by what a workflow names this program, given the version of the
// build: the tag of its release, or the main branch where there is none.
func Ref(version string) string {
	// Builds between releases carry more, such as a time or "-next".
	released := regexp.MustCompile(`^v?([0-9]+\.[0-9]+\.[0-9]+(?:-(?:alpha|beta|rc)(?:\.?[0-9]+)?)?)$`)
	if m := released.FindStringSubmatch(version); m != nil {
		return "v" + m[1]
	}
	return "main"
}
