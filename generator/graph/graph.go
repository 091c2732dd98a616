// Package graph connects what editors wrote: who says what, on which source,
// about where; and which pages there are.
//
// It is given the library as written and where its passages stand, and returns
// a [Site]: every reference a pointer, every link there in both directions,
// everything in the order in which it is shown, every page with its path. A name
// that leads nowhere is a finding with the nearest one.
//
// Everything is sorted here and nowhere else. A Site must not be changed.
package graph

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/place"
)

// Options say what belongs to a site.
type Options struct {
	Drafts bool // also what is a draft or under embargo
	// Published reports whether the page at a path was published. Sources and experts
	// that nothing uses any more keep such a page. Nil for none.
	Published func(path string) bool
	// Known returns the ids of sources or experts that there are, if the library is but
	// a part; kind is "source" or "expert". They are for suggestions.
	Known func(kind string) []string
	Now   time.Time // decides about embargoes; nothing else depends on it
}

// Site is everything that is published, connected.
type Site struct {
	Settings    *content.Site
	Briefings   []*Briefing   // newest first
	Annotations []*Annotation // of all briefings, in their order; without withdrawn ones
	Sources     []*Source     // by title
	Experts     []*Expert     // by last name
	Countries   []*Country    // by name
	Events      []Event       // oldest first; each names every country that it is about
	Corrections []Correction  // newest first
	Topics      []*Topic      // by name
	Held        []*content.Briefing
	Media       []content.Media
	Pages       []Page // by path
	Redirects   []Redirect

	// For the checks, which look at what is not on the site too.
	Library *content.Library
	Written []*Annotation
}

// Party is a person or organisation, by the name under which it is shown.
type Party struct {
	Name   string
	Expert *Expert // nil if there is no file
}

// Connect makes a Site of a library. articles stands at the index of the
// library's briefings. The Site is usable as far as references could be
// resolved.
func Connect(lib *content.Library, articles []place.Article, o Options) (*Site, diag.List) {
	c := &connector{
		site:     &Site{Settings: lib.Site, Library: lib},
		sources:  map[string]*Source{},
		experts:  map[string]*Expert{},
		own:      map[string]*content.Country{},
		country:  map[string]*Country{},
		editors:  map[string]string{},
		options:  o,
		articles: articles,
	}
	c.registers(lib)
	c.briefings(lib.Briefings)
	c.reach()
	c.timeline()
	c.topics()
	c.corrections(lib)
	c.site.Media = slices.DeleteFunc(slices.Clone(lib.Media), func(m content.Media) bool { return !c.published(m) })
	c.pages(lib.Pages)
	return c.site, c.faults
}

// connector holds what is needed while references are resolved.
type connector struct {
	site     *Site
	options  Options
	articles []place.Article
	sources  map[string]*Source
	experts  map[string]*Expert
	own      map[string]*content.Country // what editors wrote of a country
	country  map[string]*Country         // countries met so far
	editors  map[string]string           // key to name
	faults   diag.List
}

func (c *connector) report(d diag.Diagnostic) { c.faults = append(c.faults, d) }

// registers makes a node for every source and expert, and links them to each
// other.
func (c *connector) registers(lib *content.Library) {
	for _, e := range lib.Site.Editors {
		c.editors[e.Key] = e.Name.Value
	}
	for _, s := range lib.Sources {
		c.sources[s.ID] = &Source{Source: s}
	}
	for _, e := range lib.Experts {
		c.experts[e.ID] = &Expert{Expert: e}
	}
	for _, own := range lib.Countries {
		c.own[own.ID] = own
	}
	for _, s := range lib.Sources {
		c.connectSource(c.sources[s.ID])
	}
	for _, e := range lib.Experts {
		c.connectExpert(c.experts[e.ID])
	}
	for _, own := range lib.Countries {
		c.connectCountry(own)
	}
	c.site.Settings = lib.Site
	c.editor(&lib.Site.Head, lib.Site.Defaults.By)
}

// source resolves a reference; nil if there is no such source.
func (c *connector) source(h *content.Head, t content.Text) *Source {
	if s := c.sources[t.Value]; s != nil || !t.IsSet() {
		return s
	}
	c.unknown(h, "source-unknown", "source", t, known(c, "source", c.sources))
	return nil
}

