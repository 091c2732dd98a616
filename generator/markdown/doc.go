// Package markdown is the only door to goldmark and chroma.
//
// [Parse] turns Markdown into a [Doc]: the text as a reader sees it, the HTML,
// and the map between them and the source. The syntax tree is not kept, since it
// is many times its source; a Doc is immutable and small enough to keep
// thousands.
//
// [Doc.Mark] puts mark elements around ranges of the text. Marks are spliced into
// the finished HTML at places known from its making, so they never change the
// text: without them the HTML is what [Doc.HTML] returns, byte for byte.
//
// Authors' text is not trusted: raw HTML is shown as text, and addresses are
// http, https, mailto or relative. What was refused is listed by [Doc.Faults].
package markdown

import (
	"html"
	"sort"
	"strings"
)

// HTML is safe to publish as it stands. Only this package makes it.
type HTML string

// Options say what differs between the places where a text is shown.
type Options struct {
	IDPrefix   string                   // put before ids, so that several texts can share a page
	MinHeading int                      // least level of a heading, from 1 to 6; 0 is 1
	Link       func(dest string) string // turns a relative address into one of the site; nil leaves it
}

// Doc is a parsed text. Offsets are bytes from 0, ranges half-open.
type Doc struct {
	html     string
	runs     []run
	tags     []tag
	blocks   []Block
	headings []Heading
	links    []Link
	tables   []Table
	faults   []Fault
}

// Range is a part of the text.
type Range struct{ Start, Stop int }

// BlockKind is what a block is for a reader.
type BlockKind uint8

const (
	Paragraph BlockKind = iota // also of a list item or a quotation
	Title                      // a heading
	CodeBlock
	Cell // of a table
)

// Block is a stretch of text without block structure inside.
type Block struct {
	Range
	Kind BlockKind
}

// Heading is a heading of the text.
type Heading struct {
	Range
	Level int // as published, from 1 to 6
	ID    string
}

// Link is a link or picture as its author wrote it.
type Link struct {
	Dest        string
	Words       string // of the link, or the alternative text
	Title       string // what stands in quotation marks behind the address; empty if nothing
	IsImage     bool
	Start, Stop int // where it stands in the source
}

// Table is a table of the text, from its first cell with words to its last.
type Table struct {
	Range
	Columns int // from 1
	Named   int // columns with a heading
}

// Fault is something that is not published as it was written.
type Fault struct {
	Start, Stop int // where it stands in the source
	Message     string
}

// run maps a stretch of text to HTML and source. If n and html length are the
// same the bytes correspond one by one, else the run is one character that is
// written in another way.
type run struct {
	text, html, src int32 // where it begins
	n, hn           int32 // length in the text and in the HTML
	isAtom          bool  // inside a link or code: nothing may be linked here
}

// tag is a tag of an inline element in the HTML.
type tag struct {
	start, stop int32
	partner     int32 // index of the other tag of the element
	isOpen      bool
	isAtom      bool // a link or code
}

// Text returns the text as a reader sees it: without marks, addresses and
// footnote numbers, entities decoded, code included. Blocks are separated by an
// empty line, lines of a block by "\n".
//
// It is put together from the HTML at each call, so that it takes no memory
// between calls: ask once.
func (d *Doc) Text() string {
	if len(d.runs) == 1 && d.runs[0].n == d.runs[0].hn {
		return d.html[d.runs[0].html:][:d.runs[0].n]
	}
	var b strings.Builder
	b.Grow(d.size())
	for _, r := range d.runs {
		if b.Len() < int(r.text) {
			b.WriteString(blockGap)
		}
		b.WriteString(d.decoded(r))
	}
	return b.String()
}

// blockGap stands between two blocks of the text.
const blockGap = "\n\n"

// size is the length of the text in bytes.
func (d *Doc) size() int {
	if len(d.runs) == 0 {
		return 0
	}
	last := d.runs[len(d.runs)-1]
	return int(last.text + last.n)
}

// decoded is the text of a run.
func (d *Doc) decoded(r run) string {
	written := d.html[r.html:][:r.hn]
	switch {
	case r.n == r.hn:
		return written
	case written == escapes[0]:
		return "\x00"
	}
	return html.UnescapeString(written)
}

// HTML returns the text for a page, without marks.
func (d *Doc) HTML() HTML { return HTML(d.html) }

// Blocks returns the blocks in order.
func (d *Doc) Blocks() []Block { return d.blocks }

// Headings returns the headings in order.
func (d *Doc) Headings() []Heading { return d.headings }

// Links returns links and pictures in order.
func (d *Doc) Links() []Link { return d.links }

// Tables returns the tables with words in order.
func (d *Doc) Tables() []Table { return d.tables }

// Faults returns what was refused, in order.
func (d *Doc) Faults() []Fault { return d.faults }

// Code returns the ranges of inline code and code blocks.
func (d *Doc) Code() []Range {
	var code []Range
	for _, b := range d.blocks {
		if b.Kind == CodeBlock {
			code = append(code, b.Range)
		}
	}
	for i, t := range d.tags {
		if t.isOpen && d.html[t.start:t.stop] == "<code>" {
			if r, ok := d.between(t.stop, d.tags[d.tags[i].partner].start); ok {
				code = append(code, r)
			}
		}
	}
	sort.Slice(code, func(i, j int) bool { return code[i].Start < code[j].Start })
	return code
}

// between returns the text of a part of the HTML; ok is false if there is none.
func (d *Doc) between(start, stop int32) (r Range, ok bool) {
	i := sort.Search(len(d.runs), func(i int) bool { return d.runs[i].html >= start })
	j := sort.Search(len(d.runs), func(j int) bool { return d.runs[j].html >= stop })
	if i >= j {
		return Range{}, false
	}
	return Range{int(d.runs[i].text), int(d.runs[j-1].text + d.runs[j-1].n)}, true
}

// Source returns the offset in the source of the character at an offset of the
// text. Between blocks it is the end of the block before; behind the end of the
// text it is the end of the last block.
func (d *Doc) Source(offset int) int {
	i := sort.Search(len(d.runs), func(i int) bool { return int(d.runs[i].text) > offset }) - 1
	if i < 0 {
		return 0
	}
	r := d.runs[i]
	within := min(int32(offset)-r.text, r.n)
	if r.n != r.hn && within < r.n {
		within = 0
	}
	return int(r.src + within)
}
