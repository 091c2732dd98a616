package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How long a save takes.
const (
	quiet    = 10 * time.Millisecond  // without an event of a file, before it counts as saved
	patience = 100 * time.Millisecond // the same for a file that became empty, or much shorter: the rest may follow
	grace    = 250 * time.Millisecond // for a file that is gone, before it counts as deleted: it may come again
	probing  = time.Second            // for the event of a file that was made to find out whether there are any
	interval = 250 * time.Millisecond // between two looks at all files, where there are no events
)

// Watch notices changes of files below folders of a root, whether the system tells of
// them or not, and however an editor saves: an event says only that a file has to be
// looked at once it is quiet.
type Watch struct {
	Root    string
	Folders []string              // by their names from the root; those that do not exist are waited for
	Changed func(names ...string) // is called with names from the root, with slashes; no names: anything may have
	Size    func(name string) int // of a file as it was read last; -1 if it was not
	Polling func(why error)       // is told that there are no events; nil tells nobody

	isDeaf bool // for tests: no event arrives, as on some network drives
}

// Run watches until the context ends.
func (w *Watch) Run(ctx context.Context) {
	heard := make(chan string, 256)
	go w.listen(ctx, heard)
	w.settle(ctx, heard)
}

// listen hears events, or looks at the files again and again if there are none.
func (w *Watch) listen(ctx context.Context, heard chan<- string) {
	if err := w.events(ctx, heard); err != nil {
		if w.Polling != nil {
			w.Polling(err)
		}
		w.poll(ctx, heard)
	}
}

var errNoEvents = errors.New("the file system tells of no changes")

// events passes on the names of what the system tells of. It returns an error if the
// system does not, or not of everything.
func (w *Watch) events(ctx context.Context, heard chan<- string) error {
	watcher, err := fsnotify.NewBufferedWatcher(256)
	if err != nil {
		return err
	}
	defer watcher.Close()
	if err := watcher.Add(w.Root); err != nil { // for folders that are made later
		return err
	}
	for _, dir := range w.Folders {
		if err := watchBelow(watcher, filepath.Join(w.Root, filepath.FromSlash(dir))); err != nil {
			return err
		}
	}
	probe, err := w.probe()
	if err != nil {
		return err
	}
	heard <- everything // what changed before there were events
	tooLate := time.NewTimer(probing)
	defer tooLate.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tooLate.C:
			return errNoEvents
		case e := <-watcher.Events:
			if w.isDeaf {
				continue
			}
			if e.Name == probe {
				tooLate.Stop()
			}
			name, ok := w.name(e.Name)
			if !ok || isDropping(name) || e.Op == fsnotify.Chmod {
				continue
			}
			if e.Has(fsnotify.Rename) {
				unwatchBelow(watcher, e.Name) // what is watched keeps its old name else
			}
			if e.Has(fsnotify.Create) {
				if err := watchBelow(watcher, e.Name); err != nil {
					return err
				}
			}
			heard <- name
		case <-watcher.Errors:
			heard <- everything // events were lost
		}
	}
}

// probe makes and deletes a file whose name no stage reads, where events are needed:
// another folder may be on another file system.
func (w *Watch) probe() (name string, err error) {
	f, err := os.CreateTemp(filepath.Join(w.Root, filepath.FromSlash(w.Folders[0])), ".briefing-probe-")
	if err != nil {
		return "", err
	}
	return f.Name(), errors.Join(f.Close(), os.Remove(f.Name()))
}

// name is what a path is called from the root; ok is false for what is not watched.
func (w *Watch) name(path string) (name string, ok bool) {
	rel, err := filepath.Rel(w.Root, path)
	if err != nil {
		return "", false
	}
	name = filepath.ToSlash(rel)
	top, _, _ := strings.Cut(name, "/")
	for _, dir := range w.Folders {
		if top == dir {
			return name, true
		}
	}
	return "", false
}

// watchBelow watches a folder and those in it; fsnotify is not recursive. What is not
// a folder, or is gone, is not watched.
func watchBelow(watcher *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return nil
		}
		if err := watcher.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

// unwatchBelow stops to watch a folder that has another name now, and those in it.
func unwatchBelow(watcher *fsnotify.Watcher, dir string) {
	for _, name := range watcher.WatchList() {
		if name == dir || strings.HasPrefix(name, dir+string(filepath.Separator)) {
			_ = watcher.Remove(name) // it may be gone already
		}
	}
}

// isDropping reports whether a name is of what editors leave beside the file that is
// saved.
func isDropping(name string) bool {
	base := name[strings.LastIndexByte(name, '/')+1:]
	for _, prefix := range []string{".", "~$", "#"} {
		if strings.HasPrefix(base, prefix) {
			return true
		}
	}
	for _, suffix := range []string{"~", ".swp", ".swx", ".tmp", ".bak"} {
		if strings.HasSuffix(base, suffix) {
			return true
		}
	}
	return base == "4913" // vim asks with it whether it may write
}

// unsettled is a file that something was heard of.
type unsettled struct{ last time.Time }

// settle tells of files once they are quiet.
func (w *Watch) settle(ctx context.Context, heard <-chan string) {
	waiting := map[string]*unsettled{}
	timer := time.NewTimer(time.Hour)
	for {
		select {
		case <-ctx.Done():
			return
		case name := <-heard:
			now := time.Now()
			if u := waiting[name]; u != nil {
				u.last = now
			} else {
				waiting[name] = &unsettled{now}
			}
			timer.Reset(quiet)
		case <-timer.C:
			if next := w.settled(waiting); next > 0 {
				timer.Reset(next)
			}
		}
	}
}

// settled tells of the files that are quiet, and returns after what time to look at the
// others; 0 if there are none.
func (w *Watch) settled(waiting map[string]*unsettled) (next time.Duration) {
	var names []string
	now := time.Now()
	for name, u := range waiting {
		wait := w.due(name, u).Sub(now)
		switch {
		case wait > 0 && (next == 0 || wait < next):
			next = wait
		case wait <= 0:
			names = append(names, name)
			delete(waiting, name)
		}
	}
	for _, name := range names {
		if name == everything {
			w.Changed()
			return next
		}
	}
	if len(names) > 0 {
		w.Changed(names...)
	}
	return next
}

// due is when a file counts as saved.
func (w *Watch) due(name string, u *unsettled) time.Time {
	if name == everything {
		return u.last.Add(quiet)
	}
	info, err := os.Stat(filepath.Join(w.Root, filepath.FromSlash(name)))
	switch {
	case err != nil:
		return u.last.Add(grace)
	case info.Mode().IsRegular() && info.Size()*3 < int64(w.Size(name))*2 || info.Mode().IsRegular() && info.Size() == 0:
		return u.last.Add(patience)
	}
	return u.last.Add(quiet)
}
