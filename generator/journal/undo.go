package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Back is what becomes of a file when a change is taken back. The zero Back is invalid.
type Back int

const (
	Removed  Back = iota + 1 // the change made it
	Restored                 // it holds again what it held before
	Same                     // it is as it was before, whoever took it back
	Left                     // it was changed since
)

func (b Back) String() string {
	return [...]string{"invalid", "removed", "restored", "same", "left"}[b]
}

// ErrUnknown says that there is no such change, or that it was taken back already.
var ErrUnknown = errors.New("there is no such change")

// Look says what taking a change back would do to each of its files, and changes none.
func (j *Journal) Look(id string) (Entry, error) {
	e, _, err := j.look(id)
	return e, err
}

// Undo takes a change back. Files that were changed since are left as they are, if leave
// says so; else the error is [ErrStale], and no file is touched. What the change made of
// them, and what they held before, stays in [Journal.Folder].
func (j *Journal) Undo(id string, leave bool) (Entry, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e, changes, err := j.look(id)
	if err != nil {
		return e, err
	}
	var back []Change
	for i, f := range e.Files {
		switch {
		case f.Back == Left && !leave:
			return e, fmt.Errorf("%s %w", f.Name, ErrStale)
		case f.Back == Removed, f.Back == Restored:
			back = append(back, changes[i])
		}
	}
	if err := j.back(back); err != nil {
		return e, err
	}
	return e, os.Rename(filepath.Join(j.kept, id), filepath.Join(j.kept, id+undone))
}

// Folder is where what a change did is kept after it was taken back.
func (j *Journal) Folder(id string) string { return filepath.Join(j.kept, id+undone) }

// look reads an entry and compares its files with what it made of them. A change that was
// interrupted has files that it did not come to.
func (j *Journal) look(id string) (Entry, []Change, error) {
	e, changes, err := j.read(id)
	if err != nil {
		return e, nil, err
	}
	for i, c := range changes {
		now, err := j.Read(c.Name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			now = nil
		case err != nil:
			return e, nil, err
		case now == nil:
			now = []byte{}
		}
		e.Files[i].Back = c.back(now)
	}
	return e, changes, nil
}

// back is what becomes of a file that holds a text now; nil if there is none.
func (c Change) back(now []byte) Back {
	switch {
	case same(now, c.Before):
		return Same
	case !same(now, c.After):
		return Left
	case c.Before == nil:
		return Removed
	}
	return Restored
}

// same reports whether two files hold the same, or neither is there.
func same(a, b []byte) bool { return bytes.Equal(a, b) && (a == nil) == (b == nil) }

// Trim forgets the oldest changes while what is kept is larger than some bytes. The
// newest stays.
func (j *Journal) Trim(most int64) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	entries, err := os.ReadDir(j.kept)
	if err != nil {
		return err
	}
	var sum int64
	for i := len(entries) - 1; i >= 0; i-- {
		dir := filepath.Join(j.kept, entries[i].Name())
		parts, err := os.ReadDir(dir)
		if errors.Is(err, fs.ErrNotExist) || !entries[i].IsDir() {
			continue // another program forgot it, or it is none
		}
		if err != nil {
			return err
		}
		for _, p := range parts {
			if info, err := p.Info(); err == nil {
				sum += info.Size()
			}
		}
		if sum > most && i < len(entries)-1 {
			if err := os.RemoveAll(dir); err != nil {
				return err
			}
		}
	}
	return nil
}
