package workspace

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestIdentify(t *testing.T) {
	dir := folder(t, ".git/", "specs/a.yaml", "specs/b.yaml", "specs/deep/x.yaml", "drafts/c.yaml")
	outside := filepath.Join(folder(t, "d.yaml"), "d.yaml")
	w := open(t, dir)
	if _, err := w.List(); err != nil {
		t.Fatal(err)
	}
	sel, err := w.Sources([]string{outside})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"specs/a.yaml", "specs/b.yaml"} {
		listed, _ := w.IdentifyListed(file)
		if now, _ := w.Identify(file); now != listed {
			t.Errorf("%s was listed as %+v and is %+v", file, listed, now)
		}
	}
	for _, identify := range []func(string) (Identity, bool){w.Identify, w.IdentifyListed} {
		for _, file := range []string{"specs/a.yaml", "specs/b.yaml", "specs/a.yaml", "specs/deep/x.yaml", "drafts/c.yaml"} {
			id, ok := identify(file)
			if !ok || identifies && (id.Changed == 0 || id.Inode == 0) {
				t.Errorf("%s: %+v, %v", file, id, ok)
			}
		}
		for _, file := range []string{"specs", "specs/", "specs/deep", "specs/..", "specs/../drafts/c.yaml/x", "../d.yaml", "none", Stdin, "", sel.Files[0]} {
			if id, ok := identify(file); ok {
				t.Errorf("%q has the identity %+v, want none", file, id)
			}
		}
	}
}

func TestLinksHaveNoIdentity(t *testing.T) {
	dir := folder(t, ".git/", "specs/a.yaml")
	link := filepath.Join(dir, "specs", "link.yaml")
	if err := os.Symlink("a.yaml", link); err != nil {
		t.Skip(err)
	}
	w := open(t, dir)
	if _, err := w.List(); err != nil {
		t.Fatal(err)
	}
	if _, ok := w.Identify("specs/link.yaml"); ok {
		t.Error("a link has an identity")
	}
	if _, ok := w.IdentifyListed("specs/link.yaml"); ok {
		t.Error("a link that was listed has an identity")
	}
}

// A file whose time was set back after it was changed is not what it was.
func TestSettingTimesBackDoesNotHide(t *testing.T) {
	if !identifies {
		t.Skip("this system does not say when a file was last changed")
	}
	dir := folder(t, ".git/", "specs/a.yaml")
	path := filepath.Join(dir, "specs", "a.yaml")
	w := open(t, dir)
	if _, err := w.List(); err != nil {
		t.Fatal(err)
	}
	listed, _ := w.IdentifyListed("specs/a.yaml")
	for { // until the clock of the file system has moved on
		if err := os.WriteFile(path, make([]byte, listed.Size), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Unix(0, listed.Modified)); err != nil {
			t.Fatal(err)
		}
		if now, _ := w.Identify("specs/a.yaml"); now != listed {
			if now.Modified != listed.Modified || now.Size != listed.Size {
				t.Errorf("was %+v, is %+v: the test changes more than it should", listed, now)
			}
			break
		}
	}
	if again, _ := w.IdentifyListed("specs/a.yaml"); again != listed {
		t.Error("what was listed has changed")
	}
}
