package imports

import (
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/foreign"
)

// shelf finds sources of the library by what names them elsewhere, too.
type shelf struct {
	origins, dois, addresses map[string]*content.Source
	titles                   map[string][]*content.Source
}

func newShelf(library *content.Library) shelf {
	s := shelf{map[string]*content.Source{}, map[string]*content.Source{}, map[string]*content.Source{}, map[string][]*content.Source{}}
	first := func(m map[string]*content.Source, key string, c *content.Source) {
		if key != "" && m[key] == nil {
			m[key] = c
		}
	}
	for _, c := range library.Sources {
		if c.Origin != nil {
			first(s.origins, c.Origin.ID.Value, c)
		}
		first(s.dois, strings.ToLower(c.DOI.Value), c)
		first(s.addresses, bareAddress(c.URL.Value), c)
		title := foldedTitle(c.Title.Value)
		s.titles[title] = append(s.titles[title], c)
	}
	return s
}

// same returns the source that a foreign one is: by its origin, else by DOI, by address,
// or by its title with the ISBN or the year; nil if it is not here.
func (s shelf) same(f foreign.Source) *content.Source {
	for _, c := range []*content.Source{s.origins[f.Origin.ID], s.dois[strings.ToLower(f.DOI)], s.at(f.URL)} {
		if c != nil {
			return c
		}
	}
	for _, c := range s.titles[foldedTitle(f.Title)] {
		isBook, isYear := f.ISBN != "" && c.ISBN.Value == f.ISBN, f.Issued.From[0] != 0 && int(c.Date.From.Year) == f.Issued.From[0]
		if f.Title != "" && (isBook || isYear) {
			return c
		}
	}
	return nil
}

// at is the source at an address; nil if there is none.
func (s shelf) at(address string) *content.Source { return s.addresses[bareAddress(address)] }

// within is the source whose address a text begins with, in which brackets and marks of
// the sentence may stand behind it; nil if there is none. An address has at most 2,000
// bytes.
func (s shelf) within(text string) *content.Source {
	for text = text[:min(len(text), 2000)]; ; {
		text = strings.TrimRight(text, ".,;:!?*_`")
		if c := s.at(text); c != nil {
			return c
		}
		i := strings.LastIndexByte(text, ')')
		if i < 0 {
			return nil
		}
		text = text[:i]
	}
}

// titled is the one source of a title; nil if there is none, or several.
func (s shelf) titled(title string) *content.Source {
	if all := s.titles[foldedTitle(title)]; len(all) == 1 && title != "" {
		return all[0]
	}
	return nil
}

func foldedTitle(s string) string { return strings.ToLower(anchor.Fold(s)) }

// bareAddress is an address without what servers mostly do not look at.
func bareAddress(s string) string {
	s, _, _ = strings.Cut(s, "#")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}
