package render

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"briefing/generator/graph"
)

// BriefingSourcesView lists the sources of a briefing that has many.
type BriefingSourcesView struct {
	Frame
	Heading  string
	Briefing Link
	Sources  []SourceEntry
	Files    []Link // for reference managers
}

// SourceEntry is a source in the list of a briefing. The text of its link is who speaks,
// and when, as the notes name it; the title if that is not known.
type SourceEntry struct {
	Link
	Title    string // empty if the link has it
	Kind     string
	URL      string // of the document, if it answers
	Archived ArchivedView
	On       []Chip // notes that use it
}

func (r *Renderer) briefingSources(f *frame, p graph.Page) any {
	b := p.Subject.(*graph.Briefing)
	return BriefingSourcesView{
		Frame:   f.titled(shorten("Sources: "+b.Title.Value, 70), "The sources of: "+b.Title.Value),
		Heading: plural(len(b.Sources), "source"), Briefing: Link{b.Title.Value, f.href(b.Path)},
		Sources: r.sourceList(f, b, path.Base(b.Path)), Files: bibliographyLinks(f, sourcesOf(b)),
	}
}

// sourceList is the sources of a briefing by who speaks, then by date. notes is the
// address of the page with the notes; empty on that page.
func (r *Renderer) sourceList(f *frame, b *graph.Briefing, notes string) []SourceEntry {
	var all []SourceEntry
	for _, s := range sorted(b.Sources) {
		entry := SourceEntry{Link: Link{shortName(s), f.href(s.Path)}, Title: s.Title.Value, Kind: sourceType(s), URL: address(s), Archived: archived(s)}
		if byline(s) == "" {
			entry.Text, entry.Title = titleAndDate(s), ""
		}
		for _, a := range b.Annotations {
			if slices.Contains(a.Sources(), s) {
				chip := r.chip(a)
				chip.Href = notes + chip.Href
				entry.On = append(entry.On, chip)
			}
		}
		all = append(all, entry)
	}
	return all
}

func sorted(sources []*graph.Source) []*graph.Source {
	name := func(s *graph.Source) string { return strings.ToLower(cmp.Or(byline(s), s.Title.Value)) }
	return slices.SortedStableFunc(slices.Values(sources), func(a, b *graph.Source) int {
		return cmp.Or(cmp.Compare(name(a), name(b)), a.Date.From.First().Compare(b.Date.From.First()))
	})
}
