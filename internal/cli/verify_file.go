package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/advancing-practice/credctl/internal/chain"
	"github.com/advancing-practice/credctl/internal/gitrepo"
	"github.com/advancing-practice/credctl/internal/record"
	"github.com/advancing-practice/credctl/internal/report"
	"github.com/advancing-practice/credctl/internal/verify"
)

// runFile answers for a file, from the clone and the file alone.
func (o *verifyOptions) runFile(cmd *cobra.Command) error {
	options, err := o.env.pageOptions(o.format, o.color)
	if err != nil {
		return err
	}
	v, err := o.fileVerdict(cmd)
	number, _ := buildVersion()
	if err != nil {
		return o.noVerdict(err, number)
	}
	if o.format == "json" {
		err = report.FileVerdictJSON(o.env.Out, v, number)
	} else {
		err = report.FileVerdict(o.env.Out, v, options)
	}
	if err != nil {
		return err
	}
	return answered(v.Outcome)
}

// heldFile is a file that was read once, from its beginning to its end.
type heldFile struct {
	verify.AskedFile
	text *record.Spec // what it says where it is a specification, else nil
}

func (o *verifyOptions) fileVerdict(cmd *cobra.Command) (*verify.FileVerdict, error) {
	ctx := cmd.Context()
	held, err := o.hold(ctx)
	if err != nil {
		return nil, err
	}
	store, err := o.openStore(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	list, listed, err := o.beside()
	if err != nil {
		return nil, err
	}
	in := verify.FileInput{File: held.AskedFile}
	tags, err := o.fileTags(ctx, store, &in, list)
	if err != nil {
		return nil, err
	}
	quiet := *o.env // what is to be said of every tag is said once
	quiet.Err = &onceWriter{to: o.env.Err, said: map[string]bool{}}
	one := *o
	one.env = &quiet
	for i := range tags {
		concern := verify.Concerns(held.AskedFile, held.text, &tags[i])
		if concern == nil && o.tag == "" {
			continue
		}
		one.tag = tags[i].Name
		v, err := one.verdictIn(cmd, store)
		if err != nil {
			return nil, err
		}
		c := verify.Concerned{Verdict: *v}
		if concern != nil {
			c.Concern = *concern
		}
		in.Tags = append(in.Tags, c)
	}
	if in.Draft, err = o.unpublished(ctx, store, held.SHA256); err != nil {
		return nil, err
	}
	in.Listed = listedAlone(&in, list, listed)
	v := verify.JudgeFile(in)
	return &v, nil
}

// onceWriter passes nothing on a second time.
type onceWriter struct {
	to   io.Writer
	said map[string]bool
}

func (w *onceWriter) Write(data []byte) (int, error) {
	if w.said[string(data)] {
		return len(data), nil
	}
	w.said[string(data)] = true
	return w.to.Write(data)
}

// hold reads the file, of whatever size, and keeps of it what it may be known by.
func (o *verifyOptions) hold(ctx context.Context) (*heldFile, error) {
	name, from := filepath.Base(o.file), io.Reader(nil)
	if o.file == "-" {
		name, from = "standard input", o.env.In
	} else {
		path := o.env.path(o.file)
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, hinted{err: fmt.Errorf("there is no file %q", o.file), hint: fmt.Sprintf("paths are seen from the folder you are in, %q", o.env.Dir)}
		case err != nil:
			return nil, fmt.Errorf("the file %q cannot be read: %w", o.file, plainlyMissing(err))
		case info.IsDir():
			return nil, usagef("name one file of it; for several: for f in FOLDER/*; do credctl verify --file \"$f\"; done", "%q is a folder, want a file", o.file)
		}
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("the file %q cannot be read: %w", o.file, plainlyMissing(err))
		}
		defer f.Close()
		from = f
	}
	hash, start := sha256.New(), &limited{most: record.MaxBytes + 1}
	size, err := io.Copy(io.MultiWriter(hash, start), stopping{ctx, from})
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("the file %q cannot be read: %w", o.file, plainlyMissing(err))
	}
	held := &heldFile{AskedFile: verify.AskedFile{Name: name, SHA256: hex.EncodeToString(hash.Sum(nil)), Size: size}}
	if size <= record.MaxBytes {
		held.text, _ = record.ParseSpec(name, start.Bytes())
	}
	return held, nil
}

// stopping is a reader that a cancelled context ends between two reads.
type stopping struct {
	ctx  context.Context
	from io.Reader
}

func (s stopping) Read(data []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.from.Read(data)
}

// limited keeps the first bytes that are written to it.
type limited struct {
	bytes.Buffer
	most int
}

func (l *limited) Write(data []byte) (int, error) {
	l.Buffer.Write(data[:min(len(data), max(0, l.most-l.Len()))])
	return len(data), nil
}

