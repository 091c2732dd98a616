package journal

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"crypto/rand"
)

// apply makes one change. The caller holds the lock.
func (j *Journal) apply(c Change) error {
	if err := j.holds(c); err != nil {
		return err
	}
	root, err := j.open(c.Name)
	if err != nil {
		return err
	}
	defer root.Close()
	name := filepath.FromSlash(c.Name)
	if c.After == nil {
		return root.Remove(name) // what it held is kept
	}
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	mode := c.mode
	if info, err := root.Lstat(name); err == nil {
		mode = info.Mode().Perm()
	}
	whole, err := beside(root, name, c.After, mode)
	if err != nil {
		return err
	}
	defer root.Remove(whole) // after the move there is none
	if c.Before == nil {
		return appear(root, whole, name, c.Name)
	}
	return root.Rename(whole, name)
}

// beside writes a file beside its place, to the disk. With mode 0 it gets the permissions
// that the system gives to new files.
func beside(root *os.Root, name string, text []byte, mode fs.FileMode) (whole string, err error) {
	whole = filepath.Join(filepath.Dir(name), ".new-"+rand.Text())
	f, err := root.OpenFile(whole, os.O_WRONLY|os.O_CREATE|os.O_EXCL, cmp.Or(mode, 0o666))
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	if err == nil && mode != 0 {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = root.Remove(whole) // it is only in the way
	}
	return whole, err
}

// appear gives a new file its name in one step, unless a file has it. Where the disk
// cannot link, a file that is made at the same moment is not seen.
func appear(root *os.Root, whole, name, shown string) error {
	err := root.Link(whole, name)
	if err == nil {
		return nil
	}
	if _, there := root.Lstat(name); errors.Is(err, fs.ErrExist) || there == nil {
		return fmt.Errorf("%s is there already: %w", shown, fs.ErrExist)
	}
	return root.Rename(whole, name)
}
