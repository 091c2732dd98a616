package render

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"briefing/generator/dataset"
	"briefing/generator/graph"
	"briefing/generator/imprint"
	"briefing/generator/jsonld"
)

// Keys returns a function that gives a name to everything that a page depends on: a
// page of the same name and path has the same bytes. It is empty for pages of which
// that is not known: all but those of briefings and sources, which are most of a
// site. program names the program; templates and static are what the Renderer was
// made of.
func (r *Renderer) Keys(program string, templates, static fs.FS) (key func(path string) string, err error) {
	common := sha256.New()
	fmt.Fprintln(common, program, imprint.Value(r.site.Settings), string(r.notes.tied), string(r.notes.paired))
	for _, own := range r.site.Library.Pages { // they are linked from the foot of each page
		fmt.Fprintf(common, "%q %q\n", own.ID, own.Title.Value)
	}
	for _, files := range []fs.FS{templates, static} {
		err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := fs.ReadFile(files, name)
			fmt.Fprintf(common, "%q %d\n", name, len(text))
			common.Write(text)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	k := &keys{common: string(common.Sum(nil)), briefings: map[string]*keyed{}, sources: map[string]*graph.Source{}}
	for _, b := range r.site.Briefings {
		k.briefings[b.ID] = &keyed{of: b}
	}
	for _, s := range r.site.Sources {
		k.sources[s.Path] = s
	}
	return k.key, nil
}

type keys struct {
	common    string
	imprints  imprint.Imprints
	briefings map[string]*keyed        // by id
	sources   map[string]*graph.Source // by path
}

// keyed is a briefing with the sum of what its pages show, which is made once.
type keyed struct {
	of   *graph.Briefing
	once sync.Once
	sum  imprint.Sum
}

func (k *keys) key(name string) string {
	if s := k.sources[name]; s != nil {
		sum := k.imprints.Of(s)
		return k.common + string(sum[:]) + name
	}
	b := k.briefings[briefingOf(name)]
	if b == nil || !isPageOf(b.of, name) {
		return ""
	}
	b.once.Do(func() { b.sum = k.imprints.Of(b.of) })
	return k.common + string(b.sum[:]) + name
}

// briefingOf is the id of the briefing that a file is of, by its path; empty for none.
func briefingOf(name string) string {
	if id, isData := strings.CutPrefix(name, dataset.Folder+"briefings/"); isData {
		return strings.TrimSuffix(id, ".json")
	}
	id, isBriefing := strings.CutPrefix(path.Dir(name), "briefings/")
	if !isBriefing {
		return ""
	}
	return id
}

// isPageOf reports whether a file shows nothing but the briefing.
func isPageOf(b *graph.Briefing, name string) bool {
	switch name {
	case b.Path, b.RelationsPath(), b.SourcesPath(), cardPath(b), jsonld.AnnotationsPath(b), dataset.BriefingPath(b):
		return true
	}
	if strings.HasPrefix(name, sourcesOf(b)+".") {
		return slices.ContainsFunc(bibliographyForms[:], func(f bibliographyForm) bool { return name == sourcesOf(b)+f.extension })
	}
	ofPath := func(a *graph.Annotation) bool { return a.Path == name }
	return slices.ContainsFunc(b.Annotations, ofPath) || slices.ContainsFunc(b.Withdrawn, ofPath)
}
