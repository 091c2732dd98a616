// Package publish writes a site into a folder: bytes in, files out.
//
// It knows nothing of pages. It is given paths and the means to make their
// bytes, and guarantees:
//
//   - Only files that differ are written; the others keep their inode.
//   - Whoever reads the folder, and whenever this process is killed, sees the old
//     site or the new one. The new one is made beside the old one and the two
//     change places in one step. Where a file system cannot do that, each single
//     file is the old or the new one (see [Write]).
//   - Files that are no longer produced are removed, and only if an earlier run
//     wrote them: a manifest in the folder says so. Whatever else is in the folder
//     stays.
//   - No path leaves the folder.
//
// Nothing is synced to disk: the guarantees hold for a process that is killed,
// not for a machine that loses power.
package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// File is one file to publish.
type File struct {
	Path string // slash-separated, relative, as fs.ValidPath has it

	// Content appends the bytes of the file, the same ones at each call. It is called
	// at most once for a folder and up to twice for a store, one call after the other,
	// and for different files from several goroutines. With [Absent] as its error the
	// site has no such file.
	Content func(*bytes.Buffer) error
}

// Absent says that a file is not part of the site after all, such as a compressed
// one that would not be smaller. It is no fault.
var Absent = errors.New("publish: there is no such file")

// Report says what a run did, or would do.
type Report struct {
	Written   []string // new and changed files, sorted
	Removed   []string // sorted
	Unchanged int
	There     int   // files of the site that was there before
	Bytes     int64 // of all files
}

// Files is the number of files of the site.
func (r Report) Files() int { return len(r.Written) + r.Unchanged }

// changes reports whether the site is another one. Its list may be damaged even if not.
func (r Report) changes() bool { return len(r.Written)+len(r.Removed) > 0 }

// Manifest is the name of the list of everything that was written, in the form
// that sha256sum -c reads. It is written too.
const Manifest = "files.sha256"

// ErrForeign says that a folder holds files that this package did not write.
var ErrForeign = errors.New("the folder holds files that are not ours")

// Write makes the folder hold the files, and what is there and not ours. The
// folder may be new. progress, which may be nil, is told after each file how many
// are done.
//
// If the folder cannot be replaced, because it is a mount point, the files are
// written one by one, each atomically, and those no longer produced are removed
// last.
//
// It fails with [ErrForeign], before anything is written, if the folder holds
// files but no manifest, or a file of the site would replace one that is not
// ours. An error of File.Content is returned as it is. After an error the folder
// is as it was.
func Write(dir string, files []File, progress func(done int)) (Report, error) {
	return writeSite(dir, files, progress, nil, nil)
}

// writeSite makes the stage and puts it in the place of the folder. release, which may
// be nil, decides about the old folder. memory is as in [Update]; nil
// for none.
func writeSite(dir string, files []File, progress func(done int), release *release, memory *Memory) (Report, error) {
	w, err := newWriter(dir, files, memory)
	if err != nil {
		return Report{}, err
	}
	unlock, err := w.lock()
	if err != nil {
		return Report{}, err
	}
	defer unlock()
	recoverSwap(w.dir)
	if err := w.look(w.dir); err != nil {
		return Report{}, err
	}
	defer w.close()
	stage, err := w.stage()
	if err != nil {
		return Report{}, err
	}
	defer os.RemoveAll(stage.Name())
	defer stage.Close()
	if err := w.all(&folders{root: stage.Name()}, progress); err != nil {
		return Report{}, err
	}
	report := w.report()
	if err := release.before(w.dir, report); err != nil {
		return report, err
	}
	if err := w.replace(stage); err != nil {
		return report, err
	}
	if memory != nil && w.remember(time.Now()) != nil {
		_ = os.Remove(memory.Name) // the next run makes all files
	}
	return report, release.after(w, stage.Name(), report)
}

