package bucket

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"briefing/generator/publish"
)

// file is an object of a release.
type file struct {
	Path  string `json:"path"`
	Sum   string `json:"sha256"`
	Size  int    `json:"size"` // bytes
	Type  string `json:"type"`
	Cache string `json:"cache"`
}

// release is a site: its files, by path.
type release struct {
	Files []file    `json:"files"`
	Time  time.Time `json:"time,omitzero"` // of its publication; zero if it is not known
}

// json is the note of a release, and its name, which the same files have at any time.
func (r release) json() (text []byte, name string) {
	text, err := json.Marshal(r)
	if err != nil {
		panic(err) // it is texts and numbers
	}
	files, err := json.Marshal(release{Files: r.Files})
	if err != nil {
		panic(err) // as above
	}
	sum := sha256.Sum256(files)
	return text, hex.EncodeToString(sum[:])
}

// edition is what people are told of the release.
func (r release) edition() publish.Edition {
	return publish.Edition{Time: r.Time, Files: len(r.Files)}
}

// byPath returns the files by their paths.
func (r release) byPath() map[string]file {
	files := make(map[string]file, len(r.Files))
	for _, f := range r.Files {
		files[f.Path] = f
	}
	return files
}

// describe makes every file, to learn its hash. progress, which may be nil, is told
// how many are done.
func describe(files []publish.File, progress func(done int)) (release, error) {
	made := make([]file, len(files))
	faults := make([]error, len(files))
	var workers sync.WaitGroup
	var mu sync.Mutex
	next, done := 0, 0
	take := func(finished int) int {
		mu.Lock()
		defer mu.Unlock()
		if done += finished; progress != nil && finished > 0 {
			progress(done)
		}
		next++
		return next - 1
	}
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			var b bytes.Buffer
			for i := take(0); i < len(files); i = take(1) {
				b.Reset()
				faults[i] = files[i].Content(&b)
				made[i] = describeOne(files[i].Path, b.Bytes())
			}
		})
	}
	workers.Wait()
	r := release{Files: make([]file, 0, len(files))}
	for i, f := range made {
		if !errors.Is(faults[i], publish.Absent) {
			r.Files = append(r.Files, f)
		} else {
			faults[i] = nil
		}
	}
	slices.SortFunc(r.Files, func(a, b file) int { return cmp.Compare(a.Path, b.Path) })
	return r, errors.Join(faults...)
}

func describeOne(name string, content []byte) file {
	sum := sha256.Sum256(content)
	return file{name, hex.EncodeToString(sum[:]), len(content), publish.TypeOf(name), publish.CacheOf(name)}
}

// plan is what makes a release of what is there.
type plan struct {
	put    [][]file // one step behind the other; the files of a step in any order
	remove []file   // last of all
	old    []file   // what is replaced or removed, as it is in the release that is there
}

// newPlan compares a release with the one that is there, and with those that were
// on their way when a run was killed: of what differs between these nobody knows
// which is there.
func newPlan(there release, pending []release, next release) plan {
	now, then, unknown := there.byPath(), next.byPath(), map[string]bool{}
	gone := slices.Clone(there.Files)
	for _, r := range pending {
		maybe := r.byPath()
		for _, f := range slices.Concat(there.Files, r.Files) {
			unknown[f.Path] = unknown[f.Path] || now[f.Path] != maybe[f.Path]
		}
		gone = append(gone, r.Files...)
	}
	var p plan
	steps := map[int][]file{}
	for _, f := range next.Files {
		old, exists := now[f.Path]
		if old == f && !unknown[f.Path] {
			continue
		}
		steps[step(f, exists)] = append(steps[step(f, exists)], f)
		if exists {
			p.old = append(p.old, old)
		}
	}
	for i := range lastStep + 1 {
		if len(steps[i]) > 0 {
			p.put = append(p.put, steps[i])
		}
	}
	for _, f := range gone {
		if _, stays := then[f.Path]; stays {
			continue
		}
		then[f.Path] = f // once
		p.remove = append(p.remove, f)
		if old, exists := now[f.Path]; exists {
			p.old = append(p.old, old)
		}
	}
	return p
}

const lastStep = 3

// step is when a file is put: what pages are made of, new pages, changed pages,
// which link to the new ones, and feeds.
func step(f file, exists bool) int {
	switch kind := publish.KindOf(f.Path); {
	case kind == publish.Asset:
		return 0
	case kind == publish.Page && !exists:
		return 1
	case kind == publish.Page:
		return 2
	}
	return lastStep
}

// report says what the plan changes.
func (p plan) report(next release) Report {
	var r Report
	for _, f := range next.Files {
		r.Bytes += int64(f.Size)
	}
	for _, f := range slices.Concat(p.put...) {
		r.Written = append(r.Written, f.Path)
	}
	for _, f := range p.remove {
		r.Removed = append(r.Removed, f.Path)
	}
	r.Unchanged = len(next.Files) - len(r.Written)
	slices.Sort(r.Written)
	slices.Sort(r.Removed)
	return r
}

// fromManifest reads the list that a built folder has, so that a site which was
// copied by another program can be taken over. The cache classes of its objects are
// not known, so that every file counts as changed.
func fromManifest(text []byte) release {
	var r release
	for line := range strings.Lines(string(text)) {
		if sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok {
			r.Files = append(r.Files, file{Path: name, Sum: sum, Type: publish.TypeOf(name)})
		}
	}
	return r
}
