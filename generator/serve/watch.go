package serve

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long nothing must change before a save counts as finished.
const quiet = 15 * time.Millisecond

// Watch calls changed once as soon as it watches, and after each change below the
// folders, until the context ends. Folders that do not exist are not watched. An
// event is only a bell: what changed is not looked at.
func Watch(ctx context.Context, folders []string, changed func()) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer watcher.Close()
	for _, dir := range folders {
		watchBelow(watcher, dir)
	}
	timer := time.NewTimer(0)
	for {
		select {
		case <-ctx.Done():
			return nil
		case e := <-watcher.Events:
			if e.Has(fsnotify.Create) {
				watchBelow(watcher, e.Name)
			}
			if matters(e) {
				timer.Reset(quiet)
			}
		case <-watcher.Errors:
			timer.Reset(quiet) // events were lost: look at everything
		case <-timer.C:
			changed()
		}
	}
}

// watchBelow watches a folder and those in it; fsnotify is not recursive.
func watchBelow(watcher *fsnotify.Watcher, dir string) {
	_ = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return nil
		}
		return watcher.Add(name)
	})
}

// matters reports whether an event may change the site: not what editors leave
// beside the file that is saved.
func matters(e fsnotify.Event) bool {
	base := filepath.Base(e.Name)
	isDropping := strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".swp") || base == "4913"
	return !isDropping && e.Op != fsnotify.Chmod
}
