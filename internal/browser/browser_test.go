package browser

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// script is a program that stands in for a browser.
func script(t *testing.T, dir, name, text string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("it takes a shell")
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFind(t *testing.T) {
	dir := t.TempDir()
	chromium := script(t, dir, "chromium", "")
	other := script(t, t.TempDir(), "my-browser", "")
	for name, tc := range map[string]struct {
		environ []string
		want    string
	}{
		"on the path":           {[]string{"PATH=/nonexistent:" + dir}, chromium},
		"named":                 {[]string{"PATH=" + dir, "CREDCTL_BROWSER=" + other}, other},
		"named and not there":   {[]string{"PATH=" + dir, "CREDCTL_BROWSER=/nonexistent"}, ""},
		"in the current folder": {[]string{"PATH=.:"}, ""},
		"nowhere":               {[]string{"PATH=" + t.TempDir()}, ""},
	} {
		b, err := Find(tc.environ)
		switch {
		case tc.want == "" && !errors.Is(err, ErrNone):
			t.Errorf("%s: %v, %v", name, b, err)
		case tc.want != "" && (err != nil || b.Path != tc.want):
			t.Errorf("%s: %v, %v", name, b, err)
		}
	}
}

// printing runs a stand-in, and returns what was printed and the folders left behind.
func printing(t *testing.T, ctx context.Context, text string) ([]byte, []string, error) {
	t.Helper()
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	b, err := Find([]string{"PATH=" + os.Getenv("PATH"), "HOME=/home/of-the-user", Variable + "=" + script(t, t.TempDir(), "browser", text)})
	if err != nil {
		t.Fatal(err)
	}
	pdf, err := b.PDF(ctx, []byte("<p>x</p>"))
	left, _ := filepath.Glob(filepath.Join(temporary, "*"))
	return pdf, left, err
}

const good = `for a; do case $a in --print-to-pdf=*) out=${a#*=};; file://*) in=${a#file://};; esac; done
{ echo %PDF-1.7; cat "$in"; echo "$HOME"; } >"$out"`

func TestPrint(t *testing.T) {
	pdf, left, err := printing(t, t.Context(), good)
	if err != nil || !bytes.Contains(pdf, []byte("<p>x</p>")) || len(left) > 0 {
		t.Errorf("%q, left behind %q, %v", pdf, left, err)
	}
	if bytes.Contains(pdf, []byte("of-the-user")) && runtime.GOOS == "linux" {
		t.Error("it runs in the user's own home")
	}
}

func TestPrintFails(t *testing.T) {
	for want, text := range map[string]string{
		"exit status 7: no room": "echo first >&2; echo no room >&2; exit 7",
		"printed nothing":        "exit 0",
		"no PDF at all":          strings.ReplaceAll(good, "%PDF-", "no ") + "; echo no PDF at all",
	} {
		pdf, left, err := printing(t, t.Context(), text)
		if err == nil || !strings.Contains(err.Error(), want) || pdf != nil || len(left) > 0 {
			t.Errorf("%s: %q, left behind %q, %v", want, pdf, left, err)
		}
	}
}

func TestPrintInterrupted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, left, err := printing(t, ctx, good); !errors.Is(err, context.Canceled) || len(left) > 0 {
		t.Errorf("left behind %q, %v", left, err)
	}
}
