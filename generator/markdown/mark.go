package markdown

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// Marking says what is put around parts of a text.
type Marking struct {
	// Marks are ranges of the text. They may overlap, nest and span blocks. A mark
	// is known by its index.
	Marks []Range
	// Open returns the start tag of a mark element that covers a set of marks, in
	// rising order; first holds those that have their first piece here. Whatever
	// it returns besides stands before the element.
	Open func(marks, first []int) string
	// After returns what stands once behind the last piece of a mark, outside
	// links and code.
	After func(mark int) string
	// Links are ranges to be linked. One that is inside a link or code, or that
	// is interrupted by a tag, is left out. They must not overlap.
	Links []Anchor
}

// Anchor is a range of the text with the start tag of its link.
type Anchor struct {
	Range
	Open string
}

// Mark returns the HTML with marks and links. Taking out the mark elements, the
// links, and what After gave leaves [Doc.HTML].
//
// Ranges are cut into elementary intervals first, so that an element carries a
// set of marks and no two of them nest. Each interval becomes as few elements as
// the inline elements around it allow.
func (d *Doc) Mark(m Marking) HTML {
	d = d.spread().whole()
	s := &splicer{doc: d, marking: m, tags: d.tags, inserts: make([]insert, 0, 2*len(m.Links)+4*len(m.Marks))}
	s.links()
	s.pieces()
	s.after()
	return HTML(s.spliced())
}

// splicer collects what is to be inserted into the HTML of a doc.
type splicer struct {
	doc     *Doc
	marking Marking
	tags    []tag // of the doc, and of inserted links, which have no length
	inserts []insert
	ends    []int32 // where the last piece of each mark ends; -1 before it is known
	begun   []bool
}

// insert is text to be put into the HTML. At one place inserts stand in the order
// of rank, then in the order in which they were made.
type insert struct {
	at   int32
	rank int
	text string
}

// The order of what is inserted at one place.
const (
	closeInLink = iota // mark that ends inside an inserted link
	closeLink
	closeMark // mark that holds the whole link
	afterMark
	openMark
	openLink
	openInLink
)

func (s *splicer) insert(at int32, rank int, text string) {
	s.inserts = append(s.inserts, insert{at, rank, text})
}

// links adds the links as elements, so that marks respect them.
func (s *splicer) links() {
	for _, l := range s.marking.Links {
		start, stop, ok := s.doc.unbroken(l.Range)
		if !ok {
			continue
		}
		s.insert(start, openLink, l.Open)
		s.insert(stop, closeLink, "</a>")
		if len(s.tags) == len(s.doc.tags) {
			s.tags = slices.Clone(s.tags)
		}
		s.tags = append(s.tags,
			tag{start: start, stop: start, isOpen: true, isAtom: true},
			tag{start: stop, stop: stop, isAtom: true})
	}
	if len(s.tags) == len(s.doc.tags) {
		return
	}
	slices.SortStableFunc(s.tags, func(a, b tag) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.stop, b.stop))
	})
	match(s.tags)
}

// match sets the partners of tags that nest properly.
func match(tags []tag) {
	var open []int32
	for i := range tags {
		if tags[i].isOpen {
			open = append(open, int32(i))
			continue
		}
		opener := open[len(open)-1]
		open = open[:len(open)-1]
		tags[i].partner, tags[opener].partner = opener, int32(i)
	}
}

// unbroken returns the HTML of a range in which no tag stands.
func (d *Doc) unbroken(r Range) (start, stop int32, ok bool) {
	if r.Start >= r.Stop || r.Start < 0 || r.Stop > d.size() {
		return 0, 0, false
	}
	first, last := d.runAt(r.Start), d.runAt(r.Stop-1)
	if !d.runs[first].has(r.Start) || !d.runs[last].has(r.Stop-1) {
		return 0, 0, false
	}
	for i := first; i <= last; i++ {
		if d.runs[i].isAtom || i > first && d.runs[i-1].html+d.runs[i-1].hn != d.runs[i].html {
			return 0, 0, false
		}
	}
	for _, b := range d.blocks {
		if b.Kind == Title && b.Start < r.Stop && r.Start < b.Stop {
			return 0, 0, false
		}
	}
	return d.runs[first].position(r.Start), d.runs[last].positionAfter(r.Stop), true
}

// runAt returns the index of the run that holds an offset of the text, or of the
// last one before it.
func (d *Doc) runAt(offset int) int {
	return max(0, sort.Search(len(d.runs), func(i int) bool { return int(d.runs[i].text) > offset })-1)
}

// has reports whether a character of the run stands at an offset of the text.
func (r run) has(offset int) bool { return int32(offset) >= r.text && int32(offset) < r.text+r.n }

// position is the HTML offset of a character of the run.
func (r run) position(offset int) int32 {
	if r.n != r.hn {
		return r.html
	}
	return r.html + int32(offset) - r.text
}

// positionAfter is the HTML offset behind a character that ends at an offset.
func (r run) positionAfter(offset int) int32 {
	if r.n != r.hn || int32(offset) >= r.text+r.n {
		return r.html + r.hn
	}
	return r.html + int32(offset) - r.text
}

// pieces inserts the mark elements, interval by interval and block by block.
func (s *splicer) pieces() {
	marks := s.marking.Marks
	s.ends, s.begun = slices.Repeat([]int32{-1}, len(marks)), make([]bool, len(marks))
	for _, interval := range intervals(marks, s.doc.size()) {
		for _, b := range s.doc.blocks {
			r := Range{max(b.Start, interval.Start), min(b.Stop, interval.Stop)}
			if r.Start < r.Stop {
				s.interval(r, interval.marks)
			}
		}
	}
}

