package docx

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"briefing/generator/markdown"
)

// reader turns the tree of a document into Markdown.
type reader struct {
	parts     *parts
	folder    string // of the main part
	relations map[string]relation
	looks     map[string]look
	lists     lists
	notes     map[string]note // footnotes and endnotes by kind and id

	out      strings.Builder // Markdown
	plain    strings.Builder
	last     string // kind of the last block
	marks    []int  // widths of the marks of the lists that are open
	title    string
	authors  []string
	noted    []note // those that the text refers to
	pictures []Picture
	places   map[string]*place // of comments
	order    []string          // ids of comments as they come in the text
}

// note is a footnote or endnote, with the part that it stands in.
type note struct {
	tree *node
	part string
}

// place is where a comment stands in the plain text.
type place struct {
	start, stop int
	hasStop     bool
}

func newReader(p *parts, main string) *reader {
	folder := path.Dir(main)
	r := &reader{parts: p, folder: folder, relations: p.links(main), notes: map[string]note{}, places: map[string]*place{}}
	r.looks, r.lists = styles(p.optional(r.part("styles"))), numbering(p.optional(r.part("numbering")))
	for _, kind := range []string{"footnote", "endnote"} {
		part := r.part(kind + "s")
		if tree := p.optional(part); tree != nil {
			for _, n := range tree.children {
				r.notes[kind+n.attr("id")] = note{n, part}
			}
		}
	}
	return r
}

// part is the name of the part of a kind, such as comments: the one that the main part
// names, or that programs give it.
func (r *reader) part(kind string) string {
	for _, id := range slices.Sorted(maps.Keys(r.relations)) { // the first, if there are several
		if rel := r.relations[id]; !rel.isExternal && path.Base(rel.kind) == kind {
			return r.inArchive(rel.target)
		}
	}
	return r.folder + "/" + kind + ".xml"
}

// inArchive is the name of a part that a relation leads to.
func (r *reader) inArchive(target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(target, "/")
	}
	return path.Join(r.folder, target)
}

// inside is a reader of what stands in another part, which has links of its own.
func (r *reader) inside(part string) *reader {
	return &reader{parts: r.parts, folder: r.folder, relations: r.parts.links(part), looks: r.looks, lists: r.lists, places: map[string]*place{}}
}

// blocks writes paragraphs and tables. The indent stands before each of their lines.
func (r *reader) blocks(parent *node, indent string) {
	for _, n := range parent.children {
		switch n.name {
		case "p":
			r.paragraph(n, indent)
		case "tbl":
			r.table(n, indent)
		case "sdt":
			if c := n.child("sdtContent"); c != nil {
				r.blocks(c, indent)
			}
		case "customXml", "ins", "moveTo", "smartTag":
			r.blocks(n, indent)
		case "AlternateContent":
			if c := n.child("Choice"); c != nil {
				r.blocks(c, indent)
			}
		case "commentRangeStart", "commentRangeEnd":
			r.mark(n, r.plain.Len())
		}
	}
}

// mark remembers where the words of a comment begin or end.
func (r *reader) mark(n *node, at int) {
	id := n.attr("id")
	p := r.places[id]
	if p == nil {
		p = &place{start: at, stop: at}
		r.places[id] = p
		r.order = append(r.order, id)
	}
	switch {
	case n.name == "commentRangeEnd":
		p.stop, p.hasStop = at, true
	case n.name == "commentReference" && !p.hasStop:
		p.stop = at
	}
}

func (r *reader) paragraph(n *node, indent string) {
	props := n.child("pPr")
	l := r.looks[props.child("pStyle").attr("val")]
	if level := props.child("outlineLvl"); level != nil && l.kind == "" {
		if n, err := strconv.Atoi(level.attr("val")); err == nil && n < 9 {
			l.kind, l.level = "heading", n+1
		}
	}
	num := props.child("numPr")
	if num == nil {
		num = l.num
	}
	if r.plain.Len() > 0 {
		r.plain.WriteString("\n\n") // taken back if the paragraph is empty
	}
	start := r.plain.Len()
	spans := r.inline(n, span{}, nil)
	r.inTheEnd(n, indent)
	if strings.TrimSpace(r.plain.String()[start:]) == "" && !hasMark(spans) {
		r.shorten(max(0, start-2))
		return
	}
	if words := strings.TrimSpace(r.plain.String()[start:]); r.out.Len() == 0 && r.heads(l.kind, words) {
		r.shorten(max(0, start-2))
		return
	}
	id := num.child("numId").attr("val")
	switch {
	case l.kind == "code":
		r.block(indent, "    "+strings.ReplaceAll(r.plain.String()[start:], "\n", "\n"+indent+"    "), "code")
	case l.kind == "heading":
		r.block(indent, strings.Repeat("#", min(l.level, 6))+" "+strings.ReplaceAll(render(spans), "\\\n", " "), "")
	case id != "" && id != "0":
		r.item(num, id, indent, spans)
	case l.kind == "quote":
		r.block(indent, "> "+strings.ReplaceAll(lines(render(spans)), "\n", "\n"+indent+"> "), "quote")
	default:
		r.block(indent, lines(render(spans)), "")
	}
}

