// Package render shows a connected site: pages in, bytes out.
//
// There is one file per kind of page: a view, which is plain data; a function
// from a subject of package graph to that view; and a template of the same name
// in templates/. Templates choose markup, Go chooses data.
//
// Nothing is rendered before it is asked for: [Renderer.Pages] lists the pages,
// and each renders itself into a buffer, from any goroutine. What several pages
// show in the same way is rendered once and kept.
package render

import (
	"bytes"
	"cmp"
	"io/fs"
	"slices"
	"sync"

	"briefing/generator/card"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/markup"
	"briefing/generator/search"
)

// Renderer renders the pages of one site. It may be used by several goroutines.
type Renderer struct {
	*Look
	site      *graph.Site
	labels    labels
	notes     noteSheets                    // of the pages of briefings
	surrounds [deepest + 1]surround         // by depth
	firsts    sync.Map                      // []first of each list, by the path of its first part
	tally     []graph.Count                 // of all annotations
	editors   map[string]string             // names by key
	countryOf map[string]*graph.Country     // that have a page, by code
	corrected map[string][]graph.Correction // newest first, by the path of the page
	index     *search.Index
	letters   []letter        // of all titles
	sorted    func() []letter // with their titles
}

// Page is a file of the site that is made by a template.
type Page struct {
	Path   string
	Render func(*bytes.Buffer) error
}

// New prepares a site for rendering. templates holds home.html and the others at
// its root, static what is published beside the pages. Templates that do not
// parse, or that nothing includes, are findings.
func New(site *graph.Site, templates, static fs.FS) (*Renderer, diag.List) {
	look, list := NewLook(templates, static, site.Settings.Theme)
	return look.New(site), list
}

// Look is what pages are made with, whatever they show. It may be used for several
// sites, or versions of one, that have the same theme.
type Look struct {
	templates  *markup.Set
	painter    *card.Painter
	sheet      string // address of the style sheet, from the root
	webSheet   string // of the one for pages of relations
	listSheet  string // of the one for indexes
	claimSheet string // of the one for pages of claims
	codeSheet  string // of the one for pages with code
	script     string // of the one for every page
	searching  string // of the one for the search page
}

// NewLook reads templates and what is published beside the pages, as [New].
func NewLook(templates, static fs.FS, theme content.Theme) (*Look, diag.List) {
	set, list := parse(templates)
	return &Look{
		templates: markup.New(set), painter: card.New(),
		sheet:      sheetName + "?v=" + hash(sheet(static, theme)),
		webSheet:   versioned(static, webSheetName),
		listSheet:  versioned(static, listSheetName),
		claimSheet: versioned(static, claimSheetName),
		codeSheet:  versioned(static, codeSheetName),
		script:     versioned(static, scriptName),
		searching:  versioned(static, searchScript),
	}, list
}

// New prepares a site for rendering.
func (l *Look) New(site *graph.Site) *Renderer {
	r := &Renderer{
		Look: l, site: site, labels: newLabels(site.Settings),
		tally:     graph.Tally(site.Annotations),
		editors:   make(map[string]string, len(site.Settings.Editors)),
		countryOf: make(map[string]*graph.Country, len(site.Countries)),
		corrected: map[string][]graph.Correction{},
		notes:     newNoteSheets(mostNotes(site)),
	}
	for _, e := range site.Settings.Editors {
		r.editors[e.Key] = e.Name.Value
	}
	for _, k := range site.Corrections {
		r.corrected[k.Path] = append(r.corrected[k.Path], k)
	}
	for _, k := range site.Countries {
		r.countryOf[k.Code] = k
	}
	r.index, r.letters, r.sorted = newIndex(r), r.countLetters(), sync.OnceValue(r.sortTitles)
	return r
}

// view makes what a template gets for a page.
type view func(*Renderer, *frame, graph.Page) any

