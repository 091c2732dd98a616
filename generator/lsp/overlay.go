package lsp

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// overlay lays the texts of open documents over the files on disk. Names are those
// of io/fs. It must not be changed while somebody reads.
type overlay struct {
	under fs.FS
	texts map[string][]byte
	gone  map[string]bool // files that are hidden
}

// Unsaved lays texts that are on no disk yet over the files of a file system, by
// their names. A nil text is a file that is gone.
func Unsaved(under fs.FS, texts map[string][]byte) fs.FS {
	o := overlay{under, map[string][]byte{}, map[string]bool{}}
	for name, text := range texts {
		if text == nil {
			o.gone[name] = true
		} else {
			o.texts[name] = text
		}
	}
	return o
}

// Open opens the text of a document, or else the file.
func (o overlay) Open(name string) (fs.File, error) {
	if o.gone[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if text, ok := o.texts[name]; ok {
		return &document{name: path.Base(name), size: int64(len(text)), Reader: bytes.NewReader(text)}, nil
	}
	return o.under.Open(name)
}

// ReadDir lists a folder on disk and the documents that are not saved in it yet.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.under, name)
	entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return o.gone[path.Join(name, e.Name())] })
	for unsaved, text := range o.texts {
		rest, ok := strings.CutPrefix(unsaved, name+"/")
		if !ok {
			continue
		}
		base, _, isDeeper := strings.Cut(rest, "/")
		if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == base }) {
			continue
		}
		err = nil
		entries = append(entries, fs.FileInfoToDirEntry(&document{name: base, size: int64(len(text)), isDir: isDeeper}))
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, err
}

// document is the text of an open document as a file, or a folder that only holds
// such.
type document struct {
	name  string
	size  int64
	isDir bool
	io.Reader
}

func (d *document) Stat() (fs.FileInfo, error) { return d, nil }
func (d *document) Close() error               { return nil }
func (d *document) Name() string               { return d.name }
func (d *document) Size() int64                { return d.size }
func (d *document) ModTime() time.Time         { return time.Time{} }
func (d *document) IsDir() bool                { return d.isDir }
func (d *document) Sys() any                   { return nil }

func (d *document) Mode() fs.FileMode {
	if d.isDir {
		return fs.ModeDir | 0o755
	}
	return 0o644
}
