package place

import (
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/markdown"
)

// Sentences returns the sentences of an article: no headings, code or table cells.
// Editors know them by their number, from 1 in this order.
func Sentences(b *content.Briefing) []anchor.Range { return sentences(b, b.Body.Text()) }

// sentences is [Sentences] of a body whose text is given.
func sentences(b *content.Briefing, text string) []anchor.Range {
	var all []anchor.Range
	for _, block := range b.Body.Blocks() {
		if block.Kind != markdown.Paragraph {
			continue
		}
		for _, s := range anchor.Sentences(text[block.Start:block.Stop]) {
			all = append(all, anchor.Range{Start: block.Start + s.Start, Stop: block.Start + s.Stop})
		}
	}
	return all
}

// sentenceOf returns the sentence of a text that holds a range, on one line.
func sentenceOf(text string, r anchor.Range) string {
	start := strings.LastIndex(text[:r.Start], "\n\n") + 1
	stop := len(text)
	if i := strings.Index(text[r.Stop:], "\n\n"); i >= 0 {
		stop = r.Stop + i
	}
	for _, s := range anchor.Sentences(text[start:stop]) {
		if start+s.Start <= r.Start && r.Start < start+s.Stop {
			return strings.Join(strings.Fields(text[start+s.Start:start+s.Stop]), " ")
		}
	}
	return strings.Join(strings.Fields(text[start:stop]), " ")
}
