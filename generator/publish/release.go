package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// ErrNothing says that there is no release to go back to.
var ErrNothing = errors.New("there is no release to go back to")

// Edition is a site as it was published. The zero Edition is none.
type Edition struct {
	Time  time.Time // of its publication, before going back to it; zero if it is not known
	Files int
}

// Editions returns the site that is in a folder, and the one that [Undo] would bring
// back; none if there is none. The time is that of the list of files.
func Editions(dir string) (shown, back Edition, err error) {
	if dir, err = resolved(dir); err != nil {
		return shown, back, err
	}
	if shown, err = edition(dir); err != nil {
		return shown, back, err
	}
	back, err = edition(previousName(dir))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return shown, back, err
}

func edition(dir string) (Edition, error) {
	name := filepath.Join(dir, Manifest)
	info, err := os.Stat(name)
	if err != nil {
		return Edition{}, err
	}
	text, err := os.ReadFile(name)
	return Edition{Time: info.ModTime(), Files: bytes.Count(text, []byte("\n"))}, err
}

// Release is [Write] for a folder that readers see: the site that was there is
// kept beside it, so that [Undo] can bring it back. Files that did not change are
// kept once. confirm is asked before the site is replaced, and its error stops the
// run.
//
// Nothing is kept where the folder cannot be replaced in one step.
func Release(dir string, files []File, progress func(done int), confirm func(Report) error) (Report, error) {
	return writeSite(dir, files, progress, &release{confirm: confirm}, nil)
}

// Undo brings back the site that was there before the last [Release]. Undo again
// brings back the other. Files that are not ours stay as they are. It fails with
// [ErrNothing] if no site was kept.
func Undo(dir string, progress func(done int)) (Report, error) {
	kept, err := previousSite(dir)
	if err != nil {
		return Report{}, err
	}
	_, back, err := Editions(dir)
	if err != nil {
		return Report{}, err
	}
	return writeSite(dir, kept, progress, &release{confirm: func(Report) error { return nil }, time: back.Time}, nil)
}

// DiffUndo is [Undo] without writing.
func DiffUndo(dir string) (Report, error) {
	kept, err := previousSite(dir)
	if err != nil {
		return Report{}, err
	}
	return Diff(dir, kept)
}

func previousSite(dir string) ([]File, error) {
	dir, err := resolved(dir)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(previousName(dir)); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, ErrNothing)
	}
	return Read(previousName(dir))
}

// resolved is a folder without links, absolute.
func resolved(dir string) (string, error) {
	if to, err := filepath.EvalSymlinks(dir); err == nil {
		dir = to
	}
	return filepath.Abs(dir)
}

// previousName is where the site before the last release stands.
func previousName(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".before")
}

// release is what a run does for [Undo]. Nil does nothing.
type release struct {
	confirm func(Report) error
	time    time.Time // of the site that is brought back; zero for one that is new
}

// before makes room for the folder that is there. A run that is killed behind it
// leaves nothing to go back to, rather than the release before the last.
func (r *release) before(dir string, report Report) error {
	if r == nil {
		return nil
	}
	if err := r.confirm(report); err != nil {
		return err
	}
	if !report.changes() {
		return nil
	}
	return os.RemoveAll(previousName(dir))
}

// after keeps the folder that was there, if before made room for it, and the time of a
// site that was brought back.
func (r *release) after(w *writer, stage string, report Report) error {
	if r == nil || !report.changes() {
		return nil
	}
	if !r.time.IsZero() {
		if err := os.Chtimes(filepath.Join(w.dir, Manifest), r.time, r.time); err != nil {
			return err
		}
	}
	if !w.swapped {
		return nil
	}
	return os.Rename(stage, previousName(w.dir))
}
