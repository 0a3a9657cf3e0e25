package cli

import (
	"context"
	"fmt"
	"runtime"
	"sync"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/framework"
	"github.com/advancing-practice/credctl/internal/matrix"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/spec"
	"github.com/advancing-practice/credctl/internal/standing"
)

// matrixCatalogue is all specifications, and the frameworks that they can name.
type matrixCatalogue struct {
	known   *framework.Registry
	sources []matrix.Source
	from    string // what was read, in words
	leftOut int
}

// read reads the specifications of the work tree, or of the commit that was asked for.
func (o *matrixOptions) read(ctx context.Context, cmd *cobra.Command) (*matrixCatalogue, error) {
	if o.ref != "" {
		return o.readCommit(ctx)
	}
	p, err := openSettings(o.env, cmd.Flags(), nil)
	if err != nil {
		return nil, err
	}
	defer p.close()
	if err := p.list(); err != nil {
		return nil, err
	}
	if err := p.loadFrameworks(); err != nil {
		return nil, err
	}
	if _, err := p.files.Sources(nil); err != nil {
		return nil, err
	}
	c := &matrixCatalogue{known: p.frameworks, from: "the files of the work tree"}
	return c, c.load(ctx, p, nil)
}

// readCommit reads those of a commit, with what its records make of them.
func (o *matrixOptions) readCommit(ctx context.Context) (*matrixCatalogue, error) {
	office, err := openOffice(ctx, o.env, o.env.Dir, o.ref)
	if err != nil {
		return nil, err
	}
	defer office.store.Close()
	p, err := office.project()
	if err != nil {
		return nil, err
	}
	index := standing.NewIndex(office.book)
	c := &matrixCatalogue{known: p.frameworks, from: fmt.Sprintf("the commit %.12s (%s)", office.commit, o.ref)}
	return c, c.load(ctx, p, func(file string) (string, error) {
		t, err := office.text(file)
		if err != nil {
			return "", err
		}
		s, err := standing.Of(standing.Input{Index: index, Subject: t.Subject, Title: t.spec.Title, Stage: t.spec.Stage, Authors: t.spec.Authors})
		if err != nil {
			return "", office.unread(err)
		}
		return string(s.State), nil
	})
}

// load reads all specifications of a project. One that is not well formed is left out,
// and said to be: it could say less than is in it.
func (c *matrixCatalogue) load(ctx context.Context, p *project, state func(file string) (string, error)) error {
	files := p.listing.Specifications
	data := make([][]byte, len(files))
	for i, file := range files {
		var err error
		if data[i], err = p.tree.Read(file, p.settings.MaxBytes); err != nil {
			return err
		}
	}
	texts, errs := matrixDecode(ctx, files, data)
	if err := ctx.Err(); err != nil {
		return err
	}
	for i, file := range files {
		if errs[i] != nil {
			p.env.warn(fmt.Sprintf("%s is left out: %v", file, errs[i]), "mend it first: credctl validate "+file)
			c.leftOut++
			continue
		}
		s := matrix.Source{Spec: texts[i], File: file}
		if state != nil {
			var err error
			if s.Standing, err = state(file); err != nil {
				p.env.warn(fmt.Sprintf("%s is left out: %v", file, err), "")
				c.leftOut++
				continue
			}
		}
		c.sources = append(c.sources, s)
	}
	return nil
}

// matrixDecode reads specifications, several at once.
func matrixDecode(ctx context.Context, files []string, data [][]byte) ([]*spec.Specification, []error) {
	texts, errs := make([]*spec.Specification, len(files)), make([]error, len(files))
	next := make(chan int)
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		group.Go(func() {
			for i := range next {
				if texts[i], errs[i] = decoded(files[i], data[i]); errs[i] == nil && record.SpecPath(texts[i].ID) != files[i] {
					errs[i] = fmt.Errorf("its id is %q, want %q as the file is named", texts[i].ID, specID(files[i]))
				}
			}
		})
	}
	for i := range files {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	group.Wait()
	return texts, errs
}