// beside reads the list of sums that the user named, or that lies beside the file.
// Only a tag can say what it is worth.
func (o *verifyOptions) beside() (list record.Sums, from string, err error) {
	from = o.sums
	if from == "" && o.file != "-" {
		from = filepath.Join(filepath.Dir(o.file), record.SumsName)
	}
	if from == "" {
		return nil, "", nil
	}
	data, err := readSome(o.env.path(from), 1<<20)
	if err != nil {
		if o.sums == "" {
			return nil, "", nil // nobody asked for it
		}
		return nil, "", fmt.Errorf("the list %q cannot be read: %w", from, plainlyMissing(err))
	}
	if list, err = record.ParseSums(data); err != nil {
		o.env.warn(fmt.Sprintf("%q was passed over: %v", from, err), "")
		return nil, "", nil
	}
	return list, from, nil
}

// readSome reads a file that must not be larger than so many bytes.
func readSome(path string, most int64) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no file")
	case info.Size() > most:
		return nil, fmt.Errorf("it has %d bytes, want at most %d", info.Size(), most)
	}
	return os.ReadFile(path)
}

// fileTags reads the tags of releases that are here, or the one that was named. What
// cannot be read as one is put among those that were passed over.
func (o *verifyOptions) fileTags(ctx context.Context, store *gitrepo.Store, in *verify.FileInput, list record.Sums) ([]verify.FileTag, error) {
	names := tagNames(store)
	if o.tag != "" {
		names = []string{o.tag}
	}
	var tags []verify.FileTag
	for _, name := range names {
		if _, release := verify.ParseName(name); !release && o.tag == "" {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		in.LookedAt++
		raw, err := store.Tag(name)
		if err != nil || !raw.Annotated {
			if o.tag != "" {
				tags = append(tags, verify.FileTag{Name: name}) // the verdict says why
				continue
			}
			in.Refused = append(in.Refused, verify.NotCounted{Tag: name, Outcome: verify.NotVerified, Reason: verify.Lightweight, Message: "it is no signed tag, or is not in this clone"})
			continue
		}
		object, err := verify.ParseTag(raw.Raw)
		if err != nil {
			refused := verify.NotCounted{Tag: name, Outcome: verify.NotVerified, Message: err.Error()}
			var bad *verify.TagError
			if errors.As(err, &bad) {
				refused.Reason = bad.Reason
			}
			in.Refused = append(in.Refused, refused)
			continue
		}
		tag := verify.FileTag{Name: name, Object: object, Sums: object.Sums, Text: textOf(ctx, store, name, object.Commit)}
		if tag.Sums == nil && list != nil && record.Hash(list.Marshal()) == object.SumsSHA256 {
			tag.Sums = list
		}
		tags = append(tags, tag)
	}
	return tags, nil
}

// textOf is the SHA-256 of the specification in the commit of a tag; "" where it
// cannot be read, for which the verdict has the words.
func textOf(ctx context.Context, store *gitrepo.Store, tag, commit string) string {
	name, _ := verify.ParseName(tag)
	tree, err := store.Tree(ctx, commit)
	if err != nil {
		return ""
	}
	data, err := fs.ReadFile(tree, record.SpecPath(name.ID))
	if err != nil {
		return ""
	}
	return record.Hash(data)
}

// unpublished says where the newest commit has some bytes as a text that nobody
// published; "" if it does not.
func (o *verifyOptions) unpublished(ctx context.Context, store *gitrepo.Store, hash string) (string, error) {
	commit, err := store.Resolve(ctx, o.ref.ref)
	if err != nil {
		return "", nil // the verdict on a tag says so
	}
	tree, err := store.Tree(ctx, commit)
	if err != nil {
		return "", nil
	}
	entries, err := fs.ReadDir(tree, record.SpecsDir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	for _, e := range entries {
		path := record.SpecsDir + "/" + e.Name()
		if data, err := fs.ReadFile(tree, path); err == nil && record.Hash(data) == hash {
			return fmt.Sprintf("%s of %s has these bytes", path, o.ref.ref), nil
		}
	}
	book, err := chain.Read(ctx, tree)
	if err != nil {
		return "", ctx.Err()
	}
	for i := range book.Register {
		if e := &book.Register[i]; e.SpecSHA256 == hash {
			return fmt.Sprintf("entry %d of the register of %s is about it, to %s %s %s", e.Seq, o.ref.ref, e.Kind, e.SpecID, e.SpecVersion), nil
		}
	}
	return "", nil
}

// listedAlone says what a list beside the file has to say where no tag vouches for
// the list: whoever altered the one can have altered the other.
func listedAlone(in *verify.FileInput, list record.Sums, from string) string {
	for i := range in.Tags {
		if in.Tags[i].Verdict.Relied.Sums == record.Hash(list.Marshal()) {
			return ""
		}
	}
	const alone = "; no tag that concerns the file vouches for that list, and whoever altered the one can have altered the other"
	switch names := list.Names(in.File.SHA256); {
	case list == nil:
		return ""
	case len(names) > 0:
		return fmt.Sprintf("%s lists it as %s%s", from, strings.Join(names, ", "), alone)
	case list.Of(in.File.Name) != "":
		return fmt.Sprintf("%s lists other bytes under its name%s", from, alone)
	}
	return ""
}