// interval is a stretch of text that one set of marks covers.
type interval struct {
	Range
	marks []int
}

// intervals cuts the marks at all their ends.
func intervals(marks []Range, limit int) []interval {
	var cuts []int
	for _, m := range marks {
		cuts = append(cuts, max(0, min(m.Start, limit)), max(0, min(m.Stop, limit)))
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var all []interval
	for i := 1; i < len(cuts); i++ {
		v := interval{Range: Range{cuts[i-1], cuts[i]}}
		for j, m := range marks {
			if m.Start <= v.Start && v.Stop <= m.Stop {
				v.marks = append(v.marks, j)
			}
		}
		if len(v.marks) > 0 {
			all = append(all, v)
		}
	}
	return all
}

// interval inserts the elements of a range within one block: one between each
// two tags whose partners are outside of it.
func (s *splicer) interval(r Range, marks []int) {
	first, last := s.doc.runAt(r.Start), s.doc.runAt(r.Stop-1)
	start, stop := s.doc.runs[first].position(r.Start), s.doc.runs[last].positionAfter(r.Stop)
	start, stop = s.widened(start, stop)
	inside := s.within(start, stop)
	from := start
	for i := inside.Start; i < inside.Stop; i++ {
		if partner := int(s.tags[i].partner); partner < inside.Start || partner >= inside.Stop {
			s.piece(from, s.tags[i].start, marks)
			from = s.tags[i].stop
		}
	}
	s.piece(from, stop, marks)
}

// within returns the indexes of the tags inside a part of the HTML.
func (s *splicer) within(start, stop int32) Range {
	i := sort.Search(len(s.tags), func(i int) bool { return s.tags[i].start >= start })
	j := i
	for j < len(s.tags) && s.tags[j].stop <= stop {
		j++
	}
	return Range{i, j}
}

// widened takes in the tags next to a range whose partners are inside of it or
// next to it on the other side.
func (s *splicer) widened(start, stop int32) (int32, int32) {
	for {
		inside := s.within(start, stop)
		before, after := inside.Start-1, inside.Stop
		touches := before >= 0 && s.tags[before].isOpen && s.tags[before].stop == start
		closes := after < len(s.tags) && !s.tags[after].isOpen && s.tags[after].start == stop
		switch {
		case touches && int(s.tags[before].partner) < after:
			start = s.tags[before].start
		case closes && int(s.tags[after].partner) >= inside.Start:
			stop = s.tags[after].stop
		case touches && closes && int(s.tags[before].partner) == after:
			start, stop = s.tags[before].start, s.tags[after].stop
		default:
			return start, stop
		}
	}
}

// piece inserts one element, unless there is nothing but white space in it.
func (s *splicer) piece(start, stop int32, marks []int) {
	if s.doc.isBlank(start, stop) {
		return
	}
	var first []int
	for _, m := range marks {
		if !s.begun[m] {
			s.begun[m] = true
			first = append(first, m)
		}
		s.ends[m] = stop
	}
	opening, closing := openMark, closeMark
	if s.inLink(start, stop) {
		opening, closing = openInLink, closeInLink
	}
	s.insert(start, opening, s.marking.Open(marks, first))
	s.insert(stop, closing, "</mark>")
}

// isBlank reports whether a part of the HTML shows nothing but white space.
func (d *Doc) isBlank(start, stop int32) bool {
	i := sort.Search(len(d.runs), func(i int) bool { return d.runs[i].html+d.runs[i].hn > start })
	for ; i < len(d.runs) && d.runs[i].html < stop; i++ {
		r := d.runs[i]
		words := d.decoded(r)
		if r.n == r.hn {
			words = words[max(0, start-r.html):min(r.n, stop-r.html)]
		}
		if strings.TrimSpace(words) != "" {
			return false
		}
	}
	return true
}

// inLink reports whether a piece lies inside an inserted link.
func (s *splicer) inLink(start, stop int32) bool {
	for i, t := range s.tags {
		if t.isOpen && t.start == t.stop && t.start <= start && stop <= s.tags[t.partner].start {
			return !s.holds(start, stop, i)
		}
	}
	return false
}

// holds reports whether a piece that has the extent of an inserted link was made
// around it: its tags are then inside the piece.
func (s *splicer) holds(start, stop int32, opener int) bool {
	return s.tags[opener].start >= start && s.tags[s.tags[opener].partner].stop <= stop
}

// after inserts what stands behind each mark, of two that end at one place first
// that of the shorter one.
func (s *splicer) after() {
	if s.marking.After == nil {
		return
	}
	var marks []int
	for m := range s.marking.Marks {
		if s.ends[m] >= 0 {
			marks = append(marks, m)
		}
	}
	length := func(m int) int { return s.marking.Marks[m].Stop - s.marking.Marks[m].Start }
	slices.SortStableFunc(marks, func(a, b int) int { return cmp.Compare(length(a), length(b)) })
	for _, m := range marks {
		at := s.ends[m]
		for _, t := range s.tags {
			if t.isOpen && t.isAtom && t.start < at && at <= s.tags[t.partner].start {
				at = s.tags[t.partner].stop
			}
		}
		s.insert(at, afterMark, s.marking.After(m))
	}
}

// spliced returns the HTML with everything inserted.
func (s *splicer) spliced() string {
	slices.SortStableFunc(s.inserts, func(a, b insert) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.rank, b.rank))
	})
	var b strings.Builder
	size := len(s.doc.html)
	for _, i := range s.inserts {
		size += len(i.text)
	}
	b.Grow(size)
	from := int32(0)
	for _, i := range s.inserts {
		b.WriteString(s.doc.html[from:i.at])
		b.WriteString(i.text)
		from = i.at
	}
	b.WriteString(s.doc.html[from:])
	return b.String()
}