// Diff is [Write] without writing. It waits for nobody: beside a run that is on it
// says what differs from the old folder or from the new one.
func Diff(dir string, files []File) (Report, error) {
	w, err := newWriter(dir, files, nil)
	if err != nil {
		return Report{}, err
	}
	there := w.dir
	if _, err := os.Lstat(there); errors.Is(err, fs.ErrNotExist) {
		there = asideName(w.dir) // where a killed run may have left it
	}
	if err := w.look(there); err != nil {
		return Report{}, err
	}
	defer w.close()
	if err := w.all(&folders{}, nil); err != nil {
		return Report{}, err
	}
	return w.report(), nil
}

// writer is one run.
type writer struct {
	dir      string   // with links resolved
	old      *os.Root // nil if the folder is new
	files    []File
	results  []result
	previous map[string]bool // paths that an earlier run wrote
	memory   *Memory         // nil for none
	known    map[string]remembered
	order    []int // of the files by path, without those that are absent
	manifest []byte
	swapped  bool // the stage holds the old folder
}

// result is what became of the file at the same index.
type result struct {
	sum     [sha256.Size]byte
	size    int
	key     Key   // if there is a memory
	trace   trace // if there is a memory
	changed bool
	absent  bool
}

// newWriter resolves the folder and looks at the paths, and at nothing else: what is
// in the folder may change until it is locked.
func newWriter(dir string, files []File, memory *Memory) (*writer, error) {
	dir, err := resolved(dir)
	if err != nil {
		return nil, err
	}
	w := &writer{dir: dir, memory: memory, files: files, results: make([]result, len(files)), previous: map[string]bool{}}
	return w, w.checkPaths()
}

// look opens the folder that is there, if any, and refuses one that is not ours.
func (w *writer) look(there string) error {
	root, err := os.OpenRoot(there)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	w.old = root
	if err := w.checkOwner(); err != nil {
		w.close()
		return err
	}
	return nil
}

func (w *writer) close() {
	if w.old != nil {
		w.old.Close()
	}
}

// checkPaths refuses paths that leave the folder and two that would be one file,
// on file systems without case too.
func (w *writer) checkPaths() error {
	seen := map[string]string{strings.ToLower(Manifest): Manifest}
	for _, f := range w.files {
		if !fs.ValidPath(f.Path) || f.Path == "." || strings.ContainsAny(f.Path, `\:`) {
			return fmt.Errorf("publish: %q is no path inside the site", f.Path)
		}
		if other, twice := seen[strings.ToLower(f.Path)]; twice {
			return fmt.Errorf("publish: %q and %q would be one file", other, f.Path)
		}
		seen[strings.ToLower(f.Path)] = f.Path
	}
	return nil
}

// checkOwner reads the manifest and refuses a folder that is not ours.
func (w *writer) checkOwner() error {
	text, err := w.old.ReadFile(Manifest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		entries, err := fs.ReadDir(w.old.FS(), ".")
		if err != nil {
			return err
		}
		for _, e := range entries {
			if !strings.HasPrefix(e.Name(), ".") {
				return fmt.Errorf("%s: %w: there is no %s in it, but %s; publish into a new or empty folder", w.dir, ErrForeign, Manifest, e.Name())
			}
		}
	case err != nil:
		return err
	}
	if w.memory != nil {
		w.known = recall(w.memory.Name, text)
	}
	for line := range strings.Lines(string(text)) {
		if _, path, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok && fs.ValidPath(path) {
			w.previous[path] = true
		}
	}
	for _, f := range w.files {
		if w.previous[f.Path] {
			continue
		}
		if _, err := w.old.Lstat(f.Path); err == nil {
			return fmt.Errorf("%s: %w: %s would be replaced; move it away", w.dir, ErrForeign, f.Path)
		}
	}
	return nil
}