// heads takes a paragraph above the text for the title or the author.
func (r *reader) heads(kind, words string) bool {
	switch {
	case kind == "title" && r.title == "":
		r.title = words
	case kind == "author":
		r.authors = append(r.authors, words)
	default:
		return false
	}
	return true
}

// inTheEnd reads the paragraphs of text boxes that are anchored in a paragraph.
func (r *reader) inTheEnd(n *node, indent string) {
	for _, c := range n.children {
		switch c.name {
		case "txbxContent":
			r.blocks(c, indent)
		case "Fallback", "p", "tbl":
		default:
			r.inTheEnd(c, indent)
		}
	}
}

// shorten takes back the end of the plain text.
func (r *reader) shorten(to int) {
	text := r.plain.String()[:to]
	r.plain.Reset()
	r.plain.WriteString(text)
	for _, p := range r.places {
		p.start, p.stop = min(p.start, to), min(p.stop, to)
	}
}

// hasMark reports whether something is shown that is no text.
func hasMark(spans []span) bool {
	return slices.ContainsFunc(spans, func(s span) bool { return s.raw != "" })
}

func lines(text string) string { return markdown.EscapeStart(text) }

// block writes a block of Markdown behind the one before. Blocks of the same kind that
// may not be parted stand in lines behind each other.
func (r *reader) block(indent, text, kind string) {
	switch {
	case r.out.Len() == 0:
	case kind == "code" && r.last == "code":
		r.out.WriteString("\n")
	case kind == "quote" && r.last == "quote":
		r.out.WriteString("\n" + indent + ">\n")
	case kind == "item" && r.last == "item":
		r.out.WriteString("\n")
	default:
		r.out.WriteString("\n\n")
	}
	r.out.WriteString(indent + text)
	r.last = kind
}

// deepestList is the greatest level of a list that is kept.
const deepestList = 8

// item writes an entry of a list, below the words of the entry that it belongs to.
func (r *reader) item(num *node, id, indent string, spans []span) {
	level := num.child("ilvl").attr("val")
	if level == "" {
		level = "0"
	}
	depth, err := strconv.Atoi(level)
	if err != nil || r.last != "item" {
		depth = 0
	}
	mark := "- "
	if r.lists[[2]string{id, level}] {
		mark = "1. "
	}
	depth = max(0, min(depth, len(r.marks), deepestList))
	r.marks = append(r.marks[:depth], len(mark))
	for _, width := range r.marks[:depth] {
		indent += strings.Repeat(" ", width)
	}
	r.block(indent, mark+lines(strings.ReplaceAll(render(spans), "\\\n", " ")), "item")
}

// table writes a table with the first row as its head.
func (r *reader) table(n *node, indent string) {
	var rows [][]string
	for _, row := range n.children {
		if row.name != "tr" {
			continue
		}
		var cells []string
		for _, c := range row.children {
			if c.name == "sdt" {
				c = c.at("sdtContent", "tc")
			}
			if c != nil && c.name == "tc" {
				cells = append(cells, r.cell(c))
			}
		}
		rows = append(rows, cells)
	}
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	if width == 0 {
		return
	}
	var b strings.Builder
	for i, row := range rows {
		row = append(row, make([]string, width-len(row))...)
		b.WriteString(indent + "| " + strings.Join(row, " | ") + " |\n")
		if i == 0 {
			b.WriteString(indent + "|" + strings.Repeat(" --- |", width) + "\n")
		}
	}
	r.block(indent, strings.TrimPrefix(strings.TrimSuffix(b.String(), "\n"), indent), "table")
}

// cell is the text of a cell on one line.
func (r *reader) cell(n *node) string {
	var words []string
	for _, p := range n.children {
		switch p.name {
		case "p":
			if r.plain.Len() > 0 {
				r.plain.WriteString("\n\n")
			}
			words = append(words, strings.ReplaceAll(render(r.inline(p, span{}, nil)), "\\\n", " "))
		case "tbl": // a table inside of a table: its words in order
			for _, row := range p.children {
				for _, c := range row.children {
					if c.name == "tc" {
						words = append(words, r.cell(c))
					}
				}
			}
		}
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// document is what was read.
func (r *reader) document() *Document {
	d := &Document{Title: r.title, Authors: r.authors, Plain: r.plain.String(), Pictures: r.pictures}
	for i, n := range r.noted {
		inner := r.inside(n.part)
		inner.blocks(n.tree, "    ")
		text := strings.TrimSpace(inner.out.String())
		fmt.Fprintf(&r.out, "\n\n[^%d]: %s", i+1, text)
	}
	d.Markdown = r.out.String() + "\n"
	if core := r.parts.optional("docProps/core.xml"); core != nil {
		if t := strings.TrimSpace(core.child("title").content()); t != "" && d.Title == "" {
			d.Title = t
		}
		if creator := strings.TrimSpace(core.child("creator").content()); creator != "" && len(d.Authors) == 0 {
			d.Authors = []string{creator}
		}
		if c := core.child("created").content(); len(c) >= 10 {
			d.Created = c[:10]
		}
	}
	d.Comments = r.comments()
	return d
}

// content is the text of an element; empty for none.
func (n *node) content() string {
	if n == nil {
		return ""
	}
	return n.text
}
