package serve

import (
	"context"
	"hash/maphash"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// stamp is what tells a version of a file from another.
type stamp struct {
	size  int64
	time  time.Time
	isDir bool
	sum   uint64 // of the bytes; 0 if they were not looked at
}

// poller looks at all files again and again. It does not trust times alone: a file that
// was written in the last moments before a look may be written again within the same
// tick of the file system's clock, and some drives keep no good time. So the bytes of
// what is young are compared at each look, and those of all others in turn.
type poller struct {
	w     *Watch
	seed  maphash.Seed
	files map[string]stamp
	names []string // in the order in which their bytes are compared
	next  int      // index in names
}

const (
	young       = 3 * time.Second
	eachLook    = 50      // files whose bytes are compared in turn
	smallEnough = 1 << 20 // bytes of a file that are compared
)

// poll passes on the names of what changed between two looks.
func (w *Watch) poll(ctx context.Context, heard chan<- string) {
	p := &poller{w: w, seed: maphash.MakeSeed()}
	p.look()
	heard <- everything // what changed before the first look
	timer := time.NewTimer(interval)
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			began := time.Now()
			for _, name := range p.look() {
				heard <- name
			}
			timer.Reset(max(interval, 4*time.Since(began))) // a large folder is no reason to be busy
		}
	}
}

// look returns the names of what is new, differs or is gone.
func (p *poller) look() []string {
	before := p.files
	p.files = make(map[string]stamp, len(before))
	var changed []string
	for _, dir := range p.w.Folders {
		_ = filepath.WalkDir(filepath.Join(p.w.Root, filepath.FromSlash(dir)), func(path string, e fs.DirEntry, err error) error {
			name, ok := p.w.name(path)
			if err != nil || !ok || isDropping(name) {
				return nil // what cannot be read is as good as gone
			}
			old, isOld := before[name]
			now, ok := p.stamp(path, e, old)
			if !ok {
				return nil
			}
			p.files[name] = now
			if !isOld || old.isDir != now.isDir || !now.isDir && (old.size != now.size || !old.time.Equal(now.time) || old.sum != 0 && now.sum != old.sum) {
				changed = append(changed, name)
			}
			return nil
		})
	}
	for name := range before {
		if _, isThere := p.files[name]; !isThere {
			changed = append(changed, name)
		}
	}
	return append(changed, p.compare(changed)...)
}

// stamp looks at one file.
func (p *poller) stamp(path string, e fs.DirEntry, old stamp) (s stamp, ok bool) {
	info, err := e.Info()
	if err != nil {
		return s, false
	}
	s = stamp{size: info.Size(), time: info.ModTime(), isDir: e.IsDir(), sum: old.sum}
	if !s.isDir && time.Since(s.time) < young {
		s.sum = p.sum(path, s.size)
	}
	return s, true
}

// sum is that of the bytes of a file; 0 if it is too large, or cannot be read.
func (p *poller) sum(path string, size int64) uint64 {
	if size > smallEnough {
		return 0
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	return maphash.Bytes(p.seed, text)
}

// compare compares the bytes of some files with those of the last time that it was
// their turn, and returns the names of those that differ and are not listed yet.
func (p *poller) compare(listed []string) []string {
	if p.next >= len(p.names) {
		p.names, p.next = p.names[:0], 0
		for name, s := range p.files {
			if !s.isDir {
				p.names = append(p.names, name)
			}
		}
	}
	var changed []string
	turn := p.names[p.next:min(p.next+eachLook, len(p.names))]
	p.next += len(turn)
	for _, name := range turn {
		s, isThere := p.files[name]
		if !isThere {
			continue
		}
		sum := p.sum(filepath.Join(p.w.Root, filepath.FromSlash(name)), s.size)
		if s.sum != 0 && sum != s.sum && !slices.Contains(listed, name) {
			changed = append(changed, name)
		}
		s.sum = sum
		p.files[name] = s
	}
	return changed
}
