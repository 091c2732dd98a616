// Package content reads what editors write: the folder content/, format 1.
//
// It owns the file formats. It is given a file system whose root holds the
// folder content/ and returns a [Library]: every file as it was written, each
// value with its place, nothing resolved. References to other files are still
// names; package graph turns them into pointers.
//
// One file never hides another: a file that cannot be read in part is returned
// as far as it goes, with a [diag.Diagnostic] for every mistake in it. What is
// refused: unknown keys (except those that begin with x_), values of another
// form than the field has, text that YAML would lose, ids that would not make
// a good file name.
package content

import (
	"io/fs"

	"briefing/generator/diag"
)

// Format is the number of the content format that this program reads.
const Format = "1"

// Library is everything below content/, as written. The slices are sorted by ID
// and must not be changed.
type Library struct {
	Site      *Site
	Briefings []*Briefing
	Sources   []*Source
	Experts   []*Expert
	Countries []*Country
	Pages     []*Page
	Media     []Media
}

// Media is a file that is published as it is.
type Media struct {
	Name string // where it is, from the root of the file system
	Path string // where it is published, from the root of the site
	Size int64  // in bytes; 0 if it is not known
}

// Forget lets go of the names and bytes of all files, of which a large site has
// much. It is for a build, once its findings are printed: what is reported after it
// has no place.
func (l *Library) Forget() {
	for _, h := range l.Heads() {
		h.File = &forgotten
	}
}

var forgotten diag.File

// Heads returns those of all files.
func (l *Library) Heads() []*Head {
	all := []*Head{&l.Site.Head}
	for _, b := range l.Briefings {
		all = append(all, &b.Head)
		for _, a := range b.Annotations {
			all = append(all, &a.Head)
		}
	}
	for _, s := range l.Sources {
		all = append(all, &s.Head)
	}
	for _, e := range l.Experts {
		all = append(all, &e.Head)
	}
	for _, k := range l.Countries {
		all = append(all, &k.Head)
	}
	for _, p := range l.Pages {
		all = append(all, &p.Head)
	}
	return all
}

// Load reads the folder content/ of a file system. The Library is usable as far
// as the files could be read; it is never nil.
func Load(fsys fs.FS) (*Library, diag.List) { return read(fsys, nil) }

// LoadReleasing is [Load] for what only prints findings: the bytes of files are let go
// of, and read again for the places of findings. It is for large sites.
func LoadReleasing(fsys fs.FS) (*Library, diag.List) {
	return read(fsys, func(f *diag.File) { f.Release(fsys) })
}

func read(fsys fs.FS, done func(*diag.File)) (*Library, diag.List) {
	files, list := find(fsys)
	values, faults := readAll(fsys, files, done)
	list = append(list, faults...)
	return assemble(files, values), list
}

// assemble sorts what was read into its kinds. The files come sorted by name,
// so an article comes before its annotations and every slice is sorted by ID.
func assemble(files []file, read []any) *Library {
	lib := &Library{Site: &Site{Head: Head{File: &diag.File{Name: siteName}, Seldom: &noSeldom, IsBroken: true}}}
	for i, f := range files {
		switch v := read[i].(type) {
		case *Site:
			lib.Site = v
		case *Briefing:
			lib.Briefings = append(lib.Briefings, v)
		case *Annotation:
			b := lib.Briefings[len(lib.Briefings)-1]
			b.Annotations = append(b.Annotations, v)
		case *Source:
			lib.Sources = append(lib.Sources, v)
		case *Expert:
			lib.Experts = append(lib.Experts, v)
		case *Country:
			lib.Countries = append(lib.Countries, v)
		case *Page:
			lib.Pages = append(lib.Pages, v)
		case nil:
			if f.kind == mediaFile {
				lib.Media = append(lib.Media, Media{Name: f.name, Path: f.published(), Size: f.size})
			}
		}
	}
	return lib
}
