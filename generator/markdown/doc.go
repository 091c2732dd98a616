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
	"slices"
	"sort"
	"strings"
	"unsafe"

	"github.com/klauspost/compress/s2"
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
	html    string
	packed  []byte // the HTML of a long text, in its place; see [Doc.whole]
	*places        // notSpread for a plain paragraph, as most notes are
	src     int32  // of a plain paragraph: where its text stands in the source
}

// places are what stands where.
type places struct {
	runs     []run
	tags     []tag
	blocks   []Block
	headings []Heading
	links    []Link
	tables   []Table
	faults   []Fault
}

// notSpread stands for the places of any plain paragraph; see [Doc.spread]. Do not
// change.
var notSpread places

// A plain paragraph is one whose HTML is its text between these tags.
const plainBefore, plainAfter = "<p>", "</p>\n"

// isPlain reports whether places are those of a plain paragraph.
func (p *places) isPlain(html string) bool {
	if len(p.runs) != 1 || len(p.blocks) != 1 || len(p.tags)+len(p.headings)+len(p.links)+len(p.tables)+len(p.faults) > 0 {
		return false
	}
	text := int32(len(html) - len(plainBefore) - len(plainAfter))
	return text > 0 && html[:len(plainBefore)] == plainBefore && html[len(html)-len(plainAfter):] == plainAfter &&
		p.runs[0] == run{html: int32(len(plainBefore)), src: p.runs[0].src, n: text, hn: text} &&
		p.blocks[0] == Block{Range{0, int(text)}, Paragraph}
}

// plain is the text of a plain paragraph.
func (d *Doc) plain() string { return d.html[len(plainBefore) : len(d.html)-len(plainAfter)] }

// spread returns the doc with its places. Those of a plain paragraph are not kept,
// since a large site has hundreds of thousands, but made when they are asked for.
func (d *Doc) spread() *Doc {
	if d.places != &notSpread {
		return d
	}
	n := int32(len(d.plain()))
	return &Doc{html: d.html, places: &places{
		runs:   []run{{html: int32(len(plainBefore)), src: d.src, n: n, hn: n}},
		blocks: []Block{{Range{0, int(n)}, Paragraph}},
	}}
}

// mostUnpacked is the greatest length of HTML that is kept as it is, in bytes.
const mostUnpacked = 4 << 10

// pack makes the HTML of a long text smaller: of an article to less than half, which of
// 10,000 articles saves the collector a tenth of what it goes through. Unpacking takes
// 5 µs where parsing took 400.
func (d *Doc) pack() *Doc {
	if len(d.html) <= mostUnpacked {
		return d
	}
	return &Doc{packed: slices.Clone(s2.Encode(nil, []byte(d.html))), places: d.places, src: d.src} // s2 takes more room than it needs
}

// whole returns the doc with its HTML.
func (d *Doc) whole() *Doc {
	if d.packed == nil {
		return d
	}
	html, err := s2.Decode(nil, d.packed)
	if err != nil {
		panic("markdown: " + err.Error()) // we packed it
	}
	// Nobody else has these bytes; a copy of them is an eighth of all that a build asks
	// memory for.
	return &Doc{html: unsafe.String(unsafe.SliceData(html), len(html)), places: d.places, src: d.src}
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
	if d.places == &notSpread {
		return d.plain()
	}
	return d.whole().text(d.runs)
}

// Around returns the part of the text that the blocks make which a range lies in,
// and where it begins. That is much less work than all of the text.
func (d *Doc) Around(r Range) (text string, start int) {
	if d.places == &notSpread && r.Start < len(d.plain()) && r.Stop > 0 {
		return d.plain(), 0
	}
	d = d.spread()
	first := sort.Search(len(d.blocks), func(i int) bool { return d.blocks[i].Stop > r.Start })
	behind := sort.Search(len(d.blocks), func(i int) bool { return d.blocks[i].Start >= r.Stop })
	if first >= behind {
		return "", r.Start
	}
	start, stop := d.blocks[first].Start, d.blocks[behind-1].Stop
	from := sort.Search(len(d.runs), func(i int) bool { return int(d.runs[i].text) >= start })
	to := sort.Search(len(d.runs), func(i int) bool { return int(d.runs[i].text) >= stop })
	return d.whole().text(d.runs[from:to]), start
}

// text is what runs that follow each other say.
func (d *Doc) text(runs []run) string {
	if len(runs) == 1 && runs[0].n == runs[0].hn {
		return d.html[runs[0].html:][:runs[0].n]
	}
	if len(runs) == 0 {
		return ""
	}
	last, start := runs[len(runs)-1], runs[0].text
	var b strings.Builder
	b.Grow(int(last.text + last.n - start))
	for _, r := range runs {
		if b.Len() < int(r.text-start) {
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
func (d *Doc) HTML() HTML { return HTML(d.whole().html) }

// Blocks returns the blocks in order.
func (d *Doc) Blocks() []Block { return d.spread().blocks }

// Headings returns the headings in order.
func (d *Doc) Headings() []Heading { return d.headings }

// Links returns links and pictures in order.
func (d *Doc) Links() []Link { return d.links }

// Tables returns the tables with words in order.
func (d *Doc) Tables() []Table {
	if d.places == nil {
		return nil
	}
	return d.tables
}

// Faults returns what was refused, in order.
func (d *Doc) Faults() []Fault { return d.faults }

// Code returns the ranges of inline code and code blocks.
func (d *Doc) Code() []Range {
	d = d.whole()
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
	d = d.spread()
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
