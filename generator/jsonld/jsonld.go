// Package jsonld says what a site holds in linked data: in the words of schema.org
// (https://schema.org, 30.0) for search engines and reference managers, and as W3C Web
// Annotations (https://www.w3.org/TR/annotation-model/) for whoever works on with them.
//
// It is given a connected site and returns JSON. What an editor did not say is left
// out, and nothing is guessed: of a name without a file nobody said whether it is
// that of a person, so it has no type. Addresses are absolute if the site has one,
// else relative to the page. Whatever stands in a text, the JSON can stand inside of
// a script element.
//
// Claim, Quotation, CorrectionComment, archivedAt and positiveNotes are in the pending
// part of schema.org: legal, but they may change.
package jsonld

import (
	"regexp"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// Page returns the main entity that a page is about, at top level; nil if it is about
// none: it is an index, a later part of a list, or what it showed was withdrawn.
func Page(site *graph.Site, p graph.Page) []byte {
	w := newWriter(site, p.Path)
	if p.Part > 1 {
		return nil
	}
	var main object
	switch subject := p.Subject.(type) {
	case *graph.Briefing:
		switch {
		case p.Kind == graph.BriefingPage && !subject.IsWithdrawn():
			main = w.article(subject)
		case p.Kind == graph.BriefingSources:
			main = w.bibliography(subject)
		}
	case *graph.Annotation:
		if subject.N > 0 {
			main = w.note(subject)
		}
	case *graph.Expert:
		main = w.profile(subject)
	case *graph.Country:
		main = w.country(subject)
	case *graph.Source:
		main = w.document(subject)
	}
	switch p.Kind {
	case graph.HomePage:
		main = w.website()
	case graph.DataPage:
		main = w.data()
	}
	if main == nil {
		return nil
	}
	return append(object{{"@context", "https://schema.org"}}, main...).append(make([]byte, 0, 2<<10)) // as most are
}

// writer makes nodes for one page.
type writer struct {
	site *graph.Site
	root string // before a path of the site: its address, or the way from the page
}

func newWriter(site *graph.Site, page string) writer {
	root := site.Settings.URL
	if root == "" {
		root = strings.Repeat("../", strings.Count(page, "/"))
	}
	return writer{site, root}
}

// address is where a path of the site is.
func (w writer) address(path string) string {
	if w.site.Settings.URL == "" {
		return w.root + path
	}
	return w.root + strings.TrimSuffix(path, "index.html")
}

// node begins a node about something that is no page itself.
func (w writer) node(kind, path, what string) object {
	return object{{"@type", kind}, {"@id", w.address(path) + "#" + what}}
}

// party is a person or an organization, as far as that is known.
func (w writer) party(p graph.Party) object {
	s := w.site.Settings
	switch {
	case p.Name == "":
		return nil
	case p.Expert != nil:
		return w.node("Person", p.Expert.Path, "person").with("name", p.Name)
	case strings.EqualFold(p.Name, s.Publisher.Value):
		return w.publisher()
	}
	return object{{"name", p.Name}}
}

// editor is who signs for the site: a person, unless it is the publisher.
func (w writer) editor(p graph.Party) object {
	node := w.party(p)
	if node != nil && node[0].key == "name" {
		node = append(object{{"@type", "Person"}}, node...)
	}
	return node
}

func (w writer) parties(all []graph.Party, one func(graph.Party) object) []object {
	var nodes []object
	for _, p := range all {
		nodes = append(nodes, one(p))
	}
	return nodes
}

// publisher is that of the site; nil if it names none.
func (w writer) publisher() object {
	s := w.site.Settings
	if !s.Publisher.IsSet() {
		return nil
	}
	return object{{"@type", "Organization"}, {"name", s.Publisher.Value}}.with("url", s.URL)
}

var (
	creativeCommons = regexp.MustCompile(`^CC-([A-Z]+(?:-[A-Z]+)*)-(\d\.\d)$`)
	licenseName     = regexp.MustCompile(`^[A-Za-z0-9.+-]+$`)
)

// License is the address of a license that is named as SPDX names it (CC-BY-4.0), or
// given by its address; empty for anything else.
func License(name content.Text) string {
	switch cc := creativeCommons.FindStringSubmatch(name.Value); {
	case cc != nil:
		return "https://creativecommons.org/licenses/" + strings.ToLower(cc[1]) + "/" + cc[2] + "/"
	case name.Value == "CC0-1.0":
		return "https://creativecommons.org/publicdomain/zero/1.0/"
	case strings.HasPrefix(name.Value, "https://"), strings.HasPrefix(name.Value, "http://"):
		return name.Value
	case licenseName.MatchString(name.Value):
		return "https://spdx.org/licenses/" + name.Value + ".html"
	}
	return ""
}
