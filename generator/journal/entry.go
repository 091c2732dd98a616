package journal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"crypto/rand"
)

// Entry is a change that was made.
type Entry struct {
	ID    string    `json:"-"` // rises with time
	What  string    `json:"what"`
	Time  time.Time `json:"time"`
	Files []File    `json:"files"`
}

// File is one file of a change. What it held stands beside the entry, as 0.before and
// 0.after for the first.
type File struct {
	Name  string `json:"name"`
	IsNew bool   `json:"new,omitempty"`
	IsOff bool   `json:"deleted,omitempty"`
	// Mode is the permissions that the file had before, or was made with; 0 for those of any
	// new file.
	Mode fs.FileMode `json:"mode,omitempty"`
	// Back is what becomes of the file when the change is taken back, of an entry that
	// [Journal.Look] or [Journal.Undo] returned.
	Back Back `json:"-"`
}

const entryName = "change.json"

// undone is the ending of the folder of an entry that was taken back.
const undone = ".undone"

// keep stores an entry with what its files held and will hold.
func (j *Journal) keep(e *Entry, changes []Change) error {
	if j.kept == "" {
		return nil
	}
	e.ID = e.Time.Format("20060102T150405.000") + "-" + strings.ToLower(rand.Text()[:8])
	dir := filepath.Join(j.kept, e.ID)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	written := map[string]string{} // files of the entry by what they hold: a move holds all twice
	for i, c := range changes {
		e.Files = append(e.Files, File{Name: c.Name, IsNew: c.Before == nil, IsOff: c.After == nil, Mode: c.Mode})
		for ending, text := range map[string][]byte{".before": c.Before, ".after": c.After} {
			if text == nil {
				continue
			}
			name, sum := filepath.Join(dir, strconv.Itoa(i)+ending), Hash(text)
			if same := written[sum]; same != "" && os.Link(same, name) == nil {
				continue
			}
			if err := writeSynced(name, text); err != nil {
				return err
			}
			written[sum] = name
		}
	}
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return writeSynced(filepath.Join(dir, entryName), text)
}

func writeSynced(name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}

// Last returns the newest change that was not taken back; ok is false if there is
// none.
func (j *Journal) Last() (e Entry, ok bool) {
	if j.kept == "" {
		return Entry{}, false
	}
	entries, _ := os.ReadDir(j.kept) // no folder: nothing was changed
	for _, dir := range slices.Backward(entries) {
		if strings.HasSuffix(dir.Name(), undone) {
			continue
		}
		if e, _, err := j.read(dir.Name()); err == nil {
			return e, true
		}
	}
	return Entry{}, false
}

// read returns an entry with its changes.
func (j *Journal) read(id string) (e Entry, changes []Change, err error) {
	if id == "" || strings.ContainsAny(id, `/\:`) || strings.HasPrefix(id, "..") || strings.HasSuffix(id, undone) {
		return e, nil, ErrUnknown
	}
	dir := filepath.Join(j.kept, id)
	text, err := os.ReadFile(filepath.Join(dir, entryName))
	if errors.Is(err, fs.ErrNotExist) {
		return e, nil, ErrUnknown
	}
	if err == nil {
		err = json.Unmarshal(text, &e)
	}
	if err != nil {
		return e, nil, fmt.Errorf("read a change: %w", err)
	}
	e.ID = id
	for i, f := range e.Files {
		c := Change{Name: f.Name, Mode: f.Mode}
		if c.Before, err = part(dir, i, ".before", f.IsNew); err == nil {
			c.After, err = part(dir, i, ".after", f.IsOff)
		}
		if err != nil {
			return e, nil, fmt.Errorf("read a change: %w", err)
		}
		changes = append(changes, c)
	}
	return e, changes, nil
}

// part returns what a file held; nil if there was none.
func part(dir string, i int, ending string, isNone bool) ([]byte, error) {
	if isNone {
		return nil, nil
	}
	text, err := os.ReadFile(filepath.Join(dir, strconv.Itoa(i)+ending))
	if text == nil && err == nil {
		text = []byte{}
	}
	return text, err
}
