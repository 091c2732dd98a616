package graph

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"briefing/generator/content"
)

// Source is a document on the site.
type Source struct {
	*content.Source
	Path    string
	By      []Party   // its authors
	Origins []*Source // what it rests on or is a copy of
	Resting []*Source // what rests on it or is a copy of it
	Uses    []*Evidence
	Voices  []*Voice // words that are quoted from it
	reached bool
}

// Place returns where the source came out: its publisher, else the journal,
// paper or site it stands in.
func (s *Source) Issuer() string {
	if s.Publisher.IsSet() {
		return s.Publisher.Value
	}
	return s.Container.Value
}

// At returns the extracts at a place; without a place those that have none.
func (s *Source) At(place content.Text) []content.Extract {
	var at []content.Extract
	for _, e := range s.Extracts {
		if content.SamePlace(e.Place.Value, place.Value) {
			at = append(at, e)
		}
	}
	return at
}

// IsCopyOf reports whether the source says that it is the text of another.
func (s *Source) IsCopyOf(o *Source) bool {
	return slices.ContainsFunc(s.CopyOf, func(t content.Text) bool { return t.Value == o.ID })
}

// Annotations returns the annotations that use the source, each once.
func (s *Source) Annotations() []*Annotation {
	var all []*Annotation
	for _, v := range s.Voices {
		all = appendNew(all, v.Annotation)
	}
	for _, e := range s.Uses {
		all = appendNew(all, e.Annotation)
	}
	return all
}

func (c *connector) connectSource(s *Source) {
	s.Path = "sources/" + s.ID + ".html"
	c.unnamed(&s.Head, s.Unnamed)
	for _, t := range s.Authors {
		p := c.party(t)
		s.By = append(s.By, p)
		if p.Expert != nil {
			p.Expert.Sources = append(p.Expert.Sources, s)
		}
	}
	for _, t := range slices.Concat(s.BasedOn, s.CopyOf) {
		if origin := c.source(&s.Head, t); origin != nil && origin != s {
			s.Origins = appendNew(s.Origins, origin)
			origin.Resting = append(origin.Resting, s)
		}
	}
}

// roots returns the ends of everything that a source rests on: itself if it
// rests on nothing. A circle ends where it was entered.
func (s *Source) roots() []*Source {
	var roots []*Source
	seen := map[*Source]bool{}
	var follow func(*Source)
	follow = func(s *Source) {
		if seen[s] {
			return
		}
		seen[s] = true
		if len(s.Origins) == 0 {
			roots = append(roots, s)
		}
		for _, o := range s.Origins {
			follow(o)
		}
	}
	follow(s)
	if len(roots) == 0 {
		for r := range seen {
			roots = append(roots, r)
		}
	}
	return roots
}

// byTitle orders sources as a reader looks them up.
func byTitle(a, b *Source) int {
	return cmp.Or(strings.Compare(sortKey(a.Title.Value), sortKey(b.Title.Value)), strings.Compare(a.ID, b.ID))
}

// Letter is the one under which the source is listed; see [letter].
func (s *Source) Letter() string { return letter(s.Title.Value) }

// letter is the first one of what is sorted, in upper case; "0–9" for every digit.
func letter(s string) string {
	for _, first := range sortKey(s) {
		if unicode.IsDigit(first) {
			return "0–9"
		}
		return strings.ToUpper(string(first))
	}
	return ""
}

// sortKey folds case and drops what stands before the first letter or digit.
func sortKey(s string) string {
	s = strings.ToLower(s)
	return strings.TrimLeft(s, "“”‘’«»\"'([ ")
}