// views and their templates, by kind of page. Do not change.
var views = map[graph.PageKind]view{
	graph.HomePage:          (*Renderer).home,
	graph.BriefingsPage:     (*Renderer).briefings,
	graph.TopicPage:         (*Renderer).topic,
	graph.BriefingPage:      (*Renderer).briefing,
	graph.RelationsPage:     (*Renderer).relations,
	graph.BriefingSources:   (*Renderer).briefingSources,
	graph.AnnotationPage:    (*Renderer).annotation,
	graph.ClaimsPage:        (*Renderer).claims,
	graph.StandingPage:      (*Renderer).standing,
	graph.ClaimsCountryPage: (*Renderer).claimsByCountry,
	graph.CountriesPage:     (*Renderer).countries,
	graph.CountryPage:       (*Renderer).country,
	graph.ExpertsPage:       (*Renderer).experts,
	graph.ExpertPage:        (*Renderer).expert,
	graph.SourcesPage:       (*Renderer).sources,
	graph.SourcePage:        (*Renderer).source,
	graph.TimelinePage:      (*Renderer).timeline,
	graph.CorrectionsPage:   (*Renderer).corrections,
	graph.MethodPage:        (*Renderer).method,
	graph.DataPage:          (*Renderer).data,
	graph.SearchPage:        (*Renderer).search,
	letterPage:              (*Renderer).letter,
	graph.NotFoundPage:      (*Renderer).notFound,
	graph.FurtherPage:       (*Renderer).further,
}

// Pages lists the pages of the site, and its redirects, by path.
func (r *Renderer) Pages() []Page {
	pages := make([]Page, 0, len(r.site.Pages))
	for _, list := range [][]graph.Page{r.site.Pages, r.letterPages()} {
		for i := range list {
			p := &list[i] // there are many: their functions hold no copies
			pages = append(pages, Page{p.Path, func(b *bytes.Buffer) error { return r.page(b, *p) }})
		}
	}
	for i := range r.site.Redirects {
		d := &r.site.Redirects[i]
		pages = append(pages, Page{d.Path, func(b *bytes.Buffer) error { return r.redirect(b, *d) }})
	}
	for name, sheet := range map[string][]byte{notesName: r.notes.tied, pairsName: r.notes.paired} {
		pages = append(pages, Page{name, func(b *bytes.Buffer) error {
			b.Write(sheet)
			return nil
		}})
	}
	pages = slices.Concat(pages, r.bibliographies(), r.feeds(), r.dataFiles(), r.crawled())
	slices.SortFunc(pages, func(a, b Page) int { return cmp.Compare(a.Path, b.Path) })
	return pages
}

func (r *Renderer) page(b *bytes.Buffer, p graph.Page) (err error) {
	defer func() {
		if v := recover(); v != nil {
			fault, isOurs := v.(failure)
			if !isOurs {
				panic(v)
			}
			err = fault.error
		}
	}()
	f := r.frame(p)
	f.Extras = extras(r.site.Settings, p)
	f.described(r.site, p)
	f.Feeds = r.feedLinks(f, p)
	start := b.Len()
	err = r.execute(b, string(p.Kind)+".html", views[p.Kind](r, f, p))
	colorCode(b, start, f.href(r.codeSheet))
	return err
}

// extras are the author's own fields of what a page is about.
func extras(site *content.Site, p graph.Page) []Extra {
	of := &site.Head
	switch subject := p.Subject.(type) {
	case *graph.Briefing:
		of = &subject.Head
	case *graph.Annotation:
		of = &subject.Head
	case *graph.Source:
		of = &subject.Head
	case *graph.Expert:
		of = &subject.Head
	case *graph.Country:
		if subject.Own != nil {
			of = &subject.Own.Head
		}
	case *content.Page:
		of = &subject.Head
	}
	var all []Extra
	for _, x := range of.Extras {
		all = append(all, Extra{x.Key, x.Values})
	}
	return all
}

// Slow lists the templates that were rendered in the slow way, since they use more
// of html/template than package markup knows.
func (r *Renderer) Slow() []string { return r.templates.Left() }

// execute runs a template. Its error is a [TemplateError].
func (r *Renderer) execute(b *bytes.Buffer, name string, data any) error {
	if err := r.templates.Execute(b, name, data); err != nil {
		return &TemplateError{err}
	}
	return nil
}

// TemplateError is an error of a template: the fault of its author.
type TemplateError struct{ err error }

func (e *TemplateError) Error() string { return "render: " + e.err.Error() }
