package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

func heading(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	level := min(max(n.(*ast.Heading).Level, w.o.MinHeading), 6)
	name := "h" + strconv.Itoa(level)
	if !entering {
		w.end()
		w.headings[len(w.headings)-1].Stop = len(w.seen)
		w.tag("</", name, ">\n")
		return ast.WalkContinue
	}
	id := w.id(plain(n, w.src))
	w.tag("<", name, ` id="`, escape(id), `">`)
	w.begin(Title)
	w.headings = append(w.headings, Heading{Range{len(w.seen), len(w.seen)}, level, id})
	return ast.WalkContinue
}

func paragraph(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.tag("<p>")
		w.begin(Paragraph)
		return ast.WalkContinue
	}
	w.end()
	w.tag("</p>\n")
	return ast.WalkContinue
}

// textBlock is a paragraph of a tight list item.
func textBlock(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.begin(Paragraph)
		return ast.WalkContinue
	}
	w.end()
	if n.NextSibling() != nil {
		w.tag("\n")
	}
	return ast.WalkContinue
}

func blockquote(w *recorder, _ ast.Node, entering bool) ast.WalkStatus {
	return pair(w, entering, "<blockquote>\n", "</blockquote>\n")
}

// pair renders a block that only has a start and an end.
func pair(w *recorder, entering bool, start, end string) ast.WalkStatus {
	if entering {
		w.tag(start)
	} else {
		w.tag(end)
	}
	return ast.WalkContinue
}

func list(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	l := n.(*ast.List)
	switch {
	case !l.IsOrdered():
		return pair(w, entering, "<ul>\n", "</ul>\n")
	case l.Start != 1:
		return pair(w, entering, `<ol start="`+strconv.Itoa(l.Start)+"\">\n", "</ol>\n")
	}
	return pair(w, entering, "<ol>\n", "</ol>\n")
}

func listItem(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if first := n.FirstChild(); entering && first != nil && first.Kind() != ast.KindTextBlock {
		return pair(w, entering, "<li>\n", "")
	}
	return pair(w, entering, "<li>", "</li>\n")
}

func rule(w *recorder, _ ast.Node, entering bool) ast.WalkStatus {
	return pair(w, entering, "<hr>\n", "")
}

// htmlBlock shows raw HTML as text; comments are dropped.
func htmlBlock(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	block := n.(*ast.HTMLBlock)
	if !entering || block.HTMLBlockType == ast.HTMLBlockType2 {
		return ast.WalkContinue
	}
	lines := block.Lines()
	if lines.Len() == 0 {
		return ast.WalkContinue
	}
	start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	w.fault(start, stop, "raw HTML is not published as HTML, but shown as text")
	w.tag("<p>")
	w.begin(Paragraph)
	for i := range lines.Len() {
		line := lines.At(i)
		w.literal(line.Value(w.src), int32(line.Start))
	}
	w.end()
	w.tag("</p>\n")
	return ast.WalkContinue
}

func table(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.table = Table{Range: Range{Start: len(w.blocks)}}
		return pair(w, entering, "<table>\n", "")
	}
	if first := w.table.Start; first < len(w.blocks) {
		w.table.Range = Range{w.blocks[first].Start, w.blocks[len(w.blocks)-1].Stop}
		w.tables = append(w.tables, w.table)
	}
	if n.ChildCount() > 1 {
		w.tag("</tbody>\n")
	}
	w.tag("</table>\n")
	return ast.WalkContinue
}

func tableHead(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	pair(w, entering, "<thead>\n<tr>", "</tr>\n</thead>\n")
	if !entering && n.NextSibling() != nil {
		w.tag("<tbody>\n")
	}
	return ast.WalkContinue
}

func tableRow(w *recorder, _ ast.Node, entering bool) ast.WalkStatus {
	return pair(w, entering, "<tr>", "</tr>\n")
}

func tableCell(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	cell := n.(*east.TableCell)
	name := "td"
	if cell.Parent().Kind() == east.KindTableHeader {
		name = "th"
	}
	if !entering {
		if first := w.blocks[len(w.blocks)-1].Start; name == "th" {
			w.table.Columns++
			if first < len(w.seen) {
				w.table.Named++
			}
		}
		w.end()
		w.tag("</", name, ">")
		return ast.WalkContinue
	}
	w.tag("<", name)
	if name == "th" {
		w.tag(` scope="col"`)
	}
	if cell.Alignment != east.AlignNone {
		w.tag(` class="align-`, cell.Alignment.String(), `"`)
	}
	w.tag(">")
	w.begin(Cell)
	return ast.WalkContinue
}

func footnotes(w *recorder, _ ast.Node, entering bool) ast.WalkStatus {
	return pair(w, entering, "<section class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n", "</ol>\n</section>\n")
}

func footnote(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	number := strconv.Itoa(n.(*east.Footnote).Index)
	return pair(w, entering, `<li id="`+escape(w.o.IDPrefix)+"fn-"+number+"\">\n", "</li>\n")
}

func footnoteLink(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		l := n.(*east.FootnoteLink)
		prefix, number := escape(w.o.IDPrefix), strconv.Itoa(l.Index)
		w.tag(`<sup id="`, prefix, "fnref-", number, again(l.RefIndex), `"><a href="#`, prefix, "fn-", number,
			`" class="footnote-ref" role="doc-noteref">`, number, "</a></sup>")
	}
	return ast.WalkContinue
}

func footnoteBack(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		l := n.(*east.FootnoteBacklink)
		w.tag(` <a href="#`, escape(w.o.IDPrefix), "fnref-", strconv.Itoa(l.Index), again(l.RefIndex),
			`" class="footnote-back" role="doc-backlink" aria-label="Back to the text">↩</a>`)
	}
	return ast.WalkContinue
}

// again tells the second and later references to a footnote apart.
func again(index int) string {
	if index == 0 {
		return ""
	}
	return "-" + strconv.Itoa(index+1)
}

// plain returns the text of a node for an attribute.
func plain(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			inner := &recorder{src: src}
			inner.inline(t.Segment.Value(src), 0)
			b.Write(inner.seen)
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
