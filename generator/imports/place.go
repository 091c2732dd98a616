package imports

import (
	"fmt"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/foreign"
	"briefing/generator/place"
)

// placed says where a note stands in an article.
type placed struct {
	ok       bool
	passages []string // as YAML
	why      []string // why it could not be placed, and what is nearest
}

func textOf(b *content.Briefing) *anchor.Text { return place.Text(b) }

// find places the words of a note. All of them must stand in the article as they were
// quoted: words that are only like them are named and left to the editor, since a note on
// the wrong words is worse than none.
func (p *planner) find(t *target, n foreign.Note) placed {
	if n.Lost != "" {
		return placed{why: []string{n.Lost}}
	}
	at := placed{ok: true}
	for _, q := range n.Quotes {
		r, why := locate(t, q)
		if why != nil {
			at.ok, at.why = false, append(at.why, why...)
			continue
		}
		for _, piece := range place.Pieces(t.Briefing, r) {
			at.passages = append(at.passages, draft.Passage(t.text, piece))
		}
	}
	if !at.ok {
		at.passages = nil
		for _, q := range n.Quotes {
			at.passages = append(at.passages, draft.Words(q.Exact))
		}
	}
	return at
}

// locate returns the one place of words in an article, or why there is none.
func locate(t *target, q foreign.Quote) (anchor.Range, []string) {
	found := t.text.Find(anchor.Pattern{Exact: q.Exact, Prefix: q.Prefix, Suffix: q.Suffix})
	if len(found.Found) != 1 {
		found = t.text.Find(anchor.Pattern{Exact: q.Exact})
	}
	if len(found.Found) == 1 {
		return found.Found[0], nil
	}
	if r, ok := t.letters.find(q); ok {
		return r, nil
	}
	if len(found.Found) == 0 {
		return anchor.Range{}, missing(t, found.Near)
	}
	why := []string{fmt.Sprintf("these words stand in the article %d times", len(found.Found))}
	for _, c := range found.Near[:min(3, len(found.Near))] {
		why = append(why, "quote: "+draft.Words(c.Quote))
	}
	return anchor.Range{}, why
}

// missing says that words are not in the article, and what is nearest.
func missing(t *target, near []anchor.Candidate) []string {
	why := []string{"these words are not in the article"}
	if len(near) == 0 {
		return why
	}
	why = append(why, strings.Split(place.Nearest(t.Briefing, near[:1]), "\n")...)
	if len(near[0].Risk) == 0 {
		why = append(why, "quote: "+draft.Words(near[0].Quote))
	}
	return why
}
