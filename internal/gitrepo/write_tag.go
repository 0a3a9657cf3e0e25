package gitrepo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
)

// WriteTag stores an annotated tag, given as git keeps it, and makes the ref
// refs/tags/NAME, which must be absent: of two that try at once one gets a
// *MovedError. It returns the id of the tag once both are on the disk.
func (s *Store) WriteTag(ctx context.Context, name string, raw []byte) (id string, err error) {
	w, err := s.writer()
	if err != nil {
		return "", err
	}
	defer w.close()
	return w.writeTag(ctx, name, raw)
}

func (w *writer) writeTag(ctx context.Context, name string, raw []byte) (string, error) {
	ref := "refs/tags/" + name
	if err := w.check(ctx, ref, ""); err != nil {
		return "", err
	}
	if err := w.store.checkTag(name, raw); err != nil {
		return "", fmt.Errorf("tag %q cannot be written: %w", name, err)
	}
	var objects pending
	id := objects.add("tag", raw)
	if err := w.put(ctx, objects); err != nil {
		return "", err
	}
	who, err := signedBy(raw, "tagger")
	if err != nil {
		return "", err
	}
	if err := w.update(ctx, refChange{ref: ref, to: id, who: who, why: "tag: tagging " + name}); err != nil {
		return "", err
	}
	return id, nil
}

// checkTag returns an error if raw is no annotated tag of this name, on a commit
// that is here.
func (s *Store) checkTag(name string, raw []byte) error {
	all, err := fields(raw)
	if err == nil {
		err = order(all, "object", "type", "tag", "tagger")
	}
	if err != nil {
		return fmt.Errorf("it %w", err)
	}
	switch {
	case len(all) != 4:
		return fmt.Errorf("it has the header %q, which no tag has", all[4].name)
	case all[1].value != "commit":
		return fmt.Errorf("it is of a %q, want a commit", all[1].value)
	case all[2].value != name:
		return fmt.Errorf("it calls itself %q", all[2].value)
	}
	_, message, _ := bytes.Cut(raw, []byte("\n\n"))
	if len(bytes.TrimSpace(message)) == 0 || !bytes.HasSuffix(message, []byte("\n")) {
		return errors.New("its message is empty, or does not end with a line break")
	}
	_, err = rootOf(s.objects, sha1Hash, all[0].value)
	return err
}
