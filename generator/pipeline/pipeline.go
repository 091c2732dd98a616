// Package pipeline runs the stages in order: read, place, connect, judge, show.
package pipeline

import (
	"bytes"
	"io/fs"
	"slices"
	"time"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/permalink"
	"briefing/generator/place"
	"briefing/generator/render"
)

// Input is what a site is made of.
type Input struct {
	Root        fs.FS // holds the folder content/
	Templates   fs.FS
	Static      fs.FS
	Keep        render.Keep    // keeps what takes long to draw; nil draws it each time
	Previous    place.Previous // earlier versions of articles; nil if they are not known
	Beside      []render.Page  // further files of the site, the same for every content
	Drafts      bool           // show drafts and what is under embargo
	ReleaseText bool           // let go of the bytes of files, since findings are only printed; see [content.LoadReleasing]
	Preview     bool           // do not say what would be taken back of what was published
	Now         time.Time      // decides about embargoes and what is due, and about nothing else
}

// Output is a site that can be shown. Its pages are made when they are asked
// for, from any goroutine.
type Output struct {
	Site  *graph.Site
	Pages []render.Page
	// Keys returns names of all that pages depend on; see [render.Renderer.Keys].
	Keys func(program string) (func(path string) string, error)
}

// Build makes a site, as far as its files are right, and says what is wrong with
// them, sorted. The Output must not be published if there are errors.
func Build(in Input) (*Output, diag.List, error) {
	site, list := Connect(in)
	today := check.Options{Now: in.Now}
	list = check.Judge(site, list, today)
	out, faults, err := show(in, site)
	if err != nil {
		return nil, list, err
	}
	list = check.Weigh(site, append(list, faults...), today)
	list.Sort()
	return out, list, nil
}

// show lists the pages of a site and what is published beside them.
func show(in Input, site *graph.Site) (*Output, diag.List, error) {
	renderer, list := render.New(site, in.Templates, in.Static)
	out, err := shown(in, site, renderer)
	return out, list, err
}

// shown is [show] with a renderer that is there already.
func shown(in Input, site *graph.Site, renderer *render.Renderer) (*Output, error) {
	static, err := render.Static(in.Static, site.Settings.Theme)
	if err != nil {
		return nil, err
	}
	// Making the index takes long, and the files behind the first wait for it.
	index := renderer.Index()
	keys := func(program string) (func(string) string, error) {
		return renderer.Keys(program, in.Templates, in.Static)
	}
	pages := slices.Concat(index[:1], renderer.Pages(), renderer.Cards(in.Keep), static, in.Beside, index[1:], media(in, site))
	return &Output{Site: site, Pages: pages, Keys: keys}, nil
}

// media are the files that stand beside articles.
func media(in Input, site *graph.Site) []render.Page {
	var pages []render.Page
	for _, m := range site.Media {
		pages = append(pages, render.Page{Path: m.Path, Render: func(b *bytes.Buffer) error {
			text, err := fs.ReadFile(in.Root, m.Name)
			b.Write(text)
			return err
		}})
	}
	return pages
}

// Connect runs the stages up to the connected site.
func Connect(in Input) (*graph.Site, diag.List) {
	load := content.Load
	if in.ReleaseText {
		load = content.LoadReleasing
	}
	library, list := load(in.Root)
	lock, faults := permalink.Read(in.Root)
	list = append(list, faults...)
	articles, faults := place.All(library, place.Past{Versions: in.Previous, Published: lock.Passages})
	list = append(list, faults...)
	site, faults := graph.Connect(library, articles, graph.Options{Drafts: in.Drafts, Now: in.Now, Published: lock.Has})
	list = append(list, faults...)
	if !in.Preview {
		list = append(list, permalink.Compare(lock, site, in.Now)...)
	}
	return site, list
}