// all makes every file, compares it with the one in the folder, and puts it into
// the stage. One worker per processor.
func (w *writer) all(folders *folders, progress func(int)) error {
	var next, done atomic.Int64
	var workers sync.WaitGroup
	var fault atomic.Pointer[error]
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			var buf bytes.Buffer
			for i := int(next.Add(1)) - 1; i < len(w.files); i = int(next.Add(1)) - 1 {
				if buf.Reset(); buf.Cap() > roomKept {
					buf = bytes.Buffer{}
				}
				if err := w.one(i, &buf, folders); err != nil {
					fault.CompareAndSwap(nil, &err)
					next.Store(int64(len(w.files))) // the others need not be made
				}
				if n := done.Add(1); progress != nil {
					progress(int(n))
				}
			}
		})
	}
	workers.Wait()
	if err := fault.Load(); err != nil {
		return *err
	}
	return w.writeManifest(folders)
}

// roomKept is how much room a worker keeps between files, in bytes, so that one large
// file does not hold it for the rest of the run.
const roomKept = 1 << 20

// one makes a file.
func (w *writer) one(i int, buf *bytes.Buffer, folders *folders) error {
	f, r := w.files[i], &w.results[i]
	if w.isKnown(f, r) && w.link(f.Path, folders) {
		return nil
	}
	if err := f.Content(buf); errors.Is(err, Absent) {
		r.absent = true
		return nil
	} else if err != nil {
		return err
	}
	r.sum, r.size, r.changed = sha256.Sum256(buf.Bytes()), buf.Len(), !w.same(f.Path, buf.Bytes())
	return w.put(f.Path, buf.Bytes(), r, folders)
}

// put writes a file into the stage, or links the old one if it is the same.
func (w *writer) put(path string, content []byte, r *result, folders *folders) error {
	if folders.root == "" {
		return nil
	}
	to, err := folders.ready(path)
	if err != nil {
		return err
	}
	if r.changed || !w.link(path, folders) {
		if err := os.WriteFile(to, content, 0o644); err != nil {
			return err
		}
	}
	if w.memory == nil {
		return nil
	}
	info, err := os.Lstat(to)
	if err == nil {
		r.trace = traceOf(info)
	}
	return err
}

// link puts the file of the folder into the stage and reports whether it could.
func (w *writer) link(path string, folders *folders) bool {
	to, err := folders.ready(path)
	return err == nil && os.Link(filepath.Join(w.dir, filepath.FromSlash(path)), to) == nil
}

// same reports whether the folder holds a file with these bytes. The bytes
// themselves are compared, since somebody may have edited the file.
func (w *writer) same(path string, content []byte) bool {
	if w.old == nil {
		return false
	}
	info, err := w.old.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(content)) {
		return false
	}
	old, err := w.old.ReadFile(path)
	return err == nil && bytes.Equal(old, content)
}

// writeManifest lists what the run made.
func (w *writer) writeManifest(folders *folders) error {
	size := 0
	for i, f := range w.files {
		if !w.results[i].absent {
			w.order, size = append(w.order, i), size+2*sha256.Size+len("  ")+len(f.Path)+len("\n")
		}
	}
	slices.SortFunc(w.order, func(a, b int) int { return strings.Compare(w.files[a].Path, w.files[b].Path) })
	w.manifest = make([]byte, 0, size)
	for _, i := range w.order {
		w.manifest = hex.AppendEncode(w.manifest, w.results[i].sum[:])
		w.manifest = append(append(append(w.manifest, "  "...), w.files[i].Path...), '\n')
	}
	return w.put(Manifest, w.manifest, &result{changed: !w.same(Manifest, w.manifest)}, folders)
}

// report says what differs from the folder.
func (w *writer) report() Report {
	gone := maps.Clone(w.previous)
	delete(gone, Manifest)
	r := Report{Bytes: int64(len(w.manifest))}
	for i, f := range w.files {
		if w.results[i].absent {
			continue
		}
		if w.previous[f.Path] {
			r.There++
		}
		delete(gone, f.Path)
		r.Bytes += int64(w.results[i].size)
		if w.results[i].changed {
			r.Written = append(r.Written, f.Path)
		} else {
			r.Unchanged++
		}
	}
	for path := range gone {
		if _, err := w.old.Lstat(path); err == nil {
			r.Removed = append(r.Removed, path)
		}
	}
	r.There += len(r.Removed)
	slices.Sort(r.Written)
	slices.Sort(r.Removed)
	return r
}
