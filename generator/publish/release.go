package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrNothing says that there is no release to go back to.
var ErrNothing = errors.New("there is no release to go back to")

// Release is [Write] for a folder that readers see: the site that was there is
// kept beside it, so that [Undo] can bring it back. Files that did not change are
// kept once. confirm is asked before the site is replaced, and its error stops the
// run.
//
// Nothing is kept where the folder cannot be replaced in one step.
func Release(dir string, files []File, progress func(done int), confirm func(Report) error) (Report, error) {
	return writeSite(dir, files, progress, &release{confirm}, nil)
}

// Undo brings back the site that was there before the last [Release]. Undo again
// brings back the other. Files that are not ours stay as they are. It fails with
// [ErrNothing] if no site was kept.
func Undo(dir string, progress func(done int)) (Report, error) {
	kept, err := previousSite(dir)
	if err != nil {
		return Report{}, err
	}
	return Release(dir, kept, progress, func(Report) error { return nil })
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
	if resolved, err := filepath.EvalSymlinks(dir); err == nil {
		dir = resolved
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if _, err := os.Lstat(previousName(dir)); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, ErrNothing)
	}
	return Read(previousName(dir))
}

// previousName is where the site before the last release stands.
func previousName(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".before")
}

// release is what a run does for [Undo]. Nil does nothing.
type release struct {
	confirm func(Report) error
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

// after keeps the folder that was there, if before made room for it.
func (r *release) after(w *writer, stage string, report Report) error {
	if r == nil || !w.swapped || !report.changes() {
		return nil
	}
	return os.Rename(stage, previousName(w.dir))
}
