// Package compress puts compressed copies beside the text files of a site, for
// servers that can send them as they are: a.html.gz and a.html.br beside a.html.
package compress

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"

	"briefing/generator/publish"
)

// Form is a way to compress.
type Form string

// The forms, named by the endings of their files.
const (
	Gzip   Form = "gz"
	Brotli Form = "br"
)

// Keep returns the bytes that were kept under a key, or makes them and keeps them.
type Keep func(key string, make func() ([]byte, error)) ([]byte, error)

// smallest is the size in bytes below which a file is not worth a copy.
const smallest = 1024

// texts are the endings of files that compress well. Pictures but SVG are
// compressed already.
var texts = []string{".html", ".css", ".js", ".json", ".jsonld", ".svg", ".xml", ".txt", ".csv", ".bib", ".ris", ".md", ".ttl", ".webmanifest"}

// Beside returns the files and, behind each text file, its compressed copies. A
// copy is made only of a file of 1 KiB and more, and only if it is smaller. keep,
// which may be nil, keeps copies, since the best compression is slow.
//
// A file and its copies are made from the same bytes, which are made once if the
// files are asked for in about this order.
func Beside(files []publish.File, forms []Form, keep Keep) []publish.File {
	if keep == nil {
		keep = func(_ string, make func() ([]byte, error)) ([]byte, error) { return make() }
	}
	held := &originals{}
	all := make([]publish.File, 0, len(files)*(1+len(forms)))
	for _, f := range files {
		if !slices.Contains(texts, path.Ext(f.Path)) {
			all = append(all, f)
			continue
		}
		o := &original{file: f, left: 1 + len(forms), held: held}
		all = append(all, publish.File{Path: f.Path, Content: o.content})
		for _, form := range forms {
			all = append(all, publish.File{Path: f.Path + "." + string(form), Content: func(b *bytes.Buffer) error { return o.copy(b, form, keep) }})
		}
	}
	return all
}

// Keys gives copies the keys of what they are made of, for [publish.Memory]. Of other
// files, and where there is no key, it is the function that it is given.
func Keys(forms []Form, key func(path string) string) func(path string) string {
	return func(name string) string {
		for _, form := range forms {
			if of, isCopy := strings.CutSuffix(name, "."+string(form)); isCopy && slices.Contains(texts, path.Ext(of)) {
				if key := key(of); key != "" {
					return key + "." + string(form) + levels
				}
				return ""
			}
		}
		return key(name)
	}
}

// originals are the files whose bytes are held. Some may never be asked for by all
// their copies, since those are there already, and must not be held to the end.
type originals struct {
	mu   sync.Mutex
	held []*original // oldest first
}

// mostHeld is how many files are held at most.
const mostHeld = 64

// hold lets go of the oldest file if there are too many. That one may be made again.
func (h *originals) hold(o *original) {
	h.mu.Lock()
	h.held = append(h.held, o)
	var oldest *original
	if len(h.held) > mostHeld {
		oldest, h.held = h.held[0], h.held[1:]
	}
	h.mu.Unlock()
	if oldest != nil {
		oldest.mu.Lock()
		oldest.made, oldest.done = nil, false
		oldest.mu.Unlock()
	}
}

// original is a file of which copies are made. Its bytes are held from the first
// use to the last, or until too many are.
type original struct {
	file publish.File
	held *originals
	mu   sync.Mutex
	left int // uses to come
	made []byte
	err  error
	done bool
}

// use returns the bytes of the file.
func (o *original) use() ([]byte, error) {
	made, isNew, err := o.make()
	if isNew {
		o.held.hold(o)
	}
	return made, err
}

func (o *original) make() (made []byte, isNew bool, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if isNew = !o.done; isNew {
		var b bytes.Buffer
		o.err, o.done = o.file.Content(&b), true
		o.made = b.Bytes()
	}
	made = o.made
	if o.left--; o.left <= 0 {
		o.made, o.done = nil, false // who asks again gets it made again
	}
	return made, isNew, o.err
}

func (o *original) content(b *bytes.Buffer) error {
	text, err := o.use()
	b.Write(text)
	return err
}

func (o *original) copy(b *bytes.Buffer, form Form, keep Keep) error {
	text, err := o.use()
	if err != nil {
		return err
	}
	if len(text) < smallest {
		return publish.Absent
	}
	sum := sha256.Sum256(text)
	packed, err := keep(hex.EncodeToString(sum[:])+"."+string(form)+levels, func() ([]byte, error) { return pack(text, form) })
	if err != nil {
		return err
	}
	if len(packed) >= len(text) {
		return publish.Absent
	}
	b.Write(packed)
	return nil
}

// levels is part of the key of what is kept. Raise it with what changes the bytes
// of a copy.
const levels = "-1"

// pack compresses as well as the form can, without a time or a name.
func pack(text []byte, form Form) ([]byte, error) {
	var b bytes.Buffer
	var w io.WriteCloser
	switch form {
	case Gzip:
		w, _ = gzip.NewWriterLevel(&b, gzip.BestCompression) // there is such a level
	case Brotli:
		w = brotli.NewWriterLevel(&b, brotli.BestCompression)
	default:
		return nil, fmt.Errorf("compress: there is no form %q", form)
	}
	_, err := w.Write(text)
	err = errors.Join(err, w.Close())
	return b.Bytes(), err
}
