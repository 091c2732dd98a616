package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// The names of what stands beside the folder while a run is on.
func stageName(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".new")
}
func asideName(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".old")
}
func lockName(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".lock")
}

// stage makes an empty folder beside the old one. A run that was killed may have
// left one.
func (w *writer) stage() (*os.Root, error) {
	name := stageName(w.dir)
	if err := os.RemoveAll(name); err != nil {
		return nil, err
	}
	if err := os.Mkdir(name, 0o755); err != nil {
		return nil, err
	}
	return os.OpenRoot(name)
}

// folders writes files into the stage, which is new and holds no links, so that a
// valid path cannot leave it.
type folders struct {
	root string // empty if nothing is to be written
	made sync.Map
}

// ready makes the folder of a file and returns the file's name for the system.
func (f *folders) ready(name string) (string, error) {
	full := filepath.Join(f.root, filepath.FromSlash(name))
	dir := path.Dir(name)
	if _, made := f.made.Load(dir); made {
		return full, nil
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return "", err
	}
	f.made.Store(dir, true)
	return full, nil
}

// replace puts the stage in the place of the folder. If nothing differs it does
// nothing.
func (w *writer) replace(stage *os.Root) error {
	r := w.report()
	if w.old == nil {
		return os.Rename(stage.Name(), w.dir)
	}
	if !r.changes() && w.same(Manifest, w.manifest) {
		return nil
	}
	if err := w.carry(stage, "."); err != nil {
		return err
	}
	err := exchange(stage.Name(), w.dir)
	if errors.Is(err, errNoExchange) {
		return w.inPlace(stage, r)
	}
	_, gone := os.Lstat(stage.Name()) // renameTwice removes the old folder
	w.swapped = err == nil && gone == nil
	return err
}

// carry brings what is not ours from the old folder into the stage: files as
// links to the same inode, or copies where that is refused.
func (w *writer) carry(stage *os.Root, dir string) error {
	entries, err := fs.ReadDir(w.old.FS(), dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(dir, e.Name())
		if w.previous[name] || name == Manifest {
			continue
		}
		if err := w.carryOne(stage, name, e); err != nil {
			return fmt.Errorf("carry over %s: %w", name, err)
		}
	}
	return nil
}

func (w *writer) carryOne(stage *os.Root, name string, e fs.DirEntry) error {
	switch {
	case e.IsDir():
		if w.isOursAlone(name) {
			return nil
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		if err := stage.MkdirAll(name, info.Mode().Perm()); err != nil {
			return err
		}
		return w.carry(stage, name)
	case e.Type()&fs.ModeSymlink != 0:
		target, err := w.old.Readlink(name)
		if err != nil {
			return err
		}
		return os.Symlink(target, filepath.Join(stage.Name(), filepath.FromSlash(name)))
	}
	from, to := filepath.FromSlash(name), filepath.Join(stage.Name(), filepath.FromSlash(name))
	if os.Link(filepath.Join(w.dir, from), to) == nil {
		return nil
	}
	text, err := w.old.ReadFile(name)
	if err != nil {
		return err
	}
	return stage.WriteFile(name, text, 0o644)
}

// isOursAlone reports whether everything in a folder was written by an earlier
// run, so that the folder goes when its files do.
func (w *writer) isOursAlone(dir string) bool {
	ours, alone := false, true
	_ = fs.WalkDir(w.old.FS(), dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if w.previous[name] {
			ours = true
		} else {
			alone = false
		}
		return nil
	})
	return ours && alone
}

// inPlace moves the files that differ from the stage into the folder, each in one
// step, and removes those that are no longer produced.
func (w *writer) inPlace(stage *os.Root, r Report) error {
	for _, name := range append(r.Written, Manifest) {
		text, err := stage.ReadFile(name)
		if err != nil {
			return err
		}
		if err := w.old.MkdirAll(path.Dir(name), 0o755); err != nil {
			return err
		}
		part := path.Join(path.Dir(name), "."+path.Base(name)+".part")
		if err := w.old.WriteFile(part, text, 0o644); err != nil {
			return err
		}
		if err := w.old.Rename(part, name); err != nil {
			return err
		}
	}
	for _, name := range r.Removed {
		if err := w.old.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for dir := path.Dir(name); dir != "." && w.old.Remove(dir) == nil; dir = path.Dir(dir) {
		}
	}
	return nil
}

// lock keeps two runs from publishing into one folder at a time. It is held by
// the system for the process: a killed run leaves a file that locks nobody out.
func (w *writer) lock() (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(w.dir), 0o755); err != nil {
		return nil, err
	}
	for {
		f, err := os.OpenFile(lockName(w.dir), os.O_CREATE|os.O_RDWR, 0o644)
		if err != nil {
			return nil, err
		}
		if err := lockFile(f); err != nil {
			f.Close()
			return nil, fmt.Errorf("another program is publishing into %s", strings.TrimSuffix(w.dir, string(filepath.Separator)))
		}
		if isThere(f) {
			return func() {
				os.Remove(f.Name()) // before it is unlocked: nobody else may do that
				f.Close()
			}, nil
		}
		f.Close()
	}
}

// isThere reports whether a file still has its name. The run that held the lock when
// this one opened the file has removed it since, and a third may hold another of the
// name.
func isThere(f *os.File) bool {
	mine, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(f.Name())
	return err == nil && os.SameFile(mine, there)
}
