package lsp

import (
	"fmt"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// codeLenses are lines above the paragraphs of an article that count the annotations
// on them: "2 supported, 1 contradicted, 1 context".
func (s *server) codeLenses(p codeLensParams) []codeLens {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	lenses := []codeLens{}
	st, file, _ := s.at(positionParams{TextDocument: p.TextDocument})
	if file == nil {
		return lenses
	}
	for _, b := range st.site.Briefings {
		if b.File != file {
			continue
		}
		for _, block := range b.Body.Blocks() {
			if title := standings(b, block.Start, block.Stop); title != "" {
				start := b.BodyStart + b.Body.Source(block.Start)
				var l codeLens
				l.Range, l.Command.Title = s.units.span(file.Text(), start, start), title
				lenses = append(lenses, l)
			}
		}
	}
	return lenses
}

// standings counts the annotations whose passage begins in a part of an article's text,
// in the order in which standings are shown; empty if there are none.
func standings(b *graph.Briefing, start, stop int) string {
	counts := map[string]int{}
	for _, a := range b.Annotations {
		if len(a.Passages) > 0 && start <= a.Passages[0].Start && a.Passages[0].Start < stop {
			counts[a.Standing()]++
		}
	}
	var parts []string
	for _, standing := range slices.Concat(content.Assessments, content.Kinds) {
		if n := counts[standing]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, standing))
		}
	}
	return strings.Join(parts, ", ")
}
