// Package browser finds a browser of the Chromium family on the machine and has it
// print a page of ours to a PDF with tags, headings and an outline. It is the one home
// of running a browser: in a profile of its own that is thrown away, without a
// network, and not for longer than Patience. It knows nothing of what is printed.
package browser

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// ErrNone is that there is no browser that could print.
var ErrNone = errors.New("there is no Chromium, Chrome or Edge on this machine")

// Variable is the variable of the environment that names the program to be used.
const Variable = "CREDCTL_BROWSER"

// Patience is how long printing may take.
const Patience = 2 * time.Minute

// Browser is a browser that can print.
type Browser struct {
	Path    string // of the program
	environ []string
}

// programs are the names that browsers have on the path.
var programs = []string{
	"google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge", "microsoft-edge-stable", "chrome", "msedge",
}

// Find finds a browser: the one that the environment, as KEY=value, names, and else
// the first that is installed where such programs usually are. The error is ErrNone
// where there is none.
func Find(environ []string) (*Browser, error) {
	value := func(key string) string {
		text := ""
		for _, entry := range environ {
			if v, ok := strings.CutPrefix(entry, key+"="); ok {
				text = v
			}
		}
		return text
	}
	if named := value(Variable); named != "" {
		if !executable(named) {
			return nil, fmt.Errorf("%s is %q, which is no program: %w", Variable, named, ErrNone)
		}
		return &Browser{Path: named, environ: environ}, nil
	}
	for _, path := range places(value) {
		if executable(path) {
			return &Browser{Path: path, environ: environ}, nil
		}
	}
	return nil, ErrNone
}

// places are where a browser may be, the likeliest first.
func places(value func(string) string) []string {
	var all []string
	suffix := ""
	if runtime.GOOS == "windows" {
		suffix = ".exe"
	}
	for _, name := range programs {
		for _, dir := range filepath.SplitList(value("PATH")) {
			if filepath.IsAbs(dir) { // never from the folder that somebody happens to be in
				all = append(all, filepath.Join(dir, name+suffix))
			}
		}
	}
	for _, root := range []string{"ProgramFiles", "ProgramFiles(x86)", "LocalAppData"} {
		if dir := value(root); dir != "" && runtime.GOOS == "windows" {
			all = append(all, filepath.Join(dir, "Google", "Chrome", "Application", "chrome.exe"),
				filepath.Join(dir, "Microsoft", "Edge", "Application", "msedge.exe"))
		}
	}
	for _, name := range []string{"Google Chrome", "Chromium", "Microsoft Edge"} {
		if runtime.GOOS == "darwin" {
			all = append(all, filepath.Join("/Applications", name+".app", "Contents", "MacOS", name))
		}
	}
	return all
}

func executable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && (runtime.GOOS == "windows" || info.Mode()&0o111 != 0)
}

// PDF prints a page. Nothing stays behind, whatever happens.
func (b *Browser) PDF(ctx context.Context, page []byte) (pdf []byte, err error) {
	dir, err := os.MkdirTemp("", "credctl-print-")
	if err != nil {
		return nil, fmt.Errorf("make a folder to print in: %w", err)
	}
	defer func() { err = errors.Join(err, remove(dir)) }()
	source, target := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(source, page, 0o600); err != nil {
		return nil, fmt.Errorf("write the page to be printed: %w", err)
	}
	running, done := context.WithTimeout(ctx, Patience)
	defer done()
	cmd := exec.CommandContext(running, b.Path, append(flags(dir), "--print-to-pdf="+target, address(source))...)
	cmd.Dir, cmd.Env = dir, b.homeless(dir)
	cmd.WaitDelay = 5 * time.Second // what it started may hold its output open
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	failed := cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case running.Err() != nil:
		return nil, fmt.Errorf("%s did not print within %s", b.Path, Patience)
	}
	pdf, err = os.ReadFile(target)
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) || failed != nil {
		return nil, fmt.Errorf("%s printed nothing%s", b.Path, because(failed, said.String()))
	}
	return pdf, nil
}

// flags are those that a browser prints with.
func flags(dir string) []string {
	all := []string{
		"--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-sync",
		"--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--metrics-recording-only",
		"--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=" + filepath.Join(dir, "profile"),
		"--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
	}
	if os.Geteuid() == 0 {
		all = append(all, "--no-sandbox") // it refuses to start for the administrator otherwise
	}
	return all
}

// homeless is the environment without the user's own folders: a browser writes into
// them whatever its profile.
func (b *Browser) homeless(dir string) []string {
	if runtime.GOOS != "linux" {
		return b.environ
	}
	var kept []string
	for _, entry := range b.environ {
		key, _, _ := strings.Cut(entry, "=")
		if key != "HOME" && !strings.HasPrefix(key, "XDG_") && !strings.HasPrefix(key, "DBUS_") {
			kept = append(kept, entry)
		}
	}
	return append(kept, "HOME="+dir, "XDG_CONFIG_HOME="+filepath.Join(dir, "config"), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
}

// address is a file as a browser names it.
func address(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return "file://" + strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F", " ", "%20").Replace(path)
}

// because is why nothing was printed, as far as the browser said: its last line.
func because(failed error, said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	switch last := strings.TrimSpace(lines[len(lines)-1]); {
	case last != "" && failed != nil:
		return fmt.Sprintf(": %v: %s", failed, last)
	case last != "":
		return ": " + last
	case failed != nil:
		return fmt.Sprintf(": %v", failed)
	}
	return ""
}

// remove removes the folder. What a browser started may write for a moment after it
// was ended, so that one attempt can be too few.
func remove(dir string) error {
	const attempts = 5
	var err error
	for range attempts {
		if err = os.RemoveAll(dir); err == nil {
			return nil
		}
	}
	return fmt.Errorf("remove the folder that was printed in: %w", err)
}
