package pipeline

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Overlay lays one file system over another, file by file. Files of Go, a
// README.md, and names that begin with . or _ are hidden in both.
type Overlay struct{ Over, Under fs.FS }

func isHidden(name string) bool {
	base := path.Base(name)
	return name != "." && (strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") || strings.HasSuffix(base, ".go") || base == "README.md")
}

// Open opens a file or folder of the upper file system, or of the lower one if
// the upper has none.
func (o Overlay) Open(name string) (fs.File, error) {
	if isHidden(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	f, err := o.Over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.Under.Open(name)
	}
	return f, err
}

// Differs reports whether the upper file system has a file of its own: one that the
// lower has not, or not with the same bytes.
func (o Overlay) Differs() bool {
	found := errors.New("found")
	err := fs.WalkDir(o.Over, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || isHidden(name) {
			return nil // what cannot be read is reported where it is used
		}
		own, _ := fs.ReadFile(o.Over, name)
		if built, err := fs.ReadFile(o.Under, name); err != nil || !bytes.Equal(own, built) {
			return found
		}
		return nil
	})
	return err == found
}

// ReadDir lists a folder of both file systems, by name.
func (o Overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	over, err := fs.ReadDir(o.Over, name)
	under, errUnder := fs.ReadDir(o.Under, name)
	if err != nil && errUnder != nil {
		return nil, err
	}
	all := append(over, slices.DeleteFunc(under, func(e fs.DirEntry) bool {
		return slices.ContainsFunc(over, func(u fs.DirEntry) bool { return u.Name() == e.Name() })
	})...)
	all = slices.DeleteFunc(all, func(e fs.DirEntry) bool { return isHidden(e.Name()) })
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return all, nil
}
