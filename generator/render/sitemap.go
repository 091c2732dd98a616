package render

import (
	"bytes"
	"fmt"
	"time"

	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/sitemap"
)

const (
	sitemapName = "sitemap.xml"
	robotsName  = "robots.txt"
)

// crawled lists the files for search engines. Their addresses are absolute, so a site
// without one has none.
func (r *Renderer) crawled() []Page {
	if r.site.Settings.URL == "" {
		return nil
	}
	found := r.found()
	pages := []Page{{robotsName, func(b *bytes.Buffer) error {
		fmt.Fprintf(b, "User-agent: *\nAllow: /\n\nSitemap: %s%s\n", r.site.Settings.URL, sitemapName)
		return nil
	}}}
	if len(found) <= sitemap.Most {
		return append(pages, r.sitemap(sitemapName, found))
	}
	var parts []sitemap.URL
	for n := 1; len(found) > 0; n++ {
		size := min(sitemap.Most, len(found))
		name := fmt.Sprintf("sitemap-%d.xml", n)
		pages = append(pages, r.sitemap(name, found[:size]))
		parts, found = append(parts, sitemap.URL{Address: r.site.Settings.URL + name}), found[size:]
	}
	return append(pages, Page{sitemapName, func(b *bytes.Buffer) error {
		text, err := sitemap.Index(parts)
		b.Write(text)
		return err
	}})
}

// found are the pages that search engines should find.
func (r *Renderer) found() []graph.Page {
	pages := make([]graph.Page, 0, len(r.site.Pages)) // nearly all of a great many
	for _, p := range r.site.Pages {
		if p.Kind != graph.NotFoundPage && p.Kind != graph.SearchPage {
			pages = append(pages, p)
		}
	}
	return pages
}

func (r *Renderer) sitemap(name string, pages []graph.Page) Page {
	return Page{name, func(b *bytes.Buffer) error {
		urls := make([]sitemap.URL, len(pages))
		newest := r.newest()
		for i, p := range pages {
			urls[i].Address = r.absolute(p.Path)
			if i > 0 && p.Part > 1 && pages[i-1].Kind == p.Kind && pages[i-1].Part == p.Part-1 {
				urls[i].Changed = urls[i-1].Changed // of the whole list, which may have a thousand parts
				continue
			}
			if day := r.changed(p, newest); !day.IsZero() {
				urls[i].Changed = day.First()
			}
		}
		text, err := sitemap.Set(urls)
		b.Write(text)
		return err
	}}
}

// newest is the newest day of a briefing.
func (r *Renderer) newest() content.Day {
	var newest latest
	for _, b := range r.site.Briefings {
		newest.see(b.Updated())
	}
	return newest.day
}

// changed is the day of the last change that a page shows, by what editors dated; zero
// if nothing on it is dated.
func (r *Renderer) changed(p graph.Page, newest content.Day) content.Day {
	var l latest
	switch subject := p.Subject.(type) {
	case *graph.Briefing:
		l.see(subject.Updated())
	case *graph.Annotation:
		l.see(subject.Updated())
	case *graph.Topic:
		l.briefings(subject.Briefings)
	case *graph.Source:
		l.see(subject.Accessed.To, subject.Dead.To)
		for _, a := range subject.Annotations() {
			l.see(a.Updated())
		}
	case *graph.Expert:
		l.notes(subject.Claims)
		l.briefings(subject.Briefings)
		for _, v := range subject.Voices {
			l.see(v.Annotation.Updated())
		}
	case *graph.Country:
		l.notes(subject.Annotations)
		l.briefings(subject.Briefings)
	case graph.Count:
		l.notes(subject.Of)
	case nil:
		if p.Kind != graph.MethodPage && p.Kind != graph.CorrectionsPage {
			l.see(newest)
		}
	}
	if p.Kind == graph.CorrectionsPage && len(r.site.Corrections) > 0 {
		l.see(r.site.Corrections[0].Date.To)
	}
	for _, k := range r.corrected[p.Path] {
		l.see(k.Date.To)
	}
	return l.day
}

// latest is the latest of the days that it saw.
type latest struct {
	day   content.Day
	first time.Time
}

func (l *latest) see(days ...content.Day) {
	for _, d := range days {
		if first := d.First(); !d.IsZero() && first.After(l.first) {
			l.day, l.first = d, first
		}
	}
}

func (l *latest) notes(all []*graph.Annotation) {
	for _, a := range all {
		l.see(a.Updated())
	}
}

func (l *latest) briefings(all []*graph.Briefing) {
	for _, b := range all {
		l.see(b.Updated())
	}
}
