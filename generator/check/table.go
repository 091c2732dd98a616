package check

import (
	"strings"
	"unicode"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/markdown"
)

func tableHeadless(d *desk, report reporter) {
	for _, t := range d.texts {
		for _, table := range t.doc.Tables() {
			if table.Named < table.Columns-1 || table.Named == 0 {
				report(t.head, t.at(t.doc.Source(table.Start), t.doc.Source(table.Stop-1)+1), "%d of %d columns of the table have no heading", table.Columns-table.Named, table.Columns).
					Hint = "name the columns in the first line of the table"
			}
		}
	}
}

// tableBare looks at tables with figures. A source may be linked in the table or in
// the paragraph before or behind it, or be named there with the word Source.
func tableBare(a *article, report reporter) {
	for _, table := range a.Body.Tables() {
		r := anchor.Range{Start: table.Start, Stop: table.Stop}
		words := a.text[r.Start:r.Stop]
		if strings.IndexFunc(words, unicode.IsDigit) < 0 || a.isTouched(r) || a.isSourced(r) {
			continue
		}
		report(&a.Head, a.at(anchor.Range{Start: r.Start, Stop: r.Start + max(1, strings.IndexByte(words+"\n", '\n'))}), "the table has figures, and neither a source nor an annotation").
			Hint = "annotate a cell, or name the source below the table: Source: [title](address)"
	}
}

// isSourced reports whether a source stands in a range, or in the block before or
// behind it.
func (a *article) isSourced(r anchor.Range) bool {
	for _, b := range a.Body.Blocks() {
		switch {
		case b.Stop <= r.Start && b.Kind == markdown.Paragraph && r.Start-b.Stop <= 2, b.Start >= r.Stop && b.Kind == markdown.Paragraph && b.Start-r.Stop <= 2:
			if strings.HasPrefix(strings.TrimLeft(a.text[b.Start:b.Stop], "( "), "Source") || a.isTouched(anchor.Range{Start: b.Start, Stop: b.Stop}) {
				return true
			}
			r = anchor.Range{Start: min(r.Start, b.Start), Stop: max(r.Stop, b.Stop)}
		}
	}
	place := content.At{Start: int32(a.Body.Source(r.Start)), Stop: int32(a.Body.Source(r.Stop-1) + 1)}
	for _, l := range a.Body.Links() {
		if !l.IsImage && int(place.Start) <= l.Start && l.Start <= int(place.Stop) {
			return true
		}
	}
	return false
}
