// Package journal writes files of content so that nothing is lost: every change can
// be taken back, and what is deleted is kept.
//
// It writes only below the folder content/ of its root, within its [Reach]: [os.Root] is
// what keeps a name from leaving the folder, by the rules of each system. A file appears
// whole or not at all, keeps its permissions, and is not touched if it is no longer
// as it was when the change was made.
//
// What files held before and after each change is kept in a folder of the user's
// cache, one folder for each change.
package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"briefing/generator/content"
)

// Change is what happens to one file. Its name is from the root, with slashes.
type Change struct {
	Name   string
	Before []byte // nil if there is no file
	After  []byte // nil if there shall be none

	Mode fs.FileMode // permissions of the file that is made where there is none; 0 for those of any new file
}

// ErrStale says that a file is not as it was when the change was made.
var ErrStale = errors.New("was changed meanwhile")

// ErrKeep says that there is nowhere to keep what was before. Nothing was changed.
var ErrKeep = errors.New("keep what was before")

// Reach is what a journal may write.
type Reach int

// The zero Reach is that of pages, which know no names of files: annotations and sources
// alone, and no links on the way. That of commands is any ordinary file below content/,
// by links too that do not lead out of the root.
const (
	Pages Reach = iota
	Commands
)

// Journal writes the files of one root. It may be used by several goroutines.
type Journal struct {
	folder string // that holds content/
	kept   string // holds what was changed; empty if nothing is kept
	reach  Reach
	mu     sync.Mutex
}

// Open returns the journal of a folder. Kept is the folder of caches, in which each root
// has a folder of its own; if it is empty, changes are made that cannot be taken back.
func Open(folder, kept string, reach Reach) (*Journal, error) {
	own := ""
	if kept != "" {
		var err error
		if own, err = Own(kept, "changes", folder); err != nil {
			return nil, err
		}
	}
	folder, err := filepath.Abs(folder)
	return &Journal{folder: folder, kept: own, reach: reach}, err
}

// Own is the place in a folder of caches that is a root's own, for one kind of thing. It
// is the same by whatever links the root is reached. Nothing is made there.
func Own(kept, kind, root string) (string, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(root))
	return filepath.Join(kept, kind, hex.EncodeToString(sum[:8])), nil
}

// Hash names the bytes of a file, so that a change can say which ones it was made
// for.
func Hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}

// Read returns a file as it is on disk; the error is [fs.ErrNotExist] if there is
// none.
func (j *Journal) Read(name string) ([]byte, error) {
	root, err := j.open(name)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(filepath.FromSlash(name))
}

// Do makes changes, all or none, and keeps what is needed to take them back. What is
// a line for people: "selim-pass: annotation third-drill". The error is [ErrStale] if
// a file is not as the change says, [ErrKeep] if nothing can be kept.
func (j *Journal) Do(what string, changes []Change) (Entry, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := Entry{What: what, Time: time.Now().UTC().Truncate(time.Millisecond)}
	changes = slices.Clone(changes)
	for i, c := range changes {
		if err := j.holds(c); err != nil {
			return e, err
		}
		if c.Before != nil {
			changes[i].Mode = j.mode(c.Name) // it may come back
		}
	}
	if err := j.keep(&e, changes); err != nil {
		return e, fmt.Errorf("%w: %w", ErrKeep, err)
	}
	for i, c := range changes {
		if err := j.apply(c); err != nil {
			if j.back(changes[:i]) == nil && j.kept != "" {
				_ = os.RemoveAll(filepath.Join(j.kept, e.ID)) // nothing was changed
			}
			return e, err
		}
	}
	return e, nil
}

// back takes back changes that were just made, the last first.
func (j *Journal) back(changes []Change) error {
	var failed error
	for _, c := range slices.Backward(changes) {
		if err := j.apply(Change{c.Name, c.After, c.Before, c.Mode}); err != nil {
			failed = err
		}
	}
	return failed
}

// mode is that of a file; 0 if there is none.
func (j *Journal) mode(name string) fs.FileMode {
	info, err := os.Stat(filepath.Join(j.folder, filepath.FromSlash(name)))
	if err != nil {
		return 0
	}
	return info.Mode().Perm()
}

// holds reports whether a file is as a change says.
func (j *Journal) holds(c Change) error {
	now, err := j.Read(c.Name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if c.Before == nil {
			return j.isFree(c.Name)
		}
		return fmt.Errorf("%s %w", c.Name, ErrStale)
	case err != nil:
		return err
	case c.Before == nil:
		return fmt.Errorf("%s is there already: %w", c.Name, fs.ErrExist)
	case !bytes.Equal(now, c.Before):
		return fmt.Errorf("%s %w", c.Name, ErrStale)
	}
	return nil
}

// isFree reports whether no file has the name in other case either: some systems take
// them for the same.
func (j *Journal) isFree(name string) error {
	entries, err := os.ReadDir(filepath.Join(j.folder, filepath.FromSlash(path.Dir(name))))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		if strings.EqualFold(e.Name(), path.Base(name)) {
			return fmt.Errorf("%s/%s is there already: %w", path.Dir(name), e.Name(), fs.ErrExist)
		}
	}
	return nil
}

// Has reports whether there is a file of a name, in whatever case.
func (j *Journal) Has(name string) bool { return errors.Is(j.isFree(name), fs.ErrExist) }

// places are what may be written: the records that the page edits.
var places = map[content.Register]bool{content.Annotations: true, content.Sources: true}

// devices are names that Windows takes for devices, with any extension.
var devices = map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}

// IsPortable reports whether an id is good for a file on every system.
func IsPortable(id string) bool {
	isPort := len(id) == 4 && (strings.HasPrefix(id, "com") || strings.HasPrefix(id, "lpt")) && id[3] >= '0' && id[3] <= '9'
	return content.IsID(id) && !devices[id] && !isPort
}

// reaches reports whether a name is one that may be written.
func (j *Journal) reaches(name string) bool {
	if j.reach == Commands {
		return fs.ValidPath(name) && strings.HasPrefix(name, "content/") && !strings.ContainsAny(name, "\\:\x00")
	}
	record, ok := content.RecordOf(name)
	return ok && places[record.Register] && IsPortable(record.ID) && (record.Briefing == "" || IsPortable(record.Briefing)) && record.File() == name
}

// open opens the folder, if a name is one that may be written and what is on its way is
// within the reach.
func (j *Journal) open(name string) (*os.Root, error) {
	if !j.reaches(name) {
		return nil, fmt.Errorf("%q is no file that can be written here", name)
	}
	root, err := os.OpenRoot(j.folder)
	if err != nil {
		return nil, err
	}
	for at := name; at != "."; at = path.Dir(at) {
		look := root.Lstat
		if j.reach == Commands {
			look = root.Stat
		}
		info, err := look(filepath.FromSlash(at))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			root.Close()
			return nil, fmt.Errorf("%s cannot be written; does a link lead out of %s? %w", name, j.folder, err)
		case info.Mode()&fs.ModeSymlink != 0 || at == name && !info.Mode().IsRegular() || at != name && !info.IsDir():
			root.Close()
			return nil, fmt.Errorf("%s is a link or no ordinary file: change it by hand", at)
		}
	}
	return root, nil
}
