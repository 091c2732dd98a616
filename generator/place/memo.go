package place

import (
	"slices"
	"sync"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/parallel"
)

// Memo places again and again, for a preview: a briefing that is the same value as
// before, by its pointer, is not placed again, unless articles may mention something
// else. It may be used by several goroutines.
type Memo struct {
	known Past

	mu     sync.Mutex
	lib    *content.Library // that the names are of
	names  *names
	placed map[*content.Briefing]placed
}

// placed is what became of a briefing.
type placed struct {
	names   *names
	article Article
	list    diag.List
}

// NewMemo remembers nothing yet. What is known of earlier versions must not change;
// make another Memo when it does.
func NewMemo(known Past) *Memo { return &Memo{known: known, placed: map[*content.Briefing]placed{}} }

// All is the function [All] with what did not change taken over. What the library
// has not is forgotten.
func (m *Memo) All(lib *content.Library) ([]Article, diag.List) {
	articles, list := m.Some(lib, lib.Briefings)
	is := make(map[*content.Briefing]bool, len(lib.Briefings))
	for _, b := range lib.Briefings {
		is[b] = true
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for b := range m.placed {
		if !is[b] {
			delete(m.placed, b)
		}
	}
	return articles, list
}

// Some places briefings. The library is asked for experts and countries only.
func (m *Memo) Some(lib *content.Library, briefings []*content.Briefing) ([]Article, diag.List) {
	names := m.namesOf(lib)
	articles, faults := make([]Article, len(briefings)), make([]diag.List, len(briefings))
	parallel.Each(len(articles), func(i int) { articles[i], faults[i] = m.one(briefings[i], names) })
	return articles, slices.Concat(append(faults, names.faults)...)
}

func (m *Memo) one(b *content.Briefing, names *names) (Article, diag.List) {
	m.mu.Lock()
	p, isKnown := m.placed[b]
	m.mu.Unlock()
	if isKnown && p.names == names {
		return p.article, p.list
	}
	p = placed{names: names}
	p.article, p.list = one(b, names, m.known)
	m.mu.Lock()
	m.placed[b] = p
	m.mu.Unlock()
	return p.article, p.list
}

// namesOf returns what articles may mention: those before, if nothing that they are
// made of changed.
func (m *Memo) namesOf(lib *content.Library) *names {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.names == nil || !sameNames(m.lib, lib) {
		m.names = newNames(lib)
	}
	m.lib = lib
	return m.names
}

// sameNames reports whether articles mention the same in two libraries.
func sameNames(a, b *content.Library) bool {
	if a == b {
		return true
	}
	return a.Site.Detect == b.Site.Detect &&
		slices.EqualFunc(a.Experts, b.Experts, SameNames) &&
		slices.EqualFunc(a.Countries, b.Countries, func(x, y *content.Country) bool {
			return x == y || x.ID == y.ID && sameWords(x.Aliases, y.Aliases) && sameDetection(x.Detect, y.Detect)
		})
}

// SameNames reports whether articles mention two versions of an expert's file in the
// same places.
func SameNames(x, y *content.Expert) bool {
	return x == y || x.ID == y.ID && x.Name.Value == y.Name.Value && sameWords(x.Aliases, y.Aliases) && sameDetection(x.Detect, y.Detect)
}

func sameDetection(a, b content.Detection) bool { return a.Off == b.Off && sameWords(a.Not, b.Not) }

func sameWords(a, b []content.Text) bool {
	return slices.EqualFunc(a, b, func(x, y content.Text) bool { return x.Value == y.Value })
}
