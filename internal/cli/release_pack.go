package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/advancing-practice/credctl/internal/browser"
	"github.com/advancing-practice/credctl/internal/edition"
	"github.com/advancing-practice/credctl/internal/export"
	"github.com/advancing-practice/credctl/internal/page"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/release"
	"github.com/advancing-practice/credctl/internal/render"
)

// releasePack is the files of a release.
type releasePack struct {
	edition *edition.Edition
	files   map[string][]byte // without the list of them
	noPDF   string            // why there is none; "" if there is one
}

// sums is the list of the files.
func (p *releasePack) sums() record.Sums { return record.SumsOf(p.files) }

// released is the edition that the files are made from.
func (r *releasing) released() (*edition.Edition, error) {
	e, err := r.edition(r.text.ID)
	if err != nil {
		return nil, err
	}
	e.Previous, e.Changes = r.in.Previous, r.in.Changes
	if !r.opts.dryRun {
		e.Tag = r.name
	}
	return e, nil
}

// pack makes every file of the release, in memory: nothing is written before all of
// them are there.
func (r *releasing) pack(ctx context.Context) (*releasePack, error) {
	e, err := r.released()
	if err != nil {
		return nil, err
	}
	p := &releasePack{edition: e, files: map[string][]byte{}}
	for _, make := range r.makers() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		files, err := make(e)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if _, twice := p.files[f.Name]; twice {
				return nil, fmt.Errorf("two files of the release are called %s", f.Name)
			}
			p.files[f.Name] = f.Data
		}
	}
	return p, r.print(ctx, p)
}

// print makes the PDF, where there is a browser that can.
func (r *releasing) print(ctx context.Context, p *releasePack) error {
	if r.opts.noPDF {
		p.noPDF = "--no-pdf was given"
		return nil
	}
	b, err := browser.Find(r.env.Environ)
	if errors.Is(err, browser.ErrNone) {
		p.noPDF = err.Error() + "; where there is one, print the page " + release.File(r.text.ID, r.text.Version, ".html") + " from it"
		return nil
	}
	if err != nil {
		return hinted{err: err, hint: "to go without a PDF: --no-pdf"}
	}
	pdf, err := b.PDF(ctx, p.files[release.File(r.text.ID, r.text.Version, ".html")])
	if err != nil {
		return hinted{err: fmt.Errorf("print the PDF: %w; nothing was done", err), hint: "to go without one: --no-pdf"}
	}
	p.files[release.File(r.text.ID, r.text.Version, release.SuffixPDF)] = pdf
	return nil
}

// releaseMaker makes some files of a release.
type releaseMaker func(e *edition.Edition) ([]export.File, error)

// makers make all files of a release.
func (r *releasing) makers() []releaseMaker {
	one := func(suffix string, write func(e *edition.Edition) ([]byte, error)) releaseMaker {
		name := release.File(r.text.ID, r.text.Version, suffix)
		return func(e *edition.Edition) ([]export.File, error) {
			data, err := write(e)
			if err != nil {
				return nil, fmt.Errorf("write %s: %w", name, err)
			}
			return []export.File{{Name: name, Data: data}}, nil
		}
	}
	all := []releaseMaker{
		one(".yaml", func(e *edition.Edition) ([]byte, error) { return e.Source, nil }),
		one(".html", render.HTML),
		one(".md", render.Markdown),
		one(".docx", render.DOCX),
		one(".evidence.html", evidencePage),
		one(".evidence.json", release.EvidenceJSON),
		func(e *edition.Edition) ([]export.File, error) {
			return []export.File{{Name: release.Notes, Data: releaseNotes(e, r.foreword)}}, nil
		},
	}
	for _, f := range export.Formats() {
		all = append(all, f.Write)
	}
	return all
}

// evidencePage is the page that says who judged what.
func evidencePage(e *edition.Edition) ([]byte, error) {
	p := render.Page(e, nil)
	p.Document, p.Tab = *release.Evidence(e), "Who judged "+e.Spec.Title+", version "+e.Version()
	p.Standing = render.Standing(e)
	var out bytes.Buffer
	err := page.Write(&out, p)
	return out.Bytes(), err
}

// readForeword reads the text that the notes begin with.
func (o *releaseOptions) readForeword() (string, error) {
	if o.foreword == "" {
		return "", nil
	}
	data, err := os.ReadFile(o.env.path(o.foreword))
	if err != nil {
		return "", fmt.Errorf("the file %q of --foreword cannot be read: %w", o.foreword, plainlyMissing(err))
	}
	text, err := release.Foreword(data)
	if err != nil {
		return "", usagef("write it as plain text, in paragraphs", "--foreword %q %w", o.foreword, err)
	}
	return text, nil
}
