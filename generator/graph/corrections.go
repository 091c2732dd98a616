package graph

import (
	"slices"
	"strings"

	"briefing/generator/content"
)

// Correction is a correction with what it corrects.
type Correction struct {
	content.Correction
	Title string // of what it corrects
	Kind  string // briefing, annotation, source, expert, country or page
	Path  string // of the page of what it corrects
	By    string
	Of    *Annotation // nil if it corrects something else
}

// corrections gathers those of everything on the site.
func (c *connector) corrections(lib *content.Library) {
	for _, b := range c.site.Briefings {
		c.correct(&b.Head, b.Title.Value, "briefing", b.Path, nil)
		for _, a := range slices.Concat(b.Annotations, b.Withdrawn) {
			c.correct(&a.Head, a.Claim, "annotation", a.Path, a)
		}
	}
	for _, s := range c.site.Sources {
		c.correct(&s.Head, s.Title.Value, "source", s.Path, nil)
	}
	for _, e := range c.site.Experts {
		c.correct(&e.Head, e.Name.Value, "expert", e.Path, nil)
	}
	for _, k := range c.site.Countries {
		if k.Own != nil {
			c.correct(&k.Own.Head, k.Name, "country", k.Path, nil)
		}
	}
	for _, p := range lib.Pages {
		c.correct(&p.Head, p.Title.Value, "page", p.ID+".html", nil)
	}
	slices.SortStableFunc(c.site.Corrections, func(a, b Correction) int {
		return byDate(a.Date.From, b.Date.From, strings.Compare(a.Path, b.Path))
	})
}

func (c *connector) correct(h *content.Head, title, kind, path string, a *Annotation) {
	for _, k := range h.Corrections {
		c.site.Corrections = append(c.site.Corrections, Correction{
			Correction: k, Title: title, Kind: kind, Path: path, By: c.editor(h, k.By), Of: a,
		})
	}
}
