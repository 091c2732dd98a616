// Package whole writes a file so that whoever reads it, and a machine that loses its
// power, finds all of the new bytes or what was there before.
package whole

import (
	"cmp"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Replace puts a file in the place of another one, if there is one, in one step. With
// mode 0 it gets the permissions that the system gives to new files. The folder is made
// if it is not there.
func Replace(root *os.Root, name string, text []byte, mode fs.FileMode) error {
	part, err := beside(root, name, text, mode)
	if err != nil {
		return err
	}
	defer root.Remove(part) // after the move there is none
	return root.Rename(part, name)
}

// Taken is the error that a file of a name, with slashes, is there already: [fs.ErrExist].
type Taken string

func (t Taken) Error() string { return string(t) + " is there already" }

// Is makes errors.Is find [fs.ErrExist], whose words would say the same again.
func (t Taken) Is(err error) bool { return err == fs.ErrExist }

// Create is [Replace] for a file that is not there. If it is, the error is
// [Taken] and nothing is written; where the disk cannot link, a file that is made
// at the same moment is not seen.
func Create(root *os.Root, name string, text []byte, mode fs.FileMode) error {
	part, err := beside(root, name, text, mode)
	if err != nil {
		return err
	}
	defer root.Remove(part) // the file has its other name then
	if err = root.Link(part, name); err == nil {
		return nil
	}
	if _, there := root.Lstat(name); errors.Is(err, fs.ErrExist) || there == nil {
		return Taken(filepath.ToSlash(name))
	}
	return root.Rename(part, name)
}

// beside writes a file beside its place, to the disk.
func beside(root *os.Root, name string, text []byte, mode fs.FileMode) (part string, err error) {
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return "", err
	}
	part = filepath.Join(filepath.Dir(name), ".new-"+rand.Text())
	f, err := root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, cmp.Or(mode, 0o666))
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	if err == nil && mode != 0 {
		err = f.Chmod(mode) // the system took some away
	}
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		_ = root.Remove(part) // it is only in the way
	}
	return part, err
}
