package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/advancing-practice/credctl/internal/export"
)

// exportFolder reports whether there is a folder of this name.
func exportFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// writeFile writes one file under the name that was asked for.
func (o *exportOptions) writeFile(name string, data []byte) error {
	if err := o.inTheWay(name, data); err != nil {
		return err
	}
	if err := o.env.writeOutput(output{file: name, flag: "output"}, data); err != nil {
		return err
	}
	o.env.say("%s was written", name)
	return nil
}

// writeFolder writes all files into the folder, once it is known that none is in the
// way of another.
func (o *exportOptions) writeFolder(files []export.File) error {
	dir := o.env.path(o.output)
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return usagef("name a folder that is there or can be made", "--output is %q, which is a file and no folder", o.output)
	}
	var differ []string
	for _, f := range files {
		if err := o.inTheWay(filepath.Join(o.output, f.Name), f.Data); err != nil {
			if !errors.Is(err, errExportInTheWay) {
				return err
			}
			differ = append(differ, f.Name)
		}
	}
	if len(differ) > 0 {
		return exportInTheWay(fmt.Sprintf("%s: %s", o.output, strings.Join(differ, ", ")))
	}
	made, err := exportMakeFolder(dir)
	if err != nil {
		return fmt.Errorf("the folder %q of --output cannot be made: %w; nothing was written", o.output, plainReason(err))
	}
	staged, err := o.stage(dir, files)
	if err != nil {
		for _, folder := range slices.Backward(made) {
			os.Remove(folder) // fails where somebody else has put something into it
		}
		return err
	}
	return o.put(staged, files)
}

// exportMakeFolder makes a folder and those above it, and returns those that were not
// there, outermost first.
func exportMakeFolder(dir string) (made []string, err error) {
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); err == nil || at == filepath.Dir(at) {
			break
		}
		made = append([]string{at}, made...)
	}
	return made, os.MkdirAll(dir, 0o755)
}

// stage writes all files beside their places: a disk that is full has room for all of
// them or gets none.
func (o *exportOptions) stage(dir string, files []export.File) (staged []*stagedFile, err error) {
	for _, f := range files {
		s, err := stageFile(filepath.Join(dir, f.Name), f.Data)
		if err != nil {
			for _, had := range staged {
				had.drop()
			}
			return nil, hinted{
				err:  fmt.Errorf("%s cannot be written: %w; nothing was written", filepath.Join(o.output, f.Name), plainReason(err)),
				hint: "run this again once that is mended",
			}
		}
		staged = append(staged, s)
	}
	return staged, nil
}

// put puts the files where they belong, and says of each that it did.
func (o *exportOptions) put(staged []*stagedFile, files []export.File) error {
	for i, f := range files {
		name := filepath.Join(o.output, f.Name)
		if err := staged[i].put(); err != nil {
			for _, rest := range staged[i+1:] {
				rest.drop()
			}
			return hinted{
				err:  fmt.Errorf("%s cannot be written: %w; %d of %d files were written", name, plainReason(err), i, len(files)),
				hint: "run this again once that is mended",
			}
		}
		o.env.say("%s was written", name)
	}
	return nil
}

var errExportInTheWay = errors.New("there already with other contents")

// inTheWay refuses to replace a file with other contents unless that was asked for. A
// device or a pipe is written to and never replaced.
func (o *exportOptions) inTheWay(name string, data []byte) error {
	path := o.env.path(name)
	if _, err := os.Lstat(path); o.force || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	info, err := os.Stat(path) // of a link that leads nowhere an error
	if err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return nil
	}
	if err == nil {
		there, err := os.ReadFile(path)
		if err == nil && bytes.Equal(there, data) {
			return nil
		}
	}
	return exportInTheWay(name)
}

func exportInTheWay(names string) error {
	return hinted{err: fmt.Errorf("%s is %w; nothing was written", names, errExportInTheWay), hint: "move it away, or replace it with --force"}
}
