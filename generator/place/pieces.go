package place

import (
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/markdown"
)

// Pieces cuts a range of an article so that no piece crosses a heading, a cell or
// code: passages may not. It is one piece where the range lies in paragraphs. The
// pieces are in order, without white space at their ends and without what lies in
// no block.
func Pieces(b *content.Briefing, r anchor.Range) []anchor.Range {
	var pieces []anchor.Range
	isWhole := true
	text := b.Body.Text()
	for _, block := range b.Body.Blocks() {
		p := anchor.Range{Start: max(r.Start, block.Start), Stop: min(r.Stop, block.Stop)}
		if p.Start >= p.Stop || strings.TrimSpace(text[p.Start:p.Stop]) == "" {
			continue
		}
		words := text[p.Start:p.Stop]
		p.Start += len(words) - len(strings.TrimLeft(words, " \n\t"))
		p.Stop -= len(words) - len(strings.TrimRight(words, " \n\t"))
		pieces = append(pieces, p)
		isWhole = isWhole && block.Kind == markdown.Paragraph
	}
	if isWhole || len(pieces) < 2 {
		return []anchor.Range{r}
	}
	slices.SortFunc(pieces, func(x, y anchor.Range) int { return x.Start - y.Start })
	return pieces
}
