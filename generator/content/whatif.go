package content

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"briefing/generator/diag"
)

// With returns a Memo of the files with texts in the place of some, by their names; a nil
// text is a file that is gone. Nothing else is read again, and m does not change. It is for
// one look: files that change later may be in it or not.
func (m *Memo) With(texts map[string][]byte) *Memo {
	w := NewMemo(m.fsys)
	w.under, w.texts = m, texts
	for name := range texts {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			w.folders[dir] = nil
			if m.folder(path.Dir(dir)).names[path.Base(dir)] {
				break // else the folder is new, and the one above does not have it yet
			}
		}
	}
	for dir := range w.folders {
		w.folders[dir] = w.imagined(dir)
	}
	return w
}

// imagined is a folder of the files below, with those that are new and without those that
// are gone.
func (m *Memo) imagined(dir string) *folder {
	below := m.under.folder(dir)
	f := &folder{names: map[string]bool{}}
	for _, e := range below.entries {
		if text, isGiven := m.texts[dir+"/"+e.Name()]; !isGiven || text != nil {
			f.entries = append(f.entries, e)
			f.names[e.Name()] = true
		}
	}
	for name, text := range m.texts {
		rest, isHere := strings.CutPrefix(name, dir+"/")
		base, _, isDeeper := strings.Cut(rest, "/")
		if isHere && text != nil && !f.names[base] {
			f.entries = append(f.entries, entry{base, isDeeper})
			f.names[base] = true
		}
	}
	if len(f.entries) == 0 {
		f.err = below.err
	}
	slices.SortFunc(f.entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	f.once.Do(func() {})
	return f
}

// imagine reads a file that is given; ok is false if it is that of the files below.
func (m *Memo) imagine(f file) (value any, list diag.List, ok bool) {
	text, isGiven := m.texts[f.name]
	if !isGiven || text == nil {
		return nil, nil, false
	}
	value, list = parse(f, &diag.File{Name: f.name, Bytes: text}, nil)
	return value, list, true
}

// isApart reports whether the texts are all of briefings and sources, so that the
// registers are those of the files below.
func (m *Memo) isApart() bool {
	for name := range m.texts {
		if !isLeaf(name) {
			return false
		}
	}
	return true
}

// isLeaf reports whether a file is of a briefing or a source.
func isLeaf(name string) bool {
	return strings.HasPrefix(name, "content/briefings/") || strings.HasPrefix(name, "content/sources/")
}

// entry is a file or folder that is on no disk.
type entry struct {
	name  string
	isDir bool
}

func (e entry) Name() string               { return e.name }
func (e entry) IsDir() bool                { return e.isDir }
func (e entry) Type() fs.FileMode          { return e.Mode().Type() }
func (e entry) Info() (fs.FileInfo, error) { return e, nil }
func (e entry) Size() int64                { return 0 }
func (e entry) ModTime() time.Time         { return time.Time{} }
func (e entry) Sys() any                   { return nil }

func (e entry) Mode() fs.FileMode {
	if e.isDir {
		return fs.ModeDir | 0o755
	}
	return 0o644
}