// expert resolves a reference; nil if there is no such expert.
func (c *connector) expert(h *content.Head, t content.Text) *Expert {
	if e := c.experts[t.Value]; e != nil || !t.IsSet() {
		return e
	}
	c.unknown(h, "expert-unknown", "expert", t, known(c, "expert", c.experts))
	return nil
}

// known are the ids that a reference may mean, sorted.
func known[V any](c *connector, kind string, here map[string]V) []string {
	if c.options.Known != nil {
		return slices.Sorted(slices.Values(c.options.Known(kind)))
	}
	return slices.Sorted(maps.Keys(here))
}

// editor resolves an editor's key to a name; the key itself if it is unknown.
func (c *connector) editor(h *content.Head, t content.Text) string {
	if name, ok := c.editors[t.Value]; ok || !t.IsSet() {
		return name
	}
	c.unknown(h, "editor-unknown", "editor", t, slices.Sorted(maps.Keys(c.editors)))
	return t.Value
}

// unnamed resolves the editor who approved that somebody is not named.
func (c *connector) unnamed(h *content.Head, u *content.Unnamed) {
	if u != nil {
		c.editor(h, u.ApprovedBy)
	}
}

// party resolves an editor's key, an expert's id or a name.
func (c *connector) party(t content.Text) Party {
	if name, ok := c.editors[t.Value]; ok {
		return Party{Name: name}
	}
	if e := c.experts[t.Value]; e != nil {
		return Party{Name: e.Name.Value, Expert: e}
	}
	return Party{Name: t.Value}
}

// unknown reports a name that leads nowhere, with the nearest one.
func (c *connector) unknown(h *content.Head, code, what string, t content.Text, known []string) {
	d := h.Error(code, t.At, "there is no %s %q", what, t.Value)
	word := strings.ToLower(strings.TrimSuffix(path.Base(t.Value), ".md"))
	if strings.Contains(t.Value, "://") && what == "source" {
		d = c.addressed(d, t)
	} else if key := c.keyOf(t.Value); what == "editor" && key != "" {
		d = d.WithHint("editors are named by their keys: did you mean %q?", key).WithFix(true, "write "+key, int(t.At.Start), int(t.At.Stop), key)
	} else if near, ok := anchor.Suggest(word, known); ok {
		isSpelling := near == word || near == strings.ReplaceAll(word, "_", "-") // of case, or as a file
		d = d.WithHint("did you mean %q?", near).WithFix(isSpelling, "write "+near, int(t.At.Start), int(t.At.Stop), near)
	} else if what == "editor" && len(known) == 0 {
		d = d.WithHint("list the editor in site.yaml").WithPaste("editors: {" + content.Slug(t.Value) + ": {name: " + content.FlowScalar(t.Value) + "}}")
	} else if what == "editor" {
		d = d.WithHint("editors are listed in site.yaml: %s", strings.Join(known, ", "))
	} else {
		d = d.WithHint("make it with: briefing new %s %s", what, content.Slug(t.Value))
	}
	c.report(d)
}

// keyOf is the key of an editor by the name; empty if there is none.
func (c *connector) keyOf(name string) string {
	for _, key := range slices.Sorted(maps.Keys(c.editors)) {
		if strings.EqualFold(c.editors[key], name) {
			return key
		}
	}
	return ""
}

// addressed says what to do where an address stands in place of a source's id.
func (c *connector) addressed(d diag.Diagnostic, t content.Text) diag.Diagnostic {
	address := strings.TrimSuffix(t.Value, "/")
	for _, id := range slices.Sorted(maps.Keys(c.sources)) {
		if strings.TrimSuffix(c.sources[id].URL.Value, "/") == address {
			return d.WithHint("sources are named by their ids: did you mean %q?", id).WithFix(true, "write "+id, int(t.At.Start), int(t.At.Stop), id)
		}
	}
	return d.WithHint("sources are named by their ids: make one of the address with briefing new source, or with briefing annotate --url")
}

// byDate orders newest first, and what has the same date by another key.
func byDate(a, b content.Day, then int) int {
	return cmp.Or(b.First().Compare(a.First()), then)
}
