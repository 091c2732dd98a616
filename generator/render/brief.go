package render

import (
	"slices"
	"strings"

	"briefing/generator/graph"
)

// citations are how the notes of a briefing name its sources. The first note that uses
// one gives title and address, as footnotes in a book do; in those that follow the short
// name stands, and the number of that note. So nothing is on the page, or on paper, twice.
type citations struct {
	names map[*graph.Source]string
	first map[*graph.Source]int // number of the note
}

func newCitations(b *graph.Briefing) *citations {
	c := &citations{make(map[*graph.Source]string, len(b.Sources)), make(map[*graph.Source]int, len(b.Sources))}
	holders := make(map[string]int, len(b.Sources))
	for _, s := range b.Sources {
		c.names[s] = shortName(s)
		holders[c.names[s]]++
	}
	for _, s := range b.Sources {
		if holders[c.names[s]] > 1 || byline(s) == "" {
			c.names[s] = titleAndDate(s)
		}
	}
	return c
}

// shortName is who speaks in a source, and when: "Border Notes, 13 August 2019".
func shortName(s *graph.Source) string { return joined(byline(s), when(s.Date).Words) }

// titleAndDate is the title of a source and its date.
func titleAndDate(s *graph.Source) string { return joined(s.Title.Value, when(s.Date).Words) }

// joined puts a comma between words that are there.
func joined(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), ", ")
}

// brief is the evidence of an annotation as its note shows it. It must be called in the
// order of the notes. An expert's words that stand for or against the claim do not stand
// again.
func (c *citations) brief(f *frame, a *graph.Annotation) EvidenceView {
	v := evidence(f, a)
	if v.Quote != nil {
		c.voice(v.Quote, a.Quote, a.N)
	}
	for _, side := range v.Sides {
		for i, e := range a.Stance(side.Key) {
			c.item(&side.Items[i], e.Of, a.N)
		}
	}
	for i, voice := range a.Voices {
		if w := v.Voices[i].Words; w != nil && v.hasWords(v.Voices[i].In.Href, w.Words) {
			v.Voices[i].Words, v.Voices[i].IsAbove, v.Voices[i].Date = nil, true, Time{}
			v.Voices[i].In.Text = c.names[voice.In]
			if strings.Contains(v.Voices[i].In.Text, voice.By.Name) { // it is plain which words
				v.Voices[i].In = Link{}
			}
		}
		c.voice(&v.Voices[i], voice, a.N)
	}
	return v
}

// item names a source of evidence.
func (c *citations) item(i *Item, s *graph.Source, n int) {
	i.Source.Text, i.Date = c.names[s], Time{}
	switch {
	case !c.isNew(s, n):
		i.URL, i.Before = "", c.before(s, n)
	case i.Source.Text != titleAndDate(s):
		i.Title = s.Title.Value
	}
}

// voice gives the address of where somebody spoke. The title stands there in any case.
func (c *citations) voice(v *VoiceView, of *graph.Voice, n int) {
	switch {
	case of.In == nil || v.IsAbove:
	case c.isNew(of.In, n):
		v.Document = address(of.In)
	default:
		v.Before = c.before(of.In, n)
	}
}

// before is the number of the first note to name a source, if it is before note n.
func (c *citations) before(s *graph.Source, n int) int {
	if c.first[s] < n {
		return c.first[s]
	}
	return 0
}

// isNew reports whether note n is the first to name a source here.
func (c *citations) isNew(s *graph.Source, n int) bool {
	if c.first[s] > 0 {
		return false
	}
	c.first[s] = n
	return true
}

// hasWords reports whether a side shows these words of the source with that address.
func (v EvidenceView) hasWords(href, words string) bool {
	return slices.ContainsFunc(v.Sides, func(s Side) bool {
		return slices.ContainsFunc(s.Items, func(i Item) bool {
			return i.Source.Href == href && slices.ContainsFunc(i.Extracts, func(x ExtractView) bool { return x.Words == words })
		})
	})
}
