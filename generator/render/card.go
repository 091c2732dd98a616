package render

import (
	"bytes"
	"slices"

	"briefing/generator/card"
	"briefing/generator/content"
	"briefing/generator/graph"
)

// Keep returns the bytes that were kept under a key, or makes them and keeps them.
// It may be called by several goroutines.
type Keep func(key string, make func() ([]byte, error)) ([]byte, error)

// Cards lists the pictures for links to briefings. Drawing one takes longer than
// rendering its briefing, so they are kept; a nil keep draws them each time.
func (r *Renderer) Cards(keep Keep) []Page {
	var pages []Page
	for _, b := range r.site.Briefings {
		if r.hasCard(b) {
			pages = append(pages, Page{cardPath(b), func(out *bytes.Buffer) error { return r.card(out, b, keep) }})
		}
	}
	return pages
}

func (r *Renderer) card(out *bytes.Buffer, b *graph.Briefing, keep Keep) error {
	c := card.Card{Site: r.site.Settings.Title.Value, Title: b.Title.Value}
	for _, count := range r.labels.tally(b.Annotations, func(graph.Count) string { return "" }) {
		if slices.Contains(content.Assessments, count.Key) {
			c.Counts = append(c.Counts, card.Count{Standing: count.Key, Sign: count.Sign, N: count.N, Word: count.Word})
		}
	}
	draw := func() ([]byte, error) { return r.painter.Draw(c) }
	if keep == nil {
		keep = func(_ string, draw func() ([]byte, error)) ([]byte, error) { return draw() }
	}
	png, err := keep(c.Key(), draw)
	out.Write(png)
	return err
}

func cardPath(b *graph.Briefing) string { return "briefings/" + b.ID + "/card.png" }

// hasCard reports whether a briefing has a card: an address to link to it by, and
// words that the fonts know.
func (r *Renderer) hasCard(b *graph.Briefing) bool {
	s := r.site.Settings
	return s.Cards && s.URL != "" && r.painter.Knows(s.Title.Value+b.Title.Value)
}
